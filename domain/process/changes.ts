import { BpmnModdle, type ModdleElement } from 'bpmn-moddle';
import type { UserMessage } from '../errors.ts';
import { drawnType, elementName } from './elementNames.ts';
import { extensionPackage } from './extension.ts';
import { elementsOf, idOf, isElement } from './moddle.ts';

/** As it is kept in the trail. */
type Name = Pick<UserMessage, 'zh' | 'en'>;

/** Names of the elements that differ between two texts of a drawing, finished or not. Positions do not count. */
export interface DrawingChanges {
  added: Name[];
  changed: Name[];
  removed: Name[];
}

/** What was done to a drawing; nothing where one of the texts cannot be read. */
export async function changesBetween(before: string, after: string): Promise<DrawingChanges> {
  const [old, now] = await Promise.all([readElements(before), readElements(after)]);
  if (old === null || now === null) return { added: [], changed: [], removed: [] };
  const namesOf = (elements: Map<string, Read>, wanted: (id: string, read: Read) => boolean) =>
    [...elements].filter(([id, read]) => wanted(id, read)).map(([, { name }]) => name);
  return {
    added: namesOf(now, (id) => !old.has(id)),
    changed: namesOf(now, (id, { content }) => old.has(id) && old.get(id)?.content !== content),
    removed: namesOf(old, (id) => !now.has(id)),
  };
}

interface Read {
  name: UserMessage;
  content: string;
}

/** The elements of a text by their ids; null where it cannot be read, of which the check says why. */
async function readElements(bpmnXml: string): Promise<Map<string, Read> | null> {
  try {
    const { rootElement } = await new BpmnModdle({ duban: extensionPackage }).fromXML(bpmnXml);
    const found = new Map<string, Read>();
    readInto(rootElement, found);
    return found;
  } catch {
    return null;
  }
}

function readInto(container: ModdleElement, found: Map<string, Read>): void {
  for (const element of [...elementsOf(container, 'rootElements'), ...elementsOf(container, 'flowElements')]) {
    if (element.id !== undefined && element.$type !== 'bpmn:Process')
      found.set(element.id, {
        name: elementName(element) ?? drawnType(element.$type),
        content: JSON.stringify(contentOf(element)),
      });
    readInto(element, found);
  }
}

/** References that an element holds itself; what its flows say of it is said by the flows. */
const references = ['sourceRef', 'targetRef', 'attachedToRef', 'default'];

function contentOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(contentOf);
  if (!isElement(value)) return value;
  const parts = Object.entries(value).filter(([name]) => name !== 'flowElements');
  return [
    ...parts.map(([name, part]) => [name, contentOf(part)]),
    ...Object.entries(value.$attrs ?? {}),
    ...references.map((name) => idOf(value.get(name)) ?? null),
  ];
}
