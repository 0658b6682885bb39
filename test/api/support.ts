import { randomUUID } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import type { Express } from 'express';
import pg from 'pg';
import { pino } from 'pino';
import request from 'supertest';
import { createApp } from '../../api/app.ts';
import type { AppDeps } from '../../api/deps.ts';
import { shippedDefinitions } from '../../api/shippedDefinitions.ts';
import { createDb, type Db } from '../../prisma/client.ts';
import { loadCountyDay } from '../../prisma/repositories/clock.ts';
import { addRehearsalPeople, type RehearsalPost } from '../../prisma/repositories/rehearsalPeople.ts';
import { publishDefinition, setUpCounty } from '../../prisma/repositories/setup.ts';
import { prepareDatabase, type TestDatabase } from '../support/database.ts';

export const PASSWORD = 'a long password';
export const COUNTY = 'test-county';
export const TODAY = '2019-12-02';

/** Who there is: one account per role, two units of which one leads and one supports. */
export const usernames = [
  'office',
  'eduHead',
  'eduLiaison',
  'finHead',
  'leader',
  'otherLeader',
  'chief',
  'discipline',
  'admin',
] as const;
export type Username = (typeof usernames)[number];

/** Two measures; 县教育局 answers for the first, 县财政局 for the second; 李明 leads the first, 王平 the second. */
export const PLAN_TEXT = `中共测试县委 测试县人民政府关于印发测试县教育保障实施方案的通知

测发〔2019〕1号

测试县教育保障实施方案

为做好教育保障工作，制定本方案。

一、工作目标

全县教育保障水平稳步提高。

二、工作措施

（一）稳固教育保障。资助政策逐段衔接，确保2020年底全县义务教育巩固率96%以上。

责任领导：李明

责任单位：县教育局

配合单位：县财政局

完成时限：2020年底

（二）加强资金保障。统筹各级资金，优先安排教育支出。

责任领导：王平

责任单位：县财政局

配合单位：县教育局

完成时限：2020年底

三、组织保障

（一）加强领导。各责任单位要高度重视，抓好落实。

中共测试县委 测试县人民政府

2019年11月20日
`;

export interface TestApi {
  app: Express;
  db: Db;
  rollouts: string[];
  moves: string[];
  /** A signed-in client; unsafe calls carry the CSRF token. */
  as(username: Username): Promise<Client>;
  close(): Promise<void>;
}

export interface Client {
  cookie: string;
  csrf: string;
  get(path: string): request.Test;
  post(path: string, body?: object): request.Test;
  put(path: string, body?: object): request.Test;
  patch(path: string, body?: object): request.Test;
  delete(path: string): request.Test;
}

export interface ApiOptions {
  mode?: 'REHEARSAL' | 'PRODUCTION';
  temporal?: () => Promise<boolean>;
  engine?: AppDeps['engine'];
  publicUrl?: string;
}

/** Settings of an API of which no test cares. */
export const testSettings = {
  ...{ publicUrl: 'http://localhost:3000', sessionSecret: 'only for tests, never elsewhere', ocr: false },
  channelPrivateHosts: ['sms.gov.lan'],
  ...{ temporalNamespace: 'default', temporalUiUrl: 'https://temporal.example' },
};

/** Temporal left out. */
export const noTemporal = {
  temporalHealth: async () => true,
  clockMover: { moveClock: async () => undefined },
  rollout: async () => undefined,
  engine: { look: async () => null, schedules: async () => null, workers: async () => 1, begin: async () => false },
};

const prepareCounty = (mode: 'REHEARSAL' | 'PRODUCTION') =>
  prepareDatabase(`api ${mode}`, async (url) => {
    const db = createDb(url);
    return seed(db, mode).finally(() => db.$disconnect());
  });

/** The application on a database of its own, with Temporal left out: what only workflows do does not happen here. */
export async function startApi(options: ApiOptions = {}): Promise<TestApi> {
  const { copy } = await prepareCounty(options.mode ?? 'REHEARSAL');
  return serve(await copy(), options);
}

/** As `startApi` in a rehearsal, where the office has launched `PLAN_TEXT`: that is done once in a test run, and copied. */
export async function startLaunched(options: Omit<ApiOptions, 'mode'> = {}): Promise<{ api: TestApi; planId: string }> {
  const county = await prepareCounty('REHEARSAL');
  const prepare = async (url: string) => {
    const api = serve({ url, drop: async () => undefined });
    return launchPlan(api).finally(api.close);
  };
  const { copy, answer } = await prepareDatabase('api launched', prepare, county.copy);
  return { api: serve(await copy(), options), planId: answer };
}

function serve(
  database: TestDatabase,
  {
    temporal = noTemporal.temporalHealth,
    engine = noTemporal.engine,
    publicUrl = 'http://localhost:3000',
  }: ApiOptions = {},
): TestApi {
  const db = createDb(database.url, 4);
  const pool = new pg.Pool({ connectionString: database.url, max: 3 });
  const rollouts: string[] = [];
  const moves: string[] = [];
  const deps: AppDeps = {
    db,
    pool,
    ...noTemporal,
    config: { ...testSettings, publicUrl },
    logger: pino({ level: 'error' }),
    temporalHealth: temporal,
    engine,
    clockMover: {
      async moveClock(countyId, to) {
        moves.push(to);
        await db.county.update({ where: { id: countyId }, data: { businessDate: to } });
      },
    },
    webRoot: null,
    rollout: async (planId) => {
      rollouts.push(planId);
    },
  };
  const app = createApp(deps);
  return {
    app,
    db,
    rollouts,
    moves,
    as: (username) => signIn(app, username),
    async close() {
      await pool.end();
      await db.$disconnect();
      await database.drop();
    },
  };
}

export async function signIn(app: Express, username: string, password = PASSWORD): Promise<Client> {
  const answer = await request(app).post('/api/session').send({ username, password }).expect(200);
  const cookie = String(answer.headers['set-cookie']).split(';')[0] ?? '';
  return clientOf(app, cookie, String(answer.body.csrfToken));
}

export function clientOf(app: Express, cookie: string, csrf: string): Client {
  const unsafe = (test: request.Test, body?: object) => {
    const sent = test.set('Cookie', cookie).set('X-CSRF-Token', csrf);
    return body === undefined ? sent : sent.send(body);
  };
  return {
    cookie,
    csrf,
    get: (path) => request(app).get(path).set('Cookie', cookie),
    post: (path, body) => unsafe(request(app).post(path), body),
    put: (path, body) => unsafe(request(app).put(path), body),
    patch: (path, body) => unsafe(request(app).patch(path), body),
    delete: (path) => unsafe(request(app).delete(path)),
  };
}

/** Imports and launches `PLAN_TEXT` as the office would. @returns the plan's id */
export async function launchPlan(api: TestApi): Promise<string> {
  const office = await api.as('office');
  const imported = await office.post('/api/plans/import', { text: PLAN_TEXT }).expect(201);
  const launched = await office.post(`/api/plans/drafts/${imported.body.id}/launch`, {}).expect(202);
  return launched.body.planId;
}

async function seed(db: Db, mode: 'REHEARSAL' | 'PRODUCTION'): Promise<void> {
  // The cheapest hash there is: signing in is not what these tests wait for.
  const passwordHash = await hash(PASSWORD, { memoryCost: 8, timeCost: 1, parallelism: 1 });
  await db.$transaction(async (tx) => {
    const businessDate = mode === 'REHEARSAL' ? TODAY : null;
    await setUpCounty(tx, mode, { id: COUNTY, name: '测试县', fictional: true, businessDate });
    for (const definition of shippedDefinitions()) await publishDefinition(tx, COUNTY, definition);
    const units = ['县教育保障工作领导小组办公室', '县教育局', '县财政局', '县纪委监委'].map((name) => ({
      id: randomUUID(),
      countyId: COUNTY,
      name,
    }));
    await tx.unit.createMany({ data: units });
    const [office, education, finance, discipline] = units.map((unit) => unit.id);
    const people: [Username, RehearsalPost['post']['kind'], string | null, string][] = [
      ['office', 'OFFICE', office ?? null, '办公室主任'],
      ['eduHead', 'UNIT_HEAD', education ?? null, '局长'],
      ['eduLiaison', 'LIAISON', education ?? null, '联络员'],
      ['finHead', 'UNIT_HEAD', finance ?? null, '局长'],
      ['leader', 'LEADER', null, '李明'],
      ['otherLeader', 'LEADER', null, '王平'],
      ['chief', 'CHIEF_LEADER', null, '赵书记'],
      ['discipline', 'DISCIPLINE', discipline ?? null, '纪检监察室主任'],
      ['admin', 'ADMIN', null, '管理员'],
    ];
    const posts = people.map(([username, kind, unitId, personName]) => ({
      post: { id: `post-${username}`, countyId: COUNTY, unitId, kind, title: `${personName}（${kind}）` },
      personName,
      username,
    }));
    await tx.post.createMany({ data: posts.map(({ post }) => post) });
    await addRehearsalPeople(tx, await loadCountyDay(tx, COUNTY), posts, passwordHash);
    if (mode === 'PRODUCTION') await tx.account.updateMany({ data: { demo: false } });
  });
}
