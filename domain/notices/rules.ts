import { addDays, weekday } from '../day.ts';
import { rungGroupOf } from '../ladder/index.ts';
import type { Day } from '../process/types.ts';

/** When a county's mails go out, and how many at most reach one person in a week. */
export interface NoticeRules {
  /**
   * Mails to one person from Monday to Sunday, where the person has no limit of the own; null: one each working day, no
   * other limit.
   */
  mailsPerWeek: number | null;
  /** Mail goes out from this time of the county on, `HH:MM`, and before the other. */
  mailFrom: string;
  mailUntil: string;
}

export const shippedNoticeRules: NoticeRules = { mailsPerWeek: null, mailFrom: '08:30', mailUntil: '20:00' };

/** A time as `HH:MM`, from 00:00 to 23:59. */
export const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** Whether mail may go out at a time of the county. */
export function isMailTime({ mailFrom, mailUntil }: NoticeRules, time: string): boolean {
  return mailFrom <= time && time < mailUntil;
}

/** The Monday of a day's week. */
export function mondayOf(day: Day): Day {
  return addDays(day, -((weekday(day) + 6) % 7));
}

/**
 * Whether a notice may wait for another week: news of an item, reminders and urgings of the ladder may, as long as the
 * day that a reminder speaks of does not pass meanwhile. Letters, decisions and every severe rung never wait, nor does
 * what a person urged by hand.
 */
export function mayWait({ kind, dueOn }: { kind: string; dueOn: Day | null }, today: Day): boolean {
  const group = rungGroupOf(kind);
  if (group === 'URGE') return true;
  if (kind !== 'OPENED' && group !== 'REMIND') return false;
  return dueOn === null || dueOn > addDays(mondayOf(today), 7);
}
