import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { keepMail } from '../../embedded/keepMail.ts';
import type { Parts } from '../../embedded/parts.ts';
import { removeLeftovers, startParts } from '../../embedded/parts.ts';
import { choosePort, LOOPBACK } from '../../embedded/ports.ts';
import { type Service, startService } from '../../embedded/services.ts';
import type { Say } from '../../embedded/temporalBinary.ts';
import { migrate } from '../../prisma/migrate.ts';
import { loadDemo } from '../load.ts';

const READY_TIMEOUT_MS = 120_000;

/** A fresh embedded system: PostgreSQL, Temporal, mailbox, API and worker, the latter two as programs of their own. */
export interface Installation {
  /** Address of the API, `/api` included. */
  api: string;
  password: string;
  memory(): Memory;
  stop(): Promise<void>;
}

/** Memory of API and worker together, in MB; null where the system does not tell (only Linux has /proc). */
export interface Memory {
  now: number | null;
  /** The highest that each has ever had, added up. */
  peak: number | null;
}

/** Starts it in a temporary folder, with the demonstration's county and people and no plan. */
export async function startInstallation(say: Say): Promise<Installation> {
  const mail = keepMail();
  const services: Service[] = [];
  let parts: Parts | undefined;
  const stop = async () => {
    await Promise.all(services.map((service) => service.stop()));
    await mail.close();
    await parts?.stop();
  };
  try {
    await removeLeftovers();
    parts = await startParts({ temporal: 'file', safe: false, mailbox: mail.into, say });
    await migrate(parts.databaseUrl);
    const password = process.env.DEMO_PASSWORD || randomBytes(9).toString('base64url');
    const { databaseUrl, temporalAddress } = parts;
    await loadDemo({ databaseUrl, temporalAddress, password, passwordChanged: false, say, launch: false });
    const port = await choosePort();
    const workerPort = await choosePort(undefined, new Set([port]));
    const env = { ...process.env, ...settings(parts, port, workerPort) };
    const service = (name: string, script: string, at: number) =>
      startService(
        {
          ...{ name, script, env, logFile: join(parts?.home ?? '', 'logs', `${name}.log`) },
          healthUrl: `http://${LOOPBACK}:${at}/healthz`,
        },
        say,
        () => undefined,
      );
    services.push(service('worker', WORKER, workerPort), service('api', API, port));
    await Promise.all(services.map((one) => one.healthy(READY_TIMEOUT_MS)));
    return { api: `http://${LOOPBACK}:${port}/api`, password, memory: memoryOfServices, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

const API = 'api/server.ts';
const WORKER = 'activities/worker.ts';

function settings(parts: Parts, port: number, workerPort: number): NodeJS.ProcessEnv {
  return {
    DUBAN_MODE: 'rehearsal',
    PORT: String(port),
    HOST: LOOPBACK,
    WORKER_PORT: String(workerPort),
    PUBLIC_URL: `http://localhost:${port}`,
    DATABASE_URL: parts.databaseUrl,
    TEMPORAL_ADDRESS: parts.temporalAddress,
    MAILBOX_URL: parts.smtpUrl,
    SMTP_URL: '',
    SESSION_SECRET: randomBytes(32).toString('hex'),
    LOG_LEVEL: 'warn',
  };
}

/** Our own children that run the API and the worker. */
function servicePids(): string[] {
  const self = `/proc/${process.pid}/task`;
  const children = readdirSync(self).flatMap((task) => read(`${self}/${task}/children`).trim().split(/\s+/));
  return children.filter((pid) => {
    const words = pid === '' ? [] : read(`/proc/${pid}/cmdline`).split('\0');
    return words.some((word) => word.endsWith(API) || word.endsWith(WORKER));
  });
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function memoryOfServices(): Memory {
  if (read('/proc/self/status') === '') return { now: null, peak: null };
  const total = (field: string) =>
    servicePids().reduce((sum, pid) => {
      const kilobytes = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(read(`/proc/${pid}/status`))?.[1];
      return sum + Number(kilobytes ?? 0) / 1024;
    }, 0);
  return { now: Math.round(total('VmRSS')), peak: Math.round(total('VmHWM')) };
}
