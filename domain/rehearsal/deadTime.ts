import { addDays, daysBetween } from '../day.ts';
import type { Day } from '../process/types.ts';
import type { RehearsedItem } from './types.ts';
import { getOr } from './weeks.ts';

/** Days on end, both included, on which some units, or everybody, have nothing open between two items of theirs. */
export interface DeadTime {
  from: Day;
  until: Day;
  days: number;
  /** Units that have this span in common; null: nobody at all has anything open. */
  unitIds: string[] | null;
}

/** Shorter spans are not worth a word. */
const leastDays = 30;
const mostShown = 50;

/** Spans in which units, or everybody, have nothing to do: those of everybody first, then the longest. */
export function deadTimes(items: readonly RehearsedItem[]): DeadTime[] {
  const byUnit = new Map<string, RehearsedItem[]>();
  for (const item of items) {
    if (item.holder === 'unit' && item.unitId !== null) getOr(byUnit, item.unitId, () => []).push(item);
  }
  const spans = new Map<string, Gap & { unitIds: string[] }>();
  for (const [unitId, own] of byUnit) {
    for (const gap of gaps(own)) {
      getOr(spans, `${gap.from}|${gap.until}`, () => ({ ...gap, unitIds: [] as string[] })).unitIds.push(unitId);
    }
  }
  return [
    ...gaps(items).map((gap): DeadTime => ({ ...gap, unitIds: null })),
    ...[...spans.values()].sort(
      (a, b) => b.days - a.days || b.unitIds.length - a.unitIds.length || a.from.localeCompare(b.from),
    ),
  ].slice(0, mostShown);
}

type Gap = Omit<DeadTime, 'unitIds'>;

function gaps(items: readonly RehearsedItem[]): Gap[] {
  const found: Gap[] = [];
  let busyUntil: Day | null = '';
  for (const { openedOn, closedOn } of [...items].sort((a, b) => a.openedOn.localeCompare(b.openedOn))) {
    if (busyUntil === null) break;
    if (busyUntil !== '' && openedOn > busyUntil) {
      const from = addDays(busyUntil, 1);
      const days = daysBetween(from, openedOn);
      if (days >= leastDays) found.push({ from, until: addDays(openedOn, -1), days });
    }
    busyUntil = closedOn === null ? null : busyUntil > closedOn ? busyUntil : closedOn;
  }
  return found;
}
