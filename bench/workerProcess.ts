import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Parts } from '../embedded/parts.ts';
import { LEAN } from '../embedded/services.ts';

export interface BenchWorker {
  pid: number;
  /** Memory in MiB as the kernel counts it: resident now, or the most that ever was. */
  memoryMb(which: 'now' | 'peak'): number;
  stop(): Promise<void>;
}

const PORT = '3987';
const NO_MAIL = 'smtp://127.0.0.1:9';

/** The worker process as `npm start` runs it, on the parts of a benchmark; ready when it is returned. */
export async function startWorker(parts: Parts, mailboxUrl = NO_MAIL): Promise<BenchWorker> {
  const worker = spawn(process.execPath, ['--import', 'tsx', 'activities/worker.ts'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      ...LEAN,
      ...{ DUBAN_MODE: 'rehearsal', DATABASE_URL: parts.databaseUrl, TEMPORAL_ADDRESS: parts.temporalAddress },
      ...{ MAILBOX_URL: mailboxUrl, SESSION_SECRET: 'a-secret-of-the-benchmark-0123456789', WORKER_PORT: PORT },
      LOG_LEVEL: 'warn',
    },
  });
  await healthy(worker);
  return {
    pid: worker.pid ?? 0,
    memoryMb: (which) => memoryMb(worker.pid, which === 'now' ? 'VmRSS' : 'VmHWM'),
    async stop() {
      worker.kill('SIGTERM');
      await once(worker, 'exit');
    },
  };
}

async function healthy(worker: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 600 && worker.exitCode === null; tries += 1) {
    try {
      if ((await fetch(`http://127.0.0.1:${PORT}/healthz`)).ok) return;
    } catch {
      // Not listening yet.
    }
    await sleep(100);
  }
  throw new Error('The worker did not get ready');
}

/** 0 where the kernel does not say. */
export function memoryMb(pid: number | undefined, name: 'VmRSS' | 'VmHWM'): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024;
}
