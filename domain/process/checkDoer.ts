import type { Problems } from './problems.ts';
import { reachable } from './reachable.ts';
import type { Graph, Node, UserTask } from './types.ts';

/** Checks a task that is held by whoever did another: that one must be a single item that came before it. */
export function checkDoer(graph: Graph, node: UserTask, doerOf: string, problems: Problems): void {
  const name = node.name ?? node.id;
  const done = graph.nodes[doerOf];
  const step = done?.name ?? doerOf;
  const here = levelOf(graph, node, done);
  if (done?.type !== 'userTask' || done.id === node.id || here === undefined) {
    problems.error(
      node.id,
      'UNKNOWN_DOER',
      `“${name}”要由“${step}”的办理人承办，但它不是本层或外层的另一个待办任务，请重新选择`,
      `"${name}" is held by whoever did "${step}", which is no other user task of its own or an outer level; choose again`,
    );
  } else if (!reachable(graph, done.id).has(here.id)) {
    problems.error(
      node.id,
      'DOER_NOT_BEFORE',
      `“${name}”要由“${step}”的办理人承办，但“${step}”不可能在它之前办理；请选择前面的一步`,
      `"${name}" is held by whoever did "${step}", which can never have been done before it; choose an earlier step`,
    );
  } else if (done.loop !== undefined && done.loop.collection !== node.loop?.collection) {
    problems.error(
      node.id,
      'DOER_MANY',
      `“${step}”由多个单位各办一份，“${name}”不知道由哪一个承办；请让它按同一范围展开`,
      `several units do "${step}", so that "${name}" cannot tell whose it is; let it run over the same collection`,
    );
  } else if (node.task.reviews === done.id) {
    problems.error(
      node.id,
      'DOER_JUDGES',
      `“${name}”审核“${step}”，不能由办理它的人自己承办；请换一个承办方`,
      `"${name}" judges "${step}" and so cannot be held by whoever did it; choose another holder`,
    );
  } else if (canPassBy(graph, done, here)) {
    problems.warning(
      node.id,
      'DOER_MAY_LACK',
      `有的路径不经过“${step}”就到“${name}”；那时由办公室承办`,
      `some paths reach "${name}" without "${step}"; the office then holds it`,
    );
  }
}

/** The element of the level of `outer` in which `node` stands: itself, or the sub-process around it. */
export function levelOf(graph: Graph, node: Node, outer: Node | undefined): Node | undefined {
  let at: Node | undefined = node;
  while (at !== undefined && outer !== undefined && at.parent !== outer.parent) {
    at = at.parent === undefined ? undefined : graph.nodes[at.parent];
  }
  return at;
}

/** Whether a token can come from the start of the level to `to` without `step` having been done. */
function canPassBy(graph: Graph, step: UserTask, to: Node): boolean {
  const around = step.parent === undefined ? undefined : graph.nodes[step.parent];
  const start = around?.type === 'subProcess' ? around.startId : graph.startId;
  return reachable(graph, start, step.id).has(to.id);
}
