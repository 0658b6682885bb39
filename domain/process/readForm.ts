import type { ModdleElement } from 'bpmn-moddle';
import { type FieldKind, type Form, type FormField, type FormOption, fieldKinds } from '../forms/types.ts';
import { elementsOf, isElement, textOf } from './moddle.ts';
import type { Problems } from './problems.ts';

/** The form elements among the extension elements of a user task, in the order of the file. */
export function formElements(element: ModdleElement): ModdleElement[] {
  const extensions = element.get('extensionElements');
  if (!isElement(extensions)) return [];
  return elementsOf(extensions, 'values').filter(({ $type }) => $type === 'duban:Form');
}

/** The form of a user task; what cannot be read is reported with the id of the task. */
export function readForm(element: ModdleElement, id: string, problems: Problems): Form | undefined {
  const [form, second] = formElements(element);
  if (form === undefined) return undefined;
  if (second !== undefined) {
    problems.error(id, 'FORM_TWICE', `“${id}”有两张表格，只能有一张`, `"${id}" has two forms; one is allowed`);
  }
  return elementsOf(form, 'fields').map((field) => readField(field, id, problems));
}

function readField(field: ModdleElement, id: string, problems: Problems): FormField {
  const key = textOf(field, 'key') ?? '';
  const label = labelOf(field) ?? { zh: key, en: key };
  const named = label.zh === '' ? key : label.zh;
  const read: FormField = {
    key,
    kind: kindOf(field, id, named, problems),
    label,
    required: textOf(field, 'required') === 'true',
  };
  if (field.$type === 'duban:Field' && textOf(field, 'passOn') === 'true') read.passOn = true;
  const help = textOf(field, 'help');
  if (help !== undefined) read.help = { zh: help, en: textOf(field, 'helpEn') ?? help };
  for (const name of ['visibleWhen', 'unit', 'earliest', 'latest'] as const) {
    const value = textOf(field, name);
    if (value !== undefined) read[name] = value;
  }
  for (const name of ['least', 'most', 'min', 'max', 'decimals'] as const) {
    const text = textOf(field, name);
    const value = Number(text);
    if (text !== undefined && Number.isFinite(value)) read[name] = value;
    else if (text !== undefined) {
      problems.error(
        id,
        'FIELD_LIMIT',
        `“${id}”表格的“${named}”：限制“${text}”应为数字`,
        `form of "${id}", field "${label.en}": the limit "${text}" must be a number`,
      );
    }
  }
  const options = elementsOf(field, 'options').map(readOption);
  if (options.length > 0) read.options = options;
  // A column has no columns of its own.
  const columns = field.$type === 'duban:Field' ? elementsOf(field, 'columns') : [];
  if (columns.length > 0) read.columns = columns.map((column) => readField(column, id, problems));
  return read;
}

function labelOf(element: ModdleElement): FormOption['label'] | undefined {
  const zh = textOf(element, 'label');
  const en = textOf(element, 'labelEn');
  if (zh === undefined && en === undefined) return undefined;
  return { zh: zh ?? en ?? '', en: en ?? zh ?? '' };
}

function readOption(option: ModdleElement): FormOption {
  const value = textOf(option, 'value') ?? textOf(option, 'label') ?? '';
  return { value, label: labelOf(option) ?? { zh: value, en: value } };
}

function kindOf(field: ModdleElement, id: string, named: string, problems: Problems): FieldKind {
  const text = textOf(field, 'kind');
  const kind = fieldKinds.find((name) => name === text);
  if (kind !== undefined) return kind;
  problems.error(
    id,
    'UNKNOWN_FIELD_KIND',
    `“${id}”表格的“${named}”：类型“${text ?? ''}”未知，可用：${fieldKinds.join(', ')}`,
    `form of "${id}", field "${named}": the kind "${text ?? ''}" is unknown; use one of ${fieldKinds.join(', ')}`,
  );
  return 'text';
}

/** A form as attributes and children of the extension's elements: the way back of `readForm`. */
export interface FormElement {
  type: 'duban:Form' | 'duban:Field' | 'duban:Column' | 'duban:Option';
  attributes: Record<string, string>;
  children: { fields?: FormElement[]; columns?: FormElement[]; options?: FormElement[] };
}

export function formAsElements(form: Form): FormElement {
  return {
    type: 'duban:Form',
    attributes: {},
    children: { fields: form.map((field) => written(field, 'duban:Field')) },
  };
}

function written(field: FormField, type: 'duban:Field' | 'duban:Column'): FormElement {
  const { key, kind, label, help, required, options, columns, ...limits } = field;
  const attributes: Record<string, string> = { key, kind, label: label.zh };
  if (label.en !== label.zh) attributes.labelEn = label.en;
  if (help !== undefined) attributes.help = help.zh;
  if (help !== undefined && help.en !== help.zh) attributes.helpEn = help.en;
  if (required) attributes.required = 'true';
  for (const [name, value] of Object.entries(limits)) if (value !== undefined) attributes[name] = String(value);
  const children: FormElement['children'] = {};
  if (options !== undefined) {
    children.options = options.map(({ value, label: { zh, en } }) => ({
      type: 'duban:Option',
      attributes: { value, label: zh, ...(en === zh ? {} : { labelEn: en }) },
      children: {},
    }));
  }
  if (columns !== undefined) children.columns = columns.map((column) => written(column, 'duban:Column'));
  return { type, attributes, children };
}
