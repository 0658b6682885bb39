import { type CleanText, printedText } from './cleanText.ts';
import { dueDay, yearEnd } from './dates.ts';
import type { MeasureSketch } from './draft.ts';
import { readNumeral } from './numerals.ts';
import { CHINESE_QUANTITY, QUANTITY, TARGET_WORD_BEFORE } from './quantityPatterns.ts';
import { clausesOf, quotedPlaces, type Span, sentencesOf } from './sentences.ts';
import { isNextTarget, isTarget, type Quantity } from './targets.ts';
import type { Comparator, Indicator, IndicatorPeriod } from './types.ts';

/**
 * The numeric targets in a measure's text. A number is one where the text asks for a result of that size; numbers that
 * say whom or where the work touches, conditions of selection, names and slogans are none.
 */
export function findIndicators(clean: CleanText, sketch: MeasureSketch): Indicator[] {
  const end =
    sketch.assignment && sketch.assignment.start > sketch.body.start && sketch.assignment.end >= sketch.body.end
      ? sketch.assignment.start
      : sketch.body.end;
  const found = indicatorsIn(clean, { start: sketch.body.start, end });
  const stated = new Set(found.map(({ value, unit }) => `${value} ${unit}`));
  for (const indicator of sketch.listed ? indicatorsIn(clean, sketch.listed) : [])
    if (!stated.has(`${indicator.value} ${indicator.unit}`)) found.push(indicator);
  for (const target of sketch.counted ?? [])
    found.push({ ...target, comparator: '=', valueTo: null, period: null, by: null });
  return found;
}

function indicatorsIn(clean: CleanText, body: Span): Indicator[] {
  const found: Indicator[] = [];
  const putRight = PUT_RIGHT.exec(clean.text.slice(body.start, body.end))?.index ?? 0;
  for (const sentence of sentencesOf(clean, body.start, body.end)) {
    if (describesProblem(clean, sentence) || sentence.start < body.start + putRight) continue;
    if (!/[\d一二两三四五六七八九十]/.test(clean.text.slice(sentence.start, sentence.end))) continue;
    const first = found.length;
    let by: string | null = null;
    let period: IndicatorPeriod | null = null;
    for (const whole of clausesOf(clean, sentence)) {
      const clause = { start: whole.start, end: Math.min(whole.end, whole.start + LONGEST_CLAUSE) };
      const text = clean.text.slice(clause.start, clause.end);
      by = byDate(text) ?? by;
      period = periodOf(text);
      found.push(...inClause(clean, clause, text, { by, period, goesOn: found.length > first }));
    }
  }
  return found;
}

/** Where a point says what is to be put right, what stands before says what is wrong. */
const PUT_RIGHT = /(?<=\n)整改(?:目标|措施|任务|要求):/;

/** 具体问题：… in a plan of rectification says what was found, not what is to be reached. */
const PROBLEM = /^(?:具体|存在|主要|反馈|突出)?问题(?:表现|描述|情况)?:/;
const describesProblem = (clean: CleanText, sentence: Span): boolean =>
  PROBLEM.test(clean.text.slice(clean.text.lastIndexOf('\n', sentence.start - 1) + 1, sentence.end));

/** No clause of a document is longer; each number is looked at with its whole clause. */
const LONGEST_CLAUSE = 600;

function inClause(
  clean: CleanText,
  clause: Span,
  text: string,
  { by, period, goesOn }: { by: string | null; period: IndicatorPeriod | null; goesOn: boolean },
): Indicator[] {
  const quoted = quotedPlaces(text);
  const quantities = [...arabic(text), ...chinese(text)]
    .filter((q) => !quoted(q.index))
    .sort((a, b) => a.index - b.index);
  const targets: Quantity[] = [];
  for (const q of quantities) if (isTarget(text, q) || isNextTarget(text, q, targets.at(-1), goesOn)) targets.push(q);
  return targets.map((q) => ({
    text: printedText(clean, clause.start, clause.end).replace(
      /^[一二三四五六七八九十]{1,2}是|^[(（][\d一二三四五六七八九十]+[)）]|^[、:：]+/,
      '',
    ),
    comparator: comparatorOf(text, q),
    value: q.value,
    valueTo: q.valueTo,
    unit: q.unit,
    period,
    by,
  }));
}

function arabic(text: string): Quantity[] {
  const found: Quantity[] = [];
  for (const m of text.matchAll(QUANTITY)) {
    const g = m.groups ?? {};
    const multiple = g.multiple ?? '';
    let unit = g.unit ?? '';
    if (unit === '' && /^[千百]*$/.test(multiple) && !isCoefficient(text.slice(0, m.index), g.from ?? '')) continue;
    if (unit === '' && /^.{0,6}人/.test(text.slice(m.index + m[0].length))) unit = '人';
    found.push({
      index: m.index,
      length: m[0].length,
      value: readNumeral(g.from ?? '') ?? 0,
      valueTo: g.to ? readNumeral(g.to) : null,
      unit: multiple + unit + (g.set ?? ''),
      suffix: g.suffix ?? '',
    });
  }
  return found;
}

/** 系数提高到0.58: a coefficient has no unit. */
const isCoefficient = (before: string, value: string): boolean =>
  value.includes('.') &&
  /(?:系数|指数|弹性|强度|死亡率|发生率)[^,]{0,8}$/.test(before) &&
  TARGET_WORD_BEFORE.test(before);

function chinese(text: string): Quantity[] {
  const found: Quantity[] = [];
  for (const m of text.matchAll(CHINESE_QUANTITY)) {
    const value = readNumeral(m.groups?.from ?? m.groups?.from2 ?? '');
    if (value === null) continue;
    const lead = m.groups?.lead?.length ?? 0;
    found.push({
      index: m.index + lead,
      length: m[0].length - lead,
      value,
      valueTo: null,
      unit: m.groups?.unit ?? m.groups?.unit2 ?? '',
      suffix: m.groups?.suffix ?? '',
    });
  }
  return found;
}

function comparatorOf(text: string, q: Quantity): Comparator {
  if (q.valueTo !== null) return 'range';
  const before = text.slice(Math.max(0, q.index - 10), q.index);
  // 15日内, 5个工作日内
  if (/^(?:天|日|小时|分钟|个月|个工作日|周)$/.test(q.unit) && text[q.index + q.length] === '内') return '<=';
  if (q.suffix === '以内' || q.suffix === '以下' || q.suffix === '之内') return '<=';
  if (
    /(?:不超过|不高于|不多于|低于|控制在|小于|不大于|少于)[^,]{0,2}$/.test(before) &&
    !/(?:不低于|不少于|不小于)[^,]{0,2}$/.test(before)
  )
    return '<=';
  if (q.suffix === '以上' || /(?:不低于|不少于|不小于|至少|达到|达|超过|突破|高于|大于)[^,]{0,3}$/.test(before))
    return q.suffix === '左右' ? '=' : '>=';
  return '=';
}

function periodOf(text: string): IndicatorPeriod | null {
  if (/每年|逐年|年均|年度|每一年|全年/.test(text)) return 'year';
  if (/每(?:个)?季度/.test(text)) return 'quarter';
  return /每(?:个)?月/.test(text) ? 'month' : null;
}

/** 到2020年, 2020年底前, 2018—2020年: the last day of the last year named. */
/** 2024年10月底前, 2025年上半年内: a due day more precise than its year. */
const PRECISE_DAY =
  /(?:19|20)\d{2}年(?:第?[一二三四1-4]季度|上半年|\d{1,2}月(?:\d{1,2}日|[上中下]旬)?)(?=(?:底|末|内)?(?:之?前|以前)|[底末内])/;

function byDate(text: string): string | null {
  const day = PRECISE_DAY.exec(text)?.[0];
  if (day !== undefined) return dueDay(day, null);
  const span = /(\d{4})年?(?:[-—–~至到]+)(\d{4})年/.exec(text);
  if (span) return yearEnd(Number(span[2]));
  const one =
    /(?:到|在|至|于|截至|力争|确保|^)?((?:19|20)\d{2})年(?!.{0,12}(?:第[一二三四五]批|中央预算|脱贫标准))/.exec(text);
  if (one) return yearEnd(Number(one[1]));
  return /“十三五”(?:时期|期间|末)/.test(text)
    ? yearEnd(2020)
    : /“十四五”(?:时期|期间|末)/.test(text)
      ? yearEnd(2025)
      : null;
}
