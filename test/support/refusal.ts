import { DubanError, type ErrorCode } from '../../domain/errors.ts';

/** The refusal that `action` must end in; anything else fails the test. */
export async function refusal(action: Promise<unknown>, code: ErrorCode): Promise<DubanError> {
  const outcome = await action.then(
    () => 'it went through',
    (error: unknown) => error,
  );
  if (outcome instanceof DubanError && outcome.code === code) return outcome;
  throw new Error(`expected ${code}, got ${outcome instanceof Error ? outcome.stack : String(outcome)}`);
}
