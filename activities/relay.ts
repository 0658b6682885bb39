import { type Client, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import type { Logger } from 'pino';
import type { Db } from '../prisma/client.ts';
import { listen } from '../prisma/listen.ts';
import { countiesToResend } from '../prisma/repositories/mailFailures.ts';
import { advanceMoves } from '../prisma/repositories/moving.ts';
import { type Delivery, markDelivered, OUTBOX_CHANNEL, undelivered } from '../prisma/repositories/outbox.ts';
import { plansToRollOut } from '../prisma/repositories/rollout.ts';
import { beginNoted } from '../prisma/repositories/triggerRuns.ts';
import type { measureLifecycle, planRollout, resendMail } from '../workflows/index.ts';
import { eventsSignal, workflowIds } from '../workflows/messages.ts';
import { writeStaleRhythms } from './rhythms.ts';

export interface RelayDeps {
  db: Db;
  databaseUrl: string;
  client: Client;
  taskQueue: string;
  logger: Logger;
}

export interface Relay {
  /** Stops listening and waits for the delivery under way. */
  stop(): Promise<void>;
}

/** Events read at once. */
const BATCH = 1000;
/** Of these for one instance: however many it has, there is room for others, and its signal stays small. */
const BATCH_OF_ONE = 100;
/** Signals under way at once. */
const PARALLEL = 32;
/** What no notification told of is found this often. */
const POLL_MS = 2_000;
/** A call that the server does not answer is given up after this long and made again: events are numbered. */
const CALL_MS = 30_000;

/**
 * Carries events from the outbox to the workflows, starting those that have not begun. It listens for commits and looks
 * again now and then; several relays at once do no harm.
 */
export async function startRelay({ db, databaseUrl, client, taskQueue, logger }: RelayDeps): Promise<Relay> {
  let stopped = false;
  let again = false;
  let running: Promise<void> | null = null;
  let moving: Promise<void> | null = null;
  let beginning: Promise<void> | null = null;
  let writing: Promise<void> | null = null;

  async function signal({ instanceId, events }: Delivery): Promise<void> {
    await client.withDeadline(Date.now() + CALL_MS, () =>
      client.workflow.signalWithStart<typeof measureLifecycle, [{ events: Delivery['events'] }]>('measureLifecycle', {
        workflowId: workflowIds.instance(instanceId),
        taskQueue,
        args: [{ instanceId }],
        signal: eventsSignal,
        signalArgs: [{ events }],
      }),
    );
  }

  /** @throws where the server does not answer at all: many instances refused together may still be their own fault. */
  async function askServer(): Promise<void> {
    await client.withDeadline(Date.now() + CALL_MS, () => client.workflowService.getSystemInfo({}));
  }

  /**
   * What the server does not take for one instance keeps no other back: it is left out until the next time.
   *
   * @returns the fault of each instance that was left out.
   * @throws where the server is away: then nothing can go through.
   */
  async function deliverAll(): Promise<Map<string, unknown>> {
    const faults = new Map<string, unknown>();
    for (;;) {
      const deliveries = await undelivered(db, { limit: BATCH, perInstance: BATCH_OF_ONE, except: [...faults.keys()] });
      if (deliveries.length === 0 || stopped) return faults;
      for (let from = 0; from < deliveries.length; from += PARALLEL) {
        const slice = deliveries.slice(from, from + PARALLEL);
        const outcomes = await Promise.allSettled(slice.map(signal));
        await markDelivered(
          db,
          slice.filter((_, index) => outcomes[index]?.status === 'fulfilled'),
        );
        const refused = outcomes.flatMap((outcome, index) =>
          outcome.status === 'rejected' ? [[slice[index]?.instanceId ?? '', outcome.reason] as const] : [],
        );
        if (refused.length === slice.length) await askServer();
        for (const [instanceId, reason] of refused) faults.set(instanceId, reason);
      }
    }
  }

  async function drain(): Promise<void> {
    do {
      again = false;
      try {
        for (const [instanceId, error] of await deliverAll()) {
          logger.warn({ err: error, instanceId }, 'The relay could not deliver to an instance; it tries again');
        }
      } catch (error) {
        logger.warn({ err: error }, 'The relay could not deliver; it tries again');
        return;
      }
    } while (again && !stopped);
  }

  function wake(): void {
    again = true;
    running ??= drain().finally(() => {
      running = null;
      if (again && !stopped) setImmediate(wake);
    });
  }

  /** Goes on with the moves of instances that administrators have begun, for as long as some can be decided. */
  async function moveInstances(): Promise<void> {
    try {
      for (let decided = 1; decided > 0 && !stopped; ) {
        const went = await advanceMoves(db);
        decided = went.decided;
        for (const error of went.faults) logger.error({ err: error }, 'An instance was not moved; it is tried again');
      }
    } catch (error) {
      logger.warn({ err: error }, 'Instances could not be moved; it is tried again');
    }
  }

  /** Brings the schedules of rhythms that have changed in line with their rows. */
  async function writeRhythms(): Promise<void> {
    try {
      const faults = await writeStaleRhythms(db, { client, taskQueue });
      if (faults.length > 0)
        logger.warn({ err: faults[0], n: faults.length }, 'Schedules were not written; it is tried again');
    } catch (error) {
      logger.warn({ err: error }, 'Schedules could not be written; it is tried again');
    }
  }

  /** Has the mails sent that somebody asked for again; a workflow that is at it already is kept. */
  async function resendMails(): Promise<void> {
    for (const countyId of await countiesToResend(db)) {
      await client.workflow.start<typeof resendMail>('resendMail', {
        workflowId: workflowIds.resendMail(countyId),
        taskQueue,
        args: [{ countyId }],
        workflowIdConflictPolicy: 'USE_EXISTING',
      });
    }
  }

  /**
   * Begins what the rows ask for and nobody has begun: rollouts of plans, mails that go out again, and processes that
   * begin by themselves.
   */
  async function beginDue(): Promise<void> {
    try {
      await resendMails();
    } catch (error) {
      logger.warn({ err: error }, 'Mails could not be sent again; it is tried again');
    }
    try {
      for (const plan of await plansToRollOut(db)) await startRollout(client, taskQueue, plan);
    } catch (error) {
      logger.warn({ err: error }, 'A rollout could not be started; it is tried again');
    }
    try {
      const { plans, faults } = await beginNoted(db);
      for (const error of faults) logger.error({ err: error }, 'A process did not begin by itself; it is tried again');
      for (const plan of plans) await startRollout(client, taskQueue, plan);
    } catch (error) {
      logger.warn({ err: error }, 'A process that begins by itself could not be begun; it is tried again');
    }
  }

  /** What is still under way from the last time is left to it. */
  async function poll(): Promise<void> {
    wake();
    writing ??= writeRhythms().finally(() => {
      writing = null;
    });
    moving ??= moveInstances().finally(() => {
      moving = null;
    });
    beginning ??= beginDue().finally(() => {
      beginning = null;
    });
    await beginning;
  }

  const listener = await listen(databaseUrl, OUTBOX_CHANNEL, wake, (error) =>
    logger.warn({ err: error }, 'Listening broke off'),
  );
  const timer = setInterval(() => void poll(), POLL_MS);
  await poll();
  return {
    async stop() {
      stopped = true;
      clearInterval(timer);
      await listener.stop();
      await running;
      await moving;
      await beginning;
      await writing;
    },
  };
}

/** Starts the rollout of a launched plan; one that runs already is kept. */
export async function startRollout(
  client: Client,
  taskQueue: string,
  plan: { id: string; countyId: string },
): Promise<void> {
  try {
    await client.workflow.start<typeof planRollout>('planRollout', {
      workflowId: workflowIds.rollout(plan.id),
      taskQueue,
      args: [{ planId: plan.id, countyId: plan.countyId }],
      workflowIdConflictPolicy: 'USE_EXISTING',
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}
