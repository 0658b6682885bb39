import type { CleanText } from './cleanText.ts';
import { dueDay, firstDay, readFullDate, yearEnd } from './dates.ts';
import { readNumeral } from './numerals.ts';
import { ownEnd, type Section } from './outline.ts';
import { sentencesOf } from './sentences.ts';
import type { PlanHeader } from './types.ts';

const YEAR_WORD = '(\\d{4}|二[〇零一二三四五六七八九]{3})年?';
const FIVE_YEAR_PLANS: Record<string, number> = { 十二: 2011, 十三: 2016, 十四: 2021, 十五: 2026 };

/** （2018—2020年） in the title, 2024年 alone, or “十四五”. */
export function periodInTitle(title: string): [string | null, string | null] {
  const span = new RegExp(`${YEAR_WORD}(?:[-—–~至到－]+)${YEAR_WORD}`).exec(title);
  if (span) return [`${readNumeral(span[1] ?? '')}-01-01`, yearEnd(readNumeral(span[2] ?? '') ?? 0)];
  const one = new RegExp(`${YEAR_WORD}(?:度)?`).exec(title.replace(/[〔(][^〕)]*号[〕)]/g, ''));
  if (one && /年/.test(one[0])) return [`${readNumeral(one[1] ?? '')}-01-01`, yearEnd(readNumeral(one[1] ?? '') ?? 0)];
  const plan = /(十[二三四五])五/.exec(title);
  const first = FIVE_YEAR_PLANS[plan?.[1] ?? ''];
  return first === undefined ? [null, null] : [`${first}-01-01`, yearEnd(first + 4)];
}

const YEAR = '(?:\\d{4}年)?';
const DAY_OF_SPAN = '\\d{1,2}月(?:\\d{1,2}日|[上中下]旬|[初底末])?';
/** 自2020年11月起至2021年12月底, 从2月10日至5月20日, 2023年3月—10月. */
const SPAN = new RegExp(
  `(?<from>${YEAR}${DAY_OF_SPAN})(?:起|开始)?,?(?:[-—–~至到]+|持续到)(?<to>${YEAR}${DAY_OF_SPAN}|\\d{4}年(?:[底末])?)`,
);
/** 从即日起至2023年12月. */
const FROM_NOW = new RegExp(
  `即日起,?(?:[-—–~至到]+|持续到)(?<to>${YEAR}${DAY_OF_SPAN}|\\d{4}年(?:[底末])?|[本今]?年[底末])`,
);
const NAMED_SPAN = /(?:自|从|时间为?:?|期限为?:?)$/;
/** 有效期至2025年12月31日 */
const VALID_UNTIL = /有效期(?:限)?(?:至|到|截至)(\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?[底末]?)/;
/** 自2023年10月1日起施行，有效期五年 */
const VALID_FOR =
  /自(?<year>\d{4})年(?<month>\d{1,2})月(?<day>\d{1,2})日起(?:正式)?(?:施行|实施|执行),有效期(?:为|限)?(?<years>\d{1,2}|[一二两三四五六七八九十])年/;
/** What says that a span in running text is that of the whole undertaking. */
const UNDERTAKING = /开展|行动|攻坚|整治|会战|集中|时间|期限|为期|实施|活动|专项|工作/;
const STEPS =
  /(?:实施|工作|方法|推进)步骤|(?:时间|进度|工作|阶段|步骤)安排|(?:活动|行动|整治|实施)(?:时间|阶段)|时间(?:步骤|阶段)|方法步骤|行动步骤/;
const HEADS = /目标|时间|期限|总体|步骤|阶段|进度/;

/**
 * The period that the text itself gives: a span in the introduction, the aims or under 时间安排. Null where it names none.
 */
function periodInText(clean: CleanText, root: Section, year: number | null): [string | null, string | null] | null {
  const first = root.children[0]?.start ?? Math.min(clean.text.length, LONGEST_INTRODUCTION);
  const sections = chapters(root).filter((s) => HEADS.test(clean.text.slice(s.titleStart, s.titleEnd)));
  const places = [
    { start: Math.max(0, first - LONGEST_INTRODUCTION), end: first },
    ...sections.map((s) => ({ start: s.titleEnd, end: Math.min(ownEnd(s), s.titleEnd + LONGEST_INTRODUCTION) })),
  ];
  const years = VALID_FOR.exec(clean.text)?.groups;
  if (years) return yearsFrom(years);
  const valid = VALID_UNTIL.exec(clean.text)?.[1];
  if (valid) return [null, dueDay(valid, year)];
  for (const place of places) {
    const timed = /时间|期限/.test(clean.text.slice(Math.max(0, place.start - 8), place.start));
    for (const sentence of sentencesOf(clean, place.start, place.end)) {
      const text = clean.text.slice(sentence.start, sentence.end);
      const now = FROM_NOW.exec(text)?.groups?.to;
      if (now) return [null, dueDay(now, year)];
      const span = SPAN.exec(text);
      const before = text.slice(0, span?.index);
      if (span && ((timed && before.length < 3) || (UNDERTAKING.test(text) && NAMED_SPAN.test(before))))
        return daysOf(span[0], span.groups, year);
    }
  }
  return null;
}

/** So many years from a day on: the last day is that before the same day of the year. */
function yearsFrom(groups: Record<string, string>): [string | null, string | null] {
  const [year = 0, month = 0, day = 0, years = 0] = ['year', 'month', 'day', 'years'].map(
    (k) => readNumeral(groups[k] ?? '') ?? 0,
  );
  const start = readFullDate(`${year}年${month}月${day}日`);
  const end = new Date(Date.UTC(year + years, month - 1, day - 1)).toISOString().slice(0, 10);
  return [start, start === null ? null : end];
}

const LONGEST_INTRODUCTION = 1200;
const FEWEST_STAGES = 2;

const chapters = (root: Section): Section[] => [root, ...root.children].flatMap((s) => s.children);

/** （一）动员阶段（2020年11月1日至11月15日）… （三）总结阶段（10月1日至12月31日）: from the first to the last. */
function stages(clean: CleanText, root: Section, year: number | null): [string | null, string | null] | null {
  for (const chapter of chapters(root)) {
    if (!STEPS.test(clean.text.slice(chapter.titleStart, chapter.titleEnd))) continue;
    const spans: [string | null, string | null][] = [];
    let of = year;
    for (const stage of chapter.children) {
      const head = clean.text.slice(stage.titleStart, Math.min(stage.end, stage.titleStart + LONGEST_STAGE_HEAD));
      const span = SPAN.exec(head);
      if (!span) continue;
      const days = daysOf(span[0], span.groups, of);
      of = Number(days[1]?.slice(0, 4) ?? of) || of;
      spans.push(days);
    }
    if (spans.length >= FEWEST_STAGES) return [spans[0]?.[0] ?? null, spans.at(-1)?.[1] ?? null];
  }
  return null;
}

const LONGEST_STAGE_HEAD = 60;

/** First and last day of a span; a year printed once holds for both ends. */
function daysOf(
  span: string,
  ends: Record<string, string | undefined> | undefined,
  fallbackYear: number | null,
): [string | null, string | null] {
  const from = ends?.from ?? '';
  const year = /\d{4}(?=年)/.exec(span);
  const first = year === null ? fallbackYear : Number(year[0]);
  return [firstDay(from, first), dueDay(ends?.to ?? '', /^\d{4}年/.test(from) ? first : fallbackYear)];
}

/** 《政府工作报告》任务分解 is for the year of the report, which the introduction names. */
function yearOfReport(title: string, clean: CleanText): [string | null, string | null] {
  const found = /政府工作报告/.test(title)
    ? /(\d{4})年(?:《|全?[省市县区])?政府工作报告/.exec(clean.text.slice(0, LONGEST_INTRODUCTION))
    : null;
  return found ? [`${found[1]}-01-01`, `${found[1]}-12-31`] : [null, null];
}

/**
 * Fills in the period where the title has none: from the text's own words, then from the stages of
 * the work, then `measuresEnd`, then from the aims. A span
 * of days in the text is more exact than the years of a title.
 */
export function completePeriod(
  plan: PlanHeader,
  clean: CleanText,
  root: Section,
  year: number | null,
  measuresEnd: string | null,
): void {
  if (plan.periodStart === null) [plan.periodStart, plan.periodEnd] = yearOfReport(plan.title, clean);
  const inText = periodInText(clean, root, year);
  const [from, to] = inText ?? [null, null];
  const staged = inText === null && plan.periodEnd === null ? stages(clean, root, year) : null;
  const within = from !== null && to !== null && from >= (plan.periodStart ?? from) && to <= (plan.periodEnd ?? to);
  if (within) [plan.periodStart, plan.periodEnd] = [from, to];
  const aimed = plan.periodEnd === null ? yearsInAims(clean, root) : null;
  plan.periodStart ??= plan.periodEnd === null ? (from ?? staged?.[0] ?? aimed?.[0] ?? null) : null;
  plan.periodEnd ??= to ?? staged?.[1] ?? aimed?.[1] ?? measuresEnd ?? endInAims(clean, root);
}

/** 2012年起5年内, 从2024年起用三年时间: whole years from one on. */
const YEARS_FROM = /(20\d{2})年(?:起|开始),?(?:用|经过|力争)?(\d{1,2}|[一二两三四五六七八九十])年(?:内|时间|左右)/;

/** 用三年时间（2023—2025年） */
const YEARS_NAMED = /[一二两三四五六七八九十]年(?:左右)?(?:的?时间)?\((20\d{2})年?[-—–~至到]+(20\d{2})年?\)/;

function yearsInAims(clean: CleanText, root: Section): [string, string] | null {
  for (const section of chapters(root).filter((s) => HEADS.test(clean.text.slice(s.titleStart, s.titleEnd)))) {
    const text = clean.text.slice(section.titleEnd, ownEnd(section));
    const [, begin, end] = YEARS_NAMED.exec(text) ?? [];
    if (begin !== undefined && end !== undefined) return [`${begin}-01-01`, yearEnd(Number(end))];
    const [, first, years] = YEARS_FROM.exec(text) ?? [];
    const lasting = readNumeral(years ?? '');
    if (first !== undefined && lasting !== null) return [`${first}-01-01`, yearEnd(Number(first) + lasting - 1)];
  }
  return null;
}

const aimsOf = (clean: CleanText, root: Section): Section[] =>
  chapters(root).filter((s) => /目标/.test(clean.text.slice(s.titleStart, s.titleEnd)));

/** 用三年时间, 两年见成效: how long the work lasts. */
const LENGTH =
  /(?:用|经过|力争)[一二两三四五](?:至[二三四五])?年|[一二两三四五]年(?:左右)?(?:时间|行动|见成效|攻坚|大变样|上台阶)/;

/**
 * Where the title names no years, the aims may: 到2025年 in 目标任务 ends a plan that says how long it lasts (用三年时间,
 * 两年见成效, 过渡期); elsewhere it is only the day of a target.
 */
function endInAims(clean: CleanText, root: Section): string | null {
  const lasting = /过渡期/.test(clean.text);
  for (const section of aimsOf(clean, root)) {
    const text = clean.text.slice(section.titleEnd, ownEnd(section));
    const found = /到(20\d{2})年(?!\d)/.exec(text);
    if (found && (lasting || LENGTH.test(text))) return yearEnd(Number(found[1]));
  }
  return null;
}
