import { date, evaluate } from 'feelin';
import type { Json, Variables } from './types.ts';

const dayText = /^\d{4}-\d{2}-\d{2}$/;

/** Outcomes of conditions by text and values; a pure function, so remembering it changes nothing but the time. */
const remembered = new Map<string, boolean>();
const rememberAtMost = 2_000;

/**
 * Whether a FEEL condition holds. Days written as `YYYY-MM-DD` are FEEL dates in it. What cannot be evaluated (a
 * missing variable, values that cannot be compared, a syntax error) does not hold.
 */
export function holds(condition: string, variables: Variables): boolean {
  const used: Variables = {};
  for (const name in variables) {
    if (condition.includes(name)) used[name] = variables[name] as Json;
  }
  const key = `${condition}\n${JSON.stringify(used)}`;
  const known = remembered.get(key);
  if (known !== undefined) return known;
  if (remembered.size >= rememberAtMost) remembered.clear();
  const result = evaluateStrictly(condition, used);
  remembered.set(key, result);
  return result;
}

function evaluateStrictly(condition: string, variables: Variables): boolean {
  try {
    const { value, warnings } = evaluate(condition, toFeelContext(variables));
    return value === true && warnings.length === 0;
  } catch {
    return false;
  }
}

function toFeelContext(variables: Variables): Record<string, unknown> {
  const context: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(variables)) context[name] = toFeelValue(value);
  return context;
}

function toFeelValue(value: Json): unknown {
  if (typeof value === 'string') return dayText.test(value) ? (date(value) ?? value) : value;
  if (Array.isArray(value)) return value.map(toFeelValue);
  if (value !== null && typeof value === 'object') return toFeelContext(value);
  return value;
}
