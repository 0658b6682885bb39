import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { StartError } from './errors.ts';
import type { Home } from './home.ts';
import { choosePort, LOOPBACK, waitForPort } from './ports.ts';
import { reasonIn, startServer, stopLeftover, stopServer } from './processes.ts';
import type { Say } from './temporalBinary.ts';
import { findTemporalCli, serverVersion } from './temporalBinary.ts';

export interface Temporal {
  address: string;
  /** Address of Temporal's own pages, where they were asked for. */
  uiUrl?: string;
  /** True when no process of earlier runs is in this server: every workflow must be started again from its row. */
  empty: boolean;
  stop(): Promise<void>;
  kill(): void;
}

export interface TemporalOptions {
  /** `file` goes on where it was; `memory` forgets everything at the stop. */
  store: 'file' | 'memory';
  ui: boolean;
  env: NodeJS.ProcessEnv;
  say: Say;
}

const STORE = 'temporal.db';

const STORE_FILES = ['', '-wal', '-shm'].map((suffix) => `${STORE}${suffix}`);

/** Removes the store of an unfinished first start. */
export function forgetWorkflows(home: Home): void {
  for (const name of STORE_FILES) rmSync(home.path(name), { force: true });
}

/** Sets the store of another server version aside: it must not be opened, and rows can start the workflows again. */
function setAside(home: Home, version: string, say: Say): void {
  const made = home.remembered.temporal?.serverVersion;
  if (!made || made === version || !existsSync(home.path(STORE))) return;
  const folder = home.path(`temporal-${made}-${new Date().toISOString().replaceAll(/\D/g, '')}`);
  mkdirSync(folder);
  for (const name of STORE_FILES) {
    if (existsSync(home.path(name))) renameSync(home.path(name), `${folder}/${name}`);
  }
  say(
    `流程存储由 Temporal ${made} 写成，现为 ${version}：已移至 ${folder}，流程将由数据库重新启动。`,
    `The workflow store was written by Temporal ${made}, this is ${version}: moved to ${folder}; workflows are started again from the database.`,
  );
}

/** Starts the embedded Temporal server (the development server of its CLI) on loopback ports. */
export async function startTemporal(home: Home, options: TemporalOptions): Promise<Temporal> {
  const cli = await findTemporalCli(options.env, options.say);
  const version = await serverVersion(cli);
  const inFile = options.store === 'file';
  const pidFile = home.path('temporal.pid.json');
  const logFile = home.path('logs', 'temporal.log');
  await stopLeftover(pidFile, 'server start-dev', 'SIGTERM');
  if (inFile) setAside(home, version, options.say);
  const empty = !inFile || !existsSync(home.path(STORE));

  const known = home.remembered.temporal;
  const port = await choosePort(known?.port);
  const uiPort = await choosePort(known?.uiPort, new Set([port]));
  const httpPort = await choosePort(undefined, new Set([port, uiPort]));
  const metricsPort = await choosePort(undefined, new Set([port, uiPort, httpPort]));
  home.remembered.temporal = { port, uiPort, serverVersion: version };
  home.remember();

  const ports = ['--port', port, '--http-port', httpPort, '--metrics-port', metricsPort].map(String);
  const ui = options.ui ? ['--ui-port', String(uiPort), '--ui-ip', LOOPBACK] : ['--headless'];
  const store = inFile ? ['--db-filename', home.path(STORE)] : [];
  const args = ['server', 'start-dev', '--ip', LOOPBACK, ...ports, ...ui, ...store, '--log-level', 'error'];
  const server = startServer({ command: cli, args, cwd: home.dir, logFile, pidFile });
  const stop = () => stopServer(server, 'SIGTERM', pidFile, 20_000);
  // Both: on one of them alone another program may be listening, which kept ours from it.
  const listening = await Promise.all([port, httpPort].map((one) => waitForPort(one, server.alive, 60_000)));
  if (listening.includes(false)) {
    await stop();
    const why = reasonIn(logFile);
    throw new StartError(`Temporal 服务没有启动：${why}`, `The Temporal server did not start: ${why}`);
  }
  const address = `${LOOPBACK}:${port}`;
  return {
    address,
    ...(options.ui ? { uiUrl: `http://${LOOPBACK}:${uiPort}` } : {}),
    empty,
    stop,
    kill: () => void server.child.kill('SIGKILL'),
  };
}
