import { holds } from '../process/conditions.ts';
import type { Json, Variables } from '../process/types.ts';
import { ownValue } from './shapes.ts';
import type { Form, FormField } from './types.ts';

/** Whether a value says nothing: left out, blank, or a list or table without entries. */
export function isBlank(value: Json | undefined): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

/**
 * The fields that are asked for with these values, in the order of the form. A field sees those above it only, and
 * what a hidden field once held counts as nothing, so one pass decides.
 *
 * @param item Facts of the item, `item` of the conditions.
 */
export function visibleFields(form: Form, values: Variables, item: Variables, today: string): FormField[] {
  const seen: FormField[] = [];
  const said: { [key: string]: Json } = Object.fromEntries(form.map(({ key }) => [key, null]));
  for (const field of form) {
    const { key, visibleWhen } = field;
    if (visibleWhen !== undefined && !holds(visibleWhen, { form: named(said, visibleWhen), item, today })) continue;
    seen.push(field);
    const value = ownValue(values, key);
    said[key] = isBlank(value) ? null : (value ?? null);
  }
  return seen;
}

/** Those values that a condition may speak of: it is remembered by what it reads. */
function named(values: { [key: string]: Json }, condition: string): { [key: string]: Json } {
  return Object.fromEntries(Object.entries(values).filter(([key]) => condition.includes(key)));
}
