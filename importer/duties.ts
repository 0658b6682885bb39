import { type CleanText, printedText, toSource } from './cleanText.ts';
import { readFullDate } from './dates.ts';
import { ASSESSMENT_RESULT } from './clauses.ts';
import { readNumeral } from './numerals.ts';
import { clausesOf, quotedPlaces, sentencesOf, type Span } from './sentences.ts';
import { doersOf } from './subjects.ts';
import type { Cadence, Duty, DutyKind } from './types.ts';

/** How often, by the words that say so; the first that fits counts. */
const CADENCES: [Cadence, RegExp][] = [
  ['semiannual', /每半年|年中、?(?:和|及)?年[末底终]|每年年中|半年一|上半年和下半年|6月和12月/],
  ['weekly', /每(?:个)?(?:周|星期)|按周|周(?:报|调度|例会)/],
  ['monthly', /每(?:个)?月|按月|月(?:报|调度|例会|通报)|每两个月/],
  ['quarterly', /每(?:个|一)?季度?|按季|季(?:度)?(?:报|通报|调度|督查|例会)|每三个月/],
  ['yearly', /每(?:一)?年|每两年|逐年|按年|年度|年终|年底(?:考核|总结|前报)/],
  ['asNeeded', /定期|及时|随时|适时|按期|不定期|常态化/],
];

const KINDS: [DutyKind, RegExp][] = [
  ['rectification', /整改|销号/],
  ['assessment', /考核|考评|绩效评价|评估/],
  ['plan', /(?:制定|制订|编制|细化|实化|拟定|报送|报).{0,30}(?:方案|计划|细则|措施|清单|台账)/],
  [
    'report',
    /报送|汇报|上报|报告(?!制度)|报(?!酬|销|废|名|考|表|道|到|警)[^,]{0,24}(?:备案|办公室|领导小组|政府|县委|市委)|通报|反馈|备案/,
  ],
  ['warning', /监测|预警|排查|筛查/],
  ['meeting', /召开|会议|例会|专题研究|专项研究|会商|调度会/],
  ['research', /调研|调查研究/],
  ['visit', /走访|遍访|回访|暗访|督导|督查|检查|巡查|巡访/],
];

/** Recurring work inside a measure is a duty only where somebody is told to report, meet, visit, watch or check. */
const DUTY_ACT =
  /报送|汇报|上报|报告|通报|召开|会议|专题研究|会商|走访|遍访|回访|暗访|督导|督查|巡查|检查|调研|监测|预警|排查|评估|考核|研判|纳入|抽检|巡护|总结/;
const PLAN_ACT = /(?:制定|制订|编制|细化|实化)[^,。]{0,30}(?:方案|计划|细则|配套措施|具体措施|实施意见)/;
const PLAN_DOER = /各(?!地区经济)|有关|相关|部门|单位|乡镇|镇办|旗县|县区/;
const FIXED_DAY =
  /(?:于|在)?\d{4}年\d{1,2}月(?:\d{1,2}日)?(?:底)?(?:以?前|之前)[^,。]{0,10}(?:报|完成报送|上报|报送|提交)/;

/** Work that comes again, or is due on a named day, beside the measures: reports, meetings, visits, plans, assessment. */
export function findDuties(clean: CleanText, measureAt: (index: number) => boolean): Duty[] {
  const duties: Duty[] = [];
  for (const sentence of sentencesOf(clean, 0, clean.text.length)) {
    if (sentence.end - sentence.start < 8) continue;
    const inMeasure = measureAt(sentence.start);
    let subject: string[] = [];
    const clauses = clausesOf(clean, sentence);
    for (const [index, clause] of clauses.entries()) {
      const doers = doersOf(clean, clause);
      if (doers.length > 0) subject = doers;
      const text = clean.text.slice(clause.start, clause.end);
      const cadence = cadenceOf(text, inMeasure);
      if (cadence === null) continue;
      const span = { start: clause.start, end: extended(clean, clauses, index) };
      duties.push(toDuty(clean, span, cadence, subject));
    }
  }
  return duties;
}

function cadenceOf(text: string, inMeasure: boolean): Cadence | null {
  if (/[\t|]/.test(text)) return null;
  const quoted = quotedPlaces(text);
  const found = CADENCES.find(([, words]) => {
    const match = words.exec(text);
    return match !== null && !quoted(match.index);
  });
  if (FIXED_DAY.test(text)) return 'once';
  if (ASSESSMENT_RESULT.test(text) && !inMeasure) return 'yearly';
  if (!found) return PLAN_ACT.test(text) && PLAN_DOER.test(text) ? 'once' : null;
  const [cadence] = found;
  if (cadence === 'asNeeded') return asNeeded(text, inMeasure) ? cadence : null;
  if (/年度|年终/.test(text) && !/每/.test(text)) return DUTY_ACT.test(text) || PLAN_ACT.test(text) ? cadence : null;
  if (inMeasure && !DUTY_ACT.test(text)) return null;
  return cadence;
}

/** 及时 and 定期 are everywhere; they oblige where something is reported, called or entered. */
function asNeeded(text: string, inMeasure: boolean): boolean {
  if (/(?:及时|随时|适时)(?:将|把|向|上报|报告|报送|发布|通报)[^,]*/.test(text))
    return /报|纳入|通报|发布|录入/.test(text);
  if (/(?:定期|按期|不定期)/.test(text))
    return inMeasure ? /监测|会商|研判|报送|通报|回访|了解/.test(text) : DUTY_ACT.test(text);
  return !inMeasure && /(?:及时|随时)[^,]{0,12}(?:报告|上报|汇报)/.test(text);
}

/** A clause goes on into the next where that only says what comes of it: …，研究并解决…; …，每一次…. */
function extended(clean: CleanText, clauses: Span[], index: number): number {
  const own = clauses[index];
  const next = clauses[index + 1];
  if (!own) return 0;
  if (!next) return own.end;
  const text = clean.text.slice(next.start, next.end);
  return /^(?:研究|并|每一次|每次|蹲点|直至|听取|通报|分析|解决|落实专人|重要|作为|一并|与)/.test(text) &&
    cadenceOf(text, false) === null
    ? next.end
    : own.end;
}

function toDuty(clean: CleanText, span: Span, cadence: Cadence, who: string[]): Duty {
  const folded = clean.text.slice(span.start, span.end);
  return {
    text: printedText(clean, span.start, span.end).replace(/^[、:：]+/, ''),
    cadence,
    timesPerPeriod: timesIn(folded),
    due: cadence === 'once' ? readFullDate(folded) : null,
    who,
    to: recipientOf(folded),
    kind: kindOf(folded),
    ...toSource(clean, span.start, span.end),
  };
}

const kindOf = (text: string): DutyKind => KINDS.find(([, words]) => words.test(text))?.[0] ?? 'other';

function timesIn(text: string): number {
  const found =
    /(?:不少于|至少|召开|汇报|开展|报送|走访|调研|报告|研究)?(\d{1,3}|[一两二三四五六七八九十]{1,2})(?:次|遍|轮|场)/.exec(
      text,
    );
  const times = found ? readNumeral(found[1] ?? '') : null;
  return times !== null && times >= 1 ? times : 1;
}

function recipientOf(text: string): string | null {
  const to =
    /向([^,。]{2,30}?)(?:书面)?(?:报送|汇报|报告|上报|反馈|备案|提交|报备)/.exec(text) ??
    /(?:报送|报|上报|报送至|报至)(?:至|到)?([^,。的\d]{2,24}?(?:办公室|领导小组|领导小组办|政府|县委|市委|区委|局|办|委))(?:备案|$|,|审)/.exec(
      text,
    );
  return to?.[1] ?? null;
}
