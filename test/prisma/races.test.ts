import type { Tx } from '../../prisma/client.ts';
import { loadCountyDay } from '../../prisma/repositories/clock.ts';
import { commitStep } from '../../prisma/repositories/instances.ts';
import { acceptReview } from '../../prisma/repositories/judging.ts';
import { closePlanWhenDone } from '../../prisma/repositories/operations.ts';
import { appendEvents } from '../../prisma/repositories/outbox.ts';
import { deemOverdue, fireTimers } from '../../prisma/repositories/round.ts';
import { submitWorkItem } from '../../prisma/repositories/workItems.ts';
import { freshCounty } from '../support/bed.ts';
import { actorOf, setDay } from '../support/county.ts';
import { breaches } from '../support/invariants.ts';
import { buildPlan, itemOf, itemsOf } from '../support/plan.ts';
import { refusal } from '../support/refusal.ts';
import { nextStep, settle } from '../support/settle.ts';
import { untilWaiting } from '../support/untilWaiting.ts';

/** A report that the office decides about itself when it has not come by the second working day after its due day. */
const WITH_TIME_OUT = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:duban="urn:duban:bpmn:1" id="withTimeOutDefinitions" targetNamespace="urn:duban:definitions">
  <bpmn:process id="withTimeOut" name="限时报送" isExecutable="true">
    <bpmn:startEvent id="begin"><bpmn:outgoing>toReport</bpmn:outgoing></bpmn:startEvent>
    <bpmn:userTask id="report" name="报送" duban:kind="COORDINATE" duban:holder="coordinator" duban:due="opened+5wd">
      <bpmn:incoming>toReport</bpmn:incoming><bpmn:outgoing>toClose</bpmn:outgoing>
    </bpmn:userTask>
    <bpmn:boundaryEvent id="timeOut" attachedToRef="report" cancelActivity="true">
      <bpmn:outgoing>toDecide</bpmn:outgoing>
      <bpmn:timerEventDefinition id="timeOut_timer" duban:timer="due+2wd" />
    </bpmn:boundaryEvent>
    <bpmn:userTask id="decide" name="研究决定" duban:kind="DECIDE" duban:holder="office" duban:due="opened+5wd">
      <bpmn:incoming>toDecide</bpmn:incoming><bpmn:outgoing>decided</bpmn:outgoing>
    </bpmn:userTask>
    <bpmn:userTask id="close" name="归档" duban:kind="CLOSE" duban:holder="office" duban:due="opened+5wd">
      <bpmn:incoming>toClose</bpmn:incoming><bpmn:outgoing>closed</bpmn:outgoing>
    </bpmn:userTask>
    <bpmn:endEvent id="done"><bpmn:incoming>decided</bpmn:incoming><bpmn:incoming>closed</bpmn:incoming></bpmn:endEvent>
    <bpmn:sequenceFlow id="toReport" sourceRef="begin" targetRef="report" />
    <bpmn:sequenceFlow id="toClose" sourceRef="report" targetRef="close" />
    <bpmn:sequenceFlow id="toDecide" sourceRef="timeOut" targetRef="decide" />
    <bpmn:sequenceFlow id="decided" sourceRef="decide" targetRef="done" />
    <bpmn:sequenceFlow id="closed" sourceRef="close" targetRef="done" />
  </bpmn:process>
</bpmn:definitions>`;

const TIME_OUT_DAY = '2020-03-11';

describe('a time-out against a submission', () => {
  const bed = freshCounty({ measureBpmn: WITH_TIME_OUT });

  async function launch() {
    const { measureIds } = await buildPlan(bed.db, bed.county, {
      measures: [{ leads: [bed.county.units.finance.name] }],
      periods: [],
      years: [],
    });
    const measureId = measureIds[0] ?? '';
    const report = await itemOf(bed.db, { measureId, elementId: 'report' });
    const head = await actorOf(bed.db, bed.county.units.finance.head);
    const submit = () => submitWorkItem(bed.db, head, { id: report.id, text: '已办', fields: { amount: 7 } });
    const open = async () =>
      (await itemsOf(bed.db, { measureId, state: 'OPEN' }))
        .map((item) => item.elementId)
        .filter((id) => id !== 'report');
    return { measureId, report, submit, open, instanceId: report.instanceId };
  }

  it('first the time-out: the item is cancelled, the submission refused, the time-out’s flow taken', async () => {
    const { report, submit, open } = await launch();
    await setDay(bed.db, bed.county.id, TIME_OUT_DAY);
    expect(await fireTimers(bed.db, bed.county.id, TIME_OUT_DAY)).toBe(1);
    await settle(bed.db);
    expect((await bed.db.workItem.findUniqueOrThrow({ where: { id: report.id } })).state).toBe('CANCELLED');
    await refusal(submit(), 'ITEM_CLOSED');
    expect(await open()).toEqual(['decide']);
    expect(await breaches(bed.db)).toEqual([]);
  });

  it('the submission while the time-out is under way: rows decide, the normal flow is taken', async () => {
    const { instanceId, report, submit, open } = await launch();
    await setDay(bed.db, bed.county.id, TIME_OUT_DAY);
    await fireTimers(bed.db, bed.county.id, TIME_OUT_DAY);
    const step = await nextStep(bed.db, instanceId);
    await submit();
    if (!step) throw new Error('nothing waits');
    const { produced } = await commitStep(bed.db, step);
    expect(produced.map(({ event }) => event)).toMatchObject([
      { type: 'workItemClosed', key: report.key },
      {
        type: 'cancelAnswered',
        answers: [{ key: report.key, result: 'alreadyClosed', outcome: 'ACCEPTED', fields: { amount: 7 } }],
      },
    ]);
    await settle(bed.db);
    expect((await bed.db.workItem.findUniqueOrThrow({ where: { id: report.id } })).state).toBe('ACCEPTED');
    expect(await open()).toEqual(['close']);
    expect(await breaches(bed.db)).toEqual([]);
  });

  it('both at the same moment: one of the two flows, never both, never none', async () => {
    const { submit, open } = await launch();
    await setDay(bed.db, bed.county.id, TIME_OUT_DAY);
    await Promise.allSettled([fireTimers(bed.db, bed.county.id, TIME_OUT_DAY).then(() => settle(bed.db)), submit()]);
    await settle(bed.db);
    expect(await open()).toHaveLength(1);
    expect(await breaches(bed.db)).toEqual([]);
  });
});

/** A report with its review, both to be done within ten working days; else the office decides. */
const WITH_TERM = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:duban="urn:duban:bpmn:1" id="withTermDefinitions" targetNamespace="urn:duban:definitions">
  <bpmn:process id="withTerm" name="限期整改" isExecutable="true">
    <bpmn:startEvent id="begin"><bpmn:outgoing>toWork</bpmn:outgoing></bpmn:startEvent>
    <bpmn:subProcess id="work" name="整改与审核">
      <bpmn:incoming>toWork</bpmn:incoming><bpmn:outgoing>worked</bpmn:outgoing>
      <bpmn:startEvent id="workBegins"><bpmn:outgoing>toReport</bpmn:outgoing></bpmn:startEvent>
      <bpmn:userTask id="report" name="整改" duban:kind="RECTIFY" duban:holder="coordinator" duban:due="opened+5wd">
        <bpmn:incoming>toReport</bpmn:incoming><bpmn:outgoing>toReview</bpmn:outgoing>
      </bpmn:userTask>
      <bpmn:userTask id="review" name="审核" duban:kind="REVIEW" duban:holder="office" duban:due="opened+3wd" duban:reviews="report">
        <bpmn:incoming>toReview</bpmn:incoming><bpmn:outgoing>reviewed</bpmn:outgoing>
      </bpmn:userTask>
      <bpmn:endEvent id="workDone"><bpmn:incoming>reviewed</bpmn:incoming></bpmn:endEvent>
      <bpmn:sequenceFlow id="toReport" sourceRef="workBegins" targetRef="report" />
      <bpmn:sequenceFlow id="toReview" sourceRef="report" targetRef="review" />
      <bpmn:sequenceFlow id="reviewed" sourceRef="review" targetRef="workDone" />
    </bpmn:subProcess>
    <bpmn:boundaryEvent id="term" attachedToRef="work" cancelActivity="true">
      <bpmn:outgoing>toDecide</bpmn:outgoing>
      <bpmn:timerEventDefinition id="term_timer" duban:timer="opened+10wd" />
    </bpmn:boundaryEvent>
    <bpmn:userTask id="decide" name="研究决定" duban:kind="DECIDE" duban:holder="office" duban:due="opened+5wd">
      <bpmn:incoming>toDecide</bpmn:incoming><bpmn:outgoing>decided</bpmn:outgoing>
    </bpmn:userTask>
    <bpmn:userTask id="close" name="归档" duban:kind="CLOSE" duban:holder="office" duban:due="opened+5wd">
      <bpmn:incoming>worked</bpmn:incoming><bpmn:outgoing>closed</bpmn:outgoing>
    </bpmn:userTask>
    <bpmn:endEvent id="done"><bpmn:incoming>decided</bpmn:incoming><bpmn:incoming>closed</bpmn:incoming></bpmn:endEvent>
    <bpmn:sequenceFlow id="toWork" sourceRef="begin" targetRef="work" />
    <bpmn:sequenceFlow id="worked" sourceRef="work" targetRef="close" />
    <bpmn:sequenceFlow id="toDecide" sourceRef="term" targetRef="decide" />
    <bpmn:sequenceFlow id="decided" sourceRef="decide" targetRef="done" />
    <bpmn:sequenceFlow id="closed" sourceRef="close" targetRef="done" />
  </bpmn:process>
</bpmn:definitions>`;

const TERM_DAY = '2020-03-16';

describe('a time-out of the whole against what waits for its review', () => {
  const bed = freshCounty({ measureBpmn: WITH_TERM });

  async function launch() {
    const { measureIds } = await buildPlan(bed.db, bed.county, {
      measures: [{ leads: [bed.county.units.finance.name] }],
      periods: [],
      years: [],
    });
    const measureId = measureIds[0] ?? '';
    const { id, instanceId } = await itemOf(bed.db, { measureId, elementId: 'report' });
    const head = await actorOf(bed.db, bed.county.units.finance.head);
    const submit = () => submitWorkItem(bed.db, head, { id, text: '已整改' });
    const report = () => bed.db.workItem.findUniqueOrThrow({ where: { id } });
    const states = async () =>
      (await itemsOf(bed.db, { measureId })).map(({ elementId, state }) => `${elementId} ${state}`).sort();
    const timeOut = async () => {
      await setDay(bed.db, bed.county.id, TERM_DAY);
      expect(await fireTimers(bed.db, bed.county.id, TERM_DAY)).toBe(1);
    };
    return { measureId, instanceId, submit, report, states, timeOut };
  }

  it('handed in first, and both come in one step: nobody will judge it, its text and its day stay', async () => {
    const { submit, report, states, timeOut } = await launch();
    await submit();
    await timeOut();
    await settle(bed.db);
    expect(await states()).toEqual(['decide OPEN', 'report CANCELLED']);
    expect(await report()).toMatchObject({ text: '已整改', submittedOn: '2020-03-02', closedOn: TERM_DAY });
    expect(await breaches(bed.db)).toEqual([]);
  });

  it('handed in while the time-out is under way: likewise', async () => {
    const { instanceId, submit, report, states, timeOut } = await launch();
    await timeOut();
    const step = await nextStep(bed.db, instanceId);
    await submit();
    if (!step) throw new Error('nothing waits');
    await commitStep(bed.db, step);
    await settle(bed.db);
    expect(await states()).toEqual(['decide OPEN', 'report CANCELLED']);
    expect(await report()).toMatchObject({ text: '已整改', submittedOn: TERM_DAY });
    expect(await breaches(bed.db)).toEqual([]);
  });

  it('while its review is open: both are cancelled', async () => {
    const { submit, states, timeOut } = await launch();
    await submit();
    await settle(bed.db);
    expect(await states()).toEqual(['report SUBMITTED', 'review OPEN']);
    await timeOut();
    await settle(bed.db);
    expect(await states()).toEqual(['decide OPEN', 'report CANCELLED', 'review CANCELLED']);
    expect(await breaches(bed.db)).toEqual([]);
  });

  it('accepted while the time-out is under way: rows decide, the normal flow is taken', async () => {
    const { measureId, instanceId, submit, states, timeOut } = await launch();
    await submit();
    await settle(bed.db);
    await timeOut();
    const step = await nextStep(bed.db, instanceId);
    const review = await itemOf(bed.db, { measureId, elementId: 'review' });
    await acceptReview(bed.db, await actorOf(bed.db, bed.county.posts.office), { id: review.id });
    if (!step) throw new Error('nothing waits');
    await commitStep(bed.db, step);
    await settle(bed.db);
    expect(await states()).toEqual(['close OPEN', 'report ACCEPTED', 'review ACCEPTED']);
    expect(await breaches(bed.db)).toEqual([]);
  });
});

describe('a review of what was deemed done', () => {
  const bed = freshCounty({
    measureBpmn: WITH_TERM.replace('duban:kind="RECTIFY"', 'duban:kind="RECTIFY" duban:deemedAfter="1"'),
  });

  it('is given like any other, and the item stays deemed', async () => {
    const { measureIds } = await buildPlan(bed.db, bed.county, {
      measures: [{ leads: [bed.county.units.finance.name] }],
      periods: [],
      years: [],
    });
    const measureId = measureIds[0] ?? '';
    await setDay(bed.db, bed.county.id, '2020-03-10');
    expect(await deemOverdue(bed.db, bed.county.id, '2020-03-10')).toBe(1);
    await settle(bed.db);
    const { id } = await itemOf(bed.db, { measureId, elementId: 'review' });
    await acceptReview(bed.db, await actorOf(bed.db, bed.county.posts.office), { id });
    await settle(bed.db);
    expect((await itemOf(bed.db, { measureId, elementId: 'report' })).state).toBe('DEEMED');
    expect((await itemOf(bed.db, { measureId, elementId: 'close' })).state).toBe('OPEN');
    expect(await breaches(bed.db)).toEqual([]);
  });
});

describe('an end against a submission', () => {
  const bed = freshCounty();

  async function launch() {
    const { measureIds } = await buildPlan(bed.db, bed.county, {
      measures: [{ leads: [bed.county.units.finance.name], deadline: '2020-11-30' }],
      periods: [],
      years: [],
    });
    const measureId = measureIds[0] ?? '';
    const sign = await itemOf(bed.db, { measureId, kind: 'SIGN' });
    const complete = await itemOf(bed.db, { measureId, kind: 'COMPLETE' });
    const head = await actorOf(bed.db, bed.county.units.finance.head);
    const submit = () => submitWorkItem(bed.db, head, { id: sign.id, text: '已签收' });
    const state = async (id: string) => (await bed.db.workItem.findUniqueOrThrow({ where: { id } })).state;
    return { measureId, instanceId: sign.instanceId, sign, complete, submit, state };
  }

  const withdraw = (instanceId: string) =>
    bed.db.$transaction((tx) =>
      appendEvents(tx, [{ instanceId, events: [{ type: 'withdrawn', day: '2020-03-02' }], wake: true }]),
    );

  it('withdrawn first: what is open is cancelled, and nothing can be handed in', async () => {
    const { instanceId, sign, complete, submit, state } = await launch();
    await withdraw(instanceId);
    await settle(bed.db);
    expect([await state(sign.id), await state(complete.id)]).toEqual(['CANCELLED', 'CANCELLED']);
    await refusal(submit(), 'ITEM_CLOSED');
    expect((await bed.db.processInstance.findUniqueOrThrow({ where: { id: instanceId } })).status).toBe('WITHDRAWN');
    expect(await breaches(bed.db)).toEqual([]);
  });

  it('handed in while the withdrawal is under way: it stays as it was handed in, the rest is cancelled', async () => {
    const { instanceId, sign, complete, submit, state } = await launch();
    await withdraw(instanceId);
    const step = await nextStep(bed.db, instanceId);
    await submit();
    if (step) await commitStep(bed.db, step);
    await settle(bed.db);
    expect([await state(sign.id), await state(complete.id)]).toEqual(['ACCEPTED', 'CANCELLED']);
    expect(await breaches(bed.db)).toEqual([]);
  });

  it('handed in while the measure is being closed out: likewise', async () => {
    const { measureId, instanceId, sign, complete, submit, state } = await launch();
    const office = await actorOf(bed.db, bed.county.posts.office);
    await submitWorkItem(bed.db, office, { id: (await itemOf(bed.db, { measureId, kind: 'CLOSE' })).id, text: '归档' });
    await settle(bed.db);
    const approval = await itemOf(bed.db, { measureId, kind: 'APPROVE' });
    await acceptReview(bed.db, await actorOf(bed.db, bed.county.posts.leader), { id: approval.id });
    const closing = await nextStep(bed.db, instanceId);
    if (closing) await commitStep(bed.db, closing);
    const ending = await nextStep(bed.db, instanceId);
    await submit();
    if (ending) await commitStep(bed.db, ending);
    await settle(bed.db);
    expect([await state(sign.id), await state(complete.id)]).toEqual(['ACCEPTED', 'CANCELLED']);
    expect((await bed.db.processInstance.findUniqueOrThrow({ where: { id: instanceId } })).status).toBe('TERMINATED');
    expect(await breaches(bed.db)).toEqual([]);
  });
});

describe('the end of a plan', () => {
  const bed = freshCounty();

  it('the last two measures of a plan that end at once close it, once', async () => {
    const { finance, water } = bed.county.units;
    const { planId, measureIds } = await buildPlan(bed.db, bed.county, {
      measures: [{ leads: [finance.name] }, { leads: [water.name] }],
    });
    const county = await loadCountyDay(bed.db, bed.county.id);
    const end = async (tx: Tx, id = '') => {
      await tx.measure.update({ where: { id }, data: { state: 'CLOSED', closedOn: county.today } });
      await closePlanWhenDone(tx, county, planId);
    };
    const second = async () => bed.db.$transaction((tx) => end(tx, measureIds[1]));
    let ending: Promise<void> | undefined;
    await bed.db.$transaction(async (tx) => {
      await end(tx, measureIds[0]);
      ending = second();
      await Promise.race([ending, untilWaiting(bed.db, 1)]);
    });
    await ending;
    expect(await bed.db.plan.findUniqueOrThrow({ where: { id: planId } })).toMatchObject({ state: 'CLOSED' });
    expect(await bed.db.auditEvent.count({ where: { planId, kind: 'PLAN_CLOSED' } })).toBe(1);
  });
});
