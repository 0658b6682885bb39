import ExcelJS from 'exceljs';
import { type Client, signIn, startApi, type TestApi } from './support.ts';

let api: TestApi;
let admin: Client;
beforeAll(async () => {
  api = await startApi();
  admin = await api.as('admin');
});
afterAll(() => api.close());

const row = (cells: Partial<Record<string, string>>) => ({
  unit: '',
  unitKind: '',
  post: '',
  postKind: '',
  person: '',
  email: '',
  username: '',
  ...cells,
});

describe('units, posts and people', () => {
  it('are kept with their aliases, terms and holders of the day', async () => {
    const unit = await admin.post('/api/units', { name: '县水利局', aliases: ['水利局'] }).expect(201);
    expect(unit.body).toMatchObject({ kind: 'DEPARTMENT', posts: [], can: { edit: true } });
    const taken = await admin.post('/api/units', { name: '县水利局' }).expect(409);
    expect(taken.body.errors[0].pointer).toBe('/name');

    const post = await admin.post('/api/posts', { title: '局长', kind: 'UNIT_HEAD', unitId: unit.body.id }).expect(201);
    const person = await admin.post('/api/people', { name: '水长流', email: 'shui@duban.example' }).expect(201);
    const held = await admin
      .post(`/api/posts/${post.body.id}/holdings`, { personId: person.body.id, fromDay: '2019-01-01' })
      .expect(201);
    expect(held.body.holder).toEqual({ id: person.body.id, name: '水长流' });
    const [term] = held.body.holdings;
    const wrong = await admin.patch(`/api/holdings/${term.id}`, { toDay: '2018-12-31' }).expect(400);
    expect(wrong.body.errors[0].pointer).toBe('/toDay');
    const lastDay = await admin.patch(`/api/holdings/${term.id}`, { toDay: '2019-12-02' }).expect(200);
    expect(lastDay.body.holder).not.toBeNull();
    const over = await admin.patch(`/api/holdings/${term.id}`, { toDay: '2019-12-01' }).expect(200);
    expect(over.body.holder).toBeNull();
    const board = await admin.get('/api/board').expect(200);
    expect(board.body.gaps).toContainEqual(
      expect.objectContaining({ what: expect.objectContaining({ zh: '县水利局 局长：无人在任（待办0项）' }) }),
    );
    const found = await admin.get(`/api/units?q=${encodeURIComponent('水利局')}`).expect(200);
    expect(found.body.items.map((one: { name: string }) => one.name)).toEqual(['县水利局']);
  });

  it('are searched for by several kinds of post at once, as many as hold items', async () => {
    const kinds = ['OFFICE', 'UNIT_HEAD', 'LIAISON', 'LEADER', 'CHIEF_LEADER', 'DISCIPLINE'];
    const { body } = await admin.get(`/api/posts?kind=${kinds.join(',')}&limit=200`).expect(200);
    expect(new Set(body.items.map((one: { kind: string }) => one.kind))).toEqual(new Set(kinds));
  });

  it('leave a trace in the trail', async () => {
    const before = await api.db.auditEvent.count({ where: { kind: 'ORGANISATION_CHANGED' } });
    await admin.post('/api/units', { name: '县林业局' }).expect(201);
    expect(await api.db.auditEvent.count({ where: { kind: 'ORGANISATION_CHANGED' } })).toBe(before + 1);
    await admin.post('/api/units', { name: '县林业局' }).expect(409);
    expect(await api.db.auditEvent.count({ where: { kind: 'ORGANISATION_CHANGED' } })).toBe(before + 1);
  });

  it('form groups that are replaced as a whole', async () => {
    const units = await admin.get('/api/units?limit=200').expect(200);
    const ids = units.body.items.slice(0, 2).map((unit: { id: string }) => unit.id);
    const group = await admin.post('/api/unit-groups', { name: '领导小组成员单位', memberIds: ids }).expect(201);
    expect(group.body.members.map((unit: { id: string }) => unit.id).sort()).toEqual([...ids].sort());
    const smaller = await admin
      .put(`/api/unit-groups/${group.body.id}`, { name: '领导小组成员单位', memberIds: [ids[0]] })
      .expect(200);
    expect(smaller.body.members).toHaveLength(1);
    await admin.put(`/api/unit-groups/${group.body.id}`, { name: 'x', memberIds: ['no such unit'] }).expect(404);
    const kept = await admin.get('/api/unit-groups').expect(200);
    expect(kept.body.items[0].name).toBe('领导小组成员单位');
  });

  it('get accounts, one each, and nobody disables their own', async () => {
    const person = await admin.post('/api/people', { name: '新来的' }).expect(201);
    const account = await admin.post('/api/accounts', { personId: person.body.id, username: 'newcomer' }).expect(201);
    const client = await signIn(api.app, 'newcomer', account.body.temporaryPassword);
    expect((await client.get('/api/session').expect(200)).body.user.mustChangePassword).toBe(true);
    await admin.post('/api/accounts', { personId: person.body.id, username: 'another' }).expect(409);
    await admin.post('/api/accounts', { personId: person.body.id, username: 'a b' }).expect(400);
    const own = await admin.get('/api/accounts?q=admin').expect(200);
    const self = own.body.items.find((one: { username: string }) => one.username === 'admin');
    expect(self.can.disable).toBe(false);
    await admin.post(`/api/accounts/${self.id}/disable`).expect(409);
  });
});

describe('importing a table', () => {
  const good = [
    row({
      unit: '麦坪乡',
      unitKind: '乡镇',
      postKind: '单位负责人',
      person: '麦青',
      email: 'mai@duban.example',
      username: 'mai',
    }),
    row({ unit: '麦坪乡', postKind: '联络员', person: '谷雨', username: 'gu' }),
    row({ post: '副县长', postKind: '责任领导', person: '石在野' }),
    row({ unit: '县教育局', postKind: '联络员', person: '吴老师', username: 'wu' }),
  ];

  it('says of each cell what is wrong with it, and writes nothing', async () => {
    const before = await api.db.unit.count();
    const { body } = await admin
      .post('/api/organisation/import', {
        rows: [
          row({ unit: '新单位', postKind: '单位负责人', person: '甲', email: 'not an address' }),
          row({ unit: '新单位', unitKind: '公司', postKind: '大王', person: '乙' }),
          row({ postKind: '联络员', person: '丙' }),
          row({ unit: '新单位', postKind: '联络员', username: 'ding' }),
          row({ unit: '新单位', postKind: '联络员', person: '戊', username: 'eduHead' }),
        ],
      })
      .expect(200);
    expect(body.errors.map((error: { row: number; column: string }) => [error.row, error.column])).toEqual([
      [1, 'email'],
      [2, 'postKind'],
      [2, 'unitKind'],
      [3, 'unit'],
      [4, 'person'],
      [5, 'username'],
    ]);
    expect(body.errors[0].message.zh).toContain('not an address');
    expect(body.accounts).toEqual([]);
    expect(await api.db.unit.count()).toBe(before);
  });

  it('can be tried without writing', async () => {
    const { body } = await admin.post('/api/organisation/import?dryRun=true', { rows: good }).expect(200);
    expect(body).toEqual({ created: { units: 1, posts: 4, people: 4, accounts: 3 }, accounts: [], errors: [] });
    expect(await api.db.unit.count({ where: { name: '麦坪乡' } })).toBe(0);
  });

  it('creates what is missing with temporary passwords that open', async () => {
    const { body } = await admin.post('/api/organisation/import', { rows: good }).expect(200);
    expect(body.created).toEqual({ units: 1, posts: 4, people: 4, accounts: 3 });
    const { temporaryPassword } = body.accounts.find((one: { username: string }) => one.username === 'mai');
    const client = await signIn(api.app, 'mai', temporaryPassword);
    const session = await client.get('/api/session').expect(200);
    expect(session.body.user).toMatchObject({ roles: ['UNIT_HEAD'], units: [{ name: '麦坪乡' }] });
    expect((await api.db.unit.findFirst({ where: { name: '麦坪乡' } }))?.kind).toBe('TOWNSHIP');
  });

  it('adds nothing when it is imported again', async () => {
    const { body } = await admin.post('/api/organisation/import', { rows: good }).expect(200);
    expect(body).toEqual({ created: { units: 0, posts: 0, people: 0, accounts: 0 }, accounts: [], errors: [] });
  });

  it('reads a workbook by its headings', async () => {
    const workbook = new ExcelJS.Workbook();
    const sheet = workbook.addWorksheet('单位');
    sheet.addRow(['单位', '单位类别', '岗位类别', '姓名', '邮箱']);
    sheet.addRow(['云台乡', '乡镇', '联络员', '云起', 'yun@duban.example']);
    sheet.addRow(['云台乡', '', '没有这种', '云落', '']);
    const bytes = Buffer.from(await workbook.xlsx.writeBuffer());
    const { body } = await admin.post('/api/organisation/import').attach('file', bytes, '单位.xlsx').expect(200);
    expect(body.errors.map((error: { row: number; column: string }) => [error.row, error.column])).toEqual([
      [2, 'postKind'],
    ]);
    const broken = await admin.post('/api/organisation/import').attach('file', Buffer.from('PK nonsense'), 'a.xlsx');
    expect(broken.body.code).toBe('DOCUMENT_UNREADABLE');
    await admin.post('/api/organisation/import', {}).expect(400);
  });
});
