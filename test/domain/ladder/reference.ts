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
  ladder: Rung[];
  /** Working days after the opening before which nothing is sent. */
  earliest: number;
  /** Whether the round keeps lists of what goes out by itself. */
  keepsLists: boolean;
  /** What had happened before the first day that is lived through, where that is not the day of opening. */
  before?: { day: number; fired: Happened[]; listed: Happened[] };
}

interface Rung {
  key: string;
  group: string;
  offset: number;
  unit?: string;
  listedBefore?: number;
  coolDown?: number;
  onDaysOff?: boolean;
}

export interface Happened {
  key: string;
  on: number;
}

const GROUPS = ['REMIND', 'URGE', 'SUPERVISE', 'TALK', 'COPY', 'REFER'];

export function expectedLog(given: Case): string[] {
  const { opened, due } = given;
  const log: string[] = [];
  const fired = new Map<string, number>();
  const rungs = given.ladder.filter((rung) => GROUPS.indexOf(rung.group) <= GROUPS.indexOf(given.upTo));
  let last: { rung: Rung; on: number } | null = null;
  const listedOn = new Map<string, number>();
  for (const { key, on } of given.before?.fired ?? []) fired.set(key, on);
  for (const { key, on } of given.before?.listed ?? []) listedOn.set(key, on);
  for (const rung of rungs) {
    const past = given.before?.fired.find((entry) => entry.key === rung.key);
    if (past && rung.group !== 'REMIND') last = { rung, on: past.on };
  }
  // What is milder than what has been sent is never sent after it.
  const isStillToCome = (key: string) =>
    rungs.slice(1 + rungs.findLastIndex((rung) => fired.has(rung.key))).some((rung) => rung.key === key);

  const isOurs = (day: number) => given.working[day] === true && given.waiting[day] === false;
  const ours = (after: number, upTo: number) => count(after + 1, upTo, isOurs);
  const late = (rung: Rung, after: number, upTo: number) =>
    rung.unit === 'calendarDays' ? count(after + 1, upTo, (day) => given.waiting[day] === false) : ours(after, upTo);
  const graceIsOver = (day: number) => count(opened + 1, day, (each) => given.working[each] === true) >= given.earliest;
  const hasCooled = (rung: Rung, day: number) => {
    const before = rungs.filter((each) => fired.has(each.key)).at(-1);
    if (!before || rung.coolDown === undefined) return true;
    return ours(fired.get(before.key) ?? 0, day) >= rung.coolDown;
  };
  const isSpaced = (rung: Rung, day: number) => {
    if (last === null) return true;
    if ((last.rung.unit ?? 'workingDays') !== (rung.unit ?? 'workingDays')) return ours(last.on, day) >= 1;
    return late(rung, last.on, day) >= rung.offset - last.rung.offset;
  };
  const climbed = (rung: Rung, day: number) =>
    day > due &&
    graceIsOver(day) &&
    late(rung, due, day) >= 1 &&
    given.carried + late(rung, due, day) >= rung.offset &&
    isSpaced(rung, day) &&
    hasCooled(rung, day);
  const isTimeToRemind = (rung: Rung, day: number) => {
    if (rung.unit === 'share') return (day - opened) * 100 >= rung.offset * (due - opened);
    if (rung.unit === 'calendarDays') return due - day <= -rung.offset;
    let target = due;
    for (let left = -rung.offset; left > 0; ) {
      target -= 1;
      if (given.working[target] === true) left -= 1;
    }
    return day >= target;
  };
  // Days off are for what says so; on days of waiting nothing goes out at all.
  const goesOut = (rung: Rung, day: number) =>
    given.waiting[day] === false && (given.working[day] === true || rung.onDaysOff === true);
  const remindedBy = (rung: Rung, today: number) =>
    count(
      opened,
      today,
      (day) => goesOut(rung, day) && graceIsOver(day) && isTimeToRemind(rung, day) && hasCooled(rung, day),
    ) > 0;

  for (let day = given.before?.day ?? opened; day < given.working.length; day += 1) {
    if (given.waiting[day] !== false || given.round[day] === false) continue;

    if (day <= due && last === null) {
      const reached = rungs.filter((rung) => rung.group === 'REMIND' && remindedBy(rung, day));
      const latest = reached.at(-1);
      if (latest && isStillToCome(latest.key) && goesOut(latest, day)) {
        fired.set(latest.key, day);
        log.push(`${day} ${latest.key}`);
      }
    }

    const next = rungs.find((rung) => rung.group !== 'REMIND' && isStillToCome(rung.key));
    if (next && climbed(next, day) && goesOut(next, day)) {
      const needed = next.listedBefore === undefined || !given.keepsLists ? null : next.listedBefore;
      const listed = listedOn.get(next.key);
      if (needed === null || (listed !== undefined && ours(listed, day) >= needed)) {
        fired.set(next.key, day);
        log.push(`${day} ${next.key}`);
        last = { rung: next, on: day };
      }
    }

    const coming = rungs.find((rung) => rung.group !== 'REMIND' && isStillToCome(rung.key));
    if (
      given.keepsLists &&
      given.working[day] === true &&
      coming?.listedBefore !== undefined &&
      !listedOn.has(coming.key)
    ) {
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
