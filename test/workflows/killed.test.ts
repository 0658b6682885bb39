import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { beginClockMove, clockState } from '../../prisma/repositories/clock.ts';
import { workflowIds } from '../../workflows/messages.ts';
import { freshCounty } from '../support/bed.ts';
import { actorOf } from '../support/county.ts';
import { buildPlan } from '../support/plan.ts';
import { type SmtpSink, startSmtpSink } from '../support/smtpSink.ts';
import { temporalAddress, uniqueTaskQueue } from '../support/temporal.ts';

const bed = freshCounty();
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
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

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return address !== null && typeof address === 'object' ? address.port : 0;
}

/** The worker process of the product, as `npm start` runs it. */
async function startWorker(taskQueue: string): Promise<ChildProcess> {
  const worker = spawn(process.execPath, ['--import', 'tsx', 'activities/worker.ts'], {
    cwd: ROOT,
    stdio: 'ignore',
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      DUBAN_MODE: 'rehearsal',
      DATABASE_URL: bed.url,
      TEMPORAL_ADDRESS: temporalAddress(),
      TEMPORAL_TASK_QUEUE: taskQueue,
      MAILBOX_URL: sink.url,
      SESSION_SECRET: 'abcdefghijklmnopqrstuvwxyz0123456789',
      WORKER_PORT: String(await freePort()),
      LOG_LEVEL: 'silent',
    },
  });
  workers.push(worker);
  return worker;
}

it('a worker killed between the server’s 250 and its own mark: another sends the same Message-IDs and goes on', async () => {
  const { finance, water, school } = bed.county.units;
  await buildPlan(bed.db, bed.county, { measures: [{ leads: [finance.name, water.name, school.name] }] });
  const taskQueue = uniqueTaskQueue();
  const first = await startWorker(taskQueue);
  sink.behave(() => {
    // The answer 250 goes out after this tick; the worker is gone before it can write what it was told.
    setImmediate(() => first.kill('SIGKILL'));
    return 'take';
  });
  const connection = await Connection.connect({ address: temporalAddress() });
  const client = new Client({ connection });
  await beginClockMove(bed.db, await actorOf(bed.db, bed.county.posts.office), '2020-03-03');
  const move = await client.workflow.start('moveClock', {
    workflowId: workflowIds.moveClock(taskQueue),
    taskQueue,
    args: [{ countyId: bed.county.id, to: '2020-03-03' }],
  });
  if (first.exitCode === null && first.signalCode === null) await once(first, 'exit');
  const before = sink.mails.length;
  expect(before).toBeGreaterThan(0);
  expect(await bed.db.digest.count({ where: { state: 'CLAIMED' } })).toBeGreaterThan(0);

  sink.behave(() => 'take');
  await startWorker(taskQueue);
  await move.result();
  const digests = await bed.db.digest.findMany();
  expect(digests.map((digest) => digest.state)).toEqual(['SENT', 'SENT', 'SENT']);
  expect(sink.mails.length).toBeGreaterThan(digests.length);
  expect(sink.messageIds()).toEqual(new Set(digests.map((digest) => digest.messageId)));
  const notices = await bed.db.notice.findMany({ where: { kind: 'OPENED' } });
  expect(new Set(notices.map((notice) => notice.workItemId)).size).toBe(notices.length);
  expect(await bed.db.dailyRound.count()).toBe(1);
  expect(await clockState(bed.db, bed.county.id)).toMatchObject({ businessDate: '2020-03-03', movingTo: null });
  await connection.close();
});
