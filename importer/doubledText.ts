import type { CleanText } from './cleanText.ts';
import { isRow, paragraphsOf } from './paragraphs.ts';
import { LABEL_AT_START } from './patterns.ts';
import { editText, type TextEdit } from './textEdits.ts';

const SHORTEST = 20;
const LONGEST_HEAD = 40;
const FEWEST_HEADS = 3;

/**
 * Drops what a converter printed twice: a paragraph whose second half repeats the first, a line that repeats the one
 * above, and heads that come again on every page inside the text.
 */
export function dropDoubled(clean: CleanText): CleanText {
  const lines = paragraphsOf(clean);
  const texts = lines.map((l) => clean.text.slice(l.start, l.end));
  const heads = runningHeads(texts);
  const edits: TextEdit[] = [];
  for (const [i, line] of lines.entries()) {
    const text = texts[i] ?? '';
    const half = text.length / 2;
    if (heads.has(text) || (text === texts[i - 1] && isLong(text)))
      edits.push({ start: line.start, end: line.end, insert: '' });
    else if (text.length >= SHORTEST && text.length % 2 === 0 && text.slice(0, half) === text.slice(half))
      edits.push({ start: line.start + half, end: line.end, insert: '' });
  }
  return editText(clean, edits);
}

/** The same short words may fill two cells; labels and sentences do not come twice. */
const isLong = (text: string): boolean =>
  !isRow(text) && (text.length >= SHORTEST || (LABEL_AT_START.test(text) && text.length > 8));

/** Short lines such as 某县人民政府文件 that stand again between other lines, at least three times. */
function runningHeads(texts: string[]): Set<string> {
  const counts = new Map<string, number>();
  for (const text of texts)
    if (/文件$|文件汇编$|公报$/.test(text) && text.length <= LONGEST_HEAD)
      counts.set(text, (counts.get(text) ?? 0) + 1);
  return new Set([...counts].filter(([, count]) => count >= FEWEST_HEADS).map(([text]) => text));
}
