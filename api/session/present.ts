import type { Caller } from '../../prisma/repositories/accounts.ts';
import type { SessionUser } from './schema.ts';

export function presentUser(caller: Caller, mode: SessionUser['mode']): SessionUser {
  const { actor, posts } = caller;
  const units = new Map(posts.flatMap((post) => (post.unit ? [[post.unit.id, post.unit]] : [])));
  return {
    id: actor.accountId,
    username: caller.username,
    name: actor.personName,
    language: caller.language,
    roles: [...new Set(posts.map((post) => post.kind))],
    posts: posts.map(({ delegation, ...post }) => ({
      ...post,
      holder: delegation
        ? { id: delegation.personId, name: delegation.personName }
        : { id: actor.personId, name: actor.personName },
      delegation: delegation && { until: delegation.until, signingOnly: delegation.signingOnly },
    })),
    units: [...units.values()],
    mustChangePassword: caller.mustChangePassword,
    county: caller.county,
    mode,
    businessDate: actor.businessDay,
  };
}
