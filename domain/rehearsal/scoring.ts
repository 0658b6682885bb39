import { assess } from '../assessment.ts';
import { type AssessedEscalation, type AssessedItem, assessmentFacts } from '../assessmentFacts.ts';
import { memberKey } from '../itemOpening.ts';
import type { Day, Variables } from '../process/types.ts';
import { isReturned, obligationOf, type Row, type Running } from './running.ts';
import type { RehearsalInput } from './types.ts';

const assessedKinds = ['SIGN', 'PLAN', 'REPORT', 'COMPLETE'];

/** What the assessment of a unit's part and a year comes to, by the same facts and rules as of rows. */
export function scoreOf(
  running: Running,
  assignmentId: string,
  yearKey: string,
  periods: { key: string; cutOffOn: Day }[],
  today: Day,
  { passScore }: RehearsalInput['limits'],
): Variables {
  const rows = [...running.rows.values()]
    .filter(
      ({ effect, item }) => assessedKinds.includes(item.kind) && memberKey(effect.members, 'units') === assignmentId,
    )
    .sort((a, b) => obligationOf(a).localeCompare(obligationOf(b)) || a.item.round - b.item.round);
  const named = new Map(periods.map(({ key, cutOffOn }) => [key, { name: key, cutOffOn }]));
  const items = rows.map((row) => assessedItem(running, row));
  const { score, passed } = assess(
    assessmentFacts(items, rows.flatMap(escalationsOf), named, yearKey),
    today,
    passScore,
  );
  return { score, passed };
}

function assessedItem(running: Running, row: Row): AssessedItem {
  const { effect, item } = row;
  const handedIn = item.outcome !== null && item.outcome !== 'DEEMED' && item.outcome !== 'CANCELLED';
  return {
    ...{ id: effect.key, kind: item.kind, obligationKey: obligationOf(row), state: stateOf(running, row) },
    ...{ periodKey: memberKey(effect.members, 'reportingPeriods'), dueOn: item.dueOn },
    submittedOn: handedIn ? item.closedOn : null,
  };
}

function stateOf(running: Running, row: Row): string {
  const { outcome } = row.item;
  if (outcome === null) return 'OPEN';
  if (outcome === 'DEEMED' || outcome === 'CANCELLED') return outcome;
  return isReturned(running, row) ? 'RETURNED' : 'ACCEPTED';
}

function escalationsOf(row: Row): AssessedEscalation[] {
  return row.item.rungs.map(({ rung, on }) => ({
    ...{ id: `${row.effect.key} ${rung}`, obligationKey: obligationOf(row), rung, reachedOn: on, state: 'SENT' },
  }));
}
