import { BpmnModdle, type ModdleElement } from 'bpmn-moddle';
import { checkConditions } from './checkConditions.ts';
import { checkForms } from './checkForms.ts';
import { checkMeaning } from './checkMeaning.ts';
import { checkStructure } from './checkStructure.ts';
import { extensionPackage } from './extension.ts';
import { elementsOf, idOf, textOf } from './moddle.ts';
import { Problems } from './problems.ts';
import { type Reading, readScope } from './readProcess.ts';
import { checkSoundness } from './soundness.ts';
import type { CompileResult, Graph } from './types.ts';

export interface CompileOptions {
  /** Which definitions each known definition calls: so that a circle of calls is found. */
  calls?: Record<string, string[]>;
  /** Names of facts that conditions may use besides those every instance has. */
  facts?: string[];
  /** The key by which other definitions call this one; the id of its process where it is left out. */
  key?: string;
}

/** More elements than any process that people can read; what lies above would only keep the server busy. */
const mostElements = 400;

/**
 * Makes a graph of a BPMN 2.0 text, or says, element by element, why it cannot be run. Used when a definition is
 * published, never inside a workflow.
 */
export async function compile(bpmnXml: string, options: CompileOptions = {}): Promise<CompileResult> {
  const problems = new Problems();
  const processes = await readText(bpmnXml, problems);
  const [process] = processes;
  if (process?.id === undefined) return { ok: false, problems: problems.all };
  const reading: Reading = { nodes: {}, flows: {}, problems };
  for (const each of processes) {
    checkLanes(each, problems);
    readScope(each, undefined, reading);
  }
  const size = Object.keys(reading.nodes).length;
  if (size > mostElements) {
    problems.error(
      null,
      'TOO_MANY_ELEMENTS',
      `流程有 ${size} 个元素，最多 ${mostElements} 个；请拆成几个流程，用调用活动连接`,
      `the process has ${size} elements, at most ${mostElements} are allowed; split it and use call activities`,
    );
    return { ok: false, problems: problems.all };
  }
  const graph: Graph = {
    semantics: 1,
    processId: process.id,
    name: textOf(process, 'name') ?? process.id,
    startId: '',
    nodes: reading.nodes,
    flows: reading.flows,
  };
  if (!problems.hasErrors) checkStructure(graph, problems);
  if (!problems.hasErrors)
    checkMeaning(graph, problems, { key: options.key ?? graph.processId, calls: options.calls ?? {} });
  checkConditions(graph, problems, options.facts ?? []);
  checkForms(graph, problems);
  if (!problems.hasErrors) checkSoundness(graph, problems);
  if (problems.hasErrors) return { ok: false, problems: problems.all };
  return { ok: true, graph, warnings: problems.all };
}

async function readText(bpmnXml: string, problems: Problems): Promise<ModdleElement[]> {
  let root: ModdleElement;
  try {
    const parsed = await new BpmnModdle({ duban: extensionPackage }).fromXML(bpmnXml);
    root = parsed.rootElement;
    for (const { message } of parsed.warnings) reportUnreadable(message, problems);
  } catch (error) {
    const detail = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    problems.error(null, 'NOT_BPMN', `不是 BPMN 2.0 文件：${detail}`, `this is not a BPMN 2.0 file: ${detail}`);
    return [];
  }
  return processesOf(root, problems);
}

/** The reader's own words have a line for what it met and one for why. */
function reportUnreadable(message: string, problems: Problems): void {
  const detail = /nested error: (.*)/.exec(message)?.[1] ?? message.split('\n')[0] ?? message;
  const duplicate = /duplicate ID <(.+)>/.exec(detail)?.[1];
  if (duplicate !== undefined) {
    problems.error(
      duplicate,
      'DUPLICATE_ID',
      `有两个元素的 id 都是“${duplicate}”`,
      `two elements have the id "${duplicate}"`,
    );
    return;
  }
  problems.error(
    null,
    'UNREADABLE',
    `文件中有无法识别的内容：${detail}`,
    `the file has content that cannot be read: ${detail}`,
  );
}

/**
 * The processes of a file that hold anything: some modelers keep an empty main process beside the one that is drawn.
 * More than one is refused and read all the same, so that what cannot be run in them is named too.
 */
function processesOf(root: ModdleElement, problems: Problems): ModdleElement[] {
  const elements = elementsOf(root, 'rootElements');
  const all = elements.filter((candidate) => candidate.$type === 'bpmn:Process');
  const drawn = all.filter((process) => elementsOf(process, 'flowElements').length > 0);
  const processes = drawn.length > 0 ? drawn : all;
  const empty = new Set(all.filter((process) => !processes.includes(process)).map(({ id }) => id));
  for (const element of elements.filter((candidate) => candidate.$type === 'bpmn:Collaboration')) {
    const pools = elementsOf(element, 'participants').filter((pool) => !empty.has(idOf(pool.get('processRef'))));
    if (pools.length > 1 || elementsOf(element, 'messageFlows').length > 0) {
      const id = pools[1]?.id ?? element.id ?? null;
      problems.error(
        id,
        'MANY_POOLS',
        '只支持一个泳池，不支持消息流',
        'only one pool and no message flow is supported',
      );
    }
  }
  if (processes.length !== 1) {
    problems.error(
      processes[1]?.id ?? null,
      'ONE_PROCESS',
      `文件应当恰好有一个流程，现有 ${processes.length} 个`,
      `the file must hold exactly one process; it has ${processes.length}`,
    );
  }
  return processes;
}

function checkLanes(process: ModdleElement, problems: Problems): void {
  const lanes = elementsOf(process, 'laneSets').flatMap((set) => elementsOf(set, 'lanes'));
  const second = lanes[1];
  if (second === undefined) return;
  problems.error(
    second.id ?? null,
    'MANY_LANES',
    '不支持多个泳道；承办方写在任务上（duban:holder）',
    'more than one lane is not supported; the holder is an attribute of the task (duban:holder)',
  );
}
