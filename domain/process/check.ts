import { kindFacts } from '../workItemKinds.ts';
import { checkOutcomes } from './checkOutcomes.ts';
import { compile } from './compile.ts';
import type { Ending } from './loops.ts';
import { Problems } from './problems.ts';
import { type Purpose, purposeProblems } from './purpose.ts';
import type { CompileProblem, Graph } from './types.ts';

export interface Callable {
  versionId: string;
  /** The keys of the definitions that it calls itself. */
  calls: string[];
  ends: Ending;
}

/** What a check of a definition goes by, besides its text. */
export interface CheckOptions {
  /** The key of the definition, by which others call it. */
  key: string;
  purpose: Purpose;
  /** Published definitions that may be called, by key. */
  callable: Record<string, Callable>;
  /** Ids of posts that may hold an item; without it, named posts are taken as they are. */
  posts?: string[];
  /** Names of the ladders of the county; without it, named ladders are taken as they are. */
  ladders?: string[];
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
  const ends = Object.fromEntries(Object.entries(options.callable).map(([key, entry]) => [key, entry.ends]));
  const compiled = await compile(bpmnXml, { calls, ends, key: options.key });
  const problems = compiled.ok ? [...compiled.warnings] : [...compiled.problems];
  if (compiled.ok) {
    const outcomes = new Problems();
    checkOutcomes(compiled.graph, outcomes);
    problems.push(...outcomes.all);
    problems.push(...purposeProblems(compiled.graph, options.purpose));
    problems.push(...unjudged(compiled.graph));
    problems.push(...bindCalls(compiled.graph, options.callable));
    if (options.posts !== undefined) problems.push(...unknownPosts(compiled.graph, options.posts));
    if (options.ladders !== undefined) problems.push(...unknownLadders(compiled.graph, options.ladders));
  }
  return resultOf(compiled.ok ? compiled.graph : null, problems);
}

/** A check with more findings: errors first, and no graph where there is one. */
export function resultOf(graph: Graph | null, problems: CompileProblem[]): CheckResult {
  const errors = problems.filter(({ severity }) => severity === 'error');
  const warnings = problems.filter(({ severity }) => severity === 'warning');
  return { graph: errors.length === 0 ? graph : null, problems: [...errors, ...warnings] };
}

/** Posts that are not of this county: a file may come from another one. */
function unknownPosts(graph: Graph, posts: string[]): CompileProblem[] {
  const known = new Set(posts);
  return Object.values(graph.nodes).flatMap((node): CompileProblem[] => {
    if (node.type !== 'userTask' || node.task.post === undefined || known.has(node.task.post.id)) return [];
    const name = node.name ?? node.id;
    const { title } = node.task.post;
    const message = {
      zh: `“${name}”指定的岗位“${title}”在本县不存在或不能承办事项，请重新选择`,
      en: `"${name}" names the post "${title}", which is not in this county or cannot hold items; choose again`,
    };
    return [{ elementId: node.id, rule: 'UNKNOWN_POST', severity: 'error', message }];
  });
}

/** Ladders that this county does not have. */
function unknownLadders(graph: Graph, ladders: string[]): CompileProblem[] {
  return Object.values(graph.nodes).flatMap((node): CompileProblem[] => {
    if (node.type !== 'userTask' || node.task.ladder === undefined || ladders.includes(node.task.ladder)) return [];
    const name = node.name ?? node.id;
    const { ladder } = node.task;
    const message = {
      zh: `“${name}”指定的升级规则“${ladder}”在本县不存在，请重新选择`,
      en: `"${name}" names the ladder "${ladder}", which this county does not have; choose again`,
    };
    return [{ elementId: node.id, rule: 'NO_SUCH_LADDER', severity: 'error', message }];
  });
}

/** What waits for a judgement once it is handed in, and nobody judges it. */
function unjudged(graph: Graph): CompileProblem[] {
  const nodes = Object.values(graph.nodes);
  const judged = new Set(nodes.map((node) => (node.type === 'userTask' ? node.task.reviews : undefined)));
  return nodes.flatMap((node): CompileProblem[] => {
    if (node.type !== 'userTask' || !kindFacts[node.task.kind].reviewed || judged.has(node.id)) return [];
    const name = node.name ?? node.id;
    const { label } = kindFacts[node.task.kind];
    const message = {
      zh: `“${name}”的类型是“${label.zh}”，报送后要有人审核，但图上没有哪一步审核它：报送后会一直显示“待审核”；请加一步审核，或改用不必审核的类型`,
      en: `"${name}" is of the kind "${label.en}", which somebody judges once it is handed in, but no step judges it: it would wait for a review for ever; add a review, or choose a kind that needs none`,
    };
    return [{ elementId: node.id, rule: 'UNJUDGED', severity: 'warning', message }];
  });
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
