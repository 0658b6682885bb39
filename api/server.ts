import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { pino } from 'pino';
import { type Config, loadConfig } from '../config.ts';
import { createDb } from '../prisma/client.ts';
import { checkMigrated } from '../prisma/connect.ts';
import { pruneSessions } from '../prisma/repositories/accounts.ts';
import { completeOfficeLadder, publishMissing } from '../prisma/repositories/setup.ts';
import { endUnstarted, listenOn } from '../startFaults.ts';
import { createApp } from './app.ts';
import { shippedDefinitions } from './shippedDefinitions.ts';
import { createTemporalParts } from './temporal.ts';

/** Connections for sessions and sign-in limits, beside those of the database client. */
const SESSION_CONNECTIONS = 4;
const GRACE_MS = 10_000;
/** How often sessions that are over are removed. */
const PRUNE_MS = 15 * 60_000;

/** The API process: starts everything in order and stops it in reverse on SIGTERM or SIGINT. */
async function main(config: Config): Promise<void> {
  const logger = pino({ level: config.logLevel, name: 'api' });
  await checkMigrated(config.databaseUrl);
  const db = createDb(config.databaseUrl, config.databasePool);
  const pool = new pg.Pool({ connectionString: config.databaseUrl, max: SESSION_CONNECTIONS });
  pool.on('error', (error) => logger.error({ err: error }, 'session connection lost'));
  await publishMissing(db, shippedDefinitions());
  await completeOfficeLadder(db);
  const temporal = createTemporalParts(config, db, logger);
  const app = createApp({ db, pool, config, logger, webRoot: findWebRoot(), ...temporal });
  const server = createServer(app);
  await listenOn(server, { setting: 'PORT', port: config.port, host: config.host });
  logger.info({ port: config.port }, 'listening');
  temporal.resume().catch((error: unknown) => logger.error({ err: error }, 'clock moves not resumed'));
  const prune = () => pruneSessions(db).catch((error: unknown) => logger.warn({ err: error }, 'sessions not pruned'));
  const pruning = setInterval(() => void prune(), PRUNE_MS);

  await stopSignal();
  logger.info('stopping');
  clearInterval(pruning);
  await closeServer(server);
  await temporal.close();
  await pool.end();
  await db.$disconnect();
}

/** The built pages: beside this program in a build, in `dist` when it runs from source. */
function findWebRoot(): string | null {
  const relative = import.meta.url.endsWith('.ts') ? '../dist/web' : '../web';
  const folder = fileURLToPath(new URL(relative, import.meta.url));
  return existsSync(folder) ? folder : null;
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGTERM', () => resolve());
    process.once('SIGINT', () => resolve());
  });
}

/** Answers what was asked already, for a while, and takes nothing new. */
function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), GRACE_MS);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}

try {
  await main(loadConfig(process.env));
} catch (error) {
  endUnstarted(error);
}
