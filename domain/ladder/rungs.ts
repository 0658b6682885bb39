import { addWorkingDays, type Calendar } from '../calendar.ts';
import { addDays, daysBetween, maxDay, minDay } from '../day.ts';
import type { Day } from '../process/types.ts';
import { addCountingDays, addHeldDays, counts, maySend, nextSendingDay, subtractCountingDays } from './clock.ts';
import {
  type Ladder,
  type NextRung,
  type ObligationClock,
  type OffsetUnit,
  type ReachedRung,
  type Rung,
  rungGroups,
} from './types.ts';

/*
 * The rules of the ladder:
 * - A reminder stands `offset` working or calendar days before the due day, or where a share of the time from opening
 *   to the due day has passed; the n-th day overdue is the n-th working (or calendar) day after it. Days on which the
 *   obligation waited for somebody else do not count; overdue working days of earlier rounds do.
 * - No ladder day is earlier than the opening plus five working days. A reminder that this moves past the due day is
 *   dropped (it would remind of nothing); urging and above are moved, never dropped.
 * - Of several reminders only the latest is sent, those passed over never again; none after the due day.
 * - From 催办 up the rungs come strictly in order, one per round, each no nearer to the delivery of the one before
 *   than the ladder spaces them: the difference of their offsets where both count in one unit, else a working day.
 * - A rung with a time to cool down keeps that many working days from whatever was sent before it.
 * - Nothing fires on a day that does not count, but what says that it goes out on days off, too; even that not while
 *   the obligation waits for somebody else. What was reached before fires on the next day on which it may.
 */

/**
 * What fires next, and on which day, if nothing changes. `on` may lie in the past: then it was reached and has not
 * been claimed yet.
 *
 * @param today Where it is given, reminders that can no longer be sent (the due day has passed) are left out.
 * @returns null where nothing more will fire: no due day, no ladder, frozen without an end, or all done.
 */
export function nextRung(clock: ObligationClock, ladder: Ladder, cal: Calendar, today?: Day): NextRung | null {
  const reminder = earliest(sendableReminders(clock, ladder, cal, today));
  const step = nextStep(clock, ladder, cal);
  if (reminder && (!step || reminder.on <= step.on)) return reminder;
  return step;
}

/** The day on which the round must look at the obligation again: to list the next rung, or to fire it. */
export function nextRungOn(clock: ObligationClock, ladder: Ladder, cal: Calendar, today?: Day): Day | null {
  const next = nextRung(clock, ladder, cal, today);
  return next && (next.listOn === null ? next.on : minDay(next.listOn, next.on));
}

/**
 * Rungs that the rounds from `today` up to `last` will claim if nothing changes, in order, and the obligation as they
 * leave it. Letters and talks are taken to be approved on the day on which they are drafted.
 */
export function rungsUntil(
  clock: ObligationClock,
  ladder: Ladder,
  cal: Calendar,
  { today, last }: { today: Day; last: Day },
): { reached: ReachedRung[]; clock: ObligationClock } {
  const listed = [...(clock.listed ?? [])];
  const playing = { ...clock, fired: [...clock.fired], listed };
  const reached: ReachedRung[] = [];
  for (let day = today; ; day = addDays(day, 1)) {
    const on = nextRungOn(playing, ladder, cal, day);
    if (on === null) break;
    day = maxDay(on, day);
    if (day > last) break;
    const { due, toList } = roundOn(playing, ladder, cal, day);
    if (toList !== null) listed.push({ rung: toList.rung.key, on: day });
    if (due === null) continue;
    reached.push({ rung: due, on: day });
    playing.fired.push({ rung: due.key, on: day });
  }
  return { reached, clock: playing };
}

/** What the round of `today` does about an obligation: the rung that it claims, then the one that it lists. */
export function roundOn(
  clock: ObligationClock,
  ladder: Ladder,
  cal: Calendar,
  today: Day,
): { due: Rung | null; toList: NextRung | null } {
  const due = rungDue(clock, ladder, cal, today);
  const fired = due === null ? clock.fired : [...clock.fired, { rung: due.key, on: today }];
  return { due, toList: rungToList({ ...clock, fired }, ladder, cal, today) };
}

/** The one rung that the round of `today` claims for this obligation, or null. */
export function rungDue(clock: ObligationClock, ladder: Ladder, cal: Calendar, today: Day): Rung | null {
  const step = nextStep(clock, ladder, cal);
  const reached =
    step && step.on <= today
      ? step
      : sendableReminders(clock, ladder, cal, today).findLast((reminder) => reminder.on <= today);
  if (!reached || isUnlisted(reached.rung, clock)) return null;
  return maySend(reached.rung, clock, cal, today) ? reached.rung : null;
}

/**
 * The rung that the round of `today` lists to the office because it goes out by itself next (抄送 on the day before),
 * with the day on which it will; null where there is none or it is listed already.
 */
export function rungToList(clock: ObligationClock, ladder: Ladder, cal: Calendar, today: Day): NextRung | null {
  if (!counts(clock, cal, today)) return null;
  const step = nextStep(clock, ladder, cal);
  return step && step.listOn !== null && step.listOn <= today ? step : null;
}

/** Rungs that apply to the obligation, in the ladder's order. */
function applicable(clock: ObligationClock, ladder: Ladder): Rung[] {
  if (clock.ladderUpTo === null) return [];
  const last = rungGroups.indexOf(clock.ladderUpTo);
  return ladder.rungs.filter((rung) => rungGroups.indexOf(rung.group) <= last);
}

/** Reminders that may still be sent, in order of their day; on one day the latest of the ladder stands last. */
function sendableReminders(clock: ObligationClock, ladder: Ladder, cal: Calendar, today?: Day): NextRung[] {
  const { dueOn } = clock;
  if (dueOn === null || (today !== undefined && today > dueOn)) return [];
  const floor = floorDay(clock, ladder, cal);
  const rungs = applicable(clock, ladder);
  const lastFired = rungs.findLastIndex((rung) => hasFired(clock, rung));
  return rungs.slice(lastFired + 1).flatMap((rung) => {
    if (rung.group !== 'REMIND') return [];
    const cooled = cooledDown(rung, rungs[lastFired], clock, cal);
    if (cooled === null) return [];
    const day = maxDay(reminderDay(rung, clock.openedOn, dueOn, cal), floor, cooled);
    const on = nextSendingDay(rung, clock, cal, day);
    return on !== null && on <= dueOn ? [{ rung, on, listOn: null }] : [];
  });
}

function reminderDay({ unit, offset }: Rung, openedOn: Day, dueOn: Day, cal: Calendar): Day {
  if (unit === 'calendarDays') return addDays(dueOn, offset);
  if (unit !== 'share') return addWorkingDays(cal, dueOn, offset);
  return addDays(openedOn, Math.ceil((Math.max(0, daysBetween(openedOn, dueOn)) * offset) / 100));
}

/** The first day on which the rung is far enough from what was sent before; null: never. */
function cooledDown(rung: Rung, before: Rung | undefined, clock: ObligationClock, cal: Calendar): Day | null {
  const fired = before && clock.fired.find((entry) => entry.rung === before.key);
  if (!fired || rung.coolDown === undefined) return clock.openedOn;
  return addCountingDays(clock, cal, fired.deliveredOn ?? fired.on, rung.coolDown);
}

/** The n-th day after a day in the unit that the rung counts in; null: never. */
function addOverdue(rung: Rung, clock: ObligationClock, cal: Calendar, after: Day, n: number): Day | null {
  return rung.unit === 'calendarDays' ? addHeldDays(clock, after, n) : addCountingDays(clock, cal, after, n);
}

/** The next rung from 催办 up. */
function nextStep(clock: ObligationClock, ladder: Ladder, cal: Calendar): NextRung | null {
  const { dueOn } = clock;
  if (dueOn === null) return null;
  const rungs = applicable(clock, ladder);
  const steps = rungs.filter((rung) => rung.group !== 'REMIND');
  const lastFired = steps.findLastIndex((rung) => hasFired(clock, rung));
  const rung = steps[lastFired + 1];
  if (!rung) return null;
  const daysLeft = Math.max(1, rung.offset - clock.carriedOverdueDays);
  const reached = addOverdue(rung, clock, cal, dueOn, daysLeft);
  const spaced = spacedFrom(steps[lastFired], rung, clock, cal);
  const cooled = cooledDown(
    rung,
    rungs.findLast((other) => hasFired(clock, other)),
    clock,
    cal,
  );
  if (reached === null || spaced === null || cooled === null) return null;
  const free = listedLongEnough(rung, clock, cal);
  const day = free && maxDay(reached, spaced, cooled, free, floorDay(clock, ladder, cal));
  const on = day && nextSendingDay(rung, clock, cal, day);
  return on === null ? null : { rung, on, listOn: listingDay(rung, on, clock, cal) };
}

/** The earliest day that keeps the ladder's spacing from the delivery of the rung before; null: never. */
function spacedFrom(previous: Rung | undefined, rung: Rung, clock: ObligationClock, cal: Calendar): Day | null {
  const fired = previous && clock.fired.find((entry) => entry.rung === previous.key);
  if (!previous || !fired) return clock.openedOn;
  const sent = fired.deliveredOn ?? fired.on;
  if (unitOf(previous) !== unitOf(rung)) return addCountingDays(clock, cal, sent, 1);
  return addOverdue(rung, clock, cal, sent, Math.max(1, rung.offset - previous.offset));
}

function listingDay(rung: Rung, on: Day, clock: ObligationClock, cal: Calendar): Day | null {
  if (rung.listedBefore === undefined || listing(rung, clock)) return null;
  return subtractCountingDays(clock, cal, on, rung.listedBefore);
}

/** The earliest day that leaves the office its time to hold the rung; null: never. */
function listedLongEnough(rung: Rung, clock: ObligationClock, cal: Calendar): Day | null {
  const listed = listing(rung, clock);
  if (!listed || rung.listedBefore === undefined) return clock.openedOn;
  return addCountingDays(clock, cal, listed.on, rung.listedBefore);
}

/** Whether listings are recorded and this one is still missing. */
function isUnlisted(rung: Rung, clock: ObligationClock): boolean {
  return rung.listedBefore !== undefined && clock.listed !== undefined && !listing(rung, clock);
}

function listing(rung: Rung, clock: ObligationClock): { on: Day } | undefined {
  return clock.listed?.find((entry) => entry.rung === rung.key);
}

function floorDay(clock: ObligationClock, ladder: Ladder, cal: Calendar): Day {
  return addWorkingDays(cal, clock.openedOn, ladder.earliestAfterOpening);
}

function unitOf({ unit }: Rung): OffsetUnit {
  return unit ?? 'workingDays';
}

function hasFired(clock: ObligationClock, rung: Rung): boolean {
  return clock.fired.some((entry) => entry.rung === rung.key);
}

/** The earliest; of several on one day, the last. */
function earliest(rungs: NextRung[]): NextRung | null {
  return rungs.reduce<NextRung | null>((best, next) => (best === null || next.on <= best.on ? next : best), null);
}
