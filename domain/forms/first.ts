import type { Json, Variables } from '../process/types.ts';
import { isRecord } from './shapes.ts';
import type { Form } from './types.ts';

/**
 * What a form begins with: the values prepared with the item, else those of the round that came back, for correction.
 * Fields and indicators that are asked for no more are left out.
 */
export function firstValues(
  form: Form,
  indicators: readonly { id: string }[],
  prepared: unknown,
  returned: unknown,
): Variables {
  const given = isRecord(prepared) ? prepared : isRecord(returned) ? returned : {};
  const kinds = new Map(form.map(({ key, kind }) => [key, kind]));
  const asked = new Set(indicators.map(({ id }) => id));
  const fitting = (key: string, value: Json): Json =>
    kinds.get(key) === 'actuals' && isRecord(value)
      ? Object.fromEntries(Object.entries(value).filter(([id]) => asked.has(id)))
      : value;
  return Object.fromEntries(
    Object.entries(given).flatMap(([key, value]) => (kinds.has(key) ? [[key, fitting(key, value)]] : [])),
  );
}
