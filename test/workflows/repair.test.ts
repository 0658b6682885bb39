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

it('sees workers, queues and missing workflows, and begins a workflow anew from its row', async () => {
  const leads = [bed.county.units.finance.name];
  const { measureIds } = await buildPlan(bed.db, bed.county, { measures: [{ leads, deadline: '2020-11-30' }] });
  const { id } = await bed.db.processInstance.findFirstOrThrow({ where: { measureId: measureIds[0] ?? '' } });
  await bed.db.processInstance.updateMany({ data: { createdAt: new Date('2020-01-01T00:00:00Z') } });
  const { client, taskQueue } = engine;
  const faults: unknown[] = [];
  const parts = createEngineParts({ client, db: bed.db, namespace: 'default', taskQueue }, (error) =>
    faults.push(error),
  );
  expect(await parts.look(bed.county.id)).toMatchObject({ schedule: null });
  expect((await parts.look(bed.county.id))?.lost).toContain(id);

  await engine.start();
  await eventually(async () => (await parts.look(bed.county.id))?.lost.length === 0, 'all workflows are listed');
  const seen = await eventually(async () => {
    const view = await parts.look(bed.county.id);
    return view?.queues.every((queue) => queue.workers > 0) ? view : null;
  }, 'both queues have a worker');
  expect(seen.queues.map((queue) => queue.kind)).toEqual(['workflow', 'activity']);
  await settled(bed.db);

  const before = (await client.workflow.getHandle(id).describe()).runId;
  expect(await parts.restart(id)).toBe(true);
  const after = await client.workflow.getHandle(id).describe();
  expect(after.runId).not.toBe(before);
  expect(after.status.name).toBe('RUNNING');
  expect(faults).toEqual([]);
});
