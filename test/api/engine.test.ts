import { createEngine } from '../../api/engine.ts';

const secondsAgo = (seconds: number) => ({ lastAccessTime: { seconds: Math.floor(Date.now() / 1000) - seconds } });

/** A Temporal that remembers these workers; each answer is given within the time that was left for it. */
function engineOf(pollers: object[], answers = true) {
  const leftMs: number[] = [];
  const client = {
    connection: {
      withDeadline: (deadline: number, work: () => Promise<unknown>) => {
        leftMs.push(deadline - Date.now());
        return answers ? work() : Promise.reject(new Error('deadline exceeded'));
      },
    },
    workflowService: { describeTaskQueue: async () => ({ pollers, stats: {} }) },
    schedule: {
      getHandle: () => ({ describe: async () => ({ state: { paused: false }, info: { nextActionTimes: [] } }) }),
    },
  };
  const db = { processInstance: { findMany: async () => [] } };
  const engine = createEngine({ client, db, namespace: 'default', taskQueue: 'q' } as never, () => undefined);
  return { engine, leftMs };
}

it('a worker that was killed is remembered by the server for minutes, and not counted', async () => {
  const { engine } = engineOf([secondsAgo(1), secondsAgo(200)]);
  expect(await engine.workers()).toBe(1);
  expect(await engine.look('county')).toMatchObject({ queues: [{ workers: 1 }, { workers: 1 }] });
  expect(await engineOf([secondsAgo(200)]).engine.look('county')).toMatchObject({
    queues: [{ workers: 0 }, { workers: 0 }],
  });
});

it('a server that does not answer keeps nobody waiting for as long as its lists may take', async () => {
  const { engine, leftMs } = engineOf([], false);
  expect(await engine.look('county')).toBeNull();
  expect(leftMs).toHaveLength(1);
  expect(leftMs[0]).toBeLessThanOrEqual(3000);
});
