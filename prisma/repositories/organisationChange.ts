import { DubanError, type UserMessage } from '../../domain/errors.ts';
import type { Db, Tx } from '../client.ts';
import { type Actor, by } from './actor.ts';
import { recordEvent } from './audit.ts';

/** One change of the organisation: a transaction that also writes the trail. */
export async function change<T>(
  db: Db,
  actor: Actor,
  data: Record<string, string | null>,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return db.$transaction(async (tx) => {
    const result = await work(tx);
    await recordEvent(tx, {
      countyId: actor.countyId,
      kind: 'ORGANISATION_CHANGED',
      businessDay: actor.businessDay,
      ...by(actor),
      data,
    });
    return result;
  });
}

/** @throws DubanError CONFLICT where something of that name was found. */
export async function refuseTaken(found: Promise<{ name: string } | null>): Promise<void> {
  const taken = await found;
  if (!taken) return;
  const message: UserMessage = { zh: `已有“${taken.name}”`, en: `“${taken.name}” exists already` };
  throw new DubanError('CONFLICT', message, { problems: [{ pointer: '/name', message }] });
}

/** @throws DubanError NOT_FOUND where nothing was changed. */
export async function requireOne(changed: Promise<{ count: number }>): Promise<void> {
  if ((await changed).count === 0) throw organisationNotFound();
}

export function organisationNotFound(): DubanError {
  return new DubanError('NOT_FOUND', { zh: '没有找到', en: 'Not found' });
}

/** @throws DubanError VALIDATION at `pointer` where one of the units is not the county's. */
export async function requireUnits(tx: Tx, countyId: string, ids: string[], pointer = '/unitIds'): Promise<void> {
  const found = await tx.unit.count({ where: { id: { in: ids }, countyId } });
  if (found === new Set(ids).size) return;
  const message = { zh: '所选单位不存在', en: 'A chosen unit does not exist' };
  throw new DubanError('VALIDATION', message, { problems: [{ pointer, message }] });
}
