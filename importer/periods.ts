import type { CleanText } from './cleanText.ts';
import { dueDay, firstDay, yearEnd } from './dates.ts';
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

/**
 * Fills in the period where the title has none: from the text's own words, then `measuresEnd`, then from the aims. A span
 * of days in the text is more exact than the one year of a title.
 */
export function completePeriod(
  plan: PlanHeader,
  clean: CleanText,
  root: Section,
  year: number | null,
  measuresEnd: string | null,
): void {
  const inText = periodInText(clean, root, year);
  const staged = stages(clean, root, year);
  const oneYear = plan.periodStart?.slice(0, 4) === plan.periodEnd?.slice(0, 4);
  if (inText?.[0] && inText[1] && oneYear) [plan.periodStart, plan.periodEnd] = inText;
  plan.periodStart ??= plan.periodEnd === null ? (inText?.[0] ?? (inText ? null : (staged?.[0] ?? null))) : null;
  plan.periodEnd ??= inText?.[1] ?? staged?.[1] ?? measuresEnd ?? endInAims(plan.title, clean, root);
}

/**
 * Where the title names no years, the aims do: 到2025年 in 目标任务. The first such year ends the plan. Opinions and
 * decisions go on after it, unless the text sets a time of transition.
 */
function endInAims(title: string, clean: CleanText, root: Section): string | null {
  if (/(?:意见|决定)$/.test(title) && !/过渡期/.test(clean.text)) return null;
  const aims = chapters(root).filter((s) => /目标/.test(clean.text.slice(s.titleStart, s.titleEnd)));
  for (const section of aims) {
    const found = /到(20\d{2})年(?!\d)/.exec(clean.text.slice(section.titleEnd, ownEnd(section)));
    if (found) return yearEnd(Number(found[1]));
  }
  return null;
}
