import { type Delegated, doingPosts } from './delegation.ts';
import { isOwnCase } from './parties.ts';
import type { WorkItemKind } from './process/types.ts';
import { kindFacts } from './workItemKinds.ts';

/** Kinds of post 岗位 that rights hang on. */
export const postKinds = ['OFFICE', 'UNIT_HEAD', 'LIAISON', 'LEADER', 'CHIEF_LEADER', 'DISCIPLINE', 'ADMIN'] as const;
export type PostKind = (typeof postKinds)[number];

export interface HeldPost {
  id: string;
  kind: PostKind;
  unitId: string | null;
  /** Units that went up in the post's unit: what they did is read, never done. */
  formerUnitIds?: readonly string[];
  /** Held for somebody else who is away. */
  delegated?: Delegated;
}

/** Who holds an item: the posts of a kind in a unit, or one post. */
export interface Holding {
  holderKind: PostKind;
  unitId: string | null;
  postId: string | null;
}

/** Whether one of the posts holds the item. A unit's items are held by its head and its liaison officer 联络员. */
export function holds(posts: readonly HeldPost[], item: Holding): boolean {
  return posts.some((post) => {
    switch (item.holderKind) {
      case 'UNIT_HEAD':
      case 'LIAISON':
        return (post.kind === 'UNIT_HEAD' || post.kind === 'LIAISON') && post.unitId === item.unitId;
      case 'LEADER':
      case 'CHIEF_LEADER':
        return item.postId === null ? post.kind === item.holderKind : post.id === item.postId;
      default:
        return post.kind === item.holderKind && (item.unitId === null || post.unitId === item.unitId);
    }
  });
}

/** Whether it is a unit's to do: what the office, a leader or the commission holds never counts against a unit. */
export function isUnits({ holderKind }: Pick<Holding, 'holderKind'>): boolean {
  return holderKind === 'UNIT_HEAD';
}

/** Whether the holder may hand it in: what leaves a unit under its head's signature, only the head. */
export function maySubmit(posts: readonly HeldPost[], item: Holding & { kind: WorkItemKind }): boolean {
  if (!holds(posts, item)) return false;
  const signed = item.holderKind === 'UNIT_HEAD' && kindFacts[item.kind].needsHeadSignature;
  if (!signed) return item.holderKind !== 'UNIT_HEAD' || holds(doingPosts(posts), item);
  return posts.some((post) => post.kind === 'UNIT_HEAD' && post.unitId === item.unitId);
}

/** Nobody judges an item that their own unit or post holds. */
export function mayJudge(posts: readonly HeldPost[], judgement: Holding, judged: Holding | null): boolean {
  if (!holds(posts, judgement)) return false;
  if (judged === null) return true;
  return !isOwnCase(ownOf(posts), { holderUnitId: judged.unitId, holderPostId: judged.postId });
}

/** Units and posts in whose case nobody who holds the posts judges: their own, and everything of whom they act for. */
export function ownOf(posts: readonly HeldPost[]): { unitIds: string[]; postIds: string[] } {
  return {
    unitIds: posts.flatMap((post) => [
      ...(post.unitId === null ? [] : [post.unitId]),
      ...(post.delegated?.unitIds ?? []),
    ]),
    postIds: posts.flatMap((post) => [post.id, ...(post.delegated?.postIds ?? [])]),
  };
}
