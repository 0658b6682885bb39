import type { Line } from './geometry.ts';

/** Share of the page's height in which heads and feet stand. */
const MARGIN = 0.1;
const PAGE_NUMBER =
  /^(?:[-—–－•·\s]*\d{1,4}[-—–－•·\s]*|第\s*\d{1,4}\s*页(?:\s*[,，/／]?\s*共\s*\d{1,4}\s*页)?|\d{1,4}\s*[/／]\s*\d{1,4})$/;

/** What stands at the same place of many pages, numbers aside. */
export interface RunningLines {
  isRunning: (line: Line, pageHeight: number) => boolean;
}

/** Finds heads and feet: page numbers at the edge, and lines that return on at least two pages and two in five. */
export function findRunning(pages: readonly { lines: readonly Line[]; height: number }[]): RunningLines {
  const seen = new Map<string, number>();
  for (const { lines, height } of pages) {
    const keys = new Set(lines.filter((line) => atEdge(line, height)).map(keyOf));
    for (const key of keys) seen.set(key, (seen.get(key) ?? 0) + 1);
  }
  const fewest = Math.max(2, pages.length * 0.4);
  return {
    isRunning: (line, height) =>
      atEdge(line, height) &&
      (PAGE_NUMBER.test(line.text) || (oneNumber(line) && (seen.get(keyOf(line)) ?? 0) >= fewest)),
  };
}

const atEdge = (line: Line, height: number): boolean => line.y < height * MARGIN || line.y > height * (1 - MARGIN);

/** A head holds the number of its page at most; the rows of a list have more numbers. */
const oneNumber = (line: Line): boolean => (line.text.match(/\d+/g)?.length ?? 0) <= 2;

const keyOf = (line: Line): string => `${Math.round(line.y / 4)} ${line.text.replace(/\d+/g, '#').replace(/\s/g, '')}`;
