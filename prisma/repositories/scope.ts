import { Prisma } from '../generated/client.ts';
import type { PostKind } from '../generated/enums.ts';
import type { Actor } from './actor.ts';

/*
 * Who sees what, as conditions that every read goes through:
 * - the office and the chief leaders: everything of the county;
 * - a unit: measures that it is assigned to, items that it holds;
 * - a responsible leader: the measures answered for;
 * - the discipline commission: only what was copied or referred to it;
 * - administrators: no measure and no item.
 * A person with several posts sees the union.
 */

export interface Reach {
  countyId: string;
  /** Everything of the county. */
  all: boolean;
  /** Units whose part the actor does, as head or liaison officer, and those that went up in them. */
  unitIds: string[];
  /** Posts of a leader. */
  leaderPostIds: string[];
  /** Sees what was sent to the discipline commission. */
  discipline: boolean;
}

export function reachOf(actor: Actor): Reach {
  return {
    countyId: actor.countyId,
    all: holdsAny(actor, ['OFFICE', 'CHIEF_LEADER']),
    unitIds: [...unitsOf(actor, ['UNIT_HEAD', 'LIAISON']), ...formerUnitsOf(actor)],
    leaderPostIds: actor.posts
      .filter((post) => post.kind === 'LEADER' || post.kind === 'CHIEF_LEADER')
      .map((p) => p.id),
    discipline: holdsAny(actor, ['DISCIPLINE']),
  };
}

export function holdsAny(actor: Actor, kinds: readonly PostKind[]): boolean {
  return actor.posts.some((post) => kinds.includes(post.kind));
}

/** Units in which the actor holds a post of one of the kinds, each once. */
export function unitsOf(actor: Actor, kinds: readonly PostKind[]): string[] {
  const ids = actor.posts.flatMap((post) => (kinds.includes(post.kind) && post.unitId ? [post.unitId] : []));
  return [...new Set(ids)];
}

function formerUnitsOf(actor: Actor): string[] {
  return actor.posts.flatMap(({ kind, formerUnitIds = [] }) =>
    kind === 'UNIT_HEAD' || kind === 'LIAISON' ? [...formerUnitIds] : [],
  );
}

/** Condition on `"WorkItem" w`: a unit's to do, not the office's, a leader's or the commission's (`isUnits`). */
export const heldByUnits = Prisma.sql`w."holderKind" = 'UNIT_HEAD'`;

/** Condition on `"Escalation" e`: what has reached the actor's discipline commission, never about its own unit. */
function sentToDiscipline(actor: Actor): Prisma.Sql {
  return Prisma.sql`(${reachOf(actor).discipline} AND e.rung IN ('COPY', 'REFER')
    AND (e.state IN ('SENT', 'APPROVED', 'ACKNOWLEDGED') OR (e.state = 'TOLERATED' AND e."deliveredOn" IS NOT NULL))
    AND (e."unitId" IS NULL OR e."unitId" <> ALL(${unitsOf(actor, ['DISCIPLINE'])})))`;
}

/** Condition on `"Measure" m`. */
export function measuresSeen(actor: Actor): Prisma.Sql {
  const reach = reachOf(actor);
  const county = Prisma.sql`m."countyId" = ${reach.countyId}`;
  if (reach.all) return county;
  return Prisma.sql`(${county} AND (
    EXISTS (SELECT 1 FROM "Assignment" s WHERE s."measureId" = m.id AND s."unitId" = ANY(${reach.unitIds}))
    OR EXISTS (SELECT 1 FROM "MeasureLeader" l WHERE l."measureId" = m.id AND l."postId" = ANY(${reach.leaderPostIds}))
    OR EXISTS (SELECT 1 FROM "Escalation" e WHERE e."measureId" = m.id AND ${sentToDiscipline(actor)})))`;
}

/** Condition on `"Plan" p`: those with a measure seen. Administrators see that a plan is there. */
export function plansSeen(actor: Actor): Prisma.Sql {
  const county = Prisma.sql`p."countyId" = ${actor.countyId}`;
  if (reachOf(actor).all || holdsAny(actor, ['ADMIN'])) return county;
  return Prisma.sql`(${county} AND EXISTS (
    SELECT 1 FROM "Measure" m WHERE m."planId" = p.id AND ${measuresSeen(actor)}))`;
}

/** Condition on `"WorkItem" w`: items that wait for the actor's own doing, now or once. */
export function itemsHeld(actor: Actor): Prisma.Sql {
  const reach = reachOf(actor);
  const officeUnits = unitsOf(actor, ['OFFICE']);
  const disciplineUnits = unitsOf(actor, ['DISCIPLINE']);
  return Prisma.sql`(w."countyId" = ${reach.countyId} AND (
    (w."holderKind" IN ('UNIT_HEAD', 'LIAISON') AND w."unitId" = ANY(${reach.unitIds}))
    OR (w."holderKind" = 'OFFICE' AND w."unitId" = ANY(${officeUnits}))
    OR (w."holderKind" IN ('LEADER', 'CHIEF_LEADER') AND w."postId" = ANY(${reach.leaderPostIds}))
    OR (w."holderKind" = 'DISCIPLINE' AND w."unitId" = ANY(${disciplineUnits}))))`;
}

/** Condition on `"WorkItem" w`: items that the actor may read. */
export function itemsSeen(actor: Actor): Prisma.Sql {
  const reach = reachOf(actor);
  if (reach.all) return Prisma.sql`w."countyId" = ${reach.countyId}`;
  return Prisma.sql`(w."countyId" = ${reach.countyId} AND (
    ${itemsHeld(actor)}
    OR EXISTS (SELECT 1 FROM "MeasureLeader" l WHERE l."measureId" = w."measureId" AND l."postId" = ANY(${reach.leaderPostIds}))
    OR EXISTS (SELECT 1 FROM "Escalation" e WHERE e."workItemId" = w.id AND ${sentToDiscipline(actor)})))`;
}

/** States of a rung that the unit does not know of: it is proposed or listed, or was refused. */
export const NOT_OUT = Prisma.sql`('DRAFTED', 'LISTED', 'HELD', 'REJECTED')`;

/** Condition on `"Escalation" e`: a unit sees its own, a leader those of the measures answered for. */
export function escalationsSeen(actor: Actor): Prisma.Sql {
  const reach = reachOf(actor);
  if (reach.all) return Prisma.sql`e."countyId" = ${reach.countyId}`;
  return Prisma.sql`(e."countyId" = ${reach.countyId} AND (
    (e."unitId" = ANY(${reach.unitIds}) AND e.state NOT IN ${NOT_OUT})
    OR e."approverPostId" = ANY(${reach.leaderPostIds})
    OR EXISTS (SELECT 1 FROM "MeasureLeader" l WHERE l."measureId" = e."measureId" AND l."postId" = ANY(${reach.leaderPostIds}))
    OR ${sentToDiscipline(actor)}))`;
}

/**
 * Condition on `"AuditEvent" v`: of a measure, a unit reads what concerns everybody or itself and has left the office,
 * the discipline commission what concerns everybody and what led to a copy or a referral that it received.
 */
export function eventsSeen(actor: Actor): Prisma.Sql {
  const reach = reachOf(actor);
  const county = Prisma.sql`v."countyId" = ${reach.countyId}`;
  if (reach.all || reach.leaderPostIds.length > 0) return county;
  // What is being drafted or decided, and what is referred about it, is not a unit's to read.
  return Prisma.sql`(${county} AND (
    ((v."unitId" = ANY(${reach.unitIds}) OR (v."unitId" IS NULL AND ${reach.unitIds.length > 0}))
      AND v.kind NOT IN ('LETTER_DRAFTED', 'LETTER_EDITED', 'PACKAGE_MADE', 'RUNG_HELD', 'RUNG_RELEASED', 'APPROVAL_PASSED_ON')
      AND NOT (v.kind IN ('RUNG_REACHED', 'ESCALATION_DECIDED') AND coalesce(v.data->>'state', '') IN ${NOT_OUT})
      AND coalesce(v.data->>'letterKind', '') <> 'REFERRAL')
    OR (${reach.discipline} AND ((v."unitId" IS NULL AND v."workItemId" IS NULL) OR EXISTS (
      SELECT 1 FROM "Escalation" e JOIN "WorkItem" i ON i.id = e."workItemId"
        JOIN "WorkItem" r ON r."instanceId" = i."instanceId" AND r."obligationKey" = i."obligationKey"
      WHERE r.id = v."workItemId" AND ${sentToDiscipline(actor)})))))`;
}
