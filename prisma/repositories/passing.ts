import type { Audience } from '../../domain/ladder/index.ts';
import type { PassingCause } from '../../domain/notices/gaps.ts';
import { OUTLIVES_ITEM } from '../../domain/notices/state.ts';
import type { Day } from '../../domain/process/types.ts';
import type { Db, Tx } from '../client.ts';
import { Prisma, type WorkItem } from '../generated/client.ts';
import { keptPostBook, nextInLine } from './audiences.ts';
import { insertNotices, type NewNotice } from './notices.ts';
import { loadSubjects } from './subjects.ts';

const BATCH = 500;

/** Condition on a `"Person"` under an alias: mail reaches them, as far as is known. */
export function reachable(alias: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(coalesce(${alias}.email, '') <> '' AND ${alias}."mailFailedOn" IS NULL)`;
}

type ItemOf = Pick<WorkItem, 'instanceId' | 'planId' | 'measureId' | 'unitId' | 'postId' | 'holderKind'>;

/** A notice that is not to be mailed to its reader. */
interface Stranded extends ItemOf {
  id: string;
  personId: string;
  personName: string;
  workItemId: string;
  escalationId: string | null;
  kind: string;
  day: Day;
  reason: Audience;
  onDaysOff: boolean;
  because: PassingCause;
}

/**
 * Passes on to the next in line what mail cannot bring to its reader: one without an address, or with one to which mail
 * was found not to arrive since the notice was sent. The reader still finds it in the inbox. Each notice is passed on
 * once; whoever was told of the same by then is not told again.
 *
 * @returns how many were passed on.
 */
export async function passOn(db: Db, countyId: string, day: Day): Promise<number> {
  const unreachable = await unreachablePeople(db, countyId);
  if (unreachable.size === 0) return 0;
  const postBook = keptPostBook(countyId, day);
  let passed = 0;
  for (;;) {
    const batch = await db.$transaction((tx) => passBatch(tx, { countyId, day, unreachable, postBook }));
    passed += batch;
    if (batch < BATCH) return passed;
  }
}

interface Passing {
  countyId: string;
  day: Day;
  /** Whom mail does not reach. */
  unreachable: ReadonlySet<string>;
  postBook: ReturnType<typeof keptPostBook>;
}

async function passBatch(tx: Tx, passing: Passing): Promise<number> {
  const { countyId, day, unreachable, postBook } = passing;
  const stranded = await takeStranded(tx, passing);
  if (stranded.length === 0) return 0;
  const book = await postBook(tx);
  const subjects = await loadSubjects(
    tx,
    { countyId, today: day },
    stranded.map((notice) => ({ ...notice, countyId, id: notice.instanceId, subjectKind: 'MEASURE' as const })),
  );
  const notices = stranded.flatMap((notice) =>
    nextInLine(notice, notice, book, subjects, unreachable).map(
      (personId): NewNotice => ({
        ...{ countyId, personId, workItemId: notice.workItemId, escalationId: notice.escalationId },
        ...{ kind: notice.kind, day, reason: notice.reason, onDaysOff: notice.onDaysOff },
        ...{ passedBecause: notice.because, insteadOf: notice.personName },
      }),
    ),
  );
  await insertNotices(tx, await untold(tx, notices, stranded));
  return stranded.length;
}

/** Two rounds at once take different ones. What a delegate hears the delegator hears, too, and that is passed on. */
function takeStranded(tx: Tx, { countyId, day, unreachable }: Passing): Promise<Stranded[]> {
  return tx.$queryRaw<Stranded[]>`
    WITH stranded AS (
      SELECT n.id FROM "Notice" n JOIN "WorkItem" w ON w.id = n."workItemId" LEFT JOIN "Digest" d ON d.id = n."digestId"
      WHERE n."countyId" = ${countyId} AND n."personId" = ANY(${[...unreachable]})
        AND n."passedOn" IS NULL AND n."onBehalfOf" IS NULL AND n."withdrawnOn" IS NULL AND (d.id IS NULL OR d.state NOT IN ('SENT', 'EMPTY'))
        AND (w.state IN ('OPEN', 'PREPARED') OR n.kind ~ ${OUTLIVES_ITEM.source})
      ORDER BY n.id LIMIT ${BATCH} FOR UPDATE OF n SKIP LOCKED)
    UPDATE "Notice" n SET "passedOn" = ${day} FROM stranded s, "Person" r, "WorkItem" w
    WHERE n.id = s.id AND r.id = n."personId" AND w.id = n."workItemId"
    RETURNING n.id, n."personId", r.name AS "personName", n."workItemId", n."escalationId", n.kind, n.day, n.reason,
      n."onDaysOff", CASE WHEN r."mailFailedOn" IS NULL THEN 'NO_ADDRESS' ELSE 'ADDRESS_FAILED' END AS because,
      w."instanceId", w."planId", w."measureId", w."unitId", w."postId", w."holderKind"::text AS "holderKind"`;
}

async function unreachablePeople(tx: Tx, countyId: string): Promise<ReadonlySet<string>> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT r.id FROM "Person" r WHERE r."countyId" = ${countyId} AND NOT ${reachable(Prisma.sql`r`)}`;
  return new Set(rows.map(({ id }) => id));
}

/** Without those whose reader has been told of the same item by a notice of the same kind since. */
async function untold(tx: Tx, notices: NewNotice[], stranded: readonly Stranded[]): Promise<NewNotice[]> {
  const since = new Map(stranded.map((notice) => [`${notice.workItemId} ${notice.kind}`, notice.day]));
  const told = await tx.notice.findMany({
    where: {
      personId: { in: [...new Set(notices.map(({ personId }) => personId))] },
      workItemId: { in: [...new Set(notices.map(({ workItemId }) => workItemId))] },
    },
    select: { personId: true, workItemId: true, kind: true, day: true },
  });
  const known = new Set(
    told
      .filter(({ workItemId, kind, day }) => day >= (since.get(`${workItemId} ${kind}`) ?? ''))
      .map(({ personId, workItemId, kind }) => `${personId} ${workItemId} ${kind}`),
  );
  return notices.filter(({ personId, workItemId, kind }) => !known.has(`${personId} ${workItemId} ${kind}`));
}
