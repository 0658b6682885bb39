import type { CleanText } from './cleanText.ts';

/** Half-open range in the clean text. */
export interface Span {
  start: number;
  end: number;
}

/** Sentences and semicolon parts of [start, end), outside brackets and quotes; headings' line ends also end one. */
export function sentencesOf(clean: CleanText, start: number, end: number): Span[] {
  return split(clean.text, start, end, '。;!?\n');
}

/** The clauses of a sentence, parted by commas. */
export function clausesOf(clean: CleanText, sentence: Span): Span[] {
  return split(clean.text, sentence.start, sentence.end, ',，');
}

const OPEN = '(〔【“《';
const CLOSE = ')〕】”》';
/** A mark that is never closed must not swallow the rest of the text. */
const MAX_NESTED = 120;

function split(text: string, start: number, end: number, separators: string): Span[] {
  const spans: Span[] = [];
  let depth = 0;
  let openedAt = 0;
  let from = start;
  for (let i = start; i < end; i++) {
    const c = text[i] ?? '';
    if (OPEN.includes(c)) {
      if (depth++ === 0) openedAt = i;
    } else if (CLOSE.includes(c)) depth = Math.max(0, depth - 1);
    else if (separators.includes(c) && (depth === 0 || c === '\n' || i - openedAt > MAX_NESTED)) {
      depth = 0;
      if (i > from) spans.push({ start: from, end: i });
      from = i + 1;
    }
  }
  if (end > from) spans.push({ start: from, end });
  return spans;
}

/** Places inside “…” and 《…》: names and slogans, whose numbers mean nothing by themselves. */
export function quotedPlaces(text: string): (index: number) => boolean {
  const quoted: Span[] = [];
  for (const found of text.matchAll(/“[^“”\n]{1,60}”|《[^《》\n]{1,80}》/g))
    quoted.push({ start: found.index, end: found.index + found[0].length });
  return (index) => quoted.some((q) => q.start <= index && index < q.end);
}
