import { faultsOf } from '../../domain/monitoring.ts';
import type { ProcessState } from '../../domain/process/types.ts';
import { fromJson } from '../../prisma/json.ts';
import { beginMove } from '../../prisma/repositories/instanceMoves.ts';
import { commitStep, type Step } from '../../prisma/repositories/instances.ts';
import { readFacts } from '../../prisma/repositories/monitorFaults.ts';
import { previewMove } from '../../prisma/repositories/movePreview.ts';
import { advanceMoves } from '../../prisma/repositories/moving.ts';
import { retryInstance } from '../../prisma/repositories/repairs.ts';
import { fireTimers } from '../../prisma/repositories/round.ts';
import { publishDefinition } from '../../prisma/repositories/setup.ts';
import { recordStepFailure } from '../../prisma/repositories/stepFailures.ts';
import { submitWorkItem } from '../../prisma/repositories/workItems.ts';
import {
  boundary,
  callActivity,
  chain,
  diagram,
  endEvent,
  flow,
  gateway,
  startEvent,
  userTask,
} from '../domain/process/diagram.ts';
import { freshCounty } from '../support/bed.ts';
import { actorOf, setDay } from '../support/county.ts';
import { breaches } from '../support/invariants.ts';
import { buildPlan, itemOf, itemsOf } from '../support/plan.ts';
import { nextStep, settle } from '../support/settle.ts';

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

it('a call of a process of which nothing is published stops its caller in words, and goes on once it is', async () => {
  const published = { definition: { key: 'fillGroup' }, state: 'PUBLISHED' as const };
  const { id: versionId } = await bed.db.definitionVersion.findFirstOrThrow({ where: published });
  const { measureId, open } = await launch();
  await bed.db.definitionVersion.update({ where: { id: versionId }, data: { state: 'RETIRED' } });

  const again = buildPlan(bed.db, bed.county, {
    measures: [{ leads: [bed.county.units.finance.name] }],
    periods: [],
    years: [],
  });
  await expect(again).rejects.toMatchObject({
    code: 'CONFLICT',
    userMessage: { zh: expect.stringContaining('没有已发布的版本') },
  });

  const caller = await bed.db.processInstance.findFirstOrThrow({ where: { measureId, parentKey: null } });
  const calling: Step = {
    ...{ instanceId: caller.id, step: caller.step + 1, consumedUpTo: caller.consumedUpTo },
    state: fromJson<ProcessState>(caller.state),
    effects: [{ type: 'startInstance', key: 'called@#2', definitionKey: 'fillGroup', versionId: 'gone' }],
  };
  for (let attempt = 1; attempt <= 2; attempt += 1) {
    await commitStep(bed.db, calling).then(
      () => Promise.reject(new Error('it was committed')),
      (error: unknown) => recordStepFailure(bed.db, calling, error),
    );
  }
  const admin = await actorOf(bed.db, bed.county.posts.office);
  const faults = async () => {
    const facts = (await readFacts(bed.db, admin, [caller.id], [])).get(caller.id);
    return facts && faultsOf(facts);
  };
  const { name } = await bed.db.processDefinition.findFirstOrThrow({ where: { key: 'fillGroup' } });
  expect(await faults()).toMatchObject([
    { kind: 'CALL_FAILED', elementId: 'called', detail: name, attempts: 2, repairs: ['retry'] },
  ]);

  await bed.db.definitionVersion.update({ where: { id: versionId }, data: { state: 'PUBLISHED' } });
  await retryInstance(bed.db, admin, { id: caller.id, reason: '已发布', lost: [] });
  await commitStep(bed.db, calling);
  expect(await faults()).toEqual([]);
  const second = { measureId, parentKey: 'called@#2' };
  expect(await bed.db.processInstance.findFirst({ where: second })).toMatchObject({ definitionVersionId: versionId });
  expect(await open()).toEqual(['fill', 'fill']);
});

const publish = (key: string, bpmnXml: string) =>
  bed.db.$transaction((tx) => publishDefinition(tx, bed.county.id, { key, name: key, bpmnXml }));

const plan = (measureVersionId: string) =>
  buildPlan(
    bed.db,
    { ...bed.county, measureVersionId },
    { measures: [{ leads: [bed.county.units.finance.name] }], periods: [], years: [] },
  );

it('its caller hears how a called process ended, and knows nothing else of it', async () => {
  await publish(
    'inner',
    diagram(
      ...[startEvent(), gateway('g', 'exclusive', 'g-unknown'), userTask('known'), userTask('unknown'), endEvent()],
      ...[
        chain('start', 'g', 'unknown', 'end'),
        flow('g', 'known', 'before.outcome = "ACCEPTED"'),
        flow('known', 'end'),
      ],
    ),
  );
  const { measureIds } = await plan(
    await publish(
      'measureLifecycle',
      diagram(
        ...[startEvent(), userTask('before'), callActivity('called', 'inner'), gateway('x', 'exclusive', 'x-odd')],
        ...[userTask('ended'), userTask('odd'), endEvent(), chain('start', 'before', 'called', 'x', 'odd', 'end')],
        ...[flow('x', 'ended', 'called.outcome = "COMPLETED"'), flow('ended', 'end')],
      ),
    ),
  );
  const measureId = measureIds[0] ?? '';
  const office = await actorOf(bed.db, bed.county.posts.office);
  const open = async () => (await itemsOf(bed.db, { measureId, state: 'OPEN' })).map((item) => item.elementId);
  for (const next of [['before'], ['unknown'], ['ended']]) {
    await settle(bed.db);
    expect(await open()).toEqual(next);
    await submitWorkItem(bed.db, office, { id: (await itemOf(bed.db, { measureId, state: 'OPEN' })).id, text: '已办' });
  }
});

describe('a call that comes back to a process by which it was called', () => {
  const calling = (called: string, ...before: string[]) =>
    diagram(
      ...[startEvent(), callActivity('again', called), endEvent(), ...before.map((id) => userTask(id))],
      chain('start', ...before, 'again', 'end'),
    );

  it.each(['itself', 'another'])('is refused in words when %s is called at once', async (which) => {
    const called = which === 'itself' ? 'measureLifecycle' : 'between';
    const measureVersionId = await publish('measureLifecycle', calling(called));
    if (which === 'another') await publish('between', calling('measureLifecycle'));
    await expect(plan(measureVersionId)).rejects.toMatchObject({
      code: 'CONFLICT',
      userMessage: { zh: expect.stringContaining('又调用到自身') },
    });
    expect(await bed.db.processInstance.count()).toBe(0);
  });

  it('stops its caller later on, and goes on in a version without the call', async () => {
    const measureVersionId = await publish('measureLifecycle', calling('between'));
    await publish('between', calling('measureLifecycle', 'look'));
    const { measureIds } = await plan(measureVersionId);
    const measureId = measureIds[0] ?? '';
    const office = await actorOf(bed.db, bed.county.posts.office);
    await submitWorkItem(bed.db, office, {
      id: (await itemOf(bed.db, { measureId, elementId: 'look' })).id,
      text: '已办',
    });
    const { id } = await bed.db.processInstance.findFirstOrThrow({ where: { measureId, parentKey: { not: null } } });
    const step = await nextStep(bed.db, id);
    if (step === null) throw new Error('nothing to do');
    await commitStep(bed.db, step).then(
      () => Promise.reject(new Error('it was committed')),
      (error: unknown) => recordStepFailure(bed.db, step, error),
    );
    const admin = await actorOf(bed.db, bed.county.posts.admin);
    const facts = (await readFacts(bed.db, admin, [id], [])).get(id);
    expect(facts && faultsOf(facts)).toMatchObject([
      { kind: 'CALL_CIRCLE', elementId: 'again', detail: 'measureLifecycle', repairs: ['retry'] },
    ]);
    expect(await bed.db.processInstance.count({ where: { measureId } })).toBe(2);

    await publish(
      'between',
      diagram(startEvent(), userTask('look'), userTask('again'), endEvent(), chain('start', 'look', 'again', 'end')),
    );
    const { definitionId, version } = await bed.db.definitionVersion.findFirstOrThrow({
      where: { definition: { key: 'between' } },
      orderBy: { version: 'desc' },
    });
    const { instances } = await previewMove(bed.db, admin, definitionId, { toVersion: version });
    await beginMove(bed.db, admin, definitionId, {
      ...{ toVersion: version, reason: '去掉调用' },
      instances: instances.map((one) => ({ id: one.id, expected: one.expected ?? '' })),
    });
    expect(await advanceMoves(bed.db)).toMatchObject({ faults: [] });
    await settle(bed.db);
    expect(await itemsOf(bed.db, { measureId, state: 'OPEN' })).toMatchObject([{ elementId: 'again' }]);
  });
});
