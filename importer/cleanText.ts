import { alignedGaps } from './alignedTables.ts';
import { dropIndents } from './indents.ts';
import { type LaidTable, layoutTables, type Placed } from './layoutTables.ts';
import { blank, dropMarkup } from './markup.ts';
import type { SourceRange } from './types.ts';

/**
 * A document's text made fit for reading, with the way back to the original. `text` is folded (full-width punctuation,
 * digits and letters become half-width) and is what expressions are written against; `printed` has the same length and
 * keeps the characters as printed, for what is shown. Spaces are gone from both: `gaps[i]` says how many stood before
 * character i. Line ends and table tabs stay.
 */
export interface CleanText {
  readonly text: string;
  readonly printed: string;
  /** Offset in the original of each character. */
  readonly offsets: Int32Array;
  readonly gaps: Uint8Array;
}

const ASCII_WORD = /[A-Za-z0-9]/;
const LETTER = /[A-Za-z]/;

/** Removes what a page, a scanner or a converter left behind: spaces, tags, markdown marks, page numbers, rules. */
export function cleanText(source: string): CleanText {
  const units = source.split('');
  dropMarkup(source, units);
  dropMarks(source, units);
  const tables = layoutTables(source, units);
  const laid = (at: number): boolean => tables.some(({ start, end }) => at >= start && at < end);
  for (const at of alignedGaps(source)) if (!laid(at)) units[at] = '\t';
  dropIndents(units);
  return collect(readingOrder(units, tables));
}

function* readingOrder(units: string[], tables: LaidTable[]): Generator<Placed> {
  let at = 0;
  for (const { start, end, lines } of [...tables, { start: units.length, end: units.length, lines: [] }]) {
    for (; at < start; at++) yield { unit: units[at] ?? '', at };
    yield* lines;
    at = end;
  }
}

/** The original's range behind [start, end) of the clean text: a table's cells may stand there in another order. */
export function toSource(clean: CleanText, start: number, end: number): SourceRange {
  let first = clean.offsets[start];
  if (first === undefined) return { start: 0, end: 0 };
  let last = first;
  for (const at of clean.offsets.subarray(start, end)) {
    if (at < first) first = at;
    if (at > last) last = at;
  }
  return { start: first, end: last + 1 };
}

/** What was printed in [start, end), without line ends. */
export function printedText(clean: CleanText, start: number, end: number): string {
  return clean.printed.slice(start, end).replace(/[\n\t]+/g, '');
}

/**
 * Markdown marks, lines that are only a rule, page numbers on a line of their own, lines of a table of contents, and the
 * foot of a web page (who runs it, its registration, what it offers to do with the page).
 */
const marks = [
  /^[^\n]{0,120}(?:ICP备|ICP证|公网安备|网站标识码|版权所有)[^\n]{0,120}$/gm,
  /^[ \t\u3000]*(?:[【[]?(?:打印(?:本页|页面)?|关闭(?:本页|窗口|页面)?|返回(?:顶部|首页)?|收藏本页|分享到?[:：]?)[】\]]?[ \t\u3000|｜·\r]*)+$/gm,
  /^[ \t\u3000]*(?:上|下)一[篇条][:：][^\n]{0,100}$/gm,
  /^[ \t\u3000]*(?:扫一扫|用手机)[^\n。]{0,12}(?:打开|查看|浏览)[^\n。]{0,10}$/gm,
  /^[^\n]{0,60}主办(?:单位)?[:：][^\n。]{2,60}\n(?=(?:[^\n]*\n){0,4}?[^\n]{0,80}(?:ICP备|网站标识码|公网安备|版权所有))/gm,
  /^[^\n]{2,60}(?:…{2,}|\.{5,}|·{5,})[ \t]*\d{1,3}[ \t\r]*$/gm,
  /^[ \t]*#{1,6}(?=[ \t]*\S)/gm,
  /\*\*|__|\\(?=[.\-()*_#[\]])/g,
  /^[ \t]*[-*_=~—–]{3,}[ \t]*$/gm,
  /^[ \t]*[-*+•●▪][ \t]+(?=\S)/gm,
  // A short line without a full stop behind such a sign is a heading.
  /^[ \t]*[■◆▲❖](?=[^\n]*[。；;][ \t\r]*$|[^\n]{40})/gm,
  /^[ \t\u3000]*[-—–－•·][ \t\u3000]*\d{1,4}[ \t\u3000]*[-—–－•·][ \t\u3000\r]*$/gm,
  /^[ \t\u3000]*第[ \t]*\d{1,4}[ \t]*页(?:[ \t/,，]*共[ \t]*\d{1,4}[ \t]*页)?[ \t\u3000\r]*$/gm,
];

function dropMarks(source: string, units: string[]): void {
  for (const mark of marks) {
    for (const found of source.matchAll(mark)) blank(units, found.index, found.index + found[0].length);
  }
}

function collect(placed: Iterable<Placed>): CleanText {
  const text: string[] = [];
  const printed: string[] = [];
  const offsets: number[] = [];
  const gaps: number[] = [];
  let gap = 0;
  const put = (unit: string, at: number) => {
    if (gap > 0 && separatesLatinWords(printed.at(-1), unit)) {
      text.push(' ');
      printed.push(' ');
      offsets.push(at - 1);
      gaps.push(0);
    }
    text.push(fold(unit));
    printed.push(unit);
    offsets.push(at);
    gaps.push(gap);
    gap = 0;
  };
  for (const { unit, at } of placed) {
    if (unit === '' || invisible(unit)) continue;
    if (isSpace(unit)) gap = Math.min(255, gap + (unit === '\u3000' ? 2 : 1));
    else if (unit.length === 1) put(unit, at);
    else for (const tab of unit) put(tab, at);
  }
  return {
    text: markNumbers(text.join(''), printed),
    printed: printed.join(''),
    offsets: Int32Array.from(offsets),
    gaps: Uint8Array.from(gaps),
  };
}

/** 12．220千伏变电站: the full-width stop ends the item's number, and what follows is a quantity. */
const NUMBER_THEN_QUANTITY = /(?<=^\d{1,3})\.(?=\d{3,}|\d{1,2}[A-Za-z%个家万亿千百元米公亩户人年月日条处])/gm;

/** Says for such a stop that it ends a number: folded it would be that of a decimal fraction. */
const markNumbers = (text: string, printed: string[]): string =>
  text.replace(NUMBER_THEN_QUANTITY, (stop, at: number) => (printed[at] === '．' ? '、' : stop));

const isSpace = (unit: string): boolean => unit !== '\n' && !unit.startsWith('\t') && /^\s$/.test(unit);

function invisible(unit: string): boolean {
  const code = unit.charCodeAt(0);
  if (code === 9 || code === 10) return false;
  if (code === 13) return true;
  return code < 32 || (code >= 0x200b && code <= 0x200f) || code === 0xfeff || code === 0xad || code === 0xfffd;
}

const separatesLatinWords = (before: string | undefined, after: string): boolean =>
  before !== undefined &&
  ASCII_WORD.test(before) &&
  ASCII_WORD.test(after) &&
  (LETTER.test(before) || LETTER.test(after));

const folded = new Map<string, string>();

/** Signs that stand for a colon in badly converted text: the ratio sign, the raised and the vertical colon. */
const COLONS = '∶꞉︓ː';

/** One character for one character; circled numbers keep their form, since they are heading marks. */
function fold(unit: string): string {
  const code = unit.charCodeAt(0);
  if (code < 0x80 || (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x2460 && code <= 0x24ff)) return unit;
  if (code >= 0xd800 && code <= 0xdfff) return unit;
  let result = folded.get(unit);
  if (result === undefined) {
    const wide = COLONS.includes(unit) ? ':' : unit.normalize('NFKC');
    result = wide.length === 1 && wide !== ' ' ? wide : unit;
    folded.set(unit, result);
  }
  return result;
}
