/**
 * The ladder once more, slow and obvious, from the text of the design alone: days are numbers, every day is lived
 * through one after the other and counters are kept by hand. Imports nothing from the product.
 */
export interface Case {
  /** For day 0, 1, 2 …: is it a working day? */
  working: boolean[];
  /** For each day: did the obligation wait for somebody else, or was it paused? */
  waiting: boolean[];
  /** For each day: does a round run at all? */
  round: boolean[];
  opened: number;
  due: number;
  upTo: string;
  carried: number;
  ladder: { key: string; group: string; offset: number; listedBefore?: number }[];
  /** Whether the round keeps lists of what goes out by itself. */
  keepsLists: boolean;
  /** What had happened before the first day that is lived through, where that is not the day of opening. */
  before?: { day: number; fired: Happened[]; listed: Happened[] };
}

export interface Happened {
  key: string;
  on: number;
}

const GROUPS = ['REMIND', 'URGE', 'SUPERVISE', 'TALK', 'COPY', 'REFER'];

export function expectedLog(given: Case): string[] {
  const { opened, due } = given;
  const log: string[] = [];
  const fired = new Set<string>();
  const rungs = given.ladder.filter((rung) => GROUPS.indexOf(rung.group) <= GROUPS.indexOf(given.upTo));
  let last: { offset: number; on: number } | null = null;
  const listedOn = new Map<string, number>();
  for (const { key } of given.before?.fired ?? []) fired.add(key);
  for (const { key, on } of given.before?.listed ?? []) listedOn.set(key, on);
  for (const rung of rungs) {
    const past = given.before?.fired.find((entry) => entry.key === rung.key);
    if (past && rung.group !== 'REMIND') last = { offset: rung.offset, on: past.on };
  }
  // What is milder than what has been sent is never sent after it.
  const isStillToCome = (key: string) =>
    rungs.slice(1 + rungs.findLastIndex((rung) => fired.has(rung.key))).some((rung) => rung.key === key);

  const isOurs = (day: number) => given.working[day] === true && given.waiting[day] === false;
  const ours = (after: number, upTo: number) => count(after + 1, upTo, isOurs);
  const graceIsOver = (day: number) => count(opened + 1, day, (each) => given.working[each] === true) >= 5;
  const climbed = (rung: { offset: number }, day: number) =>
    day > due &&
    graceIsOver(day) &&
    given.carried + ours(due, day) >= rung.offset &&
    (last === null || ours(last.on, day) >= rung.offset - last.offset);

  for (let day = given.before?.day ?? opened; day < given.working.length; day += 1) {
    if (!isOurs(day) || given.round[day] === false) continue;

    if (day <= due && last === null && graceIsOver(day)) {
      // Working days from today on, before the due day.
      const left = count(day, due - 1, (each) => given.working[each] === true);
      const reached = rungs.filter((rung) => rung.group === 'REMIND' && left <= -rung.offset);
      const latest = reached.at(-1);
      if (latest && isStillToCome(latest.key)) {
        fired.add(latest.key);
        log.push(`${day} ${latest.key}`);
      }
    }

    const next = rungs.find((rung) => rung.group !== 'REMIND' && isStillToCome(rung.key));
    if (next && climbed(next, day)) {
      const needed = next.listedBefore === undefined || !given.keepsLists ? null : next.listedBefore;
      const listed = listedOn.get(next.key);
      if (needed === null || (listed !== undefined && ours(listed, day) >= needed)) {
        fired.add(next.key);
        log.push(`${day} ${next.key}`);
        last = { offset: next.offset, on: day };
      }
    }

    const coming = rungs.find((rung) => rung.group !== 'REMIND' && isStillToCome(rung.key));
    if (given.keepsLists && coming?.listedBefore !== undefined && !listedOn.has(coming.key)) {
      let target = day;
      for (let left = coming.listedBefore; left > 0 && target < given.working.length; ) {
        target += 1;
        if (isOurs(target)) left -= 1;
      }
      if (climbed(coming, target)) {
        listedOn.set(coming.key, day);
        log.push(`${day} list ${coming.key}`);
      }
    }
  }
  return log;
}

function count(from: number, to: number, holds: (day: number) => boolean): number {
  let found = 0;
  for (let day = from; day <= to; day += 1) if (holds(day)) found += 1;
  return found;
}
