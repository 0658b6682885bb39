import { besideKey } from '../../domain/besideItems.ts';
import { DubanError } from '../../domain/errors.ts';
import type { WorkItem } from '../../prisma/generated/client.ts';
import { openBesideItem } from '../../prisma/repositories/besideItems.ts';
import { loadCountyDay } from '../../prisma/repositories/clock.ts';
import { changeUnits } from '../../prisma/repositories/plannedUnitChanges.ts';
import { previewUnitChange } from '../../prisma/repositories/unitChanges.ts';
import { readLineage } from '../../prisma/repositories/unitLineage.ts';
import { createUnit } from '../../prisma/repositories/units.ts';
import { readWorkItem } from '../../prisma/repositories/workItemReads.ts';
import { submitWorkItem } from '../../prisma/repositories/workItems.ts';
import { freshCounty } from '../support/bed.ts';
import { actorOf, type TestCounty } from '../support/county.ts';
import { breaches } from '../support/invariants.ts';
import { buildPlan, itemsOf } from '../support/plan.ts';
import { refusal } from '../support/refusal.ts';
import { playDay, settle } from '../support/settle.ts';

// Before the county of the test is thrown away.
afterEach(async () => {
  await settle(bed.db);
  expect(await breaches(bed.db)).toEqual([]);
});

const bed = freshCounty();
type UnitKey = keyof TestCounty['units'];
const admin = () => actorOf(bed.db, bed.county.posts.admin);
const headOf = (unit: UnitKey) => actorOf(bed.db, bed.county.units[unit].head);
const idOf = (unit: UnitKey) => bed.county.units[unit].id;
const nameOf = (unit: UnitKey) => bed.county.units[unit].name;

/** Three measures: of finance alone, of both with finance leading, of water alone. */
async function launch() {
  const { measureIds, planId } = await buildPlan(bed.db, bed.county, {
    measures: [
      { leads: [nameOf('finance')], deadline: '2020-11-30' },
      { leads: [nameOf('finance')], supporting: [nameOf('water')], deadline: '2020-11-30' },
      { leads: [nameOf('water')], deadline: '2020-11-30' },
    ],
  });
  await settle(bed.db);
  const [first = '', both = '', last = ''] = measureIds;
  return { planId, first, both, last };
}

const heldByUnits = (items: WorkItem[]) => items.filter((item) => item.holderKind === 'UNIT_HEAD');
const open = async (unitId: string) => heldByUnits(await itemsOf(bed.db, { unitId, state: 'OPEN' }));
const keysOf = (items: { key: string }[]) => items.map((item) => item.key).sort();
const partsOf = (measureId: string) =>
  bed.db.assignment.findMany({ where: { measureId }, orderBy: [{ removedOn: 'asc' }, { ordinal: 'asc' }] });

it('a channel that served a unit serves its successors, and no longer what went up in them', async () => {
  const serve = (id: string, unitIds: string[]) =>
    bed.db.channel.create({
      data: {
        ...{ id, countyId: bed.county.id, kind: 'WEBHOOK', name: id, unitIds, wholeCounty: false },
        ...{ sealedAddress: 'v1.x', shownAddress: 'https://example.com' },
      },
    });
  await serve('both', [idOf('water'), idOf('school'), idOf('finance')]);
  await serve('neither', [idOf('school')]);
  const served = async (id: string) => (await bed.db.channel.findUniqueOrThrow({ where: { id } })).unitIds;
  const merger = { kind: 'MERGE' as const, fromIds: [idOf('water')], toId: idOf('finance'), reason: '机构改革' };
  await changeUnits(bed.db, await admin(), merger);
  expect(await served('both')).toEqual([idOf('school'), idOf('finance')]);
  expect(await served('neither')).toEqual([idOf('school')]);
  const split = { kind: 'SPLIT' as const, fromId: idOf('finance'), measures: [], posts: [], reason: '机构改革' };
  await changeUnits(bed.db, await admin(), { ...split, toIds: [idOf('finance'), idOf('town')] });
  expect(await served('both')).toEqual([idOf('school'), idOf('finance'), idOf('town')]);
});

it('what was promised in a talk goes over although the successor has a part of its own in the measure', async () => {
  const { both } = await launch();
  const [about] = await itemsOf(bed.db, { measureId: both, unitId: idOf('finance'), kind: 'SIGN' });
  const county = await loadCountyDay(bed.db, bed.county.id);
  const holder = { holderKind: 'UNIT_HEAD' as const, unitId: idOf('finance'), postId: null };
  const promise = await bed.db.$transaction((tx) => {
    if (!about) throw new Error('nothing to promise about');
    const key = besideKey('promise', 'talk.0');
    return openBesideItem(tx, county, { about, kind: 'PROMISE', key, dueOn: '2020-05-29', text: '补报进展', holder });
  });
  const merger = { kind: 'MERGE' as const, fromIds: [idOf('finance')], toId: idOf('water'), reason: '机构改革' };
  await changeUnits(bed.db, await admin(), merger);
  const [part] = (await partsOf(both)).filter(({ removedOn }) => removedOn === null);
  expect(await bed.db.workItem.findUniqueOrThrow({ where: { id: promise.id } })).toMatchObject({
    ...{ state: 'OPEN', unitId: idOf('water'), assignmentId: part?.id },
  });
  expect(await bed.db.workItem.findUniqueOrThrow({ where: { id: about?.id ?? '' } })).toMatchObject({
    state: 'CANCELLED',
  });
});

describe('a merger into a new unit', () => {
  it('gives it everything that runs: each part keeps its process, what was done keeps its name', async () => {
    const { first, both, last } = await launch();
    const signed = (await open(idOf('finance'))).find((item) => item.kind === 'SIGN' && item.measureId === first);
    await submitWorkItem(bed.db, await headOf('finance'), { id: signed?.id ?? '', text: '收到' });
    await settle(bed.db);
    const before = heldByUnits(await itemsOf(bed.db, { state: 'OPEN' }));
    const toId = await createUnit(bed.db, await admin(), { name: '县财政水利局' });
    const input = {
      ...{ kind: 'MERGE' as const, fromIds: [idOf('finance'), idOf('water')], toId, reason: '机构改革' },
    };
    const preview = await previewUnitChange(bed.db, await admin(), input);
    expect(await open(toId)).toEqual([]);
    expect(preview).toMatchObject({ measures: 3, joinedMeasures: 1, posts: 4, people: 4, groups: 0, unitParts: 1 });
    const counts = await changeUnits(bed.db, await admin(), input);
    expect(counts).toEqual(preview);

    const now = await open(toId);
    expect(now).toHaveLength(counts.items);
    expect(before.length - now.length).toBe(counts.cancelled);
    expect(keysOf(before)).toEqual(expect.arrayContaining(keysOf(now)));
    for (const measureId of [first, both, last]) {
      const parts = (await partsOf(measureId)).filter((part) => part.removedOn === null);
      expect(parts.map((part) => [part.unitId, part.role])).toEqual([[toId, 'LEAD']]);
    }
    expect(await bed.db.workItem.findUnique({ where: { id: signed?.id ?? '' } })).toMatchObject({
      ...{ unitId: idOf('finance'), state: 'ACCEPTED' },
    });
    const running = await bed.db.processInstance.findMany({ where: { subjectKind: 'UNIT_IN_PLAN' } });
    expect(running.filter((one) => one.unitId === toId)).toHaveLength(1);
    const head = await headOf('finance');
    expect(head.posts).toMatchObject([{ unitId: toId, formerUnitIds: [idOf('finance'), idOf('water')] }]);
    expect((await readWorkItem(bed.db, head, signed?.id ?? '')).text).toBe('收到');
    const unit = await bed.db.unit.findUniqueOrThrow({ where: { id: toId } });
    expect(unit.aliases.sort()).toEqual([nameOf('finance'), nameOf('water')].sort());
    expect(await bed.db.unit.findUniqueOrThrow({ where: { id: idOf('finance') } })).toMatchObject({
      validTo: '2020-03-01',
    });
    const [line] = await readLineage(bed.db, await admin(), idOf('water'));
    expect(line).toMatchObject({
      kind: 'MERGE',
      onDay: '2020-03-02',
      to: [{ name: '县财政水利局' }],
      reason: '机构改革',
    });
    const trail = await bed.db.auditEvent.findMany({ where: { measureId: both, kind: 'UNIT_SUCCEEDED' } });
    expect(trail.map((event) => event.data)).toMatchObject([{ to: '县财政水利局' }]);
  });

  it('goes on: what it does next is asked of the new unit', async () => {
    const { both } = await launch();
    const toId = await createUnit(bed.db, await admin(), { name: '县财政水利局' });
    const fromIds = [idOf('finance'), idOf('water')];
    await changeUnits(bed.db, await admin(), { kind: 'MERGE', fromIds, toId, reason: '机构改革' });
    await settle(bed.db);
    await playDay(bed.db, bed.county.id, '2020-06-01');
    const reports = await itemsOf(bed.db, { measureId: both, kind: 'REPORT', state: 'OPEN' });
    expect(reports.map((report) => report.unitId)).toEqual([toId]);
    const sheets = await itemsOf(bed.db, { kind: 'SHEET', state: 'OPEN' });
    expect(sheets.map((sheet) => sheet.unitId)).toEqual([toId]);
  });

  it('cannot be done twice', async () => {
    await launch();
    const toId = await createUnit(bed.db, await admin(), { name: '县财政水利局' });
    const input = { kind: 'MERGE' as const, fromIds: [idOf('finance')], toId, reason: '机构改革' };
    const actor = await admin();
    const outcomes = await Promise.allSettled([changeUnits(bed.db, actor, input), changeUnits(bed.db, actor, input)]);
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await bed.db.unitChange.count()).toBe(1);
  });
});

it('a merger into one of the units leaves that one’s own part, in the strongest role', async () => {
  const { both } = await launch();
  const input = { kind: 'MERGE' as const, fromIds: [idOf('finance')], toId: idOf('water'), reason: '并入' };
  const counts = await changeUnits(bed.db, await admin(), input);
  expect(counts.joined).toMatchObject([{ measureId: both, dropped: 1 }]);
  await settle(bed.db);
  const parts = await partsOf(both);
  expect(parts.find((part) => part.unitId === idOf('water'))).toMatchObject({
    role: 'LEAD',
    answerable: true,
    removedOn: null,
  });
  expect(parts.find((part) => part.unitId === idOf('finance'))).toMatchObject({ removedOn: '2020-03-02' });
  const asked = heldByUnits(await itemsOf(bed.db, { measureId: both, state: 'OPEN' }));
  expect(new Set(asked.map((item) => item.unitId))).toEqual(new Set([idOf('water')]));
  expect(asked.map((item) => item.kind)).toEqual(expect.arrayContaining(['SIGN', 'COMPLETE']));
});

it('a group has the successor as its member from the day on', async () => {
  const group = { id: 'group', countyId: bed.county.id, name: '成员单位' };
  await bed.db.unitGroup.create({ data: group });
  await bed.db.unitGroupMember.create({ data: { groupId: 'group', unitId: idOf('finance') } });
  const input = { kind: 'MERGE' as const, fromIds: [idOf('finance')], toId: idOf('water'), reason: '并入' };
  expect(await changeUnits(bed.db, await admin(), input)).toMatchObject({ groups: 1 });
  const members = await bed.db.unitGroupMember.findMany({ orderBy: { fromDay: 'asc' } });
  expect(members).toMatchObject([
    { unitId: idOf('finance'), toDay: '2020-03-01' },
    { unitId: idOf('water'), fromDay: '2020-03-02', toDay: null },
  ]);
});

describe('a split', () => {
  it('gives each measure to the successor that was chosen, the rest to the first', async () => {
    const { planId, first, both } = await launch();
    const input = {
      ...{ kind: 'SPLIT' as const, fromId: idOf('finance'), toIds: [idOf('school'), idOf('town')], reason: '职能划转' },
      measures: [{ measureId: first, toId: idOf('town') }],
      posts: [{ postId: bed.county.units.finance.liaison, toId: idOf('town') }],
    };
    expect(await changeUnits(bed.db, await admin(), input)).toMatchObject({ measures: 2, posts: 2 });
    await settle(bed.db);
    const holders = async (measureId: string) =>
      new Set((await itemsOf(bed.db, { measureId, state: 'OPEN', kind: 'SIGN' })).map((item) => item.unitId));
    expect(await holders(first)).toEqual(new Set([idOf('town')]));
    expect(await holders(both)).toEqual(new Set([idOf('school')]));
    expect(await open(idOf('finance'))).toEqual([]);
    const parts = await bed.db.processInstance.findMany({
      where: { planId, subjectKind: 'UNIT_IN_PLAN', status: 'RUNNING' },
    });
    expect(parts.map((part) => part.unitId).sort()).toEqual([idOf('school'), idOf('town'), idOf('water')].sort());
    const posts = await bed.db.post.findMany({ where: { unitId: { in: [idOf('school'), idOf('town')] } } });
    expect(posts.find((post) => post.id === bed.county.units.finance.liaison)?.unitId).toBe(idOf('town'));
    expect(posts.find((post) => post.id === bed.county.units.finance.head)?.unitId).toBe(idOf('school'));
  });

  it('leaves with a unit that goes on what nobody else takes', async () => {
    const { first, both } = await launch();
    const input = {
      ...{
        kind: 'SPLIT' as const,
        fromId: idOf('finance'),
        toIds: [idOf('finance'), idOf('town')],
        reason: '职能划转',
      },
      ...{ measures: [{ measureId: first, toId: idOf('town') }], posts: [] },
    };
    expect(await changeUnits(bed.db, await admin(), input)).toMatchObject({ measures: 1, posts: 0 });
    const lead = async (measureId: string) => (await partsOf(measureId)).find((part) => part.role === 'LEAD')?.unitId;
    expect(await lead(first)).toBe(idOf('town'));
    expect(await lead(both)).toBe(idOf('finance'));
    expect((await bed.db.unit.findUniqueOrThrow({ where: { id: idOf('finance') } })).validTo).toBeNull();
  });
});

it('a renamed unit keeps its work; its old name still means it, and cannot be lost', async () => {
  await launch();
  const before = keysOf(await open(idOf('finance')));
  await changeUnits(bed.db, await admin(), {
    kind: 'RENAME',
    id: idOf('finance'),
    name: '县财政和资产局',
    reason: '更名',
  });
  const unit = await bed.db.unit.findUniqueOrThrow({ where: { id: idOf('finance') } });
  expect(unit).toMatchObject({ name: '县财政和资产局', aliases: ['县财政局'] });
  expect(keysOf(await open(idOf('finance')))).toEqual(before);
  const [line] = await readLineage(bed.db, await admin(), idOf('finance'));
  expect(line).toMatchObject({ kind: 'RENAME', from: [{ name: '县财政局' }], to: [{ name: '县财政和资产局' }] });
  await refusal(
    changeUnits(bed.db, await admin(), { kind: 'RENAME', id: idOf('finance'), name: nameOf('water'), reason: '重名' }),
    'CONFLICT',
  );
  await changeUnits(bed.db, await admin(), { kind: 'RENAME', id: idOf('finance'), name: '县财政局', reason: '改回' });
  expect((await bed.db.unit.findUniqueOrThrow({ where: { id: idOf('finance') } })).aliases).toEqual(['县财政和资产局']);
});

it.each([0, 1, 2, 3])(
  'a merger at the same time as a hand-in leaves the item handed in, or with the successor (%i)',
  async (n) => {
    const { first } = await launch();
    const toId = await createUnit(bed.db, await admin(), { name: '县财政水利局' });
    const sign = (await open(idOf('finance'))).find((item) => item.kind === 'SIGN' && item.measureId === first);
    const head = await headOf('finance');
    const actor = await admin();
    const hand = () => submitWorkItem(bed.db, head, { id: sign?.id ?? '', text: '收到' });
    const merge = () =>
      changeUnits(bed.db, actor, { kind: 'MERGE', fromIds: [idOf('finance'), idOf('water')], toId, reason: '改革' });
    const calls = n % 2 === 0 ? inOrder(hand, merge) : inOrder(merge, hand).reverse();
    const [handed, merged] = await Promise.allSettled(calls);
    expect(merged?.status).toBe('fulfilled');
    const row = await bed.db.workItem.findUniqueOrThrow({ where: { id: sign?.id ?? '' } });
    if (handed?.status === 'fulfilled') {
      expect(row).toMatchObject({ state: 'ACCEPTED', unitId: idOf('finance') });
    } else {
      expect(handed?.reason).toBeInstanceOf(DubanError);
      expect(row).toMatchObject({ state: 'OPEN', unitId: toId });
    }
    await settle(bed.db);
    expect((await partsOf(first)).filter((part) => part.removedOn === null).map((part) => part.unitId)).toEqual([toId]);
  },
);

function inOrder(...acts: (() => Promise<unknown>)[]): Promise<unknown>[] {
  return acts.map((act) => act());
}
