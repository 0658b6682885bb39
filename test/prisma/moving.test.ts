import type { ElementNames } from '../../domain/process/keys.ts';
import { previewExtraDays, saveExtraDays } from '../../prisma/repositories/extraDayEdit.ts';
import { beginMove, readMove, stopMove } from '../../prisma/repositories/instanceMoves.ts';
import { commitStep, StepOutOfTurn } from '../../prisma/repositories/instances.ts';
import { acceptReview } from '../../prisma/repositories/judging.ts';
import { previewMove } from '../../prisma/repositories/movePreview.ts';
import { advanceMoves } from '../../prisma/repositories/moving.ts';
import { submitWorkItem } from '../../prisma/repositories/workItems.ts';
import { freshCounty } from '../support/bed.ts';
import { actorOf, setDay, type TestCounty } from '../support/county.ts';
import { breaches } from '../support/invariants.ts';
import { buildPlan, itemOf, itemsOf, type TestMeasure } from '../support/plan.ts';
import { nextStep, playDay, playDays, settle } from '../support/settle.ts';
import { edits, publishNext } from '../support/versions.ts';

const bed = freshCounty();
const admin = () => actorOf(bed.db, bed.county.posts.admin);
const rowOf = (id: string) => bed.db.processInstance.findUniqueOrThrow({ where: { id } });

async function measures(...list: TestMeasure[]) {
  const plan = await buildPlan(bed.db, bed.county, { measures: list });
  const instanceIds: string[] = [];
  for (const measureId of plan.measureIds) {
    instanceIds.push((await bed.db.processInstance.findFirstOrThrow({ where: { measureId } })).id);
  }
  return { ...plan, instanceIds };
}

const twoLeads = (): TestMeasure => ({
  leads: [bed.county.units.finance.name, bed.county.units.water.name],
  deadline: '2020-11-30',
});

async function hand(measureId: string, kind: string, unit: keyof TestCounty['units']) {
  const item = await itemOf(bed.db, { measureId, kind, unitId: bed.county.units[unit].id, state: 'OPEN' });
  await submitWorkItem(bed.db, await actorOf(bed.db, bed.county.units[unit].head), { id: item.id, text: '已办理' });
}

type Target = Awaited<ReturnType<typeof publishNext>>;

/** Gives a unit days off of its own, in place of those that it had. */
async function daysOff(unitId: string, ...days: string[]): Promise<void> {
  const off = days.map((day) => ({ day, working: false, name: '停电检修' }));
  const input = { owner: { planId: null, unitId }, days: off };
  const { version } = await previewExtraDays(bed.db, await admin(), input);
  await saveExtraDays(bed.db, await admin(), { ...input, reason: '停电检修', version });
}

/** Begins to move everything that the preview calls possible, or the instances named. */
async function begin({ definitionId, version }: Target, ids?: string[], mapping?: ElementNames): Promise<string> {
  const { instances } = await previewMove(bed.db, await admin(), definitionId, { toVersion: version, mapping });
  return beginMove(bed.db, await admin(), definitionId, {
    toVersion: version,
    reason: '改用新版流程',
    mapping,
    instances: instances
      .filter(({ id, expected }) => ids?.includes(id) ?? expected !== null)
      .map(({ id, expected }) => ({ id, expected: expected ?? '' })),
  });
}

/** Goes on with moves for as long as something can be decided. */
async function moveAll(): Promise<void> {
  await bed.db.movedInstance.updateMany({ data: { triedAt: null } });
  const { decided, faults } = await advanceMoves(bed.db);
  expect(faults).toEqual([]);
  if (decided > 0) await moveAll();
}

async function outcomes(target: Target, moveId: string): Promise<string[]> {
  const { instances } = await readMove(bed.db, await admin(), target.definitionId, moveId);
  return instances.map(({ state, obstacles }) =>
    [state, ...obstacles.map(({ kind, name }) => `${kind} ${name}`)].join(' '),
  );
}

describe('a moved instance', () => {
  it('keeps its items, with the days of the new version, and says so in the trail', async () => {
    const { measureIds, instanceIds } = await measures(twoLeads());
    const [measureId = '', instanceId = ''] = [measureIds[0], instanceIds[0]];
    await hand(measureId, 'SIGN', 'finance');
    const before = await itemsOf(bed.db, { measureId });
    const target = await publishNext(bed.db, bed.county, edits.shortSigning, edits.leaderReview);

    const preview = await previewMove(bed.db, await admin(), target.definitionId, { toVersion: target.version });
    expect(preview.instances).toMatchObject([
      {
        id: instanceId,
        obstacles: [],
        days: [{ elementId: 'sign', name: '签收', what: 'due', from: '2020-03-09', to: '2020-03-05' }],
        ahead: ['领导审核'],
        missed: [],
      },
    ]);
    const moveId = await begin(target);
    await settle(bed.db);
    await moveAll();
    await settle(bed.db);
    await moveAll();
    expect(await outcomes(target, moveId)).toEqual(['MOVED']);
    expect(await rowOf(instanceId)).toMatchObject({ definitionVersionId: target.id, status: 'RUNNING' });

    const after = await itemsOf(bed.db, { measureId });
    expect(after.map(({ id, state }) => [id, state])).toEqual(before.map(({ id, state }) => [id, state]));
    const open = after.find((item) => item.kind === 'SIGN' && item.state === 'OPEN');
    expect(open).toMatchObject({ dueOn: '2020-03-05', deemOn: '2020-03-12', dueRule: { offset: 3 } });
    const trail = await bed.db.auditEvent.findMany({
      where: { instanceId, kind: { in: ['PROCESS_MOVED', 'WORK_ITEM_RENEWED'] } },
      orderBy: { id: 'asc' },
    });
    expect(trail).toMatchObject([
      { kind: 'WORK_ITEM_RENEWED', workItemId: open?.id, data: { dueFrom: '2020-03-09', dueTo: '2020-03-05' } },
      { kind: 'PROCESS_MOVED', measureId, data: { from: 1, to: 2, reason: '改用新版流程' } },
    ]);
  });

  it('goes on by the new version, and what is done is not done again', async () => {
    const { measureIds } = await measures({ leads: [bed.county.units.finance.name] });
    const [measureId = ''] = measureIds;
    await hand(measureId, 'SIGN', 'finance');
    await settle(bed.db);
    await playDays(bed.db, bed.county.id, '2020-03-02', '2020-03-04');
    await playDay(bed.db, bed.county.id, '2020-06-01');
    await begin(await publishNext(bed.db, bed.county, edits.leaderReview));
    await moveAll();
    await hand(measureId, 'REPORT', 'finance');
    await settle(bed.db);
    const review = await itemOf(bed.db, { measureId, elementId: 'review', state: 'OPEN' });
    await acceptReview(bed.db, await actorOf(bed.db, bed.county.posts.office), { id: review.id });
    await settle(bed.db);
    const leader = await itemOf(bed.db, { measureId, elementId: 'leaderReview', state: 'OPEN' });
    expect(leader).toMatchObject({
      holderKind: 'LEADER',
      reviewsId: (await itemOf(bed.db, { measureId, kind: 'REPORT' })).id,
    });
    expect(await itemsOf(bed.db, { measureId, kind: 'SIGN' })).toHaveLength(1);
  });

  it('hands an open item over where the new version names another holder, and leaves it what was written', async () => {
    const { measureIds } = await measures({ leads: [bed.county.units.finance.name] });
    const [measureId = ''] = measureIds;
    await hand(measureId, 'SIGN', 'finance');
    await settle(bed.db);
    const before = await itemOf(bed.db, { measureId, kind: 'PLAN' });
    await bed.db.workItem.update({
      where: { id: before.id },
      data: {
        state: 'PREPARED',
        preparedBy: '联络员',
        preparedOn: '2020-03-02',
        text: '草稿',
        announcedOn: '2020-03-02',
      },
    });
    await begin(await publishNext(bed.db, bed.county, edits.officePlans));
    await moveAll();
    expect(await itemOf(bed.db, { measureId, kind: 'PLAN' })).toMatchObject({
      ...{ id: before.id, key: before.key, state: 'OPEN', holderKind: 'OFFICE', unitId: bed.county.units.office.id },
      ...{ preparedBy: null, announcedOn: null, text: '草稿', dueOn: before.dueOn },
    });
  });

  it('is not late through the move: a day that has passed already becomes the next working day', async () => {
    const { measureIds } = await measures({ leads: [bed.county.units.finance.name] });
    await setDay(bed.db, bed.county.id, '2020-03-06');
    await begin(await publishNext(bed.db, bed.county, edits.shortSigning));
    await moveAll();
    expect(await itemOf(bed.db, { measureId: measureIds[0] ?? '', kind: 'SIGN' })).toMatchObject({
      dueOn: '2020-03-09',
    });
  });

  it('asks its holder to sign for an open item where the new version sets a limit, counted from its opening', async () => {
    const { measureIds } = await measures({ leads: [bed.county.units.finance.name] });
    const [measureId = ''] = measureIds;
    await hand(measureId, 'SIGN', 'finance');
    await settle(bed.db);
    await setDay(bed.db, bed.county.id, '2020-03-03');
    const kind = 'duban:kind="PLAN"';
    const target = await publishNext(bed.db, bed.county, [kind, `${kind} duban:signWithin="3"`]);
    const { instances } = await previewMove(bed.db, await admin(), target.definitionId, { toVersion: target.version });
    expect(instances[0]?.days).toMatchObject([{ name: '制定具体方案', what: 'sign', from: null, to: '2020-03-05' }]);
    await begin(target);
    await moveAll();
    expect(await itemOf(bed.db, { measureId, kind: 'PLAN' })).toMatchObject({ signBy: '2020-03-05', signedOn: null });
  });

  it('counts the last day for signing, and the day of deeming, by the days of whoever holds the item', async () => {
    const { finance, office } = bed.county.units;
    await daysOff(finance.id, '2020-03-04', '2020-03-11');
    await daysOff(office.id, '2020-03-05');
    const { measureIds } = await measures({ leads: [finance.name] }, { leads: [finance.name] });
    const [signing = '', planning = ''] = measureIds;
    await hand(planning, 'SIGN', 'finance');
    await settle(bed.db);
    const kind = 'duban:kind="PLAN"';
    const limited = (days: number) => `${kind} duban:signWithin="${days}"`;
    await begin(await publishNext(bed.db, bed.county, [kind, limited(3)], edits.shortSigning));
    await moveAll();
    const plan = () => itemOf(bed.db, { measureId: planning, kind: 'PLAN' });
    expect(await plan()).toMatchObject({ openedOn: '2020-03-02', signBy: '2020-03-06' });
    const sign = await itemOf(bed.db, { measureId: signing, kind: 'SIGN' });
    expect(sign).toMatchObject({ dueOn: '2020-03-06', deemOn: '2020-03-16' });

    // A day off that comes later does not move the limit by itself; a further version counts it.
    await daysOff(finance.id, '2020-03-04', '2020-03-06', '2020-03-11');
    expect((await plan()).signBy).toBe('2020-03-06');
    await begin(await publishNext(bed.db, bed.county, [kind, limited(4)]));
    await moveAll();
    expect((await plan()).signBy).toBe('2020-03-10');

    const [held, byOffice] = edits.officePlans;
    await begin(await publishNext(bed.db, bed.county, [held, byOffice.replace(kind, limited(3))]));
    await moveAll();
    expect(await plan()).toMatchObject({ holderKind: 'OFFICE', signBy: '2020-03-06' });
  });

  it('is late in being signed for only where it was before, and asks no more once nobody has to sign', async () => {
    const { measureIds } = await measures({ leads: [bed.county.units.finance.name] });
    const [measureId = ''] = measureIds;
    await hand(measureId, 'SIGN', 'finance');
    await settle(bed.db);
    const kind = 'duban:kind="PLAN"';
    const moveTo = async (limit: string) => {
      await begin(await publishNext(bed.db, bed.county, [kind, `${kind}${limit}`]));
      await moveAll();
      return (await itemOf(bed.db, { measureId, kind: 'PLAN' })).signBy;
    };
    await setDay(bed.db, bed.county.id, '2020-03-06');
    expect(await moveTo(' duban:signWithin="2"')).toBe('2020-03-09');
    await setDay(bed.db, bed.county.id, '2020-03-10');
    expect(await moveTo(' duban:signWithin="3"')).toBe('2020-03-05');
    expect(await moveTo('')).toBeNull();
  });

  it('keeps a day that an extension has set', async () => {
    const { measureIds } = await measures({ leads: [bed.county.units.finance.name] });
    const { id } = await itemOf(bed.db, { measureId: measureIds[0] ?? '', kind: 'SIGN' });
    await bed.db.workItem.update({ where: { id }, data: { dueOn: '2020-03-20' } });
    await begin(await publishNext(bed.db, bed.county, edits.shortSigning));
    await moveAll();
    expect(await bed.db.workItem.findUnique({ where: { id } })).toMatchObject({
      dueOn: '2020-03-20',
      dueRule: { offset: 3 },
    });
  });

  it('sets the timers of the new version from the day on which their step began', async () => {
    const { measureIds, instanceIds } = await measures({ leads: [bed.county.units.finance.name] });
    await hand(measureIds[0] ?? '', 'SIGN', 'finance');
    await settle(bed.db);
    await setDay(bed.db, bed.county.id, '2020-03-04');
    const timer = `<bpmn:boundaryEvent id="planLate" attachedToRef="plan" cancelActivity="false">
      <bpmn:timerEventDefinition duban:timer="opened+10d" /></bpmn:boundaryEvent><bpmn:endEvent id="noted" />
      <bpmn:sequenceFlow id="toNoted" sourceRef="planLate" targetRef="noted" /><bpmn:endEvent id="takenOn"`;
    await begin(
      await publishNext(
        bed.db,
        bed.county,
        ['<bpmn:endEvent id="takenOn"', timer],
        ['duban:timer="period.cutOffOn"', 'duban:timer="period.cutOffOn+5d"'],
      ),
    );
    await moveAll();
    const where = { instanceId: instanceIds[0] ?? '', key: { startsWith: 'planLate@' } };
    expect(await bed.db.timer.findMany({ where })).toMatchObject([
      { setOn: '2020-03-02', day: '2020-03-12', firedOn: null },
    ]);
  });
});

describe('steps that were drawn anew under other ids', () => {
  const drawnAnew = (from: string, to: string): [string, string][] =>
    [' id', 'sourceRef', 'targetRef', 'bpmnElement'].map((name) => [`${name}="${from}"`, `${name}="${to}"`]);
  const mapping = { sign: 'signFor', reporting: 'reports' };

  it('keep their rows where an administrator says which they are: items, timers, rungs', async () => {
    const { measureIds, instanceIds } = await measures(twoLeads());
    const [measureId = '', instanceId = ''] = [measureIds[0], instanceIds[0]];
    await hand(measureId, 'SIGN', 'finance');
    await settle(bed.db);
    await playDays(bed.db, bed.county.id, '2020-03-03', '2020-03-10');
    const [before, timers, rungs] = [
      await itemsOf(bed.db, { measureId }),
      await bed.db.timer.findMany({ where: { instanceId }, orderBy: { key: 'asc' } }),
      await bed.db.escalation.findMany({ where: { instanceId }, orderBy: { id: 'asc' } }),
    ];
    expect(rungs.map(({ rung }) => rung)).toContain('URGE');
    for (const { obligationKey } of rungs) expect(obligationKey).toMatch(/^sign@\/sign#/);
    const target = await publishNext(
      ...([bed.db, bed.county, edits.shortSigning] as const),
      ...[...drawnAnew('sign', 'signFor'), ...drawnAnew('reporting', 'reports')],
    );
    const preview = (chosen?: ElementNames) =>
      admin().then((by) =>
        previewMove(bed.db, by, target.definitionId, { toVersion: target.version, mapping: chosen }),
      );
    const unmapped = await preview();
    expect(unmapped.gone).toEqual([
      { id: 'sign', name: '签收', places: [{ id: 'signFor', name: '签收' }] },
      { id: 'reporting', name: '报送（每个责任单位）', places: [{ id: 'reports', name: '报送（每个责任单位）' }] },
    ]);
    expect(unmapped.instances[0]?.obstacles.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'ELEMENT_ELSEWHERE 每个报送周期',
      'ELEMENT_GONE 报送（每个责任单位）',
      'ELEMENT_GONE 签收',
    ]);
    const [mapped] = (await preview(mapping)).instances;
    expect(mapped).toMatchObject({ obstacles: [], ahead: [], missed: [] });
    expect(mapped?.days).toMatchObject([{ elementId: 'signFor', what: 'due', from: '2020-03-09', to: '2020-03-05' }]);

    const moveId = await begin(target, undefined, mapping);
    await moveAll();
    await settle(bed.db);
    await moveAll();
    expect(await outcomes(target, moveId)).toEqual(['MOVED']);
    const after = await itemsOf(bed.db, { measureId });
    expect(after.map(({ id, state }) => [id, state])).toEqual(before.map(({ id, state }) => [id, state]));
    expect(after.filter(({ kind }) => kind === 'SIGN').map(({ elementId }) => elementId)).toEqual([
      'signFor',
      'signFor',
    ]);
    const timersAfter = await bed.db.timer.findMany({ where: { instanceId }, orderBy: { key: 'asc' } });
    expect(timersAfter.map(({ key, day }) => [key, day])).toEqual(
      timers.map(({ key, day }) => [key.replace('/reporting', '/reports'), day]),
    );

    // What was claimed is not claimed again, and what was done is not done again.
    await playDay(bed.db, bed.county.id, '2020-03-11');
    const claimed = await bed.db.escalation.findMany({ where: { instanceId }, orderBy: { id: 'asc' } });
    expect(claimed.map(({ id, obligationKey }) => [id, obligationKey])).toEqual(
      rungs.map(({ id, obligationKey }) => [id, obligationKey.replaceAll('sign', 'signFor')]),
    );
    await hand(measureId, 'SIGN', 'water');
    await settle(bed.db);
    expect((await itemsOf(bed.db, { measureId, kind: 'SIGN' })).map(({ state }) => state)).toEqual([
      'ACCEPTED',
      'ACCEPTED',
    ]);
    await itemOf(bed.db, { measureId, kind: 'PLAN', state: 'OPEN' });
    await playDays(bed.db, bed.county.id, '2020-05-29', '2020-06-01');
    expect(await itemsOf(bed.db, { measureId, kind: 'REPORT' })).toHaveLength(2);
    expect(await breaches(bed.db)).toEqual([]);
  });

  it('are not taken over while the process has something to take that names them as they were', async () => {
    const { measureIds, instanceIds } = await measures({ leads: [bed.county.units.finance.name] });
    const [instanceId = ''] = instanceIds;
    const target = await publishNext(bed.db, bed.county, ...drawnAnew('sign', 'signFor'));
    const moveId = await begin(target, undefined, mapping);
    await hand(measureIds[0] ?? '', 'SIGN', 'finance');
    const { step } = await rowOf(instanceId);
    await bed.db.stepFailure.create({ data: { instanceId, step: step + 1, message: 'no holder' } });
    await moveAll();
    expect(await outcomes(target, moveId)).toEqual(['REFUSED IN_BETWEEN null']);
  });
});

describe('the moment of a move', () => {
  it('makes a step that the workflow was about to take out of turn; it is taken again by the new version', async () => {
    const { measureIds, instanceIds } = await measures({ leads: [bed.county.units.finance.name] });
    const [measureId = '', instanceId = ''] = [measureIds[0], instanceIds[0]];
    await begin(await publishNext(bed.db, bed.county, edits.officePlans));
    await moveAll();
    await hand(measureId, 'SIGN', 'finance');
    const stale = await nextStep(bed.db, instanceId);
    if (!stale) throw new Error('nothing waits');
    await expect(commitStep(bed.db, { ...stale, step: stale.step - 1 })).rejects.toThrow(StepOutOfTurn);
    await settle(bed.db);
    expect(await itemOf(bed.db, { measureId, kind: 'PLAN' })).toMatchObject({ holderKind: 'OFFICE' });
  });

  it('waits until the process has taken what it was told', async () => {
    const { measureIds } = await measures(twoLeads());
    for (const unit of ['finance', 'water'] as const) await hand(measureIds[0] ?? '', 'SIGN', unit);
    const target = await publishNext(bed.db, bed.county, edits.shortSigning);
    const moveId = await begin(target);
    await moveAll();
    expect(await outcomes(target, moveId)).toEqual(['WAITING']);
    await settle(bed.db);
    await moveAll();
    expect(await outcomes(target, moveId)).toEqual(['MOVED']);
  });

  it('does not wait for a workflow that has yet to hear of what its row has taken in', async () => {
    const { measureIds, instanceIds } = await measures(twoLeads());
    await hand(measureIds[0] ?? '', 'SIGN', 'finance');
    const target = await publishNext(bed.db, bed.county, edits.shortSigning);
    const moveId = await begin(target);
    await moveAll();
    expect(await outcomes(target, moveId)).toEqual(['MOVED']);
    await hand(measureIds[0] ?? '', 'SIGN', 'water');
    await settle(bed.db);
    expect(await rowOf(instanceIds[0] ?? '')).toMatchObject({ step: 3, definitionVersionId: target.id });
    expect(await itemsOf(bed.db, { measureId: measureIds[0] ?? '', kind: 'PLAN' })).toHaveLength(1);
  });

  it('comes once, from however many sides it is gone on with', async () => {
    const { instanceIds } = await measures(...Array.from({ length: 4 }, twoLeads));
    const target = await publishNext(bed.db, bed.county, edits.shortSigning);
    const moveId = await begin(target);
    const rounds = await Promise.all([1, 2, 3].map(() => advanceMoves(bed.db)));
    await moveAll();
    expect(rounds.flatMap(({ faults }) => faults)).toEqual([]);
    expect(await outcomes(target, moveId)).toEqual(['MOVED', 'MOVED', 'MOVED', 'MOVED']);
    for (const id of instanceIds) expect(await rowOf(id)).toMatchObject({ step: 2, definitionVersionId: target.id });
    expect(await bed.db.auditEvent.count({ where: { kind: 'PROCESS_MOVED' } })).toBe(4);
    expect(await readMove(bed.db, await admin(), target.definitionId, moveId)).toMatchObject({
      state: 'FINISHED',
      moved: 4,
    });
  });

  it('finds an instance whose next step fails as it stands, and lets it go on with the new version', async () => {
    const { measureIds, instanceIds } = await measures({ leads: [bed.county.units.finance.name] });
    const [measureId = '', instanceId = ''] = [measureIds[0], instanceIds[0]];
    await hand(measureId, 'SIGN', 'finance');
    await bed.db.stepFailure.create({
      data: { instanceId, step: 2, message: 'x', firstAt: new Date(), lastAt: new Date() },
    });
    await begin(await publishNext(bed.db, bed.county, edits.officePlans));
    await moveAll();
    expect(await bed.db.stepFailure.count()).toBe(0);
    await settle(bed.db);
    expect(await itemOf(bed.db, { measureId, kind: 'PLAN' })).toMatchObject({ holderKind: 'OFFICE' });
  });
});

describe('what is not moved', () => {
  it('stays as it was, with the reason and the step that is in the way', async () => {
    const { measureIds, instanceIds } = await measures(twoLeads(), { leads: [bed.county.units.school.name] });
    await hand(measureIds[1] ?? '', 'SIGN', 'school');
    await settle(bed.db);
    const before = await rowOf(instanceIds[1] ?? '');
    const target = await publishNext(
      bed.db,
      bed.county,
      ['<bpmn:userTask id="plan" ', '<bpmn:userTask id="newPlan" '],
      ['targetRef="plan"', 'targetRef="newPlan"'],
      ['sourceRef="plan"', 'sourceRef="newPlan"'],
      ['bpmnElement="plan"', 'bpmnElement="newPlan"'],
    );
    const moveId = await begin(target, instanceIds);
    await moveAll();
    expect(await outcomes(target, moveId)).toEqual(['REFUSED ELEMENT_GONE 制定具体方案', 'MOVED']);
    expect(await rowOf(instanceIds[1] ?? '')).toEqual(before);
  });

  it('has gone on since the preview to where something else would become of it', async () => {
    const { measureIds } = await measures({ leads: [bed.county.units.finance.name] });
    const target = await publishNext(bed.db, bed.county, edits.officePlans);
    const moveId = await begin(target);
    await hand(measureIds[0] ?? '', 'SIGN', 'finance');
    await settle(bed.db);
    await moveAll();
    expect(await outcomes(target, moveId)).toEqual(['REFUSED CHANGED null']);
  });

  it('is of the administrator’s own unit: another administrator moves it', async () => {
    await measures({ leads: [bed.county.units.finance.name] }, { leads: [bed.county.units.water.name] });
    await bed.db.post.update({
      where: { id: bed.county.posts.admin },
      data: { unitId: bed.county.units.finance.id },
    });
    const target = await publishNext(bed.db, bed.county, edits.shortSigning);
    const { instances } = await previewMove(bed.db, await admin(), target.definitionId, { toVersion: target.version });
    expect(instances.map(({ obstacles }) => obstacles.map(({ kind }) => kind))).toEqual([['OWN_CASE'], []]);
    const moveId = await begin(
      target,
      instances.map(({ id }) => id),
    );
    await moveAll();
    expect(await outcomes(target, moveId)).toEqual(['REFUSED OWN_CASE null', 'MOVED']);
  });

  it('was left when the move was stopped', async () => {
    const { instanceIds } = await measures(twoLeads(), twoLeads());
    const target = await publishNext(bed.db, bed.county, edits.shortSigning);
    const moveId = await begin(target);
    await stopMove(bed.db, await admin(), target.definitionId, moveId);
    await moveAll();
    expect(await outcomes(target, moveId)).toEqual(['STOPPED', 'STOPPED']);
    for (const id of instanceIds) expect(await rowOf(id)).toMatchObject({ step: 1 });
    await expect(stopMove(bed.db, await admin(), target.definitionId, moveId)).rejects.toMatchObject({
      code: 'CONFLICT',
    });
  });

  it('waits in another move already', async () => {
    await measures(twoLeads());
    const target = await publishNext(bed.db, bed.county, edits.shortSigning);
    await begin(target);
    await expect(begin(target)).rejects.toMatchObject({ code: 'CONFLICT' });
  });
});
