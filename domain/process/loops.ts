import { explore } from './markings.ts';
import type { Problems } from './problems.ts';
import type { Graph, Node, TimerRule } from './types.ts';

/**
 * A loop must wait for somebody, for a called process or for a later day each time that it turns. One through gateways
 * and operations alone turns without end; so does one whose timers all stand on days that do not come again: once such
 * a day is past, every timer of the loop is due at the moment it is set. What a join of the loop waits for counts too.
 */
export function checkLoops(graph: Graph, problems: Problems): void {
  const [free] = turning(graph, false);
  if (free !== undefined) {
    problems.error(
      free.id,
      'LOOP_WITHOUT_WAIT',
      `${label(free)}所在的循环中既没有人办理，也没有定时`,
      `the loop through "${free.id}" has neither a person nor a timer in it`,
    );
    return;
  }
  const past = turning(graph, true);
  const ofType = (...types: Node['type'][]) => past.find(({ type }) => types.includes(type));
  const first = ofType('timerEvent', 'boundaryTimer') ?? ofType('subProcess');
  if (first === undefined) return;
  problems.error(
    first.id,
    'LOOP_AFTER_ITS_DAY',
    `${label(first)}所在的循环只等固定的日子：日子一过，循环会立刻反复执行，不会停下；请改为从开始之日起算（如 opened+5wd），或让循环经过一个办理任务`,
    `the loop through "${first.id}" waits for fixed days only: once they are past it turns without end; count from the opening (opened+5wd), or let it pass a task`,
  );
}

function label({ id, name }: Node): string {
  return name === undefined ? `“${id}”` : `“${name}”（${id}）`;
}

/** Elements on loops that a token can run through at once; with `past`, on a day by which all fixed days are past. */
function turning(graph: Graph, past: boolean): Node[] {
  return Object.values(graph.nodes).filter(
    (node) => reachedAtOnce(graph, node, past).has(node.id) && turns(graph, node, past),
  );
}

/** Whether a token on `from` sets off moves that never come to a wait, joins and branches beside it counted. */
function turns(graph: Graph, from: Node, past: boolean): boolean {
  const { successors, complete } = coursesAtOnce(graph, from.id, past);
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
function coursesAtOnce(graph: Graph, from: string, past: boolean) {
  const mayLeave = (node: Node) => !waits(graph, node, past);
  return explore(graph, new Map([[from, 1]]), { most: mostMarkings, eager: true, mayLeave });
}

/** Elements that a token on `from` can come to without waiting for anything. */
function reachedAtOnce(graph: Graph, from: Node, past: boolean): Set<string> {
  const reached = new Set<string>();
  const open = nextAtOnce(graph, from, past);
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const node = graph.nodes[id];
    if (node === undefined || reached.has(id)) continue;
    reached.add(id);
    open.push(...nextAtOnce(graph, node, past));
  }
  return reached;
}

function nextAtOnce(graph: Graph, node: Node, past: boolean): string[] {
  const onward = waits(graph, node, past) ? [] : node.outgoing.map((flow) => graph.flows[flow]?.target ?? '');
  const timers = 'boundary' in node ? node.boundary.map((id) => graph.nodes[id]) : [];
  return [
    ...onward,
    ...timers.flatMap((timer) => (timer === undefined || waits(graph, timer, past) ? [] : [timer.id])),
  ];
}

function waits(graph: Graph, node: Node, past: boolean): boolean {
  switch (node.type) {
    case 'userTask':
    case 'callActivity':
      return true;
    case 'timerEvent':
      return !(past && mayBePast(node.timer));
    case 'boundaryTimer':
      return !(past && mayBePast(node.timer, graph.nodes[node.attachedTo]));
    case 'subProcess':
      return !endsAtOnce(graph, node, past);
    default:
      return false;
  }
}

/** Whether a sub-process can come to its end without anything that waits in any of its branches. */
function endsAtOnce(graph: Graph, { startId }: Extract<Node, { type: 'subProcess' }>, past: boolean): boolean {
  return coursesAtOnce(graph, startId, past).markings.has('');
}

/** Whether a timer that is set anew may find its day past each time; `due` is told by the rule of its host. */
function mayBePast(rule: TimerRule, host?: Node): boolean {
  if (rule.base === 'opened') return rule.offset < 1;
  if (rule.base !== 'due' || host?.type !== 'userTask' || host.task.due.base !== 'opened') return true;
  const { offset, unit } = host.task.due;
  return offset + rule.offset < 1 || (rule.offset < 0 && unit !== rule.unit);
}
