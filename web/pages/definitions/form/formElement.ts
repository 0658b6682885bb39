import type { ModdleElement } from 'bpmn-moddle';
import type { Form } from '../../../../domain/forms/types.ts';
import { elementsOf, isElement } from '../../../../domain/process/moddle.ts';
import { Problems } from '../../../../domain/process/problems.ts';
import { type FormElement, formAsElements, formElements, readForm } from '../../../../domain/process/readForm.ts';
import type { Edited } from '../panel/element.ts';

/** The form of the selected work item; null where it has none. What cannot be read is among the findings. */
export function formOfElement({ element }: Edited): Form | null {
  return readForm(element.businessObject, element.id, new Problems()) ?? null;
}

/** Sets or, with null, takes away the form; whatever else the element carries stays. */
export function setForm({ modeler, element }: Edited, form: Form | null): void {
  const moddle = modeler.get('moddle');
  const make = ({ type, attributes, children }: FormElement): ModdleElement => {
    const lists = Object.entries(children).map(([name, list]) => [name, list?.map(make) ?? []]);
    return moddle.create(type, { ...attributes, ...Object.fromEntries(lists) });
  };
  const own = element.businessObject.get('extensionElements');
  const present = isElement(own) ? elementsOf(own, 'values') : [];
  const old = new Set(formElements(element.businessObject));
  const values = present.filter((value) => !old.has(value));
  if (form !== null) values.push(make(formAsElements(form)));
  const extensionElements = values.length === 0 ? undefined : moddle.create('bpmn:ExtensionElements', { values });
  modeler.get('modeling').updateProperties(element, { extensionElements });
}
