import { applyAll } from '../../domain/process/interpreter.ts';
import type { ProcessState } from '../../domain/process/types.ts';
import { commitStep, loadGraph, loadRun, StepOutOfTurn } from '../../prisma/repositories/instances.ts';
import { acceptReview } from '../../prisma/repositories/judging.ts';
import { appendEvents, undelivered } from '../../prisma/repositories/outbox.ts';
import { fireTimers } from '../../prisma/repositories/round.ts';
import { submitWorkItem } from '../../prisma/repositories/workItems.ts';
import { freshCounty } from '../support/bed.ts';
import { actorOf, setDay, type TestCounty } from '../support/county.ts';
import { buildPlan, itemOf, itemsOf } from '../support/plan.ts';
import { nextStep, settle } from '../support/settle.ts';

const bed = freshCounty();

/** A measure with finance and water as lead units. */
async function twoLeads() {
  const plan = await buildPlan(bed.db, bed.county, {
    measures: [{ leads: [bed.county.units.finance.name, bed.county.units.water.name], deadline: '2020-11-30' }],
  });
  const [measureId = ''] = plan.measureIds;
  const instance = await bed.db.processInstance.findFirstOrThrow({ where: { measureId } });
  return { ...plan, measureId, instanceId: instance.id };
}

async function sign(measureId: string, unit: keyof TestCounty['units'], text = '已签收') {
  const item = await itemOf(bed.db, { measureId, kind: 'SIGN', unitId: bed.county.units[unit].id });
  await submitWorkItem(bed.db, await actorOf(bed.db, bed.county.units[unit].head), { id: item.id, text });
}

const rowOf = (instanceId: string) => bed.db.processInstance.findUniqueOrThrow({ where: { id: instanceId } });

async function everything(instanceId: string) {
  return {
    row: await rowOf(instanceId),
    items: await bed.db.workItem.findMany({ where: { instanceId }, orderBy: { key: 'asc' } }),
    timers: await bed.db.timer.findMany({ where: { instanceId }, orderBy: { key: 'asc' } }),
    outbox: await bed.db.outbox.findMany({ where: { instanceId }, orderBy: { seq: 'asc' } }),
    audit: await bed.db.auditEvent.count({ where: { instanceId } }),
  };
}

describe('one step', () => {
  it('repeated, returns the stored answer and changes nothing', async () => {
    const { measureId, instanceId } = await twoLeads();
    await sign(measureId, 'finance');
    await sign(measureId, 'water');
    const step = await nextStep(bed.db, instanceId);
    if (!step) throw new Error('nothing waits');
    const answer = await commitStep(bed.db, step);
    const after = await everything(instanceId);
    expect(await commitStep(bed.db, step)).toEqual(answer);
    expect(await everything(instanceId)).toEqual(after);
    expect(after.items.filter((item) => item.kind === 'PLAN')).toHaveLength(1);
  });

  it('at once from two sides, is taken once', async () => {
    const { measureId, instanceId } = await twoLeads();
    await sign(measureId, 'finance');
    await sign(measureId, 'water');
    const step = await nextStep(bed.db, instanceId);
    if (!step) throw new Error('nothing waits');
    const answers = await Promise.all([1, 2, 3, 4].map(() => commitStep(bed.db, step)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect((await rowOf(instanceId)).step).toBe(2);
    expect(await itemsOf(bed.db, { measureId, kind: 'PLAN' })).toHaveLength(1);
  });

  it('out of turn is refused, later and earlier ones alike', async () => {
    const { measureId, instanceId } = await twoLeads();
    await sign(measureId, 'finance');
    await sign(measureId, 'water');
    const step = await nextStep(bed.db, instanceId);
    if (!step) throw new Error('nothing waits');
    await expect(commitStep(bed.db, { ...step, step: 3 })).rejects.toThrow(StepOutOfTurn);
    await commitStep(bed.db, step);
    await expect(commitStep(bed.db, { ...step, step: 1 })).rejects.toThrow(StepOutOfTurn);
    expect((await rowOf(instanceId)).step).toBe(2);
  });

  it('of the same number with other events behind it is not the same step', async () => {
    const { measureId, instanceId } = await twoLeads();
    await sign(measureId, 'finance');
    await sign(measureId, 'water');
    const step = await nextStep(bed.db, instanceId);
    if (!step) throw new Error('nothing waits');
    await commitStep(bed.db, step);
    await expect(commitStep(bed.db, { ...step, consumedUpTo: step.consumedUpTo + 1 })).rejects.toThrow(StepOutOfTurn);
  });
});

describe('the outbox', () => {
  it('numbers events without gaps, however many write at once', async () => {
    const { instanceId } = await twoLeads();
    const before = (await rowOf(instanceId)).outboxSeq;
    await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        bed.db.$transaction((tx) =>
          appendEvents(tx, [
            { instanceId, events: [{ type: 'factsChanged', facts: { n }, day: '2020-03-02' }], wake: true },
          ]),
        ),
      ),
    );
    const rows = await bed.db.outbox.findMany({ where: { instanceId, seq: { gt: before } }, orderBy: { seq: 'asc' } });
    expect(rows.map((row) => row.seq)).toEqual(Array.from({ length: 20 }, (_, n) => before + n + 1));
    expect(await rowOf(instanceId)).toMatchObject({ outboxSeq: before + 20, wakeSeq: before + 20 });
  });

  it('keeps what a step produced numbered behind what came meanwhile', async () => {
    const { measureId, instanceId } = await twoLeads();
    await setDay(bed.db, bed.county.id, '2021-01-18');
    await fireTimers(bed.db, bed.county.id, '2021-01-18');
    const step = await nextStep(bed.db, instanceId);
    if (!step) throw new Error('nothing waits');
    await sign(measureId, 'finance');
    await sign(measureId, 'water');
    const between = (await rowOf(instanceId)).outboxSeq;
    const { produced } = await commitStep(bed.db, step);
    expect(produced.map(({ event }) => event.type)).toEqual([
      ...['workItemClosed', 'workItemClosed'],
      ...['timerDue', 'timerDue'],
      ...['operationDone', 'operationDone'],
    ]);
    expect(produced.map(({ seq }) => seq)).toEqual([-1, 0, 1, 2, 3, 4].map((n) => between + n));
    expect(
      (await bed.db.outbox.findMany({ where: { instanceId }, orderBy: { seq: 'asc' } })).map((row) => row.seq),
    ).toEqual(Array.from({ length: between + 4 - step.consumedUpTo }, (_, n) => step.consumedUpTo + 1 + n));
  });
});

const takenIn = (instanceId: string) => rowOf(instanceId).then(({ state }) => state as unknown as ProcessState);

async function told(instanceId: string) {
  return (
    (await undelivered(bed.db, { limit: 1000, perInstance: 1000, except: [] })).find(
      (delivery) => delivery.instanceId === instanceId,
    )?.events ?? []
  );
}

describe('a closing from which nothing follows', () => {
  it('is taken in by the row, and travels with the one that wakes', async () => {
    const { measureId, instanceId } = await twoLeads();
    await sign(measureId, 'finance');
    expect(await rowOf(instanceId)).toMatchObject({ outboxSeq: 1, wakeSeq: 0, consumedUpTo: 1, step: 1 });
    const signing = Object.values((await takenIn(instanceId)).activities).filter((one) => one.elementId === 'sign');
    expect(signing).toMatchObject([{ type: 'body', done: [expect.anything()], active: [expect.anything()] }, {}]);
    expect(await told(instanceId)).toEqual([]);
    await sign(measureId, 'water');
    expect(await rowOf(instanceId)).toMatchObject({ outboxSeq: 2, wakeSeq: 2, consumedUpTo: 1, step: 1 });
    expect((await told(instanceId)).map(({ seq }) => seq)).toEqual([1, 2]);
  });

  it('leads a workflow that hears of it later to the very step that the row would take', async () => {
    const { measureId, instanceId } = await twoLeads();
    const { graphHash, state, step } = await loadRun(bed.db, instanceId);
    await sign(measureId, 'finance');
    await sign(measureId, 'water');
    const events = await told(instanceId);
    const taken = applyAll(
      await loadGraph(bed.db, graphHash),
      state,
      events.map(({ event }) => event),
    );
    const own = { instanceId, step: step + 1, consumedUpTo: events.at(-1)?.seq ?? 0, ...taken };
    expect(own).toEqual(await nextStep(bed.db, instanceId));
    await commitStep(bed.db, own);
    expect(await itemsOf(bed.db, { measureId, kind: 'PLAN' })).toHaveLength(1);
  });

  it('is so the acceptance of a report: the review has opened nothing', async () => {
    const { measureId, instanceId } = await twoLeads();
    await setDay(bed.db, bed.county.id, '2020-06-01');
    await fireTimers(bed.db, bed.county.id, '2020-06-01');
    await settle(bed.db);
    const { id } = await itemOf(bed.db, { measureId, kind: 'REPORT', unitId: bed.county.units.water.id });
    await submitWorkItem(bed.db, await actorOf(bed.db, bed.county.units.water.head), { id, text: '进展顺利' });
    await settle(bed.db);
    const before = await rowOf(instanceId);
    const review = await itemOf(bed.db, { measureId, kind: 'REVIEW' });
    await acceptReview(bed.db, await actorOf(bed.db, bed.county.posts.office), { id: review.id });
    const after = await rowOf(instanceId);
    expect(after).toMatchObject({ step: before.step, wakeSeq: before.wakeSeq, consumedUpTo: before.outboxSeq + 1 });
    expect((await takenIn(instanceId)).activities).not.toHaveProperty([review.key]);
    expect((await takenIn(instanceId)).passed).toMatchObject({ review: 1, periodEnds: 1 });
  });

  it('wakes all the same where a step is under way, whose answer carries it', async () => {
    const { measureId, instanceId } = await twoLeads();
    await setDay(bed.db, bed.county.id, '2020-06-01');
    await fireTimers(bed.db, bed.county.id, '2020-06-01');
    const step = await nextStep(bed.db, instanceId);
    if (!step) throw new Error('nothing waits');
    await sign(measureId, 'finance');
    expect(await rowOf(instanceId)).toMatchObject({ consumedUpTo: 0, wakeSeq: step.consumedUpTo + 1 });
    const { produced } = await commitStep(bed.db, step);
    expect(produced).toMatchObject([{ seq: step.consumedUpTo + 1, event: { type: 'workItemClosed' } }]);
    expect(await told(instanceId)).toEqual([]);
  });

  it('comes between a step and its repetition, which is answered as before', async () => {
    const { measureId, instanceId } = await twoLeads();
    await setDay(bed.db, bed.county.id, '2020-06-01');
    await fireTimers(bed.db, bed.county.id, '2020-06-01');
    const step = await nextStep(bed.db, instanceId);
    if (!step) throw new Error('nothing waits');
    const answer = await commitStep(bed.db, step);
    await sign(measureId, 'finance');
    const after = await everything(instanceId);
    expect(after.row.consumedUpTo).toBe(step.consumedUpTo + 1);
    expect(await commitStep(bed.db, step)).toEqual(answer);
    expect(await everything(instanceId)).toEqual(after);
  });

  it('of two at the same moment that complete a group together: one wakes', async () => {
    const { measureId, instanceId } = await twoLeads();
    await Promise.all([sign(measureId, 'finance'), sign(measureId, 'water')]);
    expect(await rowOf(instanceId)).toMatchObject({ outboxSeq: 2, wakeSeq: 2 });
    await settle(bed.db);
    expect(await itemsOf(bed.db, { measureId, kind: 'PLAN' })).toHaveLength(1);
  });
});

describe('a measure to its end', () => {
  it('ends approved, with every other item cancelled and no timer or event left', async () => {
    const { measureId, instanceId } = await twoLeads();
    await setDay(bed.db, bed.county.id, '2021-01-18');
    await fireTimers(bed.db, bed.county.id, '2021-01-18');
    await settle(bed.db);
    for (const item of await itemsOf(bed.db, { measureId, kind: 'RECTIFY' })) {
      const unit = Object.values(bed.county.units).find((candidate) => candidate.id === item.unitId);
      await submitWorkItem(bed.db, await actorOf(bed.db, unit?.head ?? ''), { id: item.id, text: '已整改' });
    }
    await settle(bed.db);
    const office = await actorOf(bed.db, bed.county.posts.office);
    for (const item of await itemsOf(bed.db, { measureId, elementId: 'verifyRectified' })) {
      await acceptReview(bed.db, office, { id: item.id });
    }
    await settle(bed.db);
    await submitWorkItem(bed.db, office, {
      id: (await itemOf(bed.db, { measureId, kind: 'CLOSE' })).id,
      text: '办结归档',
    });
    await settle(bed.db);
    await acceptReview(bed.db, await actorOf(bed.db, bed.county.posts.leader), {
      id: (await itemOf(bed.db, { measureId, kind: 'APPROVE' })).id,
    });
    await settle(bed.db);
    expect((await rowOf(instanceId)).status).toBe('TERMINATED');
    expect((await bed.db.measure.findUniqueOrThrow({ where: { id: measureId } })).state).toBe('CLOSED');
    const left = await everything(instanceId);
    expect(left.items.filter((item) => item.state === 'OPEN' || item.state === 'PREPARED')).toEqual([]);
    expect(left.timers).toEqual([]);
    expect(left.outbox).toEqual([]);
  });
});
