import type { LocalText } from '../schema.ts';

/** A value of a trail's data as it is said; nothing for what is neither a text nor a number. */
export function dataText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** Names of elements in a trail's data; earlier events have one text for both languages. */
export function dataNames(value: unknown): LocalText[] {
  return Array.isArray(value)
    ? value.map((name) => (isNamed(name) ? name : { zh: String(name), en: String(name) }))
    : [];
}

function isNamed(name: unknown): name is LocalText {
  return typeof name === 'object' && name !== null && 'zh' in name && 'en' in name;
}
