import { ASSESSMENT_RESULT } from './clauses.ts';
import { type CleanText, printedText, toSource } from './cleanText.ts';
import { dueDay, readFullDate } from './dates.ts';
import {
  AFTERWARDS,
  BARE_DAY,
  CADENCES,
  DUE,
  DUTY_ACT,
  FIXED_DAY,
  KINDS,
  ON_EVENT,
  PLAN_ACT,
  PLAN_DOER,
  TIMES,
} from './dutyPatterns.ts';
import { readNumeral } from './numerals.ts';
import { clausesOf, quotedPlaces, type Span } from './sentences.ts';
import { doersOf } from './subjects.ts';
import type { Cadence, Duty, DutyKind } from './types.ts';

/** Work that comes again, or is due on a named day, beside the measures: reports, meetings, visits, plans, assessment. */
export function findDuties(
  clean: CleanText,
  sentences: Span[],
  measureAt: (index: number) => boolean,
  fallbackYear: number | null,
): Duty[] {
  return sentences.flatMap((sentence) => inSentence(clean, sentence, measureAt(sentence.start), fallbackYear));
}

function inSentence(clean: CleanText, sentence: Span, inMeasure: boolean, fallbackYear: number | null): Duty[] {
  const duties: Duty[] = [];
  const clauses = clausesOf(clean, sentence).flatMap((clause) => rhythmsIn(clean, clause));
  let subject: string[] = [];
  let subjectAt = -1;
  for (let i = 0; i < clauses.length; i++) {
    const clause = clauses[i];
    if (!clause) continue;
    const doers = doersOf(clean, clause);
    if (doers.length > 0) [subject, subjectAt] = [doers, i];
    const text = clean.text.slice(clause.start, clause.end);
    // 12月10日前，各单位报送总结: the day stands in a clause of its own.
    const dayOnly = BARE_DAY.test(text) ? clauses[i + 1] : undefined;
    const cadence = cadenceOf(text + (dayOnly ? clean.text.slice(dayOnly.start, dayOnly.end) : ''), inMeasure);
    if (cadence === null) continue;
    const last = dayOnly ? i + 1 : lastClause(clean, clauses, i, ASSESSMENT_RESULT.test(text));
    if (dayOnly) subject = doersOf(clean, dayOnly);
    // 某办公室将…情况，一并纳入考核: the clause before says what the duty is about.
    const first = /^(?:一并|并纳入|纳入|作为)/.test(text) && subjectAt === i - 1 ? i - 1 : i;
    duties.push(
      toDuty(
        clean,
        { start: clauses[first]?.start ?? clause.start, end: clauses[last]?.end ?? clause.end },
        cadence,
        subject,
        fallbackYear,
      ),
    );
    i = last;
  }
  return duties;
}

/** 每月调度、每季度通报一次: each rhythm is a duty of its own; words without one belong to the next. */
function rhythmsIn(clean: CleanText, clause: Span): Span[] {
  const parts: Span[] = [];
  let { start } = clause;
  if (clause.end - start > LONGEST_RHYTHM) return [clause];
  for (let end = clause.start; end <= clause.end; end++) {
    if (end < clause.end && clean.text[end] !== '、') continue;
    if (!hasRhythm(clean.text.slice(start, end))) continue;
    parts.push({ start, end });
    start = end + 1;
  }
  const last = parts.at(-1);
  if (!last || parts.length < 2) return [clause];
  last.end = clause.end;
  return parts;
}

const LONGEST_RHYTHM = 200;

const hasRhythm = (text: string): boolean => DUTY_ACT.test(text) && CADENCES.some(([, words]) => words.test(text));

function cadenceOf(text: string, inMeasure: boolean): Cadence | null {
  const quoted = quotedPlaces(text);
  const found = CADENCES.find(([, words]) => {
    const match = words.exec(text);
    return match !== null && !quoted(match.index);
  });
  if (FIXED_DAY.test(text) && !/每/.test(text)) return found?.[0] === 'semiannual' ? 'semiannual' : 'once';
  if (ASSESSMENT_RESULT.test(text) && /考核|考评|评价|绩效|审计/.test(text) && !inMeasure) return 'yearly';
  if (AFTERWARDS.test(text)) return /结束/.test(text) ? 'once' : 'asNeeded';
  if (!found) return PLAN_ACT.test(text) && PLAN_DOER.test(text) ? 'once' : null;
  const [cadence] = found;
  if (cadence === 'asNeeded') return asNeeded(text, inMeasure) ? cadence : null;
  if (/年度|年终/.test(text) && !/每/.test(text)) return DUTY_ACT.test(text) || PLAN_ACT.test(text) ? cadence : null;
  if (inMeasure && !DUTY_ACT.test(text) && !TIMES.test(text)) return null;
  return cadence;
}

/** 及时 and 定期 are everywhere; they oblige where something is reported, called or entered. */
function asNeeded(text: string, inMeasure: boolean): boolean {
  if (ON_EVENT.test(text)) return true;
  if (/每[两二]个月|每[三四五3-9]年/.test(text)) return DUTY_ACT.test(text);
  if (/(?:及时|随时|适时)(?:将|把|向|上报|报告|报送|发布|通报|纳入|移交|移送|反馈)[^,]*/.test(text))
    return /报|纳入|通报|发布|录入|移[交送]|反馈/.test(text);
  if (/(?:定期|按期|不定期|常态化)/.test(text))
    return inMeasure
      ? /监测|会商|协商|研判|报送|通报|走访|回访|核查|了解|检查|巡查|巡护|排查|抽检|评估/.test(text)
      : DUTY_ACT.test(text);
  if (/适时/.test(text)) return !inMeasure && DUTY_ACT.test(text);
  if (/第一时间/.test(text)) return /报/.test(text);
  if (/及时[^,]{0,8}(?:上报|报告|报送)/.test(text)) return true;
  return !inMeasure && /(?:及时|随时)[^,]{0,12}(?:报告|上报|汇报)/.test(text);
}

/** A duty goes on into the clauses that only say what comes of it: …，研究并解决…; …，每一次…; 考核…，并将结果…. */
function lastClause(clean: CleanText, clauses: Span[], index: number, assessment: boolean): number {
  const next = clauses[index + 1];
  if (!next) return index;
  const text = clean.text.slice(next.start, next.end);
  if (assessment) return ASSESSMENT_RESULT.test(text) || /^(?:作为|与|并与)/.test(text) ? index + 1 : index;
  if (/^并?(?:逐年|逐步)/.test(text)) return index + 1;
  // 实行月报制度，各单位25日前报送…: the day of the rule.
  if (/^[^每月]{0,16}\d{1,2}日前[^,]*报/.test(text)) return index + 1;
  const follows = /^(?:研究|并(?!每|于)|每一次|每次|蹲点|直至|听取|分析|解决|落实专人)/.test(text);
  return follows && cadenceOf(text, false) === null ? index + 1 : index;
}

function toDuty(clean: CleanText, span: Span, cadence: Cadence, who: string[], fallbackYear: number | null): Duty {
  const folded = clean.text.slice(span.start, span.end);
  return {
    text: printedText(clean, span.start, span.end).replace(/^(?:[、:：]+|并(?=每))/, ''),
    cadence,
    timesPerPeriod: timesIn(folded),
    due: cadence === 'once' ? (readFullDate(folded) ?? dueDay(DUE.exec(folded)?.[0] ?? '', fallbackYear)) : null,
    who,
    to: recipientOf(folded),
    kind: kindOf(folded.replace(OFFICE, '')),
    ...toSource(clean, span.start, span.end),
  };
}

/** Offices whose names would be taken for what they do. */
const OFFICE = /(?:督查考核|考核|考评|督查)(?:办公室|办|委员会|室|组)/g;

const kindOf = (text: string): DutyKind => KINDS.find(([, words]) => words.test(text))?.[0] ?? 'other';

function timesIn(text: string): number {
  const found =
    /(?:不少于|至少|召开|汇报|开展|报送|走访|调研|报告|研究)?(\d{1,3}|[一两二三四五六七八九十]{1,2})(?:次|遍|轮|场)/.exec(
      text,
    );
  const times = found ? readNumeral(found[1] ?? '') : null;
  return withinPeriod(text) * (times !== null && times >= 1 ? times : 1);
}

/** 每半月, 每旬 and 每日 are told as so many times in a month or a week. */
function withinPeriod(text: string): number {
  if (/每[日天]|日(?:报告|报制|调度)/.test(text)) return 7;
  if (/半个?月/.test(text)) return 2;
  return /每旬|旬(?:报|调度)/.test(text) ? 3 : 1;
}

function recipientOf(text: string): string | null {
  const to =
    /向([^,。]{2,30}?)(?:书面)?(?:报送|汇报|报告|上报|反馈|备案|提交|报备)/.exec(text) ??
    /(?:报送|报告|报|上报|报送至|报至)(?:至|到)?([^,。的\d]{2,24}?(?:办公室|领导小组|领导小组办|政府|县委|市委|区委|局|办|委|室|处|科))(?:备案|$|,|审)/.exec(
      text,
    );
  return to?.[1] ?? null;
}
