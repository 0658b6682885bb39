import type { Client } from '@temporalio/client';
import { pino } from 'pino';
import { type Relay, startRelay } from '../../activities/relay.ts';
import { appendEvents } from '../../prisma/repositories/outbox.ts';
import { freshCounty } from '../support/bed.ts';
import { eventually } from '../support/engine.ts';
import { buildPlan } from '../support/plan.ts';

const bed = freshCounty();
let relay: Relay;
afterEach(() => relay.stop());

/** A server that takes signals for all instances but those in `refused`; what it took stands in `taken`. */
function serverRefusing(refused: ReadonlySet<string>): { client: Client; taken: string[] } {
  const taken: string[] = [];
  const answers = { workflowService: { getSystemInfo: async () => ({}) } };
  const workflow = {
    start: async () => undefined,
    signalWithStart: async (_type: string, { workflowId }: { workflowId: string }) => {
      if (refused.has(workflowId)) throw new Error('the history of this one is full');
      taken.push(workflowId);
    },
  };
  const client = { ...answers, workflow, withDeadline: (_until: number, call: () => Promise<unknown>) => call() };
  return { client: client as unknown as Client, taken };
}

it('what the server does not take for one instance keeps no other back, and is not sent twice to those', async () => {
  const { finance, water, school } = bed.county.units;
  await buildPlan(bed.db, bed.county, {
    measures: [finance, water, school].map(({ name }) => ({ leads: [name] })),
  });
  const ids = (await bed.db.processInstance.findMany({ where: { status: 'RUNNING' } })).map(({ id }) => id);
  const [refusedId = '', ...others] = ids;
  await bed.db.$transaction((tx) =>
    appendEvents(
      tx,
      ids.map((instanceId) => ({
        ...{ instanceId, wake: true },
        events: [{ type: 'factsChanged', facts: { n: 1 }, day: '2020-03-02' }],
      })),
    ),
  );
  const refused = new Set([refusedId]);
  const { client, taken } = serverRefusing(refused);
  relay = await startRelay({
    ...{ db: bed.db, databaseUrl: bed.url, client, taskQueue: 'none', logger: pino({ level: 'silent' }) },
  });
  const waiting = () => bed.db.outbox.groupBy({ by: ['instanceId'], where: { deliveredAt: null } });
  await eventually(async () => (await waiting()).length === 1, 'all others are told');
  expect((await waiting()).map((row) => row.instanceId)).toEqual([refusedId]);
  expect([...taken].sort()).toEqual([...others].sort());

  refused.clear();
  await eventually(async () => (await waiting()).length === 0, 'the last is told, too');
  expect([...taken].sort()).toEqual([...ids].sort());
});

it('neither thousands of refused events of one instance nor many refused instances hold up those that came later', async () => {
  const { finance, water } = bed.county.units;
  const measures = Array.from({ length: 40 }, () => ({ leads: [finance.name] }));
  await buildPlan(bed.db, bed.county, { measures: [...measures, { leads: [water.name] }] });
  const ids = (await bed.db.processInstance.findMany({ where: { status: 'RUNNING' } })).map(({ id }) => id);
  const others = ids.splice(-2);
  const factsOf = (instanceId: string, n: number) => ({
    ...{ instanceId, wake: true },
    events: Array.from({ length: n }, () => ({ type: 'factsChanged' as const, facts: { n: 1 }, day: '2020-03-02' })),
  });
  await bed.db.$transaction((tx) => appendEvents(tx, [factsOf(ids[0] ?? '', 2500)]));
  await bed.db.$transaction((tx) =>
    appendEvents(
      tx,
      ids.slice(1).map((id) => factsOf(id, 1)),
    ),
  );
  await bed.db.$transaction((tx) =>
    appendEvents(
      tx,
      others.map((id) => factsOf(id, 1)),
    ),
  );
  const refused = new Set(ids);
  const { client, taken } = serverRefusing(refused);
  relay = await startRelay({
    ...{ db: bed.db, databaseUrl: bed.url, client, taskQueue: 'none', logger: pino({ level: 'silent' }) },
  });
  await eventually(async () => taken.length === others.length, 'those that came later are told');
  expect([...taken].sort()).toEqual([...others].sort());

  refused.clear();
  const waiting = () => bed.db.outbox.count({ where: { deliveredAt: null } });
  await eventually(async () => (await waiting()) === 0, 'all are told');
  expect(taken.filter((id) => id === ids[0])).toHaveLength(25);
});
