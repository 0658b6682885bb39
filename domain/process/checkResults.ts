import { levelOf } from './checkDoer.ts';
import { namesIn, syntaxFault } from './feelNames.ts';
import type { Problems } from './problems.ts';
import { reachable } from './reachable.ts';
import type { Flow, Graph } from './types.ts';

/** Checks that conditions ask for results only of steps whose results are there when they are asked. */
export function checkResults(graph: Graph, problems: Problems): void {
  const ids = Object.keys(graph.nodes);
  for (const flow of Object.values(graph.flows)) {
    if (flow.condition === undefined || syntaxFault(flow.condition) !== undefined) continue;
    for (const id of namesIn(flow.condition, ids).variables) checkReading(graph, flow, id, problems);
  }
}

function checkReading(graph: Graph, flow: Flow, stepId: string, problems: Problems): void {
  const step = graph.nodes[stepId];
  const gateway = graph.nodes[flow.source];
  if (step === undefined || gateway === undefined) return;
  const name = step.name ?? step.id;
  const here = levelOf(graph, gateway, step);
  if (here === undefined) {
    const around = graph.nodes[step.parent ?? ''];
    const inside = around?.name ?? step.parent;
    problems.error(
      flow.id,
      'RESULT_INSIDE',
      `连线“${flow.name ?? flow.id}”的条件要看“${name}”的结果，但它在子流程“${inside}”之内，外面看不到。请把这个选择移到子流程里，或者改看子流程的结果：${step.parent}.outcome 是其中最后一步的结果`,
      `the condition of flow "${flow.name ?? flow.id}" asks for the result of "${name}", which stands inside the sub-process "${inside}" and is not seen outside. Move the choice inside, or ask for the result of the sub-process: ${step.parent}.outcome is that of its last step`,
    );
  } else if (!reachable(graph, step.id).has(here.id) && reachable(graph, here.id).has(step.id)) {
    problems.error(
      flow.id,
      'RESULT_LATER',
      `连线“${flow.name ?? flow.id}”的条件要看“${name}”的结果，但它在这个选择之后才办理，这时还没有结果；请改看前面的一步`,
      `the condition of flow "${flow.name ?? flow.id}" asks for the result of "${name}", which is done only after this choice and has none yet; ask for that of an earlier step`,
    );
  }
}
