import { DubanError } from '../../domain/errors.ts';

/** A cursor is the sort key of the last row seen, opaque to the caller. */
export function encodeCursor(key: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** @throws DubanError VALIDATION where the text is not a cursor of `length` parts. */
export function decodeCursor(cursor: string | undefined, length: number): (string | number | null)[] | null {
  if (cursor === undefined) return null;
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(key) && key.length === length) return key;
  } catch {
    // Falls through: anything that is not our own JSON is the caller's mistake.
  }
  throw new DubanError(
    'VALIDATION',
    { zh: '翻页标记无效', en: 'The cursor is not valid' },
    {
      problems: [{ pointer: '/query/cursor', message: { zh: '翻页标记无效', en: 'Not a cursor' } }],
    },
  );
}

export interface Paging {
  cursor?: string | undefined;
  limit: number;
}

export interface PageOf<T> {
  items: T[];
  /** Null on the last page. */
  nextCursor: string | null;
}

/** A page from rows of which one more than the limit was read, to know whether there is a next page. */
export function toPage<T>(rows: T[], limit: number, keyOf: (row: T) => (string | number | null)[]): PageOf<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last !== undefined ? encodeCursor(keyOf(last)) : null };
}

const AT_ONCE = 200;

/** All rows of a list, a page at a time: for what is told of the rows themselves and must not miss one. */
export async function everyRow<T>(read: (paging: Paging) => Promise<PageOf<T>>): Promise<T[]> {
  const rows: T[] = [];
  for (let cursor: string | undefined; ; ) {
    const { items, nextCursor } = await read({ limit: AT_ONCE, cursor });
    rows.push(...items);
    if (nextCursor === null) return rows;
    cursor = nextCursor;
  }
}

/** `%` and `_` in what people type are themselves. */
export function likePattern(text: string): string {
  return `%${text.replace(/[\\%_]/g, (character) => `\\${character}`)}%`;
}
