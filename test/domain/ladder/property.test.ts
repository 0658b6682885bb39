import { checkLadder, nextRung, rungsUntil } from '../../../domain/ladder/index.ts';
import { caseCount, randomFrom, seed } from '../support/random.ts';
import { actualLog, beforeTail, DAYS, dayName, dayNumber, randomSetting, TAIL } from './generated.ts';
import { expectedLog } from './reference.ts';

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

  it(`foretells what rounds on every day claim, from whichever day on (seed ${seed})`, () => {
    let firings = 0;
    for (let index = 0; index < caseCount(300, 2000); index += 1) {
      const random = randomFrom(seed + 70_000 + index);
      const setting = randomSetting(random);
      const { ladder, cal, given } = setting;
      const clock = { ...setting.clock, listed: [] };
      const from = given.opened + random.int(0, 60);
      const { log } = actualLog({ ...setting, clock, given: { ...given, round: given.round.map(() => true) } }, from);
      const days = { today: dayName(from), last: dayName(DAYS - TAIL - 1) };
      const told = rungsUntil(clock, ladder, cal, days).reached.map(({ rung, on }) => `${dayNumber(on)} ${rung.key}`);
      const lived = beforeTail(log).filter((entry) => !entry.includes('list'));
      expect({ index, told }).toEqual({ index, told: lived });
      firings += lived.length;
    }
    expect(firings).toBeGreaterThan(caseCount(300, 2000));
  });
});
