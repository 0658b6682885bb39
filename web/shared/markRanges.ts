export interface MarkedRange {
  key: string;
  start: number;
  end: number;
}

export interface Piece {
  text: string;
  start: number;
  range: MarkedRange | null;
}

/** Cuts a text at its ranges. Where two overlap, the one that begins first keeps the overlap. */
export function markRanges(text: string, ranges: MarkedRange[]): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const range of ranges.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const start = Math.max(range.start, at);
    const end = Math.min(range.end, text.length);
    if (end <= start) continue;
    if (start > at) pieces.push({ text: text.slice(at, start), start: at, range: null });
    pieces.push({ text: text.slice(start, end), start, range });
    at = end;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), start: at, range: null });
  return pieces;
}
