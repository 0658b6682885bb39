import { addDays, daysBetween, isDay, weekday, yearOf } from './day.ts';
import type { UserMessage } from './errors.ts';
import type { Day } from './process/types.ts';

/** One day that a notice sets apart from its weekday: free (放假, 补休) or worked (上班). */
export interface NoticeDay {
  day: Day;
  working: boolean;
  /** 元旦, 春节; a make-up working day carries the name of the holiday that it makes up for. */
  name: string;
}

/** Something in the text that does not fit; `line` counts from 1. What is doubtful is still read. */
export interface NoticeDoubt {
  line: number;
  message: UserMessage;
}

export interface HolidayNotice {
  /** The year that the notice is about; null where neither the title nor a paragraph says so. */
  year: number | null;
  /** In order, each day once. */
  days: NoticeDay[];
  doubts: NoticeDoubt[];
}

const TITLE = /关于(?:调整)?(\d{4})年/;
const WHOLE_YEAR = /(\d{4})年(?:部分节假日|元旦|春节|劳动节)/;
const PARAGRAPH =
  /^(?:[一二三四五六七八九十]+、|\d+[.、．]|[（(][一二三四五六七八九十]+[）)])?\s*([^：:，。、（(]{1,12}(?:[、和][^：:，。、（(]{1,8})?)[：:](.+)$/;
/** `2018年12月30日（星期日）至2019年1月1日` or `1月1日至3日`, with whatever stands in brackets behind each end. */
const SPAN =
  /(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日((?:[（(][^）)]*[）)])?)(?:(?:至|到|—+|-|–|~|～)(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日((?:[（(][^）)]*[）)])?))?/g;
const WEEKDAYS = '日一二三四五六';
/** 除夕 of 2024, and the like: an appeal to employers, not a holiday. */
const APPEAL = /鼓励|带薪年休假|妥善安排/;

/**
 * Reads a notice of the State Council about the holidays of a year (国务院办公厅关于…年部分节假日安排的通知) in the
 * wordings of 2015 to 2026. Days of a neighbouring year that the notice names (2018年12月29日上班) are read too.
 *
 * Checked against the text itself: the printed weekday, the printed number of days, that nobody is told to work on a
 * day that is worked anyway, and that no day is both free and worked.
 *
 * @param fallbackYear Used where the text names no year, which is then said as a doubt.
 */
export function readHolidayNotice(text: string, fallbackYear: number): HolidayNotice {
  const lines = text.normalize('NFKC').replace(/\r/g, '').split('\n');
  const told = yearTold(lines);
  const year = told ?? fallbackYear;
  const doubts: NoticeDoubt[] = [];
  const days = new Map<Day, NoticeDay>();
  const doubt = (line: number) => (zh: string, en: string) => doubts.push({ line, message: { zh, en } });
  let paragraphs = 0;
  lines.forEach((raw, index) => {
    const paragraph = PARAGRAPH.exec(raw.replace(/\s+/g, ''));
    if (!paragraph) return;
    const [, name = '', body = ''] = paragraph;
    if (!/放假|补休|上班/.test(body)) return;
    paragraphs += 1;
    for (const found of daysOf(shortName(name), body, year, doubt(index + 1))) {
      const other = days.get(found.day);
      if (other && other.working !== found.working) {
        doubt(index + 1)(`${found.day} 既放假又上班`, `${found.day} is both free and worked`);
      }
      days.set(found.day, found);
    }
  });
  if (paragraphs === 0) doubt(1)('没有找到“节日：…放假”的段落', 'No paragraph says which days are free');
  else if (told === null) doubt(1)(`文中没有写明年份，按 ${year} 年读取`, `The text names no year; read as ${year}`);
  return { year: told, days: [...days.values()].sort((a, b) => (a.day < b.day ? -1 : 1)), doubts };
}

function yearTold(lines: readonly string[]): number | null {
  for (const pattern of [TITLE, WHOLE_YEAR]) {
    for (const line of lines) {
      const found = pattern.exec(line.replace(/\s+/g, ''));
      if (found) return Number(found[1]);
    }
  }
  return null;
}

/** 2018年元旦 → 元旦. */
function shortName(name: string): string {
  return name.replace(/^\d{4}年/, '');
}

type Doubt = (zh: string, en: string) => void;

/** The days of one paragraph, sentence by sentence: what is free, what makes up for it. */
function daysOf(name: string, body: string, year: number, doubt: Doubt): NoticeDay[] {
  const found: NoticeDay[] = [];
  for (const sentence of body.split(/[。；;]/)) {
    if (sentence === '' || APPEAL.test(sentence)) continue;
    for (const clause of clausesOf(sentence)) {
      const spans = spansOf(clause.text, year, doubt);
      for (const day of spans.flat()) {
        if (clause.working && weekday(day) >= 1 && weekday(day) <= 5) {
          doubt(`${day} 本来就是工作日，不必写明上班`, `${day} is a weekday and worked anyway`);
        }
        found.push({ day, working: clause.working, name });
      }
      checkCount(clause.text, spans.flat().length, doubt);
    }
  }
  if (found.length === 0) doubt(`“${name}”没有读出日期`, `No day was found for ${name}`);
  return found;
}

/** `10月1日至8日放假调休，共8天，9月28日上班` tells of free and of worked days, each up to its verb. */
function clausesOf(sentence: string): { text: string; working: boolean }[] {
  const clauses: { text: string; working: boolean }[] = [];
  const verb = /放假|补休|上班/g;
  let from = 0;
  for (let hit = verb.exec(sentence); hit; hit = verb.exec(sentence)) {
    const next = /\d{1,2}月\d{1,2}日/.exec(sentence.slice(verb.lastIndex));
    const end = next ? verb.lastIndex + next.index : sentence.length;
    const text = sentence.slice(from, end);
    // 正常上班 and 起上班 tell when ordinary days begin again, not of a make-up day.
    if (!/正常上班|起上班|起正常/.test(text)) clauses.push({ text, working: hit[0] === '上班' });
    from = end;
    verb.lastIndex = end;
  }
  return clauses;
}

function spansOf(text: string, year: number, doubt: Doubt): Day[][] {
  return [...text.matchAll(SPAN)].flatMap((hit) => {
    const [whole, y1, m1, d1, note1 = '', y2, m2, d2, note2 = ''] = hit;
    const from = dayOf(Number(y1 ?? year), Number(m1), Number(d1));
    const to = d2 === undefined ? from : dayOf(Number(y2 ?? y1 ?? year), Number(m2 ?? m1), Number(d2));
    if (from === null || to === null || to < from || daysBetween(from, to) > 20) {
      doubt(`“${whole}”不是可用的日期`, `“${whole}” is no span of days`);
      return [];
    }
    checkWeekday(from, note1, doubt);
    if (d2 !== undefined) checkWeekday(to, note2, doubt);
    return [Array.from({ length: daysBetween(from, to) + 1 }, (_, index) => addDays(from, index))];
  });
}

function dayOf(year: number, month: number, day: number): Day | null {
  const found = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return isDay(found) && yearOf(found) === year ? found : null;
}

function checkWeekday(day: Day, note: string, doubt: Doubt): void {
  const printed = /(?:星期|周)([日一二三四五六天])/.exec(note)?.[1]?.replace('天', '日');
  if (printed === undefined || WEEKDAYS[weekday(day)] === printed) return;
  doubt(`${day} 是星期${WEEKDAYS[weekday(day)]}，文中写作星期${printed}`, `${day} is not the weekday that is printed`);
}

function checkCount(text: string, read: number, doubt: Doubt): void {
  const printed = /(?:共|放假)(\d{1,2})天/.exec(text)?.[1];
  if (printed === undefined || Number(printed) === read) return;
  doubt(`文中写共${printed}天，读出${read}天`, `The text says ${printed} days, ${read} were read`);
}
