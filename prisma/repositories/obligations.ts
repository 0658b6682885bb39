import type { Calendar } from '../../domain/calendar.ts';
import { addDays } from '../../domain/day.ts';
import {
  type FiredRung,
  type FrozenSpan,
  type Ladder,
  nextRung,
  nextRungOn,
  type ObligationClock,
  type RungGroup,
  type RungKey,
  rungsUntil,
} from '../../domain/ladder/index.ts';
import { calendarOf } from '../../domain/ownDays.ts';
import type { Day } from '../../domain/process/types.ts';
import type { Tx } from '../client.ts';
import { type Escalation, Prisma, type WorkItem } from '../generated/client.ts';
import type { CountyDay } from './clock.ts';
import { groupBy } from './standings.ts';
import { distinct, loadLadders } from './subjects.ts';

/** The columns of a work item that its ladder depends on. */
export type LadderColumns = Pick<
  WorkItem,
  | 'planId'
  | 'unitId'
  | 'instanceId'
  | 'obligationKey'
  | 'arming'
  | 'openedOn'
  | 'dueOn'
  | 'ladderUpTo'
  | 'frozen'
  | 'carriedDays'
> & { state?: WorkItem['state'] };

/** What has been claimed for obligations, by `obligationId`. */
export type Claims = Map<string, Escalation[]>;

export function obligationId(item: Pick<WorkItem, 'instanceId' | 'obligationKey' | 'arming'>): string {
  return `${item.instanceId}|${item.obligationKey}|${item.arming}`;
}

export async function loadClaims(tx: Tx, items: LadderColumns[]): Promise<Claims> {
  const of = items.map(({ instanceId, obligationKey }) => ({ instanceId, obligationKey }));
  const rows = await tx.$queryRaw<Escalation[]>`
    SELECT e.* FROM "Escalation" e JOIN (
      SELECT DISTINCT * FROM json_to_recordset(${JSON.stringify(of)}::json) AS o("instanceId" text, "obligationKey" text)
    ) o ON e."instanceId" = o."instanceId" AND e."obligationKey" = o."obligationKey"
    ORDER BY e."reachedOn", e.id`;
  return groupBy(rows, obligationId);
}

/** A claim that only announces a rung (listed to the office, or held by it) has not fired yet. */
function hasFired(claim: Escalation): boolean {
  return claim.state !== 'LISTED' && claim.state !== 'HELD';
}

/** The same with what was claimed since, in the same order. */
export function withClaimed(claims: Claims, claimed: Escalation[]): Claims {
  const all = new Map(claims);
  for (const row of claimed) {
    const others = (all.get(obligationId(row)) ?? []).filter(({ id }) => id !== row.id);
    all.set(obligationId(row), [...others, row].sort(inOrder));
  }
  return all;
}

function inOrder(a: Escalation, b: Escalation): number {
  if (a.reachedOn !== b.reachedOn) return a.reachedOn < b.reachedOn ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

/** A listed rung whose item was done before it went out: for a later round it is as if it had never been listed. */
function hasLapsed({ state, listedOn, deliveredOn }: Escalation): boolean {
  return state === 'WITHDRAWN' && listedOn !== null && deliveredOn === null;
}

/** The same as a condition on `"Escalation" e`. */
export const lapsed = Prisma.sql`e.state = 'WITHDRAWN' AND e."listedOn" IS NOT NULL AND e."deliveredOn" IS NULL`;

export function obligationClock(item: LadderColumns, claims: Claims): ObligationClock {
  const own = (claims.get(obligationId(item)) ?? []).filter((claim) => !hasLapsed(claim));
  return {
    openedOn: item.openedOn,
    dueOn: item.dueOn,
    ladderUpTo: item.ladderUpTo as RungGroup | null,
    frozen: item.frozen as unknown as FrozenSpan[],
    carriedOverdueDays: item.carriedDays,
    fired: own
      .filter(hasFired)
      .map((c): FiredRung => ({ rung: c.rung as RungKey, on: c.reachedOn, deliveredOn: c.deliveredOn })),
    listed: own.flatMap((c) => (c.listedOn === null ? [] : [{ rung: c.rung as RungKey, on: c.listedOn }])),
  };
}

/** Whether the rung that would come next is held by the office, or the delay was tolerated: the ladder stands still. */
function standsStill(item: LadderColumns, claims: Claims): boolean {
  return (claims.get(obligationId(item)) ?? []).some(({ state }) => state === 'HELD' || state === 'TOLERATED');
}

function climbs(item: LadderColumns, claims: Claims, ladder: Ladder | undefined): ladder is Ladder {
  const stands = ladder?.stopsWhilePrepared === true && item.state === 'PREPARED';
  return ladder !== undefined && !stands && !standsStill(item, claims);
}

/**
 * What is stored with an item: the rung that comes next and the day on which the round must look at it.
 *
 * @param foretold Rungs that will have been claimed by `today` where that is a day to come.
 */
export function nextRungColumns(
  item: LadderColumns,
  claims: Claims,
  ladder: Ladder | undefined,
  calendar: Calendar,
  today: Day,
  foretold: readonly FiredRung[] = [],
): { nextRung: RungKey | null; nextRungOn: Day | null } {
  if (!climbs(item, claims, ladder)) return { nextRung: null, nextRungOn: null };
  const known = obligationClock(item, claims);
  const clock = { ...known, fired: [...known.fired, ...foretold] };
  const rung = nextRung(clock, ladder, calendar, today)?.rung.key ?? null;
  return { nextRung: rung, nextRungOn: nextRungOn(clock, ladder, calendar, today) };
}

/** Rungs that an item will reach from today on before a later day, as far as it is known today. */
export function foretell(
  item: LadderColumns,
  claims: Claims,
  ladder: Ladder | undefined,
  calendar: Calendar,
  { today, before }: { today: Day; before: Day },
): FiredRung[] {
  if (before <= today || !climbs(item, claims, ladder)) return [];
  const days = { today, last: addDays(before, -1) };
  const { reached } = rungsUntil(obligationClock(item, claims), ladder, calendar, days);
  return reached.map(({ rung, on }) => ({ rung: rung.key, on }));
}

/** Under which an obligation begins anew: one that it has not had, for an arming may have been given up for an earlier. */
export function freshArming({ lastArming }: Pick<WorkItem, 'lastArming'>): Pick<WorkItem, 'arming' | 'lastArming'> {
  return { arming: lastArming + 1, lastArming: lastArming + 1 };
}

/** Computes and stores the next rung of items anew, after something that their ladder depends on has changed. */
export async function recomputeNextRungs(tx: Tx, county: CountyDay, workItemIds: string[]): Promise<void> {
  if (workItemIds.length === 0) return;
  const items = await tx.workItem.findMany({
    where: { id: { in: workItemIds }, state: { in: ['OPEN', 'PREPARED'] } },
    omit: { text: true, fields: true },
  });
  const claims = await loadClaims(tx, items);
  const ladders = await loadLadders(tx, distinct(items.map((item) => item.ladderId)));
  await storeNextRungs(
    tx,
    items.map((item) => {
      const ladder = item.ladderId === null ? undefined : ladders.get(item.ladderId);
      return { id: item.id, ...nextRungColumns(item, claims, ladder, calendarOf(county, item), county.today) };
    }),
  );
}

export async function storeNextRungs(
  tx: Tx,
  rows: { id: string; nextRung: RungKey | null; nextRungOn: Day | null }[],
): Promise<void> {
  if (rows.length === 0) return;
  await tx.$executeRaw`
    UPDATE "WorkItem" w SET "nextRung" = r."nextRung", "nextRungOn" = r."nextRungOn"
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS r(id text, "nextRung" text, "nextRungOn" text)
    WHERE w.id = r.id`;
}
