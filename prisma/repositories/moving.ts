import type { ElementNames } from '../../domain/process/keys.ts';
import { planMove, signatureOf } from '../../domain/process/move/index.ts';
import type { MoveEffect, PossibleMove, RefusalKind } from '../../domain/process/move/types.ts';
import type { Effect, Graph, ProcessState } from '../../domain/process/types.ts';
import type { Db, Tx } from '../client.ts';
import type { InstanceMove, MovedInstance } from '../generated/client.ts';
import { fromJson, toJson } from '../json.ts';
import { recordEvent } from './audit.ts';
import { type CountyDay, lockCountyDay } from './clock.ts';
import { writeEffects } from './effects.ts';
import { stateColumns } from './instanceState.ts';
import { followStep } from './instances.ts';
import { renameRows } from './movedNames.ts';
import { resetTimers } from './movedTimers.ts';
import { appendEvents } from './outbox.ts';
import { renewalsOf, storeRenewals } from './renewals.ts';
import { type InstanceRef, loadSubjects } from './subjects.ts';
import { graphOf, type VersionGraph } from './versionGraphs.ts';

/*
 * Moves that administrators have begun go on here, one instance and one transaction at a time. A move is a step of the
 * instance like any other: under the lock of its row, with the next number. The workflow finds its own next step out of
 * turn, loads the row and goes on with the new version; events that were on their way are taken by that.
 */

/** Instances looked at in one go, before others that wait for the same hand have their turn. */
const AT_ONCE = 50;
/** An instance that has not come to rest is looked at again after this long. */
const REST_SECONDS = 2;
/** After this many failures to write a move it is given up, with the reason shown. */
const MOST_FAILURES = 5;

type Entry = MovedInstance & { move: InstanceMove };
type Verdict = 'MOVED' | 'LATER' | { kind: RefusalKind; elementId: string | null; name: string | null }[];

type Row = InstanceRef & {
  status: string;
  definitionVersionId: string;
  graphHash: string;
  state: ProcessState;
  step: number;
  consumedUpTo: number;
  outboxSeq: number;
};

/**
 * Moves some of the instances that wait for it, and ends the moves that are through.
 *
 * @returns how many were decided on, and the faults of those that could not be written; they are tried again.
 */
export async function advanceMoves(db: Db): Promise<{ decided: number; faults: unknown[] }> {
  const waiting = await db.$queryRaw<{ moveId: string; instanceId: string }[]>`
    SELECT "moveId", "instanceId" FROM "MovedInstance"
    WHERE state = 'WAITING' AND ("triedAt" IS NULL OR "triedAt" < now() - make_interval(secs => ${REST_SECONDS}))
    ORDER BY "triedAt" NULLS FIRST, "moveId", "instanceId" LIMIT ${AT_ONCE}`;
  const faults: unknown[] = [];
  let decided = 0;
  for (const { moveId, instanceId } of waiting) {
    try {
      if (await db.$transaction((tx) => decideOne(tx, moveId, instanceId))) decided += 1;
    } catch (error) {
      faults.push(error);
      await noteFailure(db, moveId, instanceId);
    }
  }
  await db.$executeRaw`
    UPDATE "InstanceMove" m SET state = 'FINISHED', "endedAt" = now() WHERE m.state = 'RUNNING'
      AND NOT EXISTS (SELECT 1 FROM "MovedInstance" i WHERE i."moveId" = m.id AND i.state = 'WAITING')`;
  return { decided, faults };
}

/** @returns whether its case is closed; not where somebody else has it, or where it has not come to rest. */
async function decideOne(tx: Tx, moveId: string, instanceId: string): Promise<boolean> {
  const [locked] = await tx.$queryRaw<{ instanceId: string }[]>`
    SELECT "instanceId" FROM "MovedInstance"
    WHERE "moveId" = ${moveId} AND "instanceId" = ${instanceId} AND state = 'WAITING' FOR UPDATE SKIP LOCKED`;
  if (!locked) return false;
  const where = { moveId_instanceId: { moveId, instanceId } };
  const entry = await tx.movedInstance.findUniqueOrThrow({ where, include: { move: true } });
  const county = await lockCountyDay(tx, entry.move.countyId);
  const verdict = await moveOne(tx, county, entry);
  const now = new Date();
  if (verdict === 'LATER') {
    await tx.movedInstance.update({ where, data: { triedAt: now } });
    return false;
  }
  const data =
    verdict === 'MOVED'
      ? { state: 'MOVED' as const, changedAt: now }
      : { state: 'REFUSED' as const, changedAt: now, obstacles: verdict };
  await tx.movedInstance.update({ where, data });
  return true;
}

async function noteFailure(db: Db, moveId: string, instanceId: string): Promise<void> {
  const where = { moveId, instanceId, state: 'WAITING' as const };
  const now = new Date();
  await db.movedInstance.updateMany({ where, data: { triedAt: now, failures: { increment: 1 } } });
  await db.movedInstance.updateMany({
    where: { ...where, failures: { gte: MOST_FAILURES } },
    data: { state: 'REFUSED', changedAt: now, obstacles: [{ kind: 'FAILED', elementId: null, name: null }] },
  });
}

async function moveOne(tx: Tx, county: CountyDay, { instanceId, move, ...entry }: Entry): Promise<Verdict> {
  const [row] = await tx.$queryRaw<Row[]>`SELECT * FROM "ProcessInstance" WHERE id = ${instanceId} FOR UPDATE`;
  const refused = (kind: RefusalKind): Verdict => [{ kind, elementId: null, name: null }];
  if (row?.status !== 'RUNNING') return refused('ENDED');
  if (row.definitionVersionId !== entry.fromVersionId) return refused('OTHER_VERSION');
  if (!(await isAtRest(tx, row))) return 'LATER';
  const before = await graphOf(tx, row.definitionVersionId);
  const after = await graphOf(tx, move.toVersionId);
  const mapping = fromJson<ElementNames>(move.mapping);
  const plan = planMove({ before: before.graph, after: after.graph, state: row.state, mapping }, county.today);
  if (!plan.possible) {
    return plan.obstacles.map((one) => ({
      ...one,
      name: elementName(before.graph, one.elementId) ?? elementName(after.graph, one.elementId),
    }));
  }
  if (signatureOf(plan) !== entry.expected) return refused('CHANGED');
  // What it has not taken names elements as they were.
  if (Object.keys(plan.names).length > 0 && row.consumedUpTo !== row.outboxSeq) return refused('IN_BETWEEN');
  await writeMove(tx, county, row, plan, { ...after, move, from: before.version });
  return 'MOVED';
}

/** The name of an element, as administrators know it. */
export function elementName(graph: Graph, elementId: string | null): string | null {
  const node = elementId === null ? undefined : graph.nodes[elementId];
  return node === undefined ? null : (node.name ?? node.id);
}

/**
 * Whether the process has taken everything that it was told. One whose next step cannot be committed will not come to
 * rest: it is moved as it stands, which may be its cure.
 */
async function isAtRest(tx: Tx, { id, step, consumedUpTo, outboxSeq }: Row): Promise<boolean> {
  if (consumedUpTo === outboxSeq) return true;
  return (await tx.stepFailure.count({ where: { instanceId: id, step: step + 1 } })) > 0;
}

/** Work items and timers of a move that only a move asks for; the others are the interpreter's own. */
export function isOwnEffect(effect: MoveEffect): effect is Exclude<MoveEffect, Effect> {
  return effect.type === 'renewWorkItem' || effect.type === 'resetTimer';
}

/** The subjects of moves, with the posts that the new version's tasks name. */
export function moveSubjects(tx: Tx, county: CountyDay, moved: { instance: InstanceRef; effects: MoveEffect[] }[]) {
  return loadSubjects(
    tx,
    county,
    moved.map(({ instance }) => instance),
    moved.flatMap(({ effects }) =>
      effects.flatMap((effect) => (effect.type === 'renewWorkItem' ? (effect.item.task.post?.id ?? []) : [])),
    ),
  );
}

async function writeMove(
  tx: Tx,
  county: CountyDay,
  row: Row,
  { state, effects, names }: PossibleMove,
  to: VersionGraph & { move: InstanceMove; from: number },
): Promise<void> {
  const { id, countyId, subjectKind, planId, measureId, unitId, deadlineOn } = row;
  const instance = { id, countyId, subjectKind, planId, measureId, unitId, deadlineOn: deadlineOn ?? null };
  await renameRows(tx, id, names);
  const own = { instance, effects: effects.filter((effect): effect is Effect => !isOwnEffect(effect)), state };
  const events = (await writeEffects(tx, county, [own])).get(id) ?? [];
  const subjects = await moveSubjects(tx, county, [{ instance, effects }]);
  const { move } = to;
  const by = { accountId: move.startedById, personName: move.startedBy };
  const renewals = await renewalsOf(
    tx,
    county,
    subjects,
    effects.flatMap((effect) => (effect.type === 'renewWorkItem' ? [{ instance, effect }] : [])),
  );
  await storeRenewals(tx, county, renewals, { ...by, reason: move.reason });
  await resetTimers(tx, county, subjects, instance, {
    resets: effects.filter((effect) => effect.type === 'resetTimer'),
    movedKeys: renewals.flatMap(({ item, due }) => (due.from === due.to ? [] : [item.key])),
  });
  await tx.processInstance.update({
    where: { id },
    data: {
      ...stateColumns(state),
      ...(own.effects.length > 0 ? { movedOn: county.today } : {}),
      ...{ step: row.step + 1, lastAnswer: toJson({ produced: [] }) },
      ...{ definitionVersionId: to.id, graphHash: to.graphHash },
    },
  });
  await tx.stepFailure.deleteMany({ where: { instanceId: id } });
  await appendEvents(tx, [{ instanceId: id, events, wake: true }]);
  await followStep(tx, county, own);
  await recordEvent(tx, {
    ...{ countyId, kind: 'PROCESS_MOVED', businessDay: county.today, instanceId: id, planId, measureId, unitId, ...by },
    data: { from: to.from, to: to.version, reason: move.reason },
  });
}
