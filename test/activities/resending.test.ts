import type { Mailer } from '../../activities/mail/mailer.ts';
import { listMailFailures, resendMails } from '../../prisma/repositories/mailFailures.ts';
import { trustAddress } from '../../prisma/repositories/people.ts';
import { submitWorkItem } from '../../prisma/repositories/workItems.ts';
import { activityRunner, mailerTo, playRound } from '../support/activities.ts';
import { freshCounty } from '../support/bed.ts';
import { actorOf, setDay } from '../support/county.ts';
import { createEngine, eventually } from '../support/engine.ts';
import { buildPlan, itemsOf } from '../support/plan.ts';
import { type SmtpSink, startSmtpSink } from '../support/smtpSink.ts';

const bed = freshCounty();
const DAY = '2020-03-03';
let sink: SmtpSink;
let mailer: Mailer;
let run: ReturnType<typeof activityRunner>;
/** The address of water's liaison officer, which the mail server refuses on the first day. */
let water: string;

beforeEach(async () => {
  sink = await startSmtpSink();
  mailer = mailerTo(sink.url);
  run = activityRunner(bed.db, mailer);
  const { finance, water: unit } = bed.county.units;
  await buildPlan(bed.db, bed.county, { measures: [{ leads: [finance.name, unit.name] }] });
  await setDay(bed.db, bed.county.id, DAY);
  const { person } = await bed.db.postHolding.findFirstOrThrow({
    where: { postId: unit.liaison },
    include: { person: true },
  });
  water = person.email ?? '';
  // Not for good: the address stays trusted, and each try is given up after six.
  sink.behave(({ to }) => (to === water ? 554 : 'take'));
  await playRound(run, bed.county.id, DAY);
});
afterEach(async () => {
  mailer.close();
  await sink.stop();
});

const admin = () => actorOf(bed.db, bed.county.posts.admin);
const failures = async () => (await listMailFailures(bed.db, await admin(), { limit: 10 })).items;
const county = () => ({ countyId: bed.county.id });
const sentTo = (address: string) => sink.mails.filter(({ to }) => to === address);

it('a mail that was refused goes out once, with the Message-ID that it had, and is told to have been sent again', async () => {
  const [failed] = await failures();
  expect(failed).toMatchObject({ address: water, cause: 'NOT_WANTED', queued: false, unreachable: null, attempts: 1 });
  const ids = [failed?.id ?? ''];
  sink.behave(() => 'take');
  expect(await resendMails(bed.db, await admin(), { ids })).toEqual({ queued: 1, joined: 0, unreachable: 0 });
  expect(await failures()).toMatchObject([{ queued: true, cause: 'NOT_WANTED' }]);
  await expect(resendMails(bed.db, await admin(), { ids })).rejects.toMatchObject({ code: 'CONFLICT' });
  await run('sendDigests', county());
  expect(sentTo(water)).toEqual([]);
  await Promise.all([run('resendDigests', county()), playRound(run, bed.county.id, DAY)]);
  await run('resendDigests', county());
  const { messageId } = await bed.db.digest.findUniqueOrThrow({ where: { id: ids[0] ?? '' } });
  expect(sentTo(water).map((mail) => mail.messageId)).toEqual([messageId]);
  expect(await failures()).toEqual([]);
  expect(await bed.db.auditEvent.findMany({ where: { kind: 'MAIL_RESENT' } })).toMatchObject([
    { businessDay: DAY, data: { digestId: ids[0] } },
  ]);
  const sent = await bed.db.digest.findFirstOrThrow({ where: { state: 'SENT', id: { not: ids[0] ?? '' } } });
  await expect(resendMails(bed.db, await admin(), { ids: [sent.id] })).rejects.toMatchObject({ code: 'CONFLICT' });
  expect(sink.mails).toHaveLength(2);
});

it('what is refused again stands among the failures again, and what is done by now is not spoken of', async () => {
  const [failed] = await failures();
  const ids = [failed?.id ?? ''];
  await resendMails(bed.db, await admin(), { ids });
  await run('resendDigests', county());
  expect(await failures()).toMatchObject([{ id: failed?.id, queued: false, attempts: 2, cause: 'NOT_WANTED' }]);
  const { water: unit } = bed.county.units;
  const own = await itemsOf(bed.db, { unitId: unit.id, state: 'OPEN' });
  for (const { id } of own) await submitWorkItem(bed.db, await actorOf(bed.db, unit.head), { id, text: '已办' });
  sink.behave(() => 'take');
  await resendMails(bed.db, await admin(), { ids });
  await run('resendDigests', county());
  expect(sentTo(water)).toEqual([]);
  expect(await failures()).toEqual([]);
});

it('of one person’s failed mails the latest carries the others; whom mail does not reach gets none', async () => {
  await setDay(bed.db, bed.county.id, '2020-03-04');
  const { id: personId } = await bed.db.person.findFirstOrThrow({ where: { email: water } });
  const [told] = await bed.db.notice.findMany({ where: { personId } });
  await bed.db.notice.create({
    data: { ...told, id: 'later', kind: 'URGE', day: '2020-03-04', digestId: null } as never,
  });
  await playRound(run, bed.county.id, '2020-03-04');
  expect(await failures()).toMatchObject([{ day: '2020-03-04' }, { day: DAY }]);
  await bed.db.person.update({ where: { id: personId }, data: { mailFailedOn: DAY } });
  const resend = async () => resendMails(bed.db, await admin(), { cause: 'NOT_WANTED' });
  await expect(resend()).rejects.toMatchObject({ code: 'CONFLICT' });
  expect(await failures()).toMatchObject([{ unreachable: 'ADDRESS_FAILED' }, { unreachable: 'ADDRESS_FAILED' }]);
  await trustAddress(bed.db, await admin(), personId);
  expect(await resend()).toEqual({ queued: 1, joined: 1, unreachable: 0 });
  sink.behave(() => 'take');
  await run('resendDigests', county());
  expect(sentTo(water)).toHaveLength(1);
  expect(await bed.db.notice.count({ where: { personId, withdrawnOn: null } })).toBeGreaterThan(1);
  const { id } = await bed.db.digest.findFirstOrThrow({ where: { personId, day: '2020-03-04' } });
  expect(new Set((await bed.db.notice.findMany({ where: { personId } })).map(({ digestId }) => digestId))).toEqual(
    new Set([id]),
  );
});

it('outside the hours of mail and on days off it waits for the next working day’s hours', async () => {
  const [[failed], actor] = [await failures(), await admin()];
  await bed.db.county.update({ where: { id: bed.county.id }, data: { businessDate: null } });
  const at = (instant: string) => activityRunner(bed.db, mailer, () => new Date(`${instant}:00+08:00`));
  const hours = async (instant: string) => (await at(instant)('untilMailTime', county())) / 3_600_000;
  expect(await hours('2020-03-03T08:30')).toBe(0);
  expect(await hours('2020-03-03T06:30')).toBe(2);
  // A Friday evening: until Monday at 08:30.
  expect(await hours('2020-03-06T20:30')).toBe(60);
  await resendMails(bed.db, actor, { ids: [failed?.id ?? ''] });
  sink.behave(() => 'take');
  await at('2020-03-07T10:00')('resendDigests', county());
  expect(sentTo(water)).toEqual([]);
  await at('2020-03-09T08:30')('resendDigests', county());
  expect(sentTo(water)).toHaveLength(1);
});

it('the relay has it sent as soon as it is asked for', async () => {
  sink.behave(() => 'take');
  const engine = await createEngine(bed.url, mailer);
  try {
    await engine.start();
    await resendMails(bed.db, await admin(), { cause: 'NOT_WANTED' });
    await eventually(async () => (await failures()).length === 0, 'the mail has gone out');
    expect(sentTo(water)).toHaveLength(1);
  } finally {
    await engine.close();
  }
});
