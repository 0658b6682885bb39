import { addWorkingDays } from '../../domain/calendar.ts';
import type { Day } from '../../domain/process/types.ts';
import type { Db, Tx } from '../client.ts';
import type { Escalation } from '../generated/client.ts';
import { type AudienceOf, keptPostBook, type PostBook, peopleOf, postDeciding } from './audiences.ts';
import { recordEvents } from './audit.ts';
import { type CountyDay, lockCountyDay } from './clock.ts';
import { insertNotices, type NewNotice } from './notices.ts';
import { loadSubjects, type Subjects } from './subjects.ts';

const BATCH = 200;

/**
 * Passes on what was not decided in its time: to the deputy whom the ladder names, who has the same time again, and
 * else, once, to the notice of the chief leaders; it stays with whoever decides then. Nothing is decided by time alone.
 *
 * @returns how many were passed on.
 */
export async function passLateApprovals(db: Db, countyId: string, day: Day): Promise<number> {
  let passed = 0;
  const postBook = keptPostBook(countyId, day);
  for (;;) {
    const batch = await db.$transaction((tx) => passBatch(tx, countyId, day, postBook));
    passed += batch;
    if (batch < BATCH) return passed;
  }
}

async function passBatch(
  tx: Tx,
  countyId: string,
  day: Day,
  postBook: ReturnType<typeof keptPostBook>,
): Promise<number> {
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
  const items = await tx.workItem.findMany({
    where: { id: { in: rows.map((row) => row.workItemId) } },
    omit: { text: true, fields: true },
  });
  const subjects = await loadSubjects(
    tx,
    county,
    items.map((item) => ({ ...item, id: item.instanceId, subjectKind: 'MEASURE' as const })),
  );
  const about = { items: new Map(items.map((item) => [item.id, item])), subjects, book: await postBook(tx) };
  const notices: NewNotice[] = [];
  for (const row of rows) notices.push(...(await passOne(tx, county, row, about)));
  await insertNotices(tx, notices);
  return rows.length;
}

/** What the approvals of a batch are about, and who there is to decide. */
interface About {
  items: Map<string, AudienceOf>;
  subjects: Subjects;
  book: PostBook;
}

async function passOne(tx: Tx, county: CountyDay, row: Escalation, { items, subjects, book }: About) {
  const item = items.get(row.workItemId);
  if (!item) throw new Error(`Escalation ${row.id} has lost its item`);
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
  const told = deputy
    ? (book.byId.get(deputy.approverPostId)?.personIds ?? []).map((personId) => ({ personId, reason: 'post' as const }))
    : peopleOf(['countyChiefs'], item, book, subjects);
  return told.map(
    (person): NewNotice => ({
      ...{ ...person, countyId: county.countyId, workItemId, escalationId: row.id },
      ...{ kind: deputy ? 'DEPUTY' : 'APPROVAL_LATE', day: county.today },
    }),
  );
}
