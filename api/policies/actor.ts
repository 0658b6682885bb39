import type { Actor } from '../../prisma/repositories/actor.ts';
import type { PostKind } from '../common/schema.ts';

export type { Actor };

export function holdsKind(actor: Actor, ...kinds: PostKind[]): boolean {
  return actor.posts.some((post) => kinds.includes(post.kind));
}
