import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { lockHolder, lockHome, openHome } from './home.ts';
import type { Mailbox, OnMessage } from './mailbox.ts';
import { startMailbox } from './mailbox.ts';
import type { Postgres } from './postgres.ts';
import { dropDatabase, ensureDatabase, startPostgres } from './postgres.ts';
import { stopLeftover } from './processes.ts';
import { scratchRoot, scratchRoots } from './scratch.ts';
import type { Temporal } from './temporal.ts';
import { forgetWorkflows, startTemporal } from './temporal.ts';
import type { Say } from './temporalBinary.ts';

export interface PartsOptions {
  /** Folder of the state. Without one a temporary folder is made and removed again at the stop. */
  home?: string;
  /** `file` goes on where it was, `memory` forgets at the stop, `none` starts no Temporal server. Default `memory`. */
  temporal?: 'file' | 'memory' | 'none';
  /** False: as fast as it can be, for data that is thrown away. Default true: nothing committed is lost. */
  safe?: boolean;
  /** Throws away what an unfinished first start left: the database and the workflows. */
  anew?: boolean;
  /** Name of the database made in the embedded PostgreSQL. Default `duban`. */
  database?: string;
  /** Uses this database instead of starting PostgreSQL. */
  databaseUrl?: string;
  /** Uses this Temporal server instead of starting one. */
  temporalAddress?: string;
  /** Starts the mailbox; makes the function that keeps what arrives. */
  mailbox?: (databaseUrl: string) => OnMessage;
  /** Starts Temporal's own pages too. */
  ui?: boolean;
  /** Is told what takes long. */
  say?: Say;
  env?: NodeJS.ProcessEnv;
}

/** The running parts. The addresses of parts that were not asked for are ''. */
export interface Parts {
  home: string;
  databaseUrl: string;
  /** The address of another database of the embedded server. */
  urlOf(database: string): string;
  temporalAddress: string;
  temporalUiUrl?: string;
  /** True when the Temporal server knows no workflow yet, so that each must be started again from its row. */
  temporalEmpty: boolean;
  smtpUrl: string;
  /** Stops everything in the reverse order of starting. */
  stop(): Promise<void>;
  /** Ends the servers at once, without waiting. Nothing committed is lost. */
  kill(): void;
}

const TEMPORARY_PREFIX = 'duban-parts-';

/** Ends servers and removes folders that earlier temporary runs left when they were killed. */
export async function removeLeftovers(): Promise<void> {
  const left = scratchRoots().flatMap((root) => readdirSync(root).map((name) => join(root, name)));
  for (const dir of left.filter((path) => basename(path).startsWith(TEMPORARY_PREFIX))) {
    if (!existsSync(join(dir, 'lock.json')) || lockHolder(dir)) continue;
    await stopLeftover(join(dir, 'postgres.pid.json'), join(dir, 'postgres'), 'SIGINT');
    await stopLeftover(join(dir, 'temporal.pid.json'), 'server start-dev', 'SIGTERM');
    rmSync(dir, { recursive: true, force: true });
  }
}

/**
 * Starts PostgreSQL, Temporal and a mailbox on loopback, side by side where they do not need each other.
 * When one of them cannot start, those that did are stopped again.
 * @throws {StartError} one sentence in each language
 */
export async function startParts(options: PartsOptions = {}): Promise<Parts> {
  const { safe = true, database = 'duban', env = process.env, say = () => undefined } = options;
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (let step = stops.pop(); step; step = stops.pop()) await step();
  };
  const temporary = options.home === undefined;
  const dir = options.home ?? mkdtempSync(join(safe ? tmpdir() : scratchRoot(), TEMPORARY_PREFIX));
  const unlock = lockHome(dir);
  stops.push(async () => (temporary ? rmSync(dir, { recursive: true, force: true }) : unlock()));
  try {
    const home = openHome(dir);
    if (options.anew) forgetWorkflows(home);
    const wantsTemporal = options.temporal !== 'none' && !options.temporalAddress;
    const store = options.temporal === 'file' ? 'file' : 'memory';
    const started = <T extends { stop(): Promise<void> }>(part: T): T => {
      stops.push(() => part.stop());
      return part;
    };
    const outcomes = await Promise.allSettled([
      options.databaseUrl ? undefined : startPostgres(home, { safe }).then(started<Postgres>),
      wantsTemporal
        ? startTemporal(home, { store, ui: options.ui ?? false, env, say }).then(started<Temporal>)
        : undefined,
    ]);
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
    const [postgres, temporal] = outcomes.map((one) => (one.status === 'fulfilled' ? one.value : undefined)) as [
      Postgres | undefined,
      Temporal | undefined,
    ];
    if (postgres && options.anew) await dropDatabase(postgres, database);
    if (postgres) await ensureDatabase(postgres, database);
    const databaseUrl = options.databaseUrl ?? postgres?.url(database) ?? '';
    const mailbox = options.mailbox
      ? await startMailbox(home, options.mailbox(databaseUrl)).then(started<Mailbox>)
      : undefined;
    return {
      home: dir,
      databaseUrl,
      urlOf: (name) => (postgres ? postgres.url(name) : Object.assign(new URL(databaseUrl), { pathname: name }).href),
      temporalAddress: options.temporalAddress ?? temporal?.address ?? '',
      ...(temporal?.uiUrl ? { temporalUiUrl: temporal.uiUrl } : {}),
      temporalEmpty: temporal?.empty ?? false,
      smtpUrl: mailbox?.smtpUrl ?? '',
      stop,
      kill() {
        temporal?.kill();
        postgres?.kill();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
