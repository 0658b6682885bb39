import { createEngine as createEngineParts } from '../../api/engine.ts';
import { freshCounty } from '../support/bed.ts';
import { createEngine, type Engine, eventually, settled } from '../support/engine.ts';
import { buildPlan } from '../support/plan.ts';

const bed = freshCounty();
let engine: Engine;
beforeEach(async () => {
  engine = await createEngine(bed.url);
});
afterEach(() => engine.close());

it('sees workers, queues and missing workflows, and starts what is missing', async () => {
  const leads = [bed.county.units.finance.name];
  const { measureIds } = await buildPlan(bed.db, bed.county, { measures: [{ leads, deadline: '2020-11-30' }] });
  const { id } = await bed.db.processInstance.findFirstOrThrow({ where: { measureId: measureIds[0] ?? '' } });
  await bed.db.processInstance.updateMany({ data: { createdAt: new Date('2020-01-01T00:00:00Z') } });
  const { client, taskQueue } = engine;
  const faults: unknown[] = [];
  const parts = createEngineParts({ client, db: bed.db, namespace: 'default', taskQueue }, (error) =>
    faults.push(error),
  );
  const look = () => parts.look(bed.county.id);
  const first = await look();
  expect(faults).toEqual([]);
  expect(first).toMatchObject({ queues: [{ workers: 0 }, { workers: 0 }] });
  expect(first?.lost).toContain(id);

  expect(await parts.begin(id)).toBe(true);
  expect(await parts.begin(id)).toBe(true);
  await eventually(async () => (await look())?.lost.includes(id) === false, 'its workflow is listed');
  await engine.start();
  await eventually(async () => (await look())?.queues.every((queue) => queue.workers > 0), 'both queues have a worker');
  const rolledOut = async () => (await bed.db.plan.findFirst())?.state === 'RUNNING';
  await eventually(rolledOut, 'the rollout has ended');
  await settled(bed.db);
  expect((await client.workflow.getHandle(id).describe()).status.name).toBe('RUNNING');
});
