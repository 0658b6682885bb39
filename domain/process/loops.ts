import { explore } from './markings.ts';
import type { Problems } from './problems.ts';
import type { Graph, Node, TimerRule } from './types.ts';

/**
 * What a process may do that is called: end at the moment it begins, do so once its fixed days are past or where nobody
 * is in the collections that it runs over, or wait each time for somebody or for a later day.
 */
export const endings = ['atOnce', 'afterItsDays', 'whereNobody', 'waits'] as const;
export type Ending = (typeof endings)[number];

/** How the definitions that may be called end, by their key; any other waits. */
export type Endings = Record<string, Ending>;

/** A graph, what is known of the definitions that it calls, and under which circumstances it is looked at. */
interface Course {
  graph: Graph;
  ends: Endings;
  /** On a day by which all fixed days are past. */
  past: boolean;
  /** For a subject whose collections are all empty: what runs once for each member is passed over. */
  nobody: boolean;
}

const ordinary = { past: false, nobody: false };
const late = { past: true, nobody: false };
const lateWithNobody = { past: true, nobody: true };

/** How a process ends that others call. */
export function endingOf(graph: Graph, ends: Endings): Ending {
  if (mayEndAtOnce({ graph, ends, ...ordinary }, graph.startId)) return 'atOnce';
  if (mayEndAtOnce({ graph, ends, ...late }, graph.startId)) return 'afterItsDays';
  return mayEndAtOnce({ graph, ends, ...lateWithNobody }, graph.startId) ? 'whereNobody' : 'waits';
}

/**
 * A loop must wait for somebody or for a later day each time that it turns. One through gateways and operations alone
 * turns without end; so does one whose timers all stand on days that do not come again: once such a day is past, every
 * timer of the loop is due at the moment it is set. What a join of the loop waits for counts too, and a called process
 * counts as what it does itself. A loop that waits only for the members of a collection is warned of: whether there are
 * any is known of each subject alone.
 */
export function checkLoops(graph: Graph, ends: Endings, problems: Problems): void {
  const free = turning({ graph, ends, ...ordinary });
  const call = free.find(({ type }) => type === 'callActivity');
  const [first] = free;
  if (call !== undefined) {
    problems.error(
      call.id,
      'LOOP_WITHOUT_WAIT',
      `“${call.id}”所在的循环中没有人办理，也没有定时，所调用的流程一开始就可能结束，循环会立刻反复执行，不会停下`,
      `the loop through "${call.id}" has neither a person nor a timer in it, and the process called there may end as soon as it begins: it would turn without end`,
    );
    return;
  }
  if (first !== undefined) {
    problems.error(
      first.id,
      'LOOP_WITHOUT_WAIT',
      `“${first.id}”所在的循环中既没有人办理，也没有定时`,
      `the loop through "${first.id}" has neither a person nor a timer in it`,
    );
    return;
  }
  const afterItsDay = turning({ graph, ends, ...late });
  if (afterItsDay.length > 0) reportAfterItsDay(afterItsDay, problems);
  else warnOfNobody(turning({ graph, ends, ...lateWithNobody }), problems);
}

function warnOfNobody(free: Node[], problems: Problems): void {
  const skipped = free.find((node) => 'loop' in node && node.loop !== undefined);
  const first = skipped ?? free.find(({ type }) => type === 'callActivity' || type === 'subProcess');
  if (first === undefined) return;
  problems.warning(
    first.id,
    'LOOP_OVER_NOBODY',
    `“${first.id}”所在的循环只等多实例中的各单位（或各周期）办理：范围内一个也没有时，循环会立刻反复执行，直到被系统停下；请让循环再经过一个办理任务或定时`,
    `the loop through "${first.id}" waits only for the members of a collection: where there are none it turns at once until it is stopped; let it also pass a task of one party or a timer`,
  );
}

function reportAfterItsDay(past: Node[], problems: Problems): void {
  const ofType = (...types: Node['type'][]) => past.find(({ type }) => types.includes(type));
  const first = ofType('timerEvent', 'boundaryTimer') ?? ofType('callActivity') ?? ofType('subProcess');
  if (first === undefined) return;
  problems.error(
    first.id,
    'LOOP_AFTER_ITS_DAY',
    `“${first.id}”所在的循环只等固定的日子：日子一过，循环会立刻反复执行，不会停下；请改为从开始之日起算（如 opened+5wd），或让循环经过一个办理任务`,
    `the loop through "${first.id}" waits for fixed days only: once they are past it turns without end; count from the opening (opened+5wd), or let it pass a task`,
  );
}

/** Elements on loops that a token can run through at once. */
function turning(course: Course): Node[] {
  return Object.values(course.graph.nodes).filter(
    (node) => reachedAtOnce(course, node).has(node.id) && turns(course, node),
  );
}

/** Whether a token on `from` sets off moves that never come to a wait, joins and branches beside it counted. */
function turns(course: Course, from: Node): boolean {
  const { successors, complete } = coursesAtOnce(course, from.id);
  if (!complete) return false;
  const before = new Map<string, number>();
  for (const next of successors.values()) for (const to of next) before.set(to, (before.get(to) ?? 0) + 1);
  const open = [...successors.keys()].filter((key) => !before.has(key));
  let ordered = 0;
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    ordered += 1;
    for (const to of successors.get(key) ?? []) {
      const left = (before.get(to) ?? 0) - 1;
      before.set(to, left);
      if (left === 0) open.push(to);
    }
  }
  return ordered < successors.size;
}

const mostMarkings = 2_000;

/** All that one token can come to until each waits; no order of moves decides whether that ends. */
function coursesAtOnce(course: Course, from: string) {
  const mayLeave = (node: Node) => !waits(course, node);
  return explore(course.graph, new Map([[from, 1]]), { most: mostMarkings, eager: true, mayLeave });
}

/** Elements that a token on `from` can come to without waiting for anything. */
function reachedAtOnce(course: Course, from: Node): Set<string> {
  const reached = new Set<string>();
  const open = nextAtOnce(course, from);
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const node = course.graph.nodes[id];
    if (node === undefined || reached.has(id)) continue;
    reached.add(id);
    open.push(...nextAtOnce(course, node));
  }
  return reached;
}

function nextAtOnce(course: Course, node: Node): string[] {
  const { nodes, flows } = course.graph;
  const onward = waits(course, node) ? [] : node.outgoing.map((flow) => flows[flow]?.target ?? '');
  const timers = 'boundary' in node ? node.boundary.map((id) => nodes[id]) : [];
  return [...onward, ...timers.flatMap((timer) => (timer === undefined || waits(course, timer) ? [] : [timer.id]))];
}

function waits(course: Course, node: Node): boolean {
  const { graph, ends, past, nobody } = course;
  if (nobody && 'loop' in node && node.loop !== undefined) return false;
  switch (node.type) {
    case 'userTask':
      return true;
    case 'callActivity':
      return waitsWhenCalled(ends[node.definitionKey] ?? 'waits', course);
    case 'timerEvent':
      return !(past && mayBePast(node.timer));
    case 'boundaryTimer':
      return !(past && mayBePast(node.timer, graph.nodes[node.attachedTo]));
    case 'subProcess':
      return !mayEndAtOnce(course, node.startId);
    default:
      return false;
  }
}

function waitsWhenCalled(ending: Ending, { past, nobody }: Course): boolean {
  if (ending === 'afterItsDays') return !past;
  return ending === 'waits' || (ending === 'whereNobody' && !nobody);
}

/** Whether a level can come from its start to its end without anything that waits in any of its branches. */
function mayEndAtOnce(course: Course, startId: string): boolean {
  return coursesAtOnce(course, startId).markings.has('');
}

/** Whether a timer that is set anew may find its day past each time; `due` is told by the rule of its host. */
function mayBePast(rule: TimerRule, host?: Node): boolean {
  if (rule.base === 'opened') return rule.offset < 1;
  if (rule.base !== 'due' || host?.type !== 'userTask' || host.task.due.base !== 'opened') return true;
  const { offset, unit } = host.task.due;
  return offset + rule.offset < 1 || (rule.offset < 0 && unit !== rule.unit);
}
