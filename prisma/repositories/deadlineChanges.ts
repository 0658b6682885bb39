import { DubanError } from '../../domain/errors.ts';
import type { Day } from '../../domain/process/types.ts';
import type { Db, Tx } from '../client.ts';
import type { DeadlineChange } from '../generated/client.ts';
import type { Actor } from './actor.ts';
import { type CountyDay, lockCountyDay } from './clock.ts';
import {
  currentDeadline,
  type DeadlinePreview,
  type Looked,
  look,
  lookBack,
  previewOf,
  refuseOvertaken,
  saveChange,
  store,
} from './deadlineLook.ts';
import { effectiveDay } from './effectiveDay.ts';
import { lockMeasure } from './measureChanges.ts';
import { putDownDeadline, refuseWaiting } from './plannedDeadlines.ts';

/*
 * The office gives one running measure another deadline (完成时限) without a new version of the document. What is saved
 * or undone is what was looked at: the preview's `version` stands for every day that moves, and where one of them has
 * changed since, nothing is saved.
 */

interface Wanted {
  id: string;
  /** Null for the long term 长期坚持. */
  date: Day | null;
  /** From when on it counts; today where it is left out. */
  fromDay?: Day | undefined;
}

/** A change to be taken back. */
interface Undone {
  id: string;
  changeId: string;
}

/**
 * What another deadline would move on the day from which it counts, without saving.
 *
 * @throws DubanError whatever saving it would.
 */
export function previewDeadline(db: Db, actor: Actor, wanted: Wanted): Promise<DeadlinePreview> {
  return db.$transaction(async (tx) => previewOf(tx, await lookAtOne(tx, actor, wanted)));
}

/**
 * Gives a running measure another deadline, or puts it down for a later day; each moved item's trail says why, and its
 * holder is told.
 *
 * @param wanted `version` is what the preview answered.
 * @throws DubanError STALE_VERSION where it would move other days than were looked at; VALIDATION for a day that has
 *   passed; CONFLICT where the measure has ended, is paused, or has no completion, or where a change waits for its day.
 */
export function changeDeadline(
  db: Db,
  actor: Actor,
  wanted: Wanted & { reason: string; version: string },
): Promise<void> {
  return db.$transaction(async (tx) => {
    const looked = await lookAtOne(tx, actor, wanted);
    refuseOvertaken(looked, wanted.version);
    const save = looked.asOf === looked.county.today ? saveChange : putDownDeadline;
    await save(tx, actor, looked, { reason: wanted.reason, batchId: null });
  });
}

async function lookAtOne(tx: Tx, actor: Actor, wanted: Wanted): Promise<Looked> {
  return lookAt(tx, await lockCountyDay(tx, actor.countyId), actor, wanted);
}

/** Looks at another deadline for a measure that is locked by this; `county` is locked. */
export async function lookAt(tx: Tx, county: CountyDay, actor: Actor, { id, date, fromDay }: Wanted): Promise<Looked> {
  const measure = await lockMeasure(tx, actor, id);
  await refuseWaiting(tx, county.countyId, id);
  return look(tx, county, measure, date, effectiveDay(county.today, fromDay));
}

/** The newest change of a measure's deadline that still counts: it can be taken back. */
export async function lastDeadlineChange(tx: Tx, measureId: string): Promise<DeadlineChange | null> {
  const change = await tx.deadlineChange.findFirst({
    where: { measureId, undoneOn: null },
    orderBy: [{ savedAt: 'desc' }, { id: 'asc' }],
  });
  if (change === null) return null;
  const { text, kind, date } = await currentDeadline(tx, measureId);
  return change.toKind === kind && change.toOn === date && (change.toText ?? '') === text ? change : null;
}

/**
 * What taking a change back would put back, without saving.
 *
 * @throws DubanError whatever taking it back would.
 */
export function previewUndo(db: Db, actor: Actor, undone: Undone): Promise<DeadlinePreview> {
  return db.$transaction(async (tx) => previewOf(tx, await lookBackAtOne(tx, actor, undone)));
}

/**
 * Takes the newest change of a deadline back: the deadline before it counts again, for what was open then with the days
 * that it had. What has fired meanwhile stays as it was sent; the ladder goes on where it stood about the day before.
 *
 * @param undone `version` is what the preview answered.
 * @throws DubanError CONFLICT where something later has changed the deadline, or the measure has ended or is paused;
 *   STALE_VERSION where it would put back other days than were looked at.
 */
export function undoDeadline(
  db: Db,
  actor: Actor,
  { reason, version, ...undone }: Undone & { reason: string; version: string },
): Promise<void> {
  return db.$transaction(async (tx) => {
    const looked = await lookBackAtOne(tx, actor, undone);
    refuseOvertaken(looked, version);
    await tx.deadlineChange.update({
      where: { id: undone.changeId },
      data: { undoneBy: actor.personName, undoneOn: looked.county.today },
    });
    await store(tx, actor, looked, { reason, undone: true });
  });
}

async function lookBackAtOne(tx: Tx, actor: Actor, undone: Undone): Promise<Looked> {
  return lookBackAt(tx, await lockCountyDay(tx, actor.countyId), actor, undone);
}

/** Looks at taking a change back in a measure that is locked by this; `county` is locked. */
export async function lookBackAt(tx: Tx, county: CountyDay, actor: Actor, { id, changeId }: Undone): Promise<Looked> {
  const measure = await lockMeasure(tx, actor, id);
  await refuseWaiting(tx, county.countyId, id);
  const change = await lastDeadlineChange(tx, id);
  if (change?.id === changeId) return lookBack(tx, county, measure, change);
  throw new DubanError('CONFLICT', {
    zh: '完成时限此后又有变动，这次调整不能撤销',
    en: 'The deadline has been changed since, so this change cannot be undone',
  });
}
