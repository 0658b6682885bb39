import { addWorkingDays, type Calendar } from '../calendar.ts';
import { maxDay, minDay } from '../day.ts';
import { chooseLadder } from '../ladder/index.ts';
import type { Day } from '../process/types.ts';
import type { LadderSpan } from './rungs.ts';
import type { Opening, Row, Running } from './running.ts';
import type { Subject } from './subject.ts';
import type { Behaviour, RehearsalInput, RehearsedItem } from './types.ts';

/** Working days in which a unit acts where nothing is due. */
const withoutDueDay = 5;

/** The day on which the holder of an item acts by its calendar: a unit as it behaves, everybody else soon. Null: never. */
export function actsOn(
  { holder, openedOn, dueOn }: RehearsedItem,
  behaviour: Behaviour,
  { officeDays }: RehearsalInput,
  calendar: Calendar,
): Day | null {
  if (holder !== 'unit') {
    const soon = addWorkingDays(calendar, openedOn, officeDays);
    return dueOn === null ? soon : maxDay(openedOn, minDay(soon, dueOn));
  }
  if (behaviour.kind === 'never') return null;
  const onTime = maxDay(openedOn, dueOn ?? addWorkingDays(calendar, openedOn, withoutDueDay));
  return behaviour.kind === 'late' ? addWorkingDays(calendar, onTime, behaviour.days) : onTime;
}

/** What the holder decides: the first outcome of the task; a judge returns twice what a unit is to get back twice. */
export function outcomeOf(running: Running, { effect }: Row): string {
  const { outcomes } = effect.task;
  const judged = effect.reviewsKey === undefined ? undefined : running.rows.get(effect.reviewsKey);
  const returns = judged?.behaviour.kind === 'returnedTwice' && judged.item.round <= 2;
  const refusal = outcomes.find((outcome) => outcome.toUpperCase() === 'RETURNED');
  return returns && refusal !== undefined ? refusal : (outcomes[0] ?? 'ACCEPTED');
}

/** The ladder that an item climbs from its opening on, and those that take its place on later days. */
export function laddersOf(
  input: RehearsalInput,
  { plan, measure }: Subject,
  { task }: Opening,
  openedOn: Day,
): LadderSpan[] {
  const own = { ladderId: '', ladder: plan.ladder, ladderUpTo: task.ladderUpTo ?? null };
  const chosenFor = { planId: plan.id, kind: task.kind, urgent: measure?.urgent ?? false };
  const step = task.ladder === undefined ? undefined : input.stepLadders[task.ladder];
  const later = input.ladderUses.map(({ fromDay }) => fromDay).filter((day) => day > openedOn);
  return [openedOn, ...[...new Set(later)].sort()].map((from) => {
    const { ladder, ladderUpTo } = chooseLadder(input.ladderUses, from, chosenFor, own, step);
    return { from, ladder, ladderUpTo };
  });
}
