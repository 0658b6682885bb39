import { beginMove, readMove } from '../../prisma/repositories/instanceMoves.ts';
import { previewMove } from '../../prisma/repositories/movePreview.ts';
import { submitWorkItem } from '../../prisma/repositories/workItems.ts';
import { freshCounty } from '../support/bed.ts';
import { actorOf } from '../support/county.ts';
import { eventually, settled } from '../support/engine.ts';
import { breaches } from '../support/invariants.ts';
import { buildPlan, itemsOf } from '../support/plan.ts';
import { uniqueTaskQueue } from '../support/temporal.ts';
import { edits, publishNext } from '../support/versions.ts';
import { gone, workerProcesses } from '../support/workerProcess.ts';

const bed = freshCounty();
const workers = workerProcesses();
const MEASURES = 10;

async function handIn(kind: string, atMost = MEASURES): Promise<void> {
  const { finance } = bed.county.units;
  for (const { id } of (await itemsOf(bed.db, { kind, state: 'OPEN', unitId: finance.id })).slice(0, atMost)) {
    await submitWorkItem(bed.db, await actorOf(bed.db, finance.head), { id, text: '已办理' });
  }
}

it('ten running measures are moved once each, although the worker is killed meanwhile and units go on handing in', async () => {
  const leads = [bed.county.units.finance.name];
  const { measureIds } = await buildPlan(bed.db, bed.county, {
    measures: Array.from({ length: MEASURES }, () => ({ leads, deadline: '2020-11-30' })),
  });
  const taskQueue = uniqueTaskQueue();
  const first = await workers.start(bed.url, taskQueue);
  await handIn('SIGN', 3);
  await eventually(async () => (await bed.db.plan.findFirst())?.state === 'RUNNING', 'the rollout has ended');
  await settled(bed.db);

  const target = await publishNext(bed.db, bed.county, edits.shortSigning, edits.leaderReview);
  const admin = await actorOf(bed.db, bed.county.posts.admin);
  const { instances } = await previewMove(bed.db, admin, target.definitionId, { toVersion: target.version });
  expect(instances).toHaveLength(MEASURES);
  const moveId = await beginMove(bed.db, admin, target.definitionId, {
    ...{ toVersion: target.version, reason: '增加领导审核' },
    instances: instances.map(({ id, expected }) => ({ id, expected: expected ?? '' })),
  });
  const moved = () => bed.db.movedInstance.count({ where: { state: 'MOVED' } });
  await eventually(async () => (await moved()) > 0, 'the move has begun');
  first.kill('SIGKILL');
  await gone(first);

  await handIn('SIGN', 4);
  await workers.start(bed.url, taskQueue);
  const read = () => readMove(bed.db, admin, target.definitionId, moveId);
  await eventually(async () => (await read()).state === 'FINISHED', 'the move has ended');
  expect(await read()).toMatchObject({ moved: MEASURES, refused: 0, stopped: 0 });
  await handIn('SIGN');
  await settled(bed.db);

  expect(await bed.db.auditEvent.count({ where: { kind: 'PROCESS_MOVED' } })).toBe(MEASURES);
  const rows = await bed.db.processInstance.findMany({ where: { measureId: { in: measureIds } } });
  expect(new Set(rows.map((row) => row.definitionVersionId))).toEqual(new Set([target.id]));
  for (const measureId of measureIds) {
    expect(await itemsOf(bed.db, { measureId, kind: 'SIGN' })).toMatchObject([{ state: 'ACCEPTED' }]);
    expect(await itemsOf(bed.db, { measureId, kind: 'PLAN' })).toMatchObject([{ state: 'OPEN' }]);
  }
  expect(await breaches(bed.db)).toEqual([]);
});
