import type { ImportColumn, ImportRow } from '../../data/types.ts';

/** In the order in which people paste them. */
export const pasteColumns: ImportColumn[] = ['unit', 'unitKind', 'post', 'postKind', 'person', 'email', 'username'];

const heading = /^(单位|unit)$/i;

/**
 * Rows of a table pasted from a spreadsheet: tabs between cells (commas where there is no tab), a heading row and
 * empty lines left out.
 */
export function pastedRows(text: string): ImportRow[] {
  const lines = text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => line.split(line.includes('\t') ? '\t' : /[,，]/).map((cell) => cell.trim()));
  const data = heading.test(lines[0]?.[0] ?? '') ? lines.slice(1) : lines;
  return data.map(
    (cells) => Object.fromEntries(pasteColumns.map((column, index) => [column, cells[index] ?? ''])) as ImportRow,
  );
}
