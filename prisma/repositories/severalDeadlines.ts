import { createHash, randomUUID } from 'node:crypto';
import { addDays } from '../../domain/day.ts';
import { DubanError, type UserMessage } from '../../domain/errors.ts';
import type { Day } from '../../domain/process/types.ts';
import type { Db, Tx } from '../client.ts';
import type { Actor } from './actor.ts';
import { type CountyDay, lockCountyDay } from './clock.ts';
import { lookAt, lookBackAt } from './deadlineChanges.ts';
import {
  currentDeadline,
  type DeadlinePreview,
  type Looked,
  movesOfAll,
  saveChange,
  store,
  versionOf,
} from './deadlineLook.ts';
import { lockInstancesOf, mayChangeMeasure, readHeads } from './measureChanges.ts';
import { putDownDeadline } from './plannedDeadlines.ts';

/*
 * Another deadline for several measures of one plan at once (统一调整完成时限): one preview, one reason, one undo. Those
 * that cannot get it are said with why and left as they are. Each is a change of its own measure; the batch holds them
 * together.
 */

/** One day for all (null: the long term), or so many days later than each has. */
type NewDay = { date: Day | null } | { laterBy: number };

interface Wanted {
  planId: string;
  measureIds: string[];
  to: NewDay;
  /** From when on it counts; today where it is left out. */
  fromDay?: Day | undefined;
}

export interface SeveralPreview extends Omit<DeadlinePreview, 'from' | 'to'> {
  measures: { id: string; title: string; from: Day | null; to: Day | null; refusal: UserMessage | null }[];
}

/** What was looked at of one measure, or why it cannot be. */
interface Each {
  id: string;
  title: string;
  looked: Looked | null;
  refusal: UserMessage | null;
}

/** What another deadline would move in all of them on the day from which it counts, without saving. */
export function previewSeveral(db: Db, actor: Actor, wanted: Wanted): Promise<SeveralPreview> {
  return db.$transaction(async (tx) => previewOfAll(tx, await lookAtAll(tx, actor, wanted)));
}

/**
 * Gives it to all that can get it.
 *
 * @param wanted `version` is what the preview answered.
 * @throws DubanError STALE_VERSION where it would move other days than were looked at, CONFLICT where none can get it.
 */
export function changeSeveral(
  db: Db,
  actor: Actor,
  { reason, version, ...wanted }: Wanted & { reason: string; version: string },
): Promise<void> {
  return db.$transaction(async (tx) => {
    const batchId = randomUUID();
    for (const looked of agreed(await lookAtAll(tx, actor, wanted), version)) {
      const save = looked.asOf === looked.county.today ? saveChange : putDownDeadline;
      await save(tx, actor, looked, { reason, batchId });
    }
  });
}

async function lookAtAll(tx: Tx, actor: Actor, { planId, measureIds, to, fromDay }: Wanted): Promise<Each[]> {
  return each(tx, actor, planId, measureIds, async (county, id) => {
    const { date: from } = await currentDeadline(tx, id);
    if ('laterBy' in to && from === null) throw nothingToPutOff();
    const date = 'date' in to ? to.date : addDays(from ?? '', to.laterBy);
    return lookAt(tx, county, actor, { id, date, fromDay });
  });
}

/**
 * Goes through measures of a plan in the order of their ids, with everything that they hang on locked before.
 *
 * @returns them in the document's order.
 */
async function each(
  tx: Tx,
  actor: Actor,
  planId: string,
  ids: string[],
  lookAtOne: (county: CountyDay, id: string) => Promise<Looked>,
): Promise<Each[]> {
  const county = await lockCountyDay(tx, actor.countyId);
  const heads = (await readHeads(tx, actor, ids)).filter((head) => head.planId === planId);
  if (heads.length === 0) throw new DubanError('NOT_FOUND', { zh: '没有找到该措施', en: 'There is no such measure' });
  await lockInstancesOf(
    tx,
    county.countyId,
    heads.map(({ id }) => id),
  );
  const found = new Map<string, Pick<Each, 'looked' | 'refusal'>>();
  for (const id of heads.map((head) => head.id).sort()) {
    try {
      found.set(id, { looked: await lookAtOne(county, id), refusal: null });
    } catch (error) {
      if (!(error instanceof DubanError)) throw error;
      found.set(id, { looked: null, refusal: error.userMessage });
    }
  }
  return heads.map(({ id, title }) => ({ id, title, looked: null, refusal: null, ...found.get(id) }));
}

async function previewOfAll(tx: Tx, all: Each[]): Promise<SeveralPreview> {
  return {
    ...{ version: versionOfAll(all), ...(await movesOfAll(tx, lookedAt(all))) },
    measures: all.map(({ id, title, looked, refusal }) => ({
      ...{ id, title, refusal, from: looked?.from.date ?? null, to: looked?.to.date ?? null },
    })),
  };
}

function lookedAt(all: Each[]): Looked[] {
  return all.flatMap(({ looked }) => (looked === null ? [] : [looked]));
}

function versionOfAll(all: Each[]): string {
  const versions = all.map(({ id, looked, refusal }) => [id, looked === null ? refusal : versionOf(looked)]);
  return createHash('sha256').update(JSON.stringify(versions)).digest('hex');
}

/** Those to be saved, where they are what was looked at. */
function agreed(all: Each[], version: string): Looked[] {
  if (versionOfAll(all) !== version) {
    throw new DubanError('STALE_VERSION', {
      zh: '查看影响之后情况有变化，请重新查看后再保存',
      en: 'Something has changed since you looked; look at it again before saving',
    });
  }
  const found = lookedAt(all);
  if (found.length > 0) return found;
  throw new DubanError('CONFLICT', {
    zh: '所选措施的完成时限都不能这样调整',
    en: 'None of these measures can get this deadline',
  });
}

/** What was changed together in a plan and counts, wholly or in part; the newest first. */
interface Batch {
  id: string;
  savedOn: Day;
  savedBy: string;
  reason: string;
  measures: number;
}

/** Batches of a plan that the actor might take back. */
export async function readBatches(db: Db, actor: Actor, planId: string): Promise<Batch[]> {
  const changes = await db.deadlineChange.findMany({
    where: { countyId: actor.countyId, batchId: { not: null }, undoneOn: null },
    orderBy: [{ savedAt: 'desc' }, { id: 'asc' }],
  });
  const heads = await readHeads(
    db,
    actor,
    changes.map(({ measureId }) => measureId),
  );
  const may = new Set(
    heads
      .filter((head) => head.planId === planId && head.state === 'RUNNING' && mayChangeMeasure(actor, head))
      .map(({ id }) => id),
  );
  const batches = new Map<string, Batch>();
  for (const { batchId, measureId, savedOn, savedBy, reason } of changes) {
    if (batchId === null || !may.has(measureId)) continue;
    const known = batches.get(batchId);
    batches.set(batchId, { id: batchId, savedOn, savedBy, reason, measures: (known?.measures ?? 0) + 1 });
  }
  return [...batches.values()];
}

interface Undone {
  planId: string;
  batchId: string;
}

/** What taking a batch back would put back, without saving. */
export function previewUndoSeveral(db: Db, actor: Actor, undone: Undone): Promise<SeveralPreview> {
  return db.$transaction(async (tx) => previewOfAll(tx, (await lookBackAtAll(tx, actor, undone)).all));
}

/**
 * Takes a batch back in all measures in which nothing later has set the deadline.
 *
 * @throws DubanError NOT_FOUND where nothing of it counts; STALE_VERSION, CONFLICT as `changeSeveral`.
 */
export function undoSeveral(
  db: Db,
  actor: Actor,
  { reason, version, ...undone }: Undone & { reason: string; version: string },
): Promise<void> {
  return db.$transaction(async (tx) => {
    const { all, changes } = await lookBackAtAll(tx, actor, undone);
    for (const looked of agreed(all, version)) {
      await tx.deadlineChange.updateMany({
        where: { id: changes.get(looked.measure.id) ?? '' },
        data: { undoneBy: actor.personName, undoneOn: looked.county.today },
      });
      await store(tx, actor, looked, { reason, undone: true });
    }
  });
}

async function lookBackAtAll(
  tx: Tx,
  actor: Actor,
  { planId, batchId }: Undone,
): Promise<{ all: Each[]; changes: ReadonlyMap<string, string> }> {
  const rows = await tx.deadlineChange.findMany({ where: { countyId: actor.countyId, batchId, undoneOn: null } });
  const changes = new Map(rows.map(({ measureId, id }) => [measureId, id]));
  const all = await each(tx, actor, planId, [...changes.keys()], (county, id) =>
    lookBackAt(tx, county, actor, { id, changeId: changes.get(id) ?? '' }),
  );
  return { all, changes };
}

function nothingToPutOff(): DubanError {
  return new DubanError('CONFLICT', {
    zh: '没有完成日期，不能顺延',
    en: 'It has no day that could be put off',
  });
}
