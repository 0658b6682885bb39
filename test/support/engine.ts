import { Client, WorkflowNotFoundError } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { pino } from 'pino';
import { workflowBundle } from '../../activities/bundle.ts';
import { compression } from '../../activities/compression.ts';
import { createActivities } from '../../activities/index.ts';
import type { Mailer } from '../../activities/mail/mailer.ts';
import { type Relay, startRelay } from '../../activities/relay.ts';
import { createDb, type Db } from '../../prisma/client.ts';
import { temporalAddress, uniqueTaskQueue } from './temporal.ts';

/** A mailer that finds nothing to object to. */
export const silentMailer: Mailer = {
  connections: 1,
  compose: () => ({ subject: '', text: '', html: '', attachments: [] }),
  sendDigest: ({ person }) => Promise.resolve({ state: 'SENT', toAddress: person.email ?? '', subject: '' }),
  check: async () => null,
  close: () => undefined,
};

export interface Engine {
  client: Client;
  taskQueue: string;
  /** Worker and relay, as the worker process runs them; one after the other, any number of times. */
  start(options?: { relay?: boolean }): Promise<void>;
  stop(): Promise<void>;
  /** Ends the workflow of every instance, as if the server had never known it. */
  loseStore(): Promise<void>;
  close(): Promise<void>;
}

let quiet = false;

/**
 * The worker's native part does not always end its polling on a very busy machine: nothing is under way any more, and
 * what a test shows has been shown. Such a worker is left to the end of the process, as a killed one would be.
 */
const FORCED = /GracefulShutdownPeriodExpired|execution context should have been disposed/;

/** The engine in this process against the test run's Temporal server, on a task queue of its own. */
export async function createEngine(url: string, mailer: Mailer = silentMailer): Promise<Engine> {
  if (!quiet)
    Runtime.install({
      logger: new DefaultLogger('ERROR'),
      shutdownSignals: [],
      telemetryOptions: { logging: { filter: 'off' } },
    });
  quiet = true;
  const db: Db = createDb(url);
  const connection = await NativeConnection.connect({ address: temporalAddress() });
  const client = new Client({ connection, dataConverter: { payloadCodecs: [compression] } });
  const taskQueue = uniqueTaskQueue();
  let forced = false;
  let running: { worker: Worker; done: Promise<void>; relay: Relay | null } | null = null;

  async function stop(): Promise<void> {
    if (!running) return;
    const { worker, done, relay } = running;
    running = null;
    worker.shutdown();
    await done.catch((error: unknown) => {
      if (!FORCED.test(String(error))) throw error;
      forced = true;
    });
    await relay?.stop();
  }

  return {
    client,
    taskQueue,
    async start({ relay = true } = {}) {
      const worker = await Worker.create({
        connection,
        taskQueue,
        workflowBundle: await workflowBundle(),
        dataConverter: { payloadCodecs: [compression] },
        activities: createActivities({ db, mailer, client, taskQueue }),
        workflowThreadPoolSize: 1,
        stickyQueueScheduleToStartTimeout: '500ms',
        shutdownForceTime: '10 seconds',
      });
      running = {
        worker,
        done: worker.run(),
        relay: relay
          ? await startRelay({ db, databaseUrl: url, client, taskQueue, logger: pino({ level: 'silent' }) })
          : null,
      };
    },
    stop,
    async loseStore() {
      const instances = await db.processInstance.findMany({ select: { id: true } });
      for (const { id } of instances) {
        await client.workflow
          .getHandle(id)
          .terminate('the store is lost')
          .catch((error: unknown) => {
            if (!(error instanceof WorkflowNotFoundError)) throw error;
          });
      }
    },
    async close() {
      await stop();
      // A worker that was stopped by force holds its connection to the end of the process.
      if (!forced) await connection.close();
      await db.$disconnect();
    },
  };
}

/** Waits until `check` gives something, or fails. */
export async function eventually<T>(
  check: () => Promise<T | null | undefined | false>,
  what: string,
  seconds = 120,
): Promise<T> {
  const until = Date.now() + seconds * 1000;
  for (;;) {
    const found = await check();
    if (found) return found;
    if (Date.now() > until) throw new Error(`${what}: not within ${seconds} s`);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

/** Waits until no instance is behind its events, as the round does. */
export function settled(db: Db, seconds?: number): Promise<true> {
  return eventually(
    async () =>
      (await db.processInstance.count({
        where: { status: 'RUNNING', consumedUpTo: { lt: db.processInstance.fields.wakeSeq } },
      })) === 0,
    'every instance has caught up',
    seconds,
  );
}
