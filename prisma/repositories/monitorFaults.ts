import { type InstanceFacts, UNDELIVERED_SECONDS, UNTAKEN_SECONDS } from '../../domain/monitoring.ts';
import { elementOf } from '../../domain/process/keys.ts';
import type { StuckToken, WorkItemKind } from '../../domain/process/types.ts';
import type { Tx } from '../client.ts';
import { Prisma } from '../generated/client.ts';
import type { Actor } from './actor.ts';

/** Condition on `w`, a work item or the holder of some: nobody holds a post today that it could be done from. */
const vacantPost = (today: string) => Prisma.sql`NOT EXISTS (
  SELECT 1 FROM "Post" o JOIN "PostHolding" g ON g."postId" = o.id
  WHERE o."countyId" = w."countyId" AND g."fromDay" <= ${today} AND (g."toDay" IS NULL OR g."toDay" >= ${today})
    AND CASE
      WHEN w."holderKind" IN ('UNIT_HEAD', 'LIAISON') THEN o.kind IN ('UNIT_HEAD', 'LIAISON') AND o."unitId" = w."unitId"
      WHEN w."holderKind" IN ('LEADER', 'CHIEF_LEADER') AND w."postId" IS NOT NULL THEN o.id = w."postId"
      ELSE o.kind = w."holderKind" AND (w."unitId" IS NULL OR o."unitId" = w."unitId") END)`;

/** Condition on `"WorkItem" w`: it is open, and nobody holds it. */
export const withoutHolder = (today: string) => Prisma.sql`(w.state IN ('OPEN', 'PREPARED') AND ${vacantPost(today)})`;

/** Condition on `"Timer" t`: the round of its day has passed. */
const pastDue = (countyId: string) => Prisma.sql`(t."firedOn" IS NULL AND t.day <=
  (SELECT max(r.day) FROM "DailyRound" r WHERE r."countyId" = ${countyId} AND r."finishedAt" IS NOT NULL))`;

const older = (seconds: number) => Prisma.sql`make_interval(secs => ${seconds})`;

/**
 * Query: the ids of running processes that something is wrong with; `lost` are those that Temporal does not know. Whose
 * posts are vacant is asked once for each holder of open items, who are few, and not for each item.
 */
export function faultyInstances({ countyId, businessDay }: Actor, lost: readonly string[]): Prisma.Sql {
  return Prisma.sql`
    WITH holders AS MATERIALIZED (
      SELECT DISTINCT w."countyId", w."holderKind", w."unitId", w."postId" FROM "WorkItem" w
      WHERE w."countyId" = ${countyId} AND w.state IN ('OPEN', 'PREPARED')
    ), vacant AS MATERIALIZED (
      SELECT * FROM holders w WHERE ${vacantPost(businessDay)}
    )
    SELECT i.id FROM "ProcessInstance" i WHERE i."countyId" = ${countyId} AND i.status = 'RUNNING' AND (
      i.stuck
      OR i.id = ANY(${[...lost]})
      OR EXISTS (SELECT 1 FROM "StepFailure" f WHERE f."instanceId" = i.id AND f.step = i.step + 1)
      OR EXISTS (SELECT 1 FROM "Outbox" o WHERE o."instanceId" = i.id AND o.seq > i."consumedUpTo" AND o.seq <= i."wakeSeq"
        AND (o."deliveredAt" IS NULL AND o."createdAt" < now() - ${older(UNDELIVERED_SECONDS)}
          OR o."deliveredAt" < now() - ${older(UNTAKEN_SECONDS)}))
      OR i.id IN (SELECT w."instanceId" FROM vacant h JOIN "WorkItem" w ON w."holderKind" = h."holderKind"
        AND w."unitId" IS NOT DISTINCT FROM h."unitId" AND w."postId" IS NOT DISTINCT FROM h."postId"
        WHERE w."countyId" = ${countyId} AND w.state IN ('OPEN', 'PREPARED'))
      OR EXISTS (SELECT 1 FROM "Timer" t WHERE t."instanceId" = i.id AND ${pastDue(countyId)}))`;
}

interface FactsRow {
  id: string;
  stuck: StuckToken[] | null;
  failure: InstanceFacts['failure'];
  undeliveredSeconds: number | null;
  untakenSeconds: number | null;
  items: { id: string; elementId: string; kind: WorkItemKind; holder: string | null }[] | null;
  timers: { key: string; day: string }[] | null;
}

/** What is known of running processes. `lost`: those that Temporal does not know; null where it does not answer. */
export async function readFacts(
  db: Tx,
  actor: Actor,
  ids: string[],
  lost: readonly string[] | null,
): Promise<Map<string, InstanceFacts>> {
  const { countyId, businessDay } = actor;
  const rows = await db.$queryRaw<FactsRow[]>`
    SELECT i.id, i.state->'stuck' AS stuck,
      (SELECT json_build_object('attempts', f.attempts, 'message', f.message, 'elementId', f."elementId",
        'operation', f.operation, 'circle', f.circle) FROM "StepFailure" f WHERE f."instanceId" = i.id AND f.step = i.step + 1) AS failure,
      (SELECT extract(epoch FROM now() - min(o."createdAt"))::int FROM "Outbox" o WHERE o."instanceId" = i.id
        AND o."deliveredAt" IS NULL AND o.seq <= i."wakeSeq") AS "undeliveredSeconds",
      (SELECT extract(epoch FROM now() - min(o."deliveredAt"))::int FROM "Outbox" o WHERE o."instanceId" = i.id
        AND o.seq > i."consumedUpTo" AND o.seq <= i."wakeSeq") AS "untakenSeconds",
      (SELECT json_agg(json_build_object('id', w.id, 'elementId', w."elementId", 'kind', w.kind,
          'holder', coalesce(h.title, u.name)) ORDER BY w.id)
        FROM "WorkItem" w LEFT JOIN "Unit" u ON u.id = w."unitId" LEFT JOIN "Post" h ON h.id = w."postId"
        WHERE w."instanceId" = i.id AND ${withoutHolder(businessDay)}) AS items,
      (SELECT json_agg(json_build_object('key', t.key, 'day', t.day) ORDER BY t.key)
        FROM "Timer" t WHERE t."instanceId" = i.id AND ${pastDue(countyId)}) AS timers
    FROM "ProcessInstance" i WHERE i.id = ANY(${ids}) AND i."countyId" = ${countyId} AND i.status = 'RUNNING'`;
  return new Map(
    rows.map(({ id, stuck, failure, undeliveredSeconds, untakenSeconds, items, timers }) => [
      id,
      {
        ...{ stuck: stuck ?? [], failure, undeliveredSeconds, untakenSeconds },
        hasWorkflow: lost === null ? null : !lost.includes(id),
        withoutHolder: items ?? [],
        lateTimers: (timers ?? []).map(({ key, day }) => ({ elementId: elementOf(key), day })),
      },
    ]),
  );
}
