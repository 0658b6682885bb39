import type { CollectionName, Day, Graph, Json, MultiInstance, ProcessState, ScopePath, Variables } from './types.ts';

export type MemberReference = { collection: CollectionName; key: string };

/** The name under which conditions also find the innermost member of a collection. */
export function memberAlias(collection: CollectionName): 'assignment' | 'period' | 'year' {
  if (collection === 'reportingPeriods') return 'period';
  return collection === 'assessmentYears' ? 'year' : 'assignment';
}

/** The multi-instance of an element, if it has one. */
export function loopOf(graph: Graph, elementId: string): MultiInstance | undefined {
  const node = graph.nodes[elementId];
  return node !== undefined && (node.type === 'userTask' || node.type === 'subProcess') ? node.loop : undefined;
}

/** Scope paths from the instance inwards to `path`. */
export function scopeChain(state: ProcessState, path: ScopePath): ScopePath[] {
  const chain: ScopePath[] = [];
  for (let at: ScopePath | undefined = path; at !== undefined; at = state.scopes[at]?.parent) chain.unshift(at);
  return chain;
}

/** Collection members that a scope runs for, outermost first. */
export function membersInScope(graph: Graph, state: ProcessState, path: ScopePath): MemberReference[] {
  const members: MemberReference[] = [];
  for (const at of scopeChain(state, path)) {
    const scope = state.scopes[at];
    if (scope?.memberKey === undefined || scope.elementId === undefined) continue;
    const loop = loopOf(graph, scope.elementId);
    if (loop !== undefined) members.push({ collection: loop.collection, key: scope.memberKey });
  }
  return members;
}

const memberNames = ['assignment', 'period', 'year', 'member'];

/** What a condition in `path` names of what it may read: facts, results, the members in scope and `today`. */
export function conditionVariables(
  graph: Graph,
  state: ProcessState,
  path: ScopePath,
  today: Day,
  condition: string,
): Variables {
  const variables: Variables = {};
  const take = (values: Variables) => {
    for (const name in values) if (condition.includes(name)) variables[name] = values[name] as Json;
  };
  take(state.context.facts);
  for (const at of scopeChain(state, path)) take(state.scopes[at]?.vars ?? {});
  if (memberNames.some((name) => condition.includes(name))) take(memberVariables(graph, state, path));
  take({ today });
  return variables;
}

function memberVariables(graph: Graph, state: ProcessState, path: ScopePath): Variables {
  const variables: Variables = {};
  for (const reference of membersInScope(graph, state, path)) {
    const known = state.context.collections[reference.collection]?.find((member) => member.key === reference.key);
    const member: { [name: string]: Json } = { ...known?.vars, key: reference.key };
    variables[memberAlias(reference.collection)] = member;
    variables.member = member;
  }
  return variables;
}
