import type { Client } from '@temporalio/client';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { type Activities, createActivities } from '../../activities/index.ts';
import { createMailer, type Mailer } from '../../activities/mail/mailer.ts';
import { MAIL_ATTEMPTS } from '../../activities/mail/pending.ts';
import type { Day } from '../../domain/process/types.ts';
import type { Db } from '../../prisma/client.ts';

export function mailerTo(smtpUrl: string, options: { timeoutMs?: number } = {}): Mailer {
  return createMailer({ ...options, smtpUrl, mailFrom: 'duban@duban.example', publicUrl: 'http://127.0.0.1:3000' });
}

/** A client that refuses every call: for activities that must not need the Temporal server. */
const noClient = new Proxy({} as Client, {
  get: (_, name) => {
    throw new Error(`client.${String(name)} was asked for`);
  },
});

/** Runs single activities as a worker would, at the given attempt. */
export function activityRunner(
  db: Db,
  mailer: Mailer,
  now?: () => Date,
): <N extends keyof Activities>(
  name: N,
  input: Parameters<Activities[N]>[0],
  attempt?: number,
) => Promise<Awaited<ReturnType<Activities[N]>>> {
  const activities = createActivities({
    db,
    mailer,
    client: noClient,
    taskQueue: 'none',
    settlePatienceMs: 300,
    ...(now ? { now } : {}),
  });
  return (name, input, attempt = 1) =>
    new MockActivityEnvironment({ attempt }, { logger: new DefaultLogger('ERROR') }).run(
      activities[name] as (arg: unknown) => Promise<never>,
      input,
    );
}

/** Sends like the workflow's retry does, without its pauses. */
export async function sendUntilDone(
  run: ReturnType<typeof activityRunner>,
  countyId: string,
  between: (failedAttempt: number) => Promise<void> = () => Promise.resolve(),
): Promise<number> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await run('sendDigests', { countyId }, attempt);
      return attempt;
    } catch (error) {
      if (attempt >= MAIL_ATTEMPTS) throw error;
      await between(attempt);
    }
  }
}

/** The round of a day from its beginning to its end, as the workflow asks for it. */
export async function playRound(run: ReturnType<typeof activityRunner>, countyId: string, day: Day): Promise<void> {
  await run('beginDay', { countyId, day });
  await run('claimDay', { countyId, day });
  await sendUntilDone(run, countyId);
  await run('finishRound', { countyId, day });
}
