import type { UserMessage } from '../errors.ts';
import type { Json, Variables } from '../process/types.ts';

export const said = (zh: string, en: string): UserMessage => ({ zh, en });

export function isRecord(value: unknown): value is Variables {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** The value under a key, never one that every object inherits. */
export function ownValue(values: Variables, key: string): Json | undefined {
  return Object.hasOwn(values, key) ? values[key] : undefined;
}

/** One part of a JSON pointer (RFC 6901). */
export function pointerPart(part: string): string {
  return part.replaceAll('~', '~0').replaceAll('/', '~1');
}
