import type { CleanText } from './cleanText.ts';
import { readFullDate } from './dates.ts';
import { ISSUER_KIND, SIGNED_DATE } from './issuers.ts';
import type { Paragraph } from './paragraphs.ts';

/** A longer line is a whole document whose lines were joined. */
export const LONGEST_HEAD_LINE = 400;

/** A day may stand by itself in a row of a table. */
const textOf = (lines: CleanText, p: Paragraph): string => lines.text.slice(p.start, p.end).replace(/^\t+|\t+$/g, '');

/** From a line that is only a date, 2020年3月16日, or from the footer's …印发. */
export function issueDate(lines: CleanText, head: Paragraph[], all: Paragraph[]): string | null {
  for (const p of head) {
    const text = textOf(lines, p);
    if (/^[^\d〇一二]{0,24}[(]?(?:\d{4}|二[〇零一二三四五六七八九]{3})年.{1,4}月.{1,4}日[)]?$/.test(text))
      return readFullDate(text);
  }
  for (const p of all.slice(-12).reverse()) {
    const text = textOf(lines, p);
    if (/日印发|日发布|日印$/.test(text) && text.length < 60) return readFullDate(text);
  }
  for (const p of all) {
    const text = textOf(lines, p);
    if (text.length < 60 && /日印发$/.test(text)) return readFullDate(text);
  }
  return lastLineDate(lines, all) ?? signedDate(lines, all);
}

/** （2022年3月25日县委全会通过）: the day of adoption, where a numbered document names no other. */
export function adoptedOn(lines: CleanText, head: Paragraph[]): string | null {
  const adopted = head.find((p) => /^[(]\d{4}年\d{1,2}月\d{1,2}日.{2,50}(?:通过|批准)[)]$/.test(textOf(lines, p)));
  return adopted === undefined ? null : readFullDate(textOf(lines, adopted));
}

/** A date below the issuer's name, before annexes. */
function signedDate(lines: CleanText, all: Paragraph[]): string | null {
  for (const [i, p] of all.entries()) {
    const above = all[i - 1];
    if (!above || p.end - p.start > LONGEST_DATE || !SIGNED_DATE.test(textOf(lines, p))) continue;
    const name = textOf(lines, above);
    if (name.length <= 40 && new RegExp(`${ISSUER_KIND}$`).test(name)) return readFullDate(textOf(lines, p));
  }
  return lineEndDate(lines, all);
}

const LONGEST_DATE = 20;

/** 某县某办公室 2024年3月28日 at the end of a document on one line. */
function lineEndDate(lines: CleanText, all: Paragraph[]): string | null {
  const last = all.at(-1);
  if (!last || last.end - last.start < LONGEST_HEAD_LINE) return null;
  const tail = lines.text.slice(Math.max(last.start, last.end - TAIL), last.end);
  const found = new RegExp(`${ISSUER_KIND}(\\d{4}年\\d{1,2}月\\d{1,2}日)`).exec(tail);
  return found ? readFullDate(found[1] ?? '') : null;
}

const TAIL = 80;

function lastLineDate(lines: CleanText, all: Paragraph[]): string | null {
  const last = all
    .slice(-6)
    .map((p) => textOf(lines, p))
    .findLast((text) => /^(?:\d{4}|二[〇零一二三四五六七八九]{3})年.{1,4}月.{1,4}日$/.test(text));
  return last === undefined ? null : readFullDate(last);
}
