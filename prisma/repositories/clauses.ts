import { DubanError } from '../../domain/errors.ts';
import type { Db, Tx } from '../client.ts';
import { type Actor, by } from './actor.ts';
import { recordEvent } from './audit.ts';
import { type CountyDay, loadCountyDay } from './clock.ts';

/**
 * Settles a clause of a plan that no process carries out (待安排): the office writes how it is arranged. An empty
 * arrangement opens it again.
 *
 * @throws DubanError NOT_FOUND where the plan has no such clause.
 */
export function arrangeClause(db: Db, actor: Actor, input: Arrange): Promise<void> {
  return db.$transaction(async (tx) => arrangeIn(tx, await loadCountyDay(tx, actor.countyId), actor, input));
}

interface Arrange {
  planId: string;
  clauseId: string;
  arrangement: string;
}

/** The same in the caller's transaction. */
export async function arrangeIn(
  tx: Tx,
  county: CountyDay,
  actor: Actor,
  { planId, clauseId, arrangement }: Arrange,
): Promise<void> {
  const arranged = arrangement !== '';
  const { count } = await tx.planClause.updateMany({
    where: { id: clauseId, planId, plan: { countyId: actor.countyId } },
    data: arranged
      ? { state: 'ARRANGED', arrangement, arrangedBy: actor.personName, arrangedOn: county.today }
      : { state: 'TO_ARRANGE', arrangement: null, arrangedBy: null, arrangedOn: null },
  });
  if (count === 0) throw new DubanError('NOT_FOUND', { zh: '没有找到这项要求', en: 'There is no such clause' });
  await recordEvent(tx, {
    ...{ countyId: actor.countyId, kind: 'CLAUSE_ARRANGED', businessDay: county.today, planId },
    ...{ ...by(actor), data: { clauseId, arrangement } },
  });
}
