import { beginClockMove } from '../../prisma/repositories/clock.ts';
import { publishDefinition } from '../../prisma/repositories/setup.ts';
import { createTrigger } from '../../prisma/repositories/triggers.ts';
import { workflowIds } from '../../workflows/messages.ts';
import { chain, diagram, endEvent, loop, startEvent } from '../domain/process/diagram.ts';
import { freshCounty } from '../support/bed.ts';
import { actorOf } from '../support/county.ts';
import { createEngine, type Engine, eventually, settled } from '../support/engine.ts';
import { buildPlan, itemsOf } from '../support/plan.ts';

const CHECK = diagram(
  startEvent(),
  `<bpmn:userTask id="look" name="自查" duban:kind="COORDINATE" duban:holder="memberUnit" duban:due="opened+5wd">${loop('answerableUnits')}</bpmn:userTask>`,
  endEvent(),
  chain('start', 'look', 'end'),
);

const bed = freshCounty();
let engine: Engine;
beforeEach(async () => {
  engine = await createEngine(bed.url);
});
afterEach(() => engine.close());

it('the clock stops on the day of a schedule, its process begins there once and runs on Temporal', async () => {
  const { db, county } = bed;
  const leads = [county.units.finance.name];
  const { planId } = await buildPlan(db, county, { measures: [{ leads, deadline: '2020-11-30' }] });
  await db.$transaction((tx) => publishDefinition(tx, county.id, { key: 'check', name: '每月自查', bpmnXml: CHECK }));
  const { id: definitionId } = await db.processDefinition.findFirstOrThrow({ where: { key: 'check' } });
  const office = await actorOf(db, county.posts.office);
  const cadence = { every: 'WEEK', on: 4, month: null } as const;
  const triggerId = await createTrigger(db, office, {
    definitionId,
    planId,
    note: '每周自查',
    when: { cadence },
    matter: null,
  });
  const { nextOn } = await db.processTrigger.findUniqueOrThrow({ where: { id: triggerId } });

  await engine.start();
  await eventually(async () => (await db.plan.findFirst())?.state === 'RUNNING', 'the rollout has ended');
  await beginClockMove(db, office, nextOn ?? '');
  const move = await engine.client.workflow.start('moveClock', {
    workflowId: `${workflowIds.moveClock(county.id)}-${planId}`,
    taskQueue: engine.taskQueue,
    args: [{ countyId: county.id, to: nextOn }],
  });
  await move.result();
  await settled(db);

  expect(await db.triggerOccurrence.findMany()).toMatchObject([
    { triggerId, key: nextOn, state: 'BEGUN', detail: '1' },
  ]);
  const run = await db.processInstance.findFirstOrThrow({ where: { runId: { not: null } } });
  const looks = (await itemsOf(db, { state: 'OPEN' })).filter((item) => item.elementId === 'look');
  expect(looks).toMatchObject([{ instanceId: run.id, openedOn: nextOn }]);
  const stands = (workflowId: string) =>
    engine.client.workflow
      .getHandle(workflowId)
      .describe()
      .then(
        ({ status }) => status.name,
        () => null,
      );
  await eventually(async () => (await stands(run.id)) === 'RUNNING', 'its workflow runs');
  await eventually(async () => (await stands(workflowIds.rollout(planId))) !== 'RUNNING', 'no rollout is under way');
});
