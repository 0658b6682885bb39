import { collectionsAround } from './checkMeaning.ts';
import { factNames } from './extension.ts';
import { namesIn, syntaxFault } from './feelNames.ts';
import { type TypeOf, typeFault, typesOfFlow } from './feelTypes.ts';
import type { Problems } from './problems.ts';
import type { Flow, Graph } from './types.ts';
import { memberAlias } from './variables.ts';

const always = ['outcome', 'round', 'today'];
export const clocks = ['today', 'now'];

/** Checks the syntax of conditions, that they can decide something, that they ask no clock, and that they use names that something sets. */
export function checkConditions(graph: Graph, problems: Problems, facts: string[]): void {
  const known = new Set([...always, ...factNames, ...facts, ...Object.keys(graph.nodes)]);
  const typeOf = typesOfFlow((id) => {
    const node = graph.nodes[id];
    return node === undefined ? null : node.type === 'userTask' ? node.task.form : undefined;
  });
  for (const flow of Object.values(graph.flows)) {
    if (flow.condition === undefined) continue;
    const names = new Set([...known, ...membersAt(graph, flow)]);
    checkCondition(flow, flow.condition, names, problems);
    checkTypes(flow, flow.condition, typeOf, problems);
  }
}

/** Names under which a condition finds the members that its gateway stands in. */
function membersAt(graph: Graph, flow: Flow): string[] {
  const gateway = graph.nodes[flow.source];
  const around = gateway === undefined ? [] : collectionsAround(graph, gateway);
  return around.length === 0 ? [] : ['member', ...around.map(memberAlias)];
}

function checkCondition(flow: Flow, condition: string, known: Set<string>, problems: Problems): void {
  const fault = syntaxFault(condition);
  if (fault !== undefined) {
    problems.error(
      flow.id,
      'FEEL_SYNTAX',
      `连线“${flow.id}”的条件“${condition}”写法有误：${fault.zh}`,
      `the condition "${condition}" of flow "${flow.id}" is not valid FEEL: ${fault.en}`,
    );
    return;
  }
  const names = namesIn(condition, [...known]);
  for (const name of names.functions.filter((called) => clocks.includes(called))) {
    problems.error(
      flow.id,
      'CLOCK_IN_CONDITION',
      `连线“${flow.id}”的条件不能用 ${name}()，请用变量 today`,
      `the condition of flow "${flow.id}" must not call ${name}(); use the variable today`,
    );
  }
  for (const name of names.variables.filter((used) => !known.has(used))) {
    problems.warning(
      flow.id,
      'UNKNOWN_VARIABLE',
      `连线“${flow.id}”的条件用到未知的变量“${name}”；取不到值时条件不成立`,
      `the condition of flow "${flow.id}" uses the unknown variable "${name}"; without a value it does not hold`,
    );
  }
}

/** What compares a number with a text, or is no question, lets its branch never be taken. */
function checkTypes(flow: Flow, condition: string, typeOf: TypeOf, problems: Problems): void {
  const fault = syntaxFault(condition) === undefined ? typeFault(condition, typeOf) : undefined;
  if (fault === undefined) return;
  problems.error(
    flow.id,
    'FEEL_TYPES',
    `连线“${flow.name ?? flow.id}”的条件有误：${fault.zh}`,
    `the condition of flow "${flow.name ?? flow.id}" decides nothing: ${fault.en}`,
  );
}
