import { fireTimers } from '../../prisma/repositories/round.ts';
import { submitWorkItem } from '../../prisma/repositories/workItems.ts';
import { boundary, callActivity, diagram, endEvent, flow, startEvent, userTask } from '../domain/process/diagram.ts';
import { freshCounty } from '../support/bed.ts';
import { actorOf, setDay } from '../support/county.ts';
import { breaches } from '../support/invariants.ts';
import { buildPlan, itemOf, itemsOf } from '../support/plan.ts';
import { settle } from '../support/settle.ts';

/** Another process is called, and given up on the third working day. */
const CALLING = diagram(
  startEvent(),
  callActivity('called', 'fillGroup'),
  boundary('late', 'called', true, 'opened+3wd'),
  userTask('after', { kind: 'CLOSE' }),
  userTask('instead', { kind: 'DECIDE' }),
  endEvent(),
  flow('start', 'called'),
  flow('called', 'after'),
  flow('after', 'end'),
  flow('late', 'instead'),
  flow('instead', 'end'),
);

const bed = freshCounty({ measureBpmn: CALLING });

async function launch() {
  const { measureIds } = await buildPlan(bed.db, bed.county, {
    measures: [{ leads: [bed.county.units.finance.name] }],
    periods: [],
    years: [],
  });
  await settle(bed.db);
  const measureId = measureIds[0] ?? '';
  const open = async () => (await itemsOf(bed.db, { measureId, state: 'OPEN' })).map((item) => item.elementId);
  const called = () => bed.db.processInstance.findFirstOrThrow({ where: { measureId, parentKey: { not: null } } });
  return { measureId, open, called };
}

it('a called process runs for the measure, and its caller goes on when it ends', async () => {
  const { measureId, open, called } = await launch();
  expect(await open()).toEqual(['fill']);
  const office = await actorOf(bed.db, bed.county.posts.office);
  await submitWorkItem(bed.db, office, { id: (await itemOf(bed.db, { measureId, kind: 'FILL' })).id, text: '已办' });
  await settle(bed.db);
  expect(await called()).toMatchObject({ status: 'COMPLETED' });
  expect(await open()).toEqual(['after']);
  expect(await breaches(bed.db)).toEqual([]);
});

it('a call that is interrupted withdraws the called process: nothing of it stays open', async () => {
  const { measureId, open, called } = await launch();
  await setDay(bed.db, bed.county.id, '2020-03-05');
  expect(await fireTimers(bed.db, bed.county.id, '2020-03-05')).toBe(1);
  await settle(bed.db);
  expect(await open()).toEqual(['instead']);
  expect(await called()).toMatchObject({ status: 'WITHDRAWN' });
  expect((await itemOf(bed.db, { measureId, kind: 'FILL' })).state).toBe('CANCELLED');
  expect(await breaches(bed.db)).toEqual([]);
});
