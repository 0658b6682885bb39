import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { choosePort } from '../../embedded/ports.ts';
import { type SmtpSink, startSmtpSink } from './smtpSink.ts';
import { temporalAddress } from './temporal.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface WorkerProcesses {
  /** Where their mail goes. */
  readonly sink: SmtpSink;
  /** The worker process of the product, as `npm start` runs it. */
  start(databaseUrl: string, taskQueue: string): Promise<ChildProcess>;
}

async function spawnWorker(databaseUrl: string, taskQueue: string, mailboxUrl: string): Promise<ChildProcess> {
  return spawn(process.execPath, ['--import', 'tsx', 'activities/worker.ts'], {
    cwd: ROOT,
    stdio: 'ignore',
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      DUBAN_MODE: 'rehearsal',
      DATABASE_URL: databaseUrl,
      TEMPORAL_ADDRESS: temporalAddress(),
      TEMPORAL_TASK_QUEUE: taskQueue,
      MAILBOX_URL: mailboxUrl,
      SESSION_SECRET: 'abcdefghijklmnopqrstuvwxyz0123456789',
      WORKER_PORT: String(await choosePort()),
      LOG_LEVEL: 'silent',
    },
  });
}

/** Worker processes for each test of the file; what still runs is killed after it. */
export function workerProcesses(): WorkerProcesses {
  let sink: SmtpSink;
  let workers: ChildProcess[] = [];
  beforeEach(async () => {
    sink = await startSmtpSink();
  });
  afterEach(async () => {
    for (const worker of workers) worker.kill('SIGKILL');
    workers = [];
    await sink.stop();
  });
  return {
    get sink() {
      return sink;
    },
    async start(databaseUrl, taskQueue) {
      const worker = await spawnWorker(databaseUrl, taskQueue, sink.url);
      workers.push(worker);
      return worker;
    },
  };
}

/** Waits until a process that was killed is gone. */
export async function gone(worker: ChildProcess): Promise<void> {
  if (worker.exitCode === null && worker.signalCode === null) await once(worker, 'exit');
}
