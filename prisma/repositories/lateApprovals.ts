import { addWorkingDays } from '../../domain/calendar.ts';
import type { Day } from '../../domain/process/types.ts';
import type { Db, Tx } from '../client.ts';
import type { Escalation } from '../generated/client.ts';
import { loadPostBook, type PostBook, peopleOf, postDeciding } from './audiences.ts';
import { recordEvents } from './audit.ts';
import { type CountyDay, lockCountyDay } from './clock.ts';
import { insertNotices, type NewNotice } from './notices.ts';
import { loadSubjects } from './subjects.ts';

const BATCH = 200;

/**
 * Passes on what was not decided in its time: to the deputy whom the ladder names, who has the same time again, and
 * else, once, to the notice of the chief leaders; it stays with whoever decides then. Nothing is decided by time alone.
 *
 * @returns how many were passed on.
 */
export async function passLateApprovals(db: Db, countyId: string, day: Day): Promise<number> {
  let passed = 0;
  for (;;) {
    const batch = await db.$transaction((tx) => passBatch(tx, countyId, day));
    passed += batch;
    if (batch < BATCH) return passed;
  }
}

async function passBatch(tx: Tx, countyId: string, day: Day): Promise<number> {
  const county = { ...(await lockCountyDay(tx, countyId)), today: day };
  const late = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM "Escalation"
    WHERE "countyId" = ${countyId} AND state = 'DRAFTED' AND "decideBy" < ${day}
      AND ("explainUntil" IS NULL OR "explainUntil" < ${day})
    ORDER BY id LIMIT ${BATCH} FOR UPDATE`;
  if (late.length === 0) return 0;
  const rows = await tx.escalation.findMany({
    where: { id: { in: late.map((row) => row.id) } },
    orderBy: { id: 'asc' },
  });
  const book = await loadPostBook(tx, countyId, day);
  const notices: NewNotice[] = [];
  for (const row of rows) notices.push(...(await passOne(tx, county, row, book)));
  await insertNotices(tx, notices);
  return rows.length;
}

async function passOne(tx: Tx, county: CountyDay, row: Escalation, book: PostBook): Promise<NewNotice[]> {
  const item = await tx.workItem.findUniqueOrThrow({ where: { id: row.workItemId } });
  const deputy = row.deputyPostId === null ? null : postDeciding(row.deputyPostId, item, book);
  const decideBy = deputy && addWorkingDays(county.calendar, county.today, row.decideWithin ?? 1);
  await tx.escalation.update({
    where: { id: row.id },
    data: { ...deputy, decideBy, deputyPostId: null, updatedOn: county.today },
  });
  if (deputy && row.letterId !== null) await tx.letter.update({ where: { id: row.letterId }, data: deputy });
  const { planId, measureId, workItemId, instanceId, unitId, rung } = row;
  await recordEvents(tx, [
    {
      ...{ countyId: county.countyId, kind: 'APPROVAL_PASSED_ON', businessDay: county.today },
      ...{ planId, measureId, workItemId, instanceId, unitId },
      data: { rung, escalationId: row.id, to: deputy ? 'deputy' : 'chiefs', decideBy: row.decideBy },
    },
  ]);
  const subjects = await loadSubjects(tx, county, [{ ...item, id: item.instanceId, subjectKind: 'MEASURE' }]);
  const told = deputy
    ? (book.byId.get(deputy.approverPostId)?.personIds ?? []).map((personId) => ({ personId, reason: 'post' as const }))
    : peopleOf(['countyChiefs'], item, book, subjects);
  return told.map((person) => ({
    ...{ ...person, countyId: county.countyId, workItemId, escalationId: row.id },
    ...{ kind: deputy ? 'DEPUTY' : 'APPROVAL_LATE', day: county.today },
  }));
}
