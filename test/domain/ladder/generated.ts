import type { Calendar } from '../../../domain/calendar.ts';
import {
  defaultLadder,
  type FrozenSpan,
  type Ladder,
  nextRung,
  nextRungOn,
  type ObligationClock,
  type Rung,
  roundOn,
  rungGroups,
} from '../../../domain/ladder/index.ts';
import type { Random } from '../support/random.ts';
import type { Case } from './reference.ts';

export const DAYS = 200;
/** Days at the end of which a listing may look past what was made up. */
export const TAIL = 40;

/** Day 0 is Monday, 1 June 2020. */
export const dayName = (index: number) => new Date(Date.UTC(2020, 5, 1 + index)).toISOString().slice(0, 10);

export const dayNumber = (day: string) => Math.round((Date.parse(day) - Date.UTC(2020, 5, 1)) / 86_400_000);

export interface Setting {
  given: Case;
  clock: ObligationClock;
  ladder: Ladder;
  cal: Calendar;
}

export function randomSetting(random: Random): Setting {
  const weekdays = Array.from({ length: DAYS }, (_, day) => day % 7 < 5);
  const working = weekdays.map((isWeekday) => (random.chance(0.08) ? !isWeekday : isWeekday));
  const indices = Array.from({ length: DAYS }, (_, day) => day);
  const cal: Calendar = {
    holidays: new Set(indices.filter((day) => weekdays[day] && !working[day]).map(dayName)),
    makeUpDays: new Set(indices.filter((day) => !weekdays[day] && working[day]).map(dayName)),
    coveredYears: new Set([2020]),
  };
  const opened = random.int(20, 30);
  const due = opened + random.int(0, 45);
  const spans = randomSpans(random, opened);
  const ladder = random.chance(0.5) ? defaultLadder : randomLadder(random);
  const upTo = random.chance(0.6) ? 'REFER' : random.pick(rungGroups);
  const carried = random.chance(0.3) ? random.int(1, 18) : 0;
  const keepsLists = random.chance(0.5);
  const outages = random.chance(0.5) ? 0.3 : 0;
  return {
    given: {
      working,
      waiting: indices.map((day) => spans.some((span) => day >= span.from && day < span.to)),
      round: indices.map(() => !random.chance(outages)),
      opened,
      due,
      upTo,
      carried,
      ladder: ladder.rungs,
      earliest: ladder.earliestAfterOpening,
      keepsLists,
    },
    clock: {
      openedOn: dayName(opened),
      dueOn: dayName(due),
      ladderUpTo: upTo,
      frozen: spans.map(
        (span): FrozenSpan => ({ from: dayName(span.from), to: span.to >= DAYS ? null : dayName(span.to) }),
      ),
      carriedOverdueDays: carried,
      fired: [],
      ...(keepsLists ? { listed: [] } : {}),
    },
    ladder,
    cal,
  };
}

function randomSpans(random: Random, opened: number): { from: number; to: number }[] {
  return Array.from({ length: random.chance(0.5) ? random.int(1, 3) : 0 }, () => {
    const from = opened + random.int(0, 80);
    return { from, to: random.chance(0.1) ? DAYS + 1 : from + random.int(0, 20) };
  });
}

/** Ladders of all kinds: days of both sorts, shares of the time, further rungs of a group, times to cool down. */
function randomLadder(random: Random): Ladder {
  let offset = 0;
  const steps = defaultLadder.rungs.flatMap((shipped) => {
    if (shipped.group === 'REMIND') return [];
    const again = shipped.group === 'URGE' || shipped.group === 'SUPERVISE' ? random.int(1, 2) : 1;
    return Array.from({ length: again }, (_, index): Rung => {
      const listedBefore = shipped.listedBefore === undefined ? undefined : random.int(1, 3);
      offset += (listedBefore ?? 0) + random.int(1, 6);
      return {
        ...{ ...shipped, key: index === 0 ? shipped.key : (`${shipped.group}_${index + 1}` as const), offset },
        ...(listedBefore === undefined ? {} : { listedBefore }),
        ...(random.chance(0.3) ? { unit: 'calendarDays' as const } : {}),
      };
    });
  });
  const rungs = [...randomReminders(random), ...steps].map((rung) => ({
    ...rung,
    ...(random.chance(0.25) ? { coolDown: random.int(1, 4) } : {}),
    ...(rung.listedBefore === undefined && random.chance(0.25) ? { onDaysOff: true } : {}),
  }));
  return {
    earliestAfterOpening: random.chance(0.5) ? 5 : random.int(0, 7),
    rungs: rungs.filter((rung) => rung.group === 'REFER' || !random.chance(0.15)),
  };
}

function randomReminders(random: Random): Rung[] {
  const [first] = defaultLadder.rungs;
  if (!first) throw new Error('the shipped ladder is empty');
  const unit = () => (random.chance(0.4) ? { unit: 'calendarDays' as const } : {});
  const days: Rung[] = [
    { ...first, key: 'REMIND_7', offset: -random.int(3, 12), ...unit() },
    { ...first, key: 'REMIND_1', offset: -random.int(0, 2), ...unit() },
  ];
  const share: Rung = { ...first, key: 'REMIND_3', offset: random.int(1, 99), unit: 'share' };
  if (random.chance(0.5)) days.splice(random.int(0, 2), 0, share);
  return days;
}

/** Lives the days through with the product's functions; also checks that each day's forecast comes true. */
export function actualLog(
  { given, clock, ladder, cal }: Setting,
  from = given.opened,
  until = DAYS,
): { log: string[]; faults: string[]; running: ObligationClock } {
  const log: string[] = [];
  const faults: string[] = [];
  const running: ObligationClock = { ...clock };
  for (let day = from; day < until; day += 1) {
    if (given.round[day] === false) continue;
    const today = dayName(day);
    const lookAt = nextRungOn(running, ladder, cal, today);
    const forecast = nextRung(running, ladder, cal, today);
    const { due: rung, toList } = roundOn(running, ladder, cal, today);
    if (rung) {
      if (lookAt === null || lookAt > today) faults.push(`${day}: ${rung.key} fires, but next look was ${lookAt}`);
      if (forecast === null || forecast.on > today) faults.push(`${day}: ${rung.key} fires unannounced`);
      log.push(`${day} ${rung.key}`);
      running.fired = [...running.fired, { rung: rung.key, on: today }];
    }
    if (toList && running.listed) {
      log.push(`${day} list ${toList.rung.key}`);
      running.listed = [...running.listed, { rung: toList.rung.key, on: today }];
    }
  }
  return { log, faults, running };
}

export const beforeTail = (log: string[]) => log.filter((entry) => Number.parseInt(entry, 10) < DAYS - TAIL);
