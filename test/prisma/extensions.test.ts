import { defaultLadder, type Rearming } from '../../domain/ladder/index.ts';
import type { WorkItemKind } from '../../domain/process/types.ts';
import { loadCountyDay } from '../../prisma/repositories/clock.ts';
import { moveDeadline } from '../../prisma/repositories/deadlines.ts';
import { askExtension } from '../../prisma/repositories/extensions.ts';
import { saveLadder } from '../../prisma/repositories/ladders.ts';
import { addUse } from '../../prisma/repositories/ladderUses.ts';
import { draftLetterByHand } from '../../prisma/repositories/letters.ts';
import { lockMeasure, pauseMeasure, resumeMeasure, withdrawMeasure } from '../../prisma/repositories/measureChanges.ts';
import { readMeasure, readMeasures } from '../../prisma/repositories/measureReads.ts';
import { reassignItem } from '../../prisma/repositories/repairs.ts';
import { submitWorkItem } from '../../prisma/repositories/workItems.ts';
import { freshCounty } from '../support/bed.ts';
import { actorOf, alsoHolds, setDay } from '../support/county.ts';
import { breaches } from '../support/invariants.ts';
import { buildPlan, itemOf } from '../support/plan.ts';
import { refusal } from '../support/refusal.ts';
import { playDay, playDays } from '../support/settle.ts';

const bed = freshCounty();

/** A report due on 30 June 2020, opened on the first of the month. */
async function openReport(lead: 'finance' | 'office' = 'finance', settings = {}) {
  const unit = bed.county.units[lead];
  const { measureIds, planId } = await buildPlan(bed.db, bed.county, { measures: [{ leads: [unit.name] }], settings });
  await playDay(bed.db, bed.county.id, '2020-06-01');
  const measureId = measureIds[0] ?? '';
  const report = await itemOf(bed.db, { measureId, kind: 'REPORT' });
  const head = await actorOf(bed.db, unit.head);
  return { planId, measureId, report, head, office: await actorOf(bed.db, bed.county.posts.office) };
}

/** Items of a kind climb a ladder of their own, which begins anew with what is named. */
async function climbOwnLadder(kind: WorkItemKind, rearmsOn: Rearming[]): Promise<void> {
  const admin = await actorOf(bed.db, bed.county.posts.admin);
  const ladder = { ...defaultLadder, rearmsOn };
  await saveLadder(bed.db, admin, { name: '一次到底', ladder, version: 0, reason: '不重新计算' });
  const use = { ladderName: '一次到底', planId: null, kind, urgent: null, fromDay: '2020-03-02', reason: '从严' };
  await addUse(bed.db, admin, use);
}

const row = (id: string) => bed.db.workItem.findUniqueOrThrow({ where: { id } });
const ask = async (id: string, dueOn: string, head: string = bed.county.units.finance.head) =>
  askExtension(bed.db, await actorOf(bed.db, head), { workItemId: id, dueOn, reason: '用地批复未到' });
const request = (id: string) => bed.db.extension.findUniqueOrThrow({ where: { id } });
const decide = async (
  id: string,
  outcome: 'granted' | 'refused',
  { by = bed.county.posts.office, dueOn }: { by?: string; dueOn?: string } = {},
) =>
  submitWorkItem(bed.db, await actorOf(bed.db, by), {
    ...{ id: (await request(id)).itemId, outcome, text: '情况属实' },
    ...(dueOn === undefined ? {} : { fields: { dueOn } }),
  });
const reached = async (workItemId: string) =>
  (await bed.db.escalation.findMany({ where: { workItemId }, orderBy: { reachedOn: 'asc' } })).map(
    ({ rung, reachedOn, arming, state }) => `${arming} ${rung} ${reachedOn} ${state}`,
  );
const told = async (workItemId: string, kind: string) =>
  (await bed.db.notice.count({ where: { workItemId, kind } })) > 0;

describe('a request for more time', () => {
  it('opens its decision with the office, due in two working days, on the ladder of the office', async () => {
    const { report } = await openReport();
    const id = await ask(report.id, '2020-07-15');
    const decision = await row((await request(id)).itemId);
    expect(decision).toMatchObject({
      ...{ kind: 'EXTEND', dueOn: '2020-06-03', holderKind: 'OFFICE', unitId: bed.county.units.office.id },
      ...{ fields: { asked: '用地批复未到' }, ladderUpTo: 'URGE', nextRung: 'REMIND_1' },
    });
    await refusal(ask(report.id, '2020-07-20'), 'CONFLICT');
  });

  it('is asked by the head of the unit alone', async () => {
    const { report } = await openReport();
    await refusal(ask(report.id, '2020-07-15', bed.county.units.finance.liaison), 'FORBIDDEN');
    await refusal(ask(report.id, '2020-07-15', bed.county.units.water.head), 'FORBIDDEN');
    await refusal(ask(report.id, '2020-07-18'), 'VALIDATION');
  });

  it('about the office’s own item goes to the responsible leader, and no head decides for the own unit', async () => {
    const { report } = await openReport('office');
    const id = await ask(report.id, '2020-07-15', bed.county.units.office.head);
    const decision = await row((await request(id)).itemId);
    expect(decision).toMatchObject({ holderKind: 'LEADER', postId: bed.county.posts.leader });
    await refusal(decide(id, 'granted'), 'FORBIDDEN');
    await decide(id, 'granted', { by: bed.county.posts.leader });
    expect((await row(report.id)).dueOn).toBe('2020-07-15');
  });

  it('is never decided by somebody of the unit that asks, whatever other posts they hold', async () => {
    const { report } = await openReport();
    const id = await ask(report.id, '2020-07-15');
    await alsoHolds(bed.db, bed.county.posts.office, bed.county.units.finance.head);
    await refusal(decide(id, 'granted'), 'OWN_CASE');
    expect((await request(id)).state).toBe('OPEN');
  });
});

describe('until it is decided', () => {
  it('the clock stands still, for the first request about a due day only', async () => {
    const { report } = await openReport();
    await setDay(bed.db, bed.county.id, '2020-06-30');
    const first = await ask(report.id, '2020-07-31');
    await playDays(bed.db, bed.county.id, '2020-06-30', '2020-07-03');
    await decide(first, 'refused');
    // Two working days went by; the day of the decision counts again.
    expect((await row(report.id)).frozen).toEqual([{ from: '2020-06-30', to: '2020-07-03' }]);
    expect(await told(report.id, 'EXTENSION_REFUSED')).toBe(true);
    const second = await ask(report.id, '2020-07-31');
    expect(await request(second)).toMatchObject({ stopsClock: false, fromDueOn: '2020-06-30' });
    await playDays(bed.db, bed.county.id, '2020-07-04', '2020-07-10');
    expect(await reached(report.id)).toEqual(['1 URGE 2020-07-06 NOTIFIED', '1 SUPERVISE 2020-07-10 DRAFTED']);
    expect(await breaches(bed.db)).toEqual([]);
  });

  it('an item is not deemed done; refused, its term runs on from where it stood', async () => {
    const { measureIds } = await buildPlan(bed.db, bed.county, {
      measures: [{ leads: [bed.county.units.finance.name] }],
    });
    const sign = await itemOf(bed.db, { measureId: measureIds[0], kind: 'SIGN' });
    await setDay(bed.db, bed.county.id, sign.dueOn ?? '');
    const id = await ask(sign.id, '2020-04-30');
    expect((await row(sign.id)).deemOn).toBeNull();
    await playDays(bed.db, bed.county.id, sign.dueOn ?? '', sign.deemOn ?? '');
    expect((await row(sign.id)).state).toBe('OPEN');
    await decide(id, 'refused');
    const { deemOn } = await row(sign.id);
    expect(deemOn && sign.deemOn && deemOn > sign.deemOn).toBe(true);
  });

  it('what is handed in, paused or withdrawn meanwhile takes the request with it', async () => {
    const { report, head, measureId, office } = await openReport();
    const gone = async (id: string) => {
      const { state, itemId } = await request(id);
      return [state, (await row(itemId)).state];
    };
    const paused = await ask(report.id, '2020-07-15');
    await setDay(bed.db, bed.county.id, '2020-06-02');
    await pauseMeasure(bed.db, office, { id: measureId, reason: '等待上级批复' });
    expect(await gone(paused)).toEqual(['WITHDRAWN', 'CANCELLED']);
    await refusal(ask(report.id, '2020-07-15'), 'CONFLICT');
    await setDay(bed.db, bed.county.id, '2020-06-04');
    await resumeMeasure(bed.db, office, { id: measureId, reason: '已批复' });
    expect((await row(report.id)).frozen).toEqual([
      { from: '2020-06-01', to: '2020-06-02' },
      { from: '2020-06-02', to: '2020-06-04' },
    ]);

    const done = await ask(report.id, '2020-07-15');
    await submitWorkItem(bed.db, head, { id: report.id, text: '已完成' });
    expect(await gone(done)).toEqual(['WITHDRAWN', 'CANCELLED']);
    await refusal(decide(done, 'granted'), 'ITEM_CLOSED');

    const sheet = await itemOf(bed.db, { kind: 'SHEET', unitId: bed.county.units.finance.id });
    const withdrawn = await ask(sheet.id, '2020-07-15');
    await withdrawMeasure(bed.db, office, { id: measureId, reason: '不再实施' });
    expect(await gone(withdrawn)).toEqual(['WITHDRAWN', 'CANCELLED']);
  });

  it('what is given to another unit is that unit’s to ask for', async () => {
    const { report } = await openReport();
    const id = await ask(report.id, '2020-07-15');
    const admin = await actorOf(bed.db, bed.county.posts.admin);
    const { finance, water } = bed.county.units;
    const left = { postId: { in: [finance.head, finance.liaison] } };
    await bed.db.postHolding.updateMany({ where: left, data: { toDay: '2020-05-31' } });
    await reassignItem(bed.db, admin, { id: report.id, reason: '职能划转', postId: water.head });
    expect((await request(id)).state).toBe('WITHDRAWN');
    await ask(report.id, '2020-07-15', water.head);
  });
});

describe('what is granted', () => {
  it('moves the item with its sheet and nothing else, withdraws what waited about the old day and begins the ladder anew', async () => {
    const { report, planId } = await openReport();
    await playDays(bed.db, bed.county.id, '2020-06-30', '2020-07-07');
    const id = await ask(report.id, '2020-07-31');
    await playDay(bed.db, bed.county.id, '2020-07-08');
    const before = await bed.db.timer.findMany({ where: { instanceId: report.instanceId }, orderBy: { key: 'asc' } });
    await decide(id, 'granted', { dueOn: '2020-07-24' });
    expect(await row(report.id)).toMatchObject({
      ...{ dueOn: '2020-07-24', originalDueOn: '2020-06-30', arming: 2, carriedDays: 0 },
      ...{ nextRung: 'REMIND_7', nextRungOn: '2020-07-15' },
    });
    expect(await request(id)).toMatchObject({ state: 'GRANTED', askedDueOn: '2020-07-31', grantedDueOn: '2020-07-24' });
    const order = await bed.db.letter.findFirstOrThrow({ where: { workItemId: report.id } });
    expect(order).toMatchObject({ state: 'WITHDRAWN', number: null });
    expect(await told(report.id, 'EXTENSION_GRANTED')).toBe(true);
    const timers = await bed.db.timer.findMany({ where: { instanceId: report.instanceId }, orderBy: { key: 'asc' } });
    expect(timers).toEqual(before);
    const sheet = await itemOf(bed.db, { kind: 'SHEET', planId });
    // It has no other report of the period, so that it goes with this one.
    expect(sheet).toMatchObject({ dueOn: '2020-07-24', originalDueOn: '2020-06-30' });
    await playDays(bed.db, bed.county.id, '2020-07-09', '2020-07-31');
    expect(await reached(report.id)).toEqual([
      '1 URGE 2020-07-01 NOTIFIED',
      '1 SUPERVISE 2020-07-07 WITHDRAWN',
      '2 REMIND_7 2020-07-15 NOTIFIED',
      '2 REMIND_1 2020-07-23 NOTIFIED',
      '2 URGE 2020-07-27 NOTIFIED',
      '2 SUPERVISE 2020-07-31 DRAFTED',
    ]);
    expect(await breaches(bed.db)).toEqual([]);
  });

  it('leaves a ladder where it was that does not begin anew with an extension', async () => {
    await climbOwnLadder('REPORT', []);
    const { report } = await openReport();
    await playDays(bed.db, bed.county.id, '2020-06-30', '2020-07-01');
    await decide(await ask(report.id, '2020-07-24'), 'granted');
    expect(await row(report.id)).toMatchObject({ arming: 1, dueOn: '2020-07-24' });
    await playDays(bed.db, bed.county.id, '2020-07-02', '2020-07-31');
    expect((await reached(report.id)).slice(-2)).toEqual([
      '1 URGE 2020-07-01 NOTIFIED',
      '1 SUPERVISE 2020-07-31 DRAFTED',
    ]);
  });

  it('comes twice at most for one obligation, later rounds included, and never after a referral', async () => {
    const { report } = await openReport();
    await decide(await ask(report.id, '2020-07-10'), 'granted');
    await decide(await ask(report.id, '2020-07-15'), 'granted');
    expect((await row(report.id)).originalDueOn).toBe('2020-06-30');
    await refusal(ask(report.id, '2020-07-20'), 'CONFLICT');
    await bed.db.extension.deleteMany();
    const { instanceId, planId, measureId, unitId, countyId, obligationKey, arming } = await row(report.id);
    const where = { instanceId, planId, measureId, unitId, countyId, obligationKey, arming, workItemId: report.id };
    const referral = { id: 'refer', rung: 'REFER', state: 'APPROVED' as const, reachedOn: '2020-07-01' };
    await bed.db.escalation.create({ data: { ...where, ...referral } });
    await refusal(ask(report.id, '2020-07-20'), 'CONFLICT');
  });

  it('is not given for a day that has passed by the time of the decision', async () => {
    const { report } = await openReport();
    const id = await ask(report.id, '2020-07-01');
    await setDay(bed.db, bed.county.id, '2020-07-02');
    await refusal(decide(id, 'granted'), 'VALIDATION');
    await decide(id, 'granted', { dueOn: '2020-07-03' });
    expect((await row(report.id)).dueOn).toBe('2020-07-03');
  });
});

describe('a new deadline of the document', () => {
  const completion = async (rearmsOn?: Rearming[]) => {
    const { finance } = bed.county.units;
    if (rearmsOn) await climbOwnLadder('COMPLETE', rearmsOn);
    const { measureIds } = await buildPlan(bed.db, bed.county, {
      measures: [{ leads: [finance.name], deadline: '2020-06-30' }],
    });
    const head = await actorOf(bed.db, finance.head);
    for (const kind of ['SIGN', 'PLAN', 'CONFIRM']) {
      const items = await bed.db.workItem.findMany({ where: { kind, unitId: finance.id, state: 'OPEN' } });
      for (const { id } of items) await submitWorkItem(bed.db, head, { id, text: '已办' });
    }
    await playDay(bed.db, bed.county.id, '2020-06-01');
    return { measureId: measureIds[0] ?? '', item: await itemOf(bed.db, { kind: 'COMPLETE' }) };
  };
  const move = async (measureId: string, date: string) => {
    const office = await actorOf(bed.db, bed.county.posts.office);
    await bed.db.$transaction(async (tx) => {
      const county = await loadCountyDay(tx, bed.county.id);
      await moveDeadline(tx, county, await lockMeasure(tx, office, measureId), { text: date, kind: 'date', date });
    });
  };

  it('leaves an extension granted beyond it; one that ends before it has done its work', async () => {
    const { measureId, item } = await completion();
    await decide(await ask(item.id, '2020-07-31'), 'granted');
    await move(measureId, '2020-07-15');
    expect(await row(item.id)).toMatchObject({ dueOn: '2020-07-31', originalDueOn: '2020-07-15', arming: 2 });
    await move(measureId, '2020-08-31');
    expect(await row(item.id)).toMatchObject({ dueOn: '2020-08-31', originalDueOn: null, arming: 3 });
  });

  it('stays as printed while the extension shows beside it: in the register, the light and letters', async () => {
    const { measureId, item } = await completion();
    await decide(await ask(item.id, '2020-07-31'), 'granted');
    const office = await actorOf(bed.db, bed.county.posts.office);
    await setDay(bed.db, bed.county.id, '2020-07-03');
    const measure = await readMeasure(bed.db, office, measureId);
    const { id, name } = bed.county.units.finance;
    expect(measure).toMatchObject({
      deadlineOn: '2020-06-30',
      extended: [{ unit: { id, name }, dueOn: '2020-07-31', originalDueOn: '2020-06-30' }],
    });
    // The report of the period is late since three days; a completion that is overdue would be red.
    expect(measure.standing.light).toBe('yellow');
    const other = await actorOf(bed.db, bed.county.units.water.head);
    expect(await readMeasures(bed.db, other, [measureId])).toEqual([]);
    const letterId = await draftLetterByHand(bed.db, office, { workItemId: item.id, kind: 'REMINDER' });
    const { text } = await bed.db.letter.findUniqueOrThrow({ where: { id: letterId } });
    expect(text).toContain('应于2020-07-31前完成（原定2020-06-30，经同意延期）');
  });

  it('begins anew the ladder that the item climbs, not the one of its plan', async () => {
    const { measureId, item } = await completion([]);
    await move(measureId, '2020-08-31');
    expect(await row(item.id)).toMatchObject({ dueOn: '2020-08-31', arming: item.arming });
  });
});

it('a sheet is due with the first of its reports: it moves when the last of them got more time', async () => {
  const { name, head } = bed.county.units.finance;
  await buildPlan(bed.db, bed.county, { measures: [{ leads: [name] }, { leads: [name] }] });
  await playDay(bed.db, bed.county.id, '2020-06-01');
  const [one, other] = await bed.db.workItem.findMany({ where: { kind: 'REPORT' }, orderBy: { id: 'asc' } });
  const { id: sheetId } = await itemOf(bed.db, { kind: 'SHEET', unitId: bed.county.units.finance.id });
  expect(await row(sheetId)).toMatchObject({ dueOn: '2020-06-30', originalDueOn: null });
  await decide(await ask(one?.id ?? '', '2020-07-15', head), 'granted');
  expect((await row(sheetId)).dueOn).toBe('2020-06-30');
  await decide(await ask(other?.id ?? '', '2020-07-10', head), 'granted');
  expect(await row(sheetId)).toMatchObject({ dueOn: '2020-07-10', originalDueOn: '2020-06-30' });
  const trail = await bed.db.auditEvent.findMany({ where: { workItemId: sheetId, kind: 'EXTENSION_DECIDED' } });
  expect(trail).toMatchObject([{ data: { state: 'GRANTED', from: '2020-06-30', until: '2020-07-10' } }]);
  expect(await breaches(bed.db)).toEqual([]);
});
