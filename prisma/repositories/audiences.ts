import type { Audience } from '../../domain/ladder/index.ts';
import type { PassingCause } from '../../domain/notices/gaps.ts';
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

/** Who is told, as what, and whether in place of somebody who is not there. */
export interface Told {
  personId: string;
  reason: Audience;
  passedBecause: PassingCause | null;
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
): Told[] {
  const found = new Map<string, Told>();
  for (const reason of redirect(audience, item, subjects)) {
    for (const { own, next } of linesOf(reason, item, book, subjects, posts)) {
      const proper = firstOf(own);
      const passedBecause = proper.length > 0 ? null : 'VACANT';
      for (const personId of proper.length > 0 ? proper : firstOf(next)) {
        const before = found.get(personId);
        // Who is told in their own right is not told in place of somebody else.
        if (!before || (before.passedBecause !== null && passedBecause === null)) {
          found.set(personId, { personId, reason, passedBecause });
        }
      }
    }
  }
  return [...found.values()];
}

/** Who hears of it in place of a person whom mail does not reach: the first after them whom it does. */
export function nextInLine(
  { personId, reason }: Pick<Told, 'personId' | 'reason'>,
  item: AudienceOf,
  book: PostBook,
  subjects: Subjects,
  unreachable: ReadonlySet<string>,
): string[] {
  const lines = linesOf(reason, item, book, subjects, []).map(({ own, next }) => [...own, ...next]);
  const line = lines.find((one) => one.some((people) => people.includes(personId))) ?? lines[0] ?? [];
  const after = line.slice(1 + line.findIndex((people) => people.includes(personId)));
  return firstOf(after.map((people) => people.filter((id) => !unreachable.has(id))));
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

/** People in the order in which they come into question: first whose it is, then the next in line. */
interface Line {
  own: string[][];
  next: string[][];
}

function linesOf(
  member: Audience,
  item: AudienceOf,
  book: PostBook,
  subjects: Subjects,
  posts: readonly string[],
): Line[] {
  const plan = item.planId === null ? undefined : subjects.plans.get(item.planId);
  const inUnit = (unitId: string | null, ...kinds: PostKind[]) =>
    (unitId === null ? [] : (book.byUnit.get(unitId) ?? []))
      .filter((p) => kinds.includes(p.kind))
      .flatMap((p) => p.personIds);
  const office = () => inUnit(plan?.officeUnitId ?? null, 'OFFICE');
  const chiefs = () => (book.byKind.get('CHIEF_LEADER') ?? []).flatMap((post) => post.personIds);
  const held = (postId: string | null) => (postId === null ? [] : (book.byId.get(postId)?.personIds ?? []));
  // Where none is named, or it would be their own case, the next in line hear of it in their own right.
  const named = (postIds: readonly (string | null)[], ...next: string[][]): Line => {
    const others = postIds.filter((postId) => postId !== item.postId);
    const vacant = others.length > 0 && others.length === postIds.length;
    return vacant ? { own: [others.flatMap(held)], next } : { own: [others.flatMap(held), ...next], next: [] };
  };
  const leaders = () => (item.measureId === null ? [] : (subjects.measures.get(item.measureId)?.leaderPostIds ?? []));
  const supporting = () => {
    const assigned = item.measureId === null ? [] : (subjects.measures.get(item.measureId)?.assignments ?? []);
    return assigned.filter((each) => !each.answerable && each.unitId !== item.unitId).map((each) => each.unitId);
  };
  switch (member) {
    case 'holder':
      if (item.holderKind === 'OFFICE') {
        return [{ own: [held(item.postId), inUnit(item.unitId, 'OFFICE'), office()], next: [chiefs()] }];
      }
      if (item.holderKind === 'DISCIPLINE') {
        return [{ own: [held(item.postId), inUnit(item.unitId, 'DISCIPLINE')], next: [chiefs()] }];
      }
      if (item.holderKind === 'UNIT_HEAD') {
        const unit = [inUnit(item.unitId, 'LIAISON'), inUnit(item.unitId, 'UNIT_HEAD')];
        return [{ own: [held(item.postId), ...unit], next: [office()] }];
      }
      return [
        item.postId === null
          ? { own: [chiefs()], next: [office()] }
          : { own: [held(item.postId)], next: [chiefs(), office()] },
      ];
    case 'unitHead':
      return item.holderKind === 'UNIT_HEAD' ? [{ own: [inUnit(item.unitId, 'UNIT_HEAD')], next: [office()] }] : [];
    case 'supportingUnits':
      return supporting().map((unitId) => ({
        own: [inUnit(unitId, 'LIAISON'), inUnit(unitId, 'UNIT_HEAD')],
        next: [office()],
      }));
    case 'post':
      return [named(posts, office())];
    case 'responsibleLeader':
      return [named(leaders(), chiefs(), office())];
    case 'leadingGroupHead':
      return [{ own: [held(plan?.approverPostId ?? null)], next: [chiefs()] }];
    case 'leadingGroup':
      return [named(plan ? [plan.approverPostId, ...plan.leaderPostIds] : [], chiefs())];
    case 'office':
      return [{ own: [office()], next: [chiefs()] }];
    case 'discipline':
      return [{ own: [(book.byKind.get('DISCIPLINE') ?? []).flatMap((post) => post.personIds)], next: [chiefs()] }];
    case 'countyChiefs':
      return [{ own: [chiefs()], next: [office()] }];
  }
}

function firstOf(lists: readonly string[][]): string[] {
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
