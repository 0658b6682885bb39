import { faultsOf } from '../../domain/monitoring.ts';
import { mostTurns } from '../../domain/process/turning.ts';
import type { ProcessState } from '../../domain/process/types.ts';
import { fromJson } from '../../prisma/json.ts';
import { beginMove, readMove } from '../../prisma/repositories/instanceMoves.ts';
import { readFacts } from '../../prisma/repositories/monitorFaults.ts';
import { previewMove } from '../../prisma/repositories/movePreview.ts';
import { retryInstance } from '../../prisma/repositories/repairs.ts';
import { publishDefinition } from '../../prisma/repositories/setup.ts';
import { submitWorkItem } from '../../prisma/repositories/workItems.ts';
import {
  callActivity,
  chain,
  diagram,
  endEvent,
  flow,
  gateway,
  loop,
  serviceTask,
  startEvent,
  timer,
  userTask,
} from '../domain/process/diagram.ts';
import { freshCounty } from '../support/bed.ts';
import { actorOf } from '../support/county.ts';
import { createEngine, type Engine, eventually, settled } from '../support/engine.ts';
import { breaches } from '../support/invariants.ts';
import { buildPlan, itemOf, itemsOf } from '../support/plan.ts';

const bed = freshCounty();
let engine: Engine;

beforeEach(async () => {
  engine = await createEngine(bed.url);
  await engine.start();
});

afterEach(() => engine.close());

/** Beside an item of the office, `step` again and again: nobody supports the measure, so that nobody is waited for. */
const turning = (step: string, ...wait: string[]) =>
  diagram(
    ...[
      startEvent(),
      gateway('f', 'parallel'),
      userTask('beside', { kind: 'DECIDE' }),
      gateway('m', 'exclusive'),
      step,
    ],
    ...[userTask('each', {}, loop('supportingUnits')), gateway('x', 'exclusive', 'x-m'), endEvent()],
    ...[chain('start', 'f', 'beside', 'end'), chain('f', 'm', 'turns', 'each', ...wait, 'x')],
    ...wait.map((id) => userTask(id, { kind: 'DECIDE' })),
    ...[flow('x', 'm'), flow('x', 'end', 'wait.outcome = "ACCEPTED"')],
  );

const publish = (bpmnXml: string, key = 'measureLifecycle') =>
  bed.db.$transaction((tx) => publishDefinition(tx, bed.county.id, { key, name: key, bpmnXml }));

it.each([
  ['a called process that ends at once', callActivity('turns', 'instant'), mostTurns + 1],
  ['an operation', serviceTask('turns', 'setScore'), 0],
  ['a timer whose day is past', timer('turns', '2020-01-02'), 0],
])(
  'a loop through %s stands still with its reason, and goes on in a version with somebody in it',
  async (_what, step, calls) => {
    await publish(diagram(startEvent(), endEvent(), chain('start', 'end')), 'instant');
    const measureVersionId = await publish(turning(step));
    const { measureIds } = await buildPlan(
      bed.db,
      { ...bed.county, measureVersionId },
      {
        measures: [{ leads: [bed.county.units.finance.name] }],
        ...{ periods: [], years: [] },
      },
    );
    const measureId = measureIds[0] ?? '';
    const where = { measureId, parentKey: null };
    const row = () => bed.db.processInstance.findFirstOrThrow({ where });
    const { id } = await row();
    const isStuck = async () => (await row()).stuck;
    await eventually(isStuck, 'it stands still', 60);
    await settled(bed.db);
    expect(fromJson<ProcessState>((await row()).state).stuck).toEqual([
      { elementId: 'turns', scope: '', reason: 'ENDLESS_LOOP' },
    ]);
    expect(await bed.db.processInstance.count({ where: { measureId, parentInstanceId: id } })).toBe(calls);

    const admin = await actorOf(bed.db, bed.county.posts.admin);
    const faults = async () => {
      const facts = (await readFacts(bed.db, admin, [id], [])).get(id);
      return facts && faultsOf(facts);
    };
    const fault = { kind: 'ENDLESS_LOOP', elementId: 'turns', repairs: ['retry'] };
    expect(await faults()).toMatchObject([fault]);
    const { step: before } = await row();
    await retryInstance(bed.db, admin, { id, reason: '再试', lost: [] });
    await settled(bed.db);
    expect(await faults()).toMatchObject([fault]);
    expect((await row()).step).toBe(before + mostTurns + 1);

    await publish(turning(step, 'wait'));
    const { definitionId, version } = await bed.db.definitionVersion.findFirstOrThrow({
      where: { definition: { key: 'measureLifecycle' } },
      orderBy: { version: 'desc' },
    });
    const { instances } = await previewMove(bed.db, admin, definitionId, { toVersion: version });
    const moveId = await beginMove(bed.db, admin, definitionId, {
      ...{ toVersion: version, reason: '增加研究决定' },
      instances: instances.map(({ id, expected }) => ({ id, expected: expected ?? '' })),
    });
    const read = () => readMove(bed.db, admin, definitionId, moveId);
    await eventually(async () => (await read()).state === 'FINISHED', 'the move has ended');
    expect(await read()).toMatchObject({ moved: 1 });
    await settled(bed.db);
    expect(await faults()).toEqual([]);
    const office = await actorOf(bed.db, bed.county.posts.office);
    for (const elementId of ['wait', 'beside']) {
      await submitWorkItem(bed.db, office, { id: (await itemOf(bed.db, { measureId, elementId })).id, text: '已定' });
    }
    await settled(bed.db);
    expect(await row()).toMatchObject({ status: 'COMPLETED' });
    expect(await itemsOf(bed.db, { measureId, state: 'OPEN' })).toEqual([]);
    expect(await breaches(bed.db)).toEqual([]);
  },
);
