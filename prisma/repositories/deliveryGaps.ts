import type { DeliveryGap } from '../../domain/notices/gaps.ts';
import type { Day } from '../../domain/process/types.ts';
import type { Tx } from '../client.ts';
import { Prisma } from '../generated/client.ts';
import { reachable } from './passing.ts';

/**
 * Where notices do not reach whom they are for, those first on which most open items wait: posts without a holder,
 * units without a post for their head, people in office whom mail does not reach. Units that have ended, and
 * administrators, are left out.
 */
export function readDeliveryGaps(db: Tx, countyId: string, day: Day): Promise<DeliveryGap[]> {
  return db.$queryRaw<DeliveryGap[]>`
    WITH open AS (
      SELECT "postId", "unitId", "holderKind", count(*)::int AS n FROM "WorkItem"
      WHERE "countyId" = ${countyId} AND state IN ('OPEN', 'PREPARED') GROUP BY 1, 2, 3),
    ofPost AS (SELECT "postId" AS id, sum(n)::int AS n FROM open WHERE "postId" IS NOT NULL GROUP BY 1),
    ofUnit AS (SELECT "unitId" AS id, sum(n)::int AS n FROM open
      WHERE "postId" IS NULL AND "holderKind" = 'UNIT_HEAD' GROUP BY 1),
    post AS (
      SELECT o.id, o.title, o.kind, u.name AS "unitName", coalesce(p.n, 0)
          + CASE WHEN o.kind IN ('UNIT_HEAD', 'LIAISON') THEN coalesce(q.n, 0) ELSE 0 END AS items
      FROM "Post" o LEFT JOIN "Unit" u ON u.id = o."unitId"
        LEFT JOIN ofPost p ON p.id = o.id LEFT JOIN ofUnit q ON q.id = o."unitId"
      WHERE o."countyId" = ${countyId} AND o.kind <> 'ADMIN' AND u."validTo" IS NULL),
    held AS (
      SELECT h."postId", h."personId" FROM "PostHolding" h JOIN post ON post.id = h."postId"
      WHERE h."fromDay" <= ${day} AND (h."toDay" IS NULL OR h."toDay" >= ${day}))
    SELECT * FROM (
      SELECT 'VACANT_POST' AS kind, "unitName", title AS post, NULL AS "personName", NULL AS detail, items FROM post
        WHERE kind <> 'LIAISON' AND NOT EXISTS (SELECT 1 FROM held WHERE held."postId" = post.id)
      UNION ALL
      SELECT 'UNIT_WITHOUT_HEAD', u.name, NULL, NULL, NULL, q.n FROM "Unit" u JOIN ofUnit q ON q.id = u.id
        WHERE u."validTo" IS NULL AND NOT EXISTS (
          SELECT 1 FROM "Post" o WHERE o."unitId" = u.id AND o.kind = 'UNIT_HEAD')
      UNION ALL
      SELECT CASE WHEN r."mailFailedOn" IS NULL THEN 'NO_ADDRESS' ELSE 'ADDRESS_FAILED' END, min(post."unitName"),
          min(post.title), r.name, r."mailFailure", sum(post.items)::int
        FROM held JOIN post ON post.id = held."postId" JOIN "Person" r ON r.id = held."personId"
        WHERE NOT ${reachable(Prisma.sql`r`)} GROUP BY r.id) gap
    ORDER BY items DESC, kind, "unitName" NULLS FIRST, post, "personName"`;
}

/** Those on which something waits now: what the office is told by mail every working day. */
export async function readUrgentGaps(db: Tx, countyId: string, day: Day): Promise<DeliveryGap[]> {
  return (await readDeliveryGaps(db, countyId, day)).filter(({ items }) => items > 0);
}
