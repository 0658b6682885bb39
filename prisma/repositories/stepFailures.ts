import { DubanError } from '../../domain/errors.ts';
import { elementOf } from '../../domain/process/keys.ts';
import type { Db } from '../client.ts';

/** An operation of a service task failed, and with it the step that asked for it. */
export class OperationFailed extends Error {
  override readonly name = 'OperationFailed';

  constructor(
    readonly effect: { key: string; operation: string },
    cause: unknown,
  ) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/**
 * A process cannot be called, and the step that asked for it cannot be taken: no version of it is published, or it is
 * in a `circle` of calls, one of those by which its caller was called.
 */
export class CallFailed extends DubanError {
  constructor(
    readonly key: string,
    readonly called: string,
    readonly circle = false,
  ) {
    super('CONFLICT', circle ? inACircle(called) : notPublished(called));
  }
}

const notPublished = (called: string) => ({
  zh: `要调用的流程“${called}”没有已发布的版本，请先发布该流程再试`,
  en: `No version of the process “${called}”, which is called here, is published; publish it and try again`,
});

const inACircle = (called: string) => ({
  zh: `流程“${called}”经过几次调用又调用到自身，会没完没了；请改流程，去掉其中一处调用`,
  en: `The process “${called}” calls itself by way of others and would never stop; take one of the calls out`,
});

const MESSAGE_LENGTH = 1000;

/** What the database said, where a failed query is told with the code that asked it; else all that the error says. */
export function messageOf(error: unknown): string {
  const message = (error instanceof Error ? error.message : String(error)).trim();
  const asked = /^Invalid `.*` invocation/.test(message);
  const told = asked ? (/Message: `([\s\S]+)`$/.exec(message)?.[1] ?? message.split('\n').at(-1)) : message;
  return (told ?? message).slice(-MESSAGE_LENGTH);
}

/**
 * Notes that a step could not be committed, outside of its transaction, which is undone. Nothing fails where the note
 * itself cannot be written: the step is tried again in any case.
 */
export async function recordStepFailure(
  db: Db,
  { instanceId, step }: { instanceId: string; step: number },
  error: unknown,
): Promise<void> {
  const operation = error instanceof OperationFailed ? error.effect : null;
  const call = error instanceof CallFailed ? error : null;
  const activityKey = operation?.key ?? call?.key ?? null;
  const row = {
    step,
    message: call?.called ?? messageOf(error),
    activityKey,
    elementId: activityKey === null ? null : elementOf(activityKey),
    operation: operation?.operation ?? null,
    circle: call?.circle ?? false,
    lastAt: new Date(),
  };
  try {
    const { count } = await db.stepFailure.updateMany({
      where: { instanceId, step },
      data: { ...row, attempts: { increment: 1 } },
    });
    if (count > 0) return;
    const fresh = { ...row, attempts: 1, firstAt: row.lastAt };
    await db.stepFailure.upsert({ where: { instanceId }, create: { instanceId, ...fresh }, update: fresh });
  } catch {
    // The database that refused the step may refuse the note, too.
  }
}
