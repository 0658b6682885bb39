import type { Calendar } from '../../domain/calendar.ts';
import type { MoveFailure } from '../../domain/clockMove.ts';
import { type CountyLimits, withAllLimits } from '../../domain/countyLimits.ts';
import { addDays, businessDayOf, maxDay } from '../../domain/day.ts';
import { DubanError } from '../../domain/errors.ts';
import type { OwnDay } from '../../domain/ownDays.ts';
import type { Day } from '../../domain/process/types.ts';
import type { Db, Tx } from '../client.ts';
import { type County, Prisma } from '../generated/client.ts';
import { fromJson, toJson } from '../json.ts';
import { type Actor, by } from './actor.ts';
import { recordEvent } from './audit.ts';
import { loadCalendar } from './calendar.ts';
import { loadOwnDays } from './extraDays.ts';
import { messageOf } from './stepFailures.ts';

/** The county with its business day: the real one in production, the settable one in a rehearsal. */
export interface CountyDay {
  countyId: string;
  today: Day;
  zone: string;
  calendar: Calendar;
  /** Extra days off or worked of plans and units; `calendarOf` puts them over the calendar. */
  ownDays: readonly OwnDay[];
  rehearsal: boolean;
  limits: CountyLimits;
}

/** The only place where the system clock becomes a business day. */
export function businessDayIn(county: { businessDate: Day | null; zone: string }): Day {
  return county.businessDate ?? businessDayOf(new Date(), county.zone);
}

export async function loadCountyDay(tx: Tx, countyId: string): Promise<CountyDay> {
  return countyDayOf(tx, await tx.county.findUniqueOrThrow({ where: { id: countyId } }));
}

/** The same for a county that has been read. */
export async function countyDayOf(tx: Tx, county: County): Promise<CountyDay> {
  const countyId = county.id;
  return {
    countyId,
    zone: county.zone,
    today: businessDayIn(county),
    calendar: await loadCalendar(tx, countyId, county.calendarVersion),
    ownDays: await loadOwnDays(tx, countyId, county.calendarVersion),
    rehearsal: county.businessDate !== null,
    limits: withAllLimits(fromJson<Partial<CountyLimits> | null>(county.limits) ?? {}),
  };
}

/**
 * The same for a transaction that opens items or moves their days. An edit of the calendar or of a ladder waits until
 * it has ended, and it waits for an edit that is under way: no item is left with days of before. Take it before any
 * item or timer is locked; readers do not wait. The clock's own steps are not held up (KEY SHARE against FOR UPDATE).
 */
export async function lockCountyDay(tx: Tx, countyId: string): Promise<CountyDay> {
  await tx.$queryRaw`SELECT id FROM "County" WHERE id = ${countyId} FOR KEY SHARE`;
  return loadCountyDay(tx, countyId);
}

export interface ClockState {
  businessDate: Day;
  settled: boolean;
  movingTo: Day | null;
  failure: MoveFailure | null;
}

/** Settled: the clock stands still and every instance has caught up with its events. */
export async function clockState(db: Tx, countyId: string): Promise<ClockState> {
  const county = await db.county.findUniqueOrThrow({ where: { id: countyId } });
  const settled = county.movingTo === null && (await countBehind(db, countyId)) === 0;
  return {
    businessDate: businessDayIn(county),
    settled,
    movingTo: county.movingTo,
    failure: county.movingTo === null ? null : fromJson<MoveFailure | null>(county.moveFailure),
  };
}

/** Running instances with events that must wake them and have not been consumed. */
export async function countBehind(db: Tx, countyId: string): Promise<number> {
  const rows = await db.$queryRaw<{ n: bigint }[]>`
    SELECT count(*) AS n FROM "ProcessInstance"
    WHERE "countyId" = ${countyId} AND status = 'RUNNING' AND "consumedUpTo" < "wakeSeq"`;
  return Number(rows[0]?.n ?? 0);
}

/**
 * Claims the rehearsal clock for a move.
 *
 * @throws DubanError NOT_IN_PRODUCTION, CLOCK_BACKWARDS, or CLOCK_BUSY where another move is under way.
 */
export async function beginClockMove(db: Db, actor: Actor, to: Day): Promise<void> {
  const { countyId } = actor;
  await db.$transaction(async (tx) => {
    const rows = await tx.$queryRaw<{ businessDate: string | null; movingTo: string | null }[]>`
      SELECT "businessDate", "movingTo" FROM "County" WHERE id = ${countyId} FOR UPDATE`;
    const county = rows[0];
    if (!county?.businessDate) {
      throw new DubanError('NOT_IN_PRODUCTION', {
        zh: '正式环境使用真实日期，不能调整业务日期',
        en: 'Production runs on the real date; the business date can be set in a rehearsal only',
      });
    }
    if (county.movingTo !== null) {
      throw new DubanError(
        'CLOCK_BUSY',
        { zh: `业务日期正在推进到 ${county.movingTo}，请稍候`, en: `The clock is moving to ${county.movingTo}; wait` },
        { details: { movingTo: county.movingTo } },
      );
    }
    if (to < county.businessDate) {
      throw new DubanError(
        'CLOCK_BACKWARDS',
        {
          zh: `业务日期只能向后推进，当前为 ${county.businessDate}`,
          en: `The business date only moves forward; it is ${county.businessDate}`,
        },
        { details: { businessDate: county.businessDate } },
      );
    }
    await tx.county.update({ where: { id: countyId }, data: { movingTo: to } });
    await recordEvent(tx, {
      countyId,
      kind: 'CLOCK_MOVED',
      businessDay: county.businessDate,
      ...by(actor),
      data: { from: county.businessDate, to },
    });
  });
}

/**
 * Sets the rehearsal clock to the next day on which something falls due, up to `to`, and begins its round. A day whose
 * round has begun and not finished comes again, so that a step that is repeated skips nothing.
 *
 * @returns the day, or null when none is left: the clock then stands at `to`.
 */
export async function stepClock(db: Db, countyId: string, to: Day): Promise<Day | null> {
  return db.$transaction(async (tx) => {
    const { today } = await loadCountyDay(tx, countyId);
    const unfinished = await tx.dailyRound.findFirst({ where: { countyId, day: today, finishedAt: null } });
    if (unfinished) return today;
    const day = await nextBusyDay(tx, countyId, today, to);
    await tx.county.update({ where: { id: countyId }, data: { businessDate: day ?? to } });
    if (day !== null) await tx.dailyRound.create({ data: { countyId, day } });
    return day;
  });
}

export async function endClockMove(db: Tx, countyId: string): Promise<void> {
  await db.county.update({ where: { id: countyId }, data: { movingTo: null, moveFailure: Prisma.DbNull } });
}

/**
 * Notes that a step of the move under way keeps failing, so that the clock page says so; without a move nothing is
 * noted. Nothing fails where the note itself cannot be written: the step is tried again in any case.
 */
export async function noteMoveFailure(
  db: Db,
  countyId: string,
  { step, tries }: Pick<MoveFailure, 'step' | 'tries'>,
  error: unknown,
): Promise<void> {
  try {
    const county = await db.county.findUnique({ where: { id: countyId } });
    if (!county?.movingTo) return;
    const before = fromJson<MoveFailure | null>(county.moveFailure);
    const since = before?.step === step ? before.since : new Date().toISOString();
    const failure: MoveFailure = { step, day: businessDayIn(county), tries, since, reason: messageOf(error) };
    await db.county.update({
      where: { id: countyId, movingTo: { not: null } },
      data: { moveFailure: toJson(failure) },
    });
  } catch {
    // The database that refused the step may refuse the note, too.
  }
}

/** The step that failed has succeeded, or was given up. */
export async function clearMoveFailure(db: Tx, countyId: string): Promise<void> {
  await db.county.updateMany({ where: { id: countyId }, data: { moveFailure: Prisma.DbNull } });
}

/**
 * The first day after `after`, up to `until`, on which something falls due: a timer, a rung, a deemed signing, items
 * that nobody has been told of yet, a scheduled process, a planned change, or notices that wait for a digest. Null where there is none.
 */
export async function nextBusyDay(db: Tx, countyId: string, after: Day, until: Day): Promise<Day | null> {
  const rows = await db.$queryRaw<{ day: string | null }[]>`
    SELECT min(day) AS day FROM (
      SELECT min(t.day) AS day FROM "Timer" t JOIN "ProcessInstance" i ON i.id = t."instanceId"
        WHERE t."firedOn" IS NULL AND t.day IS NOT NULL AND i."countyId" = ${countyId} AND i.status = 'RUNNING'
      UNION ALL
      SELECT min("nextRungOn") FROM "WorkItem"
        WHERE "countyId" = ${countyId} AND state IN ('OPEN', 'PREPARED') AND "nextRungOn" IS NOT NULL
      UNION ALL
      SELECT min("deemOn") FROM "WorkItem" WHERE "countyId" = ${countyId} AND state = 'OPEN' AND "deemOn" IS NOT NULL
      UNION ALL
      SELECT min(to_char(greatest("decideBy", "explainUntil")::date + 1, 'YYYY-MM-DD')) FROM "Escalation"
        WHERE "countyId" = ${countyId} AND state = 'DRAFTED' AND "decideBy" IS NOT NULL
      UNION ALL
      SELECT min("nextOn") FROM "ProcessTrigger"
        WHERE "countyId" = ${countyId} AND "removedOn" IS NULL AND "pausedOn" IS NULL
      UNION ALL
      SELECT min("fromDay") FROM "LadderUse"
        WHERE "countyId" = ${countyId} AND NOT applied AND "endedOn" IS NULL
      UNION ALL
      SELECT min("onDay") FROM "PlannedChange" WHERE "countyId" = ${countyId} AND state = 'PLANNED'
      UNION ALL
      SELECT min("openedOn") FROM "WorkItem"
        WHERE "countyId" = ${countyId} AND state = 'OPEN' AND "announcedOn" IS NULL
      UNION ALL
      SELECT min(day) FROM "Notice" WHERE "countyId" = ${countyId} AND "digestId" IS NULL AND "withdrawnOn" IS NULL
    ) busy`;
  const day = rows[0]?.day ?? null;
  if (day === null) return null;
  const found = maxDay(day, addDays(after, 1));
  return found <= until ? found : null;
}
