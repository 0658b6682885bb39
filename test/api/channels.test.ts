import { openChannel } from '../../prisma/repositories/channels.ts';
import { createSeal } from '../../prisma/sealed.ts';
import { type Client, startApi, type TestApi, testSettings } from './support.ts';

let api: TestApi;
let admin: Client;
beforeAll(async () => {
  api = await startApi();
  admin = await api.as('admin');
});
afterAll(() => api.close());
afterEach(async () => {
  await api.db.channelMessage.deleteMany();
  await api.db.channel.deleteMany();
});

const dingtalk = {
  ...{
    kind: 'DINGTALK',
    name: '教育局钉钉群',
    language: 'zh',
    wholeCounty: true,
    unitIds: [],
    groupIds: [],
    sms: null,
  },
  ...{ address: 'https://oapi.dingtalk.com/robot/send?access_token=the-key', secret: 'SECthe-secret' },
};
const sms = { body: '{"to":"{{phone}}","text":"{{text}}"}', header: 'X-Key', okField: 'code', okValue: '0' };

async function add(change: object = {}): Promise<string> {
  const { body } = await admin.post('/api/channels', { ...dingtalk, ...change }).expect(201);
  return body.id;
}
const list = async () => (await admin.get('/api/channels').expect(200)).body.items;
const stored = async (id: string) =>
  openChannel(await api.db.channel.findUniqueOrThrow({ where: { id } }), createSeal(testSettings.sessionSecret));

it('an administrator adds a channel; its key and secret are kept for the worker and never given back', async () => {
  const id = await add();
  const items = await list();
  expect(items).toEqual([
    expect.objectContaining({
      ...{
        id,
        name: '教育局钉钉群',
        address: 'https://oapi.dingtalk.com/…',
        hasSecret: true,
        active: true,
        last: null,
      },
      changed: { by: expect.stringMatching(/./), on: '2019-12-02' },
    }),
  ]);
  expect(JSON.stringify(items)).not.toMatch(/the-key|the-secret/);
  expect(await stored(id)).toEqual({ address: dingtalk.address, secret: dingtalk.secret });
});

it('a channel whose address was sealed under another secret of the installation says so until it is entered anew', async () => {
  const id = await add();
  const sealedAddress = createSeal('another secret of the installation').close(dingtalk.address, `${id} address`);
  await api.db.channel.update({ where: { id }, data: { sealedAddress } });
  expect(await list()).toMatchObject([{ unreadable: true, version: 1 }]);
  const { kind: _, ...entered } = dingtalk;
  await admin.put(`/api/channels/${id}`, { ...entered, version: 1 }).expect(204);
  expect(await list()).toMatchObject([{ unreadable: false }]);
});

it('a change leaves address and secret as they are unless they are given, and refuses what was overtaken', async () => {
  const id = await add();
  const { kind: _, address: __, secret: ___, ...fields } = dingtalk;
  await admin.put(`/api/channels/${id}`, { ...fields, name: '改名', version: 1 }).expect(204);
  expect(await stored(id)).toEqual({ address: dingtalk.address, secret: dingtalk.secret });
  const late = await admin.put(`/api/channels/${id}`, { ...fields, version: 1 }).expect(409);
  expect(late.body.code).toBe('STALE_VERSION');
  const address = 'https://oapi.dingtalk.com/robot/send?access_token=other';
  await admin.put(`/api/channels/${id}`, { ...fields, version: 2, address, secret: '' }).expect(204);
  expect(await stored(id)).toEqual({ address, secret: null });
  const trail = await api.db.auditEvent.findMany({ where: { kind: 'CHANNEL_CHANGED' }, orderBy: { id: 'asc' } });
  expect(JSON.stringify(trail.map(({ data }) => data))).not.toMatch(/the-key|the-secret|=other/);
});

it.each([
  ['/address', { address: 'https://127.0.0.1/robot/send?access_token=x' }],
  ['/address', { address: 'http://oapi.dingtalk.com/robot/send?access_token=x' }],
  ['/address', { kind: 'WEBHOOK', address: 'https://169.254.169.254/latest' }],
  ['/secret', { kind: 'WEBHOOK', address: 'https://example.com/', secret: '' }],
  ['/secret', { kind: 'WECOM', address: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=x' }],
  ['/unitIds', { wholeCounty: false }],
  ['/unitIds', { wholeCounty: false, unitIds: ['none'] }],
  ['/groupIds', { wholeCounty: false, groupIds: ['none'] }],
  ['/sms', { kind: 'SMS', address: 'https://sms.example.com/' }],
  ['/sms/body', { kind: 'SMS', address: 'https://sms.example.com/', sms: { ...sms, body: '{}' } }],
])('%s is named where it is wrong: %j', async (pointer, change) => {
  const { body } = await admin.post('/api/channels', { ...dingtalk, ...change }).expect(400);
  expect(body.errors.map((error: { pointer: string }) => error.pointer)).toEqual([pointer]);
  expect(await api.db.channel.count()).toBe(0);
});

it('a gateway inside may be reached where the installation names its host', async () => {
  const id = await add({ kind: 'SMS', name: '短信', address: 'http://sms.gov.lan/send', sms });
  expect(await list()).toEqual([expect.objectContaining({ id, sms, address: 'http://sms.gov.lan/…' })]);
});

it('two channels of one name are not told apart: the second is refused', async () => {
  await add();
  const { body } = await admin.post('/api/channels', dingtalk).expect(409);
  expect(body.code).toBe('CONFLICT');
});

it('a test message waits in line like any other and is shown; a paused channel refuses it', async () => {
  const id = await add();
  const { body } = await admin.post(`/api/channels/${id}/test`, { phone: null }).expect(202);
  const page = await admin.get(`/api/channels/${id}/messages`).expect(200);
  expect(page.body.items).toEqual([
    expect.objectContaining({ id: body.messageId, state: 'QUEUED', told: null, paused: false }),
  ]);
  await admin.post(`/api/channels/${id}/pause`).expect(204);
  expect((await admin.get(`/api/channels/${id}/messages`)).body.items[0].paused).toBe(true);
  await admin.post(`/api/channels/${id}/test`, { phone: null }).expect(409);
  await admin.post(`/api/channels/${id}/resume`).expect(204);
  expect((await list())[0].active).toBe(true);
});

it('a gateway is tested with a number, which must be one', async () => {
  const id = await add({ kind: 'SMS', name: '短信', address: 'https://sms.example.com/', sms });
  await admin.post(`/api/channels/${id}/test`, { phone: null }).expect(400);
  await admin.post(`/api/channels/${id}/test`, { phone: '139-0000' }).expect(400);
  await admin.post(`/api/channels/${id}/test`, { phone: '13900000000' }).expect(202);
});

it('failures are listed, and what did not fail is not sent again', async () => {
  const id = await add();
  await admin.post(`/api/channels/${id}/test`, { phone: null }).expect(202);
  const [message] = await api.db.channelMessage.findMany();
  const resend = `/api/channel-messages/${message?.id}/resend`;
  await admin.post(resend).expect(409);
  await api.db.channelMessage.update({
    where: { id: message?.id ?? '' },
    data: { state: 'REFUSED', answer: 'HTTP 404', recipient: 'unit:unit-edu' },
  });
  const { body } = await admin.get('/api/channel-messages/failed').expect(200);
  expect(body.items).toEqual([expect.objectContaining({ id: message?.id, state: 'REFUSED', answer: 'HTTP 404' })]);
  await admin.post(resend).expect(204);
  expect((await admin.get('/api/channel-messages/failed')).body.items).toEqual([]);
  await admin.post('/api/channel-messages/none/resend').expect(404);
});

it('a ladder may ask for a unit’s group only where it tells the unit itself and nothing is to be decided', async () => {
  const { body } = await admin.get('/api/ladders').expect(200);
  const { ladder, name, version } = body.items.find((row: { name: string }) => row.name === '默认升级规则');
  const asking = (key: string) => ({
    ...{ name, reason: '群提醒', version },
    ladder: {
      ...ladder,
      rungs: ladder.rungs.map(
        ({
          group: _,
          label: __,
          action: ___,
          needsApproval: ____,
          ...rung
        }: { key: string } & Record<string, unknown>) => (rung.key === key ? { ...rung, channels: ['robot'] } : rung),
      ),
    },
  });
  for (const key of ['SUPERVISE', 'COPY']) {
    const refused = await admin.post('/api/ladders', asking(key)).expect(400);
    expect(refused.body.errors[0].pointer).toMatch(/\/rungs\/\d\/channels$/);
  }
  await admin.post('/api/ladders', asking('URGE')).expect(200);
});
