import {
  type ExtraDaysInput,
  listExtraDays,
  previewExtraDays,
  saveExtraDays,
} from '../../prisma/repositories/extraDayEdit.ts';
import { readWorkItem } from '../../prisma/repositories/workItemReads.ts';
import { freshCounty } from '../support/bed.ts';
import { actorOf, setDay } from '../support/county.ts';
import { buildPlan, itemOf } from '../support/plan.ts';
import { refusal } from '../support/refusal.ts';
import { playDay, playDays } from '../support/settle.ts';

const bed = freshCounty();
const admin = () => actorOf(bed.db, bed.county.posts.admin);
const unit = (key: 'finance' | 'water') => bed.county.units[key];

/** One measure of each unit. */
async function launch() {
  const { measureIds, planId } = await buildPlan(bed.db, bed.county, {
    measures: [{ leads: [unit('finance').name] }, { leads: [unit('water').name] }],
  });
  await playDay(bed.db, bed.county.id, '2020-03-02');
  const [finance = '', water = ''] = measureIds;
  return { planId, finance, water };
}

const signOf = (measureId: string) => itemOf(bed.db, { measureId, kind: 'SIGN' });
const off = (...days: string[]) => days.map((day) => ({ day, working: false, name: '系统停机' }));
const ofUnit = (days: ExtraDaysInput['days']): ExtraDaysInput => ({
  ...{ owner: { planId: null, unitId: unit('finance').id }, days },
});

async function save(input: ExtraDaysInput, reason = '单位停电检修') {
  const { version } = await previewExtraDays(bed.db, await admin(), input);
  return saveExtraDays(bed.db, await admin(), { ...input, reason, version });
}

it('a unit’s extra days off move its own due days and rungs, as the preview said, and nobody else’s', async () => {
  const { finance, water } = await launch();
  const [before, other] = [await signOf(finance), await signOf(water)];
  expect(before.dueOn).toBe('2020-03-09');
  const input = ofUnit(off('2020-03-05', '2020-03-06'));
  const preview = await previewExtraDays(bed.db, await admin(), input);
  expect(preview.changed).toMatchObject([
    { day: '2020-03-05', before: 'ordinary', after: 'holiday', name: '系统停机' },
    { day: '2020-03-06' },
  ]);
  expect(await signOf(finance)).toEqual(before);
  const { moved } = await save(input);
  expect(moved).toBe(preview.items.reduce((sum, group) => sum + group.items, 0));
  const after = await signOf(finance);
  const said = preview.items.find(({ kind }) => kind === 'SIGN');
  expect(after).toMatchObject({ dueOn: '2020-03-11', deemOn: '2020-03-18', nextRungOn: said?.rung.to });
  expect(await signOf(water)).toEqual(other);
  const trail = await bed.db.auditEvent.findMany({ where: { workItemId: after.id, kind: 'DAYS_MOVED' } });
  expect(trail.map((event) => event.data)).toMatchObject([
    { cause: 'calendar', reason: '县财政局：单位停电检修', dueFrom: '2020-03-09', dueTo: '2020-03-11' },
  ]);
});

it('a plan’s extra days count for all of its units, a unit’s own over them, and for what opens later', async () => {
  const { planId, finance, water } = await launch();
  await save({ owner: { planId, unitId: null }, days: off('2020-03-05') });
  expect([(await signOf(finance)).dueOn, (await signOf(water)).dueOn]).toEqual(['2020-03-10', '2020-03-10']);
  await save(ofUnit([{ day: '2020-03-05', working: true, name: '照常上班' }]));
  expect([(await signOf(finance)).dueOn, (await signOf(water)).dueOn]).toEqual(['2020-03-09', '2020-03-10']);
  const later = await buildPlan(bed.db, bed.county, { measures: [{ leads: [unit('finance').name] }] });
  await save(ofUnit(off('2020-03-04')));
  const again = await buildPlan(bed.db, bed.county, { measures: [{ leads: [unit('finance').name] }] });
  expect((await signOf(later.measureIds[0] ?? '')).dueOn).toBe('2020-03-10');
  expect((await signOf(again.measureIds[0] ?? '')).dueOn).toBe('2020-03-10');
});

it('days overdue and rungs are counted by the days of whoever holds the item', async () => {
  const { finance, water } = await launch();
  await save(ofUnit(off('2020-03-11', '2020-03-12')));
  await playDays(bed.db, bed.county.id, '2020-03-03', '2020-03-13');
  const office = await actorOf(bed.db, bed.county.posts.office);
  const overdue = async (measureId: string) =>
    (await readWorkItem(bed.db, office, (await signOf(measureId)).id)).overdueDays;
  expect([await overdue(finance), await overdue(water)]).toEqual([2, 4]);
});

it('days are ended, never lost: taking them back moves everything back', async () => {
  const { finance } = await launch();
  await save(ofUnit(off('2020-03-05')));
  await save(ofUnit([]), '检修取消');
  expect((await signOf(finance)).dueOn).toBe('2020-03-09');
  const rows = await listExtraDays(bed.db, await admin());
  expect(rows).toMatchObject([{ ownerName: '县财政局', day: '2020-03-05', endReason: '检修取消' }]);
});

it('an edit that began before another is refused, and so is one of what has ended', async () => {
  await launch();
  const { version } = await previewExtraDays(bed.db, await admin(), ofUnit(off('2020-03-05')));
  await save(ofUnit(off('2020-03-04')));
  const late = saveExtraDays(bed.db, await admin(), { ...ofUnit(off('2020-03-05')), reason: '迟到', version });
  await refusal(late, 'STALE_VERSION');
  await bed.db.unit.update({ where: { id: unit('finance').id }, data: { validTo: '2020-03-01' } });
  await setDay(bed.db, bed.county.id, '2020-03-03');
  await refusal(previewExtraDays(bed.db, await admin(), ofUnit(off('2020-03-05'))), 'CONFLICT');
  const nobody = { owner: { planId: 'none', unitId: null }, days: [] };
  await refusal(previewExtraDays(bed.db, await admin(), nobody), 'NOT_FOUND');
});
