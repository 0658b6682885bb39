import { isDeepStrictEqual } from 'node:util';
import { heartbeat, sleep } from '@temporalio/activity';
import {
  type CalendarSpecDescription,
  type Client,
  type ScheduleDescription,
  ScheduleNotFoundError,
  ScheduleOverlapPolicy,
} from '@temporalio/client';
import dayjs from 'dayjs';
import timezone from 'dayjs/plugin/timezone.js';
import utc from 'dayjs/plugin/utc.js';
import type { Day } from '../domain/process/types.ts';
import { CATCH_UP_DAYS, type Cadence, type CalendarDays, calendarsOf } from '../domain/triggers.ts';
import type { Db } from '../prisma/client.ts';
import { loadCountyDay } from '../prisma/repositories/clock.ts';
import {
  alignRhythm,
  countWaiting,
  type Rhythm,
  rhythmsOf,
  rhythmsOn,
  staleRhythms,
} from '../prisma/repositories/rhythms.ts';
import type { beginRhythm } from '../workflows/index.ts';
import { RHYTHM_PREFIX, workflowIds } from '../workflows/messages.ts';

dayjs.extend(utc);
dayjs.extend(timezone);

/**
 * Every rhythm has a Temporal Schedule of its own, and its row is the truth: the row alone says whether a day is due,
 * and begins it once. The schedule is the clock that asks.
 *
 * - In production it asks at 00:20 of the county, when the round has begun the day (units that change, timers).
 * - In a rehearsal the business date is not that of the server: as with the daily round all schedules are paused, and
 *   each day that the clock comes to is played through them by a backfill of that day (`playRhythms`).
 * - The finish of the daily round begins what no schedule has asked for, because it was lost or Temporal stood still.
 *
 * A change of a row is marked in it; the relay writes marked rows to Temporal, and every round and every start of a
 * worker compares all of them (`reconcileRhythms`).
 */
export interface RhythmServer {
  client: Client;
  taskQueue: string;
}

/** When a schedule asks, in the county's zone. */
const ASKS_AT = { hour: 0, minute: 20 } as const;
const CALL_MS = 5_000;
/** After this long a played day is begun by the round itself. */
const PLAY_MS = 10_000;
const DAY_MS = 24 * 60 * 60_000;

const months = [
  ...(['JANUARY', 'FEBRUARY', 'MARCH', 'APRIL', 'MAY', 'JUNE'] as const),
  ...(['JULY', 'AUGUST', 'SEPTEMBER', 'OCTOBER', 'NOVEMBER', 'DECEMBER'] as const),
] as const;
const weekdays = ['SUNDAY', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY'] as const;

const only = <T>(value: T) => ({ start: value, end: value, step: 1 });

/** The server counts years up to 2100; from 2000 to 2099 every fourth is a leap year. */
const years = {
  every: [],
  leap: [{ start: 2000, end: 2096, step: 4 }],
  common: [2001, 2002, 2003].map((start) => ({ start, end: start + 96, step: 4 })),
};

/** A calendar in the full form in which the server describes it. */
function calendarOf(days: CalendarDays): CalendarSpecDescription {
  const dated = 'day' in days;
  return {
    ...{ second: [only(0)], minute: [only(ASKS_AT.minute)], hour: [only(ASKS_AT.hour)] },
    dayOfMonth: [dated ? only(days.day) : { start: 1, end: 31, step: 1 }],
    month: dated
      ? days.months.map((month) => only(months[month - 1] ?? 'JANUARY'))
      : [{ start: 'JANUARY', end: 'DECEMBER', step: 1 }],
    year: dated ? years[days.years] : [],
    dayOfWeek: [dated ? { start: 'SUNDAY', end: 'SATURDAY', step: 1 } : only(weekdays[days.weekday] ?? 'SUNDAY')],
    comment: '',
  };
}

const calendars = (cadence: Cadence) => calendarsOf(cadence).map(calendarOf);

/** Why it does not run by itself, or what it is for. */
function noteOf({ paused, rehearsal, note }: Rhythm): string {
  if (paused !== null) return `暂停 paused ${paused.on} ${paused.by ?? ''}：${paused.reason}`;
  return rehearsal ? `演练：由业务日期推进 Rehearsal: driven by the business date` : note;
}

/**
 * A second ask while one is under way waits for it and then finds nothing left (BUFFER_ONE): nothing is lost, nothing
 * piles up. Days that passed while Temporal stood still are asked for within the days in which rows make good.
 */
function scheduleOf(rhythm: Rhythm, taskQueue: string) {
  return {
    spec: { calendars: calendars(rhythm.cadence), timezone: rhythm.zone },
    policies: { overlap: ScheduleOverlapPolicy.BUFFER_ONE, catchupWindow: CATCH_UP_DAYS * DAY_MS },
    state: { paused: rhythm.paused !== null || rhythm.rehearsal, note: noteOf(rhythm) },
    action: {
      type: 'startWorkflow' as const,
      workflowType: 'beginRhythm' as const,
      workflowId: workflowIds.rhythm(rhythm.id),
      taskQueue,
      args: [{ triggerId: rhythm.id }] as Parameters<typeof beginRhythm>,
    },
  };
}

function isInLine(found: ScheduleDescription, wanted: ReturnType<typeof scheduleOf>): boolean {
  const { spec, policies, state, action } = found;
  return (
    isDeepStrictEqual(spec.calendars, wanted.spec.calendars) &&
    spec.timezone === wanted.spec.timezone &&
    policies.overlap === wanted.policies.overlap &&
    policies.catchupWindow === wanted.policies.catchupWindow &&
    state.paused === wanted.state.paused &&
    state.note === wanted.state.note &&
    action.taskQueue === wanted.action.taskQueue
  );
}

/** Missing schedules answer null, whatever was asked of them. */
async function unlessMissing<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof ScheduleNotFoundError) return null;
    throw error;
  }
}

/** Creates, changes or deletes the schedule of a rhythm; what is in line already is left alone, with what it buffers. */
async function write({ client, taskQueue }: RhythmServer, rhythm: Rhythm): Promise<void> {
  const scheduleId = workflowIds.rhythm(rhythm.id);
  const handle = client.schedule.getHandle(scheduleId);
  if (rhythm.removed) {
    await unlessMissing(handle.delete());
    return;
  }
  const wanted = scheduleOf(rhythm, taskQueue);
  const found = await unlessMissing(handle.describe());
  if (found === null) {
    const memo = { taskQueue, countyId: rhythm.countyId };
    await client.schedule.create({ scheduleId, memo, ...wanted });
  } else if (!isInLine(found, wanted)) {
    await handle.update<typeof beginRhythm>(() => wanted);
  }
}

function align(db: Db, server: RhythmServer, id: string): Promise<void> {
  const { connection } = server.client;
  return alignRhythm(db, id, (rhythm) => connection.withDeadline(Date.now() + CALL_MS, () => write(server, rhythm)));
}

/** One that fails keeps no other back. @returns faults. */
async function alignEach(db: Db, server: RhythmServer, ids: string[]): Promise<unknown[]> {
  const faults: unknown[] = [];
  for (const id of ids) await align(db, server, id).catch((error: unknown) => faults.push(error));
  return faults;
}

/**
 * Writes the rhythms that have changed to Temporal.
 *
 * @returns faults; what failed stays marked and is written at the next call.
 */
export async function writeStaleRhythms(db: Db, server: RhythmServer): Promise<unknown[]> {
  return alignEach(db, server, await staleRhythms(db));
}

/**
 * Makes the schedules of a county what its rows say: missing ones, strays, and those that somebody changed.
 *
 * @returns faults; what failed is compared again at the next call, and no day waits for it.
 */
export async function reconcileRhythms(db: Db, server: RhythmServer, countyId: string): Promise<unknown[]> {
  const { client, taskQueue } = server;
  const listed: string[] = [];
  for await (const { scheduleId, memo } of client.schedule.list()) {
    if (!scheduleId.startsWith(RHYTHM_PREFIX) || memo?.taskQueue !== taskQueue) continue;
    if (memo.countyId === countyId) listed.push(scheduleId);
  }
  // Read after the list: whatever is listed was written for a row that is there already.
  const ids = await rhythmsOf(db, countyId);
  const wanted = new Set(ids.map(workflowIds.rhythm));
  for (const scheduleId of listed) {
    if (!wanted.has(scheduleId)) await unlessMissing(client.schedule.getHandle(scheduleId).delete());
  }
  return alignEach(db, server, ids);
}

/**
 * In a rehearsal: lets the schedules whose day has come ask as if that day passed now, and waits until their processes
 * have begun. It does not depend on them: what is missing or does not answer is begun by the round.
 */
export async function playRhythms(db: Db, client: Client, countyId: string, day: Day): Promise<void> {
  const { rehearsal, zone } = await loadCountyDay(db, countyId);
  if (!rehearsal) return;
  const start = dayjs.tz(`${day} 00:00`, zone);
  const played = await Promise.all(
    (await rhythmsOn(db, countyId, day)).map((id) =>
      client.connection
        .withDeadline(Date.now() + CALL_MS, () =>
          client.schedule.getHandle(workflowIds.rhythm(id)).backfill({
            ...{ start: start.toDate(), end: start.add(1, 'day').subtract(1, 'second').toDate() },
            overlap: ScheduleOverlapPolicy.ALLOW_ALL,
          }),
        )
        .then(
          () => [id],
          () => [],
        ),
    ),
  );
  const ids = played.flat();
  const until = Date.now() + PLAY_MS;
  while (ids.length > 0 && Date.now() < until && (await countWaiting(db, ids, day)) > 0) {
    heartbeat();
    await sleep(20);
  }
}
