import { randomUUID } from 'node:crypto';
import { concerns } from '../../domain/delegation.ts';
import type { Audience } from '../../domain/ladder/index.ts';
import type { PassingCause } from '../../domain/notices/gaps.ts';
import type { Day } from '../../domain/process/types.ts';
import type { Db, Tx } from '../client.ts';
import { Prisma, type WorkItem } from '../generated/client.ts';
import { keptPostBook, peopleOf } from './audiences.ts';
import { insertRows } from './bulk.ts';
import { runningDelegations } from './delegationReads.ts';
import { loadSubjects } from './subjects.ts';

export interface NewNotice {
  countyId: string;
  personId: string;
  workItemId: string;
  escalationId: string | null;
  /** A rung's key, or OPENED, UNSIGNED, LISTED, TO_SIGN, TO_APPROVE, REFERRED, LETTER, TALK_APPROVED, EXTENSION_GRANTED. */
  kind: string;
  day: Day;
  /** As what the person is told: the answer to "why do I get this". */
  reason: Audience;
  /** Whether it is sent on days that are no working days, too. */
  onDaysOff?: boolean;
  /** Why it came to this person, who is next in line; null where it is the person's own. */
  passedBecause?: PassingCause | null;
  /** In place of whom, by name. */
  insteadOf?: string | null;
}

/** A notice exists once per person, item, kind and day; the digest of the day collects what is there. */
export async function insertNotices(tx: Tx, notices: NewNotice[]): Promise<void> {
  if (notices.length === 0) return;
  const all = [...notices, ...(await toDelegates(tx, notices))];
  await insertRows(
    tx,
    'Notice',
    all.map((notice) => ({ onDaysOff: false, ...notice, id: randomUUID() })),
  );
}

/** What delegates hear of, too: whatever reaches a delegator for the sake of the delegated post. */
async function toDelegates(tx: Tx, notices: NewNotice[]): Promise<(NewNotice & { onBehalfOf: string })[]> {
  const [{ countyId, day } = { countyId: '', day: '' }] = notices;
  const running = await runningDelegations(tx, countyId, [...new Set(notices.map((one) => one.personId))], day);
  if (running.length === 0) return [];
  const items = await tx.workItem.findMany({
    where: { id: { in: [...new Set(notices.map((one) => one.workItemId))] } },
    select: { id: true, holderKind: true, unitId: true },
  });
  const byId = new Map(items.map((item) => [item.id, item]));
  return notices.flatMap((notice) => {
    const item = byId.get(notice.workItemId);
    return running.flatMap((one) =>
      item && one.fromPersonId === notice.personId && concerns(one, notice.reason, item)
        ? [{ ...notice, personId: one.toPersonId, onBehalfOf: one.fromName }]
        : [],
    );
  });
}

const BATCH = 500;

/** What is read of an item to tell people of it. */
export type NotedItem = Pick<
  WorkItem,
  'id' | 'countyId' | 'instanceId' | 'planId' | 'measureId' | 'unitId' | 'postId' | 'holderKind'
>;

/** Its columns, of `"WorkItem" w`. */
export const NOTED_COLUMNS = Prisma.sql`w.id, w."countyId", w."instanceId", w."planId", w."measureId", w."unitId",
  w."postId", w."holderKind"::text AS "holderKind"`;

/**
 * Tells holders of the items that were opened since the last round and are still open.
 *
 * @returns how many items were announced.
 */
export async function announceOpened(db: Db, countyId: string, day: Day): Promise<number> {
  let announced = 0;
  const postBook = keptPostBook(countyId, day);
  for (;;) {
    const batch = await db.$transaction((tx) => announceBatch(tx, countyId, day, postBook));
    announced += batch;
    if (batch < BATCH) return announced;
  }
}

async function announceBatch(
  tx: Tx,
  countyId: string,
  day: Day,
  postBook: ReturnType<typeof keptPostBook>,
): Promise<number> {
  const items = await tx.$queryRaw<NotedItem[]>`
    UPDATE "WorkItem" w SET "announcedOn" = ${day} FROM (
      SELECT id FROM "WorkItem" WHERE "countyId" = ${countyId} AND state = 'OPEN' AND "announcedOn" IS NULL
      ORDER BY id LIMIT ${BATCH} FOR UPDATE) new
    WHERE w.id = new.id
    RETURNING ${NOTED_COLUMNS}`;
  if (items.length === 0) return 0;
  const book = await postBook(tx);
  const subjects = await loadSubjects(
    tx,
    { countyId, today: day },
    items.map((item) => ({ ...item, id: item.instanceId, subjectKind: 'MEASURE' as const })),
  );
  await insertNotices(
    tx,
    items.flatMap((item) =>
      peopleOf(['holder'], item, book, subjects).map((told) => ({
        ...{ ...told, countyId, workItemId: item.id, escalationId: null, kind: 'OPENED', day },
      })),
    ),
  );
  return items.length;
}
