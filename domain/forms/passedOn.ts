import { homeOf, scopeOf } from '../process/keys.ts';
import type { ActivityKey, Variables } from '../process/types.ts';
import type { Form } from './types.ts';
import { isBlank } from './visibility.ts';

/** An item as far as it decides who reads what was filled into it. */
export interface PassingItem {
  key: ActivityKey;
  unitId: string | null;
}

/**
 * Whether the holder of `to` reads what was filled into `from`, an item of the same process that was handed in: that of
 * a step of its own level or of one around it. What units fill in each for itself, no other unit reads.
 */
export function reaches(from: PassingItem, to: PassingItem): boolean {
  const [outer, inner] = [homeOf(from.key), homeOf(to.key)];
  if (outer !== inner && !inner.startsWith(`${outer}/`)) return false;
  const each = scopeOf(from.key) !== outer;
  return !each || to.unitId === null || to.unitId === from.unitId;
}

/** The fields of a form that later steps read and that were filled in, with their values. */
export function passedOn(form: Form, values: Variables): { form: Form; values: Variables } {
  const fields = form.filter(({ key, passOn }) => passOn === true && !isBlank(values[key]));
  return { form: fields, values: Object.fromEntries(fields.map(({ key }) => [key, values[key] ?? null])) };
}
