import { randomUUID } from 'node:crypto';
import { DubanError, type UserMessage } from '../../domain/errors.ts';
import type { Day } from '../../domain/process/types.ts';
import type { Db, Tx } from '../client.ts';
import type { PlannedChange } from '../generated/client.ts';
import type { PlannedChangeKind } from '../generated/enums.ts';
import { fromJson, toJson } from '../json.ts';
import type { Actor } from './actor.ts';
import { SAVING } from './moves.ts';

/*
 * Changes that are put down for a later day: of units, of a ladder, of a measure's deadline. Each is tried when it is
 * put down, and made by the round of its day, in a transaction that also marks it as made: done twice, or by two rounds
 * at once, it is made once. What is not possible any more on its day is kept with its reason until somebody puts it
 * aside.
 */

/** A change that waits for its day, or that could not be made on it. */
export interface Planned<Input> {
  id: string;
  onDay: Day;
  input: Input;
  subjectIds: string[];
  madeBy: string;
  madeOn: Day;
  /** Why it could not be made; null while it waits. */
  refusal: UserMessage | null;
}

interface PutDown {
  kind: PlannedChangeKind;
  onDay: Day;
  input: object;
  /** What it is found by: the units that it names, the measure. */
  subjectIds?: string[];
}

/** @param today The business day on which it is put down. */
export async function putDown(
  tx: Tx,
  { countyId, personName: madeBy, accountId: madeById }: Actor,
  today: Day,
  { kind, onDay, input, subjectIds = [] }: PutDown,
): Promise<void> {
  await tx.plannedChange.create({
    data: {
      ...{ id: randomUUID(), countyId, kind, onDay, input: toJson(input), subjectIds },
      ...{ madeBy, madeById, madeOn: today },
    },
  });
}

/** What waits for its day and what was refused on it, the nearest day first; about one subject, or all of the county. */
export async function readPlanned<Input>(
  db: Tx,
  countyId: string,
  kind: PlannedChangeKind,
  subjectId?: string,
): Promise<Planned<Input>[]> {
  const rows = await db.plannedChange.findMany({ where: open(countyId, kind, subjectId), orderBy: inOrder });
  return rows.map(({ id, onDay, input, subjectIds, madeBy, madeOn, refusal }) => ({
    ...{ id, onDay, input: fromJson<Input>(input), subjectIds, madeBy, madeOn },
    refusal: refusal === null ? null : fromJson<UserMessage>(refusal),
  }));
}

function open(countyId: string, kind: PlannedChangeKind, subjectId: string | undefined) {
  const about = subjectId === undefined ? {} : { subjectIds: { has: subjectId } };
  return { countyId, kind, state: { in: ['PLANNED' as const, 'REFUSED' as const] }, ...about };
}

const inOrder = [{ onDay: 'asc' as const }, { madeAt: 'asc' as const }, { id: 'asc' as const }];

/**
 * Takes back what waits for its day, or puts aside what was refused.
 *
 * @throws DubanError NOT_FOUND where it has been made or was taken back.
 */
export async function takeBack(
  tx: Tx,
  countyId: string,
  kind: PlannedChangeKind,
  id: string,
  subjectId?: string,
): Promise<PlannedChange> {
  const [row] = await tx.plannedChange.updateManyAndReturn({
    where: { id, ...open(countyId, kind, subjectId) },
    data: { state: 'CANCELLED' },
  });
  if (row) return row;
  throw takenBack();
}

export function takenBack(): DubanError {
  return new DubanError('NOT_FOUND', {
    zh: '这次修改已经生效或已经撤回',
    en: 'This change has taken effect or was taken back',
  });
}

/** Makes one change as whoever put it down, whose decision it stays, on the business day of the actor. */
type Make = (tx: Tx, planned: PlannedChange, actor: Actor) => Promise<unknown>;

/** Writes the trail of one that is not possible any more: it is the day that refuses it, nobody does. */
type Refuse = (tx: Tx, planned: PlannedChange, refused: Refused) => Promise<unknown>;

export interface Refused {
  /** The day on which it was tried. */
  day: Day;
  /** As the trail keeps it. */
  refusal: { zh: string; en: string };
}

/** Makes what was put down for `day` or earlier, each in a transaction of its own, in the order of their days. */
export async function makePlanned(
  db: Db,
  countyId: string,
  kind: PlannedChangeKind,
  day: Day,
  { make, refuse }: { make: Make; refuse: Refuse },
): Promise<void> {
  const due = await db.plannedChange.findMany({
    where: { countyId, kind, state: 'PLANNED', onDay: { lte: day } },
    orderBy: inOrder,
  });
  for (const planned of due) {
    try {
      await db.$transaction((tx) => makeOne(tx, planned, day, make), SAVING);
    } catch (error) {
      if (!(error instanceof DubanError)) throw error;
      const { zh, en } = error.userMessage;
      await db.$transaction(async (tx) => {
        const { count } = await tx.plannedChange.updateMany({
          where: { id: planned.id, state: 'PLANNED' },
          data: { state: 'REFUSED', refusal: toJson({ zh, en }) },
        });
        if (count > 0) await refuse(tx, planned, { day, refusal: { zh, en } });
      });
    }
  }
}

async function makeOne(tx: Tx, planned: PlannedChange, day: Day, make: Make): Promise<void> {
  const { id, countyId, madeById, madeBy } = planned;
  const { count } = await tx.plannedChange.updateMany({ where: { id, state: 'PLANNED' }, data: { state: 'MADE' } });
  if (count === 0) return;
  const { personId } = await tx.account.findUniqueOrThrow({ where: { id: madeById } });
  await make(tx, planned, { accountId: madeById, personId, personName: madeBy, countyId, posts: [], businessDay: day });
}
