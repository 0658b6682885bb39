import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { deliverMessages, startCourier } from '../../activities/channels/courier.ts';
import { requestFor } from '../../activities/channels/requests.ts';
import type { ChannelKind, RungChannel } from '../../domain/channels/index.ts';
import { defaultLadder, type Rung } from '../../domain/ladder/index.ts';
import type { Actor } from '../../prisma/repositories/actor.ts';
import { resendMessage, takeMessage } from '../../prisma/repositories/channelMessages.ts';
import { listDeliveries, listFailures } from '../../prisma/repositories/channelReads.ts';
import { createChannel, setChannelActive, testChannel } from '../../prisma/repositories/channels.ts';
import { claimMessages } from '../../prisma/repositories/deliveries.ts';
import { saveLadder } from '../../prisma/repositories/ladders.ts';
import { claimRungs } from '../../prisma/repositories/rungs.ts';
import { submitWorkItem } from '../../prisma/repositories/workItems.ts';
import { createSeal } from '../../prisma/sealed.ts';
import { freshCounty } from '../support/bed.ts';
import { actorOf, setDay } from '../support/county.ts';
import { buildPlan, itemsOf } from '../support/plan.ts';
import { type Provider, startProvider } from '../support/provider.ts';

const bed = freshCounty();
const seal = createSeal('a secret for tests, nothing else');
const privateHosts = ['127.0.0.1'];
const PUBLIC_URL = 'https://duban.example';
let provider: Provider;
/** Taken before a test goes live: accounts of a rehearsal cannot act in production. */
let admin: Actor;

/** Reminders and urgings also go to groups and by text message. */
async function askForChannels(channels: RungChannel[]): Promise<void> {
  const rungs = defaultLadder.rungs.map((rung) =>
    rung.group === 'REMIND' || rung.group === 'URGE' ? { ...rung, channels } : rung,
  );
  const ladder = { ...defaultLadder, rungs };
  await saveLadder(bed.db, admin, { name: '默认升级规则', ladder, reason: '试验', version: 1 });
}

const paths: Record<ChannelKind, string> = {
  WECOM: '/cgi-bin/webhook/send?key=the-key',
  DINGTALK: '/robot/send?access_token=the-key',
  FEISHU: '/open-apis/bot/v2/hook/the-key',
  WEBHOOK: '/hook',
  SMS: '/sms',
};

async function addChannel(kind: ChannelKind, unit: 'finance' | 'water' | 'school' | null = null): Promise<string> {
  return createChannel(
    bed.db,
    admin,
    {
      ...{ kind, name: `${kind} ${unit ?? '全县'}`, address: provider.at(paths[kind]), language: 'zh' },
      ...(kind === 'WECOM' ? {} : { secret: 'the-secret' }),
      ...{ wholeCounty: unit === null, unitIds: unit === null ? [] : [bed.county.units[unit].id], groupIds: [] },
      sms:
        kind === 'SMS'
          ? { body: '{"to":"{{phone}}","text":"{{text}}"}', header: 'X-Key', okField: 'code', okValue: '0' }
          : null,
    },
    { seal, privateHosts },
  );
}

/** Whether the county's own day counts, or the real one: only then does anything leave the machine. */
const goLive = () => bed.db.county.update({ where: { id: bed.county.id }, data: { businessDate: null } });

/** Items of finance and water reach a rung on one day; the round claims it all. */
async function reachRungs(day = '2020-03-10'): Promise<void> {
  await setDay(bed.db, bed.county.id, day);
  await claimRungs(bed.db, bed.county.id, day);
  await claimMessages(bed.db, bed.county.id, day);
}

/** A morning of a working day: every message may go out. */
const MORNING = new Date('2020-03-10T09:00:00+08:00');
const now = () => MORNING;
const deliver = (at = MORNING) =>
  deliverMessages({
    ...{ db: bed.db, seal, publicUrl: PUBLIC_URL },
    now: () => at,
    settings: { privateHosts, timeoutMs: 300 },
  });
const messages = () => bed.db.channelMessage.findMany({ orderBy: [{ recipient: 'asc' }, { day: 'asc' }] });
const states = async () => (await messages()).map((message) => message.state);
/** As if the pause before the next try, or the minute of a limit, were over. */
const wait = () =>
  bed.db.$executeRaw`UPDATE "ChannelMessage" SET "nextTryAt" = now(), "triedAt" = "triedAt" - interval '5 minutes'`;

beforeEach(async () => {
  provider = await startProvider();
  admin = await actorOf(bed.db, bed.county.posts.admin);
  await askForChannels(['robot', 'sms']);
  await buildPlan(bed.db, bed.county, {
    measures: [
      { leads: [bed.county.units.finance.name, bed.county.units.water.name] },
      { leads: [bed.county.units.finance.name] },
    ],
  });
});
afterEach(() => provider.down());

describe('a unit’s group', () => {
  it('gets one message with the number of items, never what they are about', async () => {
    await addChannel('WECOM', 'finance');
    await reachRungs();
    await goLive();
    await deliver();
    expect(await states()).toEqual(['SENT']);
    const [message] = await messages();
    expect(message?.items).toBeGreaterThan(1);
    expect(provider.received).toHaveLength(1);
    const { content } = JSON.parse(provider.received[0]?.body ?? '').markdown;
    expect(content).toContain(`县财政局有${message?.items}项待办`);
    expect(content).toContain(`(${PUBLIC_URL}/todo)`);
    expect(content).not.toMatch(/措施1|试验方案|演练/);
    expect(await bed.db.auditEvent.count({ where: { kind: 'MESSAGE_SENT' } })).toBe(1);
  });

  it('hears of its own unit alone, each unit of the county by a message of its own where a channel serves all', async () => {
    await addChannel('WEBHOOK');
    await addChannel('DINGTALK', 'water');
    await reachRungs();
    const { finance, water } = bed.county.units;
    const told = (await messages()).map(({ recipient }) => recipient);
    expect(told.sort()).toEqual([`unit:${finance.id}`, `unit:${water.id}`, `unit:${water.id}`].sort());
  });

  it('by its group: members of the day are served', async () => {
    const group = await bed.db.unitGroup.create({
      data: {
        ...{ id: 'g', countyId: bed.county.id, name: '成员单位', aliases: [] },
        members: {
          create: [{ unitId: bed.county.units.water.id }, { unitId: bed.county.units.finance.id, toDay: '2020-03-01' }],
        },
      },
    });
    const id = await addChannel('WEBHOOK', 'school');
    await bed.db.channel.update({ where: { id }, data: { groupIds: [group.id] } });
    await reachRungs();
    expect((await messages()).map(({ unitId }) => unitId)).toEqual([bed.county.units.water.id]);
  });

  it('is told once, however many rounds claim at once and however many couriers carry', async () => {
    await addChannel('WEBHOOK', 'finance');
    await setDay(bed.db, bed.county.id, '2020-03-10');
    await Promise.all([1, 2, 3].map(() => claimRungs(bed.db, bed.county.id, '2020-03-10')));
    await Promise.all([1, 2, 3].map(() => claimMessages(bed.db, bed.county.id, '2020-03-10')));
    await goLive();
    await Promise.all([1, 2, 3].map(() => deliver()));
    expect(provider.received).toHaveLength(1);
    const deliveries = await bed.db.delivery.findMany();
    const keys = deliveries.map(({ channelId, recipient, workItemId, kind }) =>
      [channelId, recipient, workItemId, kind].join(),
    );
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.length).toBeGreaterThan(1);
  });

  it('hears nothing of rungs whose ladder does not ask for it', async () => {
    await addChannel('WEBHOOK');
    const rungs = defaultLadder.rungs;
    await saveLadder(bed.db, admin, {
      ...{ name: '默认升级规则', ladder: { ...defaultLadder, rungs }, reason: '不再群发', version: 2 },
    });
    await reachRungs();
    expect(await bed.db.escalation.count()).toBeGreaterThan(0);
    expect(await bed.db.delivery.count()).toBe(0);
  });

  it('hears nothing of what was done between claim and sending', async () => {
    await addChannel('WEBHOOK', 'water');
    await reachRungs();
    const head = await actorOf(bed.db, bed.county.units.water.head);
    const open = await itemsOf(bed.db, { unitId: bed.county.units.water.id, state: 'OPEN' });
    for (const item of open) await submitWorkItem(bed.db, head, { id: item.id, text: '已办' });
    await goLive();
    await deliver();
    expect(await states()).toEqual(['WITHDRAWN']);
    expect(provider.received).toEqual([]);
    expect(await bed.db.delivery.count({ where: { withdrawn: false } })).toBe(0);
  });

  it('is not told twice on a day, nor on a day off: the rest comes on the next working day', async () => {
    await addChannel('WEBHOOK', 'finance');
    await reachRungs('2020-03-10');
    await bed.db.delivery.updateMany({ where: { unitId: bed.county.units.finance.id }, data: { messageId: null } });
    for (const day of ['2020-03-10', '2020-03-14']) {
      await setDay(bed.db, bed.county.id, day);
      expect(await claimMessages(bed.db, bed.county.id, day)).toBe(0);
    }
    await setDay(bed.db, bed.county.id, '2020-03-16');
    // A day that is only made up for makes no message of its own.
    expect(await claimMessages(bed.db, bed.county.id, '2020-03-13')).toBe(0);
    expect(await claimMessages(bed.db, bed.county.id, '2020-03-16')).toBe(1);
  });

  it('is told on a day off where its rung says so', async () => {
    await addChannel('WEBHOOK', 'finance');
    const rungs = defaultLadder.rungs.map(
      (rung): Rung =>
        rung.key === 'URGE' ? { ...rung, unit: 'calendarDays', offset: 5, onDaysOff: true, channels: ['robot'] } : rung,
    );
    const ladder = { ...defaultLadder, rungs };
    await saveLadder(bed.db, admin, { name: '默认升级规则', ladder, reason: '周末也催办', version: 2 });
    await reachRungs('2020-03-14');
    expect(await messages()).toMatchObject([{ day: '2020-03-14', recipient: `unit:${bed.county.units.finance.id}` }]);
  });
});

describe('text messages', () => {
  /** The people who hold items of the water department, each with a number. */
  const givePhones = (phones: { liaison: string | null; head: string | null }) =>
    Promise.all(
      (['liaison', 'head'] as const).map((post) =>
        bed.db.person.updateMany({
          where: { holdings: { some: { postId: bed.county.units.water[post] } } },
          data: { phone: phones[post] },
        }),
      ),
    );

  it('go to each person told, in their own language, over the gateway that is most special', async () => {
    await givePhones({ liaison: '13900000000', head: '13911111111' });
    await bed.db.person.updateMany({ where: { phone: '13911111111' }, data: { language: 'en' } });
    await addChannel('SMS');
    const own = await addChannel('SMS', 'water');
    await reachRungs();
    await goLive();
    await deliver();
    const told = await bed.db.channelMessage.findMany({ where: { phone: { not: null } } });
    expect(told.map(({ channelId }) => channelId)).toEqual([own, own]);
    const sent = provider.received.map(({ body }) => JSON.parse(body));
    expect(sent.map(({ to }) => to).sort()).toEqual(['13900000000', '13911111111']);
    expect(sent.find(({ to }) => to === '13911111111').text).toContain('Please sign in');
    expect(provider.received[0]?.headers['x-key']).toBe('the-secret');
  });

  it('without a number are refused and shown', async () => {
    await givePhones({ liaison: '13900000000', head: null });
    await addChannel('SMS', 'water');
    await reachRungs();
    await goLive();
    await deliver();
    const failed = { state: 'REFUSED', answer: 'NO_PHONE', told: expect.stringMatching(/./) };
    expect(await listFailures(bed.db, admin)).toEqual([expect.objectContaining(failed)]);
    await givePhones({ liaison: '13900000000', head: '13922222222' });
    const [mended] = await listFailures(bed.db, admin);
    await resendMessage(bed.db, admin, mended?.id ?? '');
    await wait();
    await deliver();
    expect(provider.received.map(({ body }) => JSON.parse(body).to).sort()).toEqual(['13900000000', '13922222222']);
    expect(await listFailures(bed.db, admin)).toEqual([]);
  });

  it('that failed are listed once a person, with the last message, until one arrives', async () => {
    await givePhones({ liaison: '13900000000', head: null });
    await addChannel('SMS', 'water');
    await reachRungs();
    await goLive();
    await deliver();
    const failed = { state: 'REFUSED', answer: 'NO_PHONE', told: expect.stringMatching(/./) };
    const [row] = await bed.db.channelMessage.findMany({ where: { answer: 'NO_PHONE' } });
    if (!row) throw new Error('nothing was refused');
    await bed.db.channelMessage.create({ data: { ...row, id: 'later', day: '2020-03-11' } });
    expect(await listFailures(bed.db, admin)).toEqual([expect.objectContaining({ ...failed, id: 'later' })]);
    await bed.db.channelMessage.create({ data: { ...row, id: 'last', day: '2020-03-12', state: 'SENT' } });
    expect(await listFailures(bed.db, admin)).toEqual([]);
  });
});

describe('a provider that fails', () => {
  const oneMessage = async (kind: ChannelKind) => {
    await addChannel(kind, 'water');
    await reachRungs();
    await goLive();
  };

  it('refuses with 200: kept in its own words, not tried again, sent again by hand', async () => {
    provider.behave(() => ({ status: 200, body: '{"errcode":310000,"errmsg":"sign not match"}' }));
    await oneMessage('DINGTALK');
    await deliver();
    await wait();
    await deliver();
    expect(provider.received).toHaveLength(1);
    const [failed] = await listFailures(bed.db, admin);
    expect(failed).toMatchObject({ state: 'REFUSED', attempts: 1, answer: expect.stringContaining('sign not match') });
    expect(await bed.db.auditEvent.count({ where: { kind: 'MESSAGE_FAILED' } })).toBe(1);
    provider.behave(() => ({ status: 200, body: '{"errcode":0}' }));
    await resendMessage(bed.db, admin, failed?.id ?? '');
    await wait();
    await deliver();
    expect(await states()).toEqual(['SENT']);
    await expect(resendMessage(bed.db, admin, failed?.id ?? '')).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('is asked again when it is busy or down, later each time, and given up after six tries', async () => {
    provider.behave(() => ({ status: 503, body: 'busy' }));
    await oneMessage('WECOM');
    await deliver();
    await deliver();
    expect(provider.received).toHaveLength(1);
    await provider.down();
    for (const _ of [2, 3]) {
      await wait();
      await deliver();
    }
    expect(await messages()).toMatchObject([{ state: 'QUEUED', attempts: 3, answer: 'ECONNREFUSED' }]);
    await provider.up();
    for (const _ of [4, 5, 6, 7]) {
      await wait();
      await deliver();
    }
    expect(await messages()).toMatchObject([{ state: 'REFUSED', attempts: 6 }]);
    expect(provider.received).toHaveLength(4);
  });

  it.each(['silence', 'hang up'] as const)(
    '%s: a robot’s message may have arrived and is not sent again by itself',
    async (how) => {
      provider.behave(() => how);
      await oneMessage('FEISHU');
      await deliver();
      await wait();
      await deliver();
      expect(provider.received).toHaveLength(1);
      expect(await states()).toEqual(['UNCERTAIN']);
    },
  );

  it.each(['silence', 'hang up'] as const)('%s: a webhook is sent again with the same id', async (how) => {
    provider.behave(() => (provider.received.length === 1 ? how : { status: 200, body: '' }));
    await oneMessage('WEBHOOK');
    await deliver();
    await wait();
    await deliver();
    expect(await states()).toEqual(['SENT']);
    const ids = provider.received.map(({ headers }) => headers['webhook-id']);
    expect(ids).toEqual([(await messages())[0]?.id, (await messages())[0]?.id]);
  });

  it('a worker killed in the middle: the webhook goes out again, the robot’s message waits for somebody', async () => {
    const webhook = await addChannel('WEBHOOK', 'water');
    const robot = await addChannel('WECOM', 'water');
    await reachRungs();
    await goLive();
    for (const id of [webhook, robot]) expect(await takeMessage(bed.db, id, PUBLIC_URL, MORNING)).not.toBeNull();
    await deliver();
    expect(provider.received).toEqual([]);
    await wait();
    await deliver();
    await wait();
    await deliver();
    expect(provider.received.map(({ path }) => path)).toEqual(['/hook']);
    expect((await listFailures(bed.db, admin)).map(({ state, answer }) => [state, answer])).toEqual([
      ['UNCERTAIN', 'INTERRUPTED'],
    ]);
  });

  it('a secret that no longer opens sends nothing and says so', async () => {
    await oneMessage('WEBHOOK');
    const other = createSeal('another secret of the installation');
    await deliverMessages({ db: bed.db, now, seal: other, publicUrl: PUBLIC_URL, settings: { privateHosts } });
    expect(await messages()).toMatchObject([{ state: 'REFUSED', answer: 'UNREADABLE' }]);
    expect(provider.received).toEqual([]);
  });

  it('an address that has become private is not connected to', async () => {
    await oneMessage('WEBHOOK');
    await deliverMessages({ db: bed.db, now, seal, publicUrl: PUBLIC_URL, settings: { privateHosts: [] } });
    expect(await messages()).toMatchObject([{ state: 'REFUSED', answer: 'PRIVATE_ADDRESS' }]);
    expect(provider.received).toEqual([]);
  });
});

describe('outside the hours of mail', () => {
  it('nothing goes out, but a test; what waited goes out when they begin', async () => {
    const id = await addChannel('WEBHOOK', 'finance');
    await reachRungs();
    await goLive();
    await deliver(new Date('2020-03-10T08:29:00+08:00'));
    await deliver(new Date('2020-03-10T20:00:00+08:00'));
    expect(provider.received).toEqual([]);
    await testChannel(bed.db, admin, { id, phone: null });
    await deliver(new Date('2020-03-10T21:00:00+08:00'));
    expect(provider.received).toHaveLength(1);
    await deliver(new Date('2020-03-11T08:30:00+08:00'));
    expect(await states()).toEqual(['SENT', 'SENT']);
  });

  it('what is left of a working day waits over the days off', async () => {
    await addChannel('WEBHOOK', 'finance');
    await reachRungs('2020-03-13');
    await goLive();
    await deliver(new Date('2020-03-14T10:00:00+08:00'));
    expect(provider.received).toEqual([]);
    await deliver(new Date('2020-03-16T10:00:00+08:00'));
    expect(provider.received).toHaveLength(1);
  });

  it('a rehearsal is not bound by them', async () => {
    await addChannel('WEBHOOK', 'finance');
    await reachRungs();
    await deliver(new Date('2020-03-10T03:00:00+08:00'));
    expect(await states()).toEqual(['SENT']);
  });
});

it('no more than twenty messages a minute go to a WeCom robot', async () => {
  const id = await addChannel('WECOM');
  for (let n = 0; n < 25; n += 1) await testChannel(bed.db, admin, { id, phone: null });
  await goLive();
  await deliver();
  await deliver();
  expect(provider.received).toHaveLength(20);
  await wait();
  await deliver();
  expect(provider.received).toHaveLength(25);
});

it('a provider that does not answer holds up no other channel, and stopping waits for the one message under way', async () => {
  const slow = await addChannel('WECOM');
  const quick = await addChannel('WEBHOOK');
  provider.behave(({ path }) => (path === '/hook' ? { status: 200, body: '' } : 'silence'));
  for (let n = 0; n < 30; n += 1) await testChannel(bed.db, admin, { id: slow, phone: null });
  await goLive();
  const settings = { privateHosts, timeoutMs: 1_500 };
  const logger = pino({ level: 'silent' });
  const courier = startCourier({ db: bed.db, now, seal, publicUrl: PUBLIC_URL, settings, logger }, 20);
  const until = async (done: () => Promise<boolean>) => {
    while (!(await done())) await sleep(20);
  };
  await until(async () => provider.received.length === 1);
  await testChannel(bed.db, admin, { id: quick, phone: null });
  await until(async () => (await bed.db.channelMessage.count({ where: { channelId: quick, state: 'SENT' } })) === 1);
  await courier.stop();
  const counts = await bed.db.channelMessage.groupBy({
    by: ['state', 'underWay'],
    where: { channelId: slow },
    _count: true,
    orderBy: { state: 'asc' },
  });
  // The rest of the slow channel's messages stay in line; what was under way has its end.
  expect(counts.every(({ underWay }) => !underWay)).toBe(true);
  expect(counts.find(({ state }) => state === 'QUEUED')?._count).toBeGreaterThanOrEqual(3);
  expect(counts.find(({ state }) => state === 'UNCERTAIN')?._count).toBeGreaterThanOrEqual(1);
});

it('a paused channel sends nothing, claims nothing new, and goes on when it is resumed', async () => {
  const id = await addChannel('WEBHOOK', 'finance');
  await reachRungs();
  await setChannelActive(bed.db, admin, { id, active: false });
  const before = await bed.db.delivery.count();
  await reachRungs('2020-03-20');
  await goLive();
  await deliver();
  expect(provider.received).toEqual([]);
  expect(await bed.db.delivery.count()).toBe(before);
  await setChannelActive(bed.db, admin, { id, active: true });
  await deliver();
  expect(provider.received).toHaveLength(1);
});

it('in a rehearsal, whose days pass in seconds, no provider’s limit is waited for', async () => {
  const id = await addChannel('WECOM');
  for (let n = 0; n < 25; n += 1) await testChannel(bed.db, admin, { id, phone: null });
  await deliver();
  expect(await bed.db.mailboxMessage.count({ where: { channel: 'WECOM' } })).toBe(25);
});

it('in a rehearsal nothing leaves the machine: messages lie in its mailbox, marked, as of their channel', async () => {
  await addChannel('DINGTALK', 'water');
  await addChannel('SMS', 'water');
  await bed.db.person.updateMany({
    where: { holdings: { some: { postId: bed.county.units.water.liaison } } },
    data: { phone: '13900000000' },
  });
  await reachRungs();
  await deliver();
  expect(provider.received).toEqual([]);
  const mails = await bed.db.mailboxMessage.findMany({ orderBy: { channel: 'asc' } });
  expect(mails.map(({ channel, to }) => [channel, to])).toEqual([
    ['DINGTALK', ['县水利局']],
    ['SMS', ['13900000000']],
  ]);
  for (const { subject } of mails) expect(subject).toMatch(/^【演练】/);
  expect((await states()).sort()).toEqual(['REFUSED', 'SENT', 'SENT']);
});

it('whoever sees an item sees by which channel it was told and what became of it', async () => {
  await addChannel('WEBHOOK', 'water');
  await reachRungs();
  const [delivery] = await bed.db.delivery.findMany({ orderBy: { id: 'asc' } });
  const workItemId = delivery?.workItemId ?? '';
  const seen = (actor: Actor) => listDeliveries(bed.db, actor, { workItemId });
  const office = await actorOf(bed.db, bed.county.posts.office);
  const row = { channelName: 'WEBHOOK water', told: '县水利局', state: 'QUEUED' };
  expect(await seen(office)).toEqual([expect.objectContaining(row)]);
  expect(await seen(await actorOf(bed.db, bed.county.units.water.head))).toEqual([expect.objectContaining(row)]);
  expect(await seen(await actorOf(bed.db, bed.county.units.school.head))).toEqual([]);
  await goLive();
  await deliver();
  expect(await seen(office)).toEqual([expect.objectContaining({ ...row, state: 'SENT' })]);
});

it('neither address nor secret stands readable in the database or in the trail', async () => {
  await addChannel('DINGTALK', 'water');
  await reachRungs();
  await goLive();
  await deliver();
  const rows = [
    ...(await bed.db.channel.findMany({ orderBy: { id: 'asc' } })),
    ...(await messages()),
    ...(await bed.db.auditEvent.findMany({ orderBy: { id: 'asc' } })).map(({ id: _, ...event }) => event),
  ];
  expect(JSON.stringify(rows)).not.toMatch(/the-key|the-secret/);
  const { received } = provider;
  expect(received[0]?.path).toContain('access_token=the-key');
  const sign = new URL(received[0]?.path ?? '', 'http://x').searchParams;
  expect(
    requestFor(
      {
        ...{
          id: 'x',
          kind: 'DINGTALK',
          address: provider.at(paths.DINGTALK),
          secret: 'the-secret',
          sms: null,
          phone: null,
        },
        text: { title: '', text: '', link: '' },
      },
      Number(sign.get('timestamp')),
    ).url,
  ).toBe(`http://127.0.0.1:${provider.port}${received[0]?.path}`);
});
