import type { CleanText } from '../cleanText.ts';

/** A bracket with what it holds. Offsets are into the clean text; `innerEnd` is where the closing mark stands. */
export interface Bracket {
  start: number;
  innerStart: number;
  innerEnd: number;
  end: number;
}

const OPEN = '(〔【[';
const CLOSE = ')〕】]';
const LONGEST = 1500;
/** An opening mark that is never closed holds the rest of its paragraph, where that is more than a few characters. */
const SHORTEST_UNCLOSED = 12;

/** The outermost brackets of each paragraph, in order. */
export function outerBrackets(clean: CleanText): Bracket[] {
  const found: Bracket[] = [];
  let start = 0;
  while (start < clean.text.length) {
    const lineEnd = clean.text.indexOf('\n', start);
    const end = lineEnd < 0 ? clean.text.length : lineEnd;
    found.push(...inParagraph(clean.text, start, end));
    start = end + 1;
  }
  return found;
}

function inParagraph(text: string, start: number, end: number): Bracket[] {
  const pairs: Bracket[] = [];
  const open: number[] = [];
  for (let i = start; i < end; i++) {
    const c = text[i] ?? '';
    if (OPEN.includes(c)) open.push(i);
    else if (CLOSE.includes(c)) {
      const at = open.pop();
      if (at !== undefined && i - at <= LONGEST) pairs.push({ start: at, innerStart: at + 1, innerEnd: i, end: i + 1 });
    }
  }
  const last = open.at(-1);
  if (last !== undefined && end - last > SHORTEST_UNCLOSED && end - last <= LONGEST) {
    pairs.push({ start: last, innerStart: last + 1, innerEnd: end, end });
  }
  return outermost(pairs);
}

function outermost(pairs: Bracket[]): Bracket[] {
  const kept: Bracket[] = [];
  for (const pair of pairs.sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = kept.at(-1);
    if (!last || pair.start >= last.end) kept.push(pair);
  }
  return kept;
}
