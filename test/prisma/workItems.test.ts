import type { Graph, Variables } from '../../domain/process/types.ts';
import type { Actor } from '../../prisma/repositories/actor.ts';
import { acceptReview, returnReview } from '../../prisma/repositories/judging.ts';
import { claimRungs } from '../../prisma/repositories/rungs.ts';
import { prepareWorkItem, recallWorkItem, submitWorkItem } from '../../prisma/repositories/workItems.ts';
import {
  boundary,
  chain,
  endEvent,
  flow,
  gateway,
  graphOf,
  loop,
  startEvent,
  subProcess,
  timer,
  userTask,
} from '../domain/process/diagram.ts';
import { freshCounty } from '../support/bed.ts';
import { actorOf, alsoHolds, setDay, type TestCounty } from '../support/county.ts';
import { buildPlan, type ItemFilter, itemOf, itemsOf, type TestMeasure } from '../support/plan.ts';
import { refusal } from '../support/refusal.ts';
import { playDay, settle } from '../support/settle.ts';
import { publishGraph } from '../support/versions.ts';

const bed = freshCounty();

type Unit = keyof TestCounty['units'];
const unit = (name: Unit) => bed.county.units[name];
const head = (name: Unit) => actorOf(bed.db, unit(name).head);
const liaison = (name: Unit) => actorOf(bed.db, unit(name).liaison);
const holderOf = (post: keyof TestCounty['posts']) => actorOf(bed.db, bed.county.posts[post]);
const find = (where: ItemFilter) => itemOf(bed.db, where);
const row = (id: string) => bed.db.workItem.findUniqueOrThrow({ where: { id } });
const submit = (actor: Actor, id: string, text = '已办理') => submitWorkItem(bed.db, actor, { id, text });

async function launch(measure: TestMeasure): Promise<string> {
  const { measureIds } = await buildPlan(bed.db, bed.county, { measures: [measure] });
  return measureIds[0] ?? '';
}

/** A measure of finance alone, on the day its mid-year period opens; its report. */
async function openReport(measure: TestMeasure = { leads: [unit('finance').name] }) {
  const measureId = await launch(measure);
  await playDay(bed.db, bed.county.id, '2020-06-01');
  return { measureId, report: await find({ measureId, kind: 'REPORT', unitId: unit('finance').id }) };
}

describe('handing in under the head’s signature', () => {
  it('lets the liaison officer prepare and recall, and only the head submit', async () => {
    const { report } = await openReport();
    const officer = await liaison('finance');
    await refusal(submit(officer, report.id), 'FORBIDDEN');
    await prepareWorkItem(bed.db, officer, { id: report.id, text: '初稿' });
    expect(await row(report.id)).toMatchObject({ state: 'PREPARED', text: '初稿', version: 2, submittedOn: null });
    await recallWorkItem(bed.db, officer, { id: report.id });
    expect((await row(report.id)).state).toBe('OPEN');
    await prepareWorkItem(bed.db, officer, { id: report.id, text: '定稿' });
    await submitWorkItem(bed.db, await head('finance'), { id: report.id });
    expect(await row(report.id)).toMatchObject({ state: 'SUBMITTED', text: '定稿', submittedOn: '2020-06-01' });
  });

  it('refuses whoever does not hold the item, and an empty text', async () => {
    const { report } = await openReport();
    await refusal(submit(await head('water'), report.id), 'FORBIDDEN');
    await refusal(submit(await holderOf('office'), report.id), 'FORBIDDEN');
    const problem = await refusal(submit(await head('finance'), report.id, '  '), 'VALIDATION');
    expect(problem.problems.map(({ pointer }) => pointer)).toEqual(['/text']);
    expect((await row(report.id)).state).toBe('OPEN');
  });

  it('lets the liaison officer alone do what needs no signature', async () => {
    const measureId = await launch({ leads: [unit('finance').name] });
    const sign = await find({ measureId, kind: 'SIGN' });
    const input = { id: sign.id, text: '已签收', fields: { responsiblePerson: '顾映川' } };
    await submitWorkItem(bed.db, await liaison('finance'), input);
    expect(await row(sign.id)).toMatchObject({ state: 'ACCEPTED', closedOn: '2020-03-02' });
    const assignment = await bed.db.assignment.findFirstOrThrow({ where: { measureId } });
    expect(assignment.responsiblePerson).toBe('顾映川');
  });

  it('refuses a stale version and a closed item, and says which version is current', async () => {
    const { report } = await openReport();
    await prepareWorkItem(bed.db, await liaison('finance'), { id: report.id, text: '初稿', version: 1 });
    const boss = await head('finance');
    const stale = await refusal(
      submitWorkItem(bed.db, boss, { id: report.id, text: '报送', version: 1 }),
      'STALE_VERSION',
    );
    expect(stale.details.version).toBe(2);
    await submitWorkItem(bed.db, boss, { id: report.id, text: '报送', version: 2 });
    await refusal(submit(boss, report.id), 'CONFLICT');
    await settle(bed.db);
    await acceptReview(bed.db, await holderOf('office'), { id: (await find({ kind: 'REVIEW' })).id });
    await refusal(submit(boss, report.id), 'ITEM_CLOSED');
  });

  it('taken by one of two who hand in at the same moment', async () => {
    const { report } = await openReport();
    const boss = await head('finance');
    const outcomes = await Promise.allSettled([submit(boss, report.id, '甲'), submit(boss, report.id, '乙')]);
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected']);
    const audit = await bed.db.auditEvent.count({ where: { workItemId: report.id, kind: 'WORK_ITEM_SUBMITTED' } });
    expect(audit).toBe(1);
  });
});

describe('review', () => {
  it('accepts both rows in one go', async () => {
    const { report } = await openReport();
    await submit(await head('finance'), report.id);
    await settle(bed.db);
    const review = await find({ kind: 'REVIEW' });
    expect(review).toMatchObject({ holderKind: 'OFFICE', unitId: unit('office').id, reviewsId: report.id });
    await acceptReview(bed.db, await holderOf('office'), { id: review.id, text: '属实' });
    expect(await row(review.id)).toMatchObject({ state: 'ACCEPTED', outcome: 'ACCEPTED' });
    expect(await row(report.id)).toMatchObject({ state: 'ACCEPTED', closedOn: '2020-06-01' });
  });

  it('returns with a reason; the next round is due on the day set, or three working days on', async () => {
    const { measureId, report } = await openReport({ leads: [unit('finance').name, unit('water').name] });
    const other = await find({ measureId, kind: 'REPORT', unitId: unit('water').id });
    await submit(await head('finance'), report.id);
    await submit(await head('water'), other.id);
    await settle(bed.db);
    const office = await holderOf('office');
    const reviews = await itemsOf(bed.db, { measureId, kind: 'REVIEW' });
    const of = (id: string) => reviews.find((review) => review.reviewsId === id)?.id ?? '';
    await refusal(returnReview(bed.db, office, { id: of(report.id), reason: ' ' }), 'VALIDATION');
    const past = { id: of(report.id), reason: '缺数据', dueOn: '2020-05-29' };
    await refusal(returnReview(bed.db, office, past), 'VALIDATION');
    await returnReview(bed.db, office, { ...past, dueOn: '2020-06-12' });
    await returnReview(bed.db, office, { id: of(other.id), reason: '缺佐证' });
    await settle(bed.db);
    const again = await itemsOf(bed.db, { measureId, kind: 'REPORT', round: 2 });
    expect(again.find((item) => item.previousId === report.id)?.dueOn).toBe('2020-06-12');
    expect(again.find((item) => item.previousId === other.id)?.dueOn).toBe('2020-06-04');
    expect(again.map((item) => item.state)).toEqual(['OPEN', 'OPEN']);
    expect((await row(report.id)).state).toBe('RETURNED');
  });

  it('carries overdue days into the next round, without those on which the office had it', async () => {
    const { measureId, report } = await openReport();
    await setDay(bed.db, bed.county.id, '2020-07-03');
    await submit(await head('finance'), report.id);
    await settle(bed.db);
    await setDay(bed.db, bed.county.id, '2020-07-10');
    const review = await find({ measureId, kind: 'REVIEW' });
    await returnReview(bed.db, await holderOf('office'), { id: review.id, reason: '缺数据' });
    await settle(bed.db);
    expect(await find({ measureId, kind: 'REPORT', round: 2 })).toMatchObject({ carriedDays: 3, dueOn: '2020-07-15' });
  });

  it('tells the process what it decides by, and nothing of what was reported', async () => {
    const { report } = await openReport();
    const fields = { amount: 12, done: true, rows: [{ text: '报送内容' }], essay: '长'.repeat(300) };
    await submitWorkItem(bed.db, await head('finance'), { id: report.id, text: '报送内容', fields });
    const [row] = await bed.db.outbox.findMany({ where: { instanceId: report.instanceId } });
    expect(row?.event).toMatchObject({ type: 'workItemClosed', fields: { amount: 12, done: true } });
    expect(JSON.stringify(row?.event)).not.toContain('报送内容');
    expect(JSON.stringify(row?.event)).not.toContain('长');
  });
});

/** A measure of finance alone that runs by a drawing; its report. */
async function launchGraph(graph: Graph) {
  const { db, county } = bed;
  const measureVersionId = await publishGraph(db, county.measureVersionId, 2, graph);
  const measures = [{ responsible: [unit('finance').name], supporting: [], deadline: '2020-09-30' }];
  await buildPlan(db, county, { measures, settings: { measureVersionId } });
  return find({ elementId: 'report' });
}

/** Reports of answerable units that nobody waits for after their due day, each reviewed, and asked for anew when returned. */
const reviewedAfterItsTime = (deadline: 'interrupts' | 'does not') =>
  graphOf(
    startEvent(),
    subProcess(
      'each',
      [
        startEvent('begin'),
        gateway('again', 'exclusive'),
        userTask('report', { kind: 'REPORT', holder: 'memberUnit', due: 'opened+2wd' }),
        boundary('late', 'report', deadline === 'interrupts', 'due+1wd'),
        gateway('now', 'exclusive'),
        userTask('judge', { kind: 'REVIEW', due: 'opened+5wd', reviews: 'report', outcomes: 'ACCEPTED,RETURNED' }),
        gateway('judged', 'exclusive', 'done'),
        endEvent('over'),
        chain('begin', 'again', 'report', 'now', 'judge', 'judged'),
        flow('late', 'now'),
        flow('judged', 'over', undefined, 'done'),
        flow('judged', 'again', 'outcome = "RETURNED"'),
      ],
      loop('answerableUnits'),
    ),
    endEvent(),
    chain('start', 'each', 'end'),
  );

describe('a review of what was not handed in', () => {
  it('closes alone when it is accepted; what time has closed stays as it was', async () => {
    const report = await launchGraph(await reviewedAfterItsTime('interrupts'));
    await playDay(bed.db, bed.county.id, '2020-03-05');
    const closed = await row(report.id);
    expect(closed.state).toBe('CANCELLED');
    await setDay(bed.db, bed.county.id, '2020-03-06');
    const review = await find({ elementId: 'judge' });
    await acceptReview(bed.db, await holderOf('office'), { id: review.id });
    await settle(bed.db);
    expect(await row(review.id)).toMatchObject({ state: 'ACCEPTED', closedOn: '2020-03-06' });
    expect(await row(report.id)).toEqual(closed);
    expect(await bed.db.workItem.count({ where: { elementId: 'report' } })).toBe(1);
  });

  it.each([
    ['on the day that the office sets', '2020-03-20', '2020-03-20'],
    ['three working days on', undefined, '2020-03-11'],
  ])('asks for it anew %s, with the days that it was overdue when time closed it', async (_how, dueOn, due) => {
    const report = await launchGraph(await reviewedAfterItsTime('interrupts'));
    await playDay(bed.db, bed.county.id, '2020-03-05');
    await setDay(bed.db, bed.county.id, '2020-03-06');
    const { id } = await find({ elementId: 'judge' });
    await returnReview(bed.db, await holderOf('office'), { id, reason: '仍须报送', dueOn });
    await settle(bed.db);
    expect(await find({ elementId: 'report', round: 2 })).toMatchObject({
      ...{ previousId: report.id, dueOn: due, carriedDays: 1 },
    });
    expect((await row(report.id)).state).toBe('CANCELLED');
  });

  it('waits until it is handed in, and says so', async () => {
    const report = await launchGraph(await reviewedAfterItsTime('does not'));
    await playDay(bed.db, bed.county.id, '2020-03-05');
    const [review] = await itemsOf(bed.db, { elementId: 'judge' });
    const office = await holderOf('office');
    const { userMessage } = await refusal(acceptReview(bed.db, office, { id: review?.id ?? '' }), 'CONFLICT');
    expect(userMessage.zh).toBe('要审核的事项还没有报送，报送后才能审核');
    await submit(await head('finance'), report.id);
    await acceptReview(bed.db, office, { id: review?.id ?? '' });
    expect((await row(report.id)).state).toBe('ACCEPTED');
  });

  it('knows what it judges where both open in one step', async () => {
    const graph = await graphOf(
      ...[startEvent(), gateway('fork', 'parallel'), gateway('sync', 'parallel'), endEvent()],
      userTask('report', { kind: 'REPORT', holder: 'coordinator' }),
      userTask('judge', { kind: 'REVIEW', reviews: 'report', outcomes: 'ACCEPTED,RETURNED' }),
      ...[chain('start', 'fork', 'report', 'sync', 'end'), chain('fork', 'judge', 'sync')],
    );
    const report = await launchGraph(graph);
    const review = await find({ elementId: 'judge' });
    expect(review.reviewsId).toBe(report.id);
    const office = await holderOf('office');
    await refusal(acceptReview(bed.db, office, { id: review.id }), 'CONFLICT');
    await submit(await head('finance'), report.id);
    await acceptReview(bed.db, office, { id: review.id });
    expect((await row(report.id)).state).toBe('ACCEPTED');
  });

  it('of two judges one may have returned it already: the other one still gives a verdict, and it stays returned', async () => {
    const graph = await graphOf(
      startEvent(),
      userTask('report', { kind: 'REPORT', holder: 'coordinator' }),
      gateway('fork', 'parallel'),
      userTask('first', { kind: 'REVIEW', reviews: 'report', outcomes: 'ACCEPTED,RETURNED' }),
      userTask('second', { kind: 'REVIEW', reviews: 'report', outcomes: 'ACCEPTED,RETURNED' }),
      gateway('sync', 'parallel'),
      endEvent(),
      ...[chain('start', 'report', 'fork', 'first', 'sync', 'end'), chain('fork', 'second', 'sync')],
    );
    const report = await launchGraph(graph);
    await submit(await head('finance'), report.id);
    await settle(bed.db);
    const office = await holderOf('office');
    await returnReview(bed.db, office, { id: (await find({ elementId: 'first' })).id, reason: '缺数据' });
    await acceptReview(bed.db, office, { id: (await find({ elementId: 'second' })).id });
    await settle(bed.db);
    expect((await row(report.id)).state).toBe('RETURNED');
    expect(await bed.db.processInstance.findFirst({ where: { id: report.instanceId } })).toMatchObject({
      status: 'COMPLETED',
    });
  });
});

it('what is handed in waits for no review that its process has left before coming to it, and the trail says so', async () => {
  const graph = await graphOf(
    ...[startEvent(), boundary('term', 'work', true, 'opened+10d'), userTask('decide'), endEvent()],
    subProcess('work', [
      ...[
        startEvent('begin'),
        userTask('report', { kind: 'REPORT', holder: 'coordinator' }),
        timer('rest', 'opened+20d'),
      ],
      ...[userTask('judge', { kind: 'REVIEW', reviews: 'report', outcomes: 'ACCEPTED,RETURNED' }), endEvent('over')],
      chain('begin', 'report', 'rest', 'judge', 'over'),
    ]),
    ...[chain('start', 'work', 'end'), chain('term', 'decide', 'end')],
  );
  const { id } = await launchGraph(graph);
  await submit(await head('finance'), id, '进展');
  await settle(bed.db);
  expect((await row(id)).state).toBe('SUBMITTED');
  await playDay(bed.db, bed.county.id, '2020-03-12');
  expect(await row(id)).toMatchObject({ state: 'CANCELLED', text: '进展', submittedOn: '2020-03-02' });
  const trail = await bed.db.auditEvent.findFirstOrThrow({ where: { workItemId: id, kind: 'WORK_ITEM_CANCELLED' } });
  expect(trail.data).toEqual({ unjudged: true });
});

describe('nobody judges in their own case', () => {
  it('sends the review of the office’s own unit to the responsible leader', async () => {
    const measureId = await launch({ leads: [unit('office').name] });
    await playDay(bed.db, bed.county.id, '2020-06-01');
    await submit(await head('office'), (await find({ measureId, kind: 'REPORT' })).id);
    await settle(bed.db);
    const review = await find({ measureId, kind: 'REVIEW' });
    expect(review).toMatchObject({ holderKind: 'LEADER', postId: bed.county.posts.leader, unitId: null });
    await refusal(acceptReview(bed.db, await holderOf('office'), { id: review.id }), 'FORBIDDEN');
    await acceptReview(bed.db, await holderOf('leader'), { id: review.id });
  });

  it('passes by a responsible leader who also heads the unit, gives it to the leading group’s head, and says so', async () => {
    const measureId = await launch({ leads: [unit('office').name] });
    await alsoHolds(bed.db, bed.county.posts.leader, unit('office').head);
    await playDay(bed.db, bed.county.id, '2020-06-01');
    await submit(await head('office'), (await find({ measureId, kind: 'REPORT' })).id);
    await settle(bed.db);
    const review = await find({ measureId, kind: 'REVIEW' });
    expect(review).toMatchObject({ holderKind: 'CHIEF_LEADER', postId: bed.county.posts.chief });
    const opened = await bed.db.auditEvent.findFirstOrThrow({
      where: { workItemId: review.id, kind: 'WORK_ITEM_OPENED' },
    });
    const people = { aside: bed.county.posts.leader, instead: bed.county.posts.chief };
    for (const [key, postId] of Object.entries(people)) {
      const { title, holdings } = await bed.db.post.findUniqueOrThrow({
        where: { id: postId },
        include: { holdings: { include: { person: true } } },
      });
      expect(opened.data).toMatchObject({ [key]: `${title}${holdings[0]?.person.name}` });
    }
    await acceptReview(bed.db, await holderOf('chief'), { id: review.id });
  });

  it('refuses an officer who also heads the reporting unit, by every door', async () => {
    const { report } = await openReport();
    await submit(await head('finance'), report.id);
    await settle(bed.db);
    const review = await find({ kind: 'REVIEW' });
    await alsoHolds(bed.db, bed.county.posts.office, unit('finance').head);
    const both = await holderOf('office');
    expect(both.posts).toHaveLength(2);
    await refusal(acceptReview(bed.db, both, { id: review.id }), 'OWN_CASE');
    await refusal(returnReview(bed.db, both, { id: review.id, reason: '退回' }), 'OWN_CASE');
    await refusal(submitWorkItem(bed.db, both, { id: review.id, text: '通过', outcome: 'ACCEPTED' }), 'OWN_CASE');
    expect((await row(report.id)).state).toBe('SUBMITTED');
  });
});

describe('the period’s sheet', () => {
  /** Finance leads one measure and supports another, led by water; its sheet is open. */
  async function openSheet() {
    const { planId, measureIds } = await buildPlan(bed.db, bed.county, {
      measures: [
        { leads: [unit('finance').name] },
        { leads: [unit('finance').name] },
        { leads: [unit('water').name], supporting: [unit('finance').name] },
      ],
    });
    await playDay(bed.db, bed.county.id, '2020-06-01');
    const sheet = await find({ planId, kind: 'SHEET', unitId: unit('finance').id });
    const reports = await itemsOf(bed.db, { planId, kind: 'REPORT', unitId: unit('finance').id });
    const rows = reports.map(({ id }, index) => ({ workItemId: id, text: `进展${index + 1}` }));
    const inputs = [{ measureId: measureIds[2] ?? '', text: '配合情况' }];
    return { planId, measureIds, sheet, reports, fields: { rows, inputs } };
  }

  it('hands in its reports and inputs with one signature', async () => {
    const { sheet, reports, fields, measureIds } = await openSheet();
    await submitWorkItem(bed.db, await head('finance'), { id: sheet.id, text: '见各行', fields });
    expect((await row(sheet.id)).state).toBe('ACCEPTED');
    for (const [index, { id }] of reports.entries()) {
      expect(await row(id)).toMatchObject({ state: 'SUBMITTED', text: `进展${index + 1}` });
    }
    const inputs = await bed.db.measureInput.findMany();
    expect(inputs).toMatchObject([
      { measureId: measureIds[2], unitId: unit('finance').id, periodKey: '2020-MID', text: '配合情况' },
    ]);
    await settle(bed.db);
    expect(await itemsOf(bed.db, { kind: 'REVIEW' })).toHaveLength(2);
  });

  it('without rows hands its own text in for every report that is still open', async () => {
    const { sheet, reports } = await openSheet();
    await submitWorkItem(bed.db, await head('finance'), { id: sheet.id, text: '本期各项任务按计划推进' });
    expect((await row(sheet.id)).state).toBe('ACCEPTED');
    for (const report of reports) {
      expect(await row(report.id)).toMatchObject({ state: 'SUBMITTED', text: '本期各项任务按计划推进' });
    }
  });

  it('prepared by the liaison officer, hands in its rows when the head only signs', async () => {
    const { sheet, reports, fields } = await openSheet();
    await prepareWorkItem(bed.db, await liaison('finance'), { id: sheet.id, text: '见各行', fields });
    await submitWorkItem(bed.db, await head('finance'), { id: sheet.id });
    const after = await Promise.all(reports.map(({ id }) => row(id)));
    expect(after.map(({ state, text }) => [state, text])).toEqual([
      ['SUBMITTED', '进展1'],
      ['SUBMITTED', '进展2'],
    ]);
    expect(await bed.db.measureInput.count()).toBe(1);
  });

  it('keeps what it says out of the process', async () => {
    const { sheet, fields } = await openSheet();
    await submitWorkItem(bed.db, await head('finance'), { id: sheet.id, text: '见各行', fields });
    await settle(bed.db);
    const states = await bed.db.processInstance.findMany({ select: { state: true } });
    expect(JSON.stringify(states)).not.toContain('进展');
    expect(JSON.stringify(states)).not.toContain('配合情况');
  });

  it('takes the forms of its reports with its rows, and says whose form is wrong', async () => {
    const { sheet, reports } = await openSheet();
    const [first, second] = reports.map(({ id }) => id);
    const households = { key: 'households', kind: 'number', label: { zh: '户数', en: 'Households' }, required: true };
    await bed.db.workItem.update({ where: { id: first ?? '' }, data: { form: [{ ...households, min: 0 }] } });
    const boss = await head('finance');
    const rowsWith = (form: Variables): Variables => ({
      rows: [
        { workItemId: first ?? '', text: '进展1', form },
        { workItemId: second ?? '', text: '进展2' },
      ],
    });
    const wrong = submitWorkItem(bed.db, boss, { id: sheet.id, text: '见各行', fields: rowsWith({ households: -1 }) });
    const { problems, details } = await refusal(wrong, 'VALIDATION');
    expect(problems.map(({ message }) => message.zh)).toEqual([expect.stringMatching(/^“.+”：“户数”不能小于0$/)]);
    expect(details).toEqual({ workItemId: first });
    expect((await row(second ?? '')).state).toBe('OPEN');
    await submitWorkItem(bed.db, boss, { id: sheet.id, text: '见各行', fields: rowsWith({ households: 12 }) });
    expect(await row(first ?? '')).toMatchObject({ state: 'SUBMITTED', fields: { form: { households: 12 } } });
  });

  it('without rows leaves reports with forms to be filled in', async () => {
    const { sheet, reports } = await openSheet();
    const [first, second] = reports.map(({ id }) => id);
    const note = { key: 'note', kind: 'text', label: { zh: '说明', en: 'Note' }, required: true };
    await bed.db.workItem.update({ where: { id: first ?? '' }, data: { form: [note] } });
    await submitWorkItem(bed.db, await head('finance'), { id: sheet.id, text: '按计划推进' });
    expect([(await row(first ?? '')).state, (await row(second ?? '')).state]).toEqual(['OPEN', 'SUBMITTED']);
  });

  it('refuses another unit’s report, an input of a measure that is not the unit’s, and then changes nothing', async () => {
    const { planId, measureIds, sheet, reports, fields } = await openSheet();
    const foreign = await find({ planId, kind: 'REPORT', unitId: unit('water').id });
    const rows = [...fields.rows, { workItemId: foreign.id, text: '代报' }];
    const boss = await head('finance');
    await refusal(submitWorkItem(bed.db, boss, { id: sheet.id, text: '见各行', fields: { rows } }), 'VALIDATION');
    const untouched = await Promise.all([sheet, foreign, ...reports].map(({ id }) => row(id)));
    expect(new Set(untouched.map(({ state }) => state))).toEqual(new Set(['OPEN']));
    const stranger = await find({ planId, kind: 'SHEET', unitId: unit('water').id });
    const inputs = [{ measureId: measureIds[0] ?? '', text: '与我无关' }];
    await submitWorkItem(bed.db, await head('water'), { id: stranger.id, text: '见各行', fields: { inputs } });
    expect(await bed.db.measureInput.count()).toBe(0);
  });

  it('waits for neither the round nor another unit that locks the same items the other way round', async () => {
    const { sheet, fields } = await openSheet();
    await setDay(bed.db, bed.county.id, '2020-07-01');
    const reversed = { ...fields, rows: [...fields.rows].reverse() };
    await Promise.all([
      submitWorkItem(bed.db, await head('finance'), { id: sheet.id, text: '见各行', fields: reversed }),
      claimRungs(bed.db, bed.county.id, '2020-07-01'),
      claimRungs(bed.db, bed.county.id, '2020-07-01'),
    ]);
    expect((await row(sheet.id)).state).toBe('ACCEPTED');
  });
});

describe('late, unreported, deemed', () => {
  it('marks a period as unreported at its cut-off and still takes the report', async () => {
    const { measureId, report } = await openReport();
    await playDay(bed.db, bed.county.id, '2020-07-15');
    expect(await row(report.id)).toMatchObject({ state: 'OPEN', unreported: true });
    await submit(await head('finance'), report.id);
    await settle(bed.db);
    expect(await itemsOf(bed.db, { measureId, kind: 'REVIEW' })).toHaveLength(1);
    const event = await bed.db.auditEvent.findFirstOrThrow({
      where: { workItemId: report.id, kind: 'WORK_ITEM_SUBMITTED' },
    });
    expect(event.data).toMatchObject({ late: true });
  });

  it('deems a signing five working days after its due day, once, and goes on', async () => {
    const measureId = await launch({ leads: [unit('finance').name] });
    const sign = await find({ measureId, kind: 'SIGN' });
    expect(sign).toMatchObject({ dueOn: '2020-03-09', deemOn: '2020-03-16' });
    await playDay(bed.db, bed.county.id, '2020-03-13');
    expect((await row(sign.id)).state).toBe('OPEN');
    await playDay(bed.db, bed.county.id, '2020-03-16');
    await playDay(bed.db, bed.county.id, '2020-03-16');
    expect(await row(sign.id)).toMatchObject({ state: 'DEEMED', outcome: 'DEEMED', closedOn: '2020-03-16' });
    expect(await bed.db.auditEvent.count({ where: { workItemId: sign.id, kind: 'WORK_ITEM_DEEMED' } })).toBe(1);
    expect(await itemsOf(bed.db, { measureId, kind: 'PLAN' })).toHaveLength(1);
    await refusal(submit(await head('finance'), sign.id), 'ITEM_CLOSED');
  });
});
