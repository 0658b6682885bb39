import type { CleanText } from './cleanText.ts';

/** Replaces the characters [start, end) of a clean text; the new ones point to where the old ones stood. */
export interface TextEdit {
  start: number;
  end: number;
  insert: string;
}

/** Applies edits that do not overlap; the way back to the original stays right. */
export function editText(clean: CleanText, edits: TextEdit[]): CleanText {
  if (edits.length === 0) return clean;
  const text: string[] = [];
  const printed: string[] = [];
  const offsets: number[] = [];
  const gaps: number[] = [];
  let from = 0;
  const keep = (end: number): void => {
    text.push(clean.text.slice(from, end));
    printed.push(clean.printed.slice(from, end));
    for (let i = from; i < end; i++) {
      offsets.push(clean.offsets[i] ?? 0);
      gaps.push(clean.gaps[i] ?? 0);
    }
  };
  for (const edit of [...edits].sort((a, b) => a.start - b.start)) {
    keep(edit.start);
    text.push(edit.insert);
    printed.push(edit.insert);
    const at = clean.offsets[Math.min(edit.start, clean.offsets.length - 1)] ?? 0;
    for (let i = 0; i < edit.insert.length; i++) {
      offsets.push(at);
      gaps.push(0);
    }
    from = edit.end;
  }
  keep(clean.text.length);
  return {
    text: text.join(''),
    printed: printed.join(''),
    offsets: Int32Array.from(offsets),
    gaps: Uint8Array.from(gaps),
  };
}
