import { DubanError } from '../../domain/errors.ts';
import type { Tx } from '../client.ts';
import { type Letter, Prisma } from '../generated/client.ts';
import type { Actor } from './actor.ts';
import { type Approval, isApprover } from './escalations.ts';
import { decodeCursor, type PageOf, type Paging, toPage } from './paging.ts';
import { reachOf } from './scope.ts';

/** A letter with the names around it. */
export interface LetterRow extends Letter, Approval {
  measureTitle: string | null;
  unitName: string | null;
}

/**
 * Condition on `"Letter" l`: the office and chief leaders see all; a unit sees letters addressed to it once they are
 * signed; a responsible leader those of the measures answered for.
 */
function lettersSeen(actor: Actor): Prisma.Sql {
  const reach = reachOf(actor);
  const county = Prisma.sql`l."countyId" = ${reach.countyId}`;
  if (reach.all) return county;
  return Prisma.sql`(${county} AND (
    (l."unitId" = ANY(${reach.unitIds}) AND l.state = 'SIGNED')
    OR EXISTS (SELECT 1 FROM "MeasureLeader" r WHERE r."measureId" = l."measureId" AND r."postId" = ANY(${reach.leaderPostIds}))
    OR (${reach.discipline} AND l.state = 'SIGNED' AND EXISTS (SELECT 1 FROM "Escalation" e
      WHERE e."workItemId" = l."workItemId" AND e.rung IN ('COPY', 'REFER') AND e.state IN ('SENT', 'APPROVED', 'ACKNOWLEDGED')))))`;
}

/** Letters by the day of drafting, latest first. */
export async function listLetters(
  db: Tx,
  actor: Actor,
  { state, cursor, limit }: Paging & { state?: Letter['state'] | undefined },
): Promise<PageOf<LetterRow>> {
  const after = decodeCursor(cursor, 2);
  const rows = await lettersWhere(
    db,
    actor,
    Prisma.sql`${state ? Prisma.sql`l.state::text = ${state}` : Prisma.sql`true`}
      ${after ? Prisma.sql`AND (l."draftedOn", l.id) < (${after[0]}, ${after[1]})` : Prisma.empty}`,
    limit + 1,
  );
  return toPage(rows, limit, (row) => [row.draftedOn, row.id]);
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

function lettersWhere(db: Tx, actor: Actor, where: Prisma.Sql, limit: number): Promise<LetterRow[]> {
  return db.$queryRaw<LetterRow[]>`
    SELECT l.*, l.state::text AS state, m.title AS "measureTitle", u.name AS "unitName",
      e."approverKind"::text AS "approverKind", e."approverPostId", e."approverUnitId"
    FROM "Letter" l JOIN "Escalation" e ON e."letterId" = l.id LEFT JOIN "Measure" m ON m.id = l."measureId" LEFT JOIN "Unit" u ON u.id = l."unitId"
    WHERE ${lettersSeen(actor)} AND ${where} ORDER BY l."draftedOn" DESC, l.id DESC LIMIT ${limit}`;
}

/** Whether the button to sign is shown: to whom the order waits for. */
export function maySign(actor: Actor, letter: LetterRow): boolean {
  return letter.state === 'DRAFT' && isApprover(actor, letter);
}
