/** A value of a trail's data as it is said; nothing for what is neither a text nor a number. */
export function dataText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
