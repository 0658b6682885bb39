import type { AssessmentFact } from './assessment.ts';
import { maxDay } from './day.ts';
import { rungGroupOf } from './ladder/index.ts';
import type { Day } from './process/types.ts';

/** One row of an obligation, as far as an assessment reads it. */
export interface AssessedItem {
  id: string;
  kind: string;
  state: string;
  obligationKey: string;
  periodKey: string | null;
  dueOn: Day | null;
  /** From `lastDayInTime`; left out: its due day. */
  inTimeUntil?: Day | null;
  submittedOn: Day | null;
  /** Until when its being overdue was lifted by the decision on an objection. */
  lightLiftedOn?: Day | null;
}

export interface AssessedEscalation {
  id: string;
  obligationKey: string;
  rung: string;
  reachedOn: Day;
  state: string;
  liftedOn?: Day | null;
}

type Periods = ReadonlyMap<string, { name: string; cutOffOn: Day }>;

/**
 * What an assessment judges by: the items of one answerable unit (rounds of an obligation in their order) and the rungs
 * they reached, as facts of the year. A rung that is only listed or held has not happened.
 */
export function assessmentFacts(
  items: readonly AssessedItem[],
  escalations: readonly AssessedEscalation[],
  periods: Periods,
  yearKey: string,
): AssessmentFact[] {
  const rounds = new Map<string, AssessedItem[]>();
  for (const item of items) rounds.set(item.obligationKey, [...(rounds.get(item.obligationKey) ?? []), item]);
  return [
    ...[...rounds.values()].flatMap((each) => itemFact(each, periods, yearKey)),
    ...escalations.flatMap(escalationFact),
  ];
}

function itemFact(rounds: AssessedItem[], periods: Periods, yearKey: string): AssessmentFact[] {
  const first = rounds[0];
  const last = rounds.at(-1);
  if (!first || !last) return [];
  // Nobody is late up to the day on which it was decided that the lateness was not theirs.
  const notBefore = (day: Day): Day => maxDay(day, first.lightLiftedOn ?? day);
  const { inTimeUntil = first.dueOn } = first;
  const waitsWithoutEnd = first.dueOn !== null && inTimeUntil === null;
  if (waitsWithoutEnd && first.submittedOn === null) return [];
  const dueOn = inTimeUntil === null ? null : notBefore(inTimeUntil);
  const base = { ref: first.id, dueOn, receivedOn: first.submittedOn };
  const returnedRounds = rounds.filter((round) => round.state === 'RETURNED').length;
  const returns = {
    returnedRounds,
    returnOpen: returnedRounds > 0 && (last.state === 'OPEN' || last.state === 'PREPARED'),
  };
  switch (first.kind) {
    case 'SIGN':
      return [{ type: 'signing', ...base, deemed: first.state === 'DEEMED' }];
    case 'PLAN':
      return [{ type: 'plan', ...base }];
    case 'COMPLETE':
      return [{ type: 'completion', ...base, ...returns }];
    case 'REPORT': {
      const period = first.periodKey === null ? undefined : periods.get(first.periodKey);
      if (!period || !first.periodKey?.startsWith(yearKey)) return [];
      const name = { zh: period.name, en: first.periodKey };
      // An extension may reach past the cut-off of the period.
      const cutOffOn = maxDay(notBefore(period.cutOffOn), dueOn ?? period.cutOffOn);
      return [{ type: 'report', ...base, ...returns, period: name, cutOffOn }];
    }
    default:
      return [];
  }
}

function escalationFact(row: AssessedEscalation): AssessmentFact[] {
  const group = rungGroupOf(row.rung);
  if (group === null || row.state === 'LISTED' || row.state === 'HELD') return [];
  const lifted = ['WITHDRAWN', 'REJECTED', 'TOLERATED'].includes(row.state) || (row.liftedOn ?? null) !== null;
  return [{ type: 'escalation', ref: row.id, obligation: row.obligationKey, rung: group, on: row.reachedOn, lifted }];
}
