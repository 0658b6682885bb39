import { checkOutcomes } from './checkOutcomes.ts';
import { compile } from './compile.ts';
import { Problems } from './problems.ts';
import { type Purpose, purposeProblems } from './purpose.ts';
import type { CompileProblem, Graph } from './types.ts';

/** What a check of a definition goes by, besides its text. */
export interface CheckOptions {
  /** The key of the definition, by which others call it. */
  key: string;
  purpose: Purpose;
  /** Published definitions that may be called: key → id of the version and the keys that it calls itself. */
  callable: Record<string, { versionId: string; calls: string[] }>;
}

export interface CheckResult {
  /** With the versions of what it calls bound; null where there is an error. */
  graph: Graph | null;
  /** Errors first. */
  problems: CompileProblem[];
}

/**
 * Everything about the meaning of a definition that is checked before it is published: whether it can run and always
 * ends (`compile`), whether its conditions can hold, whether it fits what it is for and what it calls is there.
 */
export async function checkDefinition(bpmnXml: string, options: CheckOptions): Promise<CheckResult> {
  const calls = Object.fromEntries(Object.entries(options.callable).map(([key, entry]) => [key, entry.calls]));
  const compiled = await compile(bpmnXml, { calls, key: options.key });
  const problems = compiled.ok ? [...compiled.warnings] : [...compiled.problems];
  if (compiled.ok) {
    const outcomes = new Problems();
    checkOutcomes(compiled.graph, outcomes);
    problems.push(...outcomes.all);
    problems.push(...purposeProblems(compiled.graph, options.purpose));
    problems.push(...bindCalls(compiled.graph, options.callable));
  }
  return resultOf(compiled.ok ? compiled.graph : null, problems);
}

/** A check with more findings: errors first, and no graph where there is one. */
export function resultOf(graph: Graph | null, problems: CompileProblem[]): CheckResult {
  const errors = problems.filter(({ severity }) => severity === 'error');
  const warnings = problems.filter(({ severity }) => severity === 'warning');
  return { graph: errors.length === 0 ? graph : null, problems: [...errors, ...warnings] };
}

/** Binds each call activity to the version that is published now, so that a running instance never changes. */
function bindCalls(graph: Graph, callable: CheckOptions['callable']): CompileProblem[] {
  return Object.values(graph.nodes).flatMap((node): CompileProblem[] => {
    if (node.type !== 'callActivity') return [];
    const called = callable[node.definitionKey];
    if (called !== undefined) {
      node.versionId = called.versionId;
      return [];
    }
    const name = node.name ?? node.id;
    const message = {
      zh: `“${name}”调用的流程“${node.definitionKey}”不存在或尚未发布`,
      en: `"${name}" calls the process "${node.definitionKey}", which does not exist or is not published`,
    };
    return [{ elementId: node.id, rule: 'UNKNOWN_CALLED', severity: 'error', message }];
  });
}
