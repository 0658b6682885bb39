import { hasOptions } from './limits.ts';
import type { FieldKind, FormField, FormOption } from './types.ts';

/** Changes that a designer makes to a list of fields; nothing is changed in place. */

/** A key that none of the fields has yet: `stem` with the first number that is free. */
function freeKey(fields: readonly FormField[], stem: string): string {
  for (let n = 1; ; n++) {
    const key = `${stem}${n}`;
    if (!fields.some((field) => field.key === key)) return key;
  }
}

/** A new field of a kind at the end, under a key of its own. */
export function added(fields: readonly FormField[], kind: FieldKind, label: FormField['label']): FormField[] {
  const field: FormField = { key: freeKey(fields, 'field'), kind, label: { ...label }, required: false };
  if (hasOptions(kind)) field.options = [];
  if (kind === 'table') field.columns = [];
  return [...fields, field];
}

export function replaced(fields: readonly FormField[], at: number, field: FormField): FormField[] {
  return fields.map((one, index) => (index === at ? field : one));
}

/** A copy after the field, under a key of its own. */
export function duplicated(fields: readonly FormField[], at: number): FormField[] {
  const field = fields[at];
  if (field === undefined) return [...fields];
  const stem = field.key.replace(/\d+$/, '');
  const copy = { ...structuredClone(field), key: freeKey(fields, stem === '' ? 'field' : stem) };
  return [...fields.slice(0, at + 1), copy, ...fields.slice(at + 1)];
}

export function removed<T>(list: readonly T[], at: number): T[] {
  return list.filter((_, index) => index !== at);
}

/** The entry one place up (−1) or down (1); at the edge the list stays as it is. */
export function moved<T>(list: readonly T[], at: number, by: -1 | 1): T[] {
  const [one, other] = [list[at], list[at + by]];
  if (one === undefined || other === undefined) return [...list];
  return list.map((entry, index) => (index === at ? other : index === at + by ? one : entry));
}

/** An option under another Chinese label; its value goes along where it has been the label so far. */
export function relabelled(option: FormOption, zh: string): FormOption {
  const { value, label } = option;
  return {
    value: value === label.zh ? zh : value,
    label: { zh, en: label.en === label.zh ? zh : label.en },
  };
}
