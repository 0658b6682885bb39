import { addDays } from '../../../domain/day.ts';
import { defaultLadder, type ObligationClock, rungDue } from '../../../domain/ladder/index.ts';
import { calendar2020 as cal } from '../support/calendar2020.ts';

/** A mid-year report of 2020 that nothing has happened to. */
export const clockOf = (change: Partial<ObligationClock> = {}): ObligationClock => ({
  openedOn: '2020-06-01',
  dueOn: '2020-06-30',
  ladderUpTo: 'REFER',
  frozen: [],
  carriedOverdueDays: 0,
  fired: [],
  ...change,
});

/** Runs a round on every day that `runs` allows and answers what was claimed, `day rung`. */
export function live(
  clock: ObligationClock,
  from: string,
  to: string,
  runs: (day: string) => boolean = () => true,
): string[] {
  const running = { ...clock, fired: [...clock.fired] };
  const log: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const rung = runs(day) ? rungDue(running, defaultLadder, cal, day) : null;
    if (rung) {
      log.push(`${day} ${rung.key}`);
      running.fired.push({ rung: rung.key, on: day });
    }
  }
  return log;
}
