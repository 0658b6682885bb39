import { type CleanText, printedText } from '../cleanText.ts';
import { type ColumnKind, columnKind, isParty } from '../columns.ts';
import { saysDitto } from '../htmlTables.ts';
import { type Paragraph, paragraphsOf } from '../paragraphs.ts';
import type { Span } from '../sentences.ts';

export interface RawTable {
  columns: ColumnKind[];
  start: number;
  end: number;
  rows: Span[][];
  /** The column that names the task, where the layout tells. */
  titleColumn?: number;
  /** Whether a row's cells stand apart from each other, with those of other rows between them. */
  scattered?: boolean;
}

/** Tables whose header names at least one text column and one of units, people or days; pages may repeat the header. */
export function readRawTables(clean: CleanText): RawTable[] {
  const tables: RawTable[] = [];
  let table: RawTable | null = null;
  let row: Span[] | null = null;
  let piped = false;
  const close = () => {
    if (table && row) table.rows.push(row);
    row = null;
  };
  for (const p of paragraphsOf(clean)) {
    const cells = cellsOf(clean, p);
    const columns = cells.length >= 3 ? headerOf(clean, cells) : null;
    if (columns) {
      close();
      piped = isPiped(clean, p);
      if (table && table.columns.join() === columns.join()) continue;
      table = { columns, start: p.start, end: p.end, rows: [] };
      tables.push(table);
      continue;
    }
    if (!table) continue;
    if (table.rows.length === 0 && !row && refineHeader(clean, table, cells)) continue;
    const next = place(table, row, cells, clean, piped);
    if (next === 'outside') {
      close();
      if (cells.length === 1 && table.rows.length > 0 && p.end - p.start > 200) table = null;
      continue;
    }
    if (next === 'new') {
      close();
      row = cells;
    } else if (row) append(row, cells);
    if (table) table.end = p.end;
  }
  close();
  return tables.filter((t) => t.rows.length > 0);
}

/** A second header line under a merged 责任单位: 牵头单位 | 配合单位. */
function refineHeader(clean: CleanText, table: RawTable, cells: Span[]): boolean {
  const kinds = cells.map((c) => columnKind(printedFolded(clean, c)));
  const named = cells.filter((c) => c.end > c.start && !saysDitto(clean.text.slice(c.start, c.end))).length;
  if (named === 0 || kinds.filter((k) => k !== undefined).length < named || cells.length < 2) return false;
  for (const [i, kind] of kinds.entries()) if (kind !== undefined) table.columns[i] = kind;
  return true;
}

/** Whether a line begins a row, goes on with one whose cells are broken over lines, or is no part of the table. */
function place(
  table: RawTable,
  row: Span[] | null,
  cells: Span[],
  clean: CleanText,
  piped: boolean,
): 'new' | 'more' | 'outside' {
  const width = table.columns.length;
  if (cells.length > 1 && cells.every((c) => /^[-:=]*$/.test(clean.text.slice(c.start, c.end)))) return 'outside';
  if (row && !piped && row.length < width && !startsRow(table, cells, clean))
    return row.length + cells.length - 1 <= width + 1 ? 'more' : 'new';
  return cells.length >= Math.min(3, width) ? 'new' : 'outside';
}

function startsRow(table: RawTable, cells: Span[], clean: CleanText): boolean {
  const first = cells[0];
  return (
    cells.length > 1 &&
    table.columns[0] === 'index' &&
    first !== undefined &&
    /^\d{1,3}$/.test(clean.text.slice(first.start, first.end))
  );
}

function append(row: Span[], cells: Span[]): void {
  const [first, ...rest] = cells;
  const last = row.at(-1);
  if (last && first) last.end = Math.max(last.end, first.end);
  row.push(...rest);
}

/** The cells of a line, parted by tabs or, with or without outer ones, by bars. */
export function cellsOf(clean: CleanText, p: Paragraph): Span[] {
  const piped = isPiped(clean, p);
  const separator = piped ? '|' : '\t';
  const outer = clean.text[p.start] === '|';
  const cells: Span[] = [];
  let from = outer ? p.start + 1 : p.start;
  for (let i = from; i <= p.end; i++) {
    if (i < p.end && clean.text[i] !== separator) continue;
    if (i < p.end || !outer || i > from) cells.push({ start: from, end: i });
    from = i + 1;
  }
  return cells;
}

function isPiped(clean: CleanText, p: Paragraph): boolean {
  const line = clean.text.slice(p.start, p.end);
  return line.includes('|') && !line.includes('\t');
}

function headerOf(clean: CleanText, cells: Span[]): ColumnKind[] | null {
  const names = cells.map((c) => printedFolded(clean, c));
  while (names.length > 0 && names.at(-1) === '') names.pop();
  const kinds = names.map((name) => columnKind(name, true));
  // 单位 by itself is who does it, but beside 责任单位 it is what is counted in.
  const bare = kinds.some(isParty) ? 'remark' : 'responsibleUnits';
  for (const [i, name] of names.entries()) if (/^(?:单位|部门)$/.test(name)) kinds[i] = bare;
  const assigned = kinds.filter(isParty).length;
  const known = kinds.filter((k) => k !== undefined).length;
  if (assigned === 0 || !kinds.includes('text') || known * 2 < names.length) return null;
  return kinds.map((k) => k ?? 'remark');
}

const printedFolded = (clean: CleanText, c: Span): string =>
  printedText({ ...clean, printed: clean.text }, c.start, c.end).replace(/\s/g, '');
