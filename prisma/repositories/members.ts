import type { CollectionName, Member, ProcessEvent } from '../../domain/process/types.ts';
import type { Assignment } from '../generated/client.ts';
import type { CountyDay } from './clock.ts';

/** What a unit's part makes it a member of. */
export type Part = Pick<Assignment, 'role' | 'answerable'>;

const collections: [CollectionName, (row: Part) => boolean][] = [
  ['answerableUnits', (row) => row.answerable],
  ['contributingUnits', (row) => !row.answerable],
  ['leadUnits', (row) => row.role === 'LEAD'],
  ['responsibleUnits', (row) => row.role === 'RESPONSIBLE'],
  ['supportingUnits', (row) => row.role === 'SUPPORTING'],
  ['allUnits', () => true],
];

type Parts = (Part & { id: string })[];

/**
 * The events by which a process learns that a measure's assignments are now `after` instead of `before`.
 *
 * @param includeFinished Whether new members also do what others have finished already.
 */
export function memberEvents(before: Parts, after: Parts, county: CountyDay, includeFinished = false): ProcessEvent[] {
  return collections.flatMap(([collection, belongs]): ProcessEvent[] => {
    const old = new Set(before.filter(belongs).map((row) => row.id));
    const now = new Set(after.filter(belongs).map((row) => row.id));
    const added = [...now].filter((id) => !old.has(id)).map((key): Member => ({ key }));
    const removed = [...old].filter((id) => !now.has(id));
    if (added.length + removed.length === 0) return [];
    const finished = includeFinished ? { includeFinished } : {};
    return [{ type: 'membersChanged', collection, added, removed, ...finished, day: county.today }];
  });
}
