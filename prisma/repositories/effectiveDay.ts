import { DubanError } from '../../domain/errors.ts';
import type { Day } from '../../domain/process/types.ts';

/**
 * The day from which a change counts: the one that was chosen, today where none was.
 *
 * @param field The field of the request that names it.
 * @throws DubanError VALIDATION where it has passed.
 */
export function effectiveDay(today: Day, chosen: Day | undefined, field = 'fromDay'): Day {
  if (chosen === undefined || chosen >= today) return chosen ?? today;
  const message = { zh: '生效日期不能早于今天', en: 'It takes effect today or later' };
  throw new DubanError('VALIDATION', message, { problems: [{ pointer: `/${field}`, message }] });
}
