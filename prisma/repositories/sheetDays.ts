import { addWorkingDays } from '../../domain/calendar.ts';
import { calendarOf } from '../../domain/ownDays.ts';
import type { Day } from '../../domain/process/types.ts';
import type { Tx } from '../client.ts';
import type { WorkItem } from '../generated/client.ts';
import type { WorkItemCreateManyInput } from '../generated/models.ts';
import type { CountyDay } from './clock.ts';

/*
 * A unit's sheet of a period is due with the first of its reports that is still to come: more time for all of them is
 * more time for it, whether it was open by then or opens later. Whoever grants it locks the unit's part of the plan,
 * whose process opens the sheet, before either looks for the other.
 */

export const STILL_OPEN: WorkItem['state'][] = ['OPEN', 'PREPARED'];

type OfPeriod = { planId?: string | null; unitId?: string | null; periodKey?: string | null };

/** The first day on which one of the sheet's reports that are still to come is due; null where there is none. */
export async function firstReportDay(tx: Tx, sheet: OfPeriod): Promise<Day | null> {
  return (await firstReport(tx, sheet))._min.dueOn;
}

function firstReport(tx: Tx, { planId = null, unitId = null, periodKey = null }: OfPeriod) {
  return tx.workItem.aggregate({
    where: { planId, unitId, periodKey, kind: 'REPORT', state: { in: STILL_OPEN } },
    _min: { dueOn: true },
    _count: { _all: true, originalDueOn: true },
  });
}

/**
 * The sheet that a report goes with, while it is to be handed in. The unit's part of the plan is locked with the
 * report's process, in the order of their ids as every step locks them.
 */
export async function lockSheetOf(tx: Tx, reportId: string): Promise<string | null> {
  const report = await tx.workItem.findUniqueOrThrow({ where: { id: reportId } });
  const { kind, instanceId, planId, unitId, periodKey } = report;
  if (kind !== 'REPORT' || planId === null || unitId === null || periodKey === null) return null;
  await tx.$queryRaw`
    SELECT id FROM "ProcessInstance"
    WHERE id = ${instanceId} OR ("planId" = ${planId} AND "unitId" = ${unitId} AND "subjectKind" = 'UNIT_IN_PLAN')
    ORDER BY id FOR UPDATE`;
  const sheet = await tx.workItem.findFirst({
    where: { planId, unitId, periodKey, kind: 'SHEET', state: { in: STILL_OPEN } },
    select: { id: true },
  });
  return sheet?.id ?? null;
}

/** Sheets that open after all their reports were given more time get the first of those days. */
export async function followReports(tx: Tx, county: CountyDay, rows: WorkItemCreateManyInput[]): Promise<void> {
  for (const row of rows) {
    if (row.kind !== 'SHEET' || row.round !== 1 || !row.dueOn || !row.periodKey) continue;
    const { _min, _count } = await firstReport(tx, row);
    const extended = _count._all > 0 && _count.originalDueOn === _count._all;
    if (!extended || _min.dueOn === null || _min.dueOn <= row.dueOn) continue;
    row.originalDueOn = row.dueOn;
    row.dueOn = _min.dueOn;
    if (row.deemOn && row.deemedAfter) {
      row.deemOn = addWorkingDays(calendarOf(county, row), row.dueOn, row.deemedAfter);
    }
  }
}
