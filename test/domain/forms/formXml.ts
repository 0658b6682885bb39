import { BpmnModdle } from 'bpmn-moddle';
import type { Form } from '../../../domain/forms/types.ts';
import { extensionPackage } from '../../../domain/process/extension.ts';
import { type FormElement, formAsElements } from '../../../domain/process/readForm.ts';

const escaped = (text: string) =>
  text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/\n/g, '&#10;');

function text({ type, attributes, children }: FormElement): string {
  const tag = type.replace(/:(.)/, (_, first: string) => `:${first.toLowerCase()}`);
  const set = Object.entries(attributes).map(([name, value]) => ` ${name}="${escaped(value)}"`);
  const inside = Object.values(children).flatMap((list) => list?.map(text) ?? []);
  return `<${tag}${set.join('')}>${inside.join('')}</${tag}>`;
}

/** A form as it stands in a BPMN file, inside a user task. */
export const formXml = (form: Form) => `<bpmn:extensionElements>${text(formAsElements(form))}</bpmn:extensionElements>`;

/** The file as a modeler would write it again. */
export async function rewritten(bpmnXml: string): Promise<string> {
  const moddle = new BpmnModdle({ duban: extensionPackage });
  const { rootElement } = await moddle.fromXML(bpmnXml);
  return (await moddle.toXML(rootElement, { format: true })).xml;
}
