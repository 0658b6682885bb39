import { DubanError, type UserMessage } from '../../domain/errors.ts';
import type { Day } from '../../domain/process/types.ts';
import { sameValue } from '../../domain/sameValue.ts';
import type { Db, Tx } from '../client.ts';
import type { PlannedChange } from '../generated/client.ts';
import { fromJson } from '../json.ts';
import { type Actor, inCapacity } from './actor.ts';
import { recordEvent } from './audit.ts';
import { type CountyDay, loadCountyDay, lockCountyDay } from './clock.ts';
import {
  type ChangeGround,
  currentDeadline,
  itemsOfOtherDays,
  type Looked,
  look,
  saveChange,
  tellHolders,
} from './deadlineLook.ts';
import type { NewDeadline } from './deadlines.ts';
import {
  loadHead,
  lockRunning,
  type MeasureHead,
  mayChangeMeasure,
  measureNotYours,
  readHeads,
  recordMeasure,
} from './measureChanges.ts';
import { makePlanned, putDown, type Refused, readPlanned, takeBack, takenBack } from './plannedChanges.ts';

/*
 * Another deadline of a running measure for a later day. It was decided about what counted when it was put down: where
 * something else has set the deadline since, or a unit was given more time, it is refused on its day.
 */

interface Input {
  measureId: string;
  /** Null for the long term. */
  date: Day | null;
  from: NewDeadline;
  /** Extensions of the measure that had been granted. */
  extensions: string[];
  /** Items whose holders were told that their day would change. */
  told: string[];
  reason: string;
  /** What it was put down together with. */
  batchId: string | null;
}

export interface PlannedDeadline {
  id: string;
  measureId: string;
  measureTitle: string;
  planId: string;
  onDay: Day;
  from: Day | null;
  to: Day | null;
  reason: string;
  madeBy: string;
  madeOn: Day;
  /** What it was put down together with; null where it was put down alone. */
  batchId: string | null;
  /** Why it could not be made; null while it waits. */
  refusal: UserMessage | null;
  /** Whether the reader may take it back. */
  mayTakeBack: boolean;
}

/** Puts down what was looked at as of a later day; whoever holds what it moves is told at once. */
export async function putDownDeadline(
  tx: Tx,
  actor: Actor,
  looked: Looked,
  { reason, batchId }: ChangeGround,
): Promise<void> {
  const { county, measure, from, to, asOf, moves } = looked;
  const told = itemsOfOtherDays(moves);
  const input: Input = {
    ...{ measureId: measure.id, date: to.date, from, reason, batchId, told },
    extensions: await grantedExtensions(tx, measure.id),
  };
  const doer = inCapacity(actor, (one) => mayChangeMeasure(one, measure));
  await putDown(tx, doer, county.today, { kind: 'DEADLINE', onDay: asOf, input, subjectIds: [measure.id] });
  await recordMeasure(tx, county, actor, measure, 'MEASURE_DEADLINE', {
    data: { reason, planned: asOf, from: from.date ?? '', to: to.date ?? '' },
  });
  await tellHolders(tx, county, told, 'DEADLINE_PLANNED');
}

async function grantedExtensions(tx: Tx, measureId: string): Promise<string[]> {
  const rows = await tx.extension.findMany({ where: { measureId, state: 'GRANTED' }, select: { id: true } });
  return rows.map(({ id }) => id);
}

async function waitingFor(db: Tx, countyId: string, measureId: string) {
  const rows = await readPlanned<Input>(db, countyId, 'DEADLINE', measureId);
  return rows.find(({ refusal }) => refusal === null);
}

/** @throws DubanError CONFLICT where a change waits for its day: it would be about another deadline than was looked at. */
export async function refuseWaiting(tx: Tx, countyId: string, measureId: string): Promise<void> {
  const waiting = await waitingFor(tx, countyId, measureId);
  if (waiting === undefined) return;
  const { onDay, input } = waiting;
  throw new DubanError('CONFLICT', {
    zh: `已定于 ${onDay} 起将完成时限改为 ${input.date ?? '长期坚持'}，请先撤回再作调整`,
    en: `From ${onDay} on the deadline will be ${input.date ?? 'the long term'}; take that back first`,
  });
}

/** What waits for its day and what was refused on it, of measures that the actor may see; of one measure or one plan. */
export async function readPlannedDeadlines(
  db: Tx,
  actor: Actor,
  of: { measureId?: string; planId?: string },
): Promise<PlannedDeadline[]> {
  const rows = await readPlanned<Input>(db, actor.countyId, 'DEADLINE', of.measureId);
  const ids = rows.map(({ input }) => input.measureId);
  const heads = new Map((await readHeads(db, actor, ids)).map((head) => [head.id, head]));
  return rows.flatMap(({ id, onDay, input, madeBy, madeOn, refusal }) => {
    const head = heads.get(input.measureId);
    if (head === undefined || (of.planId !== undefined && of.planId !== head.planId)) return [];
    return [
      {
        ...{ id, measureId: head.id, measureTitle: head.title, planId: head.planId, onDay },
        ...{ from: input.from.date, to: input.date, reason: input.reason, madeBy, madeOn, refusal },
        batchId: input.batchId,
        mayTakeBack: mayChangeMeasure(actor, head),
      },
    ];
  });
}

/**
 * Takes back what waits for its day, or puts aside what was refused.
 *
 * @throws DubanError NOT_FOUND where it has been made or was taken back, FORBIDDEN.
 */
export async function cancelPlannedDeadline(
  db: Db,
  actor: Actor,
  { id, changeId }: { id: string; changeId: string },
): Promise<void> {
  const county = await loadCountyDay(db, actor.countyId);
  await db.$transaction(async (tx) => {
    const measure = await loadHead(tx, actor, id);
    if (!mayChangeMeasure(actor, measure)) throw measureNotYours();
    await cancelOne(tx, county, actor, measure, changeId);
  });
}

/**
 * Takes back all that was put down together in a plan and waits for its day, and puts aside what was refused of it, in
 * the measures that the actor may change.
 *
 * @throws DubanError NOT_FOUND where nothing of it is left.
 */
export async function cancelPlannedBatch(
  db: Db,
  actor: Actor,
  { planId, batchId }: { planId: string; batchId: string },
): Promise<void> {
  const county = await loadCountyDay(db, actor.countyId);
  await db.$transaction(async (tx) => {
    const rows = (await readPlannedDeadlines(tx, actor, { planId })).filter(
      (row) => row.batchId === batchId && row.mayTakeBack,
    );
    if (rows.length === 0) throw takenBack();
    const heads = await readHeads(
      tx,
      actor,
      rows.map(({ measureId }) => measureId),
    );
    const changeOf = new Map(rows.map(({ measureId, id }) => [measureId, id]));
    for (const head of heads) await cancelOne(tx, county, actor, head, changeOf.get(head.id) ?? '');
  });
}

async function cancelOne(
  tx: Tx,
  county: CountyDay,
  actor: Actor,
  measure: MeasureHead,
  changeId: string,
): Promise<void> {
  const { input, onDay, refusal } = await takeBack(tx, actor.countyId, 'DEADLINE', changeId, measure.id);
  const { from, date, told } = fromJson<Input>(input);
  await recordMeasure(tx, county, actor, measure, 'MEASURE_DEADLINE', {
    data: { takenBack: true, putAside: refusal !== null, planned: onDay, from: from.date ?? '', to: date ?? '' },
  });
  if (refusal === null) await tellHolders(tx, county, told, 'DEADLINE_KEPT');
}

/** Gives measures the deadlines that were put down for `day` or earlier; who was told of one that is refused is told so. */
export function makePlannedDeadlines(db: Db, countyId: string, day: Day): Promise<void> {
  return makePlanned(db, countyId, 'DEADLINE', day, { make: makeOne, refuse: refuseOne });
}

async function refuseOne(
  tx: Tx,
  { countyId, onDay, input }: PlannedChange,
  { day: businessDay, refusal }: Refused,
): Promise<void> {
  const { measureId, from, date, told } = fromJson<Input>(input);
  const { planId } = await tx.measure.findUniqueOrThrow({ where: { id: measureId }, select: { planId: true } });
  const data = { planned: onDay, from: from.date ?? '', to: date ?? '', refusal: { ...refusal } };
  await recordEvent(tx, { countyId, kind: 'MEASURE_DEADLINE', businessDay, planId, measureId, data });
  await tellHolders(tx, { ...(await loadCountyDay(tx, countyId)), today: businessDay }, told, 'DEADLINE_KEPT');
}

async function makeOne(tx: Tx, planned: PlannedChange, actor: Actor): Promise<void> {
  const { measureId, date, from, extensions, reason, batchId } = fromJson<Input>(planned.input);
  const county = { ...(await lockCountyDay(tx, actor.countyId)), today: actor.businessDay };
  const measure = await lockRunning(tx, actor.countyId, measureId);
  if (!sameValue(await currentDeadline(tx, measureId), from)) throw changedSince();
  const granted = await grantedExtensions(tx, measureId);
  if (granted.some((id) => !extensions.includes(id))) throw extendedSince();
  await saveChange(tx, actor, await look(tx, county, measure, date), { reason, batchId });
}

function changedSince(): DubanError {
  return new DubanError('CONFLICT', {
    zh: '定下之后完成时限又有变动，请重新查看影响后再调整',
    en: 'The deadline has been changed since this was decided; look at it again',
  });
}

function extendedSince(): DubanError {
  return new DubanError('CONFLICT', {
    zh: '定下之后已批准单位延期，请重新查看影响后再调整',
    en: 'A unit was given more time since this was decided; look at it again',
  });
}
