import { memberKey } from '../../domain/itemOpening.ts';
import { countyOf } from '../../domain/ownDays.ts';
import { homeOf } from '../../domain/process/keys.ts';
import type { CancelAnswer, Effect, ProcessEvent, ProcessState, Variables } from '../../domain/process/types.ts';
import type { Tx } from '../client.ts';
import type { WorkItem } from '../generated/client.ts';
import { cancelItems } from './cancelItems.ts';
import type { CountyDay } from './clock.ts';
import { openWorkItems, resolveRule } from './openItems.ts';
import { runOperation } from './operations.ts';
import { appendEvents } from './outbox.ts';
import { processFields } from './processFields.ts';
import { type InstanceRef, loadSubjects, measureOf, type Subjects } from './subjects.ts';

export interface StepEffects {
  instance: InstanceRef;
  effects: Effect[];
  /** Where the instance stands after the step. */
  state: ProcessState;
}

type Of<T extends Effect['type']> = Extract<Effect, { type: T }>;
type Placed<T extends Effect['type']> = { instance: InstanceRef; effect: Of<T> };

/**
 * Carries out the effects of steps of any number of instances, set-based, in the caller's transaction. Everything is
 * keyed, so that repeating a step finds what it did before.
 *
 * @returns per instance id the events that the effects themselves produced (answers, results, timers already due).
 */
export async function writeEffects(
  tx: Tx,
  county: CountyDay,
  steps: StepEffects[],
): Promise<Map<string, ProcessEvent[]>> {
  const produced = new Map<string, ProcessEvent[]>();
  const produce = (instanceId: string, event: ProcessEvent) =>
    produced.set(instanceId, [...(produced.get(instanceId) ?? []), event]);
  if (steps.every((step) => step.effects.length === 0)) return produced;
  const subjects = await loadSubjects(
    tx,
    county,
    steps.map((step) => step.instance),
    pick(steps, 'openWorkItem').flatMap(({ effect }) => effect.task.post?.id ?? []),
  );
  const states = new Map(steps.map(({ instance, state }) => [instance.id, state]));
  await cancelWorkItems(tx, county, pick(steps, 'cancelWorkItem'), states, produce);
  await cancelInstances(tx, county, pick(steps, 'cancelInstance'));
  await openWorkItems(tx, county, subjects, pick(steps, 'openWorkItem'));
  await clearTimers(tx, pick(steps, 'clearTimer'));
  await setTimers(tx, county, subjects, pick(steps, 'setTimer'), produce);
  for (const { instance, effect } of pick(steps, 'runOperation')) {
    const plan = instance.planId === null ? undefined : subjects.plans.get(instance.planId);
    const result = await runOperation({ tx, county, instance, plan, effect });
    produce(instance.id, { type: 'operationDone', key: effect.key, result, day: county.today });
  }
  return produced;
}

function pick<T extends Effect['type']>(steps: StepEffects[], type: T): Placed<T>[] {
  return steps.flatMap(({ instance, effects }) =>
    effects.flatMap((effect) => (effect.type === type ? [{ instance, effect: effect as Of<T> }] : [])),
  );
}

/** Rows decide: an item that is closed already keeps its outcome, and the process is told. */
async function cancelWorkItems(
  tx: Tx,
  county: CountyDay,
  cancels: Placed<'cancelWorkItem'>[],
  states: ReadonlyMap<string, ProcessState>,
  produce: (instanceId: string, event: ProcessEvent) => void,
): Promise<void> {
  if (cancels.length === 0) return;
  const items = await tx.workItem.findMany({
    where: { instanceId: { in: cancels.map((c) => c.instance.id) }, key: { in: cancels.map((c) => c.effect.key) } },
  });
  const wanted = new Set(cancels.map(({ instance, effect }) => `${instance.id}|${effect.key}`));
  const found = items.filter((item) => wanted.has(`${item.instanceId}|${item.key}`));
  const ids = new Set(await cancelItems(tx, county, found, ['OPEN', 'PREPARED']));
  answerCancels(cancels, found, ids, county, produce);
  await cancelUnjudged(tx, county, found, states);
}

/**
 * What was handed in and whose review is cancelled, or never opens, waits for nobody once the process has left the
 * scope that it stands in: no other review finds it. Its text stays.
 */
async function cancelUnjudged(
  tx: Tx,
  county: CountyDay,
  left: WorkItem[],
  states: ReadonlyMap<string, ProcessState>,
): Promise<void> {
  const judged = left.flatMap(({ reviewsId }) => reviewsId ?? []);
  const items = await tx.workItem.findMany({
    where: { id: { in: [...left.map(({ id }) => id), ...judged] }, state: 'SUBMITTED' },
  });
  const unjudged = items.filter(({ instanceId, key }) => states.get(instanceId)?.scopes[homeOf(key)] === undefined);
  await cancelItems(tx, county, unjudged, ['SUBMITTED'], { unjudged: true });
}

function answerCancels(
  cancels: Placed<'cancelWorkItem'>[],
  items: WorkItem[],
  cancelled: Set<string>,
  county: CountyDay,
  produce: (instanceId: string, event: ProcessEvent) => void,
): void {
  const answers = new Map<string, CancelAnswer[]>();
  for (const { instance, effect } of cancels) {
    if (!effect.answer) continue;
    const item = items.find((row) => row.instanceId === instance.id && row.key === effect.key);
    const answer: CancelAnswer =
      !item || cancelled.has(item.id)
        ? { key: effect.key, result: 'cancelled' }
        : {
            ...{ key: effect.key, result: 'alreadyClosed', outcome: item.outcome ?? item.state },
            fields: processFields(item, (item.fields ?? {}) as Variables),
          };
    answers.set(instance.id, [...(answers.get(instance.id) ?? []), answer]);
  }
  for (const [instanceId, list] of answers)
    produce(instanceId, { type: 'cancelAnswered', answers: list, day: county.today });
}

/**
 * A called instance whose call is interrupted is withdrawn; it cancels what it has open. An operation needs no
 * cancelling: it ran in the step that asked for it, and its result is dropped with the activity.
 */
async function cancelInstances(tx: Tx, county: CountyDay, cancels: Placed<'cancelInstance'>[]): Promise<void> {
  if (cancels.length === 0) return;
  const called = await tx.processInstance.findMany({
    where: {
      status: 'RUNNING',
      OR: cancels.map(({ instance, effect }) => ({ parentInstanceId: instance.id, parentKey: effect.key })),
    },
    select: { id: true },
  });
  await appendEvents(
    tx,
    called.map(({ id }) => ({ instanceId: id, events: [{ type: 'withdrawn', day: county.today }], wake: true })),
  );
}

async function clearTimers(tx: Tx, clears: Placed<'clearTimer'>[]): Promise<void> {
  for (const { instance, effect } of clears) {
    await tx.timer.deleteMany({ where: { instanceId: instance.id, key: effect.key } });
  }
}

/** A timer is a row; one whose day has come already is due at once. */
async function setTimers(
  tx: Tx,
  county: CountyDay,
  subjects: Subjects,
  timers: Placed<'setTimer'>[],
  produce: (instanceId: string, event: ProcessEvent) => void,
): Promise<void> {
  if (timers.length === 0) return;
  const watched = await dueDaysOf(tx, timers);
  const rows = timers.map(({ instance, effect }) => {
    const plan = instance.planId === null ? undefined : subjects.plans.get(instance.planId);
    const measure = measureOf(subjects, instance);
    const due = effect.of === undefined ? null : (watched.get(`${instance.id}|${effect.of}`) ?? null);
    const period = memberKey(effect.members, 'reportingPeriods');
    const year = memberKey(effect.members, 'assessmentYears');
    const day = resolveRule(effect.rule, countyOf(county, instance), plan, measure, period, year, due);
    const firedOn = day !== null && day <= county.today ? county.today : null;
    if (firedOn !== null) produce(instance.id, { type: 'timerDue', key: effect.key, day: county.today });
    return {
      ...{ instanceId: instance.id, key: effect.key, rule: { ...effect.rule }, day, firedOn },
      ...{ setOn: county.today, watchedKey: effect.of ?? null, periodKey: period, yearKey: year },
    };
  });
  await tx.timer.createMany({ data: rows, skipDuplicates: true });
}

async function dueDaysOf(tx: Tx, timers: Placed<'setTimer'>[]): Promise<Map<string, string | null>> {
  const keys = timers.flatMap(({ effect }) => (effect.of === undefined ? [] : [effect.of]));
  if (keys.length === 0) return new Map();
  const items = await tx.workItem.findMany({
    where: { instanceId: { in: timers.map((t) => t.instance.id) }, key: { in: keys } },
    select: { instanceId: true, key: true, dueOn: true },
  });
  return new Map(items.map((item) => [`${item.instanceId}|${item.key}`, item.dueOn]));
}
