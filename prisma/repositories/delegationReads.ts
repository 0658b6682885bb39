import type { Delegated } from '../../domain/delegation.ts';
import type { PostKind } from '../../domain/holding.ts';
import type { Day } from '../../domain/process/types.ts';
import type { Tx } from '../client.ts';
import { Prisma } from '../generated/client.ts';
import type { Actor } from './actor.ts';
import { decodeCursor, type PageOf, type Paging, toPage } from './paging.ts';
import { type PostRow, postsById } from './parties.ts';
import { holdsAny } from './scope.ts';
import { formerUnits } from './unitLineage.ts';

/** Condition on `"Delegation" d`: it runs on the day, and its delegator holds the post on that day. */
export function runsOn(day: Day): Prisma.Sql {
  return Prisma.sql`(d."endedOn" IS NULL AND d."fromDay" <= ${day} AND d."toDay" >= ${day} AND EXISTS (
    SELECT 1 FROM "PostHolding" g WHERE g."postId" = d."postId" AND g."personId" = d."fromPersonId"
      AND g."fromDay" <= ${day} AND (g."toDay" IS NULL OR g."toDay" >= ${day})))`;
}

/** A post that a person holds on a day, in their own right or by delegation. */
export interface HeldPostRow {
  id: string;
  kind: PostKind;
  unitId: string | null;
  title: string;
  unitName: string | null;
  delegated: Delegated | null;
  /** The last day of the delegation. */
  until: Day | null;
  /** Units that went up in its unit. */
  formerUnitIds: string[];
}

/** Every post that a person holds on the day; of one that is both their own and delegated only their own. */
export async function postsHeld(db: Tx, personId: string, day: Day): Promise<HeldPostRow[]> {
  const rows = await db.$queryRaw<
    (Omit<HeldPostRow, 'delegated' | 'formerUnitIds'> & {
      fromId: string | null;
      fromName: string | null;
      signingOnly: boolean | null;
    })[]
  >`
    SELECT o.id, o.kind::text AS kind, o.title, o."unitId", u.name AS "unitName",
      NULL AS "fromId", NULL AS "fromName", NULL::boolean AS "signingOnly", NULL AS until
    FROM "PostHolding" h JOIN "Post" o ON o.id = h."postId" LEFT JOIN "Unit" u ON u.id = o."unitId"
    WHERE h."personId" = ${personId} AND h."fromDay" <= ${day} AND (h."toDay" IS NULL OR h."toDay" >= ${day})
    UNION ALL
    SELECT o.id, o.kind::text, o.title, o."unitId", u.name, d."fromPersonId", p.name, d."signingOnly", d."toDay"
    FROM "Delegation" d JOIN "Post" o ON o.id = d."postId" LEFT JOIN "Unit" u ON u.id = o."unitId"
      JOIN "Person" p ON p.id = d."fromPersonId"
    WHERE d."toPersonId" = ${personId} AND ${runsOn(day)}
    ORDER BY 1, "fromId" NULLS FIRST`;
  const all = await holdingsOf(
    db,
    rows.flatMap((row) => row.fromId ?? []),
    day,
  );
  const own = new Set(rows.flatMap((row) => (row.fromId === null ? [row.id] : [])));
  const former = await formerUnits(
    db,
    rows.flatMap((row) => row.unitId ?? []),
  );
  return rows
    .filter((row) => row.fromId === null || !own.has(row.id))
    .map(({ fromId, fromName, signingOnly, ...row }) => ({
      ...row,
      formerUnitIds: former.get(row.unitId ?? '') ?? [],
      delegated:
        fromId === null
          ? null
          : {
              ...{ personId: fromId, personName: fromName ?? '', signingOnly: signingOnly === true },
              postIds: all.flatMap((held) => (held.personId === fromId ? [held.postId] : [])),
              unitIds: all.flatMap((held) => (held.personId === fromId && held.post.unitId ? [held.post.unitId] : [])),
            },
    }));
}

async function holdingsOf(db: Tx, personIds: string[], day: Day) {
  if (personIds.length === 0) return [];
  return db.postHolding.findMany({
    where: { personId: { in: personIds }, fromDay: { lte: day }, OR: [{ toDay: null }, { toDay: { gte: day } }] },
    select: { personId: true, postId: true, post: { select: { unitId: true } } },
  });
}

/** A delegation that runs today, as notices need it. */
export interface RunningDelegation {
  fromPersonId: string;
  fromName: string;
  toPersonId: string;
  kind: PostKind;
  unitId: string | null;
}

export function runningDelegations(
  db: Tx,
  countyId: string,
  fromPersonIds: readonly string[],
  day: Day,
): Promise<RunningDelegation[]> {
  return db.$queryRaw<RunningDelegation[]>`
    SELECT d."fromPersonId", p.name AS "fromName", d."toPersonId", o.kind::text AS kind, o."unitId"
    FROM "Delegation" d JOIN "Post" o ON o.id = d."postId" JOIN "Person" p ON p.id = d."fromPersonId"
    WHERE d."countyId" = ${countyId} AND d."fromPersonId" = ANY(${[...fromPersonIds]}) AND ${runsOn(day)}
    ORDER BY d.id`;
}

export interface DelegationRow {
  id: string;
  post: PostRow;
  from: { id: string; name: string };
  to: { id: string; name: string };
  fromDay: Day;
  toDay: Day;
  signingOnly: boolean;
  reason: string;
  madeBy: string;
  madeOn: Day;
  endedOn: Day | null;
  endedBy: string | null;
  /** By the business day. */
  state: 'PLANNED' | 'RUNNING' | 'OVER' | 'ENDED';
}

/** Whoever delegated, the office and administrators end a delegation; the delegate gives it back. */
export function mayEndDelegation(
  actor: Actor,
  row: { state: DelegationRow['state']; from: { id: string }; to: { id: string } },
) {
  const open = row.state === 'PLANNED' || row.state === 'RUNNING';
  return open && (concernsSelf(actor, row) || keeps(actor));
}

function concernsSelf({ personId }: Actor, { from, to }: { from: { id: string }; to: { id: string } }): boolean {
  return from.id === personId || to.id === personId;
}

/** The office and administrators delegate for others, in their own right alone. */
export function keeps(actor: Actor): boolean {
  return holdsAny({ ...actor, posts: actor.posts.filter((post) => post.delegated === undefined) }, ['OFFICE', 'ADMIN']);
}

/** Delegations that the actor may see, the latest first: one's own; the office and administrators all. */
export async function listDelegations(
  db: Tx,
  actor: Actor,
  { mine, cursor, limit }: Paging & { mine?: boolean | undefined },
): Promise<PageOf<DelegationRow>> {
  const after = decodeCursor(cursor, 2);
  const { personId, countyId } = actor;
  const rows = await db.delegation.findMany({
    where: {
      countyId,
      ...(mine || !keeps(actor) ? { OR: [{ fromPersonId: personId }, { toPersonId: personId }] } : {}),
      ...(after
        ? {
            AND: {
              OR: [{ fromDay: { lt: String(after[0]) } }, { fromDay: String(after[0]), id: { lt: String(after[1]) } }],
            },
          }
        : {}),
    },
    orderBy: [{ fromDay: 'desc' }, { id: 'desc' }],
    take: limit + 1,
    include: { fromPerson: true, toPerson: true },
  });
  const paged = toPage(rows, limit, (row) => [row.fromDay, row.id]);
  const posts = await postsById(
    db,
    actor.businessDay,
    paged.items.map((row) => row.postId),
  );
  return {
    ...paged,
    items: paged.items.flatMap(({ fromPerson, toPerson, postId, ...row }) => {
      const post = posts.get(postId);
      if (!post) return [];
      const from = { id: fromPerson.id, name: fromPerson.name };
      const to = { id: toPerson.id, name: toPerson.name };
      return [{ ...row, post, from, to, state: stateOn(row, actor.businessDay) }];
    }),
  };
}

function stateOn({ fromDay, toDay, endedOn }: { fromDay: Day; toDay: Day; endedOn: Day | null }, today: Day) {
  if (endedOn !== null) return 'ENDED';
  if (today < fromDay) return 'PLANNED';
  return today <= toDay ? 'RUNNING' : 'OVER';
}
