import type { ModdleElement, ParseResult } from 'bpmn-moddle';
import { elementsOf, idOf } from './moddle.ts';
import type { Problems } from './problems.ts';
import { reportUnread } from './unread.ts';
import { refuseElement } from './unsupported.ts';

/** Tags, and tags inside each other, of the largest process that may run, many times over. */
const MOST_TAGS = 20_000;
const MOST_DEPTH = 60;

/** Rules about a text of which nothing was read. */
export const nothingRead: readonly string[] = ['NOT_BPMN', 'TOO_COMPLEX'];

/** Whether reading a text would cost more than any process is worth, told and reported without reading it. */
export function refuseComplex(bpmnXml: string, problems: Problems): boolean {
  if (!isComplex(bpmnXml)) return false;
  problems.error(
    null,
    'TOO_COMPLEX',
    `文件过大或嵌套过深（最多${MOST_TAGS}个标签、${MOST_DEPTH}层），请拆成几个流程`,
    `the file is too large or nested too deep (at most ${MOST_TAGS} tags, ${MOST_DEPTH} levels); split it`,
  );
  return true;
}

function isComplex(bpmnXml: string): boolean {
  let [tags, depth] = [0, 0];
  for (const [mark] of bpmnXml.matchAll(/<\/|\/>|<[A-Za-z_]/g)) {
    if (mark === '</' || mark === '/>') depth -= 1;
    else {
      tags += 1;
      depth += 1;
    }
    if (tags > MOST_TAGS || depth > MOST_DEPTH) return true;
  }
  return false;
}

/** The reader's own words have a line for what it met, one for where and one for why. */
export function reportUnreadable({ message, element }: ParseResult['warnings'][number], problems: Problems): void {
  const detail = /nested error: (.*)/.exec(message)?.[1] ?? message.split('\n')[0] ?? message;
  const named = /<(.+)>/.exec(detail)?.[1] ?? '';
  if (detail.startsWith('duplicate ID')) {
    problems.error(named, 'DUPLICATE_ID', `有两个元素的 id 都是“${named}”`, `two elements have the id "${named}"`);
    return;
  }
  if (detail.startsWith('unknown attribute')) {
    const id = element?.id ?? null;
    // An element of the process says so itself.
    if (element?.$instanceOf('bpmn:FlowElement')) return;
    problems.warning(id, 'FOREIGN_ATTRIBUTE', `属性 ${named} 不起作用`, `attribute ${named} has no effect here`);
    return;
  }
  if (detail.startsWith('unresolved reference')) {
    reportDangling(element, named, problems);
    return;
  }
  const line = Number(/line: (\d+)/.exec(message)?.[1] ?? Number.NaN) + 1;
  const [zhWhere, enWhere] = Number.isNaN(line) ? ['', ''] : [`第${line}行`, `line ${line}: `];
  if (/^(unknown type|unrecognized element)/.test(detail)) {
    problems.error(
      null,
      'UNREADABLE',
      `${zhWhere}的“${named}”不是 BPMN 2.0 的元素，无法识别`,
      `${enWhere}"${named}" is no element of BPMN 2.0 and cannot be read`,
    );
    return;
  }
  const isOutside = detail.startsWith('non-whitespace outside');
  problems.error(
    null,
    'UNREADABLE',
    isOutside ? `${zhWhere}流程之外还有内容，例如 DTD 声明，没有读取` : `文件${zhWhere}有无法识别的内容：${detail}`,
    isOutside
      ? `${enWhere}there is content outside the process, such as a DTD; it was not read`
      : `the file has content that cannot be read: ${enWhere}${detail}`,
  );
}

/** A reference that leads nowhere is not kept; where it matters to the process, a rule about the element says so. */
function reportDangling(element: ModdleElement | undefined, target: string, problems: Problems): void {
  if (element?.$type.startsWith('bpmndi:')) {
    problems.warning(
      null,
      'UNREADABLE',
      `图上有一个图形属于“${target}”，而文件中没有这个元素`,
      `the drawing has a shape of "${target}", which is not in the file`,
    );
    return;
  }
  const id = element?.id ?? null;
  const [zh, en] = id === null ? ['文件', 'the file'] : [`“${id}”`, `"${id}"`];
  problems.warning(
    id,
    'UNREADABLE',
    `${zh}指向的“${target}”在文件中不存在`,
    `${en} refers to "${target}", which is not in the file`,
  );
}

/** Whole processes of another kind, and tasks outside a process. */
const otherRoots = /^bpmn:(Global|Choreography|Conversation)/;

/**
 * The processes of a file that hold anything: some modelers keep an empty main process beside the one that is drawn.
 * More than one is refused and read all the same, so that what cannot be run in them is named too.
 */
export function processesOf(root: ModdleElement, problems: Problems): ModdleElement[] {
  const elements = elementsOf(root, 'rootElements');
  const all = elements.filter((candidate) => candidate.$type === 'bpmn:Process');
  const drawn = all.filter((process) => elementsOf(process, 'flowElements').length > 0);
  const processes = drawn.length > 0 ? drawn : all;
  const empty = new Set(all.filter((process) => !processes.includes(process)).map(({ id }) => id));
  for (const element of elements) {
    if (element.$type === 'bpmn:Collaboration') {
      checkPools(element, processes[0]?.id, empty, problems);
      reportUnread(element, element.id ?? null, problems);
    }
    if (otherRoots.test(element.$type)) refuseElement(problems, element.id ?? null, element.$type);
  }
  for (const more of processes.length === 0 ? [undefined] : processes.slice(1)) {
    problems.error(
      more?.id ?? null,
      'ONE_PROCESS',
      `文件应当恰好有一个流程，现有 ${processes.length} 个`,
      `the file must hold exactly one process; it has ${processes.length}`,
    );
  }
  return processes;
}

/** Names every pool but that of the process, and every message flow. */
function checkPools(
  collaboration: ModdleElement,
  processId: string | undefined,
  empty: Set<string | undefined>,
  problems: Problems,
): void {
  const pools = elementsOf(collaboration, 'participants').filter((pool) => !empty.has(idOf(pool.get('processRef'))));
  const own = pools.find((pool) => idOf(pool.get('processRef')) === processId) ?? pools[0];
  for (const pool of pools) {
    if (pool === own) continue;
    problems.error(
      pool.id ?? null,
      'MANY_POOLS',
      '只支持一个泳池，请删去这一个',
      'only one pool is supported; remove this one',
    );
  }
  for (const { id } of elementsOf(collaboration, 'messageFlows')) {
    problems.error(
      id ?? null,
      'MESSAGE_FLOW',
      '不支持消息流，请删去',
      'message flows are not supported; remove this one',
    );
  }
}

/** Names every lane but the first. */
export function checkLanes(process: ModdleElement, problems: Problems): void {
  const lanes = elementsOf(process, 'laneSets').flatMap((set) => elementsOf(set, 'lanes'));
  for (const lane of lanes.slice(1)) {
    problems.error(
      lane.id ?? null,
      'MANY_LANES',
      '只支持一个泳道，请删去这一个；由谁承办在每个任务上选择',
      'only one lane is supported; remove this one and choose on each task who holds it',
    );
  }
}
