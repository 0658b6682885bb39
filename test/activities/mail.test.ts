import type { Mailer } from '../../activities/mail/mailer.ts';
import { sendEach } from '../../activities/mail/sending.ts';
import { defaultLadder, type Rung } from '../../domain/ladder/index.ts';
import { saveLadder } from '../../prisma/repositories/ladders.ts';
import { saveMailTemplate } from '../../prisma/repositories/mailTemplates.ts';
import { trustAddress } from '../../prisma/repositories/people.ts';
import { beginRound } from '../../prisma/repositories/round.ts';
import { submitWorkItem } from '../../prisma/repositories/workItems.ts';
import { activityRunner, mailerTo, playRound, sendUntilDone } from '../support/activities.ts';
import { freshCounty } from '../support/bed.ts';
import { actorOf, setDay } from '../support/county.ts';
import { buildPlan, itemsOf } from '../support/plan.ts';
import { type SmtpSink, startSmtpSink } from '../support/smtpSink.ts';

const bed = freshCounty();
let sink: SmtpSink;
let mailer: Mailer;
let run: ReturnType<typeof activityRunner>;

/** Finance and water have new items; their liaison officers are told on the day after the launch. */
beforeEach(async () => {
  sink = await startSmtpSink();
  mailer = mailerTo(sink.url);
  run = activityRunner(bed.db, mailer);
  const { finance, water } = bed.county.units;
  await buildPlan(bed.db, bed.county, { measures: [{ leads: [finance.name, water.name] }] });
  await setDay(bed.db, bed.county.id, '2020-03-03');
});

afterEach(async () => {
  mailer.close();
  await sink.stop();
});

const county = () => ({ countyId: bed.county.id });
const round = { day: '2020-03-03' };
const digests = () => bed.db.digest.findMany({ orderBy: { id: 'asc' } });

async function claim(): Promise<void> {
  await run('beginDay', { ...county(), ...round });
  await run('claimDay', { ...county(), ...round });
}

async function addressOf(postId: string): Promise<string> {
  const { person } = await bed.db.postHolding.findFirstOrThrow({ where: { postId }, include: { person: true } });
  return person.email ?? '';
}

/** Every notice exists once, and the wire has carried as many Message-IDs as there are digests sent. */
async function expectExactlyOnce(): Promise<void> {
  const notices = await bed.db.notice.findMany();
  const keys = notices.map(({ personId, workItemId, kind, day }) => [personId, workItemId, kind, day].join());
  expect(new Set(keys).size).toBe(keys.length);
  const items = await itemsOf(bed.db, { state: 'OPEN' });
  expect(new Set(notices.map((notice) => notice.workItemId))).toEqual(new Set(items.map((item) => item.id)));
  const sent = (await digests()).filter((digest) => digest.state === 'SENT');
  expect(sink.messageIds()).toEqual(new Set(sent.map((digest) => digest.messageId)));
}

it('one digest a person, marked as a rehearsal, with every item and never a report', async () => {
  await claim();
  await run('sendDigests', county());
  expect(sink.mails.map((mail) => mail.to).sort()).toEqual(
    [await addressOf(bed.county.units.finance.liaison), await addressOf(bed.county.units.water.liaison)].sort(),
  );
  for (const mail of sink.mails) {
    expect(mail.subject).toBe('【演练】督办事项提醒 2020-03-03：3项');
    expect(mail.text).toContain('《试验方案》');
    expect(mail.text).toContain('由您承办');
    expect(mail.text).not.toContain('尚未录入');
  }
  await expectExactlyOnce();
});

it('a digest is worded as the administrators have it, in the language of its reader', async () => {
  const { liaison, head } = bed.county.units.finance;
  const { personId } = await bed.db.postHolding.findFirstOrThrow({ where: { postId: liaison } });
  await bed.db.person.update({ where: { id: personId }, data: { language: 'en' } });
  const admin = await actorOf(bed.db, head);
  const words = { intro: '', closing: '按时办理', footer: '' };
  for (const [basedOn, subject] of ['第一版', '{{ 县 }}有{{ 事项数 }}项'].entries()) {
    await saveMailTemplate(bed.db, admin, { language: 'zh', subject, ...words, basedOn, reason: '试' });
  }
  await claim();
  await run('sendDigests', county());
  expect(sink.mails.map(({ subject }) => subject).sort()).toEqual([
    '【演练】Duban 2020-03-03: 3 items',
    '【演练】试验县有3项',
  ]);
  expect(sink.mails.find(({ subject }) => subject.includes('试验县'))?.html).toContain('<p>按时办理</p>');
});

it('a digest says that holidays of a year that it speaks of are not loaded', async () => {
  await bed.db.calendarYear.deleteMany({ where: { year: 2020 } });
  await bed.db.county.update({ where: { id: bed.county.id }, data: { calendarVersion: { increment: 1 } } });
  await claim();
  await run('sendDigests', county());
  expect(sink.mails.length).toBeGreaterThan(0);
  for (const mail of sink.mails) expect(mail.text).toContain('2020年节假日安排尚未录入');
});

it('the round run twice sends nothing twice', async () => {
  for (const _ of [1, 2]) {
    await claim();
    await run('sendDigests', county());
    await run('finishRound', { ...county(), ...round });
  }
  expect(sink.mails).toHaveLength(2);
  await expectExactlyOnce();
});

it('two rounds at once claim everything once', async () => {
  await Promise.all([1, 2, 3].map(claim));
  await Promise.all([1, 2].map(() => run('sendDigests', county())));
  expect(await digests()).toHaveLength(2);
  await expectExactlyOnce();
});

it('a round that begins several times at once has begun once, and none of them fails', async () => {
  const together = [1, 2, 3, 4, 5];
  for (const day of ['2020-03-03', '2020-03-04', '2020-03-05']) {
    // Each has its connection already, so that all ask before one has written.
    await Promise.all(together.map(() => bed.db.$queryRaw`SELECT pg_sleep(0.05)::text`));
    await Promise.all(together.map(() => beginRound(bed.db, bed.county.id, day)));
  }
  expect(await bed.db.dailyRound.count()).toBe(3);
});

it('an address that is refused for good is kept with the reason and not tried again', async () => {
  sink.refuseAddress(await addressOf(bed.county.units.water.liaison), 550);
  await claim();
  expect(await sendUntilDone(run, bed.county.id)).toBe(1);
  const refused = await bed.db.digest.findFirstOrThrow({ where: { state: 'REFUSED' } });
  expect(refused).toMatchObject({ attempts: 1, toAddress: await addressOf(bed.county.units.water.liaison) });
  expect(refused.lastError).toContain('550');
  expect(await bed.db.auditEvent.count({ where: { kind: 'DIGEST_FAILED' } })).toBe(1);
  expect(await bed.db.digest.count({ where: { state: 'SENT' } })).toBe(1);
});

it('a message that is refused for good is kept with the reason', async () => {
  sink.behave(() => 554);
  await claim();
  expect(await sendUntilDone(run, bed.county.id)).toBe(1);
  expect((await digests()).map(({ state }) => state)).toEqual(['REFUSED', 'REFUSED']);
  expect(sink.mails).toEqual([]);
});

it('a server that is busy is asked again, with the same Message-ID', async () => {
  const tries: string[] = [];
  sink.behave((mail) => {
    tries.push(mail.messageId);
    return tries.filter((id) => id === mail.messageId).length < 3 ? 451 : 'take';
  });
  await claim();
  expect(await sendUntilDone(run, bed.county.id)).toBe(3);
  expect((await digests()).map(({ state, attempts }) => [state, attempts])).toEqual([
    ['SENT', 3],
    ['SENT', 3],
  ]);
  expect(new Set(tries).size).toBe(2);
  await expectExactlyOnce();
});

it('a server that stays busy is given up at the last try, and the office can see it', async () => {
  sink.behave(() => 451);
  await claim();
  expect(await sendUntilDone(run, bed.county.id)).toBe(6);
  expect((await digests()).map(({ state, attempts }) => [state, attempts])).toEqual([
    ['REFUSED', 6],
    ['REFUSED', 6],
  ]);
});

it('a server that is down for a while delays the mail, no more', async () => {
  await claim();
  await sink.down();
  const attempts = await sendUntilDone(run, bed.county.id, (failed) => (failed === 2 ? sink.up() : Promise.resolve()));
  expect(attempts).toBe(3);
  await expectExactlyOnce();
});

it('a server that takes the message and hangs up is sent the same Message-ID again', async () => {
  const taken = new Set<string>();
  sink.behave((mail) => {
    if (taken.has(mail.messageId)) return 'take';
    taken.add(mail.messageId);
    return 'hang up';
  });
  await claim();
  await sendUntilDone(run, bed.county.id);
  expect(sink.messageIds()).toEqual(taken);
  expect(taken.size).toBe(2);
  await expectExactlyOnce();
});

it('a mark that fails after the server’s 250 leads to the same Message-ID, not to another mail', async () => {
  let fail = true;
  const failing = bed.db.$extends({
    query: {
      $queryRaw({ args, query }) {
        if (fail && args.sql.includes('attempts = d.attempts + 1')) throw new Error('the database is gone');
        return query(args);
      },
    },
  }) as unknown as typeof bed.db;
  await claim();
  const broken = activityRunner(failing, mailer);
  await expect(broken('sendDigests', county())).rejects.toThrow('the database is gone');
  fail = false;
  await run('sendDigests', county(), 2);
  expect(sink.mails.length).toBeGreaterThan(2);
  expect(sink.messageIds().size).toBe(2);
  await expectExactlyOnce();
});

describe('who is told', () => {
  const personOf = async (postId: string) =>
    (await bed.db.postHolding.findFirstOrThrow({ where: { postId } })).personId;
  const mailTo = (address: string) => sink.mails.filter(({ to }) => to === address).map(({ text }) => text);

  it('the next in line of a person without an address, who reads why; the person is shown as undeliverable', async () => {
    const { liaison, head } = bed.county.units.water;
    const personId = await personOf(liaison);
    const { name } = await bed.db.person.update({ where: { id: personId }, data: { email: null } });
    await claim();
    await claim();
    await run('sendDigests', county());
    expect(await bed.db.digest.findFirstOrThrow({ where: { personId } })).toMatchObject({
      state: 'UNDELIVERABLE',
      lastError: 'NO_ADDRESS',
    });
    expect(await bed.db.auditEvent.findFirst({ where: { kind: 'DIGEST_FAILED' } })).toMatchObject({
      data: { personId, error: 'NO_ADDRESS' },
    });
    const own = await bed.db.notice.count({ where: { personId } });
    const [text, ...others] = mailTo(await addressOf(head));
    expect(others).toEqual([]);
    expect(text?.split(`（${name}未登记邮箱，转由您知悉）`)).toHaveLength(own + 1);
    expect(text).not.toContain('由您承办');
  });

  it('the next in line once an address is refused for good; nothing more goes to it until it is mended', async () => {
    const { liaison, head } = bed.county.units.water;
    const { name } = await bed.db.person.findUniqueOrThrow({ where: { id: await personOf(liaison) } });
    const address = await addressOf(liaison);
    sink.refuseAddress(address, 550);
    await claim();
    await sendUntilDone(run, bed.county.id);
    expect(mailTo(await addressOf(head))).toEqual([]);
    const next = async (day: string) => {
      await setDay(bed.db, bed.county.id, day);
      await playRound(run, bed.county.id, day);
    };
    await next('2020-03-04');
    expect(mailTo(await addressOf(head))[0]).toContain(`（${name}的邮箱不能收信，转由您知悉）`);
    expect(mailTo(await addressOf(bed.county.posts.office))[0]).toMatch(new RegExp(`${name}（.+）：邮箱不能收信`));
    const admin = await actorOf(bed.db, bed.county.posts.admin);
    await trustAddress(bed.db, admin, await personOf(liaison));
    sink.refuseAddress(address, null);
    await bed.db.workItem.updateMany({ data: { announcedOn: null } });
    await next('2020-03-05');
    expect(mailTo(address)).toHaveLength(1);
    expect(mailTo(await addressOf(head))).toHaveLength(1);
  });

  it('the office every working day of what keeps notices from arriving, as long as something waits there', async () => {
    const { head } = bed.county.units.water;
    await bed.db.postHolding.updateMany({ where: { postId: head }, data: { toDay: '2020-03-02' } });
    const office = await addressOf(bed.county.posts.office);
    for (const day of ['2020-03-06', '2020-03-07', '2020-03-08', '2020-03-09']) {
      await setDay(bed.db, bed.county.id, day);
      await playRound(run, bed.county.id, day);
    }
    expect(mailTo(office)).toHaveLength(2);
    for (const text of mailTo(office)) expect(text).toContain('县水利局');
    for (const text of mailTo(office)) expect(text).toContain('无人在任');
  });

  it('the head where the unit has no liaison officer, the office where it has neither', async () => {
    const { finance, water } = bed.county.units;
    const leave = (posts: string[]) =>
      bed.db.postHolding.updateMany({ where: { postId: { in: posts } }, data: { toDay: '2020-03-02' } });
    await leave([finance.liaison, water.liaison, water.head]);
    await claim();
    await run('sendDigests', county());
    expect(sink.mails.map((mail) => mail.to).sort()).toEqual(
      [await addressOf(finance.head), await addressOf(bed.county.posts.office)].sort(),
    );
  });

  it('nobody of what was done between claim and sending; a digest left empty is not mailed', async () => {
    await claim();
    const officer = await actorOf(bed.db, bed.county.units.finance.liaison);
    const boss = await actorOf(bed.db, bed.county.units.finance.head);
    const items = await itemsOf(bed.db, { unitId: bed.county.units.finance.id });
    const [sign, ...rest] = items.sort((a) => (a.kind === 'SIGN' ? -1 : 1));
    await submitWorkItem(bed.db, officer, { id: sign?.id ?? '', text: '已签收' });
    for (const item of await itemsOf(bed.db, { unitId: bed.county.units.water.id })) {
      const signer = await actorOf(bed.db, bed.county.units.water.head);
      await submitWorkItem(bed.db, signer, { id: item.id, text: '已办' });
    }
    await run('sendDigests', county());
    expect(sink.mails).toHaveLength(1);
    expect(sink.mails[0]?.text).not.toContain('签收');
    expect(rest).toHaveLength(2);
    expect(boss.posts).toHaveLength(1);
    expect((await digests()).map(({ state }) => state).sort()).toEqual(['EMPTY', 'SENT']);
  });
});

describe('an item that is done', () => {
  /** The water bureau signs and hands in all that it holds. */
  async function finish(): Promise<void> {
    for (const item of await itemsOf(bed.db, { unitId: bed.county.units.water.id })) {
      const signer = await actorOf(bed.db, bed.county.units.water.head);
      await submitWorkItem(bed.db, signer, { id: item.id, text: '已办' });
    }
  }
  const withdrawn = () => bed.db.notice.findMany({ where: { withdrawnOn: { not: null } } });

  it('while its digest is being composed is left out of what is sent, and its notice is withdrawn', async () => {
    await claim();
    const officer = await actorOf(bed.db, bed.county.units.water.head);
    const [first] = await itemsOf(bed.db, { unitId: bed.county.units.water.id, kind: 'SIGN' });
    let finishing = Promise.resolve();
    let composed = 0;
    const slow: Mailer = {
      ...mailer,
      compose(content) {
        composed += 1;
        if (content.lines.some((line) => line.workItemId === first?.id)) {
          finishing = submitWorkItem(bed.db, officer, { id: first?.id ?? '', text: '已签收' });
        }
        return mailer.compose(content);
      },
    };
    const db = bed.db.$extends({
      query: {
        // The recheck comes only after the item is done: the composing took that long.
        async $queryRaw({ args, query }) {
          await finishing;
          return query(args);
        },
      },
    }) as unknown as typeof bed.db;
    await activityRunner(db, slow)('sendDigests', county());
    expect(composed).toBe(3);
    const mail = sink.mails.find(({ text }) => text.includes('县水利局'));
    expect(mail?.subject).toContain('2项');
    expect(mail?.text).not.toContain(`/items/${first?.id}`);
    expect(await withdrawn()).toMatchObject([{ workItemId: first?.id, withdrawnOn: '2020-03-03' }]);
  });

  it('before its digest is claimed asks for no digest', async () => {
    const day = '2020-03-07';
    await setDay(bed.db, bed.county.id, day);
    await run('beginDay', { ...county(), day });
    await run('claimDay', { ...county(), day });
    await finish();
    await setDay(bed.db, bed.county.id, '2020-03-09');
    await run('claimDay', { ...county(), day: '2020-03-09' });
    const { personId } = await bed.db.postHolding.findFirstOrThrow({
      where: { postId: bed.county.units.water.liaison },
    });
    expect(await bed.db.digest.count({ where: { personId } })).toBe(0);
    const told = await withdrawn();
    expect(new Set(told.map((notice) => notice.personId))).toEqual(new Set([personId]));
    expect(await bed.db.digest.count()).toBe(1);
  });
});

it('no mail goes out on a day off; what was claimed then goes out on the next working day', async () => {
  const on = async (day: string) => {
    await setDay(bed.db, bed.county.id, day);
    await run('beginDay', { ...county(), day });
    await run('claimDay', { ...county(), day });
    await run('sendDigests', county());
  };
  await on('2020-03-07');
  await on('2020-03-08');
  expect(await bed.db.notice.count()).toBeGreaterThan(0);
  expect(await bed.db.digest.count()).toBe(0);
  await on('2020-03-09');
  expect(sink.mails).toHaveLength(2);
  expect((await digests()).map(({ day }) => day)).toEqual(['2020-03-09', '2020-03-09']);
});

it('a rung that says so is mailed on a day off, alone; the rest waits for the next working day', async () => {
  const admin = await actorOf(bed.db, bed.county.posts.admin);
  const rungs = defaultLadder.rungs.map(
    (rung): Rung => (rung.key === 'URGE' ? { ...rung, unit: 'calendarDays', offset: 5, onDaysOff: true } : rung),
  );
  const ladder = { ...defaultLadder, rungs };
  await saveLadder(bed.db, admin, { name: '默认升级规则', ladder, version: 1, reason: '周末也催办' });
  await setDay(bed.db, bed.county.id, '2020-03-14');
  await playRound(run, bed.county.id, '2020-03-14');
  const saturday = sink.mails.splice(0).map(({ text }) => text);
  expect(saturday.length).toBeGreaterThan(0);
  for (const text of saturday) {
    expect(text).toContain('【催办】');
    expect(text).not.toContain('【新待办】');
  }
  await setDay(bed.db, bed.county.id, '2020-03-16');
  await playRound(run, bed.county.id, '2020-03-16');
  expect(sink.mails.some(({ text }) => text.includes('【新待办】'))).toBe(true);
});

it('a round makes up for every day since the last finished one, in order', async () => {
  const { id } = bed.county;
  expect((await run('planRound', county())).days).toEqual(['2020-03-03']);
  await run('beginDay', { ...county(), ...round });
  await run('finishRound', { ...county(), ...round });
  expect((await run('planRound', county())).days).toEqual([]);
  await setDay(bed.db, id, '2020-03-06');
  expect((await run('planRound', county())).days).toEqual(['2020-03-04', '2020-03-05', '2020-03-06']);
});

it('a round that makes up for missed days sends each person one mail, of the last of them', async () => {
  const days = ['2020-03-03', '2020-03-04', '2020-03-05'];
  await setDay(bed.db, bed.county.id, '2020-03-05');
  for (const day of days) await run('beginDay', { ...county(), day });
  for (const day of days) {
    await run('claimDay', { ...county(), day });
    await run('sendDigests', county());
    await run('finishRound', { ...county(), day });
  }
  expect((await digests()).map(({ day, state }) => [day, state])).toEqual([
    ['2020-03-05', 'SENT'],
    ['2020-03-05', 'SENT'],
  ]);
  expect(sink.mails).toHaveLength(2);
  expect(await bed.db.notice.count({ where: { digestId: null } })).toBe(0);
  await expectExactlyOnce();
});

it('a try that the server has given up finishes the mail that it is at and begins no other', async () => {
  await claim();
  const ids = (await digests()).map(({ id }) => id);
  const givenUp = new AbortController();
  sink.behave(() => {
    givenUp.abort();
    return 'take';
  });
  const oneByOne: Mailer = { ...mailer, connections: 1 };
  const { signal } = givenUp;
  await expect(sendEach(bed.db, oneByOne, ids, { last: false, signal })).rejects.toMatchObject({ name: 'AbortError' });
  expect(sink.mails).toHaveLength(1);
  expect((await digests()).map(({ state }) => state).sort()).toEqual(['CLAIMED', 'SENT']);
});
