import type { CleanText } from '../cleanText.ts';

/** A bracket with what it holds. Offsets are into the clean text; `innerEnd` is where the closing mark stands. */
export interface Bracket {
  start: number;
  innerStart: number;
  innerEnd: number;
  end: number;
}

const pairs: Record<string, string> = { '(': ')', '〔': '〕', '【': '】', '[': ']' };
const closers = new Set(Object.values(pairs));
const MAX_LENGTH = 1500;

/** The outermost brackets of the text; one that is never closed in its paragraph ends with the paragraph. */
export function outerBrackets(clean: CleanText): Bracket[] {
  const found: Bracket[] = [];
  const { text } = clean;
  for (let i = 0; i < text.length; i++) {
    if (pairs[text[i] ?? ''] === undefined) continue;
    const end = closing(text, i);
    if (end < 0) continue;
    found.push({ start: i, innerStart: i + 1, innerEnd: end, end: Math.min(text.length, end + 1) });
    i = end;
  }
  return found;
}

function closing(text: string, open: number): number {
  let depth = 0;
  const limit = Math.min(text.length, open + MAX_LENGTH);
  for (let i = open; i < limit; i++) {
    const c = text[i] ?? '';
    if (c === '\n') return i - open > 12 ? i : -1;
    if (pairs[c] !== undefined) depth++;
    else if (closers.has(c) && --depth === 0) return i;
  }
  return -1;
}
