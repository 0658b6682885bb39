import { itemFateWords, refusalInWords, timerFateWords } from '../../domain/process/move/words.ts';
import type { MoveRow, readMove } from '../../prisma/repositories/instanceMoves.ts';
import type { DayMove, MovePreview as Previewed } from '../../prisma/repositories/movePreview.ts';
import type { InstanceMove, InstanceMoveDetail, MoveGroup } from './schema.ts';

/** Puts instances of which the same becomes together: those that cannot be moved first, then the largest groups. */
export function groupAlike(instances: Previewed[]): MoveGroup[] {
  const groups = new Map<string, Previewed[]>();
  for (const one of instances) groups.set(likeness(one), [...(groups.get(likeness(one)) ?? []), one]);
  return [...groups.values()]
    .map(presentGroup)
    .sort((a, b) => Number(a.possible) - Number(b.possible) || b.instances.length - a.instances.length);
}

/** All that is said of an instance but for numbers and days. */
function likeness({ fromVersion, obstacles, items, timers, days, ahead, missed }: Previewed): string {
  const fates = (list: { elementId: string; fate: string }[]) =>
    list.map((one) => `${one.fate} ${one.elementId}`).sort();
  const moved = [...new Set(days.map(({ elementId, what }) => `${what} ${elementId}`))].sort();
  return JSON.stringify([fromVersion, obstacles, fates(items), fates(timers), moved, ahead, missed]);
}

function presentGroup(alike: Previewed[]): MoveGroup {
  const [first] = alike;
  if (first === undefined) throw new Error('a group has at least one instance');
  const { obstacles, ahead, missed } = first;
  return {
    key: first.id,
    possible: obstacles.length === 0,
    obstacles: obstacles.map(({ kind, name }) => refusalInWords(kind, name)),
    items: added(alike.flatMap(({ items }) => items)).map((one) => ({
      ...one,
      kind: one.fate,
      fate: itemFateWords[one.fate],
    })),
    timers: added(alike.flatMap(({ timers }) => timers)).map((one) => ({ ...one, fate: timerFateWords[one.fate] })),
    days: addedDays(alike.flatMap(({ days }) => days)),
    ahead,
    missed,
    instances: alike.map(({ id, subject, planTitle, fromVersion, expected, days }) => ({
      ...{ id, subject, planTitle, fromVersion, expected },
      days: addedDays(days),
    })),
  };
}

function added<T extends { elementId: string; fate: string; count: number }>(list: T[]): T[] {
  const found = new Map<string, T>();
  for (const one of list) {
    const key = `${one.fate} ${one.elementId}`;
    found.set(key, { ...one, count: one.count + (found.get(key)?.count ?? 0) });
  }
  return [...found.values()];
}

function addedDays(days: DayMove[]): MoveGroup['days'] {
  const found = new Map<string, MoveGroup['days'][number]>();
  for (const { elementId, name, what, from, to } of days) {
    const key = JSON.stringify([elementId, what, from, to]);
    found.set(key, { name, what, from, to, count: 1 + (found.get(key)?.count ?? 0) });
  }
  return [...found.values()].sort((a, b) => b.count - a.count);
}

export function presentMove({ createdAt, endedAt, ...row }: MoveRow): InstanceMove {
  return { ...row, startedAt: createdAt.toISOString(), endedAt: endedAt?.toISOString() ?? null };
}

export function presentMoveDetail({ instances, ...row }: Awaited<ReturnType<typeof readMove>>): InstanceMoveDetail {
  return {
    ...presentMove(row),
    instances: instances.map(({ instanceId, obstacles, ...one }) => ({
      ...one,
      id: instanceId,
      obstacles: obstacles.map(({ kind, name }) => refusalInWords(kind, name)),
    })),
  };
}
