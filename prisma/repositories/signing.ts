import { DubanError } from '../../domain/errors.ts';
import type { Day } from '../../domain/process/types.ts';
import { awaitsSigning } from '../../domain/workItem.ts';
import type { Db, Tx } from '../client.ts';
import type { Actor } from './actor.ts';
import { keptPostBook, peopleOf } from './audiences.ts';
import { lockCountyDay } from './clock.ts';
import { asHolder, lockItem, recordItem, requireVersion, updateItem } from './itemWriting.ts';
import { signedLate } from './lateness.ts';
import { insertNotices, NOTED_COLUMNS, type NotedItem } from './notices.ts';
import { loadSubjects } from './subjects.ts';

/**
 * The holder signs for an item 签收: it has been read and is taken on. Nothing else about it changes.
 *
 * @throws DubanError CONFLICT where nobody needs to sign for it, or somebody has.
 */
export function signForItem(db: Db, actor: Actor, input: { id: string; version?: number | undefined }): Promise<void> {
  return db.$transaction(async (tx) => {
    const county = await lockCountyDay(tx, actor.countyId);
    const item = await lockItem(tx, actor.countyId, input.id);
    const holder = asHolder(actor, item);
    if (!awaitsSigning(item)) {
      throw new DubanError('CONFLICT', {
        zh: '该事项无需签收或已签收',
        en: 'This item needs no signing, or is signed for',
      });
    }
    requireVersion(item, input.version);
    await updateItem(tx, item, { signedOn: county.today, signedBy: holder.personName });
    await tx.notice.updateMany({
      where: { workItemId: item.id, kind: 'UNSIGNED', digestId: null, withdrawnOn: null },
      data: { withdrawnOn: county.today },
    });
    const late = signedLate(item, county, county.today);
    await recordItem(tx, county, holder, item, 'WORK_ITEM_SIGNED', { late });
  });
}

const BATCH = 500;

/**
 * Tells holders, and the heads of their units, of items whose signing limit has passed; of each item once. Those of a
 * paused measure wait until it goes on.
 */
export async function tellUnsigned(db: Db, countyId: string, day: Day): Promise<void> {
  const postBook = keptPostBook(countyId, day);
  for (let after = ''; ; ) {
    const ids = await db.$transaction((tx) => tellBatch(tx, countyId, day, after, postBook));
    const last = ids.at(-1);
    if (last === undefined || ids.length < BATCH) return;
    after = last;
  }
}

async function tellBatch(
  tx: Tx,
  countyId: string,
  day: Day,
  after: string,
  postBook: ReturnType<typeof keptPostBook>,
): Promise<string[]> {
  const items = await tx.$queryRaw<NotedItem[]>`
    SELECT ${NOTED_COLUMNS} FROM "WorkItem" w LEFT JOIN "Measure" m ON m.id = w."measureId"
    WHERE w."countyId" = ${countyId} AND w.state = 'OPEN' AND w."signBy" < ${day} AND w."signedOn" IS NULL
      AND w.id > ${after} AND m."pausedOn" IS NULL
      AND NOT EXISTS (SELECT 1 FROM "Notice" n WHERE n."workItemId" = w.id AND n.kind = 'UNSIGNED')
    ORDER BY w.id LIMIT ${BATCH} FOR UPDATE OF w`;
  const ids = items.map(({ id }) => id);
  if (ids.length === 0) return ids;
  const book = await postBook(tx);
  const subjects = await loadSubjects(
    tx,
    { countyId, today: day },
    items.map((item) => ({ ...item, id: item.instanceId, subjectKind: 'MEASURE' as const })),
  );
  await insertNotices(
    tx,
    items.flatMap((item) =>
      peopleOf(['holder', 'unitHead'], item, book, subjects).map((told) => ({
        ...{ ...told, countyId, workItemId: item.id, escalationId: null, kind: 'UNSIGNED', day },
      })),
    ),
  );
  return ids;
}
