import { type Calendar, type DueBases, resolveDue } from './calendar.ts';
import type { PostKind } from './holding.ts';
import { coordinatorOf, reviewerOf, type UnitAssignment } from './parties.ts';
import type { CollectionName, Day, DueRule, Effect, HolderRule } from './process/types.ts';

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

/** `posts`: those of the county that stand in for others: chief leaders, the discipline commission. */
export interface OpeningSubject {
  plan: OpeningPlan | undefined;
  measure: OpeningMeasure | undefined;
  posts: readonly { id: string; kind: PostKind; unitId: string | null }[];
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

export interface ItemHolder {
  holderKind: PostKind;
  unitId: string | null;
  postId: string | null;
  assignmentId: string | null;
}

/**
 * Who holds an item. Nobody judges what their own unit holds: then the responsible leader, or a chief leader.
 *
 * @param ownUnitId The unit of an instance that is a unit's part in a plan.
 * @param judgedUnitId The unit whose item it judges.
 */
export function holderOf(
  rule: HolderRule,
  ownUnitId: string | null,
  subject: OpeningSubject,
  judgedUnitId: string | null,
  assignmentId: string | null,
): ItemHolder {
  const { plan, measure, posts } = subject;
  const assignment = measure?.assignments.find((a) => a.id === assignmentId);
  const unit = (unitId: string | null, of: string | null): ItemHolder => ({
    holderKind: 'UNIT_HEAD',
    unitId,
    postId: null,
    assignmentId: of,
  });
  const leader = (): ItemHolder => {
    const own = measure?.leaderPostIds[0];
    if (own) return { holderKind: 'LEADER', unitId: null, postId: own, assignmentId };
    const chief = plan?.approverPostId ?? posts.find((post) => post.kind === 'CHIEF_LEADER')?.id ?? null;
    return { holderKind: 'CHIEF_LEADER', unitId: null, postId: chief, assignmentId };
  };
  switch (rule) {
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
    case 'discipline': {
      const unitId = posts.find((post) => post.kind === 'DISCIPLINE')?.unitId ?? null;
      return { holderKind: 'DISCIPLINE', unitId, postId: null, assignmentId };
    }
    case 'office': {
      const officeUnitId = plan?.officeUnitId ?? '';
      const concerned = judgedUnitId ?? assignment?.unitId ?? '';
      return reviewerOf(concerned, officeUnitId, (measure?.leaderPostIds.length ?? 0) > 0) === 'office'
        ? { holderKind: 'OFFICE', unitId: officeUnitId, postId: null, assignmentId }
        : leader();
    }
  }
}
