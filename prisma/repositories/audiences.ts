import type { Audience } from '../../domain/ladder/index.ts';
import { escalationAudience } from '../../domain/parties.ts';
import type { Day } from '../../domain/process/types.ts';
import type { Tx } from '../client.ts';
import type { PostKind } from '../generated/enums.ts';
import { groupBy } from './standings.ts';
import type { Subjects } from './subjects.ts';

interface HeldPost {
  id: string;
  kind: PostKind;
  unitId: string | null;
  personIds: string[];
}

/** Every post of the county with who holds it on the day. A round reads it once (`keptPostBook`), not for each batch. */
export interface PostBook {
  byId: Map<string, HeldPost>;
  byUnit: Map<string, HeldPost[]>;
  byKind: Map<PostKind, HeldPost[]>;
}

export async function loadPostBook(tx: Tx, countyId: string, day: Day): Promise<PostBook> {
  const posts = await tx.$queryRaw<HeldPost[]>`
    SELECT o.id, o.kind::text AS kind, o."unitId", ARRAY(
      SELECT h."personId" FROM "PostHolding" h WHERE h."postId" = o.id
        AND h."fromDay" <= ${day} AND (h."toDay" IS NULL OR h."toDay" >= ${day}) ORDER BY h.id) AS "personIds"
    FROM "Post" o WHERE o."countyId" = ${countyId} ORDER BY o.id`;
  const byUnit = groupBy(
    posts.filter((post) => post.unitId !== null),
    (post) => post.unitId ?? '',
  );
  return { byId: new Map(posts.map((post) => [post.id, post])), byUnit, byKind: groupBy(posts, (post) => post.kind) };
}

/** The book of a day, read by whoever asks first and kept for the others. */
export function keptPostBook(countyId: string, day: Day): (tx: Tx) => Promise<PostBook> {
  let book: Promise<PostBook> | null = null;
  return (tx) => {
    book ??= loadPostBook(tx, countyId, day).catch((error: unknown) => {
      book = null;
      throw error;
    });
    return book;
  };
}

/** What an audience is worked out for. */
export interface AudienceOf {
  holderKind: PostKind;
  unitId: string | null;
  postId: string | null;
  planId: string | null;
  measureId: string | null;
}

/**
 * The people of an audience. A post without a holder passes the notice to the next in line (liaison officer, head of
 * the unit, office), never to nobody; nobody receives the escalation of an item of their own unit or post.
 */
export function peopleOf(
  audience: readonly Audience[],
  item: AudienceOf,
  book: PostBook,
  subjects: Subjects,
  posts: readonly string[] = [],
): { personId: string; as: Audience }[] {
  const redirected = redirect(audience, item, subjects);
  const found = new Map<string, Audience>();
  for (const member of redirected) {
    for (const personId of people(member, item, book, subjects, posts))
      if (!found.has(personId)) found.set(personId, member);
  }
  return [...found].map(([personId, as]) => ({ personId, as }));
}

/** The audience without those who would hear of their own case. */
function redirect(audience: readonly Audience[], item: AudienceOf, subjects: Subjects): Audience[] {
  const plan = item.planId === null ? undefined : subjects.plans.get(item.planId);
  const disciplineUnitId = subjects.posts.find((post) => post.kind === 'DISCIPLINE')?.unitId ?? null;
  return escalationAudience(audience, item.unitId ?? '', {
    officeUnitId: plan?.officeUnitId ?? null,
    disciplineUnitId,
  });
}

/** Whose a copy or a referral is to acknowledge: the commission's, about its own unit the chief leaders'. */
export function receiverOf(item: AudienceOf, subjects: Subjects): PostKind {
  return redirect(['discipline'], item, subjects)[0] === 'discipline' ? 'DISCIPLINE' : 'CHIEF_LEADER';
}

function people(
  member: Audience,
  item: AudienceOf,
  book: PostBook,
  subjects: Subjects,
  posts: readonly string[],
): string[] {
  const plan = item.planId === null ? undefined : subjects.plans.get(item.planId);
  const inUnit = (unitId: string | null, ...kinds: PostKind[]) =>
    (unitId === null ? [] : (book.byUnit.get(unitId) ?? []))
      .filter((p) => kinds.includes(p.kind))
      .flatMap((p) => p.personIds);
  const office = () => inUnit(plan?.officeUnitId ?? null, 'OFFICE');
  const chiefs = () => (book.byKind.get('CHIEF_LEADER') ?? []).flatMap((post) => post.personIds);
  const held = (postId: string | null) => (postId === null ? [] : (book.byId.get(postId)?.personIds ?? []));
  const leaders = () => {
    const posts = item.measureId === null ? [] : (subjects.measures.get(item.measureId)?.leaderPostIds ?? []);
    return posts.filter((postId) => postId !== item.postId).flatMap(held);
  };
  const leadingGroup = () => {
    const members = plan ? [plan.approverPostId, ...plan.leaderPostIds] : [];
    return members.filter((postId) => postId !== item.postId).flatMap(held);
  };
  const supporting = () => {
    const assigned = item.measureId === null ? [] : (subjects.measures.get(item.measureId)?.assignments ?? []);
    return assigned.filter((each) => !each.answerable && each.unitId !== item.unitId).map((each) => each.unitId);
  };
  switch (member) {
    case 'holder':
      if (item.holderKind === 'OFFICE') {
        return firstOf(held(item.postId), inUnit(item.unitId, 'OFFICE'), office(), chiefs());
      }
      if (item.holderKind === 'DISCIPLINE') {
        return firstOf(held(item.postId), inUnit(item.unitId, 'DISCIPLINE'), chiefs());
      }
      if (item.holderKind === 'UNIT_HEAD') {
        const unit = [inUnit(item.unitId, 'LIAISON'), inUnit(item.unitId, 'UNIT_HEAD')];
        return firstOf(held(item.postId), ...unit, office());
      }
      return firstOf(held(item.postId), chiefs(), office());
    case 'unitHead':
      return item.holderKind === 'UNIT_HEAD' ? firstOf(inUnit(item.unitId, 'UNIT_HEAD'), office()) : [];
    case 'supportingUnits':
      return supporting().flatMap((unitId) =>
        firstOf(inUnit(unitId, 'LIAISON'), inUnit(unitId, 'UNIT_HEAD'), office()),
      );
    case 'post':
      return firstOf(posts.filter((postId) => postId !== item.postId).flatMap(held), office());
    case 'responsibleLeader':
      return firstOf(leaders(), chiefs(), office());
    case 'leadingGroupHead':
      return firstOf(held(plan?.approverPostId ?? null), chiefs());
    case 'leadingGroup':
      return firstOf(leadingGroup(), chiefs());
    case 'office':
      return firstOf(office(), chiefs());
    case 'discipline':
      return firstOf(
        (book.byKind.get('DISCIPLINE') ?? []).flatMap((post) => post.personIds),
        chiefs(),
      );
    case 'countyChiefs':
      return firstOf(chiefs(), office());
  }
}

function firstOf(...lists: string[][]): string[] {
  return lists.find((list) => list.length > 0) ?? [];
}

/** Who decides about a severe rung: the responsible leader, or the leading group's head where it is their own case. */
export function approverOf(
  item: AudienceOf,
  rung: 'TALK' | 'REFER',
  subjects: Subjects,
  book: PostBook,
): { approverKind: PostKind; approverPostId: string | null } {
  const plan = item.planId === null ? undefined : subjects.plans.get(item.planId);
  const leaderPost = item.measureId === null ? undefined : subjects.measures.get(item.measureId)?.leaderPostIds[0];
  if (
    rung === 'TALK' &&
    leaderPost &&
    leaderPost !== item.postId &&
    (book.byId.get(leaderPost)?.personIds.length ?? 0) > 0
  ) {
    return { approverKind: 'LEADER', approverPostId: leaderPost };
  }
  const chief = plan?.approverPostId ?? book.byKind.get('CHIEF_LEADER')?.[0]?.id ?? null;
  return { approverKind: 'CHIEF_LEADER', approverPostId: chief };
}

/** The post as the one that decides about an item; null where nobody holds it or it would be its own case. */
export function postDeciding(
  postId: string,
  item: AudienceOf,
  book: PostBook,
): { approverKind: PostKind; approverPostId: string; approverUnitId: string | null } | null {
  const post = book.byId.get(postId);
  if (!post || post.personIds.length === 0 || postId === item.postId) return null;
  if (post.unitId !== null && post.unitId === item.unitId) return null;
  return { approverKind: post.kind, approverPostId: postId, approverUnitId: post.unitId };
}
