import type { Conduct, Day, OpenEscalation, OpenItem } from './conduct.ts';

/*
 * How people behave with a plan that nobody wrote a table for: by a hash of the unit's name, so that a second run is
 * the same as the first.
 */

const DAY_MS = 86_400_000;

export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The day itself, or the Monday after it. Holidays are worked through: what matters here is that something happens. */
function weekday(day: Day): Day {
  const dayOfWeek = new Date(`${day}T00:00:00Z`).getUTCDay();
  return dayOfWeek === 6 ? addDays(day, 2) : dayOfWeek === 0 ? addDays(day, 1) : day;
}

/** FNV-1a over the UTF-16 units, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return value;
}

type Habit = { daysLate: number } | 'silent' | 'in time';

function habitOf(unit: string): Habit {
  const value = hash(unit) % 20;
  if (value === 0) return 'silent';
  if (value === 1) return { daysLate: 3 };
  if (value === 2) return { daysLate: 9 };
  return value === 3 ? { daysLate: 17 } : 'in time';
}

/** Days within which an item is handed in by those who are in time, and before its due day where that is far. */
const AFTER_OPENING = 2;
const BEFORE_DUE = 14;
const LONG = 25;
const OFFICE_DAYS = 2;

function unitActsOn(item: OpenItem, unit: string): Day | null {
  const habit = habitOf(unit);
  if (habit === 'silent') return null;
  if (habit !== 'in time' && item.dueOn !== null && item.round === 1) {
    return weekday(addDays(item.dueOn, habit.daysLate));
  }
  const far = item.dueOn !== null && item.dueOn > addDays(item.openedOn, LONG);
  return weekday(far && item.dueOn ? addDays(item.dueOn, -BEFORE_DUE) : addDays(item.openedOn, AFTER_OPENING));
}

/** Every Monday from `from` to `to`: the office's weekly look. */
function mondays(from: Day, to: Day): Day[] {
  const days: Day[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    if (new Date(`${day}T00:00:00Z`).getUTCDay() === 1) days.push(day);
  }
  return days;
}

const RETURN_EVERY = 25;

export function conductOfAnyPlan(from: Day, to: Day): Conduct {
  return {
    stops: mondays(from, to),
    actOn: (item) =>
      item.holder.kind === 'UNIT_HEAD' && item.unit
        ? unitActsOn(item, item.unit.name)
        : weekday(addDays(item.openedOn, OFFICE_DAYS)),
    returned: (review) =>
      review.round === 1 && hash(`${review.reviews?.unit?.name} ${review.measureTitle}`) % RETURN_EVERY === 0
        ? { reason: '数据不全，请补充后重报' }
        : null,
    decide,
    contributes: (unit) => hash(`${unit} inputs`) % 10 > 0,
  };
}

function decide({ rung, state, unit, reachedOn }: OpenEscalation) {
  const on = reachedOn;
  if (state !== 'DRAFTED') return { on, how: 'acknowledge' as const, reason: '已收到' };
  if (rung === 'SUPERVISE') return { on, how: 'sign' as const, reason: '' };
  if (rung === 'TALK') return { on, how: 'approve' as const, reason: '同意约谈' };
  const agreed = hash(unit?.name ?? '') % 2 === 0;
  return agreed
    ? { on, how: 'approve' as const, reason: '长期不报不办，同意移送' }
    : { on, how: 'reject' as const, reason: '仅有逾期事实，暂不移送' };
}
