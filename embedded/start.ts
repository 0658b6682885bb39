import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import type { StartSettings } from '../config.ts';
import { ConfigError, loadStartSettings } from '../config.ts';
import { DatabaseRefused, migrate } from '../prisma/migrate.ts';
import { SettingRefused } from '../startFaults.ts';
import type { DemoOutcome } from './demonstration.ts';
import { StartError } from './errors.ts';
import type { Home } from './home.ts';
import { lockHolder, openHome } from './home.ts';
import { keepMail } from './keepMail.ts';
import type { Parts } from './parts.ts';
import { startParts } from './parts.ts';
import { choosePort } from './ports.ts';
import { preflight } from './preflight.ts';
import type { Service } from './services.ts';
import { startService } from './services.ts';
import { buildWeb } from './webBuild.ts';

/** `npm start`: everything on this machine, as a rehearsal with the demonstration. */

const began = performance.now();
const READY_TIMEOUT_MS = 180_000;

function say(zh: string, en: string): void {
  console.log(zh === en ? zh : `${zh}\n${en}`);
}

/** What runs, so that one place can stop it in the reverse order of starting. */
interface Running {
  parts?: Parts;
  services: Service[];
  mail?: { close(): Promise<void> };
}

async function stopAll(running: Running): Promise<void> {
  await Promise.all(running.services.map((service) => service.stop()));
  await running.mail?.close();
  await running.parts?.stop();
}

function killAll(running: Running): void {
  for (const service of running.services) service.kill();
  running.parts?.kill();
}

/** The embedded parts, the schema in the database and the demonstration. */
async function prepare(settings: StartSettings, home: Home, running: Running): Promise<DemoOutcome> {
  const { remembered } = home;
  const mail = keepMail();
  running.mail = mail;
  running.parts = await startParts({
    home: home.dir,
    temporal: 'file',
    anew: !remembered.complete && !settings.databaseUrl,
    databaseUrl: settings.databaseUrl,
    temporalAddress: settings.temporalAddress,
    mailbox: mail.into,
    ui: true,
    say,
    env: { ...process.env, TEMPORAL_CLI: settings.temporalCli },
  });
  Object.assign(remembered, openHome(home.dir).remembered);
  await migrate(running.parts.databaseUrl);
  const password = settings.demoPassword ?? remembered.demoPassword ?? randomBytes(6).toString('base64url');
  const { loadDemo } = await import('../demo/load.ts');
  const outcome = await loadDemo({
    databaseUrl: running.parts.databaseUrl,
    temporalAddress: running.parts.temporalAddress,
    password,
    passwordChanged: remembered.demoPassword !== password,
    say,
  });
  remembered.demoPassword = password;
  remembered.sessionSecret ??= randomBytes(32).toString('hex');
  remembered.complete = true;
  home.remember();
  return outcome;
}

/** Starts api and worker as separate programs, as in production, and waits until both say that they are well. */
async function serve(settings: StartSettings, home: Home, running: Running, onGivenUp: () => void): Promise<void> {
  const { parts } = running;
  if (!parts) return;
  const workerPort = await choosePort();
  const env = {
    ...(parts.temporalUiUrl ? { TEMPORAL_UI_URL: parts.temporalUiUrl } : {}),
    ...process.env,
    DUBAN_MODE: 'rehearsal',
    PORT: String(settings.port),
    HOST: settings.host,
    WORKER_PORT: String(workerPort),
    PUBLIC_URL: settings.publicUrl ?? `http://localhost:${settings.port}`,
    DATABASE_URL: parts.databaseUrl,
    TEMPORAL_ADDRESS: parts.temporalAddress,
    MAILBOX_URL: parts.smtpUrl,
    SESSION_SECRET: home.remembered.sessionSecret,
    OCR: settings.ocr,
    LOG_LEVEL: settings.logLevel,
  };
  const service = (name: string, script: string, port: number) =>
    startService(
      { name, script, env, logFile: home.path('logs', `${name}.log`), healthUrl: `http://127.0.0.1:${port}/healthz` },
      say,
      onGivenUp,
    );
  running.services.push(service('worker', 'activities/worker.ts', workerPort));
  running.services.push(service('api', 'api/server.ts', settings.port));
  await Promise.all(running.services.map((one) => one.healthy(READY_TIMEOUT_MS)));
}

function announce(settings: StartSettings, home: Home, parts: Parts, demo: DemoOutcome): void {
  const url = settings.publicUrl ?? `http://localhost:${settings.port}`;
  const sorted = demo.accounts.toSorted((a, b) => a.username.localeCompare(b.username, 'en', { numeric: true }));
  const accounts = sorted.map((one) => `  ${one.username.padEnd(20)} ${one.role} ${one.unit}`.trimEnd());
  const lines = [
    '',
    `打开 Open ${url}`,
    '演示账号 Demonstration accounts:',
    ...accounts,
    `密码均为 The password of all of them: ${home.remembered.demoPassword}`,
    ...(parts.temporalUiUrl ? [`Temporal ${parts.temporalUiUrl}`] : []),
    `数据 Data ${home.dir}，日志 logs ${home.path('logs')}`,
    `用时 Took ${((performance.now() - began) / 1000).toFixed(1)} s。Ctrl-C 停止 stops.`,
  ];
  console.log(lines.join('\n'));
}

function explain(error: unknown): void {
  const known = [StartError, ConfigError, SettingRefused, DatabaseRefused].some((kind) => error instanceof kind);
  console.error(known && error instanceof Error ? error.message : error);
}

async function main(): Promise<void> {
  const running: Running = { services: [] };
  let ending: Promise<void> | undefined;
  let exitCode = 0;
  const end = (code: number): Promise<void> => {
    exitCode = Math.max(exitCode, code);
    ending ??= stopAll(running);
    return ending;
  };
  let signals = 0;
  const onSignal = () => {
    signals += 1;
    if (signals > 1) {
      killAll(running);
      process.exit(130);
    }
    say('正在停止……（再按一次 Ctrl-C 强行停止）', 'Stopping … (Ctrl-C again forces it)');
    if (ready) void end(0).then(() => process.exit(exitCode));
    else interrupted = true;
  };
  let ready = false;
  let interrupted = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  whenNpmIsGone(onSignal);
  try {
    const settings = loadStartSettings(process.env);
    const dir = resolve(settings.home);
    const holder = lockHolder(dir);
    if (holder) throw alreadyRunning(holder, dir);
    await preflight(settings);
    const home = openHome(dir);
    const pages = buildWeb(say);
    pages.catch(() => undefined);
    const demo = await prepare(settings, home, running);
    await pages;
    if (!interrupted) await serve(settings, home, running, () => void end(1).then(() => process.exit(exitCode)));
    if (!interrupted && running.parts) announce(settings, home, running.parts, demo);
    ready = true;
    if (interrupted) await end(0).then(() => process.exit(exitCode));
  } catch (error) {
    explain(error);
    await end(1);
    process.exit(exitCode);
  }
}

/** A killed npm cannot pass a signal on. Only under npm: a shell may end and leave us running on purpose. */
function whenNpmIsGone(stop: () => void): void {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    stop();
  }, 1_000);
  timer.unref();
}

function alreadyRunning(holder: number, dir: string): StartError {
  return new StartError(
    `督办已在运行（进程 ${holder}，数据在 ${dir}）。`,
    `Duban is already running (process ${holder}, data in ${dir}).`,
  );
}

await main();
