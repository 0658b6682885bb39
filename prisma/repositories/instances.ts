import { randomUUID } from 'node:crypto';
import { start } from '../../domain/process/interpreter.ts';
import {
  currentSemantics,
  type Effect,
  type Graph,
  type NumberedEvent,
  type ProcessContext,
  type ProcessEvent,
  type ProcessState,
} from '../../domain/process/types.ts';
import type { Db, Tx } from '../client.ts';
import type { DefinitionVersion } from '../generated/client.ts';
import { fromJson, toJson } from '../json.ts';
import { type CountyDay, lockCountyDay } from './clock.ts';
import { type StepEffects, writeEffects } from './effects.ts';
import { stateColumns } from './instanceState.ts';
import { appendEvents } from './outbox.ts';
import { CallFailed } from './stepFailures.ts';
import type { InstanceRef } from './subjects.ts';

export interface NewInstance extends InstanceRef {
  definitionVersionId: string;
  graph: Graph;
  graphHash: string;
  context: ProcessContext;
  parent?: { instanceId: string; key: string };
  /** What it is about, where neither a measure nor a unit's part says so. */
  title?: string;
  /** The run beside the lifecycle that it belongs to. */
  runId?: string;
}

/**
 * Creates instances with their first step taken, set-based: whoever is asked for something sees it at once, while the
 * workflows start behind.
 */
export async function createInstances(tx: Tx, county: CountyDay, instances: NewInstance[]): Promise<void> {
  const steps: StepEffects[] = [];
  const rows = instances.map((instance) => {
    const { id, countyId, subjectKind, planId, measureId, unitId, definitionVersionId, graphHash, parent } = instance;
    const { deadlineOn = null } = instance;
    const { state, effects } = start(instance.graph, instance.context, county.today);
    steps.push({ instance: { id, countyId, subjectKind, planId, measureId, unitId, deadlineOn }, effects, state });
    return {
      ...{ id, countyId, subjectKind, planId, measureId, unitId, definitionVersionId, graphHash },
      ...stateColumns(state),
      movedOn: county.today,
      parentInstanceId: parent?.instanceId ?? null,
      parentKey: parent?.key ?? null,
      title: instance.title ?? null,
      runId: instance.runId ?? null,
      deadlineOn,
    };
  });
  await tx.processInstance.createMany({ data: rows });
  const produced = await writeEffects(tx, county, steps);
  const called = await startCalled(tx, county, steps);
  const ended = steps.filter((step) => step.state.status !== 'running').map((step) => step.instance.id);
  await informParents(tx, county, ended);
  await appendEvents(
    tx,
    [...produced].map(([instanceId, events]) => ({ instanceId, events, wake: true })),
  );
  if (called.length > 0) await createInstances(tx, county, called);
}

/**
 * Instances that call activities ask for; their subject is the caller's.
 *
 * @throws CallFailed where nothing is published that could be called, so that the caller does not wait for what never
 * began, and where a call comes back to a version that it came from.
 */
async function startCalled(tx: Tx, county: CountyDay, steps: StepEffects[]): Promise<NewInstance[]> {
  const calls = steps.flatMap(({ instance, effects }) =>
    effects.flatMap((effect) => (effect.type === 'startInstance' ? [{ instance, effect }] : [])),
  );
  const created: NewInstance[] = [];
  for (const { instance, effect } of calls) {
    const version = await versionCalled(tx, county.countyId, effect);
    if (await isAmongCallers(tx, instance.id, version.id)) {
      const { name } = await tx.processDefinition.findUniqueOrThrow({ where: { id: version.definitionId } });
      throw new CallFailed(effect.key, name, true);
    }
    const caller = await tx.processInstance.findUniqueOrThrow({ where: { id: instance.id }, select: { state: true } });
    created.push({
      ...instance,
      id: randomUUID(),
      definitionVersionId: version.id,
      graph: fromJson<Graph>(version.graph),
      graphHash: version.graphHash,
      context: fromJson<ProcessState>(caller.state).context,
      parent: { instanceId: instance.id, key: effect.key },
    });
  }
  return created;
}

/** The version that the caller was published with; where that is gone, the one that is published. */
async function versionCalled(
  tx: Tx,
  countyId: string,
  { key, definitionKey, versionId }: Extract<Effect, { type: 'startInstance' }>,
): Promise<DefinitionVersion> {
  const bound = versionId
    ? await tx.definitionVersion.findFirst({ where: { id: versionId, definition: { countyId } } })
    : null;
  const version =
    bound ??
    (await tx.definitionVersion.findFirst({
      where: { definition: { countyId, key: definitionKey }, state: 'PUBLISHED' },
      orderBy: { version: 'desc' },
    }));
  if (version) return version;
  const definition = await tx.processDefinition.findFirst({ where: { countyId, key: definitionKey } });
  throw new CallFailed(key, definition?.name ?? definitionKey);
}

/** Whether a version runs in an instance or in one of those by which it was called. */
async function isAmongCallers(tx: Tx, instanceId: string, versionId: string): Promise<boolean> {
  const rows = await tx.$queryRaw<{ found: boolean }[]>`
    WITH RECURSIVE callers AS (
      SELECT "parentInstanceId", "definitionVersionId" FROM "ProcessInstance" WHERE id = ${instanceId}
      UNION ALL
      SELECT p."parentInstanceId", p."definitionVersionId"
      FROM callers c JOIN "ProcessInstance" p ON p.id = c."parentInstanceId"
    )
    SELECT bool_or("definitionVersionId" = ${versionId}) AS found FROM callers`;
  return rows[0]?.found === true;
}

async function informParents(tx: Tx, county: CountyDay, endedIds: string[]): Promise<void> {
  if (endedIds.length === 0) return;
  const ended = await tx.processInstance.findMany({
    where: { id: { in: endedIds }, parentInstanceId: { not: null } },
    select: { parentInstanceId: true, parentKey: true, status: true },
  });
  await appendEvents(
    tx,
    ended.flatMap(({ parentInstanceId, parentKey, status }) =>
      parentInstanceId === null || parentKey === null
        ? []
        : [
            {
              instanceId: parentInstanceId,
              events: [{ type: 'instanceDone' as const, key: parentKey, outcome: status, day: county.today }],
              wake: true,
            },
          ],
    ),
  );
}

export interface Step {
  instanceId: string;
  /** Number of the step; the row must stand at the one before. */
  step: number;
  /** All events up to this sequence number are part of the state. */
  consumedUpTo: number;
  state: ProcessState;
  effects: Effect[];
}

export interface StepAnswer {
  /** What is to be consumed next: events that came while the step was under way, then those its effects produced. */
  produced: NumberedEvent[];
}

interface StoredAnswer extends StepAnswer {
  consumedUpTo: number;
}

/** The caller has lost touch with the row (its history is older, say restored from a backup) and must load it again. */
export class StepOutOfTurn extends Error {
  override readonly name = 'StepOutOfTurn';
}

/**
 * Commits one step of an instance: its rows, its state and its number in one transaction. Repeated, it changes nothing
 * and answers as before.
 *
 * @throws StepOutOfTurn where it is neither the next step nor the last one again.
 */
export async function commitStep(db: Db, step: Step): Promise<StepAnswer> {
  return db.$transaction(async (tx) => {
    const rows = await tx.$queryRaw<
      (InstanceRef & {
        step: number;
        outboxSeq: number;
        consumedUpTo: number;
        lastAnswer: StoredAnswer | null;
        standsOn: string[];
      })[]
    >`
      SELECT id, "countyId", "subjectKind"::text AS "subjectKind", "planId", "measureId", "unitId", "deadlineOn", step,
        "outboxSeq", "consumedUpTo", "lastAnswer", "standsOn"
      FROM "ProcessInstance" WHERE id = ${step.instanceId} FOR UPDATE`;
    const row = rows[0];
    if (!row) throw new Error(`Instance ${step.instanceId} does not exist`);
    if (row.step === step.step && row.lastAnswer?.consumedUpTo === step.consumedUpTo) {
      return { produced: row.lastAnswer.produced };
    }
    if (row.step !== step.step - 1) {
      throw new StepOutOfTurn(
        `Instance ${row.id} is at step ${row.step} (events to ${row.consumedUpTo}); step ${step.step} (to ${step.consumedUpTo}) is out of turn`,
      );
    }
    return writeStep(tx, row, step);
  });
}

async function writeStep(
  tx: Tx,
  row: InstanceRef & { outboxSeq: number; standsOn: string[] },
  step: Step,
): Promise<StepAnswer> {
  const county = await lockCountyDay(tx, row.countyId);
  const { id, countyId, subjectKind, planId, measureId, unitId, deadlineOn } = row;
  const taken: StepEffects = {
    instance: { id, countyId, subjectKind, planId, measureId, unitId, deadlineOn },
    effects: step.effects,
    state: step.state,
  };
  const events = (await writeEffects(tx, county, [taken])).get(id) ?? [];
  await tx.outbox.deleteMany({ where: { instanceId: id, seq: { lte: step.consumedUpTo } } });
  const meanwhile = row.outboxSeq > step.consumedUpTo ? await handOver(tx, id) : [];
  const own = events.map((event, index) => ({ seq: row.outboxSeq + index + 1, event }));
  if (own.length > 0) {
    await tx.outbox.createMany({
      data: own.map(({ seq, event }) => ({ instanceId: id, seq, event: toJson(event), deliveredAt: new Date() })),
    });
  }
  const last = row.outboxSeq + own.length;
  const answer: StoredAnswer = { produced: [...meanwhile, ...own], consumedUpTo: step.consumedUpTo };
  const columns = stateColumns(step.state);
  const moved = step.effects.length > 0 || columns.standsOn.join() !== row.standsOn.join();
  await tx.processInstance.updateMany({
    where: { id },
    data: {
      ...columns,
      ...(moved ? { movedOn: county.today } : {}),
      step: step.step,
      consumedUpTo: step.consumedUpTo,
      lastAnswer: toJson(answer),
      ...(answer.produced.length > 0 ? { outboxSeq: last, wakeSeq: last } : {}),
    },
  });
  await followStep(tx, county, taken);
  return { produced: answer.produced };
}

/**
 * Events of an instance that wait in the outbox, marked as delivered: the answer to its step carries them. Those that a
 * relay is just marking are left to it.
 */
async function handOver(tx: Tx, instanceId: string): Promise<NumberedEvent[]> {
  await tx.$executeRaw`
    UPDATE "Outbox" o SET "deliveredAt" = now() FROM (
      SELECT seq FROM "Outbox" WHERE "instanceId" = ${instanceId} AND "deliveredAt" IS NULL FOR UPDATE SKIP LOCKED
    ) AS waiting WHERE o."instanceId" = ${instanceId} AND o.seq = waiting.seq`;
  const rows = await tx.outbox.findMany({ where: { instanceId }, orderBy: { seq: 'asc' } });
  return rows.map(({ seq, event }) => ({ seq, event: fromJson<ProcessEvent>(event) }));
}

/** What follows a step once it is stored: instances that it calls begin; where it was the last, the caller hears. */
export async function followStep(tx: Tx, county: CountyDay, step: StepEffects): Promise<void> {
  const called = await startCalled(tx, county, [step]);
  if (called.length > 0) await createInstances(tx, county, called);
  if (step.state.status !== 'running') await endInstance(tx, county, step.instance.id);
}

async function endInstance(tx: Tx, county: CountyDay, id: string): Promise<void> {
  await tx.timer.deleteMany({ where: { instanceId: id } });
  await tx.outbox.deleteMany({ where: { instanceId: id } });
  await informParents(tx, county, [id]);
}

export interface Run {
  graphHash: string;
  state: ProcessState;
  step: number;
  consumedUpTo: number;
  pending: NumberedEvent[];
}

/**
 * Where an instance stands, for a workflow run that begins: everything it needs is in rows. From here on the interpreter
 * reads its state as it reads that of a new instance.
 */
export async function loadRun(db: Db, instanceId: string): Promise<Run> {
  return db.$transaction(async (tx) => {
    const row = await tx.processInstance.findUniqueOrThrow({ where: { id: instanceId } });
    const outbox = await tx.outbox.findMany({
      where: { instanceId, seq: { gt: row.consumedUpTo, lte: row.wakeSeq } },
      orderBy: { seq: 'asc' },
    });
    return {
      graphHash: row.graphHash,
      state: { ...fromJson<ProcessState>(row.state), semantics: currentSemantics },
      step: row.step,
      consumedUpTo: row.consumedUpTo,
      pending: outbox.map(({ seq, event }) => ({ seq, event: fromJson<ProcessEvent>(event) })),
    };
  });
}

/** A compiled graph by its address. */
export async function loadGraph(db: Tx, graphHash: string): Promise<Graph> {
  const version = await db.definitionVersion.findFirstOrThrow({ where: { graphHash }, select: { graph: true } });
  return fromJson<Graph>(version.graph);
}

/** Ids of running instances whose workflow has not been started, in order, after `afterId`. */
export async function unstartedInstances(db: Tx, planId: string, afterId: string, limit: number): Promise<string[]> {
  const rows = await db.processInstance.findMany({
    where: { planId, status: 'RUNNING', workflowStartedAt: null, id: { gt: afterId } },
    orderBy: { id: 'asc' },
    take: limit,
    select: { id: true },
  });
  return rows.map((row) => row.id);
}

export async function markStarted(db: Tx, ids: string[]): Promise<void> {
  await db.processInstance.updateMany({ where: { id: { in: ids } }, data: { workflowStartedAt: new Date() } });
}
