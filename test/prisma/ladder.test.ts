import {
  acknowledgeEscalation,
  approveEscalation,
  holdEscalation,
  recordOutcome,
  releaseEscalation,
} from '../../prisma/repositories/escalations.ts';
import { returnReview } from '../../prisma/repositories/judging.ts';
import { signLetters } from '../../prisma/repositories/letterSigning.ts';
import { claimRungs } from '../../prisma/repositories/rungs.ts';
import { submitWorkItem } from '../../prisma/repositories/workItems.ts';
import { freshCounty } from '../support/bed.ts';
import { actorOf, setDay, type TestCounty } from '../support/county.ts';
import { buildPlan, itemOf } from '../support/plan.ts';
import { refusal } from '../support/refusal.ts';
import { playDay, playDays, settle } from '../support/settle.ts';

const bed = freshCounty();
const holderOf = (post: keyof TestCounty['posts']) => actorOf(bed.db, bed.county.posts[post]);

/** A report of a unit that falls due on 30 June 2020, opened on the first. */
async function openReport(unit: keyof TestCounty['units'] = 'finance') {
  const { measureIds } = await buildPlan(bed.db, bed.county, { measures: [{ leads: [bed.county.units[unit].name] }] });
  await playDay(bed.db, bed.county.id, '2020-06-01');
  return itemOf(bed.db, { measureId: measureIds[0], kind: 'REPORT' });
}

const play = (from: string, to: string) => playDays(bed.db, bed.county.id, from, to);
const rungsOf = (workItemId: string) =>
  bed.db.escalation.findMany({ where: { workItemId }, orderBy: [{ reachedOn: 'asc' }, { rung: 'asc' }] });
const rungOf = (workItemId: string, rung: string) =>
  bed.db.escalation.findFirstOrThrow({ where: { workItemId, rung } });

async function toldOf(workItemId: string, kind: string): Promise<{ who: string[]; day?: string }> {
  const notices = await bed.db.notice.findMany({ where: { workItemId, kind } });
  const people = await bed.db.person.findMany({ where: { id: { in: notices.map((notice) => notice.personId) } } });
  return { who: people.map((person) => person.email?.split('@')[0] ?? '').sort(), day: notices[0]?.day };
}

it('a report that nobody hands in climbs rung by rung, each on its day and told to its own people', async () => {
  const report = await openReport();
  await play('2020-06-15', '2020-07-29');
  const rungs = await rungsOf(report.id);
  expect(rungs.map(({ rung, reachedOn, state }) => [reachedOn, rung, state])).toEqual([
    ['2020-06-18', 'REMIND_7', 'NOTIFIED'],
    ['2020-06-29', 'REMIND_1', 'NOTIFIED'],
    ['2020-07-01', 'URGE', 'NOTIFIED'],
    ['2020-07-07', 'SUPERVISE', 'DRAFTED'],
    ['2020-07-14', 'TALK', 'DRAFTED'],
    ['2020-07-21', 'COPY', 'SENT'],
    ['2020-07-28', 'REFER', 'DRAFTED'],
  ]);
  expect(rungs.find(({ rung }) => rung === 'COPY')).toMatchObject({
    listedOn: '2020-07-20',
    deliveredOn: '2020-07-21',
  });
  expect(await toldOf(report.id, 'SUPERVISE')).toEqual({ who: ['leader'], day: '2020-07-07' });
  expect(await toldOf(report.id, 'TO_SIGN')).toEqual({ who: ['office'], day: '2020-07-07' });
  expect(await toldOf(report.id, 'TALK')).toEqual({ who: ['chief', 'leader'], day: '2020-07-14' });
  expect(await toldOf(report.id, 'LISTED')).toEqual({ who: ['office'], day: '2020-07-20' });
  expect(await toldOf(report.id, 'COPY')).toEqual({ who: ['discipline'], day: '2020-07-21' });
  expect(await toldOf(report.id, 'TO_APPROVE')).toEqual({ who: ['chief'], day: '2020-07-28' });
  expect((await toldOf(report.id, 'REFER')).who).toEqual([]);
  expect((await toldOf(report.id, 'REFERRED')).who).toEqual([]);
  // Three working days to sign the order, five to decide about the talk: then the chief leaders hear of it.
  const late = await bed.db.notice.findMany({
    where: { workItemId: report.id, kind: 'APPROVAL_LATE' },
    orderBy: { day: 'asc' },
  });
  expect(late.map(({ day, reason }) => [day, reason])).toEqual([
    ['2020-07-11', 'countyChiefs'],
    ['2020-07-22', 'countyChiefs'],
  ]);
});

it('a rung is claimed once, however many rounds claim at once and however often', async () => {
  const report = await openReport();
  await setDay(bed.db, bed.county.id, '2020-07-01');
  const before = await bed.db.escalation.count();
  const counts = await Promise.all([1, 2, 3].map(() => claimRungs(bed.db, bed.county.id, '2020-07-01')));
  const again = await claimRungs(bed.db, bed.county.id, '2020-07-01');
  const claimed = await bed.db.escalation.count();
  expect(counts.reduce((sum, count) => sum + count, again)).toBe(claimed - before);
  expect(claimed).toBeGreaterThan(before);
  expect(await bed.db.auditEvent.count({ where: { kind: 'RUNG_REACHED' } })).toBe(claimed);
  expect((await rungsOf(report.id)).map(({ rung }) => rung)).toEqual(['URGE']);
});

it('a listed copy that the office holds with a reason stays, until it is released', async () => {
  const report = await openReport();
  await play('2020-06-30', '2020-07-20');
  const copy = await rungOf(report.id, 'COPY');
  const office = await holderOf('office');
  await refusal(holdEscalation(bed.db, office, { id: copy.id, reason: ' ' }), 'VALIDATION');
  await holdEscalation(bed.db, office, { id: copy.id, reason: '数据系统故障' });
  await play('2020-07-20', '2020-07-30');
  expect(await rungOf(report.id, 'COPY')).toMatchObject({ state: 'HELD', reason: '数据系统故障', deliveredOn: null });
  expect((await toldOf(report.id, 'COPY')).who).toEqual([]);
  expect((await rungsOf(report.id)).map(({ rung }) => rung)).not.toContain('REFER');
  await releaseEscalation(bed.db, office, { id: copy.id });
  await play('2020-07-30', '2020-07-31');
  expect(await rungOf(report.id, 'COPY')).toMatchObject({ state: 'SENT', deliveredOn: '2020-07-31' });
});

it('a listed copy does not lapse because a report was handed in that day and then returned', async () => {
  const report = await openReport();
  await play('2020-06-30', '2020-07-20');
  const head = await actorOf(bed.db, bed.county.units.finance.head);
  await submitWorkItem(bed.db, head, { id: report.id, text: '敷衍' });
  await settle(bed.db);
  expect((await rungOf(report.id, 'COPY')).state).toBe('WITHDRAWN');
  const review = await itemOf(bed.db, { measureId: report.measureId ?? '', kind: 'REVIEW' });
  await returnReview(bed.db, await holderOf('office'), { id: review.id, reason: '无实质内容' });
  await settle(bed.db);
  const again = await itemOf(bed.db, { measureId: report.measureId ?? '', kind: 'REPORT', round: 2 });
  expect(again).toMatchObject({ dueOn: '2020-07-23', carriedDays: 14 });
  await play('2020-07-20', '2020-07-29');
  expect(await rungOf(again.id, 'COPY')).toMatchObject({ state: 'SENT' });
  expect(await toldOf(again.id, 'COPY')).toMatchObject({ who: ['discipline'] });
});

it('a talk reaches the unit it is held with once it is approved, and not before', async () => {
  const report = await openReport();
  await play('2020-06-30', '2020-07-14');
  expect((await toldOf(report.id, 'TALK_APPROVED')).who).toEqual([]);
  const talk = await rungOf(report.id, 'TALK');
  await approveEscalation(bed.db, await holderOf('leader'), { id: talk.id, reason: '多次催办未报' });
  const { head, liaison } = bed.county.units.finance;
  const people = await Promise.all([head, liaison].map((post) => actorOf(bed.db, post)));
  const told = await bed.db.notice.findMany({ where: { workItemId: report.id, kind: 'TALK_APPROVED' } });
  expect(told.map((notice) => notice.personId).sort()).toEqual(people.map((person) => person.personId).sort());
  expect(told.every((notice) => notice.escalationId === talk.id && notice.day === '2020-07-14')).toBe(true);
});

it('a referral goes to the commission only when its named approver approves', async () => {
  const report = await openReport();
  await play('2020-06-30', '2020-07-28');
  const refer = await rungOf(report.id, 'REFER');
  await refusal(approveEscalation(bed.db, await holderOf('office'), { id: refer.id, reason: '同意' }), 'FORBIDDEN');
  await refusal(approveEscalation(bed.db, await holderOf('leader'), { id: refer.id, reason: '同意' }), 'FORBIDDEN');
  await approveEscalation(bed.db, await holderOf('chief'), { id: refer.id, reason: '涉嫌失职' });
  expect(await toldOf(report.id, 'REFERRED')).toEqual({ who: ['discipline'], day: '2020-07-28' });
});

it('what was drafted about an item is withdrawn when it is done', async () => {
  const report = await openReport();
  await play('2020-06-30', '2020-07-07');
  const order = await rungOf(report.id, 'SUPERVISE');
  await submitWorkItem(bed.db, await actorOf(bed.db, bed.county.units.finance.head), { id: report.id, text: '补报' });
  expect((await rungOf(report.id, 'SUPERVISE')).state).toBe('WITHDRAWN');
  expect(await signLetters(bed.db, await holderOf('office'), [order.letterId ?? ''])).toEqual({
    signed: [],
    withdrawn: [order.letterId],
    stale: [],
    explaining: [],
  });
});

it('orders are numbered when they are signed, without gaps, and tell holder and head', async () => {
  const { measureIds } = await buildPlan(bed.db, bed.county, {
    measures: [{ leads: [bed.county.units.finance.name, bed.county.units.water.name] }],
  });
  await playDay(bed.db, bed.county.id, '2020-06-01');
  await play('2020-06-30', '2020-07-07');
  const orders = await bed.db.letter.findMany({
    where: { measureId: measureIds[0], workItemId: { in: await reportIds(measureIds[0]) } },
  });
  expect(orders.map(({ number, state }) => [number, state])).toEqual([
    [null, 'DRAFT'],
    [null, 'DRAFT'],
  ]);
  const office = await holderOf('office');
  const results = await Promise.all(orders.map(({ id }) => signLetters(bed.db, office, [id])));
  const before = await bed.db.letter.count({ where: { state: 'SIGNED', id: { notIn: orders.map(({ id }) => id) } } });
  expect(results.flatMap(({ signed }) => signed.map(({ number }) => number)).sort()).toEqual([before + 1, before + 2]);
  const item = orders[0]?.workItemId ?? '';
  expect((await toldOf(item, 'LETTER')).who).toHaveLength(2);
});

async function reportIds(measureId = ''): Promise<string[]> {
  const rows = await bed.db.workItem.findMany({ where: { measureId, kind: 'REPORT' }, select: { id: true } });
  return rows.map((row) => row.id);
}

describe('in their own case', () => {
  it('the office neither signs nor holds what is about its own unit; the leader signs', async () => {
    const report = await openReport('office');
    await play('2020-06-30', '2020-07-20');
    const order = await rungOf(report.id, 'SUPERVISE');
    const office = await holderOf('office');
    await refusal(signLetters(bed.db, office, [order.letterId ?? '']), 'FORBIDDEN');
    const leader = await holderOf('leader');
    expect((await signLetters(bed.db, leader, [order.letterId ?? ''])).signed).toHaveLength(1);
    const copy = await rungOf(report.id, 'COPY');
    expect(copy.state).toBe('LISTED');
    await refusal(holdEscalation(bed.db, office, { id: copy.id, reason: '自己的事' }), 'FORBIDDEN');
    expect((await toldOf(report.id, 'LISTED')).who).toEqual(['leader']);
  });

  it('what is about the discipline commission’s own unit goes to the chief leaders', async () => {
    const report = await openReport('discipline');
    await play('2020-06-30', '2020-07-21');
    expect((await toldOf(report.id, 'COPY')).who).toEqual(['chief']);
    const { id } = await rungOf(report.id, 'COPY');
    await refusal(acknowledgeEscalation(bed.db, await holderOf('discipline'), { id }), 'FORBIDDEN');
    const chief = await holderOf('chief');
    await acknowledgeEscalation(bed.db, chief, { id, receipt: '已阅' });
    await recordOutcome(bed.db, chief, { id, text: '责成限期补报' });
    expect(await rungOf(report.id, 'COPY')).toMatchObject({ state: 'ACKNOWLEDGED', outcome: '责成限期补报' });
  });
});
