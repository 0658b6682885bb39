import { rungLabelOf as rungLabel } from '../../domain/ladder/index.ts';
import { kindFacts } from '../../domain/workItem.ts';
import type { lastDeadlineChange } from '../../prisma/repositories/deadlineChanges.ts';
import type { DeadlinePreview as Preview } from '../../prisma/repositories/deadlineLook.ts';
import type { MeasureRow as Row, ScoreRow } from '../../prisma/repositories/measureReads.ts';
import { presentGroups } from '../common/moves.ts';
import type { UnitRef } from '../common/schema.ts';
import type { Measure, MeasureRow, ScoreEntry } from './schema.ts';

type DeadlineChange = NonNullable<Awaited<ReturnType<typeof lastDeadlineChange>>>;

/** As much of a report as the register shows. */
const EXCERPT = 80;

export function presentMeasureRow(row: Row): MeasureRow {
  const units = (role: string): UnitRef[] =>
    row.assignments
      .filter((assignment) => assignment.role === role)
      .map(({ unit }) => ({ id: unit.id, name: unit.name }));
  const { standing, lastReport, supervision } = row;
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    path: row.path,
    leaders: row.leaders,
    leadUnits: units('LEAD'),
    responsibleUnits: units('RESPONSIBLE'),
    supportingUnits: units('SUPPORTING'),
    responsiblePersons: row.assignments.flatMap(({ unit, responsiblePerson }) =>
      responsiblePerson ? [{ unit: { id: unit.id, name: unit.name }, name: responsiblePerson }] : [],
    ),
    deadline: { text: row.deadlineText, kind: row.deadlineKind, date: row.deadlineOn, extended: row.extended },
    indicators: row.indicators.map(({ id, text, comparator, value, valueTo, unit, period, by }) => ({
      text,
      comparator,
      value,
      valueTo,
      unit,
      period,
      by,
      actuals: row.actuals
        .filter(({ indicatorId }) => indicatorId === id)
        .map(({ value: actual, on, unit: reporter, workItemId }) => ({
          value: actual,
          on,
          unit: reporter,
          workItemId,
        })),
    })),
    light: { colour: standing.light, reason: standing.reason },
    lastReport: lastReport && { ...lastReport, text: excerpt(lastReport.text) },
    supervision: supervision && { ...supervision, rungLabel: rungLabel(supervision.rung) },
    state: row.state,
    pausedOn: row.pausedOn,
    urgent: row.urgent,
    stateReason: row.stateReason,
    openItems: standing.openItems,
    overdueItems: standing.overdueItems,
  };
}

export function presentDeadlineChange(change: DeadlineChange): Measure['deadlineChange'] {
  const { id, fromOn, toOn, reason, savedBy, savedOn } = change;
  return { id, from: fromOn, to: toOn, reason, savedBy, savedOn };
}

/** Previews of one measure or several: what moves as the browser gets it, the rest as it is. */
export function presentDeadlineMoves<P extends Pick<Preview, 'items' | 'toCome'>>({ items, toCome, ...rest }: P) {
  return {
    ...rest,
    items: presentGroups(items),
    toCome: toCome.map(({ kind, from, to }) => ({ label: kindFacts[kind].label, from, to })),
  };
}

function excerpt(text: string): string {
  const characters = [...text];
  return characters.length <= EXCERPT ? text : `${characters.slice(0, EXCERPT - 1).join('')}…`;
}

export function presentScore(row: ScoreRow): ScoreEntry {
  return {
    unit: row.unit,
    year: row.yearKey,
    score: row.score,
    passed: row.passed,
    points: row.points.map(({ text, delta }) => ({ text, delta })),
  };
}
