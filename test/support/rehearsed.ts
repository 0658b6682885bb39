import { addWorkingDays } from '../../domain/calendar.ts';
import { maxDay, minDay } from '../../domain/day.ts';
import { calendarOf } from '../../domain/ownDays.ts';
import type { Day } from '../../domain/process/types.ts';
import { rehearse } from '../../domain/rehearsal/rehearse.ts';
import type { Behaviour, RehearsedItem } from '../../domain/rehearsal/types.ts';
import type { Db } from '../../prisma/client.ts';
import type { WorkItem } from '../../prisma/generated/client.ts';
import { type CountyDay, loadCountyDay } from '../../prisma/repositories/clock.ts';
import { acceptReview, returnReview } from '../../prisma/repositories/judging.ts';
import { loadUses } from '../../prisma/repositories/ladderChoice.ts';
import { readPlansToRehearse } from '../../prisma/repositories/rehearsalReads.ts';
import { submitWorkItem } from '../../prisma/repositories/workItems.ts';
import { actorOf, type TestCounty } from './county.ts';

/** Working days in which the office and leaders act. */
const OFFICE_DAYS = 2;

/** What rows and a rehearsal are compared by: plans, from which day to which, and how units behave. */
export interface Lived {
  planIds: string[];
  from: Day;
  until: Day;
  behaviour: Behaviour;
}

/** The day on which whoever holds an item acts, by the same rules that the rehearsal promises to its reader. */
export function actsOn(item: WorkItem, behaviour: Behaviour, county: CountyDay): Day | null {
  const { openedOn, dueOn, holderKind } = item;
  const calendar = calendarOf(county, item);
  if (holderKind !== 'UNIT_HEAD') {
    const soon = addWorkingDays(calendar, openedOn, OFFICE_DAYS);
    return dueOn === null ? soon : maxDay(openedOn, minDay(soon, dueOn));
  }
  if (behaviour.kind === 'never') return null;
  const due = maxDay(openedOn, dueOn ?? addWorkingDays(calendar, openedOn, 5));
  return behaviour.kind === 'late' ? addWorkingDays(calendar, due, behaviour.days) : due;
}

/** Hands an item in, or judges it, in the name of whoever holds it. */
export async function act(db: Db, county: TestCounty, item: WorkItem, behaviour: Behaviour): Promise<void> {
  const unit = Object.values(county.units).find(({ id }) => id === item.unitId);
  const colleague = item.holderKind === 'DISCIPLINE' ? county.posts.discipline : county.posts.office;
  const post = item.holderKind === 'UNIT_HEAD' ? (unit?.head ?? '') : (item.postId ?? colleague);
  const actor = await actorOf(db, post);
  if (item.reviewsId === null) {
    const fields = item.kind === 'SHEET' ? { fields: { rows: [] } } : {};
    await submitWorkItem(db, actor, { id: item.id, text: '已办理', ...fields });
    return;
  }
  const judged = await db.workItem.findUniqueOrThrow({ where: { id: item.reviewsId } });
  if (behaviour.kind === 'returnedTwice' && judged.round <= 2) {
    await returnReview(db, actor, { id: item.id, reason: '不实' });
  } else {
    await acceptReview(db, actor, { id: item.id });
  }
}

/**
 * Open items that can be acted on, in the order in which they were opened: where several act on one day, the first goes
 * first, and nobody judges what has not been handed in yet.
 */
export async function openInOrder(db: Db): Promise<WorkItem[]> {
  const items = await db.workItem.findMany({ where: { planId: { not: null }, state: { in: ['OPEN', 'PREPARED'] } } });
  const opened = await db.auditEvent.findMany({
    where: { kind: 'WORK_ITEM_OPENED', workItemId: { in: items.map(({ id }) => id) } },
    select: { id: true, workItemId: true },
  });
  const places = new Map(opened.map(({ id, workItemId }) => [workItemId, id]));
  const placeOf = ({ id }: WorkItem) => Number(places.get(id) ?? 0n);
  const open = new Set(items.map(({ id }) => id));
  return items
    .filter(({ reviewsId }) => reviewsId === null || !open.has(reviewsId))
    .sort((a, b) => placeOf(a) - placeOf(b));
}

interface Told {
  planId: string | null;
  measureId: string | null;
  elementId: string;
  unitId: string | null;
  round: number;
  openedOn: Day;
  dueOn: Day | null;
  closedOn: Day | null;
  rungs: string[];
}

function line(item: Told): string {
  const { planId, measureId, elementId, unitId, round, openedOn, dueOn, closedOn, rungs } = item;
  return [planId, measureId, elementId, unitId, round, openedOn, dueOn, closedOn, ...rungs].join(' ');
}

const foretoldLine = (item: RehearsedItem) =>
  line({
    ...item,
    unitId: item.holder === 'unit' ? item.unitId : null,
    rungs: item.rungs.map(({ rung, on }) => `${rung}@${on}`),
  });

/** What a rehearsal of plans with their own processes foretells: a line for each item, sorted. */
export async function foretold(
  db: Db,
  county: TestCounty,
  { planIds, from, until, behaviour }: Lived,
): Promise<string[]> {
  const office = await actorOf(db, county.posts.office);
  const { units: _units, ...part } = await readPlansToRehearse(db, office, planIds);
  const { calendar, ownDays, limits } = await loadCountyDay(db, county.id);
  const { items } = rehearse({
    ...{ ...part, from, until, calendar, ownDays, limits, ladderUses: await loadUses(db, county.id) },
    ...{ behaviour, behaviours: {}, officeDays: OFFICE_DAYS },
  });
  return items.map(foretoldLine).sort();
}

/** What rows say of the same plans: a line for each item, sorted. */
export async function lived(db: Db, { planIds }: Pick<Lived, 'planIds'>): Promise<string[]> {
  const items = await db.workItem.findMany({ where: { planId: { in: planIds } } });
  const claims = await db.escalation.findMany({
    where: { state: { not: 'LISTED' } },
    orderBy: [{ reachedOn: 'asc' }, { id: 'asc' }],
  });
  return items
    .map((item) =>
      line({
        ...item,
        closedOn: item.submittedOn ?? item.closedOn,
        unitId: item.holderKind === 'UNIT_HEAD' ? item.unitId : null,
        rungs: claims
          .filter((claim) => claim.workItemId === item.id)
          .map(({ rung, reachedOn }) => `${rung}@${reachedOn}`),
      }),
    )
    .sort();
}
