import { closeMatter, openMatter } from '../../prisma/repositories/matters.ts';
import { publishDefinition } from '../../prisma/repositories/setup.ts';
import { submitWorkItem } from '../../prisma/repositories/workItems.ts';
import { chain, diagram, endEvent, loop, startEvent } from '../domain/process/diagram.ts';
import { freshCounty } from '../support/bed.ts';
import { actorOf } from '../support/county.ts';
import { createEngine, type Engine, eventually, settled } from '../support/engine.ts';
import { breaches } from '../support/invariants.ts';
import { itemsOf } from '../support/plan.ts';

const RECTIFY = diagram(
  startEvent(),
  `<bpmn:userTask id="rectify" name="整改" duban:kind="COORDINATE" duban:holder="memberUnit" duban:due="deadline" duban:ladderUpTo="REFER">${loop('answerableUnits')}</bpmn:userTask>`,
  '<bpmn:userTask id="strikeOff" name="销号" duban:kind="CLOSE" duban:holder="office" duban:due="opened+3wd"/>',
  endEvent(),
  chain('start', 'rectify', 'strikeOff', 'end'),
);

const bed = freshCounty();
let engine: Engine;
beforeEach(async () => {
  engine = await createEngine(bed.url);
});
afterEach(() => engine.close());

it('a matter runs on Temporal from its opening to its close, the worker stopped and started in between', async () => {
  const { db, county } = bed;
  const { finance, water } = county.units;
  const versionId = await db.$transaction((tx) =>
    publishDefinition(tx, county.id, { key: 'rectify', name: '问题整改', bpmnXml: RECTIFY }),
  );
  const office = await actorOf(db, county.posts.office);
  const row = (title: string, unitId: string) => ({
    ...{ title, demand: '', leaderPostId: null, deadlineOn: null, units: [{ unitId, role: 'RESPONSIBLE' as const }] },
  });
  const { id } = await openMatter(db, office, {
    ...{ title: '巡察整改', purpose: '巡察反馈', versionId, aboutPlanId: null, units: [], leaderPostId: null },
    ...{ deadlineOn: '2020-03-31', rows: [row('一', finance.id), row('二', water.id)] },
  });
  const open = await itemsOf(db, { planId: id, state: 'OPEN' });
  expect(open.map(({ dueOn }) => dueOn)).toEqual(['2020-03-31', '2020-03-31']);

  await engine.start();
  await eventually(async () => (await db.plan.findFirst())?.state === 'RUNNING', 'the rollout has ended');
  for (const item of open) {
    const head = [finance, water].find((unit) => unit.id === item.unitId)?.head ?? '';
    await submitWorkItem(db, await actorOf(db, head), { id: item.id, text: '已整改' });
  }
  await engine.stop();
  await engine.start();
  await eventually(
    async () => (await itemsOf(db, { planId: id, state: 'OPEN' })).length === 2,
    'both rows are to be struck off',
  );
  await expect(closeMatter(db, office, { id, conclusion: '全部整改' })).rejects.toMatchObject({ code: 'CONFLICT' });
  for (const item of await itemsOf(db, { planId: id, state: 'OPEN' })) {
    await submitWorkItem(db, office, { id: item.id, text: '同意销号' });
  }
  await settled(db);
  const instances = await db.processInstance.findMany({ where: { planId: id } });
  expect(instances.map(({ status }) => status)).toEqual(['COMPLETED', 'COMPLETED']);
  for (const instance of instances) {
    await eventually(
      async () => (await engine.client.workflow.getHandle(instance.id).describe()).status.name === 'COMPLETED',
      'its workflow has ended',
    );
  }
  await closeMatter(db, office, { id, conclusion: '全部整改' });
  expect(await db.plan.findUniqueOrThrow({ where: { id } })).toMatchObject({ kind: 'MATTER', state: 'CLOSED' });
  expect(await db.measure.count({ where: { planId: id, state: 'CLOSED' } })).toBe(2);
  expect(await db.auditEvent.count({ where: { planId: id, kind: 'WORK_ITEM_OPENED' } })).toBe(4);
  expect(await breaches(db)).toEqual([]);
});
