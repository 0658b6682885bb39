import { spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import nodemailer from 'nodemailer';
import pg from 'pg';
import { StartError } from '../../embedded/errors.ts';
import type { ReceivedMessage } from '../../embedded/mailbox.ts';
import type { Parts } from '../../embedded/parts.ts';
import { startParts } from '../../embedded/parts.ts';
import { isAlive } from '../../embedded/processes.ts';
import { scratchRoot } from '../../embedded/scratch.ts';

const outer = mkdtempSync(join(scratchRoot(), 'duban-test-parts-'));
// As when someone clones into a folder that only they may enter.
chmodSync(outer, 0o700);
const home = join(outer, 'home');
let running: Parts | undefined;

async function start(options: Parameters<typeof startParts>[0]): Promise<Parts> {
  running = await startParts(options);
  return running;
}

async function stop(): Promise<void> {
  await running?.stop();
  running = undefined;
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

function pidOf(part: 'postgres' | 'temporal'): number {
  return (JSON.parse(readFileSync(join(home, `${part}.pid.json`), 'utf8')) as { pid: number }).pid;
}

afterEach(stop);
afterAll(() => rmSync(outer, { recursive: true, force: true }));

describe('startParts', () => {
  it('goes on where it was: same data, same addresses', async () => {
    const first = await start({ home, temporal: 'file' });
    expect(first.temporalEmpty).toBe(true);
    await query(first.databaseUrl, 'CREATE TABLE kept AS SELECT 7 AS n');
    const { databaseUrl, temporalAddress } = first;
    await stop();
    const second = await start({ home, temporal: 'file' });
    expect(await query(second.databaseUrl, 'SELECT n FROM kept')).toEqual([{ n: 7 }]);
    expect([second.databaseUrl, second.temporalAddress]).toEqual([databaseUrl, temporalAddress]);
    expect(second.temporalEmpty).toBe(false);
  });

  it('makes a UTF-8 database, listens on loopback only, and keeps its password from others', async () => {
    const { databaseUrl } = await start({ home, temporal: 'none' });
    const [row] = await query(
      databaseUrl,
      `SELECT pg_encoding_to_char(encoding) AS encoding, datctype, current_setting('listen_addresses') AS listens,
              current_setting('synchronous_commit') AS durable FROM pg_database WHERE datname = current_database()`,
    );
    expect(row).toEqual({ encoding: 'UTF8', datctype: 'C.UTF-8', listens: '127.0.0.1', durable: 'on' });
    expect(statSync(join(home, 'parts.json')).mode & 0o077).toBe(0);
    await expect(query(databaseUrl.replace(/:[^:@]+@/, ':wrong@'), 'SELECT 1')).rejects.toThrow(/password/);
  });

  it('refuses to use a folder that another run uses', async () => {
    await start({ home, temporal: 'none' });
    await expect(startParts({ home, temporal: 'none' })).rejects.toThrow(/已在运行[\s\S]*already running/);
  });

  it('takes over from a run that was killed, and ends the servers which that left behind', async () => {
    const script = `const { startParts } = await import(${JSON.stringify(join(import.meta.dirname, '../../embedded/parts.ts'))});
      await startParts({ home: ${JSON.stringify(home)}, temporal: 'file' }); process.kill(process.pid, 'SIGKILL');`;
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    await new Promise((resolve) => child.once('exit', resolve));
    const left = [pidOf('postgres'), pidOf('temporal')];
    expect(left.map(isAlive)).toEqual([true, true]);
    const { databaseUrl } = await start({ home, temporal: 'file' });
    expect(left.map(isAlive)).toEqual([false, false]);
    expect(await query(databaseUrl, 'SELECT n FROM kept')).toEqual([{ n: 7 }]);
  });

  it("sets a store aside that another server version wrote, and says that the server's memory is empty", async () => {
    await start({ home, temporal: 'file' });
    await stop();
    const file = join(home, 'parts.json');
    const remembered = JSON.parse(readFileSync(file, 'utf8'));
    remembered.temporal.serverVersion = '0.1.0';
    writeFileSync(file, JSON.stringify(remembered));
    const said: string[] = [];
    const parts = await start({ home, temporal: 'file', say: (zh) => said.push(zh) });
    expect(parts.temporalEmpty).toBe(true);
    expect(said.join()).toContain('0.1.0');
    const aside = readdirSync(home).find((name) => name.startsWith('temporal-0.1.0-'));
    expect(existsSync(join(home, aside ?? '', 'temporal.db'))).toBe(true);
  });

  it('throws away what an unfinished first start left', async () => {
    await start({ home, temporal: 'none', anew: true });
    const [row] = await query(running?.databaseUrl ?? '', `SELECT to_regclass('kept') AS name`);
    expect(row).toEqual({ name: null });
  });

  it('says one sentence in each language when Temporal cannot be had, and leaves nothing running', async () => {
    const failing = startParts({ home, temporal: 'file', env: { TEMPORAL_CLI: '/nowhere/temporal' } });
    const error = await failing.catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(StartError);
    expect((error as StartError).zh).toMatch(/TEMPORAL_CLI.*\/nowhere\/temporal/);
    expect(existsSync(join(home, 'postgres.pid.json'))).toBe(false);
    expect(existsSync(join(home, 'lock.json'))).toBe(false);
  });

  it('removes a temporary folder at the stop', async () => {
    const parts = await start({ temporal: 'none', safe: false });
    expect(existsSync(parts.home)).toBe(true);
    await stop();
    expect(existsSync(parts.home)).toBe(false);
  });
});

describe('the mailbox', () => {
  it('keeps a message as the mail server of the recipient would have seen it', async () => {
    const kept: ReceivedMessage[] = [];
    const parts = await start({ temporal: 'none', safe: false, mailbox: () => async (one) => void kept.push(one) });
    const transport = nodemailer.createTransport(parts.smtpUrl);
    const subject = `【演练】${'您有待办事项即将到期'.repeat(8)}`;
    const message = {
      from: '督办 <a@x.invalid>',
      to: '张三 <b@x.invalid>',
      cc: 'c@x.invalid',
      subject,
      text: '见链接。',
    };
    await transport.sendMail({ ...message, messageId: '<digest-1@duban>' });
    transport.close();
    expect(kept).toEqual([
      {
        from: 'a@x.invalid',
        to: ['b@x.invalid', 'c@x.invalid'],
        subject,
        text: '见链接。',
        messageId: '<digest-1@duban>',
        receivedAt: expect.any(Date),
      },
    ]);
  });

  it('asks the sender to try again when a message could not be kept', async () => {
    const mailbox = () => () => Promise.reject(new Error('no room'));
    const parts = await start({ temporal: 'none', safe: false, mailbox });
    const transport = nodemailer.createTransport(parts.smtpUrl);
    const sending = transport.sendMail({ from: 'a@x.invalid', to: 'b@x.invalid', subject: 's', text: 't' });
    await expect(sending).rejects.toMatchObject({ responseCode: 451 });
    transport.close();
  });
});
