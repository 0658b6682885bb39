import type { UserMessage } from '../errors.ts';
import type { Flow, Graph, Node } from './types.ts';
import { elementInWords, flowInWords } from './words.ts';

export interface ElementChange {
  elementId: string;
  change: 'added' | 'removed' | 'changed';
  /** Name of the element, else of what its flow connects, else its id. */
  name: string;
  /** What it meant and what it means now, only the lines that differ. */
  before: UserMessage[];
  after: UserMessage[];
}

/** What differs between two versions of a definition, element by element, in words. Positions do not count. */
export function compareGraphs(before: Graph, after: Graph): ElementChange[] {
  const ids = (graph: Graph) => [...Object.keys(graph.nodes), ...Object.keys(graph.flows)];
  const all = new Set([...ids(before), ...ids(after)]);
  return [...all].flatMap((elementId) => compareElement(before, after, elementId) ?? []);
}

function compareElement(before: Graph, after: Graph, elementId: string): ElementChange | null {
  const moved = !isSameWay(before.flows[elementId], after.flows[elementId]);
  const old = linesOf(before, elementId, moved);
  const now = linesOf(after, elementId, moved);
  const name = labelOf(after, elementId) ?? labelOf(before, elementId) ?? elementId;
  if (old === null && now === null) return null;
  if (old === null) return { elementId, change: 'added', name, before: [], after: now ?? [] };
  if (now === null) return { elementId, change: 'removed', name, before: old, after: [] };
  const gone = old.filter((line) => !now.some(({ en, zh }) => en === line.en && zh === line.zh));
  const come = now.filter((line) => !old.some(({ en, zh }) => en === line.en && zh === line.zh));
  return gone.length + come.length === 0 ? null : { elementId, change: 'changed', name, before: gone, after: come };
}

/** A flow between the same elements says nothing of their new names: they say it themselves. */
function isSameWay(old: Flow | undefined, now: Flow | undefined): boolean {
  return old !== undefined && old.source === now?.source && old.target === now.target;
}

/** Everything about an element that a reader may want to compare; null where the graph lacks it. */
function linesOf(graph: Graph, id: string, moved: boolean): UserMessage[] | null {
  const node = graph.nodes[id];
  if (node !== undefined) return [...nameLine(node), ...placeLine(graph, node), ...elementInWords(graph, node)];
  const flow = graph.flows[id];
  if (flow === undefined) return null;
  const label = connected(graph, flow);
  return [
    ...(moved ? [{ zh: `从${label}`, en: `From ${label}` }] : []),
    ...nameLine(flow),
    ...flowInWords(graph, flow),
    ...(isDefault(graph, flow) ? [{ zh: '其余情况走这一支', en: 'Taken in all other cases' }] : []),
  ];
}

function nameLine({ name }: Node | Flow): UserMessage[] {
  return name === undefined ? [] : [{ zh: `名称：${name}`, en: `Name: ${name}` }];
}

function placeLine(graph: Graph, node: Node): UserMessage[] {
  const attached = node.type === 'boundaryTimer' ? nameOf(graph, node.attachedTo) : undefined;
  const inside = node.parent === undefined ? undefined : nameOf(graph, node.parent);
  return [
    ...(attached === undefined ? [] : [{ zh: `附着于“${attached}”`, en: `On “${attached}”` }]),
    ...(inside === undefined ? [] : [{ zh: `在“${inside}”之内`, en: `Inside “${inside}”` }]),
  ];
}

function isDefault(graph: Graph, flow: Flow): boolean {
  const source = graph.nodes[flow.source];
  return source !== undefined && 'defaultFlow' in source && source.defaultFlow === flow.id;
}

function nameOf(graph: Graph, id: string): string {
  return graph.nodes[id]?.name ?? id;
}

const connected = (graph: Graph, flow: Flow) => `“${nameOf(graph, flow.source)}” → “${nameOf(graph, flow.target)}”`;

function labelOf(graph: Graph, id: string): string | undefined {
  const node = graph.nodes[id];
  if (node !== undefined) return node.name;
  const flow = graph.flows[id];
  return flow === undefined ? undefined : (flow.name ?? connected(graph, flow));
}
