import { HEADER_WORD } from './alignedTables.ts';

/** One character in reading order, and where it stands in the document; a mark put in stands where the one before it does. */
export interface Placed {
  unit: string;
  at: number;
}

/** A character with the column of the page in which it begins; a Chinese one is two columns wide. */
interface OnPage extends Placed {
  column: number;
}

/** Words of one line that no wide space parts, with their columns on the page: [from, to). */
interface Chunk {
  units: OnPage[];
  from: number;
  to: number;
}

/** A line of the page, [start, end) of the document; `chunks` is null where tabs in it say that it is laid out otherwise. */
interface Line {
  start: number;
  end: number;
  chunks: Chunk[] | null;
}

type Row = Placed[][];

const FEWEST_COLUMNS = 3;
const FEWEST_ROWS = 2;
const LONGEST_NAME = 8;
/** A gap of so many columns parts two cells. */
const WIDE_GAP = 2;
/** Columns beyond which a line by itself in the first column is a paragraph below the table, not the name of a group. */
const LONGEST_GROUP = 44;

/** A table of the page in reading order: one line with tabs a row. It stands for [start, end) of the document. */
export interface LaidTable {
  start: number;
  end: number;
  lines: Placed[];
}

/**
 * Finds the tables of a page that was turned into text with its layout, and brings them into reading order: cells that
 * go on in the lines below are put together.
 * @param units the document's characters; '' where one was taken out
 */
export function layoutTables(source: string, units: readonly string[]): LaidTable[] {
  const tables: LaidTable[] = [];
  const lines = headedLines(source, units);
  let head = '';
  for (let i = 0; i < lines.length; ) {
    const names = isHeader(lines[i]) ? (lines[i]?.chunks ?? []).map(({ units }) => textOf(units)).join('\t') : '';
    // What follows a head that a page repeats may be one row alone.
    const table = names === '' ? null : tableAt(lines, i, names === head ? 1 : FEWEST_ROWS);
    if (table) head = names;
    const [first, last] = [lines[i], lines[(table?.end ?? 0) - 1]];
    if (table && first && last) tables.push({ start: first.start, end: last.end, lines: table.rows.flatMap(asLine) });
    i = table?.end ?? i + 1;
  }
  return tables;
}

/** The lines from the first that may be a table's header. */
function headedLines(source: string, units: readonly string[]): Line[] {
  const lines: Line[] = [];
  for (let start = 0; start < source.length; ) {
    const stop = source.indexOf('\n', start);
    const end = stop < 0 ? source.length : stop + 1;
    if (lines.length > 0 || MAY_BE_HEADER.test(source.slice(start, Math.min(end, start + LONGEST_HEADER))))
      lines.push({ start, end, chunks: chunksOf(units, start, end) });
    start = end;
  }
  return lines;
}

const LONGEST_HEADER = 400;
const MAY_BE_HEADER = /^\s*(?:序号?|编号)\s{2,}\S/;

const WIDE = /[\u2014-\u2026\u2e80-\uffef]/;
const SPACE = /^\s$/;

function chunksOf(units: readonly string[], start: number, end: number): Chunk[] | null {
  const chunks: Chunk[] = [];
  let column = 0;
  for (let at = start; at < end; at++) {
    const unit = units[at] ?? '';
    if (unit.includes('\t')) return null;
    if (unit === '' || unit === '\n' || unit === '\r') continue;
    const width = WIDE.test(unit) ? 2 : 1;
    if (!SPACE.test(unit)) {
      const last = chunks.at(-1);
      const open = last && column - last.to < WIDE_GAP ? last : { units: [], from: column, to: column };
      if (open !== last) chunks.push(open);
      open.units.push({ unit, at, column });
      open.to = column + width;
    }
    column += width;
  }
  return chunks;
}

const textOf = (units: Placed[]): string => units.map(({ unit }) => unit).join('');

function isHeader(line: Line | undefined): boolean {
  const names = (line?.chunks ?? []).map(({ units }) => textOf(units));
  const known = names.filter((name) => name.length <= LONGEST_NAME && HEADER_WORD.test(name));
  return known.length >= FEWEST_COLUMNS && known.length * 2 > names.length;
}

/** The table whose header is at `from`, or null where it has fewer than `fewest` numbers to tell its rows by or no cell goes on below. */
function tableAt(lines: Line[], from: number, fewest: number): { rows: Row[]; end: number } | null {
  const header = lines[from]?.chunks ?? [];
  const end = endOf(lines, from);
  const starts = columnStarts(header, lines.slice(from, end));
  if (starts === null) return null;
  const all = lines
    .slice(from + 1, end)
    .filter(({ chunks }) => chunks?.length !== 1 || !PAGE_MARK.test(textOf(chunks[0]?.units ?? [])))
    .map(({ chunks }) => cellsOf(chunks ?? [], starts));
  const own = all.filter((cells) => !blank(cells));
  if (own.filter(numbered).length < fewest || !own.some(goesOn)) return null;
  const names = cellsOf(header, starts);
  while (own[0] && !numbered(own[0]) && own[0].every((cell) => cell.length <= LONGEST_NAME_END))
    add(names, own.shift() ?? []);
  const rows = partedRows(all, own) ?? (own[0] && goesOn(own[0]) ? centredRows(own) : rowsFromTop(own));
  return { rows: [names, ...rows], end };
}

/** The number of a page in a line of its own. */
const PAGE_MARK = /^[-—–－]*\d{1,4}[-—–－]*$/;

const blank = (cells: Row): boolean => cells.every((cell) => cell.length === 0);

const LONGEST_NAME_END = 3;

const numbered = (cells: Row): boolean => /^\d{1,3}[.．、]?$/.test(textOf(cells[0] ?? []));
const goesOn = (cells: Row): boolean => cells[0]?.length === 0;

function add(row: Row, below: Row): void {
  for (const [i, cell] of below.entries()) row[i]?.push(...cell);
}

/**
 * Rows that empty lines part, wherever their numbers stand: null where a block of lines has not exactly one number.
 * @param all the lines with the empty ones
 * @param own the lines of the rows alone
 */
function partedRows(all: Row[], own: Row[]): Row[] | null {
  const ofRows = new Set(own);
  const blocks: Row[][] = [];
  let parted = true;
  for (const cells of all) {
    if (ofRows.has(cells) && parted) blocks.push([cells]);
    else if (ofRows.has(cells)) blocks.at(-1)?.push(cells);
    parted = blank(cells) || (parted && !ofRows.has(cells));
  }
  if (blocks.length === 0 || blocks.some((lines) => lines.filter(numbered).length !== 1)) return null;
  return blocks.map((lines) => {
    const row: Row = lines[0]?.map(() => []) ?? [];
    for (const cells of lines) add(row, cells);
    return row;
  });
}

/** Each row begins in the line of its number. */
function rowsFromTop(lines: Row[]): Row[] {
  const rows: Row[] = [];
  for (const cells of lines) {
    const last = rows.at(-1);
    if (last && !isGroup(last) && goesOn(cells)) add(last, cells);
    else rows.push(cells);
  }
  return rows;
}

/** Each number stands in the middle of its row: as many lines of it are above as below. */
function centredRows(lines: Row[]): Row[] {
  const rows: Row[] = [];
  let start = 0;
  for (const [at, cells] of lines.entries()) {
    if (goesOn(cells)) continue;
    if (!numbered(cells)) {
      rows.push(cells);
      start = at + 1;
      continue;
    }
    const next = lines.findIndex((line, i) => i > at && !goesOn(line));
    const end = next >= 0 && numbered(lines[next] ?? []) ? Math.min(next, 2 * at - start + 1) : next;
    const row: Row = cells.map(() => []);
    for (const line of lines.slice(start, end < 0 ? lines.length : end)) add(row, line);
    rows.push(row);
    start = end;
  }
  return rows;
}

const isGroup = (row: Row): boolean =>
  row.slice(1).every((cell) => cell.length === 0) && !/^\d/.test(textOf(row[0] ?? []));

/**
 * The line behind the table's last one: the next header, what is laid out otherwise, or a paragraph with the headings
 * right above it.
 */
function endOf(lines: Line[], from: number): number {
  const second = lines[from]?.chunks?.[1]?.from ?? 0;
  for (let i = from + 1; i < lines.length; i++) {
    const line = lines[i];
    if (line?.chunks === null || isHeader(line)) return i;
    if (!isParagraph(line, second)) continue;
    let end = i;
    while (end - 1 > from && isHeading(lines[end - 1], second)) end--;
    return end;
  }
  return lines.length;
}

/** Words across the page that begin before the second column: too many for the name of a group, or a whole sentence. */
function isParagraph(line: Line | undefined, second: number): boolean {
  const only = onlyChunk(line, second);
  return only !== null && (only.to > LONGEST_GROUP || /[。；]$/.test(textOf(only.units)));
}

/** A numbered heading, or nothing at all. */
const isHeading = (line: Line | undefined, second: number): boolean =>
  line?.chunks?.length === 0 || HEADING.test(textOf(onlyChunk(line, second)?.units ?? []));

const HEADING = /^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])/;

/** The words of a line where they stand together and begin before the second column. */
function onlyChunk(line: Line | undefined, second: number): Chunk | null {
  const [only, more] = line?.chunks ?? [];
  return only && !more && only.from < second ? only : null;
}

/** Where each column begins: behind the widest strip before the next name in which no line has a character. */
function columnStarts(header: Chunk[], lines: Line[]): number[] | null {
  const covered = new Set<number>();
  for (const { chunks } of lines) {
    if (chunks === null || (chunks.length < 2 && chunks[0]?.from === 0)) continue;
    for (const { unit, column } of chunks.flatMap(({ units }) => units)) {
      covered.add(column);
      if (WIDE.test(unit)) covered.add(column + 1);
    }
  }
  const starts = [0];
  for (const [i, name] of header.slice(1).entries()) {
    const before = header[i];
    const strip = before ? widestStrip(covered, before.from, name.to) : null;
    if (strip === null) return null;
    starts.push(strip);
  }
  return starts;
}

/** The end of the widest run of free columns in [from, to), or null where there is none. */
function widestStrip(covered: ReadonlySet<number>, from: number, to: number): number | null {
  let best: { width: number; end: number } | null = null;
  let width = 0;
  for (let column = from; column < to; column++) {
    if (!covered.has(column)) width++;
    else {
      if (width > 0 && (best === null || width > best.width)) best = { width, end: column };
      width = 0;
    }
  }
  return best?.end ?? null;
}

function cellsOf(chunks: Chunk[], starts: number[]): Row {
  const cells: Row = starts.map(() => []);
  const [only, second] = chunks;
  // The name of a group of rows goes across the columns.
  if (only && !second && only.from === 0) return [only.units, ...cells.slice(1)];
  for (const one of chunks.flatMap(({ units }) => units))
    cells[starts.findLastIndex((start) => start <= one.column)]?.push(one);
  return cells;
}

function asLine(row: Row): Placed[] {
  const filled = row.flatMap((cell, i) => {
    const mark = i === row.length - 1 ? '\n' : '\t';
    return [...cell, { unit: mark, at: lastPlace(row, i) }];
  });
  return isGroup(row) ? [...(row[0] ?? []), { unit: '\n', at: lastPlace(row, 0) }] : filled;
}

/** Where the last character up to cell `i` stands. */
function lastPlace(row: Row, i: number): number {
  return (
    row
      .slice(0, i + 1)
      .flat()
      .at(-1)?.at ??
    row.flat()[0]?.at ??
    0
  );
}
