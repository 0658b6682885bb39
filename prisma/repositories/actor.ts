import { actsFor, signature } from '../../domain/delegation.ts';
import type { HeldPost } from '../../domain/holding.ts';
import type { Day } from '../../domain/process/types.ts';

/** Who acts, with the posts held on the business day: what every permission is asked of. */
export interface Actor {
  accountId: string;
  personId: string;
  /** As written down with what is done: 乙, or 乙（代甲） for what is done by delegation. */
  personName: string;
  countyId: string;
  /** Those held by delegation name for whom. */
  posts: readonly HeldPost[];
  businessDay: Day;
  /** For whom by delegation; set by `inCapacity`. */
  onBehalfOf?: { personId: string; name: string } | null;
  /** The person's own name, once `personName` says for whom it is done. */
  ownName?: string;
}

/**
 * The actor as whom an act counts: themselves wherever their own posts allow it, else on behalf of a delegator whose
 * posts do. Where nothing allows it the actor comes back as it is: refusing is the caller's.
 */
export function inCapacity(actor: Actor, allows: (actor: Actor) => boolean): Actor {
  if (actor.posts.every((post) => post.delegated === undefined)) return actor;
  const delegated = actsFor(actor.posts, (posts) => allows({ ...actor, posts }));
  if (delegated === undefined) return actor;
  const ownName = actor.ownName ?? actor.personName;
  if (delegated === null) return { ...actor, ownName, personName: ownName, onBehalfOf: null };
  const { personId, personName: name } = delegated;
  return { ...actor, ownName, personName: signature(ownName, name), onBehalfOf: { personId, name } };
}

/** Who did it, as the trail keeps it. */
export function by(actor: Actor): { accountId: string; personName: string; onBehalfOfId: string | null } {
  return {
    accountId: actor.accountId,
    personName: actor.personName,
    onBehalfOfId: actor.onBehalfOf?.personId ?? null,
  };
}
