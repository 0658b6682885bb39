import ExcelJS from 'exceljs';
import { publishDefinition } from '../../prisma/repositories/setup.ts';
import { chain, diagram, endEvent, loop, startEvent } from '../domain/process/diagram.ts';
import { breaches } from '../support/invariants.ts';
import { playDays, settle } from '../support/settle.ts';
import { type Client, COUNTY, startLaunched, type TestApi, TODAY, type Username } from './support.ts';

/** 整改: each answerable unit puts it right by the deadline of its row, the office strikes it off. */
const RECTIFY = diagram(
  startEvent(),
  `<bpmn:userTask id="rectify" name="整改" duban:kind="COORDINATE" duban:holder="memberUnit" duban:due="deadline" duban:ladderUpTo="SUPERVISE">${loop('answerableUnits')}</bpmn:userTask>`,
  '<bpmn:userTask id="strikeOff" name="销号" duban:kind="CLOSE" duban:holder="office" duban:due="opened+3wd"/>',
  endEvent(),
  chain('start', 'rectify', 'strikeOff', 'end'),
);

const LIST = [
  '问题\t整改要求\t责任单位\t责任领导\t整改时限',
  '低保档案不全\t补齐档案\t县教育局\t李明\t2019年12月底前',
  '资金拨付慢\t当月拨付\t县财政局、县教育局\t王平\t2020-01-15',
].join('\n');

/** 调研: the leader looks into it. */
const STUDY = diagram(
  startEvent(),
  '<bpmn:userTask id="study" name="调研" duban:kind="DECIDE" duban:holder="responsibleLeader" duban:due="opened+5wd"/>',
  endEvent(),
  chain('start', 'study', 'end'),
);

let api: TestApi;
let planId: string;
let versionId: string;
let unitIds: Map<string, string>;
let matterId: string;
beforeAll(async () => {
  ({ api, planId } = await startLaunched());
  versionId = await api.db.$transaction((tx) =>
    publishDefinition(tx, COUNTY, { key: 'rectify', name: '巡察整改', bpmnXml: RECTIFY }),
  );
  unitIds = new Map((await api.db.unit.findMany()).map((unit) => [unit.name, unit.id]));
});
afterAll(() => api.close());

const unit = (name: string) => unitIds.get(name) ?? '';
const base = () => ({ title: '巡察反馈问题整改', purpose: '落实省委巡察反馈意见', versionId, aboutPlanId: planId });

async function readRows(client: Client, text: string) {
  const { body } = await client.post('/api/matters/list', { text }).expect(200);
  return body.rows.map(
    (row: {
      title: string;
      demand: string;
      units: { unit: { id: string }; role: string }[];
      [key: string]: unknown;
    }) => ({
      ...{ title: row.title, demand: row.demand, deadlineOn: row.deadlineOn },
      units: row.units.map((part) => ({ unitId: part.unit.id, role: part.role })),
      leaderPostId: (row.leader as { postId: string } | null)?.postId ?? null,
    }),
  );
}

const matterItems = async (username: Username) => {
  const client = await api.as(username);
  const { body } = await client.get(`/api/work-items?planId=${matterId}&state=open&limit=200`).expect(200);
  return body.items;
};

it('a pasted list is read with units, leaders and days, and each cell that is not understood is named', async () => {
  const office = await api.as('office');
  const text = `${LIST}\n修路\t\t县交通局\t孙七\t尽快\n桥\t\t教育局\t\t2019-01-01`;
  const { body } = await office.post('/api/matters/list', { text }).expect(200);
  expect(body.rows.map(({ faults }: { faults: { column: string }[] }) => faults.map((one) => one.column))).toEqual([
    [],
    [],
    ['responsible', 'leader', 'deadline'],
    ['deadline'],
  ]);
  expect(body.rows[1]).toMatchObject({
    ...{ line: 3, title: '资金拨付慢', demand: '当月拨付', deadlineOn: '2020-01-15' },
    leader: { postId: 'post-otherLeader', name: '王平' },
    units: [
      { unit: { name: '县财政局' }, role: 'RESPONSIBLE' },
      { unit: { name: '县教育局' }, role: 'RESPONSIBLE' },
    ],
  });
  expect(body.rows[2].faults[0].message.zh).toContain('县交通局');
  await office.post('/api/matters/list', { text: '只有一行' }).expect(400);
  await office.post('/api/matters/list', {}).expect(400);
});

it('an uploaded workbook is read the same', async () => {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('清单');
  sheet.addRows(LIST.split('\n').map((line) => line.split('\t')));
  const office = await api.as('office');
  const file = Buffer.from(await book.xlsx.writeBuffer());
  const { body } = await office.post('/api/matters/list').attach('file', file, '清单.xlsx').expect(200);
  expect(body.rows.map((row: { title: string }) => row.title)).toEqual(['低保档案不全', '资金拨付慢']);
  expect(body.rows[0]).toMatchObject({ deadlineOn: '2019-12-31', leader: { name: '李明' }, faults: [] });
});

it('a list with a row that nobody answers for, or that is too late, opens nothing', async () => {
  const office = await api.as('office');
  const rows = [
    { title: '无人负责' },
    { title: '过期', deadlineOn: '2019-11-30', units: [{ unitId: unit('县教育局'), role: 'LEAD' }] },
  ];
  const { body } = await office.post('/api/matters', { ...base(), rows }).expect(400);
  expect(body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
    '/rows/0/units',
    '/rows/1/deadlineOn',
  ]);
  const units = [{ unitId: unit('县教育局'), role: 'RESPONSIBLE' }];
  await office.post('/api/matters', { ...base(), units, aboutPlanId: 'gone' }).expect(400);
  await office.post('/api/matters', { ...base(), units, leaderPostId: 'post-office' }).expect(400);
  await office.post('/api/matters', { ...base(), units: [{ unitId: 'gone', role: 'LEAD' }] }).expect(400);
  await office.post('/api/matters', { ...base(), units, versionId: 'gone' }).expect(404);
  const head = await api.as('eduHead');
  await head.post('/api/matters', { ...base(), units }).expect(403);
  expect(await api.db.matter.count()).toBe(0);
});

it('opened, each row is asked for at once of its units, by its own day, and stands beside its plan', async () => {
  const office = await api.as('office');
  const rows = await readRows(office, LIST);
  const { body } = await office.post('/api/matters', { ...base(), rows }).expect(201);
  matterId = body.id;
  expect(api.rollouts).toContain(matterId);
  const items = await matterItems('office');
  const lines = items.map(
    (item: { measureTitle: string; unit: { name: string }; dueOn: string; planTitle: string }) =>
      `${item.planTitle} ${item.measureTitle} ${item.unit.name} ${item.dueOn}`,
  );
  expect(lines.sort()).toEqual([
    '巡察反馈问题整改 低保档案不全 县教育局 2019-12-31',
    '巡察反馈问题整改 资金拨付慢 县教育局 2020-01-15',
    '巡察反馈问题整改 资金拨付慢 县财政局 2020-01-15',
  ]);
  const { body: matter } = await office.get(`/api/matters/${matterId}`).expect(200);
  expect(matter).toMatchObject({
    about: { id: planId },
    purpose: '落实省委巡察反馈意见',
    closed: null,
    can: { close: false },
  });
  expect(matter.rows[0]).toMatchObject({
    ...{ number: 1, demand: '补齐档案', deadline: { date: '2019-12-31' } },
    processes: [{ name: '巡察整改', status: 'RUNNING', where: ['整改'] }],
  });
  const { body: plans } = await office.get('/api/plans').expect(200);
  expect(plans.items.map((plan: { id: string }) => plan.id)).toEqual([planId]);
  expect((await office.get(`/api/plans/${matterId}`).expect(200)).body.kind).toBe('MATTER');
  const { body: load } = await office.get('/api/burden').expect(200);
  expect(JSON.stringify(load)).toContain('县财政局');
});

it('a unit sees its own rows, a leader those answered for, others nothing', async () => {
  const titles = async (username: Username) => {
    const client = await api.as(username);
    const { body } = await client.get(`/api/matters/${matterId}`).expect(200);
    return body.rows.map((row: { title: string }) => row.title);
  };
  expect(await titles('eduHead')).toEqual(['低保档案不全', '资金拨付慢']);
  expect(await titles('finHead')).toEqual(['资金拨付慢']);
  expect(await titles('leader')).toEqual(['低保档案不全']);
  expect(await titles('chief')).toEqual(['低保档案不全', '资金拨付慢']);
  const fin = await api.as('finHead');
  const { body } = await fin.get(`/api/matters/${matterId}`).expect(200);
  expect(JSON.stringify(body.history)).not.toContain('低保');
  expect(body.can.close).toBe(false);
  await fin.post(`/api/matters/${matterId}/close`, { conclusion: '完成' }).expect(403);
  const discipline = await api.as('discipline');
  await discipline.get(`/api/matters/${matterId}`).expect(404);
  expect((await discipline.get('/api/matters').expect(200)).body.items).toEqual([]);
  const admin = await api.as('admin');
  await admin.get('/api/matters').expect(403);
});

it('what is overdue of it climbs the ladder and is told to its holder and leader', async () => {
  await playDays(api.db, COUNTY, TODAY, '2020-01-08');
  const claims = await api.db.escalation.findMany({ where: { planId: matterId }, orderBy: { rung: 'asc' } });
  expect(claims.map((claim) => claim.rung)).toContain('URGE');
  expect(claims.map((claim) => claim.rung)).toContain('SUPERVISE');
  const office = await api.as('office');
  const { body } = await office.get(`/api/matters/${matterId}`).expect(200);
  expect(body.rows[0].light.colour).toBe('red');
  const letters = await office.get('/api/letters').expect(200);
  expect(JSON.stringify(letters.body)).toContain('低保档案不全');
});

it('a list grows while it runs: what is new on it is begun at once, what is listed already is named', async () => {
  const office = await api.as('office');
  const grown = `${LIST}\n食堂账目不清\t理清\t县财政局\t李明\t2020-02-28`;
  const rows = await readRows(office, grown);
  const added = { title: '巡察反馈问题整改', purpose: '第二批反馈', versionId, rows };
  const path = `/api/matters/${matterId}/rows`;
  const { body: refused } = await office.post(path, added).expect(400);
  expect(refused.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(['/rows/0/title', '/rows/1/title']);
  const twice = await office.post(path, { ...added, rows: [rows[2], rows[2]] }).expect(400);
  expect(twice.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(['/rows/1/title']);
  const late = { ...rows[2], deadlineOn: '2019-12-31', units: [] };
  await office.post(path, { ...added, rows: [late] }).expect(400);
  await (await api.as('eduHead')).post(path, { ...added, rows: [rows[2]] }).expect(403);
  await office.post('/api/matters/gone/rows', { ...added, rows: [rows[2]] }).expect(404);
  expect((await office.get(`/api/matters/${matterId}`).expect(200)).body.rows).toHaveLength(2);

  const rollouts = api.rollouts.length;
  const { body: matter } = await office.post(path, { ...added, rows: [rows[2]] }).expect(201);
  expect(matter).toMatchObject({ can: { add: true } });
  expect(matter.rows[2]).toMatchObject({
    ...{ number: 3, title: '食堂账目不清', demand: '理清', deadline: { date: '2020-02-28' } },
    processes: [{ name: '巡察整改', status: 'RUNNING', where: ['整改'] }],
  });
  expect(matter.history.map(({ text }: { text: { zh: string } }) => text.zh)).toContain('清单增加1项（第二批反馈）');
  expect(api.rollouts.slice(rollouts)).toEqual([matterId]);
  const items = await matterItems('finHead');
  expect(items).toContainEqual(expect.objectContaining({ measureTitle: '食堂账目不清', dueOn: '2020-02-28' }));
  const fin = await api.as('finHead');
  expect((await fin.get(`/api/matters/${matterId}`).expect(200)).body.can.add).toBe(false);
  // What follows deals with the first two.
  await office.post(`/api/measures/${matter.rows[2].id}/withdraw`, { reason: '并入另案' }).expect(200);
  await settle(api.db);
});

it('its rows are paused, withdrawn and given units like measures; it is closed by the office when nothing runs', async () => {
  const office = await api.as('office');
  const { body: before } = await office.get(`/api/matters/${matterId}`).expect(200);
  const [first, second] = before.rows;
  await office.post(`/api/matters/${matterId}/close`, { conclusion: '完成' }).expect(409);
  await office
    .post(`/api/measures/${first.id}/units`, { unitIds: [unit('县财政局')], role: 'SUPPORTING', reason: '配合' })
    .expect(200);
  expect(await api.db.processInstance.count({ where: { planId: matterId, subjectKind: 'UNIT_IN_PLAN' } })).toBe(0);
  await office.post(`/api/measures/${second.id}/withdraw`, { reason: '并入' }).expect(200);
  await settle(api.db);
  const [item] = await matterItems('eduHead');
  const head = await api.as('eduHead');
  await head.post(`/api/work-items/${item.id}/submit`, { text: '已补齐' }).expect(200);
  await settle(api.db);
  const [strike] = (await matterItems('office')).filter((one: { elementId: string }) => one.elementId === 'strikeOff');
  await office.post(`/api/work-items/${strike.id}/submit`, { text: '同意销号' }).expect(200);
  await settle(api.db);
  const { body: done } = await office.get(`/api/matters/${matterId}`).expect(200);
  expect(done.rows[0].processes).toMatchObject([{ status: 'COMPLETED', where: [] }]);
  expect(done.can.close).toBe(true);
  const other = await api.as('otherLeader');
  await other.post(`/api/matters/${matterId}/close`, { conclusion: '完成' }).expect(404);
  const { body: closed } = await office
    .post(`/api/matters/${matterId}/close`, { conclusion: '两项整改一项' })
    .expect(200);
  expect(closed).toMatchObject({ state: 'CLOSED', closed: { conclusion: '两项整改一项' }, can: { close: false } });
  expect(closed.rows.map((row: { state: string }) => row.state)).toEqual(['CLOSED', 'WITHDRAWN', 'WITHDRAWN']);
  const more = { title: '再加一项', purpose: '补充', versionId, units: [{ unitId: unit('县教育局'), role: 'LEAD' }] };
  await office.post(`/api/matters/${matterId}/rows`, more).expect(409);
  expect(closed.history[0].text.zh + closed.history[1].text.zh).toContain('办结');
  await office.post(`/api/matters/${matterId}/close`, { conclusion: '再次' }).expect(409);
  expect(await breaches(api.db)).toEqual([]);
});

it('a matter without a list is one row of its own, and others are begun for it later', async () => {
  const office = await api.as('office');
  const single = { ...base(), title: '督查暗访', aboutPlanId: null, deadlineOn: '2020-03-31' };
  const units = [
    { unitId: unit('县教育局'), role: 'LEAD' },
    { unitId: unit('县财政局'), role: 'SUPPORTING' },
  ];
  const { body } = await office.post('/api/matters', { ...single, units }).expect(201);
  const { body: matter } = await office.get(`/api/matters/${body.id}`).expect(200);
  expect(matter.rows).toMatchObject([
    { title: '督查暗访', leadUnits: [{ name: '县教育局' }], supportingUnits: [{ name: '县财政局' }] },
  ]);
  const { body: list } = await office.get('/api/matters').expect(200);
  expect(list.items.map((row: { title: string }) => row.title).sort()).toEqual(['巡察反馈问题整改', '督查暗访'].sort());
  const again = await office.post('/api/processes', { planId: body.id, versionId, note: '再查' }).expect(409);
  expect(JSON.stringify(again.body)).toContain('正在办理');
  const more = { title: '二次暗访', purpose: '回头看', versionId, units };
  const { body: grown } = await office.post(`/api/matters/${body.id}/rows`, more).expect(201);
  expect(grown.rows.map((row: { title: string }) => row.title)).toEqual(['督查暗访', '二次暗访']);
  for (const row of grown.rows) {
    await office.post(`/api/measures/${row.id}/withdraw`, { reason: '不再督查' }).expect(200);
  }
  await settle(api.db);
  const seen = async (username: Username) =>
    (await (await api.as(username)).get(`/api/matters/${body.id}`).expect(200)).body.can.close;
  expect([await seen('office'), await seen('chief'), await seen('eduHead')]).toEqual([true, true, false]);
  await office.post(`/api/matters/${body.id}/close`, { conclusion: '撤销' }).expect(200);
});

it('what is of a matter says so, and its leader answers for a row of it, not for a measure', async () => {
  const studied = await api.db.$transaction((tx) =>
    publishDefinition(tx, COUNTY, { key: 'study', name: '专题调研', bpmnXml: STUDY }),
  );
  const office = await api.as('office');
  const units = [{ unitId: unit('县教育局'), role: 'LEAD' }];
  const opened = { ...base(), title: '专题调研', units, leaderPostId: 'post-leader', versionId: studied };
  const { body: matter } = await office.post('/api/matters', opened).expect(201);
  const leader = await api.as('leader');
  const { body: held } = await leader.get(`/api/work-items?planId=${matter.id}&mine=true`).expect(200);
  expect(held.items).toMatchObject([{ planKind: 'MATTER', whyMe: { zh: '您是该事项的责任领导' } }]);
  const { body: row } = await office.get(`/api/measures/${held.items[0].measureId}`).expect(200);
  expect(row.plan).toEqual({ id: matter.id, title: '专题调研', kind: 'MATTER' });
  const { body: runs } = await office.get(`/api/processes?planId=${matter.id}`).expect(200);
  expect(runs.items[0].plan.kind).toBe('MATTER');
  const paused = await office.post(`/api/measures/${row.id}/pause`, { reason: '等待上级' }).expect(200);
  expect(paused.body.timeline[0].text.zh).toBe('事项暂停（等待上级）');
});
