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
  /** For each column whose name says what its numbers count: 到位资金（亿元）. */
  counted?: (CountedColumn | null)[];
  /** Whether a row's cells stand apart from each other, with those of other rows between them. */
  scattered?: boolean;
}

/** A column of targets: what is counted, and in what. */
export interface CountedColumn {
  name: string;
  unit: string;
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
      const counted = cells.map((c) => countedIn(printedFolded(clean, c)));
      table = { columns, counted, start: p.start, end: p.end, rows: [] };
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
  nameTask(kinds, names);
  const assigned = kinds.filter(isParty).length;
  const known = kinds.filter((k) => k !== undefined).length;
  if (assigned === 0 || !kinds.includes('text') || known * 2 < names.length) return null;
  return kinds.map((k) => k ?? 'remark');
}

/** 产业链 | 链长 | 牵头单位, 乡镇 | 包联领导: where no other column names the task, the ones before the first party do. */
function nameTask(kinds: (ColumnKind | undefined)[], names: string[]): void {
  if (kinds.some((kind, i) => kind === 'text' && NAMES_TASK.test(names[i] ?? '') && !countedIn(names[i] ?? ''))) return;
  const party = kinds.findIndex(isParty);
  if (kinds.slice(0, party).some((kind, i) => kind === 'text' && !countedIn(names[i] ?? ''))) return;
  for (const [i, name] of names.slice(0, Math.max(0, party)).entries())
    if (kinds[i] === undefined && name !== '' && !NAMES_NO_TASK.test(name) && !countedIn(name)) kinds[i] = 'text';
}

const NAMES_TASK = /任务|事项|措施|举措|项目|工作|内容|问题|行动|要点/;
const NAMES_NO_TASK = /姓名|职务|电话|日期|地点|得分|年份|年度|级别|来源|类型/;

const COUNTED =
  /^([\u4e00-\u9fa5“”]{2,16})\(((?:[万亿]?(?:元|千瓦时?|吨|亩|平方米|立方米|公里|人|户|人次|家|个|项|名))|%|台|辆|套|次|场|所|处|座|件|条|公顷|株|宗|单)\)$/;

/** Amounts of money spent describe the work; what is to be reached counts. */
function countedIn(name: string): CountedColumn | null {
  const [, counted, unit] = COUNTED.exec(name) ?? [];
  return counted === undefined || unit === undefined || SPENT.test(counted) ? null : { name: counted, unit };
}

const SPENT = /^(?:总|概算|估算|项目)?(?:投资|资金|预算)|补助/;

const printedFolded = (clean: CleanText, c: Span): string =>
  printedText({ ...clean, printed: clean.text }, c.start, c.end).replace(/\s/g, '');
