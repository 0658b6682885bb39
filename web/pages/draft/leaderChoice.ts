import { PERSON } from '../../../domain/names/matchLeader.ts';
import type { Draft, LaunchSettings } from '../../data/types.ts';

type Leader = Draft['resolution']['leaders'][number];
export type LeaderChoice = LaunchSettings['leaders'][string];

/** The choice that a candidate stands for: a post, somebody of the county who takes a new post, or (null) somebody new. */
export function leaderChoice({ printed }: Pick<Leader, 'printed'>, id: string | null, title: string): LeaderChoice {
  if (id !== null && !id.startsWith(PERSON)) return { usePostId: id };
  const create = { personName: printed.name, title: printed.title || title };
  return { create: id === null ? create : { ...create, personId: id.slice(PERSON.length) } };
}

/** The candidate that a choice stands for; null for somebody new. */
export function candidateOf(choice: LeaderChoice): string | null {
  if ('usePostId' in choice) return choice.usePostId;
  return choice.create.personId === undefined ? null : `${PERSON}${choice.create.personId}`;
}
