import { addWorkingDays, type Calendar, type DueBases, resolveDue } from './calendar.ts';
import { addDays, maxDay } from './day.ts';
import type { PostKind } from './holding.ts';
import { coordinatorOf, isOwnCase, reviewerOf, type UnitAssignment } from './parties.ts';
import type { CollectionName, Day, DueRule, Effect, TaskSpec } from './process/types.ts';

type Members = Extract<Effect, { type: 'openWorkItem' }>['members'];

/** What days and holders of items depend on, as the plan and the measure have it. */
export interface OpeningPlan {
  officeUnitId: string;
  approverPostId: string | null;
  periods: ReadonlyMap<string, { opensOn: Day; dueOn: Day; cutOffOn: Day }>;
  years: ReadonlyMap<string, { opensOn: Day }>;
}

export interface OpeningMeasure {
  deadlineOn: Day | null;
  assignments: readonly (UnitAssignment & { id: string })[];
  leaderPostIds: readonly string[];
}

/** A post, and for each person who is in it today all units and posts that are theirs; a vacant one has none. */
export interface OpeningPost {
  id: string;
  kind: PostKind;
  unitId: string | null;
  heldBy: readonly { unitIds: readonly string[]; postIds: readonly string[] }[];
}

/** `posts`: those of leaders, those that stand in for others (the discipline commission) and those that tasks name. */
export interface OpeningSubject {
  plan: OpeningPlan | undefined;
  measure: OpeningMeasure | undefined;
  posts: readonly OpeningPost[];
}

/** The key of the innermost member of a kind of collection; units of every role share the assignment's id. */
export function memberKey(members: Members, of: 'units' | CollectionName): string | null {
  const fits = (name: CollectionName) => (of === 'units' ? name.endsWith('Units') : name === of);
  return members.findLast((member) => fits(member.collection))?.key ?? null;
}

/** The day that a rule means; `due` is the due day of the item that a boundary timer watches. Null: never. */
export function ruleDay(
  rule: DueRule,
  on: { today: Day; calendar: Calendar },
  subject: Pick<OpeningSubject, 'plan' | 'measure'>,
  keys: { periodKey: string | null; yearKey: string | null },
  due: Day | null,
): Day | null {
  const period = keys.periodKey === null ? undefined : subject.plan?.periods.get(keys.periodKey);
  const year = keys.yearKey === null ? undefined : subject.plan?.years.get(keys.yearKey);
  const bases: DueBases = {
    opened: on.today,
    deadline: subject.measure?.deadlineOn ?? null,
    'period.opensOn': period?.opensOn ?? null,
    'period.dueOn': period?.dueOn ?? null,
    'period.cutOffOn': period?.cutOffOn ?? null,
    'year.opensOn': year?.opensOn ?? null,
    due,
  };
  return resolveDue(rule, bases, on.calendar);
}

/**
 * The day in whose night an item closes as DEEMED 逾期视为; null: never. What opens after its term is over is deemed in
 * the next night: the deemings of a day come together with the timers that open its items.
 */
export function deemingDay(
  dueOn: Day | null,
  deemedAfter: number | undefined,
  { today, calendar }: { today: Day; calendar: Calendar },
): Day | null {
  if (dueOn === null || deemedAfter === undefined) return null;
  return maxDay(addWorkingDays(calendar, dueOn, deemedAfter), addDays(today, 1));
}

export interface ItemHolder {
  holderKind: PostKind;
  unitId: string | null;
  postId: string | null;
  assignmentId: string | null;
}

/** Where an item opens, as far as its holder depends on it. */
export interface HeldAt {
  /** The unit of an instance that is a unit's part in a plan. */
  ownUnitId: string | null;
  assignmentId: string | null;
  /** Whoever holds the item that it judges. */
  judged: { unitId: string | null; postId: string | null } | null;
  /** Whoever held the item of the task that its holder must have done; null where that was passed by. */
  doer: Pick<ItemHolder, 'holderKind' | 'unitId' | 'postId'> | null;
}

/**
 * Who holds an item. Nobody judges what their own unit or post holds, be it by another post of theirs (a leader who
 * also heads the unit), and a post of a leader that nobody is in passes it on: to the responsible leader, the leading
 * group's head, a chief leader, and where none of them may, the office.
 */
export function holderOf(
  task: Pick<TaskSpec, 'holder' | 'post'>,
  { ownUnitId, assignmentId, judged, doer }: HeldAt,
  subject: OpeningSubject,
): ItemHolder {
  const { plan, measure, posts } = subject;
  const assignment = measure?.assignments.find((a) => a.id === assignmentId);
  const unit = (unitId: string | null, of: string | null): ItemHolder => ({
    ...{ holderKind: 'UNIT_HEAD', unitId, postId: null, assignmentId: of },
  });
  const officeUnitId = plan?.officeUnitId ?? '';
  const byOffice: ItemHolder = { holderKind: 'OFFICE', unitId: officeUnitId, postId: null, assignmentId };
  const ownCase = (postId: string) => judgesOwnCase(postId, judged, posts);
  const chief = (): ItemHolder => {
    const chiefs = posts.filter((post) => post.kind === 'CHIEF_LEADER');
    const may = chiefs.filter(({ id }) => !ownCase(id));
    if (may.length === 0 && chiefs.length > 0 && judged?.unitId !== officeUnitId) return byOffice;
    const other = may.find(({ heldBy }) => heldBy.length > 0) ?? chiefs[0];
    return { holderKind: 'CHIEF_LEADER', unitId: null, postId: other?.id ?? null, assignmentId };
  };
  const groupHead = (): ItemHolder => {
    const head = plan?.approverPostId ?? null;
    if (head === null || ownCase(head)) return chief();
    return { holderKind: 'CHIEF_LEADER', unitId: null, postId: head, assignmentId };
  };
  const leader = (): ItemHolder => {
    const own = measure?.leaderPostIds.find((id) => !ownCase(id));
    return own ? { holderKind: 'LEADER', unitId: null, postId: own, assignmentId } : groupHead();
  };
  const office = (): ItemHolder => {
    const concerned = judged?.unitId ?? assignment?.unitId ?? '';
    return reviewerOf(concerned, officeUnitId, (measure?.leaderPostIds.length ?? 0) > 0) === 'office'
      ? byOffice
      : leader();
  };
  switch (task.holder) {
    case 'memberUnit':
      return unit(assignment?.unitId ?? null, assignmentId);
    case 'coordinator': {
      const first = coordinatorOf(measure?.assignments ?? []);
      return unit(first?.unitId ?? null, first?.id ?? null);
    }
    case 'planUnit':
      return unit(ownUnitId, null);
    case 'responsibleLeader':
      return leader();
    case 'leadingGroupHead':
      return groupHead();
    case 'chiefLeader':
      return chief();
    case 'discipline': {
      const unitId = posts.find((post) => post.kind === 'DISCIPLINE')?.unitId ?? null;
      return { holderKind: 'DISCIPLINE', unitId, postId: null, assignmentId };
    }
    case 'office':
      return office();
    case 'post': {
      const named = posts.find((post) => post.id === task.post?.id);
      return (named && heldByPost(named, judged, assignmentId, ownCase)) ?? leader();
    }
    case 'doer':
      return doer === null ||
        isOwn(doer, judged) ||
        (doer.postId !== null && doer.unitId === null && ownCase(doer.postId))
        ? office()
        : { ...doer, assignmentId };
  }
}

/** Whose post would hold a judgement but for their own case; null: nobody had to stand aside. */
export function standsAside(
  task: Pick<TaskSpec, 'holder' | 'post'>,
  at: HeldAt,
  subject: OpeningSubject,
  holder: ItemHolder,
): string | null {
  if (at.judged === null) return null;
  const { postId } = holderOf(task, { ...at, judged: null }, subject);
  return postId === holder.postId ? null : postId;
}

/** A post's own case: it holds what is judged, or everybody who is in it does, in a unit or another post of theirs. */
function judgesOwnCase(postId: string, judged: HeldAt['judged'], posts: OpeningSubject['posts']): boolean {
  if (judged === null) return false;
  const heldBy = posts.find(({ id }) => id === postId)?.heldBy ?? [];
  const held = { holderUnitId: judged.unitId, holderPostId: judged.postId };
  return postId === judged.postId || (heldBy.length > 0 && heldBy.every((person) => isOwnCase(person, held)));
}

function isOwn({ unitId, postId }: Pick<ItemHolder, 'unitId' | 'postId'>, judged: HeldAt['judged']): boolean {
  const own = { unitIds: unitId === null ? [] : [unitId], postIds: postId === null ? [] : [postId] };
  return judged !== null && isOwnCase(own, { holderUnitId: judged.unitId, holderPostId: judged.postId });
}

/**
 * A named post as a holder. In a unit its colleagues stand in for it; a leader's post that is vacant does not hold.
 * Null where somebody else must: it is vacant, or would judge its own case.
 */
function heldByPost(
  { id, kind, unitId, heldBy }: OpeningPost,
  judged: HeldAt['judged'],
  assignmentId: string | null,
  ownCase: (postId: string) => boolean,
): ItemHolder | null {
  const leads = kind === 'LEADER' || kind === 'CHIEF_LEADER';
  const own = leads ? ownCase(id) : isOwn({ unitId, postId: id }, judged);
  if (own || (leads ? heldBy.length === 0 : unitId === null)) return null;
  // A unit's items are held by its head and its liaison officer together.
  const holderKind = kind === 'LIAISON' ? 'UNIT_HEAD' : kind;
  return { holderKind, unitId: leads ? null : unitId, postId: id, assignmentId };
}
