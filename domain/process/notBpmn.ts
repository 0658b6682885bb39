import type { Problems } from './problems.ts';

interface Words {
  zh: string;
  en: string;
}

const exportAgain: Words = {
  zh: '请在原来的工具中导出为 BPMN 2.0（.bpmn 或 .xml）',
  en: 'export it as BPMN 2.0 (.bpmn or .xml) where it was drawn',
};

/** What is taken for a BPMN file, by how it begins. */
const others: [RegExp, Words][] = [
  [/^PK/, { zh: '是压缩文件或某个工具自己的格式', en: 'is an archive, or a tool’s own format' }],
  [/^\s*$/, { zh: '是空的', en: 'is empty' }],
  [/<(\w+:)?Package[\s>]/, { zh: '是 XPDL，不是 BPMN 2.0', en: 'is XPDL, not BPMN 2.0' }],
  [/omg\.org\/spec\/(DMN|CMMN)/, { zh: '是 DMN 或 CMMN，不是流程', en: 'holds DMN or CMMN, not a process' }],
  [/<(!doctype\s+)?html[\s>]/i, { zh: '是网页', en: 'is a web page' }],
];

/** Where the reader of XML stopped, and why, in words that somebody without XML can pass on to whoever drew the file. */
const faults: [RegExp, Words][] = [
  [/unclosed tag|unclosed/, { zh: '文件不完整，后面的内容缺失', en: 'the file is cut off' }],
  [/missing namespace/, { zh: '用了没有声明的前缀', en: 'a prefix is used that is not declared' }],
  [/missing start tag/, { zh: '内容不是 XML', en: 'the content is no XML' }],
];

/** Tells what a text is in which nothing could be read, and what to do. */
export function reportNotBpmn(bpmnXml: string, error: unknown, problems: Problems): void {
  const said = error instanceof Error ? error.message : String(error);
  const { zh, en } = others.find(([mark]) => mark.test(bpmnXml.slice(0, 2000)))?.[1] ?? unread(said);
  problems.error(
    null,
    'NOT_BPMN',
    `这个文件不能作为流程导入：${zh}。${exportAgain.zh}`,
    `this file cannot be taken as a process: it ${en}; ${exportAgain.en}`,
  );
}

function unread(said: string): Words {
  const line = Number(/line: (\d+)/.exec(said)?.[1] ?? Number.NaN) + 1;
  if (Number.isNaN(line)) return { zh: '里面没有 BPMN 2.0 的流程', en: 'holds no process of BPMN 2.0' };
  const named = /<([^<>]*)>/.exec(said)?.[1];
  const known = faults.find(([mark]) => mark.test(said))?.[1];
  const at = named === undefined ? '' : `“${named}”`;
  return {
    zh: `第${line}行${at}读不通${known === undefined ? '' : `（${known.zh}）`}`,
    en: `cannot be read at line ${line}${named === undefined ? '' : `, "${named}"`}${known === undefined ? '' : ` (${known.en})`}`,
  };
}
