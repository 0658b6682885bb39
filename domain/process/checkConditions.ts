import { evaluate, parseExpression } from 'feelin';
import { factNames } from './extension.ts';
import type { Problems } from './problems.ts';
import type { Flow, Graph } from './types.ts';

const always = ['outcome', 'round', 'member', 'assignment', 'period', 'year', 'today'];
const clocks = ['today', 'now'];

/** Checks the syntax of conditions, that they ask no clock, and that they use names that something sets. */
export function checkConditions(graph: Graph, problems: Problems, facts: string[]): void {
  const known = new Set([...always, ...factNames, ...facts, ...Object.keys(graph.nodes)]);
  for (const flow of Object.values(graph.flows)) {
    if (flow.condition !== undefined) checkCondition(flow, flow.condition, known, problems);
  }
}

function checkCondition(flow: Flow, condition: string, known: Set<string>, problems: Problems): void {
  const fault = syntaxFault(condition);
  if (fault !== undefined) {
    problems.error(
      flow.id,
      'FEEL_SYNTAX',
      `连线“${flow.id}”的条件“${condition}”写法有误：${fault}`,
      `the condition "${condition}" of flow "${flow.id}" is not valid FEEL: ${fault}`,
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

function syntaxFault(condition: string): string | undefined {
  try {
    evaluate(condition, {});
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Names that an expression reads and functions that it calls; names bound inside it (`for x in …`) are left out. */
function namesIn(condition: string, known: string[]): { variables: string[]; functions: string[] } {
  const context = Object.fromEntries(known.map((name) => [name, null]));
  const variables = new Set<string>();
  const functions = new Set<string>();
  const bound = new Set<string>(['item']);
  parseExpression(condition, context, undefined).iterate({
    enter(node) {
      const text = condition.slice(node.from, node.to).trim().replace(/\s+/g, ' ');
      if (node.name === 'Name' || node.name === 'ParameterName') bound.add(text);
      if (node.name !== 'VariableName') return;
      if (/^\s*\(/.test(condition.slice(node.to))) functions.add(text);
      else variables.add(text);
    },
  });
  return { variables: [...variables].filter((name) => !bound.has(name)), functions: [...functions] };
}
