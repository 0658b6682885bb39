import { DubanError } from '../../domain/errors.ts';
import type { LetterKind } from '../../domain/letters/index.ts';
import type { WorkItemState } from '../../domain/workItem.ts';
import type { Tx } from '../client.ts';
import { type Letter, Prisma } from '../generated/client.ts';
import type { Actor } from './actor.ts';
import { loadCountyDay } from './clock.ts';
import { isApprover } from './escalations.ts';
import { overdueToday } from './lateness.ts';
import { letterObjectUntil } from './objections.ts';
import { decodeCursor, type PageOf, type Paging, toPage } from './paging.ts';
import { reachOf, unitsOf } from './scope.ts';

/** A letter with the names around it and how its answer stands. */
export interface LetterRow extends Letter {
  kind: LetterKind;
  measureTitle: string | null;
  unitName: string | null;
  answerState: WorkItemState | null;
  answeredOn: string | null;
  /** Whether the answer is still to come and late. */
  answerLate: boolean;
  /** Read by whoever may read the answer: not before it has left the unit. */
  answerText: string | null;
  /** The last day on which the unit may object to it; null before it is signed. */
  objectUntil: string | null;
}

/**
 * Condition on `"Letter" l`: the office and chief leaders see all; a unit sees letters addressed to it once they are
 * signed; a responsible leader those of the measures answered for; the discipline commission those that clues are
 * referred to it with, and those about items that were copied or referred to it, never about its own unit.
 */
function lettersSeen(actor: Actor): Prisma.Sql {
  const reach = reachOf(actor);
  const county = Prisma.sql`l."countyId" = ${reach.countyId}`;
  if (reach.all) return county;
  return Prisma.sql`(${county} AND (
    (l."unitId" = ANY(${reach.unitIds}) AND l.state = 'SIGNED' AND l.kind <> 'REFERRAL')
    OR EXISTS (SELECT 1 FROM "MeasureLeader" r WHERE r."measureId" = l."measureId" AND r."postId" = ANY(${reach.leaderPostIds}))
    OR (${reach.discipline} AND l.state = 'SIGNED' AND (l."unitId" IS NULL OR l."unitId" <> ALL(${unitsOf(actor, ['DISCIPLINE'])}))
      AND (l.kind = 'REFERRAL' OR EXISTS (SELECT 1 FROM "Escalation" e
        WHERE e."workItemId" = l."workItemId" AND e.rung IN ('COPY', 'REFER') AND e.state IN ('SENT', 'APPROVED', 'ACKNOWLEDGED'))))))`;
}

export interface LetterFilter extends Paging {
  state?: Letter['state'] | undefined;
  kind?: LetterKind | undefined;
  workItemId?: string | undefined;
  measureId?: string | undefined;
  /** Signed ones that nobody signed for, or that are not answered, or whose day to answer has passed. */
  waiting?: 'receipt' | 'answer' | 'overdue' | undefined;
}

/** Letters by the day of drafting, latest first. */
export async function listLetters(db: Tx, actor: Actor, filter: LetterFilter): Promise<PageOf<LetterRow>> {
  const { cursor, limit } = filter;
  const after = decodeCursor(cursor, 2);
  const rows = await lettersWhere(
    db,
    actor,
    Prisma.sql`true ${await conditions(db, filter, actor)}
      ${after ? Prisma.sql`AND (l."draftedOn", l.id) < (${after[0]}, ${after[1]})` : Prisma.empty}`,
    limit + 1,
  );
  return toPage(rows, limit, (row) => [row.draftedOn, row.id]);
}

export async function countLetters(db: Tx, actor: Actor, filter: Omit<LetterFilter, keyof Paging>): Promise<number> {
  const rows = await db.$queryRaw<{ n: bigint }[]>`
    SELECT count(*) AS n FROM "Letter" l LEFT JOIN "WorkItem" w ON w.id = l."answerItemId"
    WHERE ${lettersSeen(actor)} ${await conditions(db, filter, actor)}`;
  return Number(rows[0]?.n ?? 0);
}

async function conditions(
  db: Tx,
  { state, kind, workItemId, measureId, waiting }: Omit<LetterFilter, keyof Paging>,
  actor: Actor,
): Promise<Prisma.Sql> {
  return Prisma.sql`
    ${state ? Prisma.sql`AND l.state::text = ${state}` : Prisma.empty}
    ${kind ? Prisma.sql`AND l.kind = ${kind}` : Prisma.empty}
    ${workItemId ? Prisma.sql`AND l."workItemId" = ${workItemId}` : Prisma.empty}
    ${measureId ? Prisma.sql`AND l."measureId" = ${measureId}` : Prisma.empty}
    ${waiting ? Prisma.sql`AND l.state = 'SIGNED' AND ${await waitsFor(db, waiting, actor)}` : Prisma.empty}`;
}

async function waitsFor(db: Tx, waiting: NonNullable<LetterFilter['waiting']>, actor: Actor): Promise<Prisma.Sql> {
  switch (waiting) {
    case 'receipt':
      return Prisma.sql`l."receivedOn" IS NULL AND l."liftedOn" IS NULL`;
    case 'answer':
      return Prisma.sql`w.state IN ('OPEN', 'PREPARED')`;
    case 'overdue':
      return overdueToday(db, actor.countyId);
  }
}

export async function readLetter(db: Tx, actor: Actor, id: string): Promise<LetterRow> {
  const [row] = await lettersWhere(db, actor, Prisma.sql`l.id = ${id}`, 1);
  if (!row) throw new DubanError('NOT_FOUND', { zh: '没有找到该文书', en: 'There is no such letter' });
  return row;
}

/** A letter with who issues it, for its files: the unit that signs it, or that of the leader who does. */
export async function readLetterForFile(
  db: Tx,
  actor: Actor,
  id: string,
): Promise<{ letter: LetterRow; issuer: string; rehearsal: boolean }> {
  const letter = await readLetter(db, actor, id);
  const [unit, post, county] = await Promise.all([
    letter.approverUnitId === null ? null : db.unit.findUnique({ where: { id: letter.approverUnitId } }),
    letter.approverPostId === null
      ? null
      : db.post.findUnique({ where: { id: letter.approverPostId }, include: { unit: true } }),
    db.county.findUniqueOrThrow({ where: { id: actor.countyId } }),
  ]);
  const issuer = unit?.name ?? post?.unit?.name ?? county.name;
  return { letter, issuer, rehearsal: county.businessDate !== null };
}

export function lettersById(db: Tx, actor: Actor, ids: readonly string[]): Promise<LetterRow[]> {
  return lettersWhere(db, actor, Prisma.sql`l.id = ANY(${[...ids]})`, ids.length);
}

async function lettersWhere(db: Tx, actor: Actor, where: Prisma.Sql, limit: number): Promise<LetterRow[]> {
  const rows = await db.$queryRaw<Omit<LetterRow, 'objectUntil'>[]>`
    SELECT l.*, l.state::text AS state, l."approverKind"::text AS "approverKind", m.title AS "measureTitle",
      u.name AS "unitName", w.state::text AS "answerState", w."submittedOn" AS "answeredOn",
      coalesce(${await overdueToday(db, actor.countyId)}, false) AS "answerLate",
      CASE WHEN w."submittedOn" IS NOT NULL THEN w.text END AS "answerText"
    FROM "Letter" l LEFT JOIN "Measure" m ON m.id = l."measureId" LEFT JOIN "Unit" u ON u.id = l."unitId"
      LEFT JOIN "WorkItem" w ON w.id = l."answerItemId"
    WHERE ${lettersSeen(actor)} AND ${where} ORDER BY l."draftedOn" DESC, l.id DESC LIMIT ${limit}`;
  const county = await loadCountyDay(db, actor.countyId);
  return rows.map((row) => ({ ...row, objectUntil: letterObjectUntil(row, county) }));
}

/** Whether the button to sign is shown: to whom the order waits for. */
export function maySign(actor: Actor, letter: LetterRow): boolean {
  return letter.state === 'DRAFT' && isApprover(actor, letter);
}
