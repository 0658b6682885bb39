import { compile } from '../../../domain/process/compile.ts';
import type { Graph, Node } from '../../../domain/process/types.ts';
import { caseCount, seed } from '../support/random.ts';
import { diagram } from './diagram.ts';
import { Random } from './random.ts';
import { coursesOf, graphAsDrawn, wildDiagram } from './wild.ts';

const CASES = caseCount(80, 2_000);
const endless = ['LOOP_WITHOUT_WAIT', 'LOOP_AFTER_ITS_DAY'];
const aboutFlow = ['DEAD_LOCK', 'NEVER_ENDS', 'NEVER_PASSED', ...endless];

/** Whether gateways alone lead in a circle: the interpreter halts there, and no event shows the course. */
function hasBareCircle(graph: Graph): boolean {
  const isGateway = (node: Node | undefined) => node?.type.endsWith('Gateway') === true;
  const next = (id: string) =>
    (graph.nodes[id]?.outgoing ?? [])
      .map((flow) => graph.flows[flow]?.target ?? '')
      .filter((target) => isGateway(graph.nodes[target]));
  return Object.keys(graph.nodes).some((from) => {
    const seen = new Set<string>();
    const open = isGateway(graph.nodes[from]) ? next(from) : [];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      if (seen.has(id)) continue;
      seen.add(id);
      open.push(...next(id));
    }
    return seen.has(from);
  });
}

/** What the check says and what playing every course shows; nothing where a definition cannot be compared. */
async function judge(at: number) {
  const xml = diagram(...wildDiagram(new Random(at)));
  const result = await compile(xml);
  const rules = result.ok ? [] : result.problems.map(({ rule }) => rule);
  if (rules.some((rule) => !aboutFlow.includes(rule) && rule !== 'TWICE')) return undefined;
  const graph = result.ok ? result.graph : await graphAsDrawn(xml);
  const courses = hasBareCircle(graph) ? undefined : coursesOf(graph);
  if (courses === undefined) return undefined;
  const stuck = rules.includes('DEAD_LOCK') || rules.includes('NEVER_ENDS');
  const unpassed = Object.values(graph.nodes).some(
    ({ id, type }) => type !== 'boundaryTimer' && !courses.passed.has(id),
  );
  const turning = rules.some((rule) => endless.includes(rule));
  const said = faultOf({ stuck, unpassed: rules.includes('NEVER_PASSED'), turning });
  return { said, shown: faultOf({ stuck: courses.stuck, unpassed, turning: courses.turning }) };
}

/** The gravest fault: where there is one, what else there is of them need not show in the courses. */
function faultOf(faults: { stuck: boolean; unpassed: boolean; turning: boolean }): string {
  if (faults.stuck) return 'stuck';
  if (faults.unpassed) return 'unpassed';
  return faults.turning ? 'turning' : 'sound';
}

it(
  `the check finds what the courses of ${CASES} wild definitions show, and nothing else (seed ${seed})`,
  async () => {
    const counts: Record<string, number> = {};
    for (let at = seed; at < seed + CASES; at += 1) {
      const judged = await judge(at);
      if (judged === undefined) continue;
      expect({ at, fault: judged.said }).toEqual({ at, fault: judged.shown });
      counts[judged.said] = (counts[judged.said] ?? 0) + 1;
    }
    const { sound = 0, ...faulty } = counts;
    expect(sound).toBeGreaterThan(CASES / 20);
    expect(Object.keys(faulty).length).toBeGreaterThan(0);
  },
  CASES * 1_000 + 20_000,
);
