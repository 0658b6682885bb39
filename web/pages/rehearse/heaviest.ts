import type { Rehearsal } from '../../data/types.ts';

const sent = ({ reminders, letters }: { reminders: number; letters: number }) => reminders + letters;

/** Days by how much is due on them, the busiest first. */
export function busiestDays({ days }: Rehearsal): Rehearsal['days'] {
  return [...days].sort((a, b) => b.due - a.due || a.day.localeCompare(b.day));
}

/** Weeks of units by what is due in them and goes out, the heaviest first. */
export function heaviestWeeks({ weeks }: Rehearsal): Rehearsal['weeks'] {
  return [...weeks].sort((a, b) => b.due - a.due || sent(b) - sent(a));
}
