/** Lengths and places in points, origin at the lower left as PDF has it. */
export interface TextPiece {
  text: string;
  x: number;
  /** Baseline. */
  y: number;
  width: number;
  size: number;
}

/** A straight line along an axis: `at` is its y (horizontal) or x (vertical), from `from` to `to`. */
export interface Rule {
  at: number;
  from: number;
  to: number;
}

export interface Rules {
  horizontal: Rule[];
  vertical: Rule[];
}

/** What a page holds: its text, its drawn lines, its size. */
export interface PdfPage {
  pieces: TextPiece[];
  rules: Rules;
  height: number;
  /** Text that is turned: a watermark, a stamp. */
  turned: string[];
}

/** One printed line. */
export interface Line {
  text: string;
  x: number;
  right: number;
  y: number;
  size: number;
}

interface Row {
  y: number;
  size: number;
  pieces: TextPiece[];
}

/** Pieces on one baseline, left to right, as lines from top to bottom. */
export const linesOf = (pieces: readonly TextPiece[]): Line[] =>
  rowsOf(pieces)
    .map(({ y, size, pieces: inRow }) => joinRow(y, size, inRow))
    .filter((line) => line.text !== '');

/** Whether some line has a gap as between columns: only then it is worth looking for a table's lines. */
export const hasColumns = (pieces: readonly TextPiece[]): boolean =>
  rowsOf(pieces).some(({ size, pieces: inRow }) =>
    inRow
      .sort((a, b) => a.x - b.x)
      .some((piece, i) => {
        const before = inRow[i - 1];
        return before !== undefined && piece.x - before.x - before.width > size * 0.5;
      }),
  );

function rowsOf(pieces: readonly TextPiece[]): Row[] {
  const rows: Row[] = [];
  for (const piece of [...pieces].sort((a, b) => b.y - a.y)) {
    const row = rows.at(-1);
    if (row && row.y - piece.y < Math.max(row.size, piece.size) * 0.45) {
      row.pieces.push(piece);
      row.size = Math.max(row.size, piece.size);
    } else rows.push({ y: piece.y, size: piece.size, pieces: [piece] });
  }
  return rows;
}

function joinRow(y: number, size: number, pieces: TextPiece[]): Line {
  const sorted = pieces.sort((a, b) => a.x - b.x);
  let text = '';
  let right = Number.NEGATIVE_INFINITY;
  let before: TextPiece | undefined;
  for (const piece of sorted) {
    // Bold made by printing twice.
    if (before && before.text === piece.text && Math.abs(before.x - piece.x) < size * 0.2) continue;
    const gap = piece.x - right;
    if (text !== '') {
      if (gap > size * 1.5) text += '    ';
      else if (gap > size * 0.2 && /[\x21-\x7e]$/.test(text) && /^[\x21-\x7e]/.test(piece.text)) text += ' ';
    }
    text += piece.text;
    right = Math.max(right, piece.x + piece.width);
    before = piece;
  }
  return { text: text.trim(), x: sorted[0]?.x ?? 0, right, y, size };
}
