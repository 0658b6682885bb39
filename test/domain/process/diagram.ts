import { compile } from '../../../domain/process/compile.ts';
import type { Graph } from '../../../domain/process/types.ts';

const openTag =
  '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:duban="urn:duban:bpmn:1" id="definitions" targetNamespace="t">';

/** BPMN text of one process made of the given elements. */
export function diagram(...elements: string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>${openTag}<bpmn:process id="p" name="样例" isExecutable="true">${elements.join('')}</bpmn:process></bpmn:definitions>`;
}

/** The graph of a diagram that is expected to be good. */
export async function graphOf(...elements: string[]): Promise<Graph> {
  const result = await compile(diagram(...elements));
  if (!result.ok) throw new Error(result.problems.map((problem) => problem.message.en).join('\n'));
  return result.graph;
}

const xmlText = (text: string) =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

export const startEvent = (id = 'start') => `<bpmn:startEvent id="${id}"/>`;
export const endEvent = (id = 'end') => `<bpmn:endEvent id="${id}"/>`;
export const terminateEnd = (id: string) =>
  `<bpmn:endEvent id="${id}"><bpmn:terminateEventDefinition/></bpmn:endEvent>`;

export function loop(collection: string, complete = 'all', sequential = false): string {
  return `<bpmn:multiInstanceLoopCharacteristics isSequential="${sequential}" duban:collection="${collection}" duban:complete="${complete}"/>`;
}

export function userTask(id: string, attributes: Record<string, string> = {}, inner = ''): string {
  const all = { kind: 'PLAN', holder: 'office', due: 'opened+5wd', ...attributes };
  const text = Object.entries(all)
    .map(([name, value]) => ` duban:${name}="${xmlText(value)}"`)
    .join('');
  return `<bpmn:userTask id="${id}"${text}>${inner}</bpmn:userTask>`;
}

export const serviceTask = (id: string, operation = 'score', attributes = '') =>
  `<bpmn:serviceTask id="${id}" duban:operation="${operation}" ${attributes}/>`;

export const callActivity = (id: string, calledElement = 'other') =>
  `<bpmn:callActivity id="${id}" calledElement="${calledElement}"/>`;

export const timer = (id: string, rule = 'opened+5d') =>
  `<bpmn:intermediateCatchEvent id="${id}"><bpmn:timerEventDefinition duban:timer="${rule}"/></bpmn:intermediateCatchEvent>`;

export const boundary = (id: string, host: string, interrupting: boolean, rule = 'opened+10d') =>
  `<bpmn:boundaryEvent id="${id}" attachedToRef="${host}" cancelActivity="${interrupting}"><bpmn:timerEventDefinition duban:timer="${rule}"/></bpmn:boundaryEvent>`;

export const subProcess = (id: string, inner: string[], loopText = '') =>
  `<bpmn:subProcess id="${id}">${loopText}${inner.join('')}</bpmn:subProcess>`;

export const gateway = (id: string, kind: 'exclusive' | 'parallel' | 'inclusive', defaultFlow?: string) =>
  `<bpmn:${kind}Gateway id="${id}"${defaultFlow === undefined ? '' : ` default="${defaultFlow}"`}/>`;

/** A flow; its id is `source-target` unless named. */
export function flow(source: string, target: string, condition?: string, id = `${source}-${target}`): string {
  const inner =
    condition === undefined ? '' : `<bpmn:conditionExpression>${xmlText(condition)}</bpmn:conditionExpression>`;
  return `<bpmn:sequenceFlow id="${id}" sourceRef="${source}" targetRef="${target}">${inner}</bpmn:sequenceFlow>`;
}

/** Flows along a chain of elements. */
export function chain(...ids: string[]): string {
  return ids
    .slice(1)
    .map((id, at) => flow(ids[at] ?? '', id))
    .join('');
}
