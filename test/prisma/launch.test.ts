import { loadCountyDay } from '../../prisma/repositories/clock.ts';
import { discardDraft } from '../../prisma/repositories/drafts.ts';
import { launchDraft } from '../../prisma/repositories/launch.ts';
import { ensureGroup, joinGroup } from '../../prisma/repositories/unitGroups.ts';
import { submitWorkItem } from '../../prisma/repositories/workItems.ts';
import { freshCounty } from '../support/bed.ts';
import { actorOf, setDay } from '../support/county.ts';
import { buildDraft, buildPlan, itemOf, itemsOf } from '../support/plan.ts';
import { refusal } from '../support/refusal.ts';
import { settle } from '../support/settle.ts';

const bed = freshCounty();

const assignmentsOf = (measureId = '') =>
  bed.db.assignment.findMany({
    where: { measureId },
    orderBy: { ordinal: 'asc' },
    select: { unitId: true, role: true, answerable: true, groupName: true },
  });

describe('assignments', () => {
  it('expand groups, count a unit once in its strongest role, and name who answers', async () => {
    const { finance, water, school, town, office, discipline } = bed.county.units;
    const { measureIds } = await buildPlan(bed.db, bed.county, {
      measures: [
        {
          leads: [finance.name],
          responsible: ['领导小组成员单位', water.name],
          supporting: ['各乡镇党委、政府', finance.name],
        },
        { responsible: ['领导小组成员单位'], supporting: [school.name] },
      ],
      groups: { 领导小组成员单位: { members: [finance.id, water.id, school.id] } },
    });
    expect(await assignmentsOf(measureIds[0])).toEqual([
      { unitId: finance.id, role: 'LEAD', answerable: true, groupName: null },
      { unitId: water.id, role: 'RESPONSIBLE', answerable: false, groupName: '领导小组成员单位' },
      { unitId: school.id, role: 'RESPONSIBLE', answerable: false, groupName: '领导小组成员单位' },
      { unitId: town.id, role: 'SUPPORTING', answerable: false, groupName: '各乡镇党委、政府' },
    ]);
    const second = await assignmentsOf(measureIds[1]);
    expect(second.map(({ unitId, role, answerable }) => [unitId, role, answerable])).toEqual([
      [finance.id, 'RESPONSIBLE', true],
      [water.id, 'RESPONSIBLE', true],
      [school.id, 'RESPONSIBLE', true],
    ]);
    expect(second.map(({ unitId }) => unitId)).not.toContain(office.id);
    expect(second.map(({ unitId }) => unitId)).not.toContain(discipline.id);
  });

  it('of plans that are launched at once make a group that none had seen only once', async () => {
    const { finance, water } = bed.county.units;
    const county = await loadCountyDay(bed.db, bed.county.id);
    const units = [[finance.id], [water.id], [finance.id, water.id]];
    // Each has its connection already, so that all ask before one has written.
    await Promise.all(units.map(() => bed.db.$queryRaw`SELECT pg_sleep(0.05)::text`));
    const join = (unitIds: string[]) =>
      bed.db.$transaction(async (tx) => {
        const group = await ensureGroup(tx, county.countyId, '新组');
        await joinGroup(tx, county, group.id, unitIds);
      });
    await Promise.all(units.map(join));
    const { members } = await bed.db.unitGroup.findFirstOrThrow({
      where: { name: '新组' },
      include: { members: true },
    });
    expect(members.map(({ unitId }) => unitId).sort()).toEqual([finance.id, water.id].sort());
  });

  it('of plans that are launched at once name new units, leaders and groups in any order, and each is made once', async () => {
    const named = ['县新一局', '县新二局', '新一组各有关单位', '新二组各有关单位'];
    const drafts: string[] = [];
    for (const leads of [named, named.toReversed(), named, named.toReversed()]) {
      drafts.push(await buildDraft(bed.db, bed.county, { measures: [{ leads, leaders: ['新领导'] }] }));
    }
    const office = await actorOf(bed.db, bed.county.posts.office);
    // Each has its connection already, so that all ask before one has written.
    await Promise.all(drafts.map(() => bed.db.$queryRaw`SELECT pg_sleep(0.05)::text`));
    await Promise.all(drafts.map((draftId) => launchDraft(bed.db, office, draftId)));
    expect(await bed.db.unit.count({ where: { name: { in: named } } })).toBe(2);
    expect(await bed.db.unitGroup.count({ where: { name: { in: named } } })).toBe(2);
    expect(await bed.db.post.count({ where: { title: { contains: '新领导' } } })).toBe(1);
  });

  it('give everybody the first items in the same transaction', async () => {
    const { finance, water, school } = bed.county.units;
    const { planId, measureIds } = await buildPlan(bed.db, bed.county, {
      measures: [{ leads: [finance.name, water.name], supporting: [school.name], deadline: '2020-11-30' }],
    });
    const items = await itemsOf(bed.db, { planId });
    const of = (kind: string) => items.filter((item) => item.kind === kind).map((item) => item.unitId);
    expect(new Set(of('SIGN'))).toEqual(new Set([finance.id, water.id]));
    expect(new Set(of('COMPLETE'))).toEqual(new Set([finance.id, water.id]));
    expect(new Set(of('CONFIRM'))).toEqual(new Set([finance.id, water.id, school.id]));
    expect(items.find((item) => item.kind === 'COMPLETE')).toMatchObject({
      dueOn: '2020-11-30',
      openedOn: '2020-03-02',
    });
    expect(await bed.db.auditEvent.count({ where: { measureId: measureIds[0], kind: 'WORK_ITEM_OPENED' } })).toBe(4);
  });

  it('make a group without members an open point of the office', async () => {
    const { planId } = await buildPlan(bed.db, bed.county, {
      measures: [{ leads: [bed.county.units.finance.name], supporting: ['各帮扶项目实施单位'] }],
    });
    const [item, ...others] = await bed.db.workItem.findMany({ where: { planId, kind: 'FILL' } });
    expect(others).toEqual([]);
    expect(item).toMatchObject({ state: 'OPEN', unitId: bed.county.units.office.id });
    const instance = await bed.db.processInstance.findUniqueOrThrow({ where: { id: item?.instanceId ?? '' } });
    expect(instance.title).toBe('各帮扶项目实施单位');
  });
});

describe('launching', () => {
  it('twice, or twice at once, gives one plan', async () => {
    const draftId = await buildDraft(bed.db, bed.county, { measures: [{ leads: [bed.county.units.finance.name] }] });
    const office = await actorOf(bed.db, bed.county.posts.office);
    const plans = await Promise.all([1, 2, 3].map(() => launchDraft(bed.db, office, draftId)));
    plans.push(await launchDraft(bed.db, office, draftId));
    expect(new Set(plans.map(({ planId }) => planId)).size).toBe(1);
    expect(await bed.db.plan.count()).toBe(1);
    expect(await bed.db.processInstance.count()).toBe(2);
  });

  it('is refused where the draft has changed since it was checked, or was discarded', async () => {
    const measures = [{ leads: [bed.county.units.finance.name] }];
    const office = await actorOf(bed.db, bed.county.posts.office);
    const changed = await buildDraft(bed.db, bed.county, { measures });
    const { version } = await bed.db.planDraft.update({
      where: { id: changed },
      data: { version: { increment: 1 } },
    });
    await refusal(launchDraft(bed.db, office, changed, { version: version - 1 }), 'STALE_VERSION');
    const discarded = await buildDraft(bed.db, bed.county, { measures });
    await discardDraft(bed.db, office, discarded);
    await refusal(launchDraft(bed.db, office, discarded), 'CONFLICT');
    expect(await bed.db.plan.count()).toBe(0);
  });

  it('and discarding at once: the one or the other, never both', async () => {
    const office = await actorOf(bed.db, bed.county.posts.office);
    const draftId = await buildDraft(bed.db, bed.county, { measures: [{ leads: [bed.county.units.finance.name] }] });
    const [launched, discarded] = await Promise.allSettled([
      launchDraft(bed.db, office, draftId),
      discardDraft(bed.db, office, draftId),
    ]);
    expect([launched.status, discarded.status].sort()).toEqual(['fulfilled', 'rejected']);
    const { state } = await bed.db.planDraft.findUniqueOrThrow({ where: { id: draftId } });
    expect(state).toBe(launched.status === 'fulfilled' ? 'LAUNCHED' : 'DISCARDED');
    expect(await bed.db.plan.count()).toBe(launched.status === 'fulfilled' ? 1 : 0);
  });

  it('is refused while a deadline lies before it, with a pointer to each, and leaves nothing behind', async () => {
    const { finance } = bed.county.units;
    const draftId = await buildDraft(bed.db, bed.county, {
      measures: [
        { leads: [finance.name], deadline: '2020-03-02' },
        { leads: [finance.name], deadline: '2020-03-01' },
        { leads: ['县新设局'], deadline: '2019-12-31' },
      ],
    });
    const office = await actorOf(bed.db, bed.county.posts.office);
    const error = await refusal(launchDraft(bed.db, office, draftId), 'LAUNCH_INCOMPLETE');
    expect(error.problems.map(({ pointer }) => pointer)).toEqual(['/measures/1/deadline', '/measures/2/deadline']);
    expect(await bed.db.plan.count()).toBe(0);
    expect(await bed.db.unit.count({ where: { name: '县新设局' } })).toBe(0);
  });

  it('is refused on another day than the one it was meant for', async () => {
    const draftId = await buildDraft(bed.db, bed.county, { measures: [{ leads: [bed.county.units.finance.name] }] });
    const office = await actorOf(bed.db, bed.county.posts.office);
    await setDay(bed.db, bed.county.id, '2020-03-03');
    await refusal(launchDraft(bed.db, office, draftId, { businessDate: '2020-03-02' }), 'CONFLICT');
    await launchDraft(bed.db, office, draftId, { businessDate: '2020-03-03' });
  });

  it('creates units and leaders that the county does not know, with posts and holders', async () => {
    const { measureIds } = await buildPlan(bed.db, bed.county, {
      measures: [{ leads: ['县新设局'], leaders: ['江望舒'] }],
    });
    const unit = await bed.db.unit.findFirstOrThrow({ where: { name: '县新设局' } });
    const posts = await bed.db.post.findMany({ where: { unitId: unit.id }, include: { holdings: true } });
    expect(posts.map(({ kind, holdings }) => [kind, holdings.length]).sort()).toEqual([
      ['LIAISON', 1],
      ['UNIT_HEAD', 1],
    ]);
    const leader = await bed.db.measureLeader.findFirstOrThrow({ where: { measureId: measureIds[0] } });
    const held = await bed.db.postHolding.findFirstOrThrow({
      where: { postId: leader.postId },
      include: { person: true },
    });
    expect(held.person.name).toBe('江望舒');
  });
});

describe('a measure without units 明确牵头单位', () => {
  const launch = async (supporting: string[] = []) => {
    const { measureIds } = await buildPlan(bed.db, bed.county, { measures: [{ supporting }] });
    return measureIds[0] ?? '';
  };
  const assign = async (measureId: string, fields: Record<string, string[]> = {}) => {
    const item = await itemOf(bed.db, { measureId, kind: 'ASSIGN' });
    const office = await actorOf(bed.db, bed.county.posts.office);
    await submitWorkItem(bed.db, office, { id: item.id, text: '已明确', fields });
    await settle(bed.db);
  };

  it('waits with the office, and for nobody else', async () => {
    const measureId = await launch();
    expect(await itemsOf(bed.db, { measureId })).toMatchObject([
      { kind: 'ASSIGN', holderKind: 'OFFICE', unitId: bed.county.units.office.id, dueOn: '2020-03-09' },
    ]);
  });

  it('goes to the units that the office names', async () => {
    const measureId = await launch();
    const { finance, water } = bed.county.units;
    await assign(measureId, { leadUnitIds: [finance.id], responsibleUnitIds: [water.id] });
    expect(await assignmentsOf(measureId)).toMatchObject([
      { unitId: finance.id, role: 'LEAD', answerable: true },
      { unitId: water.id, role: 'RESPONSIBLE', answerable: false },
    ]);
    expect(await itemsOf(bed.db, { measureId, kind: 'SIGN' })).toMatchObject([{ unitId: finance.id }]);
  });

  it('goes to the office’s own unit where it names nobody', async () => {
    const measureId = await launch();
    await assign(measureId);
    expect(await assignmentsOf(measureId)).toMatchObject([{ unitId: bed.county.units.office.id, answerable: true }]);
    expect(await itemsOf(bed.db, { measureId, kind: 'SIGN' })).toHaveLength(1);
  });

  it('makes a supporting unit the lead where the office names it', async () => {
    const { finance, water } = bed.county.units;
    const measureId = await launch([finance.name, water.name]);
    await assign(measureId, { leadUnitIds: [finance.id] });
    expect(await assignmentsOf(measureId)).toMatchObject([
      { unitId: finance.id, role: 'LEAD', answerable: true },
      { unitId: water.id, role: 'SUPPORTING', answerable: false },
    ]);
    expect(await itemsOf(bed.db, { measureId, kind: 'SIGN' })).toMatchObject([{ unitId: finance.id }]);
    const { state } = await bed.db.processInstance.findFirstOrThrow({ where: { measureId } });
    const { context } = state as unknown as { context: { collections: Record<string, { key: string }[]> } };
    expect(context.collections.contributingUnits).toHaveLength(1);
    expect(context.collections.supportingUnits).toHaveLength(1);
    expect(context.collections.allUnits).toHaveLength(2);
  });

  it('refuses a unit that does not exist', async () => {
    const measureId = await launch();
    const item = await itemOf(bed.db, { measureId, kind: 'ASSIGN' });
    const office = await actorOf(bed.db, bed.county.posts.office);
    const input = { id: item.id, text: '已明确', fields: { leadUnitIds: ['no-such-unit'] } };
    await refusal(submitWorkItem(bed.db, office, input), 'VALIDATION');
    expect(await itemsOf(bed.db, { measureId, kind: 'ASSIGN', state: 'OPEN' })).toHaveLength(1);
  });
});
