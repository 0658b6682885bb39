import { readBounces } from '../../activities/mail/bounces.ts';
import type { Mailer } from '../../activities/mail/mailer.ts';
import { listDeliveries } from '../../prisma/repositories/inbox.ts';
import { activityRunner, mailerTo, playRound } from '../support/activities.ts';
import { freshCounty } from '../support/bed.ts';
import { actorOf, setDay } from '../support/county.ts';
import { type ImapMailbox, startImapMailbox } from '../support/imapMailbox.ts';
import { buildPlan } from '../support/plan.ts';
import { type SmtpSink, startSmtpSink } from '../support/smtpSink.ts';

const bed = freshCounty();
let sink: SmtpSink;
let mailer: Mailer;
let mailbox: ImapMailbox;
let run: ReturnType<typeof activityRunner>;

/** The liaison officer of the water bureau has been sent the digest of 3 March. */
beforeEach(async () => {
  [sink, mailbox] = await Promise.all([startSmtpSink(), startImapMailbox()]);
  mailer = mailerTo(sink.url);
  run = activityRunner(bed.db, mailer);
  await buildPlan(bed.db, bed.county, { measures: [{ leads: [bed.county.units.water.name] }] });
  await play('2020-03-03');
});

afterEach(async () => {
  mailer.close();
  mailbox.stop();
  await sink.stop();
});

async function play(day: string): Promise<void> {
  await setDay(bed.db, bed.county.id, day);
  await playRound(run, bed.county.id, day);
}

const read = () => readBounces(bed.db, { imapUrl: mailbox.url });
const sentDigest = () => bed.db.digest.findFirstOrThrow({ where: { state: 'SENT' } });
const digestOf = (id: string) => bed.db.digest.findUniqueOrThrow({ where: { id } });
const personOf = async (postId: string) =>
  (await bed.db.postHolding.findFirstOrThrow({ where: { postId }, include: { person: true } })).person;

interface Report {
  action?: string;
  status?: string;
  diagnostic?: string;
  envelopeId?: string;
  messageId?: string;
  to?: string | null;
}

/** A report as Postfix writes it. */
function report({
  action = 'failed',
  status = '5.1.1',
  diagnostic = '550 no such user',
  envelopeId,
  messageId,
  to,
}: Report) {
  return `From: MAILER-DAEMON@mx.example.gov.cn
To: duban@duban.example
Subject: Undelivered Mail Returned to Sender
Message-ID: <report@mx.example.gov.cn>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.gov.cn
${envelopeId === undefined ? '' : `Original-Envelope-Id: ${envelopeId}\n`}Arrival-Date: Tue, 3 Mar 2020 08:30:00 +0800

Final-Recipient: rfc822; ${to ?? 'somebody@duban.example'}
Action: ${action}
Status: ${status}
Diagnostic-Code: smtp; ${diagnostic}

--b
Content-Type: text/rfc822-headers

${messageId === undefined ? '' : `Message-ID: ${messageId}\n`}Subject: =?utf-8?B?552j5Yqe?=

--b--
`;
}

it('a mail that comes back is bounced with the reason, its address is not used again, and the next in line is told', async () => {
  const digest = await sentDigest();
  mailbox.receive(report({ envelopeId: digest.id, to: digest.toAddress }));
  expect(await read()).toBe(1);
  expect(await digestOf(digest.id)).toMatchObject({ state: 'BOUNCED', lastError: '5.1.1 550 no such user' });
  const { liaison, head } = bed.county.units.water;
  const { name, mailFailedOn, mailFailure } = await personOf(liaison);
  expect({ mailFailedOn, mailFailure }).toEqual({ mailFailedOn: '2020-03-03', mailFailure: '5.1.1 550 no such user' });
  const office = await actorOf(bed.db, bed.county.posts.office);
  const { workItemId } = await bed.db.notice.findFirstOrThrow({ where: { digestId: digest.id } });
  expect(await listDeliveries(bed.db, office, { workItemId })).toMatchObject([
    { digest: 'BOUNCED', error: '5.1.1 550 no such user' },
  ]);
  await play('2020-03-04');
  const { email } = await personOf(head);
  const toHead = sink.mails.filter(({ to }) => to === email);
  expect(toHead.at(-1)?.text).toContain(`（${name}的邮箱不能收信，转由您知悉）`);
});

it('a report that quotes the Message-ID alone is understood, too', async () => {
  const { id, messageId } = await sentDigest();
  mailbox.receive(report({ messageId }));
  expect(await read()).toBe(1);
  expect((await digestOf(id)).state).toBe('BOUNCED');
});

it('a report with signs that no text holds keeps those behind it from nobody', async () => {
  const { id, messageId } = await sentDigest();
  mailbox.receive(report({ envelopeId: id, diagnostic: '550 no\0such user' }));
  mailbox.receive(report({ messageId }));
  await read();
  expect(await digestOf(id)).toMatchObject({ state: 'BOUNCED', lastError: '5.1.1 550 no such user' });
});

it('a text that was not wanted bounces and leaves the address as it is', async () => {
  const { id } = await sentDigest();
  mailbox.receive(report({ envelopeId: id, status: '5.7.1', diagnostic: '550 looks like spam' }));
  expect(await read()).toBe(1);
  expect((await personOf(bed.county.units.water.liaison)).mailFailedOn).toBeNull();
});

it('what is read twice, is only delayed, is about another mail or is no report changes nothing', async () => {
  const { id } = await sentDigest();
  mailbox.receive(report({ envelopeId: id, action: 'delayed', status: '4.4.1' }));
  mailbox.receive(report({ envelopeId: 'another', messageId: '<other@duban.example>' }));
  mailbox.receive('From: a@duban.example\nSubject: away\n\nI am away until Monday.\n');
  expect(await read()).toBe(0);
  expect((await digestOf(id)).state).toBe('SENT');
  mailbox.receive(report({ envelopeId: id }));
  expect(await read()).toBe(1);
  expect(await read()).toBe(0);
  await bed.db.bounceMailbox.deleteMany();
  expect(await read()).toBe(0);
  expect(await bed.db.auditEvent.count({ where: { kind: 'DIGEST_FAILED' } })).toBe(1);
});

it('a mailbox that cannot be opened says so', async () => {
  mailbox.stop();
  await expect(read()).rejects.toThrow();
});
