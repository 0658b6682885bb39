import { createServer, type Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import { Client } from '@temporalio/client';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { pino } from 'pino';
import { type Config, loadConfig } from '../config.ts';
import { createDb, type Db } from '../prisma/client.ts';
import { checkMigrated } from '../prisma/connect.ts';
import { createSeal } from '../prisma/sealed.ts';
import { endUnstarted, listenOn } from '../startFaults.ts';
import { workflowBundle } from './bundle.ts';
import { startCourier } from './channels/courier.ts';
import { compression } from './compression.ts';
import { connectTemporal } from './connectTemporal.ts';
import { createActivities } from './index.ts';
import { startBounceReader } from './mail/bounces.ts';
import { createMailer } from './mail/mailer.ts';
import { recover } from './recovery.ts';
import { startRelay } from './relay.ts';

/** What the rows ask for and Temporal lacks is looked for at the start and this often. */
const REPAIR_MS = 10 * 60_000;

/** The worker process: workflows, activities and the relay. Stops gracefully on SIGTERM and SIGINT. */
async function main(config: Config): Promise<void> {
  const logger = pino({ level: config.logLevel, name: 'worker' });
  Runtime.install({
    logger: new DefaultLogger('WARN', ({ level, message, meta }) => {
      const write = level === 'ERROR' ? logger.error : logger.warn;
      write.call(logger, meta ?? {}, message);
    }),
    shutdownSignals: [],
  });
  await checkMigrated(config.databaseUrl);
  const connection = await connectTemporal(config);
  const db = createDb(config.databaseUrl, config.databasePool);
  const client = new Client({ connection, namespace: config.temporalNamespace });
  const mailer = createMailer(config);
  const taskQueue = config.temporalTaskQueue;
  const worker = await Worker.create({
    connection,
    namespace: config.temporalNamespace,
    taskQueue,
    workflowBundle: await workflowBundle(),
    dataConverter: { payloadCodecs: [compression] },
    activities: createActivities({ db, mailer, client, taskQueue }),
    // Within 256 MB: 5,055 processes that begin anew together ended the worker again and again at 500, and reach 424 MB
    // of the whole program at 150. Most wait for weeks and gain nothing from a place in the cache.
    maxCachedWorkflows: 150,
    workflowThreadPoolSize: 1,
    maxConcurrentWorkflowTaskExecutions: 40,
    maxConcurrentLocalActivityExecutions: Math.max(4, config.databasePool),
    shutdownGraceTime: '15 seconds',
    // What does not end by itself then is killed, as after a power cut: nothing is lost and nothing done twice.
    shutdownForceTime: '40 seconds',
    maxHeartbeatThrottleInterval: '5 seconds',
  });
  const health = await serveHealth(config, db, worker);
  // Processes go on without mail, and mail that could not be sent is tried again.
  void mailer.check().then((fault) => fault && logger.error(fault.message));
  const relay = await startRelay({ db, databaseUrl: config.databaseUrl, client, taskQueue, logger });
  const courier = startCourier({
    ...{ db, logger, publicUrl: config.publicUrl, seal: createSeal(config.sessionSecret) },
    settings: { privateHosts: config.channelPrivateHosts },
  });
  const bounces =
    config.bounceImapUrl === null ? null : startBounceReader(db, { imapUrl: config.bounceImapUrl }, logger);
  const repair = () =>
    recover({ db, client, taskQueue, schedulesPaused: config.mode === 'rehearsal' }).then(
      ({ started, faults }) => {
        if (started > 0) logger.info({ started }, 'Workflows that were missing were started again');
        for (const error of faults) logger.warn({ err: error }, 'A schedule was not compared; it is tried again');
      },
      (error: unknown) => logger.warn({ err: error }, 'Missing workflows could not be looked for; it is tried again'),
    );
  await repair();
  const repairs = setInterval(() => void repair(), REPAIR_MS);
  const stop = () => worker.shutdown();
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  await worker.run();
  clearInterval(repairs);
  health.close();
  await bounces?.stop();
  await courier.stop();
  await relay.stop();
  mailer.close();
  await connection.close();
  await db.$disconnect();
}

async function serveHealth(config: Config, db: Db, worker: Worker): Promise<Server> {
  const answer = async (): Promise<{ status: number; body: object }> => {
    try {
      await db.$queryRaw`SELECT 1`;
      const state = worker.getState();
      return { status: state === 'RUNNING' ? 200 : 503, body: { database: 'ok', worker: state } };
    } catch {
      return { status: 503, body: { database: 'failed', worker: worker.getState() } };
    }
  };
  const server = createServer((request, response) => {
    if (request.url !== '/healthz') {
      response.writeHead(404).end();
      return;
    }
    void answer().then(({ status, body }) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  await listenOn(server, { setting: 'WORKER_PORT', port: config.workerPort, host: config.host });
  return server;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await main(loadConfig(process.env));
  } catch (error) {
    endUnstarted(error);
  }
}
