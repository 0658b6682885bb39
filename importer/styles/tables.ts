import { type CleanText, printedText } from '../cleanText.ts';
import type { ColumnKind } from '../columns.ts';
import type { MeasureSketch } from '../draft.ts';
import { titleOf } from '../headingTitle.ts';
import { saysDitto } from '../htmlTables.ts';
import { coverOf, type Span } from '../sentences.ts';
import { assign } from './assign.ts';
import { noDeadline, noParties, promoteFirst, type StyleContext } from './assignment.ts';
import { readCards } from './cardRows.ts';
import { type CountedColumn, type RawTable, readRawTables } from './tableRows.ts';

/** A list of tasks 责任清单 with its rows as measures. */
export interface TaskTable {
  start: number;
  end: number;
  rows: { number: number | null; sketch: MeasureSketch }[];
}

/** Reads every task table of the document; merged cells are carried down. */
export function readTables(clean: CleanText, context: StyleContext): TaskTable[] {
  const lying = readRawTables(clean);
  const standing = readCards(clean, coverOf(clean.text.length, lying));
  return [...lying, ...standing]
    .sort((a, b) => a.start - b.start)
    .map((raw) => ({ start: raw.start, end: raw.end, rows: rowsOf(clean, raw, context) }))
    .filter((table) => table.rows.length > 0);
}

function rowsOf(clean: CleanText, raw: RawTable, context: StyleContext): TaskTable['rows'] {
  const titleColumn = raw.titleColumn ?? chooseTitle(clean, raw);
  const rows: TaskTable['rows'] = [];
  const carried: (Span | undefined)[] = [];
  let group: Span | undefined;
  const own = raw.rows.filter((row) => !isGroupRow(clean, row));
  const sparse = (column: number): boolean =>
    own.filter((row) => !empty(clean, row[column])).length < own.length * FILLED;
  for (const printed of raw.rows) {
    if (isGroupRow(clean, printed)) {
      group = printed.find((cell) => !empty(clean, cell));
      carried.length = 0;
      continue;
    }
    const cells = carryDown(clean, raw.columns, printed, carried, titleColumn, sparse);
    const sketch = sketchOf(clean, raw, cells, printed, titleColumn, context);
    if (sketch && group) sketch.path.unshift(printedText(clean, group.start, group.end));
    if (sketch) rows.push({ number: numberOf(clean, raw.columns, printed), sketch });
  }
  return rows;
}

/** Whether a cell has no words of its own. */
function empty(clean: CleanText, cell: Span | undefined): boolean {
  const text = cellText(clean, cell);
  return text === '' || saysDitto(text);
}

/**
 * The column that names the task: the first with words of its own in most rows (a group's cells are merged, so they are
 * empty or repeated); else the last of short texts; else the last filled one.
 */
function chooseTitle(clean: CleanText, raw: RawTable): number {
  const texts = raw.columns.flatMap((kind, i) => (kind === 'text' ? [i] : []));
  const wordsIn = new Map(
    texts.map((column) => [column, raw.rows.map((r) => cellText(clean, r[column])).filter((t) => t !== '')]),
  );
  const filled = (column: number): string[] => wordsIn.get(column) ?? [];
  const mean = (column: number): number =>
    filled(column).reduce((sum, t) => sum + t.length, 0) / Math.max(1, filled(column).length);
  const most = raw.rows.filter((row) => !isGroupRow(clean, row)).length * OWN_SHARE;
  const own = texts.find((c) => filled(c).length >= most && new Set(filled(c)).size >= most && mean(c) <= LONGEST_NAME);
  const short = texts.findLast((c) => filled(c).length * 4 >= raw.rows.length * 3 && mean(c) <= SHORT_TEXT);
  return own ?? short ?? texts.findLast((c) => filled(c).length * 2 >= raw.rows.length) ?? texts[0] ?? 0;
}

/** A row of a single cell heads the rows below: 一、简政放权. */
const isGroupRow = (clean: CleanText, row: Span[]): boolean =>
  row.length >= 3 && row.filter((cell) => !empty(clean, cell)).length === 1;

const OWN_SHARE = 0.7;
/** Share of filled cells from which an empty one in a column means nothing, not the one above. */
const FILLED = 0.75;
const LONGEST_NAME = 60;
const SHORT_TEXT = 32;

const cellText = (clean: CleanText, cell: Span | undefined): string =>
  cell ? clean.text.slice(cell.start, cell.end).trim() : '';

/** Empty cells of a group, a leader, a unit or a day mean the one above; an empty 配合单位 does so only with all units empty. */
function carryDown(
  clean: CleanText,
  columns: ColumnKind[],
  row: Span[],
  carried: (Span | undefined)[],
  titleColumn: number,
  sparse: (column: number) => boolean,
): (Span | undefined)[] {
  const units = columns.flatMap((kind, i) => (kind === 'leadUnits' || kind === 'responsibleUnits' ? [i] : []));
  const newGroup = columns.some((kind, i) => kind === 'text' && i < titleColumn && !empty(clean, row[i]));
  const unitsMerged = units.length > 0 && units.every((i) => empty(clean, row[i]));
  return columns.map((kind, i) => {
    if (saysDitto(cellText(clean, row[i]))) return i === titleColumn || kind === 'index' ? undefined : carried[i];
    if (!empty(clean, row[i])) {
      carried[i] = row[i];
      return row[i];
    }
    if (i === titleColumn || kind === 'index' || kind === 'remark' || kind === 'responsiblePersons') return undefined;
    if (kind === 'supportingUnits' || kind === 'leadUnits' || kind === 'responsibleUnits')
      return unitsMerged ? carried[i] : undefined;
    // A new group, or a column that is filled nearly throughout, has no merged cells here.
    if ((kind === 'leaders' && newGroup) || (kind === 'deadline' && !sparse(i))) return undefined;
    return carried[i];
  });
}

function sketchOf(
  clean: CleanText,
  { columns, counted, scattered }: RawTable,
  cells: (Span | undefined)[],
  row: Span[],
  titleColumn: number,
  context: StyleContext,
): MeasureSketch | null {
  const start = row[0]?.start ?? 0;
  const end = row.at(-1)?.end ?? start;
  const target = { parties: noParties(), deadline: noDeadline() };
  for (const [i, kind] of columns.entries()) {
    const cell = cells[i];
    if (!cell || empty(clean, cell) || kind === 'index' || kind === 'text' || kind === 'remark') continue;
    assign(clean, { role: kind, start: cell.start, valueStart: cell.start, valueEnd: cell.end }, context, target);
  }
  promoteFirst(target.parties, context);
  const named = titleOfRow(clean, columns, cells, titleColumn);
  if (named === null) return null;
  const title = named.cell;
  const words = titleWords(clean, title);
  const groups = columns.flatMap((kind, i) => {
    const cell = cells[i];
    return kind === 'text' && i < named.column && cell && cell.end - cell.start <= 60
      ? [printedText(clean, cell.start, cell.end)]
      : [];
  });
  return {
    path: [...groups, words],
    title: words,
    ...target,
    body: { start: title.start, end: scattered ? title.end : detailEnd(columns, cells, title) },
    passages: scattered ? row.filter((cell) => cell.end > cell.start) : [{ start, end }],
    assignment: null,
    counted: (counted ?? []).flatMap((column, i) => targetIn(clean, column, row[i])),
  };
}

/** A bare number under 到位资金（亿元） is a target. */
function targetIn(
  clean: CleanText,
  column: CountedColumn | null,
  cell: Span | undefined,
): NonNullable<MeasureSketch['counted']> {
  const number = cellText(clean, cell);
  if (column === null || !/^\d+(?:\.\d+)?$/.test(number)) return [];
  return [{ text: `${column.name}${number}${column.unit}`, value: Number(number), unit: column.unit }];
}

/** The cell that names the row's task; where it is merged with the one above, the next text of the row does. */
function titleOfRow(
  clean: CleanText,
  columns: ColumnKind[],
  cells: (Span | undefined)[],
  titleColumn: number,
): { cell: Span; column: number } | null {
  for (let column = titleColumn; column < columns.length; column++) {
    const cell = cells[column];
    if (columns[column] === 'text' && cell && !empty(clean, cell)) return { cell, column };
  }
  return null;
}

/** A cell's heading: the whole of a short one, the first words of a long one; its number is left off. */
function titleWords(clean: CleanText, cell: Span): string {
  const number =
    /^(?:\(?[\d一二三四五六七八九十]{1,3}[)、.](?!\d)|[①-⑳])/.exec(clean.text.slice(cell.start, cell.end))?.[0]
      .length ?? 0;
  const from = cell.start + number;
  const text = clean.text.slice(from, cell.end).replace(/\n/g, '');
  if (text.length <= 40) return printedText(clean, from, cell.end).replace(/[。;；]$/, '');
  const { titleEnd } = titleOf(clean.text.slice(from, cell.end).replace(/\n/g, ' '), from, () => 0);
  return printedText(clean, from, titleEnd);
}

function detailEnd(columns: ColumnKind[], cells: (Span | undefined)[], title: Span): number {
  return columns.reduce((end, kind, i) => (kind === 'text' ? Math.max(end, cells[i]?.end ?? 0) : end), title.end);
}

function numberOf(clean: CleanText, columns: ColumnKind[], row: Span[]): number | null {
  const cell = row[columns.indexOf('index')];
  const found = cell ? /^\d{1,4}$/.exec(clean.text.slice(cell.start, cell.end)) : null;
  return found ? Number(found[0]) : null;
}
