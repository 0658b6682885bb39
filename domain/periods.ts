import { addWorkingDays, type Calendar } from './calendar.ts';
import { addDays, compareDays, endOfYear, minDay, yearOf } from './day.ts';
import type { UserMessage } from './errors.ts';
import type { Day } from './process/types.ts';

/** A reporting period 报送周期: it opens, falls due, and at its cut-off what has not come is marked 未报. */
export interface ReportingPeriod {
  /** Stable within a plan: `2020-MID`, `2020-END`, `2020-Q3`, `2020-M09`. */
  key: string;
  label: UserMessage;
  year: number;
  opensOn: Day;
  dueOn: Day;
  cutOffOn: Day;
}

/** A year that is assessed 年度考核; its key is the year. */
export interface AssessmentYear {
  key: string;
  year: number;
  opensOn: Day;
}

export const periodCadences = ['monthly', 'quarterly', 'semiannual', 'yearly'] as const;
export type PeriodCadence = (typeof periodCadences)[number];

/** A period counts only if it opens at least this many working days after the launch. */
export const WORKING_DAYS_BEFORE_FIRST_PERIOD = 5;

export interface PeriodSpan {
  launchedOn: Day;
  /** The plan's end; null: it runs until its measures are closed. */
  endsOn: Day | null;
  /** The business day on which rows are made: they reach to the end of the next calendar year. */
  today: Day;
}

/**
 * The periods of a plan for which rows should exist today: those that open at least five working days after the
 * launch and not after the plan's end, to the end of the next calendar year. Called again later, it returns the same periods and newer ones.
 */
export function reportingPeriods(cadence: PeriodCadence, span: PeriodSpan, cal: Calendar): ReportingPeriod[] {
  const firstOpening = addWorkingDays(cal, span.launchedOn, WORKING_DAYS_BEFORE_FIRST_PERIOD);
  const lastOpening = horizon(span);
  const periods: ReportingPeriod[] = [];
  for (let year = yearOf(span.launchedOn); year <= yearOf(lastOpening); year += 1) {
    periods.push(...periodsOfYear(cadence, year));
  }
  return periods
    .filter((period) => period.opensOn >= firstOpening && period.opensOn <= lastOpening)
    .sort((a, b) => compareDays(a.opensOn, b.opensOn));
}

/**
 * The years to assess: those in which a period counts, and the year of the plan's end, so that a plan too short for
 * any period is assessed as well. The assessment opens on 16 January of the year after.
 */
export function assessmentYears(periods: readonly ReportingPeriod[], span: PeriodSpan): AssessmentYear[] {
  const years = new Set(periods.map((period) => period.year));
  if (span.endsOn !== null && span.endsOn <= horizon(span)) years.add(yearOf(span.endsOn));
  return [...years].sort((a, b) => a - b).map((year) => ({ key: String(year), year, opensOn: `${year + 1}-01-16` }));
}

/** What the importer knows of a duty, as far as periods go. */
export interface DutyFacts {
  kind: string;
  cadence: string;
  timesPerPeriod?: number;
}

export interface PeriodProposal {
  cadence: PeriodCadence;
  /** Index of the reporting duty that it follows; null: the document has none, the default is proposed. */
  dutyIndex: number | null;
}

/**
 * The reporting periods that a document asks for: the most frequent of its regular reporting duties (what satisfies
 * it satisfies the others), mid-year and year-end where there is none. The office confirms it at launch.
 */
export function proposePeriods(duties: readonly DutyFacts[]): PeriodProposal {
  let best: { cadence: PeriodCadence; dutyIndex: number } | null = null;
  duties.forEach((duty, dutyIndex) => {
    const cadence = duty.kind === 'report' ? cadenceOf(duty) : null;
    if (cadence && (!best || periodCadences.indexOf(cadence) < periodCadences.indexOf(best.cadence))) {
      best = { cadence, dutyIndex };
    }
  });
  return best ?? { cadence: 'semiannual', dutyIndex: null };
}

const KEY_SHAPES: [RegExp, PeriodCadence][] = [
  [/^\d{4}-M\d\d$/, 'monthly'],
  [/^\d{4}-Q\d$/, 'quarterly'],
  [/^\d{4}-MID$/, 'semiannual'],
  [/^\d{4}-END$/, 'yearly'],
];

/** The cadence that a plan's period keys show; null where the office made periods of its own, which are never added to. */
export function cadenceOfKeys(keys: readonly string[]): PeriodCadence | null {
  const own = keys.some((key) => !KEY_SHAPES.some(([shape]) => shape.test(key)));
  if (own) return null;
  return KEY_SHAPES.find(([shape]) => keys.some((key) => shape.test(key)))?.[1] ?? null;
}

const PER_YEAR: Record<string, number> = { yearly: 1, semiannual: 2, quarterly: 4, monthly: 12 };

function cadenceOf(duty: DutyFacts): PeriodCadence | null {
  const times = (PER_YEAR[duty.cadence] ?? 0) * (duty.timesPerPeriod ?? 1);
  if (times <= 0) return null;
  return times <= 1 ? 'yearly' : times <= 2 ? 'semiannual' : times <= 4 ? 'quarterly' : 'monthly';
}

function horizon(span: PeriodSpan): Day {
  const ahead = endOfYear(yearOf(span.today) + 1);
  return span.endsOn === null ? ahead : minDay(span.endsOn, ahead);
}

/**
 * Half-years as the county works: 年中 opens 1 June, due 30 June; 年末 opens 1 December, due 31 December; both are cut
 * off on the 15th of the month after. Quarters likewise in their last month; months open on the 15th and are cut off
 * on the 10th of the next, before the following one opens.
 */
function periodsOfYear(cadence: PeriodCadence, year: number): ReportingPeriod[] {
  const end = inMonth(year, 12, 'END', { zh: `${year}年年末`, en: `Year-end ${year}` });
  switch (cadence) {
    case 'yearly':
      return [end];
    case 'semiannual':
      return [inMonth(year, 6, 'MID', { zh: `${year}年年中`, en: `Mid-year ${year}` }), end];
    case 'quarterly':
      return [1, 2, 3, 4].map((quarter) =>
        inMonth(year, quarter * 3, `Q${quarter}`, {
          zh: `${year}年第${quarter}季度`,
          en: `Quarter ${quarter}, ${year}`,
        }),
      );
    case 'monthly':
      return Array.from({ length: 12 }, (_, index) => {
        const month = index + 1;
        const label = { zh: `${year}年${month}月`, en: `${year}-${twoDigits(month)}` };
        return inMonth(year, month, `M${twoDigits(month)}`, label, { opens: 15, cutOff: 10 });
      });
  }
}

function inMonth(
  year: number,
  month: number,
  key: string,
  label: UserMessage,
  days: { opens: number; cutOff: number } = { opens: 1, cutOff: 15 },
): ReportingPeriod {
  const next = month === 12 ? { year: year + 1, month: 1 } : { year, month: month + 1 };
  return {
    key: `${year}-${key}`,
    label,
    year,
    opensOn: dayOf(year, month, days.opens),
    dueOn: addDays(dayOf(next.year, next.month, 1), -1),
    cutOffOn: dayOf(next.year, next.month, days.cutOff),
  };
}

function dayOf(year: number, month: number, day: number): Day {
  return `${year}-${twoDigits(month)}-${twoDigits(day)}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
