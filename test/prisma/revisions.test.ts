import type { LaunchContent } from '../../domain/launch.ts';
import { createDraft } from '../../prisma/repositories/drafts.ts';
import { applyRevision, type Revise } from '../../prisma/repositories/revisions.ts';
import { submitWorkItem } from '../../prisma/repositories/workItems.ts';
import { freshCounty } from '../support/bed.ts';
import { actorOf, LEADER_NAME, setDay, type TestCounty } from '../support/county.ts';
import { breaches } from '../support/invariants.ts';
import { buildPlan, itemOf, itemsOf } from '../support/plan.ts';
import { refusal } from '../support/refusal.ts';
import { playDay, settle } from '../support/settle.ts';

// Before the county of the test is thrown away.
afterEach(async () => {
  await settle(bed.db);
  expect(await breaches(bed.db)).toEqual([]);
});

const bed = freshCounty();
type UnitKey = keyof TestCounty['units'];
type Measure = LaunchContent['measures'][number];
const unitOf = (key: UnitKey) => bed.county.units[key];
const officeOf = () => actorOf(bed.db, bed.county.posts.office);

async function launch(measures = 2) {
  const { planId, measureIds } = await buildPlan(bed.db, bed.county, {
    measures: Array.from({ length: measures }, () => ({
      responsible: [unitOf('finance').name],
      deadline: '2020-11-30',
    })),
  });
  await settle(bed.db);
  return { planId, measureIds: measureIds as [string, ...string[]] };
}

function measure(change: Partial<Measure> = {}): Measure {
  return {
    path: ['一、重点任务'],
    title: '修订后的措施',
    leaders: [LEADER_NAME],
    leadUnits: [],
    responsibleUnits: [unitOf('finance').name],
    responsiblePersons: [],
    supportingUnits: [],
    deadline: { text: '2020年9月底', kind: 'date', date: '2020-09-30' },
    indicators: [],
    source: [{ start: 0, end: 2 }],
    ...change,
  };
}

async function revise(planId: string, accepted: Partial<Revise['accepted']>): Promise<Revise> {
  const draftId = await createDraft(
    bed.db,
    await officeOf(),
    { fileName: '修订稿.txt', bytes: Buffer.from('修订稿'), text: '修订稿' },
    { plan: { title: '修订稿' }, measures: [] },
  );
  const launched = await bed.db.planDraft.findFirstOrThrow({ where: { planId } });
  const settings = launched.settings as unknown as Revise['settings'];
  return {
    ...{ draftId, planId, version: 1, settings, reason: '印发修订稿' },
    accepted: { added: [], kept: [], withdrawn: [], plan: {}, ...accepted },
  };
}

const apply = async (input: Revise) => applyRevision(bed.db, await officeOf(), input);
const completions = (measureId: string) => itemsOf(bed.db, { measureId, kind: 'COMPLETE', state: 'OPEN' });

describe('a revision of a running plan', () => {
  it('moves the deadline: the due day of the completion and its ladder begin anew, its history stays', async () => {
    const { planId, measureIds } = await launch();
    const [id] = measureIds;
    const before = await itemOf(bed.db, { measureId: id, kind: 'COMPLETE' });
    const sign = await itemOf(bed.db, { measureId: id, kind: 'SIGN' });
    await submitWorkItem(bed.db, await actorOf(bed.db, unitOf('finance').head), { id: sign.id, text: '签收' });
    await settle(bed.db);
    const { instanceId, obligationKey, arming, countyId } = before;
    await bed.db.escalation.create({
      data: {
        ...{ id: 'listed', countyId, instanceId, obligationKey, arming, rung: 'COPY', workItemId: before.id },
        ...{ measureId: id ?? '', reachedOn: '2020-12-21', listedOn: '2020-12-18', state: 'LISTED' },
      },
    });
    await apply(await revise(planId, { kept: [{ id, measure: measure(), fields: ['deadline', 'title'] }] }));
    await settle(bed.db);
    expect((await bed.db.escalation.findUniqueOrThrow({ where: { id: 'listed' } })).state).toBe('WITHDRAWN');
    const after = await itemOf(bed.db, { measureId: id, kind: 'COMPLETE' });
    expect(after).toMatchObject({ id: before.id, state: 'OPEN', dueOn: '2020-09-30', arming: before.arming + 1 });
    // Seven working days before; Sunday the 27th is one of them (调休).
    expect(after.nextRungOn).toBe('2020-09-22');
    expect(await bed.db.measure.findUniqueOrThrow({ where: { id } })).toMatchObject({
      title: '修订后的措施',
      deadlineOn: '2020-09-30',
      passages: [{ start: 0, end: 2, text: '修订' }],
    });
    expect((await bed.db.workItem.findUniqueOrThrow({ where: { id: sign.id } })).state).toBe('ACCEPTED');
  });

  it('gives the measure other units: who comes is asked, who goes is not, who stays keeps what it did', async () => {
    const { planId, measureIds } = await launch();
    const [id] = measureIds;
    const next = measure({
      responsibleUnits: [unitOf('water').name],
      supportingUnits: [unitOf('finance').name],
    });
    await apply(await revise(planId, { kept: [{ id, measure: next, fields: ['units'] }] }));
    await settle(bed.db);
    expect((await completions(id)).map((item) => item.unitId)).toEqual([unitOf('water').id]);
    await playDay(bed.db, bed.county.id, '2020-06-01');
    await settle(bed.db);
    const reports = await itemsOf(bed.db, { measureId: id, kind: 'REPORT', state: 'OPEN' });
    expect(reports.map((item) => item.unitId)).toEqual([unitOf('water').id]);
    const parts = await bed.db.assignment.findMany({ where: { measureId: id, removedOn: null } });
    expect(parts.map(({ unitId, role, answerable }) => [unitId, role, answerable])).toEqual(
      expect.arrayContaining([
        [unitOf('water').id, 'RESPONSIBLE', true],
        [unitOf('finance').id, 'SUPPORTING', false],
      ]),
    );
  });

  it('adds measures that begin at once, with the periods that are still to come, and withdraws others', async () => {
    const { planId, measureIds } = await launch();
    const dropped = measureIds[1] ?? '';
    await setDay(bed.db, bed.county.id, '2020-07-20');
    const added = measure({ title: '新措施', responsibleUnits: [unitOf('water').name] });
    const result = await apply(await revise(planId, { added: [added], withdrawn: [dropped] }));
    expect(result).toEqual({ added: 1, changed: 0, withdrawn: 1 });
    await settle(bed.db);
    expect(await bed.db.measure.findUniqueOrThrow({ where: { id: dropped } })).toMatchObject({ state: 'WITHDRAWN' });
    const fresh = await bed.db.measure.findFirstOrThrow({ where: { planId, number: 3 } });
    const instance = await bed.db.processInstance.findFirstOrThrow({ where: { measureId: fresh.id } });
    expect(instance.status).toBe('RUNNING');
    expect(
      (await itemsOf(bed.db, { measureId: fresh.id, kind: 'REPORT' })).map((item) => item.periodKey),
    ).not.toContain('2020-MID');
    expect(await itemOf(bed.db, { unitId: unitOf('water').id, measureId: null, kind: 'CONFIRM' })).toMatchObject({
      state: 'OPEN',
    });
  });

  it('happens once, whoever comes first', async () => {
    const { planId } = await launch();
    const input = await revise(planId, { added: [measure()] });
    const results = await Promise.all([apply(input), apply(input)]);
    expect(results).toEqual([
      { added: 1, changed: 0, withdrawn: 0 },
      { added: 1, changed: 0, withdrawn: 0 },
    ]);
    expect(await bed.db.measure.count({ where: { planId } })).toBe(3);
    expect(await apply({ ...input, version: 99 })).toEqual(results[0]);
  });

  it('leaves everything as it was where one part of it is refused', async () => {
    const { planId, measureIds } = await launch();
    const [id] = measureIds;
    const past = measure({ deadline: { text: '', kind: 'date', date: '2019-01-31' } });
    const nobody = measure({ responsibleUnits: [] });
    for (const kept of [
      { id, measure: past, fields: ['deadline' as const] },
      { id, measure: nobody, fields: ['units' as const] },
    ]) {
      await refusal(apply(await revise(planId, { added: [measure()], kept: [kept] })), 'CONFLICT');
    }
    expect(await bed.db.measure.count({ where: { planId } })).toBe(2);
    expect(await itemOf(bed.db, { measureId: id, kind: 'COMPLETE' })).toMatchObject({ dueOn: '2020-11-30' });
  });
});
