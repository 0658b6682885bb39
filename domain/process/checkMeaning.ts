import { checkDoer } from './checkDoer.ts';
import type { Problems } from './problems.ts';
import type { CollectionName, DueRule, Graph, HolderRule, Node, UserTask } from './types.ts';
import { baseWords, collectionWords } from './words.ts';

/** A definition among those that call each other. */
interface Calling {
  key: string;
  /** Which definitions each known definition calls. */
  calls: Record<string, string[]>;
}

/** Checks what the attributes of elements refer to: members in scope, judged tasks, called definitions. */
export function checkMeaning(graph: Graph, problems: Problems, calling: Calling): void {
  for (const node of Object.values(graph.nodes)) {
    switch (node.type) {
      case 'userTask':
        checkTask(graph, node, problems);
        break;
      case 'timerEvent':
        checkRule(node.id, node.timer, collectionsAround(graph, node), false, problems);
        break;
      case 'boundaryTimer': {
        const host = graph.nodes[node.attachedTo];
        const plainTask = host?.type === 'userTask' && host.loop === undefined;
        checkRule(node.id, node.timer, collectionsAround(graph, node), plainTask, problems);
        break;
      }
      case 'subProcess':
        checkNesting(graph, node, problems);
        break;
      case 'callActivity':
        checkCall(node, problems, calling);
        break;
    }
  }
}

/** Collections whose members are in scope where an element stands, innermost last. */
export function collectionsAround(graph: Graph, node: Node): CollectionName[] {
  const found: CollectionName[] = [];
  for (let at = node.parent; at !== undefined; at = graph.nodes[at]?.parent) {
    const around = graph.nodes[at];
    if (around?.type === 'subProcess' && around.loop !== undefined) found.unshift(around.loop.collection);
  }
  return found;
}

const isUnits = (collection: CollectionName) => collection !== 'reportingPeriods' && collection !== 'assessmentYears';

function checkTask(graph: Graph, node: Extract<Node, { type: 'userTask' }>, problems: Problems): void {
  checkNesting(graph, node, problems);
  const around = collectionsAround(graph, node);
  if (node.loop !== undefined) around.push(node.loop.collection);
  checkRule(node.id, node.task.due, around, false, problems);
  if (node.task.holder === 'memberUnit' && !around.some(isUnits)) {
    problems.error(
      node.id,
      'NO_MEMBER_UNIT',
      `“${node.id}”由“本单位”承办，但不在按单位展开的范围之内，不知道是哪个单位；请选“每个单位各办各的”中的一种，或给外面的子流程选按单位展开`,
      `"${node.id}" is held by the unit itself but is not run once for each unit; choose units each for itself, or run the sub-process around it for each unit`,
    );
  }
  if (node.task.signWithin !== undefined) checkSigning(node, node.task.signWithin, problems);
  if (node.task.doerOf !== undefined) checkDoer(graph, node, node.task.doerOf, problems);
  if (node.task.reviews !== undefined) checkReviews(graph, node, node.task.reviews, problems);
}

/** Signing for a task is a step before its due day, and of another task than signing itself. */
function checkSigning({ id, name = id, task }: UserTask, within: number, problems: Problems): void {
  if (task.kind === 'SIGN') {
    problems.error(
      id,
      'SIGN_TWICE',
      `“${name}”本身就是签收，签收时限请写在“时限”里`,
      `"${name}" is the signing itself; set its time limit as its due rule`,
    );
  } else if (task.due.base === 'opened' && task.due.offset < within) {
    problems.error(
      id,
      'SIGN_AFTER_DUE',
      `“${name}”的签收时限（${within}个工作日）晚于办理时限`,
      `"${name}" may be signed for later (${within} working days) than it falls due`,
    );
  }
}

function checkReviews(graph: Graph, node: UserTask, reviews: string, problems: Problems): void {
  const judged = graph.nodes[reviews];
  const scopes: (string | undefined)[] = [undefined];
  for (let at = node.parent; at !== undefined; at = graph.nodes[at]?.parent) scopes.push(at);
  if (judged?.type === 'userTask' && judged.id !== node.id && scopes.includes(judged.parent)) {
    checkOwnCase(graph, node, judged, problems);
    return;
  }
  problems.error(
    node.id,
    'UNKNOWN_REVIEWED',
    `“${node.id}”审核的事项“${graph.nodes[reviews]?.name ?? reviews}”不是本层或外层的待办事项，请重新选择`,
    `"${node.id}" reviews "${reviews}", which is not a user task of its own or an outer level`,
  );
}

/** Holders that stay who they are whatever they judge; all others pass their own case on. */
const neverPassedOn: readonly HolderRule[] = ['memberUnit', 'coordinator', 'planUnit', 'discipline'];

/** The collection whose unit is the one of a task: the innermost around it, its own loop included. */
function unitsOf(graph: Graph, node: UserTask): CollectionName | undefined {
  const around = collectionsAround(graph, node);
  if (node.loop !== undefined) around.push(node.loop.collection);
  return around.findLast(isUnits);
}

/** Nobody may judge what their own unit holds: such an item would wait for ever. */
function checkOwnCase(graph: Graph, node: UserTask, judged: UserTask, problems: Problems): void {
  const { id, name = id, task } = node;
  if (task.holder !== judged.task.holder || !neverPassedOn.includes(task.holder)) return;
  if (task.holder === 'memberUnit' && unitsOf(graph, node) !== unitsOf(graph, judged)) return;
  const of = judged.name ?? judged.id;
  problems.error(
    id,
    'JUDGES_OWN',
    `“${name}”审核“${of}”，两个事项由同一方承办，而谁也不能审核自己承办的事项；请换一个承办方，例如领导小组办公室`,
    `"${name}" judges "${of}", which is held by the same party, and nobody may judge their own; choose another holder, such as the office`,
  );
}

function checkNesting(
  graph: Graph,
  node: Extract<Node, { type: 'userTask' | 'subProcess' }>,
  problems: Problems,
): void {
  const { loop } = node;
  if (loop === undefined || !collectionsAround(graph, node).includes(loop.collection)) return;
  problems.error(
    node.id,
    'LOOP_TWICE',
    `“${node.id}”按“${collectionWords[loop.collection].zh}”展开，但它外面的子流程已经按同一范围展开`,
    `"${node.id}" runs once for ${collectionWords[loop.collection].en}, but stands in a sub-process that does so already`,
  );
}

function checkRule(id: string, rule: DueRule, around: CollectionName[], dueAllowed: boolean, problems: Problems): void {
  const missing =
    (rule.base.startsWith('period.') && !around.includes('reportingPeriods')) ||
    (rule.base.startsWith('year.') && !around.includes('assessmentYears'));
  if (missing) {
    const base = baseWords[rule.base];
    const each = collectionWords[rule.base.startsWith('year.') ? 'assessmentYears' : 'reportingPeriods'];
    problems.error(
      id,
      'NO_MEMBER_DAY',
      `“${id}”的时限取自“${base.zh}”，但它不在${each.zh}各办一次的范围之内；请给它或外面的子流程选“按范围展开”，或者换一种时限`,
      `"${id}" takes its day from ${base.en} but is not run once for ${each.en}; choose that for it or for the sub-process around it, or another day`,
    );
  }
  if (rule.base === 'opened' && rule.offset < 0) {
    problems.error(
      id,
      'DUE_BEFORE_OPENING',
      `“${id}”的时限早于它开始的那一天，一开始就已逾期`,
      `"${id}" would fall due before the day it opens`,
    );
  }
  if (rule.base === 'period.opensOn' && rule.offset < 0) {
    problems.warning(
      id,
      'DUE_BEFORE_PERIOD',
      `“${id}”的时限早于报送周期的开始日`,
      `"${id}" falls due before its reporting period opens`,
    );
  }
  if (rule.base === 'due' && !dueAllowed) {
    problems.error(
      id,
      'DUE_NOT_HERE',
      `“${id}”：due 只能用于附着在单个待办任务上的边界定时`,
      `"${id}": due is for boundary timers on a single user task only`,
    );
  }
}

function checkCall(
  node: Extract<Node, { type: 'callActivity' }>,
  problems: Problems,
  { key: own, calls }: Calling,
): void {
  const seen = new Set<string>();
  const open = [node.definitionKey];
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    if (key === own) {
      problems.error(
        node.id,
        'RECURSION',
        `“${node.id}”调用的流程“${node.definitionKey}”又会调用本流程`,
        `"${node.id}" calls "${node.definitionKey}", which leads back to this process`,
      );
      return;
    }
    if (seen.has(key)) continue;
    seen.add(key);
    open.push(...(calls[key] ?? []));
  }
}
