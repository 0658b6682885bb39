import { addWorkingDays, type Calendar } from '../../domain/calendar.ts';
import { addCountingDays, type FrozenSpan } from '../../domain/ladder/index.ts';
import type { Day } from '../../domain/process/types.ts';
import type { WorkItem } from '../generated/client.ts';
import { fromJson } from '../json.ts';
import { obligationClock } from './obligations.ts';

type Item = Omit<WorkItem, 'text' | 'fields'>;

/** Days on which an item does not count, as its row keeps them. */
export function spansOf({ frozen }: Pick<WorkItem, 'frozen'>): FrozenSpan[] {
  return fromJson<FrozenSpan[]>(frozen);
}

/** The spans of an item whose open one ends on `today`, which counts again; one that began today has lasted no day. */
export function endedSpans(item: Pick<WorkItem, 'frozen'>, today: Day): FrozenSpan[] {
  return spansOf(item)
    .map(({ from, to }) => ({ from, to: to ?? today }))
    .filter(({ from, to }) => from !== to);
}

/** The day on which an item closes as deemed: so many days after its due day, those not counted left out. */
export function deemedOn(item: Item, frozen: FrozenSpan[], calendar: Calendar): Day | null {
  if (item.dueOn === null || item.deemedAfter === null) return null;
  if (frozen.length === 0) return addWorkingDays(calendar, item.dueOn, item.deemedAfter);
  const clock = { ...obligationClock(item, new Map()), frozen };
  return addCountingDays(clock, calendar, item.dueOn, item.deemedAfter);
}
