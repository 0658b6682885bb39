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

/** `posts`: those that stand in for others (chief leaders, the discipline commission) and those that tasks name. */
export interface OpeningSubject {
  plan: OpeningPlan | undefined;
  measure: OpeningMeasure | undefined;
  posts: readonly { id: string; kind: PostKind; unitId: string | null; vacant: boolean }[];
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
 * Who holds an item. Nobody judges what their own unit or post holds, and a post of a leader that nobody is in passes
 * it on: to the responsible leader, the leading group's head, a chief leader.
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
  const chief = (): ItemHolder => {
    const chiefs = posts.filter((post) => post.kind === 'CHIEF_LEADER');
    const other = chiefs.find((post) => !post.vacant && post.id !== judged?.postId) ?? chiefs[0];
    return { holderKind: 'CHIEF_LEADER', unitId: null, postId: other?.id ?? null, assignmentId };
  };
  const groupHead = (): ItemHolder => {
    const head = plan?.approverPostId ?? null;
    if (head === null || head === judged?.postId) return chief();
    return { holderKind: 'CHIEF_LEADER', unitId: null, postId: head, assignmentId };
  };
  const leader = (): ItemHolder => {
    const own = measure?.leaderPostIds.find((id) => id !== judged?.postId);
    return own ? { holderKind: 'LEADER', unitId: null, postId: own, assignmentId } : groupHead();
  };
  const office = (): ItemHolder => {
    const officeUnitId = plan?.officeUnitId ?? '';
    const concerned = judged?.unitId ?? assignment?.unitId ?? '';
    return reviewerOf(concerned, officeUnitId, (measure?.leaderPostIds.length ?? 0) > 0) === 'office'
      ? { holderKind: 'OFFICE', unitId: officeUnitId, postId: null, assignmentId }
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
      return (named && heldByPost(named, judged, assignmentId)) ?? leader();
    }
    case 'doer':
      return doer === null || isOwn(doer, judged) ? office() : { ...doer, assignmentId };
  }
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
  { id, kind, unitId, vacant }: OpeningSubject['posts'][number],
  judged: HeldAt['judged'],
  assignmentId: string | null,
): ItemHolder | null {
  const leads = kind === 'LEADER' || kind === 'CHIEF_LEADER';
  if (isOwn({ unitId, postId: id }, judged) || (leads ? vacant : unitId === null)) return null;
  // A unit's items are held by its head and its liaison officer together.
  const holderKind = kind === 'LIAISON' ? 'UNIT_HEAD' : kind;
  return { holderKind, unitId: leads ? null : unitId, postId: id, assignmentId };
}
