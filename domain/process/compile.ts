import { BpmnModdle, type ModdleElement } from 'bpmn-moddle';
import { checkConditions } from './checkConditions.ts';
import { checkForms } from './checkForms.ts';
import { checkMeaning } from './checkMeaning.ts';
import { checkResults } from './checkResults.ts';
import { checkStructure } from './checkStructure.ts';
import { extensionPackage } from './extension.ts';
import type { Endings } from './loops.ts';
import { textOf } from './moddle.ts';
import { reportNotBpmn } from './notBpmn.ts';
import { Problems } from './problems.ts';
import { checkLanes, processesOf, refuseComplex, reportUnreadable } from './readFile.ts';
import { type Reading, readScope } from './readProcess.ts';
import { checkSoundness } from './soundness.ts';
import type { CompileResult, Graph } from './types.ts';
import { reportForeign, reportUnread } from './unread.ts';

export interface CompileOptions {
  /** Which definitions each known definition calls: so that a circle of calls is found. */
  calls?: Record<string, string[]>;
  /** How each known definition ends: so that a loop through one that ends at once is found. */
  ends?: Endings;
  /** Names of facts that conditions may use besides those every instance has. */
  facts?: string[];
  /** The key by which other definitions call this one; the id of its process where it is left out. */
  key?: string;
}

/** More elements than any process that people can read; what lies above would only keep the server busy. */
const mostElements = 400;

/**
 * Makes a graph of a BPMN 2.0 text, or says, element by element, why it cannot be run. Used when a definition is
 * published, never inside a workflow.
 */
export async function compile(bpmnXml: string, options: CompileOptions = {}): Promise<CompileResult> {
  const problems = new Problems();
  const processes = await readText(bpmnXml, problems);
  const [process] = processes;
  if (process?.id === undefined) return { ok: false, problems: problems.all };
  const reading: Reading = { nodes: {}, flows: {}, problems };
  for (const each of processes) {
    checkLanes(each, problems);
    reportUnread(each, each.id ?? null, problems);
    readScope(each, undefined, reading);
  }
  const size = Object.keys(reading.nodes).length;
  if (size > mostElements) {
    problems.error(
      null,
      'TOO_MANY_ELEMENTS',
      `流程有 ${size} 个元素，最多 ${mostElements} 个；请拆成几个流程，用调用活动连接`,
      `the process has ${size} elements, at most ${mostElements} are allowed; split it and use call activities`,
    );
    return { ok: false, problems: problems.all };
  }
  const graph: Graph = {
    semantics: 1,
    processId: process.id,
    name: textOf(process, 'name') ?? process.id,
    startId: '',
    nodes: reading.nodes,
    flows: reading.flows,
  };
  if (!problems.hasErrors) checkStructure(graph, problems);
  if (!problems.hasErrors)
    checkMeaning(graph, problems, { key: options.key ?? graph.processId, calls: options.calls ?? {} });
  checkConditions(graph, problems, options.facts ?? []);
  checkForms(graph, problems);
  if (!problems.hasErrors) checkResults(graph, problems);
  if (!problems.hasErrors) checkSoundness(graph, options.ends ?? {}, problems);
  if (problems.hasErrors) return { ok: false, problems: problems.all };
  return { ok: true, graph, warnings: problems.all };
}

async function readText(bpmnXml: string, problems: Problems): Promise<ModdleElement[]> {
  if (refuseComplex(bpmnXml, problems)) return [];
  let root: ModdleElement;
  try {
    const parsed = await new BpmnModdle({ duban: extensionPackage }).fromXML(bpmnXml);
    root = parsed.rootElement;
    for (const warning of parsed.warnings) reportUnreadable(warning, problems);
  } catch (error) {
    reportNotBpmn(bpmnXml, error, problems);
    return [];
  }
  reportUnread(root, null, problems);
  reportForeign(root, problems);
  return processesOf(root, problems);
}
