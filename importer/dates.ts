import { readNumeral } from './numerals.ts';
import type { Deadline } from './types.ts';

const pad = (n: number): string => String(n).padStart(2, '0');

/** Last day of a month, in the Gregorian calendar. */
function lastDayOfMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function isoDay(year: number, month: number, day: number): string | null {
  if (year < 1949 || year > 2199 || month < 1 || month > 12 || day < 1 || day > lastDayOfMonth(year, month))
    return null;
  return `${year}-${pad(month)}-${pad(day)}`;
}

export const yearEnd = (year: number): string => `${year}-12-31`;

const YEAR = '(\\d{4}|[二一][零〇一二三四五六七八九]{3})年?';
const MONTH = '(\\d{1,2}|[一二三四五六七八九十]{1,2})月';
const DAY = '(\\d{1,2}|[一二三四五六七八九十]{1,3})[日号]';

/** A day written out in full, in arabic or Chinese numerals, also 2020-06-30 and 2020.6.30. */
const FULL_DATE = new RegExp(`${YEAR}${MONTH}${DAY}|(\\d{4})[-./](\\d{1,2})[-./](\\d{1,2})(?!\\d)`);

export function readFullDate(text: string): string | null {
  const found = FULL_DATE.exec(text);
  if (!found) return null;
  const [year, month, day] = (found[1] ? [found[1], found[2], found[3]] : [found[4], found[5], found[6]]).map(
    (part) => readNumeral(part ?? '') ?? 0,
  );
  return isoDay(year ?? 0, month ?? 0, day ?? 0);
}

const LONG_TERM = /长期|常年|持续(?:坚持|推进|实施|开展|推动|落实)?|常态|始终|贯穿全|全程|动态(?:调整|更新|管理)/;
const QUARTERS: Record<string, number> = { 一: 3, 二: 6, 三: 9, 四: 12, '1': 3, '2': 6, '3': 9, '4': 12 };

/** Ways to write the last day by which something is due, most precise first; each gives year, month and day. */
const endings: { shape: RegExp; read: (m: RegExpMatchArray) => [string | undefined, number, number | 'last'] }[] = [
  { shape: new RegExp(`(?:${YEAR})?${MONTH}${DAY}`), read: (m) => [m[1], numeral(m[2]), numeral(m[3])] },
  { shape: /(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?!\d)/, read: (m) => [m[1], numeral(m[2]), numeral(m[3])] },
  { shape: /(\d{4})[-./](\d{1,2})(?![-./\d])/, read: (m) => [m[1], numeral(m[2]), 'last'] },
  { shape: new RegExp(`(?:${YEAR})?${MONTH}上旬`), read: (m) => [m[1], numeral(m[2]), 10] },
  { shape: new RegExp(`(?:${YEAR})?${MONTH}中旬`), read: (m) => [m[1], numeral(m[2]), 20] },
  {
    shape: new RegExp(`(?:${YEAR})?${MONTH}(?:份|底|末|下旬|内|前|之前)*`),
    read: (m) => [m[1], numeral(m[2]), 'last'],
  },
  { shape: new RegExp(`(?:${YEAR})?第?([一二三四1-4])季度`), read: (m) => [m[1], QUARTERS[m[2] ?? ''] ?? 12, 'last'] },
  { shape: new RegExp(`(?:${YEAR})?(?:上半年|年中)`), read: (m) => [m[1], 6, 30] },
  { shape: new RegExp(`(?:${YEAR})(?:下半年|年?底|年?末|内|前|全年|终|以前|之前|度)*`), read: (m) => [m[1], 12, 31] },
  { shape: /(?:年底|年末|年内|下半年|^全年$|^当年|^本年)/, read: () => [undefined, 12, 31] },
];

const numeral = (text: string | undefined): number => readNumeral(text ?? '') ?? 0;

/**
 * Reads a deadline as printed under 完成时限 or in such a column. 年底 is 31 December, a month its last day; of a span
 * the end counts. Where the year is left out, `fallbackYear` (that of issue) is taken.
 */
export function readDeadline(folded: string, printed: string, fallbackYear: number | null): Deadline {
  const text = printed.replace(/\s+/g, '').replace(/[。;；,，]+$/, '');
  const date = dueDay(folded.replace(/\s+/g, ''), fallbackYear);
  const longTerm = LONG_TERM.test(folded) || /^每(?:年|半年|季|月|周)/.test(folded);
  if (date) return { text, kind: longTerm ? 'dateThenLongTerm' : 'date', date };
  return { text, kind: longTerm ? 'longTerm' : 'none', date: null };
}

/** 2022年底前完成, 长期坚持: a deadline that stands among units without a label. */
export const looksLikeDeadline = (folded: string): boolean =>
  /^(?:力争|确保)?(?:于|在)?(?:\d{4}年|二[〇零一二三四五六七八九]{3}年|\d{1,2}月)[^局委部厅院办]{0,16}(?:,?并?(?:长期|持续)(?:坚持|推进|实施|开展))?$/.test(
    folded,
  ) ||
  /^(?:力争|确保)?(?:今年|本年度?)?(?:年底|年末|年内|上半年|下半年|第?[一二三四1-4]季度)(?:之?前|以前|内|末|底)?(?:完成|实现|全面完成|整改到位|取得实效)?$/.test(
    folded,
  ) ||
  /^(?:长期|持续|常年|全年|常态化?)(?:坚持|推进|实施|开展|整改|推动|落实|进行|抓好)?(?:下去)?$/.test(folded) ||
  /^(?:立即|立行立改|即知即改|立知立改|边查边改|即行即改)(?:整改|落实|完成|推进|执行|并长期坚持)*$/.test(folded);

/** The day on which a span that begins with `text` begins: a month's first day, 上旬 1, 中旬 11, 下旬 21. */
export function firstDay(text: string, fallbackYear: number | null): string | null {
  const found = /^(?:(\d{4})年)?(\d{1,2})月(?:(\d{1,2})日|([中下])旬)?/.exec(text);
  const year = found?.[1] === undefined ? fallbackYear : Number(found[1]);
  if (!found || year === null) return null;
  const tenth = found[4] === '中' ? 11 : 21;
  return isoDay(year, Number(found[2]), found[3] ? Number(found[3]) : found[4] ? tenth : 1);
}

/**
 * The last day named in `text`, or null. Of several parts, 6月底前完成60%，12月底前全部完成, the latest counts; a year
 * printed in one holds for those after it.
 */
export function dueDay(text: string, fallbackYear: number | null): string | null {
  let year = fallbackYear;
  let latest: string | null = null;
  for (const part of text.replace(/(\d{4}年)每年/g, '$1').split(/[、,;]/)) {
    const day = NO_DAY.test(part) ? null : lastOf(part, year);
    if (day !== null && (latest === null || day > latest)) latest = day;
    const printed = /(\d{4})年/.exec(part);
    if (printed) year = Number(printed[1]);
  }
  return latest;
}

/** 春节前 is no day of the calendar that a reader could name; 2024年6 is half of 2024年6、12月. */
const NO_DAY = /(?:春节|元旦|汛期|国庆节?|中秋|入冬|采暖季|开学)(?:之|以)?前|年\d{1,2}$/;

const FIVE_YEARS: Record<string, number> = { 十二: 2015, 十三: 2020, 十四: 2025, 十五: 2030 };

function lastOf(text: string, fallbackYear: number | null): string | null {
  if (/^每|(?:年|月|日)(?:起|开始)(?![^,;]*\d)/.test(text)) return null;
  const plan = FIVE_YEARS[/(十[二三四五])五”?(?:末|期末|期间|时期|规划期)/.exec(text)?.[1] ?? ''];
  if (plan !== undefined) return yearEnd(plan);
  const spanned = /(\d{4})年?(?:\d{1,2}月)?(?:[-—–~至到]+)(.*\d{4}.*)/.exec(text);
  const months = /^(?:自|从)?(\d{4}年)?\d{1,2}月(?:\d{1,2}日)?(?:[-—–~至到]+)(\d{1,2}月.*)$/.exec(text);
  const body = spanned?.[2] ?? (months ? (months[1] ?? '') + months[2] : text);
  const next = /^(?:于|在)?(?:明年|次年|翌年)/.test(body) ? 1 : 0;
  for (const { shape, read } of endings) {
    const found = shape.exec(body);
    if (!found) continue;
    const [printedYear, month, day] = read(found);
    const year = printedYear === undefined ? fallbackYear : readNumeral(printedYear);
    if (year === null) continue;
    const iso = isoDay(year + next, month, day === 'last' ? lastDayOfMonth(year + next, month) : day);
    if (iso) return iso;
  }
  return null;
}
