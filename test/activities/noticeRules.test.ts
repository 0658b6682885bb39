import { randomUUID } from 'node:crypto';
import type { Mailer } from '../../activities/mail/mailer.ts';
import {
  readHeldBack,
  readPersonalLimits,
  saveNoticeRules,
  setPersonalLimit,
} from '../../prisma/repositories/noticeRules.ts';
import { activityRunner, mailerTo } from '../support/activities.ts';
import { freshCounty } from '../support/bed.ts';
import { actorOf, setDay } from '../support/county.ts';
import { buildPlan, itemsOf } from '../support/plan.ts';
import { type SmtpSink, startSmtpSink } from '../support/smtpSink.ts';

const bed = freshCounty();
let sink: SmtpSink;
let mailer: Mailer;

beforeEach(async () => {
  sink = await startSmtpSink();
  mailer = mailerTo(sink.url);
  await buildPlan(bed.db, bed.county, { measures: [{ leads: [bed.county.units.water.name] }] });
});

afterEach(async () => {
  mailer.close();
  await sink.stop();
});

async function rule(change: { mailsPerWeek?: number; mailFrom?: string; mailUntil?: string }): Promise<void> {
  const admin = await actorOf(bed.db, bed.county.posts.admin);
  const rules = { mailsPerWeek: null, mailFrom: '08:30', mailUntil: '20:00', basedOn: 0, reason: '试' };
  await saveNoticeRules(bed.db, admin, { ...rules, ...change });
}

/** Claims the digests of a day and sends them; answers the texts. */
async function morning(day: string): Promise<string[]> {
  const before = sink.mails.length;
  const { id: countyId } = bed.county;
  const run = activityRunner(bed.db, mailer);
  await setDay(bed.db, countyId, day);
  await run('claimDay', { countyId, day });
  await run('sendDigests', { countyId });
  return sink.mails.slice(before).map(({ text }) => text);
}

/** Something new for the liaison officer of the water bureau, about an item without a ladder day of its own. */
async function tell(kind: string, day: string): Promise<string> {
  const [item] = await itemsOf(bed.db, { unitId: bed.county.units.water.id, kind: 'SIGN' });
  const { personId } = await bed.db.postHolding.findFirstOrThrow({ where: { postId: bed.county.units.water.liaison } });
  const id = randomUUID();
  await bed.db.notice.create({
    data: { id, countyId: bed.county.id, personId, workItemId: item?.id ?? '', kind, day, reason: 'holder' },
  });
  return id;
}

describe('one mail a week', () => {
  beforeEach(async () => {
    await bed.db.workItem.updateMany({ data: { nextRung: null, nextRungOn: null, dueOn: '2020-06-30' } });
    await rule({ mailsPerWeek: 1 });
    expect(await morning('2020-03-03')).toHaveLength(1);
  });

  it('what may wait comes with the first mail of the next week, which says since when it was held back', async () => {
    await tell('URGE', '2020-03-04');
    expect(await morning('2020-03-04')).toEqual([]);
    expect(await morning('2020-03-05')).toEqual([]);
    expect(await readHeldBack(bed.db, bed.county.id)).toMatchObject([{ notices: 1, since: '2020-03-04' }]);
    const [text] = await morning('2020-03-09');
    expect(text).toContain('【催办】');
    expect(text).toContain('因每周邮件上限自2020-03-04暂缓');
    expect(await readHeldBack(bed.db, bed.county.id)).toEqual([]);
  });

  it('what may not wait goes out at once and takes along what was held back', async () => {
    await tell('URGE', '2020-03-04');
    expect(await morning('2020-03-04')).toEqual([]);
    await tell('LETTER', '2020-03-05');
    const [text] = await morning('2020-03-05');
    expect(text).toContain('【督办单已签发】');
    expect(text).toContain('因每周邮件上限自2020-03-04暂缓');
  });
});

describe('a limit of a person', () => {
  /** The liaison officer of the water bureau, as the office limits the mails. */
  async function limit(mailsPerWeek: number | null): Promise<void> {
    const office = await actorOf(bed.db, bed.county.posts.office);
    const { personId } = await actorOf(bed.db, bed.county.units.water.liaison);
    await setPersonalLimit(bed.db, office, personId, mailsPerWeek);
  }

  beforeEach(async () => {
    await bed.db.workItem.updateMany({ data: { nextRung: null, nextRungOn: null, dueOn: '2020-06-30' } });
  });

  it('holds back where the county has none, is listed, and ends when it is lifted', async () => {
    await limit(1);
    expect(await readPersonalLimits(bed.db, bed.county.id)).toMatchObject([{ mailsPerWeek: 1 }]);
    expect(await morning('2020-03-03')).toHaveLength(1);
    await tell('URGE', '2020-03-04');
    expect(await morning('2020-03-04')).toEqual([]);
    expect(await readHeldBack(bed.db, bed.county.id)).toMatchObject([{ notices: 1, since: '2020-03-04' }]);
    await limit(null);
    expect(await readPersonalLimits(bed.db, bed.county.id)).toEqual([]);
    expect(await morning('2020-03-05')).toHaveLength(1);
  });

  it('counts in place of the county’s, also where it allows more', async () => {
    await rule({ mailsPerWeek: 1 });
    await limit(2);
    expect(await morning('2020-03-03')).toHaveLength(1);
    await tell('URGE', '2020-03-04');
    expect(await morning('2020-03-04')).toHaveLength(1);
    await tell('URGE', '2020-03-05');
    expect(await morning('2020-03-05')).toEqual([]);
  });

  it('of another county’s person is not found', async () => {
    const office = await actorOf(bed.db, bed.county.posts.office);
    await expect(setPersonalLimit(bed.db, office, 'nobody', 1)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('outside the hours of mail', () => {
  /** A real county, at a time of its own zone on its own day. */
  const at = async (time: string) => {
    const { id: countyId } = bed.county;
    const now = () => new Date(`2020-03-03T${time}:00+08:00`);
    await activityRunner(bed.db, mailer, now)('sendDigests', { countyId });
    return sink.mails.length;
  };

  it('nothing is sent, and everything afterwards; a rehearsal is not bound', async () => {
    const { id: countyId } = bed.county;
    await rule({ mailFrom: '09:00', mailUntil: '18:00' });
    await setDay(bed.db, countyId, '2020-03-03');
    await activityRunner(bed.db, mailer)('claimDay', { countyId, day: '2020-03-03' });
    await bed.db.county.update({ where: { id: countyId }, data: { businessDate: null } });
    expect(await at('08:59')).toBe(0);
    expect(await at('18:00')).toBe(0);
    expect(await bed.db.digest.count({ where: { state: 'CLAIMED' } })).toBe(1);
    expect(await at('09:00')).toBe(1);
    await setDay(bed.db, countyId, '2020-03-04');
    await tell('URGE', '2020-03-04');
    await activityRunner(bed.db, mailer)('claimDay', { countyId, day: '2020-03-04' });
    expect(await at('03:00')).toBe(2);
  });
});

describe('what is left claimed when the hours of mail end', () => {
  /** Claims the day's digests; nothing is sent before the hours begin. */
  async function claimOnly(day: string): Promise<void> {
    await setDay(bed.db, bed.county.id, day);
    await activityRunner(bed.db, mailer)('claimDay', { countyId: bed.county.id, day });
  }

  beforeEach(async () => {
    await bed.db.workItem.updateMany({ data: { nextRung: null, nextRungOn: null, dueOn: '2020-06-30' } });
  });

  it('goes out with the news of the next day, in one mail', async () => {
    await claimOnly('2020-03-03');
    await tell('URGE', '2020-03-04');
    const [text, ...others] = await morning('2020-03-04');
    expect(others).toEqual([]);
    expect(text).toContain('【新待办】');
    expect(text).toContain('【催办】');
    expect(await bed.db.digest.findMany()).toMatchObject([{ day: '2020-03-04', state: 'SENT' }]);
    expect(await bed.db.notice.count({ where: { digestId: null } })).toBe(0);
  });

  it('waits over the days off', async () => {
    await claimOnly('2020-03-06');
    expect(await morning('2020-03-07')).toEqual([]);
    expect(await morning('2020-03-08')).toEqual([]);
    expect(await morning('2020-03-09')).toHaveLength(1);
  });

  it('and may have arrived goes out again as it was, alone; the news wait for the day after', async () => {
    await claimOnly('2020-03-03');
    sink.behave(() => 'keep and hang up');
    const { id: countyId } = bed.county;
    await expect(activityRunner(bed.db, mailer)('sendDigests', { countyId })).rejects.toThrow();
    sink.behave(() => 'take');
    await tell('URGE', '2020-03-04');
    const [again, ...others] = await morning('2020-03-04');
    expect(others).toEqual([]);
    expect(again).not.toContain('【催办】');
    expect(sink.messageIds().size).toBe(1);
    expect(await morning('2020-03-05')).toEqual([expect.stringContaining('【催办】')]);
  });
});

it('hours between which no time lies, and an edit of older rules, are refused', async () => {
  await expect(rule({ mailFrom: '18:00', mailUntil: '09:00' })).rejects.toMatchObject({ code: 'VALIDATION' });
  await rule({});
  await expect(rule({})).rejects.toMatchObject({ code: 'STALE_VERSION' });
  expect(await bed.db.auditEvent.count({ where: { kind: 'NOTICE_RULES_CHANGED' } })).toBe(1);
});
