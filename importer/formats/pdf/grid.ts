import { beginsUnit, type Cell, type Table } from '../blocks.ts';
import { linesOf, type Rule, type Rules, type TextPiece } from './geometry.ts';

/** A table found on a page: its place, and what stands in it. */
export interface PlacedTable {
  top: number;
  bottom: number;
  table: Table;
  /** Where its columns begin, for joining with a table on the next page. */
  columns: number[];
  inside: Set<TextPiece>;
}

/** Lines nearer than this are one. */
const NEAR = 3;
const MOST_COLUMNS = 60;
const SHORTEST_ROW = 8;

/** Rebuilds the tables whose cells are framed by drawn lines. */
export function framedTables(pieces: readonly TextPiece[], rules: Rules): PlacedTable[] {
  const horizontal = merged(rules.horizontal);
  const vertical = merged(rules.vertical);
  return connected(horizontal, vertical).flatMap((frame) => {
    const table = readFrame(pieces, frame);
    return table ? [table] : [];
  });
}

/** Pieces of one line become that line. */
function merged(rules: readonly Rule[]): Rule[] {
  const lines: Rule[] = [];
  for (const rule of [...rules].sort((a, b) => a.at - b.at || a.from - b.from)) {
    const same = lines.findLast(
      (line) => rule.at - line.at < NEAR && rule.from <= line.to + NEAR && rule.to >= line.from - NEAR,
    );
    if (!same) lines.push({ ...rule });
    else {
      same.from = Math.min(same.from, rule.from);
      same.to = Math.max(same.to, rule.to);
    }
  }
  return lines;
}

/** Groups of lines that touch each other. */
function connected(horizontal: Rule[], vertical: Rule[]): Rules[] {
  const left = new Set(vertical);
  const unseen = new Set(horizontal);
  const groups: Rules[] = [];
  for (const first of horizontal) {
    if (!unseen.delete(first)) continue;
    const group: Rules = { horizontal: [first], vertical: [] };
    for (let i = 0; i < group.horizontal.length; i++) {
      const h = group.horizontal[i];
      if (!h) break;
      for (const v of left) {
        if (!touch(h, v)) continue;
        left.delete(v);
        group.vertical.push(v);
        for (const other of unseen) if (touch(other, v) && unseen.delete(other)) group.horizontal.push(other);
      }
    }
    if (group.vertical.length >= 2) groups.push(group);
  }
  return groups;
}

const touch = (h: Rule, v: Rule): boolean =>
  v.at >= h.from - NEAR && v.at <= h.to + NEAR && h.at >= v.from - NEAR && h.at <= v.to + NEAR;

const places = (rules: readonly Rule[]): number[] =>
  rules
    .map((rule) => rule.at)
    .sort((a, b) => a - b)
    .filter((at, i, all) => i === 0 || at - (all[i - 1] ?? 0) >= NEAR);

/** A row that the page's end cuts has no line there: its columns' lines go on beyond the last. */
function openEnds({ horizontal, vertical }: Rules): Rule[] {
  const [low, high] = [Math.min(...horizontal.map((h) => h.at)), Math.max(...horizontal.map((h) => h.at))];
  const below = vertical.filter((v) => v.from < low - SHORTEST_ROW);
  const above = vertical.filter((v) => v.to > high + SHORTEST_ROW);
  const end = (at: number): Rule => ({ at, from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY });
  return [
    ...(below.length > 2 ? [end(Math.min(...below.map((v) => v.from)))] : []),
    ...(above.length > 2 ? [end(Math.max(...above.map((v) => v.to)))] : []),
  ];
}

function readFrame(pieces: readonly TextPiece[], frame: Rules): PlacedTable | null {
  const columns = places(frame.vertical);
  const rows = places([...frame.horizontal, ...openEnds(frame)]).reverse();
  if (columns.length < 3 || rows.length < 2 || columns.length > MOST_COLUMNS) return null;
  const [left, right] = [columns[0] ?? 0, columns.at(-1) ?? 0];
  const [top, bottom] = [rows[0] ?? 0, rows.at(-1) ?? 0];
  const inside = new Set(
    pieces.filter((p) => {
      const [x, y] = centre(p);
      return x > left && x < right && y > bottom && y < top;
    }),
  );
  return { top, bottom, columns, inside, table: { rows: cellsOf(frame, columns, rows, inside) } };
}

const centre = (p: TextPiece): [x: number, y: number] => [p.x + p.width / 2, p.y + p.size * 0.35];

/** Cells that no line parts are one. */
function cellsOf(frame: Rules, columns: number[], rows: number[], inside: ReadonlySet<TextPiece>): Cell[][] {
  const parted = (rules: readonly Rule[], at: number, middle: number): boolean =>
    rules.some((rule) => Math.abs(rule.at - at) < NEAR && rule.from <= middle && rule.to >= middle);
  const owner = new Map<number, Cell>();
  const width = columns.length - 1;
  const texts = textsByPlace(columns, rows, inside);
  const grid: Cell[][] = [];
  for (let r = 0; r + 1 < rows.length; r++) {
    const middleY = ((rows[r] ?? 0) + (rows[r + 1] ?? 0)) / 2;
    const cells: Cell[] = [];
    for (let c = 0; c < width; ) {
      const middleX = ((columns[c] ?? 0) + (columns[c + 1] ?? 0)) / 2;
      const above = owner.get((r - 1) * width + c);
      const goesOn = above !== undefined && !parted(frame.horizontal, rows[r] ?? 0, middleX);
      let span = 1;
      while (c + span < width && !parted(frame.vertical, columns[c + span] ?? 0, middleY)) span++;
      const cell: Cell = goesOn ? above : { lines: [], span, rows: 1 };
      const found = Array.from({ length: span }, (_, i) => texts.get(r * width + c + i) ?? []).flat();
      cell.lines.push(...cellLines(found, (columns[c + span] ?? 0) - (columns[c] ?? 0)));
      for (let i = 0; i < span; i++) owner.set(r * width + c + i, cell);
      cells.push(goesOn ? { lines: [], span, rows: 0 } : cell);
      c += span;
    }
    grid.push(cells);
  }
  return grid;
}

function textsByPlace(columns: number[], rows: number[], inside: ReadonlySet<TextPiece>): Map<number, TextPiece[]> {
  const texts = new Map<number, TextPiece[]>();
  for (const piece of inside) {
    const [x, y] = centre(piece);
    const c = columns.findLastIndex((at) => at <= x);
    const r = rows.findLastIndex((at) => at >= y);
    const key = r * (columns.length - 1) + c;
    texts.set(key, [...(texts.get(key) ?? []), piece]);
  }
  return texts;
}

/** Lines of a cell; one that reaches its right edge goes on in the next, unless that begins another unit. */
function cellLines(pieces: readonly TextPiece[], width: number): string[] {
  const lines = linesOf(pieces);
  const left = Math.min(...lines.map((line) => line.x));
  const widest = Math.max(...lines.map((line) => line.right)) - left;
  const joined: string[] = [];
  let goesOn = false;
  for (const line of lines) {
    if (goesOn && !beginsUnit(joined.at(-1) ?? '', line.text)) joined.push((joined.pop() ?? '') + line.text);
    else joined.push(line.text);
    goesOn = line.right - left > widest - line.size && widest > width - line.size * 3;
  }
  return joined;
}
