import type { CleanText } from './cleanText.ts';
import { type ColumnKind, columnKind, isParty } from './columns.ts';
import { markerAt } from './markers.ts';
import { type Paragraph, paragraphsOf } from './paragraphs.ts';
import { LABELS } from './patterns.ts';
import { editText, type TextEdit } from './textEdits.ts';

const PARTY_WORDS = new RegExp(`^(?:${Object.values(LABELS).join('|')})`);
const SPACED = new RegExp(`(?:${Object.values(LABELS).join('|')})`, 'g');
const LONGEST_VALUE = 300;
/** 【牵头单位】县教育局: the mark around the label stands for its colon. */
const FRAMED = new RegExp(`[【\\[〔<《](${Object.values(LABELS).join('|')}):?[】\\]〕>》]:?`, 'g');
/** 【任务一】 before the words of a task. */
const FRAMED_TASK =
  /(?<=^|\n)[【[](?<task>(?:重点|整改)?(?:任务|行动|项目|工程|专项|事项|措施|举措|问题)(?:\d{1,2}|[一二三四五六七八九十]{1,3}))[】\]][:、]?/g;
/** 4.责任领导: the number counts the fields of a card, and the label is no heading. */
const NUMBERED_LABEL = new RegExp(
  `(?<=^|\\n)(?:\\d{1,2}[.、]|[(]\\d{1,2}[)]、?|[①-⑳]|[(][一二三四五六七八九十]{1,2}[)]、?)((?:${Object.values(LABELS).join('|')}):)`,
  'g',
);
/** 整改措施.修订 between Chinese characters: a full stop of half width. */
const HALF_STOP = /(?<=[\u4e00-\u9fa5)”])\.(?=[\u4e00-\u9fa5(“\n]|$)/g;
/** 牵头单位为县教育局 at the beginning of a line, a bracket or a clause. */
const VERBAL = new RegExp(
  `(?<=^|[\\n(〔【,;。])(${Object.values(LABELS).join('|')})(?:为|是)(?=[县市区省州旗盟各乡镇国])`,
  'g',
);

/** 任务一 开展检查: the number and the words are parted by a space only. */
const SPACED_TASK =
  /^(?:任务|行动|项目|工程|专项|事项|措施|举措)(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?![\d一二三四五六七八九十:、.])/;
const BARE_NUMBER = /^(\d{1,2})(?=[\u4e00-\u9fa5“])(?![年月日号个项条万亿人户家元名次天周岁点])/;
const FEWEST_NUMBERS = 3;
/** 5.12345热线: the stop ends the number of the heading, where it is the next in its row. */
const NUMBER_BEFORE_FIGURE = /^(\d{1,2})\.(?=\d{3,6}[\u4e00-\u9fa5“])(?!\d+年)/;

/** Puts the mark after a heading's number where only a space parts it from the words: 1 总体目标, 任务一 开展检查. */
export function restoreNumberMarks(clean: CleanText): CleanText {
  const edits: TextEdit[] = [];
  const numbers: { at: number; value: number }[] = [];
  let decimals = 0;
  let lastNumber = 0;
  for (const line of paragraphsOf(clean)) {
    const text = clean.text.slice(line.start, Math.min(line.end, line.start + 8));
    const gapAfter = (length: number): boolean => (clean.gaps[line.start + length] ?? 0) > 0;
    const task = SPACED_TASK.exec(text)?.[0].length ?? 0;
    if (task > 0 && gapAfter(task)) edits.push({ start: line.start + task, end: line.start + task, insert: ':' });
    const bare = BARE_NUMBER.exec(text)?.[1];
    if (bare !== undefined && gapAfter(bare.length))
      numbers.push({ at: line.start + bare.length, value: Number(bare) });
    const before = Number(NUMBER_BEFORE_FIGURE.exec(text)?.[1] ?? 0);
    const stop = line.start + String(before).length;
    if (before > 1 && before === lastNumber + 1) edits.push({ start: stop, end: stop + 1, insert: '、' });
    const marker = markerAt(text, 0);
    if (marker?.kind === 'decimal') decimals++;
    if (marker?.kind === 'num' || before === lastNumber + 1) lastNumber = marker?.value ?? before;
  }
  if (decimals >= 2 || countsUp(numbers.map((n) => n.value)))
    edits.push(...numbers.map(({ at }) => ({ start: at, end: at, insert: '.' })));
  return editText(clean, edits);
}

/** 1, 2, 3: a row of headings, not lines that happen to begin with a number. */
function countsUp(values: number[]): boolean {
  const steps = values.filter((value, i) => value === 1 || value === (values[i - 1] ?? 0) + 1).length;
  return values.length >= FEWEST_NUMBERS && values[0] === 1 && steps === values.length;
}

const replaced = (clean: CleanText, shape: RegExp, insert: (kept: string) => string): TextEdit[] =>
  [...clean.text.matchAll(shape)].map((m) => ({
    start: m.index,
    end: m.index + m[0].length,
    insert: insert(m[1] ?? ''),
  }));

/** Gives labels and numbers in marks of their own, 【牵头单位】, 【任务一】, and labels before 为 the usual colon. */
export function unframeLabels(clean: CleanText): CleanText {
  return editText(clean, [
    ...[FRAMED, FRAMED_TASK, VERBAL].flatMap((shape) => replaced(clean, shape, (kept) => `${kept}:`)),
    ...replaced(clean, NUMBERED_LABEL, (kept) => kept),
    ...replaced(clean, HALF_STOP, () => '。'),
  ]);
}

/**
 * Puts the colon that a label lacks: 牵头单位 县教育局 with a space, 牵头单位 and 县教育局 in two cells under a heading, or
 * the label on one line and its value on the next. Afterwards they read like every other label.
 */
export function restoreColons(clean: CleanText): CleanText {
  const lines = paragraphsOf(clean);
  const kinds = lines.map((l) => wholeLabel(clean, l));
  const edits: TextEdit[] = [];
  for (const [i, line] of lines.entries()) {
    if (parted(clean, line) && !inTextCard(clean, lines, i)) {
      const tab = clean.text.indexOf('\t', line.start);
      edits.push({ start: tab, end: tab + 1, insert: ':' });
    } else if (kinds[i] !== undefined && labelsNext(lines, kinds, i)) {
      edits.push({ start: line.end, end: lines[i + 1]?.start ?? line.end, insert: ':' });
    } else edits.push(...spacedLabels(clean, line));
  }
  return editText(clean, edits);
}

const wholeLabel = (clean: CleanText, l: Paragraph): ColumnKind | undefined =>
  l.end - l.start <= 12 ? columnKind(clean.text.slice(l.start, l.end)) : undefined;

/** A label line is one where its value follows and another pair of label and value stands beside it. */
function labelsNext(lines: Paragraph[], kinds: (ColumnKind | undefined)[], i: number): boolean {
  const value = lines[i + 1];
  if (!value || kinds[i + 1] !== undefined || value.end - value.start > LONGEST_VALUE) return false;
  const pairAt = (k: number): boolean => kinds[k] !== undefined && k + 1 < lines.length && kinds[k + 1] === undefined;
  const beside = [i - 2, i + 2].filter((k) => pairAt(k) && kinds[k - 1] === undefined);
  return kinds[i - 1] === undefined && [i, ...beside].some((k) => isParty(kinds[k])) && beside.length > 0;
}

/** Two cells, the first of which names a part. */
function parted(clean: CleanText, line: Paragraph): boolean {
  const cells = clean.text.slice(line.start, line.end).split('\t');
  return cells.length === 2 && (cells[1] ?? '').length > 1 && isParty(columnKind(cells[0] ?? ''));
}

/** A card that names its task in a cell too is read as a table of its own. */
function inTextCard(clean: CleanText, lines: Paragraph[], at: number): boolean {
  for (const step of [-1, 1]) {
    for (let i = at + step; i >= 0 && i < lines.length; i += step) {
      const line = lines[i];
      const cells = line ? clean.text.slice(line.start, line.end).split('\t') : [];
      const kind = cells.length >= 2 ? columnKind(cells[0] ?? '') : undefined;
      if (kind === undefined || Math.abs(i - at) > MOST_LINES) break;
      if (kind === 'text') return true;
    }
  }
  return false;
}

const MOST_LINES = 12;

/** 牵头单位 县教育局 配合单位 县财政局: labels that spaces part from what is around them. */
function spacedLabels(clean: CleanText, line: Paragraph): TextEdit[] {
  const text = clean.text.slice(line.start, line.end);
  const first = PARTY_WORDS.exec(text)?.[0].length ?? 0;
  if (first < 3 || (clean.gaps[line.start + first] ?? 0) === 0 || text.length > LONGEST_VALUE) return [];
  if (/[\t|。]/.test(text) || text[first] === ':' || columnKind(text.slice(first)) !== undefined) return [];
  return [...text.matchAll(SPACED)].flatMap((m) => {
    const end = line.start + m.index + m[0].length;
    const alone = (m.index === 0 || (clean.gaps[line.start + m.index] ?? 0) > 0) && (clean.gaps[end] ?? 0) > 0;
    return alone && m[0].length >= 3 && end < line.end && clean.text[end] !== ':'
      ? [{ start: end, end, insert: ':' }]
      : [];
  });
}
