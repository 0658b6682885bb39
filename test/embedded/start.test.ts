import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { choosePort } from '../../embedded/ports.ts';
import { scratchRoot } from '../../embedded/scratch.ts';
import type { TestDatabase } from '../support/database.ts';
import { createTestDatabase } from '../support/database.ts';
import { temporalAddress } from '../support/temporal.ts';

const ROOT = join(import.meta.dirname, '../..');
const dir = mkdtempSync(join(scratchRoot(), 'duban-test-start-'));
const home = join(dir, 'home');
const databases: TestDatabase[] = [];

interface Outcome {
  code: number | null;
  output: string;
}

async function run(script: string, env: Record<string, string>, args: string[] = []): Promise<Outcome> {
  const port = String(await choosePort());
  const child = spawn(process.execPath, ['embedded/setup.mjs', script, ...args], {
    cwd: ROOT,
    env: { ...process.env, NODE_OPTIONS: '', DUBAN_HOME: home, PORT: port, ...env },
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { code, output };
}

const start = (env: Record<string, string>) => run('embedded/start.ts', env);

afterAll(async () => {
  for (const database of databases) await database.drop();
  rmSync(dir, { recursive: true, force: true });
});

describe('npm start', () => {
  it('says that the port is in use, in one sentence each, and makes nothing', async () => {
    const port = await choosePort();
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(port, '127.0.0.1', resolve));
    const { code, output } = await start({ PORT: String(port) });
    await new Promise((resolve) => taken.close(resolve));
    expect(code).not.toBe(0);
    expect(output).toMatch(new RegExp(`端口 ${port} 已被占用[^\\n]*\\nPort ${port} is in use[^\\n]*\\n$`));
    expect(existsSync(home)).toBe(false);
  });

  it('says all that is wrong with the settings', async () => {
    const { code, output } = await start({ PORT: 'x', DEMO_PASSWORD: 'short', SMTP_URL: 'smtp://mail.example' });
    expect(code).not.toBe(0);
    for (const name of ['PORT', 'DEMO_PASSWORD', 'SMTP_URL']) expect(output).toContain(`${name}:`);
    expect(existsSync(home)).toBe(false);
  });

  it('says that Temporal cannot be had, and leaves no server behind', async () => {
    const { code, output } = await start({ TEMPORAL_CLI: join(dir, 'missing') });
    expect(code).not.toBe(0);
    expect(output).toContain('TEMPORAL_CLI 所指的程序不能运行');
    expect(existsSync(join(home, 'postgres.pid.json'))).toBe(false);
  });

  it('refuses a database of a newer version without touching it', async () => {
    const database = await createTestDatabase();
    databases.push(database);
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ('x', 'x', '99991231000000_future', now(), now(), 1)`,
    );
    const { code, output } = await start({ DATABASE_URL: database.url, TEMPORAL_ADDRESS: temporalAddress() });
    const { rows } = await client.query('SELECT count(*)::int AS n FROM "County"');
    await client.end();
    expect(code).not.toBe(0);
    expect(output).toMatch(/数据库属于更新的版本.*\n.*newer version/);
    expect(rows).toEqual([{ n: 0 }]);
  });
});

describe('npm run reset', () => {
  const reset = (args: string[] = []) => run('embedded/reset.ts', {}, args);

  it('removes the folder after --yes, and only a folder that npm start made', async () => {
    rmSync(home, { recursive: true, force: true });
    mkdirSync(home, { recursive: true });
    writeFileSync(join(home, 'letter.txt'), 'not ours');
    await reset(['--yes']);
    expect(readFileSync(join(home, 'letter.txt'), 'utf8')).toBe('not ours');
    writeFileSync(join(home, 'parts.json'), '{}');
    expect((await reset()).code).not.toBe(0);
    expect(existsSync(home)).toBe(true);
    expect((await reset(['--yes'])).code).toBe(0);
    expect(existsSync(home)).toBe(false);
  });

  it('does not remove what a running Duban uses', async () => {
    mkdirSync(home, { recursive: true });
    writeFileSync(join(home, 'parts.json'), '{}');
    const { commandLine } = await import('../../embedded/processes.ts');
    const holder = { pid: process.ppid, command: commandLine(process.ppid) };
    writeFileSync(join(home, 'lock.json'), JSON.stringify(holder));
    const { code, output } = await reset(['--yes']);
    expect(code).toBe(1);
    expect(output).toContain(String(process.ppid));
    expect(existsSync(home)).toBe(true);
  });
});
