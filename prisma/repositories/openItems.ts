import { randomUUID } from 'node:crypto';
import { addWorkingDays, type Calendar } from '../../domain/calendar.ts';
import { deemingDay, holderOf, type ItemHolder, memberKey, ruleDay, standsAside } from '../../domain/itemOpening.ts';
import {
  chooseLadder,
  overdueWorkingDays,
  rearms,
  type StepLadder,
  type UseOfLadder,
} from '../../domain/ladder/index.ts';
import { calendarOf, countyOf } from '../../domain/ownDays.ts';
import type { Day, DueRule, Effect, TaskSpec } from '../../domain/process/types.ts';
import { returnedDueOn } from '../../domain/workItem.ts';
import type { Tx } from '../client.ts';
import type { Prisma, WorkItem } from '../generated/client.ts';
import type { WorkItemCreateManyInput } from '../generated/models.ts';
import { toJson } from '../json.ts';
import { recordEvents } from './audit.ts';
import type { CountyDay } from './clock.ts';
import { loadStepLadders, loadUses } from './ladderChoice.ts';
import { freshArming, loadClaims, nextRungColumns, obligationClock } from './obligations.ts';
import { postsById } from './parties.ts';
import { loadReferred, type Referred, refId } from './referredItems.ts';
import { followReports } from './sheetDays.ts';
import {
  type InstanceRef,
  loadLadders,
  type MeasureFacts,
  measureOf,
  type PlanFacts,
  type Subjects,
} from './subjects.ts';
import { partId, pausedParts } from './unitPauses.ts';

type OpenEffect = Extract<Effect, { type: 'openWorkItem' }>;
export interface Opening {
  instance: InstanceRef;
  effect: OpenEffect;
}

/** Opens work items for many instances at once. An item that is there already (same key) stays as it is. */
export async function openWorkItems(tx: Tx, county: CountyDay, subjects: Subjects, openings: Opening[]): Promise<void> {
  if (openings.length === 0) return;
  const built = await buildRows(tx, county, subjects, openings);
  const rows = built.map(({ row }) => row);
  const aside = await sentencesAside(tx, county, built);
  await followReports(tx, county, rows);
  await addLadders(tx, county, rows);
  const created = await tx.workItem.createManyAndReturn({
    data: rows,
    skipDuplicates: true,
    select: {
      id: true,
      kind: true,
      planId: true,
      measureId: true,
      instanceId: true,
      unitId: true,
      dueOn: true,
      round: true,
    },
  });
  await recordEvents(
    tx,
    created.map(({ id, kind, dueOn, round, ...refs }) => ({
      ...refs,
      workItemId: id,
      countyId: county.countyId,
      kind: 'WORK_ITEM_OPENED' as const,
      businessDay: county.today,
      data: { kind, dueOn, round, ...aside.get(id) },
    })),
  );
}

/** A row, and whose post would hold it but for their own case; null: nobody stands aside. */
interface Built {
  row: WorkItemCreateManyInput & ItemHolder;
  aside: string | null;
}

/** Who stands aside 回避 and who judges instead, by the id of the item, as it is told in its trail. */
async function sentencesAside(
  tx: Tx,
  { today }: CountyDay,
  built: Built[],
): Promise<Map<string, { aside: string; instead: string }>> {
  const told = built.filter(({ aside }) => aside !== null);
  const posts = await postsById(
    tx,
    today,
    told.flatMap(({ row, aside }) => [aside, row.postId ?? null].filter((id) => id !== null)),
  );
  const name = (id: string | null | undefined) => {
    const post = posts.get(id ?? '');
    return post && (post.holder === null ? post.title : `${post.title}${post.holder.name}`);
  };
  return new Map(
    told.map(({ row, aside }) => [row.id as string, { aside: name(aside) ?? '', instead: name(row.postId) ?? '' }]),
  );
}

/** The rows of openings in their order, as they would be written today, but for the ladder's next rung. */
export async function buildRows(tx: Tx, county: CountyDay, subjects: Subjects, openings: Opening[]): Promise<Built[]> {
  const referred = await loadReferred(tx, openings);
  const uses = await loadUses(tx, county.countyId);
  const steps = await loadStepLadders(
    tx,
    county.countyId,
    openings.map(({ effect }) => effect.task.ladder ?? null),
  );
  const paused = await pausedParts(
    tx,
    openings.flatMap(({ instance }) => partOf(instance)),
  );
  // What opens first may be what a later one of the same step refers to.
  const opened = new Map<string, Built['row']>();
  return openings.map((opening) => {
    const built = buildRow(opening, county, subjects, { referred, opened }, { uses, steps, paused });
    opened.set(refId(opening.instance.id, opening.effect.key), built.row);
    return built;
  });
}

/** The unit's part in a plan that an instance is, if it is one. */
function partOf({ planId, measureId, unitId }: InstanceRef) {
  return planId !== null && measureId === null && unitId !== null ? [{ planId, unitId }] : [];
}

function buildRow(
  opening: Opening,
  everywhere: CountyDay,
  subjects: Subjects,
  { referred, opened }: { referred: Referred; opened: ReadonlyMap<string, Built['row']> },
  { uses, steps, paused }: { uses: UseOfLadder[]; steps: Map<string, StepLadder>; paused: ReadonlySet<string> },
): Built {
  const { instance, effect } = opening;
  const plan = instance.planId === null ? undefined : subjects.plans.get(instance.planId);
  const measure = measureOf(subjects, instance);
  const itemOf = (key: string | undefined) => {
    const id = refId(instance.id, key ?? '');
    return referred.items.get(id) ?? opened.get(id) ?? null;
  };
  const judged = itemOf(effect.reviewsKey);
  const done = itemOf(effect.doerKey);
  const previous = effect.previousKey ? referred.items.get(refId(instance.id, effect.previousKey)) : undefined;
  const assignmentId = memberKey(effect.members, 'units');
  const periodKey = memberKey(effect.members, 'reportingPeriods');
  const yearKey = memberKey(effect.members, 'assessmentYears');
  const { task } = effect;
  const at = { ownUnitId: instance.unitId, assignmentId, judged, doer: done && holderIn(done) };
  const subject = { plan, measure, posts: subjects.posts };
  const holder = holderOf(task, at, subject);
  const county = countyOf(everywhere, { planId: instance.planId, unitId: holder.unitId });
  const returned = previous !== undefined && referred.returned.has(previous.id);
  const dueOn = returned
    ? dayAfterReturn(effect, county)
    : resolveRule(task.due, county, plan, measure, periodKey, yearKey, null);
  const choice = chooseLadder(
    uses,
    county.today,
    { planId: instance.planId, kind: task.kind, urgent: measure?.urgent ?? false },
    { ladderId: plan?.ladderId ?? null, ladder: plan?.ladder, ladderUpTo: (plan && task.ladderUpTo) ?? null },
    task.ladder === undefined ? undefined : steps.get(task.ladder),
  );
  const again = rearms(choice.ladder, 'return');
  // A step that was under way when the measure was paused opens items that stand still from the first day, and so does
  // the part of a unit all of whose measures are paused.
  const stands = (measure?.pausedOn ?? null) !== null || partOf(instance).some((part) => paused.has(partId(part)));
  const row = {
    id: randomUUID(),
    countyId: county.countyId,
    instanceId: instance.id,
    key: effect.key,
    elementId: effect.elementId,
    kind: task.kind,
    planId: instance.planId,
    measureId: instance.measureId,
    periodKey,
    yearKey,
    round: effect.round,
    previousId: previous?.id ?? null,
    reviewsId: judged?.id ?? null,
    ...holder,
    outcomes: task.outcomes,
    ...(task.form === undefined ? {} : { form: toJson(task.form) }),
    openedOn: county.today,
    dueOn,
    dueRule: { ...task.due },
    deemedAfter: task.deemedAfter ?? null,
    deemOn: stands ? null : deemingDay(dueOn, task.deemedAfter, county),
    frozen: stands ? [{ from: county.today, to: null }] : [],
    ...{ ladderId: choice.ladderId, ladderUpTo: choice.ladderUpTo },
    ...{ processLadder: task.ladderUpTo ?? null, stepLadder: task.ladder ?? null },
    signBy: previous ? null : signingDay(task, county),
    obligationKey: effect.key.replace(/![^!]*$/, ''),
    ...armingAfter(previous, again),
    carriedDays: previous && !again ? carriedDays(previous, county) : 0,
  };
  return { row, aside: standsAside(task, at, subject, holder) };
}

/** A later round goes on where the one before stood, or begins anew. */
function armingAfter(previous: WorkItem | undefined, again: boolean): Pick<WorkItem, 'arming' | 'lastArming'> {
  if (previous === undefined) return { arming: 1, lastArming: 1 };
  return again ? freshArming(previous) : { arming: previous.arming, lastArming: previous.lastArming };
}

/** The last day for signing for an item; a later round has been signed for with the first. */
function signingDay({ signWithin }: TaskSpec, { calendar, today }: CountyDay): Day | null {
  return signWithin === undefined ? null : addWorkingDays(calendar, today, signWithin);
}

function holderIn({ holderKind, unitId, postId }: Omit<ItemHolder, 'assignmentId'>): Omit<ItemHolder, 'assignmentId'> {
  return { holderKind, unitId, postId };
}

/**
 * Overdue days of earlier rounds carry over, up to the day on which the round was handed in or closed without it; those
 * on which the office reviewed do not count.
 */
export function carriedDays(previous: Omit<WorkItem, 'text' | 'fields'>, { calendar }: { calendar: Calendar }): number {
  const clock = obligationClock(previous, new Map());
  return overdueWorkingDays(clock, calendar, previous.submittedOn ?? previous.closedOn ?? previous.openedOn);
}

function dayAfterReturn({ returned }: OpenEffect, { today, calendar, limits }: CountyDay): Day {
  return returnedDueOn(
    today,
    typeof returned?.dueOn === 'string' ? returned.dueOn : null,
    calendar,
    limits.returnedWithin,
  );
}

/** The day that a rule means for an instance; `due` is the due day of the item that a boundary timer watches. */
export function resolveRule(
  rule: DueRule,
  county: CountyDay,
  plan: PlanFacts | undefined,
  measure: MeasureFacts | undefined,
  periodKey: string | null,
  yearKey: string | null,
  due: Day | null,
): Day | null {
  return ruleDay(rule, county, { plan, measure }, { periodKey, yearKey }, due);
}

async function addLadders(tx: Tx, county: CountyDay, rows: WorkItemCreateManyInput[]): Promise<void> {
  const laddered = rows.filter((row) => row.ladderId);
  if (laddered.length === 0) return;
  const ladders = await loadLadders(tx, [...new Set(laddered.map((row) => row.ladderId as string))]);
  const asColumns = (row: WorkItemCreateManyInput) => ({
    instanceId: row.instanceId,
    planId: row.planId ?? null,
    unitId: row.unitId ?? null,
    obligationKey: row.obligationKey,
    arming: row.arming ?? 1,
    openedOn: row.openedOn,
    dueOn: row.dueOn ?? null,
    ladderUpTo: row.ladderUpTo ?? null,
    frozen: (row.frozen ?? []) as Prisma.JsonValue,
    carriedDays: row.carriedDays ?? 0,
  });
  const later = laddered.filter((row) => row.round > 1).map(asColumns);
  const claims = later.length > 0 ? await loadClaims(tx, later) : new Map();
  for (const row of laddered) {
    const ladder = ladders.get(row.ladderId as string);
    Object.assign(row, nextRungColumns(asColumns(row), claims, ladder, calendarOf(county, row), county.today));
  }
}
