import { Problems } from './problems.ts';
import type { CollectionName, CompileProblem, Graph, Node, UserTask } from './types.ts';

/**
 * What a definition is for: the whole of a measure, a unit's part in a plan, something beside a measure's lifecycle
 * (问题整改, 督查暗访 …), a group that lacks its members.
 */
export const purposes = ['MEASURE', 'UNIT_IN_PLAN', 'BESIDE', 'GROUP'] as const;
export type Purpose = (typeof purposes)[number];

/** Keys of the definitions that the product itself starts, with what they are for. */
const shipped: Record<string, Purpose> = {
  measureLifecycle: 'MEASURE',
  unitInPlan: 'UNIT_IN_PLAN',
  fillGroup: 'GROUP',
  instruction: 'BESIDE',
};

/** The purpose of a shipped definition; any other key is a process beside the lifecycle. */
export function purposeOfKey(key: string): Purpose {
  return shipped[key] ?? 'BESIDE';
}

export function isShippedKey(key: string): boolean {
  return key in shipped;
}

const ofMeasure = 'memberUnit, coordinator, responsibleLeader';

/** Why a graph, although it could run, does not fit what it is for. */
export function purposeProblems(graph: Graph, purpose: Purpose): CompileProblem[] {
  const problems = new Problems();
  const nodes = Object.values(graph.nodes);
  for (const node of nodes) {
    if (node.type === 'userTask') checkTask(node, purpose, problems);
    if (node.type === 'userTask' || node.type === 'subProcess') checkCollection(node, purpose, problems);
    if (node.type === 'serviceTask' && purpose !== 'MEASURE' && node.operation === 'closeOut') {
      problems.error(
        node.id,
        'NOT_ITS_MEASURE',
        `“${node.name ?? node.id}”要将措施办结归档；这只属于措施全过程，请删去`,
        `"${node.name ?? node.id}" closes the measure, which belongs to a measure's own lifecycle; remove it`,
      );
    }
  }
  const closes = nodes.some((node) => node.type === 'serviceTask' && node.operation === 'closeOut');
  if (purpose === 'MEASURE' && !closes) {
    problems.error(
      null,
      'NEVER_CLOSED',
      '措施全过程中没有“办结归档”操作：措施将永远办不结，请在结束前加上该操作',
      'nothing in this lifecycle closes the measure: add the operation that closes it before the end',
    );
  }
  return problems.all;
}

function checkTask(node: UserTask, purpose: Purpose, problems: Problems): void {
  const { holder, kind } = node.task;
  const name = node.name ?? node.id;
  const noMeasure = purpose === 'UNIT_IN_PLAN' || purpose === 'GROUP';
  if (noMeasure && ofMeasure.includes(holder)) {
    problems.error(
      node.id,
      'NOBODY_HOLDS',
      `“${name}”没有人能承办：本流程不属于任何一项措施，没有责任单位和责任领导`,
      `nobody can hold "${name}": this process belongs to no measure, so it has no such unit or leader`,
    );
  }
  if (noMeasure && node.task.form?.some((field) => field.kind === 'actuals')) {
    problems.error(
      node.id,
      'NO_INDICATORS',
      `“${name}”的表格要填指标完成数，但本流程不属于任何一项措施，没有指标`,
      `the form of "${name}" asks for actuals of indicators, but this process belongs to no measure`,
    );
  }
  if (purpose !== 'UNIT_IN_PLAN' && holder === 'planUnit') {
    problems.error(
      node.id,
      'NOBODY_HOLDS',
      `“${name}”没有人能承办：“本方案中的单位”只属于单位任务流程`,
      `nobody can hold "${name}": the unit of a plan belongs to the process of a unit's part`,
    );
  }
  if (purpose !== 'GROUP' && kind === 'FILL') {
    problems.error(
      node.id,
      'NOT_ITS_KIND',
      `“${name}”的类型“补充成员单位”只用于补充成员单位的流程`,
      `"${name}" names the members of a group, which only the process of a group can do`,
    );
  }
}

const withUnit: readonly CollectionName[] = ['reportingPeriods', 'assessmentYears'];

function checkCollection(
  node: Extract<Node, { type: 'userTask' | 'subProcess' }>,
  purpose: Purpose,
  problems: Problems,
): void {
  if (node.loop === undefined || purpose === 'MEASURE' || purpose === 'BESIDE') return;
  if (purpose === 'UNIT_IN_PLAN' && withUnit.includes(node.loop.collection)) return;
  problems.error(
    node.id,
    'EMPTY_COLLECTION',
    `“${node.name ?? node.id}”的多实例范围在这类流程中是空的，永远不会展开`,
    `"${node.name ?? node.id}" runs over a collection that is empty in this kind of process`,
  );
}
