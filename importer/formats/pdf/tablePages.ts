import { type Block, type Cell, cellText, type Table } from '../blocks.ts';
import type { PlacedTable } from './grid.ts';

/**
 * Joins a table with its going on upon the next page: same columns, the header said again left out, and a row that the
 * page's end has cut made one again.
 */
export function joinTables(blocks: readonly (string | PlacedTable)[]): Block[] {
  const joined: Block[] = [];
  let before: PlacedTable | null = null;
  let open: Table | null = null;
  for (const block of blocks) {
    if (typeof block === 'string') {
      joined.push(block);
      before = null;
      continue;
    }
    if (before && open && sameColumns(before.columns, block.columns)) append(open, block.table);
    else {
      open = { rows: [...block.table.rows] };
      joined.push(open);
    }
    before = block;
  }
  return joined;
}

const sameColumns = (a: number[], b: number[]): boolean =>
  a.length === b.length && a.every((at, i) => Math.abs(at - (b[i] ?? 0)) < 4);

function append(open: Table, more: Table): void {
  const header = open.rows[0];
  const rows = header && more.rows[0] && said(header) === said(more.rows[0]) ? more.rows.slice(1) : more.rows;
  const [first, ...rest] = rows;
  const last = open.rows.at(-1);
  if (first && last && isCut(open, last, first)) {
    for (const [i, cell] of first.entries()) last[i]?.lines.splice(0, Infinity, ...goneOn(last[i].lines, cell.lines));
  } else if (first) open.rows.push(first);
  open.rows.push(...rest);
}

const said = (row: readonly Cell[]): string => row.map((cell) => cellText(cell.lines)).join('\t');

const goneOn = (above: readonly string[], below: readonly string[]): string[] =>
  above.length === 0 || below.length === 0 ? [...above, ...below] : [[...above, ...below].join('')];

/** The number's column, filled in the rows before, is empty where a row goes on. */
function isCut(open: Table, last: readonly Cell[], first: readonly Cell[]): boolean {
  if (last.length !== first.length) return false;
  const number = /^\d{1,4}$/;
  const column = last.findIndex((cell) => number.test(cellText(cell.lines)));
  if (column < 0 || open.rows.length < 2) return false;
  return cellText(first[column]?.lines ?? []) === '' && first[column]?.rows !== 0;
}
