import type { Calendar } from '../../../domain/calendar.ts';
import {
  checkLadder,
  defaultLadder,
  type FrozenSpan,
  type Ladder,
  nextRung,
  nextRungOn,
  type ObligationClock,
  type Rung,
  rungDue,
  rungGroups,
  rungToList,
} from '../../../domain/ladder/index.ts';
import { caseCount, type Random, randomFrom, seed } from '../support/random.ts';
import { type Case, expectedLog } from './reference.ts';

const DAYS = 200;
/** Days at the end of which a listing may look past what was made up. */
const TAIL = 40;

/** Day 0 is Monday, 1 June 2020. */
const dayName = (index: number) => new Date(Date.UTC(2020, 5, 1 + index)).toISOString().slice(0, 10);

const dayNumber = (day: string) => Math.round((Date.parse(day) - Date.UTC(2020, 5, 1)) / 86_400_000);

interface Setting {
  given: Case;
  clock: ObligationClock;
  ladder: Ladder;
  cal: Calendar;
}

function randomSetting(random: Random): Setting {
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
  const rungs = [...randomReminders(random), ...steps].map((rung) =>
    random.chance(0.25) ? { ...rung, coolDown: random.int(1, 4) } : rung,
  );
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
function actualLog(
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
    const rung = rungDue(running, ladder, cal, today);
    if (rung) {
      if (lookAt === null || lookAt > today) faults.push(`${day}: ${rung.key} fires, but next look was ${lookAt}`);
      if (forecast === null || forecast.on > today) faults.push(`${day}: ${rung.key} fires unannounced`);
      log.push(`${day} ${rung.key}`);
      running.fired = [...running.fired, { rung: rung.key, on: today }];
    }
    const toList = running.listed && rungToList(running, ladder, cal, today);
    if (toList && running.listed) {
      log.push(`${day} list ${toList.rung.key}`);
      running.listed = [...running.listed, { rung: toList.rung.key, on: today }];
    }
  }
  return { log, faults, running };
}

const beforeTail = (log: string[]) => log.filter((entry) => Number.parseInt(entry, 10) < DAYS - TAIL);

describe('the ladder against a slow reference', () => {
  it(`fires what the reference fires, on its day (seed ${seed})`, () => {
    let firings = 0;
    for (let index = 0; index < caseCount(300, 2000); index += 1) {
      const setting = randomSetting(randomFrom(seed + index));
      expect(checkLadder(setting.ladder)).toEqual([]);
      const { log, faults } = actualLog(setting);
      const expected = beforeTail(expectedLog(setting.given));
      expect({ index, faults, log: beforeTail(log) }).toEqual({ index, faults: [], log: expected });
      firings += expected.length;
    }
    expect(firings).toBeGreaterThan(caseCount(300, 2000));
  });

  it(`goes on after an edit of ladder and calendar as if both had been there from the start (seed ${seed})`, () => {
    let firings = 0;
    for (let index = 0; index < caseCount(300, 2000); index += 1) {
      const random = randomFrom(seed + 90_000 + index);
      const first = randomSetting(random);
      const other = randomSetting(random);
      const edit = first.given.opened + random.int(1, 90);
      const { running } = actualLog(first, first.given.opened, edit);
      const { log, faults } = actualLog({ ...first, clock: running, ladder: other.ladder, cal: other.cal }, edit);
      const happened = (entries: { rung: string; on: string }[]) =>
        entries.map(({ rung, on }) => ({ key: rung, on: dayNumber(on) }));
      const expected = expectedLog({
        ...first.given,
        working: other.given.working,
        ladder: other.ladder.rungs,
        earliest: other.ladder.earliestAfterOpening,
        before: { day: edit, fired: happened(running.fired), listed: happened(running.listed ?? []) },
      });
      expect({ index, faults, log: beforeTail(log) }).toEqual({ index, faults: [], log: beforeTail(expected) });
      firings += expected.length;
    }
    expect(firings).toBeGreaterThan(caseCount(300, 2000));
  });

  it(`keeps its forecast where nothing changes and every round runs (seed ${seed})`, () => {
    for (let index = 0; index < caseCount(100, 1000); index += 1) {
      const setting = randomSetting(randomFrom(seed + 50_000 + index));
      const { clock, ladder, cal } = setting;
      const always = { ...setting, given: { ...setting.given, round: setting.given.round.map(() => true) } };
      const first = nextRung(clock, ladder, cal);
      const firings = actualLog(always).log.filter((entry) => !entry.includes('list'));
      const [day, key] = firings[0]?.split(' ') ?? [];
      const lived = day === undefined ? null : `${dayName(Number(day))} ${key}`;
      if (first && first.on >= dayName(DAYS - TAIL)) continue;
      expect({ index, next: first && `${first.on} ${first.rung.key}` }).toEqual({ index, next: lived });
    }
  });
});
