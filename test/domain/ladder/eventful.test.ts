import { type FrozenSpan, type ObligationClock, type RungKey, rearms } from '../../../domain/ladder/index.ts';
import { caseCount, type Random, randomFrom, seed } from '../support/random.ts';
import { actualLog, beforeTail, DAYS, dayName, randomSetting, type Setting } from './generated.ts';
import { type Case, expectedLog, type Happened } from './reference.ts';

/** What happens on the morning of a day, before its round. */
type Happening =
  | { day: number; what: 'pause' | 'resume' }
  | { day: number; what: 'extension'; due: number; rearms: boolean }
  | { day: number; what: 'edit'; to: Setting };

/** Nothing is known before it happens: a pause has no end until it is over. */
function randomLife(random: Random, setting: Setting): { setting: Setting; happenings: Happening[] } {
  const { opened, due } = setting.given;
  const leap = random.int(opened, DAYS);
  const landing = leap + random.int(5, 25);
  const round = setting.given.round.map((runs, day) => runs && (day < leap || day >= landing));
  const happenings: Happening[] = [];
  for (let day = opened + random.int(1, 25), paused = false; day < DAYS; day += random.int(2, 30)) {
    if (paused || random.chance(0.4)) {
      happenings.push({ day, what: paused ? 'resume' : 'pause' });
      paused = !paused;
    } else if (random.chance(0.6)) {
      happenings.push({
        day,
        what: 'extension',
        due: Math.max(day, due) + random.int(0, 40),
        rearms: random.chance(0.6),
      });
    } else happenings.push({ day, what: 'edit', to: randomSetting(random) });
  }
  const given = { ...setting.given, round, waiting: round.map(() => false) };
  return { setting: { ...setting, given, clock: { ...setting.clock, frozen: [] } }, happenings };
}

/** The days between two happenings, on each of which the same is known. */
function stretches({ given }: Setting, happenings: Happening[]): { from: number; until: number; first?: Happening }[] {
  const bounds = [given.opened, ...happenings.map(({ day }) => day), DAYS];
  return bounds.slice(0, -1).map((from, index) => ({
    ...{ from, until: bounds[index + 1] ?? DAYS },
    ...(happenings[index - 1] ? { first: happenings[index - 1] } : {}),
  }));
}

/** What the reference logs, which knows of the past only what it has logged itself. */
function expectedLife(setting: Setting, happenings: Happening[]): string[] {
  const log: string[] = [];
  let given: Case = setting.given;
  let fired: Happened[] = [];
  let listed: Happened[] = [];
  const pauses: { from: number; to: number }[] = [];
  for (const { from, until, first } of stretches(setting, happenings)) {
    if (first?.what === 'pause') pauses.push({ from, to: Number.POSITIVE_INFINITY });
    if (first?.what === 'resume') pauses.push({ from: pauses.pop()?.from ?? from, to: from });
    if (first?.what === 'extension') {
      given = { ...given, due: first.due, carried: first.rearms ? 0 : given.carried };
      if (first.rearms) [fired, listed] = [[], []];
    }
    if (first?.what === 'edit') {
      const { working, ladder, earliest } = first.to.given;
      given = { ...given, working, ladder, earliest };
    }
    const waiting = given.working.map((_, day) => pauses.some((pause) => day >= pause.from && day < pause.to));
    const stretch = expectedLog({ ...given, waiting, before: { day: from, fired, listed } }).filter(
      (entry) => Number.parseInt(entry, 10) < until,
    );
    log.push(...stretch);
    for (const entry of stretch) {
      const [day, key, listedKey] = entry.split(' ');
      if (listedKey === undefined) fired = [...fired, { key: key ?? '', on: Number(day) }];
      else listed = [...listed, { key: listedKey, on: Number(day) }];
    }
  }
  return log;
}

/** The same life with the product's functions. */
function actualLife(setting: Setting, happenings: Happening[]): { log: string[]; faults: string[] } {
  const log: string[] = [];
  const faults: string[] = [];
  let now: Setting = setting;
  for (const { from, until, first } of stretches(setting, happenings)) {
    if (first) now = after(now, first);
    const lived = actualLog(now, from, until);
    log.push(...lived.log);
    faults.push(...lived.faults);
    now = { ...now, clock: lived.running };
  }
  return { log, faults };
}

function after(setting: Setting, happening: Happening): Setting {
  const { clock } = setting;
  const today = dayName(happening.day);
  switch (happening.what) {
    case 'pause':
      return { ...setting, clock: { ...clock, frozen: [...clock.frozen, { from: today, to: null }] } };
    case 'resume': {
      const frozen = clock.frozen.map(({ from, to }): FrozenSpan => ({ from, to: to ?? today }));
      return { ...setting, clock: { ...clock, frozen } };
    }
    case 'extension': {
      const begun = rearms({ ...setting.ladder, rearmsOn: happening.rearms ? ['extension'] : [] }, 'extension');
      const fresh: Partial<ObligationClock> = { fired: [], carriedOverdueDays: 0, ...(clock.listed && { listed: [] }) };
      return { ...setting, clock: { ...clock, dueOn: dayName(happening.due), ...(begun ? fresh : {}) } };
    }
    case 'edit':
      return { ...setting, ladder: happening.to.ladder, cal: happening.to.cal };
  }
}

/** The rungs of each arming, in the order in which they went out. */
function armings(log: string[], happenings: Happening[]): RungKey[][] {
  const begins = happenings.flatMap((one) => (one.what === 'extension' && one.rearms ? [one.day] : []));
  const fired = log.filter((entry) => !entry.includes('list')).map((entry) => entry.split(' '));
  return [0, ...begins].map((begin, index) =>
    fired
      .filter(([day]) => Number(day) >= begin && Number(day) < (begins[index] ?? DAYS))
      .map(([, key]) => key as RungKey),
  );
}

describe('the ladder in an eventful life', () => {
  it(`fires what the reference fires through pauses, extensions, edits and leaps of the date (seed ${seed})`, () => {
    let firings = 0;
    for (let index = 0; index < caseCount(300, 2000); index += 1) {
      const random = randomFrom(seed + 130_000 + index);
      const { setting, happenings } = randomLife(random, randomSetting(random));
      const { log, faults } = actualLife(setting, happenings);
      const expected = beforeTail(expectedLife(setting, happenings));
      expect({ index, faults, log: beforeTail(log) }).toEqual({ index, faults: [], log: expected });
      for (const keys of armings(log, happenings)) expect({ index, keys }).toEqual({ index, keys: [...new Set(keys)] });
      firings += expected.length;
    }
    expect(firings).toBeGreaterThan(caseCount(300, 2000));
  });
});
