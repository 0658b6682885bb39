import { DubanError } from '../../domain/errors.ts';
import type { WorkItemKind } from '../../domain/process/types.ts';
import type { Tx } from '../client.ts';
import { Prisma } from '../generated/client.ts';
import type { Actor } from './actor.ts';
import { holdsAny, reachOf } from './scope.ts';
import { STEP_NAME } from './stepNames.ts';

/** What was asked of a unit: work items 要求, letters 文书, notices 通知. */
export type BurdenKind = 'requests' | 'letters' | 'notices';

export interface BurdenRow {
  unitId: string;
  unitName: string;
  /** `YYYY-MM` */
  month: string;
  requests: number;
  letters: number;
  notices: number;
}

/** One source of a month's burden: a plan (null: none) and, of work items, what they are. */
export interface BurdenSource {
  of: BurdenKind;
  planId: string | null;
  planTitle: string | null;
  /** Of a work item its kind, or what its drawing calls the step; else null. */
  itemKind: WorkItemKind | null;
  stepName: string | null;
  count: number;
}

/**
 * Condition on `"Unit" u`: a unit sees what is asked of itself, the office and the leaders what is asked of each. There
 * are only counts to see, so a leader's are not narrowed to the measures answered for.
 */
function unitsWeighed(actor: Actor): Prisma.Sql {
  if (holdsAny(actor, ['OFFICE', 'CHIEF_LEADER', 'LEADER'])) return Prisma.sql`true`;
  return Prisma.sql`u.id = ANY(${reachOf(actor).unitIds})`;
}

/**
 * Everything that was asked of units between two days, each thing once, as rows of unit, day, kind and plan:
 * - a work item that a unit holds, on the day it opened;
 * - a letter addressed to a unit, on the day it was signed;
 * - a notice, on its day, for the unit in which its receiver held a post then; with posts in several units for the one
 *   that its item is about, else the first. Notices to leaders and to the office weigh on no unit.
 */
function asked(actor: Actor, from: string, to: string): Prisma.Sql {
  const county = Prisma.sql`${actor.countyId}`;
  const within = (day: Prisma.Sql) => Prisma.sql`${day} BETWEEN ${from} AND ${to}`;
  return Prisma.sql`
    SELECT w."unitId", w."openedOn" AS day, 'requests' AS "of", w."planId", w.kind AS "itemKind", ${STEP_NAME} AS "stepName"
    FROM "WorkItem" w
    WHERE w."countyId" = ${county} AND w."unitId" IS NOT NULL AND w."holderKind" IN ('UNIT_HEAD', 'LIAISON')
      AND w.state <> 'CANCELLED' AND ${within(Prisma.sql`w."openedOn"`)}
    UNION ALL
    SELECT l."unitId", l."signedOn", 'letters', l."planId", NULL, NULL
    FROM "Letter" l
    WHERE l."countyId" = ${county} AND l."unitId" IS NOT NULL AND l.state = 'SIGNED' AND ${within(Prisma.sql`l."signedOn"`)}
    UNION ALL
    SELECT h."unitId", n.day, 'notices', w."planId", NULL, NULL
    FROM "Notice" n JOIN "WorkItem" w ON w.id = n."workItemId"
    CROSS JOIN LATERAL (
      SELECT p."unitId" FROM "PostHolding" g JOIN "Post" p ON p.id = g."postId"
      WHERE g."personId" = n."personId" AND g."fromDay" <= n.day AND (g."toDay" IS NULL OR g."toDay" >= n.day)
        AND p.kind IN ('UNIT_HEAD', 'LIAISON') AND p."unitId" IS NOT NULL
      ORDER BY (p."unitId" = w."unitId") DESC NULLS LAST, p."unitId" LIMIT 1) h
    WHERE n."countyId" = ${county} AND ${within(Prisma.sql`n.day`)}`;
}

/** Counts by unit and month, months without anything left out. `from` and `to` are days, both included. */
export async function readBurden(db: Tx, actor: Actor, from: string, to: string): Promise<BurdenRow[]> {
  return db.$queryRaw<BurdenRow[]>`
    SELECT u.id AS "unitId", u.name AS "unitName", left(a.day, 7) AS month,
      count(*) FILTER (WHERE a."of" = 'requests')::int AS requests,
      count(*) FILTER (WHERE a."of" = 'letters')::int AS letters,
      count(*) FILTER (WHERE a."of" = 'notices')::int AS notices
    FROM (${asked(actor, from, to)}) a JOIN "Unit" u ON u.id = a."unitId"
    WHERE u."countyId" = ${actor.countyId} AND ${unitsWeighed(actor)}
    GROUP BY u.id, u.name, month ORDER BY u.name, month`;
}

/**
 * Where a unit's burden between two days comes from, most first.
 *
 * @throws DubanError NOT_FOUND for a unit whose burden is not for the actor to see.
 */
export async function readBurdenSources(
  db: Tx,
  actor: Actor,
  unitId: string,
  { from, to }: { from: string; to: string },
): Promise<{ unit: { id: string; name: string }; sources: BurdenSource[] }> {
  const [unit] = await db.$queryRaw<{ id: string; name: string }[]>`
    SELECT u.id, u.name FROM "Unit" u WHERE u.id = ${unitId} AND u."countyId" = ${actor.countyId}
      AND ${unitsWeighed(actor)}`;
  if (!unit) throw new DubanError('NOT_FOUND', { zh: '没有这个单位', en: 'There is no such unit' });
  const sources = await db.$queryRaw<BurdenSource[]>`
    SELECT a."of", a."planId", p.title AS "planTitle", min(a."itemKind") AS "itemKind", a."stepName",
      count(*)::int AS count
    FROM (${asked(actor, from, to)}) a LEFT JOIN "Plan" p ON p.id = a."planId"
    WHERE a."unitId" = ${unit.id}
    GROUP BY a."of", a."planId", p.title, a."stepName", CASE WHEN a."stepName" IS NULL THEN a."itemKind" END
    ORDER BY count DESC, a."of", p.title, min(a."itemKind"), a."stepName"`;
  return { unit, sources };
}
