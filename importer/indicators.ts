import { type CleanText, printedText } from './cleanText.ts';
import { yearEnd } from './dates.ts';
import type { MeasureSketch } from './draft.ts';
import { readNumeral } from './numerals.ts';
import {
  BACKGROUND_BEFORE,
  CHINESE_QUANTITY,
  NOT_A_TARGET_AFTER,
  NOT_A_TARGET_BEFORE,
  QUANTITY,
  RESULT_VERB,
  TARGET_WORD_BEFORE,
} from './quantityPatterns.ts';
import { clausesOf, quotedPlaces, type Span, sentencesOf } from './sentences.ts';
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
  const found: Indicator[] = [];
  for (const sentence of sentencesOf(clean, sketch.body.start, end)) {
    if (!/[\d一二两三四五六七八九十]/.test(clean.text.slice(sentence.start, sentence.end))) continue;
    let by: string | null = null;
    let period: IndicatorPeriod | null = null;
    for (const whole of clausesOf(clean, sentence)) {
      const clause = { start: whole.start, end: Math.min(whole.end, whole.start + LONGEST_CLAUSE) };
      const text = clean.text.slice(clause.start, clause.end);
      by = byDate(text) ?? by;
      period = periodOf(text);
      found.push(...inClause(clean, clause, text, by, period));
    }
  }
  return found;
}

/** No clause of a document is longer; each number is looked at with its whole clause. */
const LONGEST_CLAUSE = 600;

interface Quantity {
  index: number;
  length: number;
  value: number;
  valueTo: number | null;
  unit: string;
  suffix: string;
}

function inClause(
  clean: CleanText,
  clause: Span,
  text: string,
  by: string | null,
  period: IndicatorPeriod | null,
): Indicator[] {
  const quoted = quotedPlaces(text);
  const quantities = [...arabic(text), ...chinese(text)]
    .filter((q) => !quoted(q.index))
    .sort((a, b) => a.index - b.index);
  return quantities
    .filter((q) => isTarget(text, q))
    .map((q) => ({
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

function isTarget(text: string, q: Quantity): boolean {
  const before = text.slice(0, q.index);
  const after = text.slice(q.index + q.length);
  if (NOT_A_TARGET_BEFORE.test(before)) return false;
  if (BACKGROUND_BEFORE.test(before) && !TARGET_WORD_BEFORE.test(before) && !isTreated(before)) return false;
  if (
    (NOT_A_TARGET_AFTER.test(after) && !REDUCED_TO.test(before)) ||
    /^及以[上下]/.test(after) ||
    (q.unit === '年' && q.value >= 1900)
  )
    return false;
  const compared = q.suffix !== '' || q.valueTo !== null || TARGET_WORD_BEFORE.test(before);
  if (/^(?:年|个月|天|日|小时|分钟|个工作日|周|岁|类|轮)$/.test(q.unit))
    return (compared || bindsTime(after)) && !/岁/.test(q.unit);
  if (isSelection(q, before, after) || (!compared && isTreated(before) && isListed(text))) return false;
  return (
    compared ||
    RESULT_VERB.test(text) ||
    closesClause(q, after) ||
    isTreated(before) ||
    /率(?:为|达|100)?$|%/.test(before.slice(-6) + q.unit)
  );
}

/** 7个事项整合为1个环节 */
const REDUCED_TO = /(?:整合|合并|压缩|精简|缩减|优化|压减)[为至到成]$/;

/** 对46座水库开展排查: what a clause says is to be dealt with counts; a row of such numbers only says where. */
const isTreated = (before: string): boolean => /^(?:[一二三四五六七八九十]是)?对[^,]{0,30}$/.test(before);
const isListed = (text: string): boolean => /、\d/.test(text);

/** 15日内完成核查 binds; 15个工作日内办结率100% only explains the rate. */
const bindsTime = (after: string): boolean =>
  /^内[^,%]{0,16}(?:完成|办结|上报|到达|到场|答复|处置|立案|整改|发布|办理|化解|销号|回复|核查|核实|反馈|受理|交接|报送|报告|作出)(?![^,]{0,6}率)/.test(
    after,
  );

/** 块石5000立方米, 装机容量100兆瓦: an amount that closes its clause is what the clause asks for. */
const closesClause = (q: Quantity, after: string): boolean =>
  /^(?:$|、)/.test(after) && !/^(?:个|项|名|人|户|万人)$/.test(q.unit);

/** 30户以上自然村, 发生率35%以上的村, 超过10%的非贫困村: they choose objects. 1个以上…合作社 asks for one. */
function isSelection(q: Quantity, before: string, after: string): boolean {
  if (
    /^(?:以上|以下|以内)$/.test(q.suffix) &&
    /^(?:%|户|人|亩|元|万元|亿元|万?吨标准煤|米|公里|平方公里|吨|万吨|岁|层|座)$/.test(q.unit)
  ) {
    if (
      /^(?:的)?[\u4e00-\u9fa5“]/.test(after) &&
      !/(?:实现|确保|至少有)(?:每户)?$/.test(before) &&
      !/^的[^,]{2,24}(?:实现|达到|完成|覆盖)|^用于|^(?:或|并|且|和)|^(?:的)?(?:目标|要求|标准|水平|增长|增速|幅度|规模|任务|覆盖)/.test(
        after,
      )
    )
      return true;
    if (/^、/.test(after))
      return (
        !/率(?:达到|达|为|控制在|保持在|稳定在)?$/.test(before) &&
        !TARGET_WORD_BEFORE.test(before) &&
        !/(?:压减|压缩|减少|缩减|提升|改善)$/.test(before)
      );
  }
  if (after === '的' && /^(?:对|凡)/.test(before)) return true;
  if (/^(?:次|天|日|个月)$/.test(q.unit) && /^(?:以上|以下)$/.test(q.suffix) && after.startsWith('的')) return true;
  return (
    /(?:超过?|高于|低于|不足|大于)$/.test(before) &&
    !/不(?:超过|高于|低于)$/.test(before) &&
    /^的[\u4e00-\u9fa5]{0,6}(?:村|户|镇|乡|县|地区|家庭|企业|人)/.test(after)
  );
}

function comparatorOf(text: string, q: Quantity): Comparator {
  if (q.valueTo !== null) return 'range';
  const before = text.slice(Math.max(0, q.index - 10), q.index);
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
function byDate(text: string): string | null {
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
