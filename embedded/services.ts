import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { StartError } from './errors.ts';
import { reasonIn } from './processes.ts';
import type { Say } from './temporalBinary.ts';

/** One of our own programs, kept running. */
export interface ServiceSpec {
  name: string;
  /** Module path from the project's root. */
  script: string;
  env: NodeJS.ProcessEnv;
  logFile: string;
  /** Answers 200 when the program does its work. */
  healthUrl: string;
}

export interface Service {
  name: string;
  /** @throws {StartError} when it does not get healthy in time, or dies too often */
  healthy(timeoutMs: number): Promise<void>;
  stop(graceMs?: number): Promise<void>;
  kill(): void;
}

export const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PRELOAD = fileURLToPath(new URL('./stopWithParent.mjs', import.meta.url));
/**
 * Small programs that share a machine with two servers: young generations that are cleared before they grow, one helper
 * thread, and a C library that has few areas and gives large blocks back.
 */
export const LEAN = {
  NODE_OPTIONS: '--max-semi-space-size=2 --max-old-space-size=256 --v8-pool-size=1',
  MALLOC_ARENA_MAX: '2',
  MALLOC_MMAP_THRESHOLD_: '131072',
  MALLOC_TRIM_THRESHOLD_: '131072',
};
const BACK_OFF_MS = [500, 1_000, 2_000, 4_000, 8_000];
/** A program that ran this long had recovered: its earlier deaths no longer count. */
const RECOVERED_MS = 60_000;

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(3_000) })).ok;
  } catch {
    return false;
  }
}

/**
 * Starts the program and starts it again when it dies, later each time; after five deaths in a row gives up.
 * @param onGivenUp called once when it will not be started again
 */
export function startService(spec: ServiceSpec, say: Say, onGivenUp: () => void): Service {
  let child: ChildProcess | undefined;
  let stopping = false;
  let givenUp = false;
  let deaths = 0;
  let exited: Promise<void> = Promise.resolve();

  const launch = () => {
    if (stopping) return;
    const log = openSync(spec.logFile, 'a', 0o600);
    const startedAt = Date.now();
    child = spawn(process.execPath, ['--import', 'tsx', '--import', PRELOAD, spec.script], {
      cwd: ROOT,
      env: { ...LEAN, ...spec.env, NODE_OPTIONS: `${LEAN.NODE_OPTIONS} ${spec.env.NODE_OPTIONS ?? ''}`.trim() },
      stdio: ['ignore', log, log, 'ipc'],
      detached: true,
    });
    closeSync(log);
    const current = child;
    exited = new Promise((resolve) => {
      current.once('exit', (code, signal) => {
        resolve();
        if (!stopping) died(`${signal ?? code}`, Date.now() - startedAt);
      });
    });
  };

  const died = (how: string, livedMs: number) => {
    deaths = livedMs > RECOVERED_MS ? 1 : deaths + 1;
    const wait = BACK_OFF_MS[deaths - 1];
    const why = reasonIn(spec.logFile);
    if (wait === undefined) {
      givenUp = true;
      say(
        `${spec.name} 一再意外退出（${how}），不再重启：${why}`,
        `${spec.name} keeps ending (${how}) and is given up: ${why}`,
      );
      onGivenUp();
      return;
    }
    say(
      `${spec.name} 意外退出（${how}），${wait / 1000} 秒后重启。日志 ${spec.logFile}`,
      `${spec.name} ended unexpectedly (${how}); starting it again in ${wait / 1000} s. Log ${spec.logFile}`,
    );
    setTimeout(launch, wait).unref();
  };

  launch();
  return {
    name: spec.name,
    async healthy(timeoutMs) {
      const end = Date.now() + timeoutMs;
      while (!givenUp && Date.now() < end) {
        if (await answers(spec.healthUrl)) return;
        await sleep(100);
      }
      const why = reasonIn(spec.logFile);
      throw new StartError(`${spec.name} 没有就绪：${why}`, `${spec.name} did not get ready: ${why}`);
    },
    async stop(graceMs = 20_000) {
      stopping = true;
      child?.kill('SIGTERM');
      const timer = setTimeout(() => child?.kill('SIGKILL'), graceMs);
      await exited;
      clearTimeout(timer);
    },
    kill() {
      stopping = true;
      child?.kill('SIGKILL');
    },
  };
}
