import type { Day } from '../../domain/process/types.ts';
import type { Tx } from '../client.ts';
import type { Escalation, Letter, Prisma, Talk } from '../generated/client.ts';
import type { PostKind } from '../generated/enums.ts';
import { isUnfinished } from './talks.ts';

/** A post as far as it says what is done with it. */
export interface DutyPost {
  id: string;
  kind: PostKind;
  unitId: string | null;
}

/** Kinds whose posts share the items of their unit. */
const OF_UNIT: readonly PostKind[] = ['UNIT_HEAD', 'LIAISON', 'OFFICE', 'DISCIPLINE'];

/** Condition on the items that whoever holds a post does. */
export function heldWith(post: DutyPost): Prisma.WorkItemWhereInput {
  if (!OF_UNIT.includes(post.kind) || post.unitId === null) return { postId: post.id };
  const kinds: PostKind[] =
    post.kind === 'UNIT_HEAD' || post.kind === 'LIAISON' ? ['UNIT_HEAD', 'LIAISON'] : [post.kind];
  return { OR: [{ holderKind: { in: kinds }, unitId: post.unitId, postId: null }, { postId: post.id }] };
}

/** Condition on escalations and letters that are the post's to decide or to sign, by its name or by its unit's. */
function decidedWith({ id, kind, unitId }: DutyPost) {
  const byUnit = unitId === null ? [] : [{ approverKind: kind, approverPostId: null, approverUnitId: unitId }];
  return [{ approverPostId: id }, ...byUnit];
}

/** Severe rungs that wait for the post's decision, as the one who decides or as deputy. */
export function openDecisions(db: Tx, countyId: string, post: DutyPost): Promise<Escalation[]> {
  return db.escalation.findMany({
    where: { countyId, state: 'DRAFTED', OR: [...decidedWith(post), { deputyPostId: post.id }] },
    orderBy: [{ reachedOn: 'asc' }, { id: 'asc' }],
  });
}

/** Letters that wait for the post's signature and belong to no rung that waits for its decision. */
export function draftsToSign(
  db: Tx,
  countyId: string,
  post: DutyPost,
  decisions: readonly { letterId: string | null }[],
): Promise<Letter[]> {
  const known = decisions.flatMap(({ letterId }) => letterId ?? []);
  return db.letter.findMany({
    where: { countyId, state: 'DRAFT', id: { notIn: known }, OR: decidedWith(post) },
    orderBy: [{ draftedOn: 'asc' }, { id: 'asc' }],
  });
}

/** A talk 约谈 that was approved and is not finished: to be arranged, to be held, or to be followed up. */
export interface OpenTalk {
  escalation: Escalation;
  stage: 'APPROVED' | Talk['state'];
  /** When and where, once it is arranged. */
  at: string | null;
  place: string | null;
  heldOn: Day | null;
}

export async function openTalks(db: Tx, countyId: string, post: DutyPost): Promise<OpenTalk[]> {
  const escalations = await db.escalation.findMany({
    where: { countyId, rung: 'TALK', state: 'APPROVED', liftedOn: null, OR: decidedWith(post) },
    orderBy: [{ reachedOn: 'asc' }, { id: 'asc' }],
  });
  const talks = await db.talk.findMany({ where: { escalationId: { in: escalations.map(({ id }) => id) } } });
  return escalations.flatMap((escalation): OpenTalk[] => {
    const talk = talks.find(({ escalationId }) => escalationId === escalation.id);
    if (!isUnfinished(talk?.state ?? null, escalation.outcome)) return [];
    if (!talk) return [{ escalation, stage: 'APPROVED', at: null, place: null, heldOn: null }];
    const { state, at, place, heldOn } = talk;
    return [{ escalation, stage: state, at, place, heldOn }];
  });
}
