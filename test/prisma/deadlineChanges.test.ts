import {
  changeDeadline,
  lastDeadlineChange,
  previewDeadline,
  previewUndo,
  undoDeadline,
} from '../../prisma/repositories/deadlineChanges.ts';
import { submitWorkItem } from '../../prisma/repositories/workItems.ts';
import { freshCounty } from '../support/bed.ts';
import { actorOf } from '../support/county.ts';
import { buildPlan, itemOf } from '../support/plan.ts';
import { refusal } from '../support/refusal.ts';
import { playDays } from '../support/settle.ts';

const bed = freshCounty();
const office = () => actorOf(bed.db, bed.county.posts.office);
const play = (from: string, to: string) => playDays(bed.db, bed.county.id, from, to);
const rungs = async (workItemId: string) =>
  (await bed.db.escalation.findMany({ where: { workItemId }, orderBy: { reachedOn: 'asc' } })).map(
    ({ rung, reachedOn }) => `${reachedOn} ${rung}`,
  );

/** A measure due at the end of June, of which the completion alone is open. */
async function measure(): Promise<string> {
  const { finance } = bed.county.units;
  const { measureIds } = await buildPlan(bed.db, bed.county, {
    measures: [{ leads: [finance.name], deadline: '2020-06-30' }],
  });
  const head = await actorOf(bed.db, finance.head);
  for (const kind of ['SIGN', 'PLAN', 'CONFIRM']) {
    const items = await bed.db.workItem.findMany({ where: { kind, unitId: finance.id, state: 'OPEN' } });
    for (const { id } of items) await submitWorkItem(bed.db, head, { id, text: '已办' });
  }
  return measureIds[0] ?? '';
}

async function change(id: string, date: string): Promise<void> {
  const { version } = await previewDeadline(bed.db, await office(), { id, date });
  await changeDeadline(bed.db, await office(), { id, date, version, reason: '会议决定' });
}

async function undo(id: string): Promise<void> {
  const changeId = (await lastDeadlineChange(bed.db, id))?.id ?? '';
  const { version } = await previewUndo(bed.db, await office(), { id, changeId });
  await undoDeadline(bed.db, await office(), { id, changeId, version, reason: '撤回' });
}

it('a rung that fired before the change is not repeated once it is undone', async () => {
  const id = await measure();
  await play('2020-06-17', '2020-07-01');
  const item = await itemOf(bed.db, { kind: 'COMPLETE' });
  const fired = await rungs(item.id);
  expect(fired.at(-1)).toBe('2020-07-01 URGE');
  await change(id, '2020-12-31');
  expect(await itemOf(bed.db, { kind: 'COMPLETE' })).toMatchObject({ arming: item.arming + 1, dueOn: '2020-12-31' });
  await undo(id);
  const { arming, dueOn, nextRung, nextRungOn } = item;
  expect(await itemOf(bed.db, { kind: 'COMPLETE' })).toMatchObject({ arming, dueOn, nextRung, nextRungOn });
  await play('2020-07-02', '2020-07-06');
  expect(await rungs(item.id)).toEqual(fired);
});

it('what was reached about the old day is not reached again after rungs of the new day, and the ladder goes on', async () => {
  const id = await measure();
  await play('2020-06-17', '2020-07-01');
  const item = await itemOf(bed.db, { kind: 'COMPLETE' });
  await change(id, '2020-07-08');
  await play('2020-07-01', '2020-07-07');
  const before = await rungs(item.id);
  const ofNewDay = ['2020-07-02 REMIND_7', '2020-07-07 REMIND_1'];
  expect(before).toEqual(['2020-06-18 REMIND_7', '2020-06-29 REMIND_1', '2020-07-01 URGE', ...ofNewDay]);
  await undo(id);
  expect(await itemOf(bed.db, { kind: 'COMPLETE' })).toMatchObject({ arming: item.arming, dueOn: '2020-06-30' });
  await play('2020-07-07', '2020-07-09');
  expect(await rungs(item.id)).toEqual([...before, '2020-07-08 SUPERVISE']);
});

it('what was reached about the new day leaves nothing out about the old day, nor about a third', async () => {
  const id = await measure();
  const first = await itemOf(bed.db, { kind: 'COMPLETE' });
  await change(id, '2020-04-30');
  await play('2020-04-17', '2020-04-22');
  expect((await rungs(first.id)).map((one) => one.slice(11))).toEqual(['REMIND_7']);
  await undo(id);
  const { arming, dueOn, nextRung, nextRungOn } = first;
  expect(await itemOf(bed.db, { kind: 'COMPLETE' })).toMatchObject({ arming, dueOn, nextRung, nextRungOn });
  await change(id, '2020-05-29');
  const third = await itemOf(bed.db, { kind: 'COMPLETE' });
  expect(third).toMatchObject({ nextRung: 'REMIND_7', nextRungOn: '2020-05-20' });
});

it('a day that is set again instead of undone brings back what was reached about it', async () => {
  const id = await measure();
  await play('2020-06-17', '2020-06-30');
  const { arming } = await itemOf(bed.db, { kind: 'COMPLETE' });
  await change(id, '2020-12-31');
  await change(id, '2020-06-30');
  expect(await itemOf(bed.db, { kind: 'COMPLETE' })).toMatchObject({
    arming,
    nextRung: 'URGE',
    nextRungOn: '2020-07-01',
  });
  await change(id, '2020-12-31');
  expect(await itemOf(bed.db, { kind: 'COMPLETE' })).toMatchObject({ arming: arming + 1, nextRung: 'REMIND_7' });
});

it('an undo is looked at first: it says what goes back, changes nothing, and is not saved when something moved since', async () => {
  const id = await measure();
  await change(id, '2020-12-31');
  const changed = await itemOf(bed.db, { kind: 'COMPLETE' });
  const changeId = (await lastDeadlineChange(bed.db, id))?.id ?? '';
  const preview = await previewUndo(bed.db, await office(), { id, changeId });
  expect(preview).toMatchObject({
    ...{ from: '2020-12-31', to: '2020-06-30', counts: { due: 1, rungs: 1, overdueAtOnce: 0 } },
    items: [{ due: { from: '2020-12-31', to: '2020-06-30' }, rung: { key: 'REMIND_7', to: '2020-06-18' } }],
  });
  expect(await itemOf(bed.db, { kind: 'COMPLETE' })).toEqual(changed);
  await bed.db.workItem.update({ where: { id: changed.id }, data: { dueOn: '2021-01-29' } });
  const { version } = preview;
  const stale = undoDeadline(bed.db, await office(), { id, changeId, version, reason: '撤回' });
  await refusal(stale, 'STALE_VERSION');
  expect(await bed.db.deadlineChange.count({ where: { undoneOn: null } })).toBe(1);
});

it('a copy that stands listed about the day that an item leaves does not go out', async () => {
  const id = await measure();
  const { id: workItemId, instanceId, obligationKey, arming, countyId } = await itemOf(bed.db, { kind: 'COMPLETE' });
  await bed.db.escalation.create({
    data: {
      ...{ id: 'listed', countyId, instanceId, obligationKey, arming, rung: 'COPY', workItemId, measureId: id },
      ...{ reachedOn: '2020-07-21', listedOn: '2020-07-20', state: 'LISTED' },
    },
  });
  await change(id, '2020-12-31');
  expect(await bed.db.escalation.findUniqueOrThrow({ where: { id: 'listed' } })).toMatchObject({ state: 'WITHDRAWN' });
});

it('an extension that a later deadline made needless is put back with it', async () => {
  const id = await measure();
  const { id: workItemId } = await itemOf(bed.db, { kind: 'COMPLETE' });
  await bed.db.workItem.update({
    where: { id: workItemId },
    data: { dueOn: '2020-07-31', originalDueOn: '2020-06-30' },
  });
  await change(id, '2020-12-31');
  expect(await bed.db.workItem.findUniqueOrThrow({ where: { id: workItemId } })).toMatchObject({
    dueOn: '2020-12-31',
    originalDueOn: null,
  });
  await undo(id);
  expect(await bed.db.workItem.findUniqueOrThrow({ where: { id: workItemId } })).toMatchObject({
    dueOn: '2020-07-31',
    originalDueOn: '2020-06-30',
  });
});

// Five days before 31 December is a Saturday.
it('a timer and a step to come that count from the deadline follow it', async () => {
  const id = await measure();
  const { instanceId } = await itemOf(bed.db, { kind: 'COMPLETE' });
  const rule = { base: 'deadline', offset: -5, unit: 'days' };
  await bed.db.timer.create({ data: { instanceId, key: 'beforeDeadline', rule, day: '2020-06-25' } });
  const preview = await previewDeadline(bed.db, await office(), { id, date: '2020-12-31' });
  expect(preview.openings).toEqual([{ from: '2020-06-25', to: '2020-12-28', openings: 1 }]);
  await bed.db.workItem.deleteMany({ where: { instanceId, kind: 'COMPLETE' } });
  const { toCome } = await previewDeadline(bed.db, await office(), { id, date: '2020-12-31' });
  expect(toCome).toEqual([{ kind: 'COMPLETE', from: '2020-06-30', to: '2020-12-31' }]);
  await change(id, '2020-12-31');
  const timer = await bed.db.timer.findUniqueOrThrow({
    where: { instanceId_key: { instanceId, key: 'beforeDeadline' } },
  });
  expect(timer.day).toBe('2020-12-28');
});
