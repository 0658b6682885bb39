import type { Line } from './geometry.ts';

/** A line of the body, or a table's place between them. */
export type Placed<T> = { line: Line; page: number } | { table: T };

const MARKER =
  /^(?:第[一二三四五六七八九十百\d]+[章节条]|[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,3}[.．、](?!\d)|[①-⑳])/;
const LABEL = /^[^，。；、\s]{2,8}[:：]/;

/** Columns without drawn lines: each line is a row of its own. */
const COLUMNS = /\S {4}\S/;

/** The margins of the text, by what most lines keep. */
export interface Margins {
  left: number;
  right: number;
  /** Distance of one baseline to the next inside a paragraph. */
  pitch: number;
  /** Whether paragraphs begin with an indent. */
  indents: boolean;
}

export function marginsOf(lines: readonly { line: Line; page: number }[]): Margins {
  const left = percentile(
    lines.map(({ line }) => line.x),
    0.1,
  );
  const right = percentile(
    lines.map(({ line }) => line.right),
    0.9,
  );
  const pitches = lines.flatMap(({ line, page }, i) => {
    const next = lines[i + 1];
    return next && next.page === page ? [line.y - next.line.y] : [];
  });
  const indented = lines.filter(({ line }) => Math.abs(line.x - left - line.size * 2) < line.size * 0.6).length;
  return { left, right, pitch: percentile(pitches, 0.3), indents: indented > lines.length * 0.1 };
}

function percentile(values: number[], share: number): number {
  const sorted = values.sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
}

/** Whether a line goes on in the next: it is full, and the next neither indented, set apart nor begins anew. */
export function goesOn(current: { line: Line; page: number }, next: { line: Line; page: number }, m: Margins): boolean {
  const { line } = current;
  if (COLUMNS.test(line.text) || COLUMNS.test(next.line.text)) return false;
  if (line.right < m.right - line.size * 1.6) return false;
  if (next.line.x > m.left + next.line.size * 0.8) return false;
  if (Math.abs(next.line.size - line.size) > line.size * 0.15) return false;
  if (current.page === next.page && line.y - next.line.y > Math.max(m.pitch * 1.4, line.size * 1.2)) return false;
  if (m.indents) return true;
  return !MARKER.test(next.line.text) && !LABEL.test(next.line.text) && !/[。！？：；]$/.test(line.text);
}
