import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { MoveFailure } from '../domain/clockMove.ts';
import { DubanError } from '../domain/errors.ts';
import type { Db } from '../prisma/client.ts';
import { beginClockMove, clockState, endClockMove } from '../prisma/repositories/clock.ts';
import { type MoveClockArgs, type RolloutArgs, workflowIds } from '../workflows/messages.ts';
import type { AppDeps } from './deps.ts';
import { createEngine } from './engine.ts';

const PROBE_MS = 2000;
const START_MS = 5000;
/** How often a caller that waits for a move looks whether it fails. */
const WATCH_MS = 1000;

/** What the API asks of Temporal. */
export interface TemporalParts extends Pick<AppDeps, 'temporalHealth' | 'clockMover' | 'rollout' | 'engine'> {
  /** Goes on with clock moves that were under way when the API or Temporal stopped. */
  resume(): Promise<void>;
  close(): Promise<void>;
}

type Settings = Pick<Config, 'temporalAddress' | 'temporalNamespace' | 'temporalTaskQueue'>;

/** Connects when first used: the API starts, and takes what people submit, while Temporal is away. */
export function createTemporalParts(settings: Settings, db: Db, logger: Logger): TemporalParts {
  const connection = Connection.lazy({ address: settings.temporalAddress });
  const client = new Client({ connection, namespace: settings.temporalNamespace });
  const taskQueue = settings.temporalTaskQueue;
  const startMove = (countyId: string, to: string) =>
    connection.withDeadline(Date.now() + START_MS, () =>
      client.workflow.start<(args: MoveClockArgs) => Promise<void>>('moveClock', {
        workflowId: workflowIds.moveClock(countyId),
        taskQueue,
        args: [{ countyId, to }],
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        workflowIdConflictPolicy: 'USE_EXISTING',
      }),
    );
  const server = { client, db, namespace: settings.temporalNamespace, taskQueue };
  return {
    engine: createEngine(server, (error) => logger.warn({ err: error }, 'Temporal does not answer')),
    async temporalHealth() {
      await connection.withDeadline(Date.now() + PROBE_MS, () => connection.workflowService.getSystemInfo({}));
      return true;
    },
    clockMover: {
      async moveClock(countyId, to, actor) {
        await beginClockMove(db, actor, to);
        const handle = await startMove(countyId, to).catch(async (cause: unknown) => {
          await endClockMove(db, countyId);
          throw temporalAway(cause);
        });
        await settledOrFailing(db, countyId, handle.result());
      },
    },
    /** The launch stands whether or not Temporal answers: the daily round starts what is missing. */
    async rollout(planId) {
      try {
        const { countyId } = await db.plan.findUniqueOrThrow({ where: { id: planId }, select: { countyId: true } });
        await connection.withDeadline(Date.now() + START_MS, () =>
          client.workflow.start<(args: RolloutArgs) => Promise<void>>('planRollout', {
            workflowId: workflowIds.rollout(planId),
            taskQueue,
            args: [{ planId, countyId }],
            workflowIdReusePolicy: 'ALLOW_DUPLICATE',
            workflowIdConflictPolicy: 'USE_EXISTING',
          }),
        );
      } catch (error) {
        logger.error({ err: error, planId }, 'the rollout of a plan could not be started');
      }
    },
    async resume() {
      const moving = await db.county.findMany({ where: { movingTo: { not: null } } });
      for (const { id, movingTo } of moving) if (movingTo) await startMove(id, movingTo);
    },
    close: () => connection.close(),
  };
}

/**
 * Waits for the end of a move.
 *
 * @throws DubanError UNAVAILABLE once a step of it fails again and again; the move itself goes on trying.
 */
async function settledOrFailing(db: Db, countyId: string, result: Promise<void>): Promise<void> {
  let ended = false;
  const end = result.finally(() => {
    ended = true;
  });
  const failing = async (): Promise<void> => {
    while (!ended) {
      await sleep(WATCH_MS);
      const { failure } = await clockState(db, countyId);
      if (failure && !ended) throw moveFails(failure);
    }
  };
  await Promise.race([end, failing()]);
}

function moveFails({ day, tries, reason }: MoveFailure): DubanError {
  return new DubanError(
    'UNAVAILABLE',
    {
      zh: `日期推进到 ${day} 时已 ${tries} 次未成功，系统仍在自动重试；原因见“业务日期”页`,
      en: `The move failed ${tries} times on ${day} and is still being tried; the page Business date tells why`,
    },
    { message: reason },
  );
}

function temporalAway(cause: unknown): DubanError {
  return new DubanError(
    'UNAVAILABLE',
    {
      zh: '流程服务暂时不可用，日期未作调整，请稍后再试',
      en: 'Temporal does not answer; the date was not moved. Try again later',
    },
    { cause },
  );
}
