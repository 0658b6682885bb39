import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import { pino } from 'pino';
import { createApp } from '../../api/app.ts';
import { shippedDefinitions } from '../../api/shippedDefinitions.ts';
import { createDb } from '../../prisma/client.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { noTemporal, signIn, testSettings } from './support.ts';

const run = promisify(execFile);
const script = fileURLToPath(new URL('../../api/adminCreate.ts', import.meta.url));

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

function adminCreate(...args: string[]) {
  const env = { ...process.env, NODE_OPTIONS: '', DATABASE_URL: database.url };
  return run(process.execPath, ['--import', 'tsx', script, ...args], { env });
}

it('sets production up with an administrator who must change the password that is printed once', async () => {
  const { stdout } = await adminCreate('boss', '孙主任', '新县');
  const [username, password] = stdout.trim().split('\n');
  expect(username).toBe('boss');

  const db = createDb(database.url, 2);
  const pool = new pg.Pool({ connectionString: database.url, max: 2 });
  const app = createApp({
    ...{ db, pool, webRoot: null, logger: pino({ level: 'error' }) },
    config: testSettings,
    ...noTemporal,
  });
  try {
    const client = await signIn(app, 'boss', password);
    const session = await client.get('/api/session').expect(200);
    expect(session.body.user).toMatchObject({
      name: '孙主任',
      roles: ['ADMIN'],
      mode: 'production',
      mustChangePassword: true,
      county: { name: '新县' },
    });
    await client.get('/api/units').expect(403);
    await client.put('/api/account/password', { current: password, next: 'a longer password' }).expect(200);
    await client.get('/api/units').expect(200);
    const published = { versions: { some: { state: 'PUBLISHED' as const } } };
    const keys = (await db.processDefinition.findMany({ where: published })).map((definition) => definition.key);
    expect(keys.sort()).toEqual(
      shippedDefinitions()
        .map(({ key }) => key)
        .sort(),
    );
    const ladders = await db.ladder.findMany({ select: { name: true } });
    expect(ladders.map((ladder) => ladder.name).sort()).toEqual(['办公室和领导待办', '默认升级规则'].sort());
    expect((await client.get('/api/calendar').expect(200)).body.coveredYears).toContain(2020);
  } finally {
    await pool.end();
    await db.$disconnect();
  }
});

it('refuses a username that is taken, and one that is none', async () => {
  await expect(adminCreate('boss')).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('已被使用') });
  await expect(adminCreate('a b')).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining('Usage') });
  const second = await adminCreate('deputy', '李副主任', '别的县');
  expect(second.stdout).toMatch(/^deputy\n\S{12}\n$/);
});
