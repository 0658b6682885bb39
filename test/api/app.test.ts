import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { pino } from 'pino';
import request from 'supertest';
import { createApp } from '../../api/app.ts';
import { createDb } from '../../prisma/client.ts';
import { noTemporal, startApi, type TestApi, testSettings } from './support.ts';

describe('an installation', () => {
  let api: TestApi;
  let temporal = true;
  let workers: number | null = 1;
  beforeAll(async () => {
    api = await startApi({
      temporal: async () => {
        if (!temporal) throw new Error('connection refused');
        return true;
      },
      engine: { ...noTemporal.engine, workers: async () => workers },
    });
  });
  afterAll(() => api.close());

  it('is healthy when database and Temporal answer, and names which does not', async () => {
    const well = await request(api.app).get('/healthz').expect(200);
    expect(well.body).toEqual({ database: 'ok', temporal: 'ok' });
    temporal = false;
    const ill = await request(api.app).get('/healthz').expect(503);
    expect(ill.body).toEqual({ database: 'ok', temporal: 'unavailable' });
    temporal = true;
  });

  it('describes its API by the routes that it serves', async () => {
    const { body } = await request(api.app).get('/api/openapi.json').expect(200);
    expect(body.openapi).toBe('3.1.0');
    const submit = body.paths['/work-items/{id}/submit'].post;
    expect(submit.requestBody.content['application/json'].schema.required).toEqual(['text']);
    expect(submit.security).toEqual([{ session: [] }, { token: [] }]);
    expect(body.paths['/session'].post.security).toEqual([]);
    expect(body.components.schemas.WorkItem.required).toEqual(expect.arrayContaining(['id', 'kind', 'can', 'version']));
    const page = body.paths['/plans'].get.responses['200'].content['application/json'].schema;
    expect(Object.keys(page.properties)).toEqual(['items', 'nextCursor']);
  });

  it('shows that description from its own files, under a policy that forbids scripts inside pages', async () => {
    const page = await request(api.app).get('/api/docs').expect(200);
    expect(page.headers['content-security-policy']).toContain("script-src 'self';");
    expect(page.text).not.toMatch(/https?:\/\//);
    expect(page.text).not.toMatch(/<script>(?!<)/);
    for (const file of ['swagger-ui.css', 'swagger-ui-bundle.js', 'start.js']) {
      await request(api.app).get(`/api/docs/${file}`).expect(200);
    }
  });

  it('answers what it does not know, and what it cannot read, as problems', async () => {
    const unknown = await request(api.app).get('/api/nothing').expect(404);
    expect(unknown.headers['content-type']).toContain('application/problem+json');
    expect(unknown.body).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    const broken = await request(api.app)
      .post('/api/session')
      .set('Content-Type', 'application/json')
      .send('{"username":')
      .expect(400);
    expect(broken.body.code).toBe('VALIDATION');
    expect(broken.headers['x-request-id']).toMatch(/^[\w-]{8,}$/);
  });

  it('reads long bodies of those who have signed in alone', async () => {
    const name = 'x'.repeat(100_000);
    await request(api.app).post('/api/session').send({ username: name, password: 'x' }).expect(413);
    const admin = await api.as('admin');
    await admin.post('/api/units', { name }).expect(400);
  });

  it('has a clock that the office moves, a mailbox and demonstration accounts in a rehearsal', async () => {
    const office = await api.as('office');
    expect((await office.get('/api/clock').expect(200)).body).toEqual({
      businessDate: '2019-12-02',
      settled: true,
      movingTo: null,
      heldUp: null,
      failure: null,
    });
    const moved = await office.put('/api/clock', { businessDate: '2019-12-05' }).expect(200);
    expect(moved.body.businessDate).toBe('2019-12-05');
    await api.db.county.updateMany({ data: { movingTo: '2019-12-31' } });
    for (const [count, heldUp] of [
      [1, null],
      [0, 'NO_WORKER'],
      [null, 'NO_ANSWER'],
    ] as const) {
      workers = count;
      expect((await office.get('/api/clock').expect(200)).body).toMatchObject({ movingTo: '2019-12-31', heldUp });
    }
    await api.db.county.updateMany({ data: { movingTo: null } });
    await office.put('/api/clock?wait=false', { businessDate: '2019-12-06' }).expect(202);
    await office.put('/api/clock', { businessDate: '2019-02-30' }).expect(400);
    expect(api.moves).toEqual(['2019-12-05', '2019-12-06']);

    for (const to of ['eduHead', 'finHead']) {
      await api.db.mailboxMessage.create({
        data: { from: 'duban@x', to: [`${to}@duban.example`], subject: to, text: '提醒', messageId: `<${to}>` },
      });
    }
    expect((await office.get('/api/mailbox').expect(200)).body.items).toHaveLength(2);
    expect((await office.get('/api/mailbox?to=finHead').expect(200)).body.items).toHaveLength(1);
    const head = await api.as('eduHead');
    const own = await head.get('/api/mailbox').expect(200);
    expect(own.body.items.map((mail: { subject: string }) => mail.subject)).toEqual(['eduHead']);

    const demo = await request(api.app).get('/api/demo/accounts').expect(200);
    expect(demo.body.items).toContainEqual(
      expect.objectContaining({ username: 'eduHead', role: 'UNIT_HEAD', unit: '县教育局' }),
    );
    const info = await request(api.app).get('/api/public').expect(200);
    expect(info.body).toMatchObject({ mode: 'rehearsal', county: { name: '测试县', fictional: true } });
    expect(info.body.demoAccounts).toHaveLength(9);
  });

  it('knows its calendar, and which years are missing for its plans', async () => {
    const head = await api.as('eduHead');
    const year = await head.get('/api/calendar/2020').expect(200);
    expect(year.body.covered).toBe(true);
    expect(year.body.days).toContainEqual(expect.objectContaining({ day: '2020-10-01', working: false }));
    expect((await head.get('/api/calendar/2050').expect(200)).body).toEqual({
      ...{ year: 2050, covered: false, days: [] },
      can: { edit: false },
    });
    expect((await head.get('/api/calendar').expect(200)).body.coveredYears).toContain(2020);
  });
});

describe('production', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi({ mode: 'PRODUCTION' });
  });
  afterAll(() => api.close());

  it('has no clock to set, no mailbox and no demonstration accounts', async () => {
    const office = await api.as('office');
    for (const path of ['/api/clock', '/api/mailbox', '/api/demo/accounts']) {
      expect((await office.get(path).expect(404)).body.code).toBe('NOT_IN_PRODUCTION');
    }
    await office.put('/api/clock', { businessDate: '2030-01-01' }).expect(404);
    const info = await request(api.app).get('/api/public').expect(200);
    expect(info.body.mode).toBe('production');
    expect(info.body).not.toHaveProperty('demoAccounts');
  });

  it('lets no account of a rehearsal in', async () => {
    await api.db.account.updateMany({ where: { username: 'leader' }, data: { demo: true } });
    await request(api.app).post('/api/session').send({ username: 'leader', password: 'a long password' }).expect(401);
  });
});

describe('the pages', () => {
  const webRoot = mkdtempSync(join(tmpdir(), 'duban-web-'));
  const pool = new pg.Pool({ connectionString: 'postgres://127.0.0.1:1/none' });
  const db = createDb('postgres://127.0.0.1:1/none');
  const app = createApp({
    db,
    pool,
    webRoot,
    config: { ...testSettings, publicUrl: 'https://duban.example' },
    logger: pino({ level: 'silent' }),
    ...noTemporal,
  });
  beforeAll(() => {
    writeFileSync(join(webRoot, 'index.html'), '<!doctype html><title>督办</title>');
    writeFileSync(join(webRoot, 'robots.txt'), 'User-agent: *');
  });
  afterAll(async () => {
    rmSync(webRoot, { recursive: true });
    await pool.end();
    await db.$disconnect();
  });

  it('open at every address of the application, files at their own', async () => {
    const page = await request(app).get('/plans/abc/measures').set('Accept', 'text/html').expect(200);
    expect(page.text).toContain('督办');
    expect(page.headers['strict-transport-security']).toContain('max-age');
    expect((await request(app).get('/robots.txt').expect(200)).text).toContain('User-agent');
    await request(app).get('/assets/gone.js').expect(404);
  });

  it('stay reachable, and health says why nothing else is, while the database is away', async () => {
    const { body } = await request(app).get('/healthz').expect(503);
    expect(body).toEqual({ database: 'unavailable', temporal: 'ok' });
  });
});
