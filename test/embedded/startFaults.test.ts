import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { createMailer } from '../../activities/mail/mailer.ts';
import { choosePort } from '../../embedded/ports.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { temporalAddress, uniqueTaskQueue } from '../support/temporal.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

let database: TestDatabase;
let env: Record<string, string>;
const taken = createServer();
beforeAll(async () => {
  database = await createTestDatabase();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  env = {
    DUBAN_MODE: 'rehearsal',
    DATABASE_URL: database.url,
    TEMPORAL_ADDRESS: temporalAddress(),
    TEMPORAL_TASK_QUEUE: uniqueTaskQueue(),
    MAILBOX_URL: 'smtp://127.0.0.1:9',
    SESSION_SECRET: 'abcdefghijklmnopqrstuvwxyz0123456789',
    PORT: String(await choosePort()),
    WORKER_PORT: String(await choosePort()),
    LOG_LEVEL: 'silent',
  };
});
afterAll(async () => {
  taken.close();
  await database.drop();
});

const takenPort = () => String((taken.address() as { port: number }).port);

/** What a program with its arguments says that does not start with these settings. */
function refusal(program: string, changed: Record<string, string>): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', ...program.split(' ')], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH ?? '', ...env, ...changed },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, said })));
}

const API = 'api/server.ts';
const WORKER = 'activities/worker.ts';
const at = (change: (url: URL) => void) => {
  const url = new URL(database.url);
  change(url);
  return url.href;
};

it.each([
  ['the worker', WORKER, 'WORKER_PORT', () => ({ WORKER_PORT: takenPort() }), '已被占用', 'is in use'],
  ['the API', API, 'PORT', () => ({ PORT: takenPort() }), '已被占用', 'is in use'],
  ['the API', API, 'HOST', () => ({ HOST: '192.0.2.1' }), '本机没有地址 192.0.2.1', 'no address 192.0.2.1'],
  [
    'the API',
    API,
    'DATABASE_URL',
    () => ({ DATABASE_URL: 'postgresql://duban:hidden-secret@127.0.0.1:9/duban' }),
    '127.0.0.1:9 上的 PostgreSQL 无法连接（ECONNREFUSED）',
    'cannot be reached (ECONNREFUSED)',
  ],
  [
    'the worker',
    WORKER,
    'DATABASE_URL',
    () => ({ DATABASE_URL: at((url) => Object.assign(url, { pathname: '/there_is_none' })) }),
    '没有其中的数据库',
    'has no database of its name',
  ],
  [
    'the first administrator',
    'api/adminCreate.ts boss',
    'DATABASE_URL',
    () => ({ DATABASE_URL: 'postgresql://duban:hidden-secret@127.0.0.1:9/duban' }),
    '无法连接（ECONNREFUSED）',
    'cannot be reached',
  ],
  [
    'migrating',
    'prisma/migrate.ts',
    'DATABASE_URL',
    () => ({ DATABASE_URL: 'postgresql://duban:hidden-secret@127.0.0.1:9/duban' }),
    '无法连接（ECONNREFUSED）',
    'cannot be reached',
  ],
  [
    'the API',
    API,
    'DATABASE_URL',
    () => ({ DATABASE_URL: at((url) => Object.assign(url, { pathname: '/postgres' })) }),
    '请先建立数据表',
    'make its tables first',
  ],
  [
    'the worker',
    WORKER,
    'TEMPORAL_ADDRESS',
    () => ({ TEMPORAL_ADDRESS: '127.0.0.1:9' }),
    '127.0.0.1:9 上的 Temporal 无法连接',
    'Temporal at 127.0.0.1:9 cannot be reached',
  ],
  [
    'the worker',
    WORKER,
    'TEMPORAL_NAMESPACE',
    () => ({ TEMPORAL_NAMESPACE: 'nowhere' }),
    '没有命名空间“nowhere”',
    'has no namespace “nowhere”',
  ],
  [
    'the worker',
    WORKER,
    'SESSION_SECRET',
    () => ({ SESSION_SECRET: 'hidden-secret' }),
    '至少 32 个字符',
    'at least 32',
  ],
])('%s (%s) says in both languages what is wrong with %s, without stack and secret', async (...row) => {
  const [, program, setting, changed, zh, en] = row;
  const { code, said } = await refusal(program, changed());
  expect(code).toBe(1);
  expect(said).toContain(setting);
  expect(said).toContain(zh);
  expect(said).toContain(en);
  expect(said).not.toMatch(/^\s+at /m);
  expect(said).not.toContain('hidden-secret');
  const { password } = new URL(database.url);
  if (password !== '') expect(said).not.toContain(password);
});

it('a mail server that does not answer is named by its setting, and what it says hides the password', async () => {
  const settings = { mailFrom: 'a@example.gov.cn', publicUrl: 'http://localhost', timeoutMs: 2000 };
  const mailer = createMailer({ ...settings, smtpUrl: 'smtp://user:hidden-secret@127.0.0.1:9' });
  const fault = await mailer.check();
  mailer.close();
  expect(fault?.setting).toBe('SMTP_URL');
  expect(fault?.message).toMatch(
    /邮件服务器 127\.0\.0\.1:9 无法连接.*\n.*the mail server 127\.0\.0\.1:9 cannot be reached/,
  );
  expect(fault?.message).not.toContain('hidden-secret');
});
