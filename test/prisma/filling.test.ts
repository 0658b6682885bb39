import { submitWorkItem } from '../../prisma/repositories/workItems.ts';
import { freshCounty } from '../support/bed.ts';
import { actorOf } from '../support/county.ts';
import { buildPlan, itemOf, itemsOf } from '../support/plan.ts';
import { refusal } from '../support/refusal.ts';
import { playDay, settle } from '../support/settle.ts';

const bed = freshCounty();
const GROUP = '领导小组成员单位';

async function launch() {
  const { finance } = bed.county.units;
  return buildPlan(bed.db, bed.county, {
    measures: [
      { title: '甲', leads: [finance.name], supporting: [GROUP] },
      { title: '乙', responsible: [GROUP] },
      { title: '丙', leads: [finance.name] },
    ],
    groups: { [GROUP]: { members: [], pending: true } },
  });
}

const kindsOf = async (unitId: string) =>
  (await itemsOf(bed.db, { unitId, state: 'OPEN' })).map((item) => item.kind).sort();

it('a group launched without members is an item of the office; named, they take their part wherever it stands', async () => {
  const { measureIds } = await launch();
  const { water, school, finance, office } = bed.county.units;
  const item = await itemOf(bed.db, { kind: 'FILL' });
  expect(item).toMatchObject({ holderKind: 'OFFICE', unitId: office.id, dueOn: '2020-03-09', state: 'OPEN' });
  const actor = await actorOf(bed.db, bed.county.posts.office);
  await submitWorkItem(bed.db, actor, {
    id: item.id,
    text: '成员单位名单见通知',
    fields: { unitIds: [water.id, school.id, finance.id] },
  });
  await settle(bed.db);
  const parts = await bed.db.assignment.findMany({
    where: { measureId: { in: measureIds } },
    include: { unit: true, measure: true },
  });
  const said = parts.map((part) =>
    `${part.measure.title} ${part.unit.name} ${part.role} ${part.groupName ?? ''}`.trim(),
  );
  expect(said.sort()).toEqual(
    [
      ...['甲 县财政局 LEAD', `甲 县水利局 SUPPORTING ${GROUP}`, `甲 县教育局 SUPPORTING ${GROUP}`],
      ...[`乙 县水利局 RESPONSIBLE ${GROUP}`, `乙 县教育局 RESPONSIBLE ${GROUP}`, `乙 县财政局 RESPONSIBLE ${GROUP}`],
      '丙 县财政局 LEAD',
    ].sort(),
  );
  expect(await kindsOf(water.id)).toEqual(['CONFIRM', 'PLAN', 'SIGN']);
  const group = await bed.db.unitGroup.findFirstOrThrow({ where: { name: GROUP }, include: { members: true } });
  expect(group.members.map((member) => member.unitId).sort()).toEqual([water.id, school.id, finance.id].sort());
  expect(await itemsOf(bed.db, { kind: 'FILL', state: 'OPEN' })).toEqual([]);
  await playDay(bed.db, bed.county.id, '2020-06-01');
  expect(await itemsOf(bed.db, { measureId: measureIds[1], kind: 'REPORT' })).toHaveLength(3);
});

it('text alone closes it: the group stays empty, with the reason', async () => {
  const { measureIds } = await launch();
  const item = await itemOf(bed.db, { kind: 'FILL' });
  await submitWorkItem(bed.db, await actorOf(bed.db, bed.county.posts.office), {
    id: item.id,
    text: '由各牵头单位自行联系',
  });
  await settle(bed.db);
  expect(await itemsOf(bed.db, { kind: 'FILL', state: 'OPEN' })).toEqual([]);
  expect(await bed.db.assignment.count({ where: { measureId: measureIds[1] } })).toBe(0);
});

it('a unit that is not the county’s is refused, and nothing is changed', async () => {
  await launch();
  const item = await itemOf(bed.db, { kind: 'FILL' });
  const office = await actorOf(bed.db, bed.county.posts.office);
  await refusal(
    submitWorkItem(bed.db, office, { id: item.id, text: '名单', fields: { unitIds: ['nobody'] } }),
    'VALIDATION',
  );
  expect((await itemOf(bed.db, { kind: 'FILL' })).state).toBe('OPEN');
});
