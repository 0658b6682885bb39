import { addWorkingDays, type Calendar } from '../../domain/calendar.ts';
import { addCountingDays, type FrozenSpan } from '../../domain/ladder/index.ts';
import { calendarOf } from '../../domain/ownDays.ts';
import type { Day } from '../../domain/process/types.ts';
import type { WorkItem } from '../generated/client.ts';
import { fromJson } from '../json.ts';
import type { CountyDay } from './clock.ts';
import { obligationClock } from './obligations.ts';

type Item = Omit<WorkItem, 'text' | 'fields'>;

/** Days on which an item does not count, as its row keeps them. */
export function spansOf({ frozen }: Pick<WorkItem, 'frozen'>): FrozenSpan[] {
  return fromJson<FrozenSpan[]>(frozen);
}

/** The spans of an item whose open one ends: `day` counts again. One that began on that day has lasted no day. */
export function endedSpans(item: Pick<WorkItem, 'frozen'>, day: Day): FrozenSpan[] {
  return spansOf(item)
    .map(({ from, to }) => ({ from, to: to ?? day }))
    .filter(({ from, to }) => from !== to);
}

/** Whether the days of the item do not count today and from now on. */
export function standsStill(item: Pick<WorkItem, 'frozen'>): boolean {
  return spansOf(item).some((span) => span.to === null);
}

/** The day on which an item closes as deemed: so many days after its due day, those not counted left out. */
export function deemedOn(item: Item, frozen: FrozenSpan[], calendar: Calendar): Day | null {
  // Where no rule made the day it was stated to its holder, and stays.
  if (item.deemedAfter === null) return item.deemOn;
  if (item.dueOn === null) return null;
  if (frozen.length === 0) return addWorkingDays(calendar, item.dueOn, item.deemedAfter);
  const clock = { ...obligationClock(item, new Map()), frozen };
  return addCountingDays(clock, calendar, item.dueOn, item.deemedAfter);
}

/** What changes of an item whose clock stops or runs again. */
export interface Clockwork {
  frozen: FrozenSpan[];
  deemOn: Day | null;
}

/** From today the days of the item do not count, and none closes it as deemed. */
export function stopped(item: Item, { today }: Pick<CountyDay, 'today'>): Clockwork {
  const frozen = [...spansOf(item), { from: today, to: null }];
  return { frozen, deemOn: item.deemedAfter === null ? item.deemOn : null };
}

/** From today they count again; its full term to be deemed runs on. */
export function running(item: Item, county: CountyDay): Clockwork {
  const frozen = endedSpans(item, county.today);
  return { frozen, deemOn: deemedOn(item, frozen, calendarOf(county, item)) };
}
