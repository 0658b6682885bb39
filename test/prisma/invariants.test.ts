import { freshCounty } from '../support/bed.ts';
import { breaches } from '../support/invariants.ts';
import { buildPlan, itemOf } from '../support/plan.ts';

const bed = freshCounty();

/** What the random test asks of rows and processes must be able to fail. */
it('a row that was changed behind the back of its process is noticed, and a lost event', async () => {
  const { measureIds } = await buildPlan(bed.db, bed.county, {
    measures: [{ leads: [bed.county.units.finance.name] }],
  });
  expect(await breaches(bed.db)).toEqual([]);
  const sign = await itemOf(bed.db, { measureId: measureIds[0], kind: 'SIGN' });
  await bed.db.workItem.update({ where: { id: sign.id }, data: { state: 'ACCEPTED', submittedOn: '2020-03-02' } });
  expect(await breaches(bed.db)).toEqual([
    `${sign.instanceId}: waits for ${sign.key}, which is ACCEPTED`,
    `SIGN ${sign.id} (ACCEPTED): WORK_ITEM_SUBMITTED 0 times`,
  ]);
  await bed.db.processInstance.update({ where: { id: sign.instanceId }, data: { outboxSeq: 2, wakeSeq: 2 } });
  expect(await breaches(bed.db)).toContain(`${sign.instanceId}: outbox holds , not 1,2`);
});
