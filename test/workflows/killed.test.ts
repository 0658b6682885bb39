import { Client, Connection } from '@temporalio/client';
import { beginClockMove, clockState } from '../../prisma/repositories/clock.ts';
import { workflowIds } from '../../workflows/messages.ts';
import { freshCounty } from '../support/bed.ts';
import { actorOf } from '../support/county.ts';
import { buildPlan } from '../support/plan.ts';
import { temporalAddress, uniqueTaskQueue } from '../support/temporal.ts';
import { gone, workerProcesses } from '../support/workerProcess.ts';

const bed = freshCounty();
const workers = workerProcesses();

it('a worker killed between the server’s 250 and its own mark: another sends the same Message-IDs and goes on', async () => {
  const { finance, water, school } = bed.county.units;
  await buildPlan(bed.db, bed.county, { measures: [{ leads: [finance.name, water.name, school.name] }] });
  const taskQueue = uniqueTaskQueue();
  const first = await workers.start(bed.url, taskQueue);
  const { sink } = workers;
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
  await gone(first);
  const before = sink.mails.length;
  expect(before).toBeGreaterThan(0);
  expect(await bed.db.digest.count({ where: { state: 'CLAIMED' } })).toBeGreaterThan(0);

  sink.behave(() => 'take');
  await workers.start(bed.url, taskQueue);
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
