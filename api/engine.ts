import { type Client, type ScheduleDescription, ScheduleNotFoundError } from '@temporalio/client';
import type { Db } from '../prisma/client.ts';
import { startedInstances } from '../prisma/repositories/monitorReads.ts';
import { type InstanceArgs, lookAgainSignal, openInstancesQuery, workflowIds } from '../workflows/messages.ts';
import type { EngineParts, EngineView, ScheduleView } from './deps.ts';

/** Temporal's list of workflows lags behind by moments; a process younger than this is not missed yet. */
const LISTED_SECONDS = 120;
const LIST_MS = 10_000;
/** A server that is there answers a short question well within this. */
const ANSWER_MS = 3000;
/** Next times, and last ones, that are told of a schedule. */
const SHOWN = 3;

interface Server {
  client: Client;
  db: Db;
  namespace: string;
  taskQueue: string;
}

/** Values of Temporal's protobuf: task queue types WORKFLOW and ACTIVITY. */
const queueKinds = [
  ['workflow', 1],
  ['activity', 2],
] as const;

/** A worker asks anew every minute at the latest; the server remembers for minutes who asked. */
const ASKS_WITHIN_MS = 90_000;

function asksStill({ lastAccessTime }: { lastAccessTime?: { seconds?: unknown } | null }): boolean {
  return Number(lastAccessTime?.seconds ?? 0) * 1000 >= Date.now() - ASKS_WITHIN_MS;
}

async function lookAt(server: Server, countyId: string): Promise<EngineView> {
  const { client, db, namespace, taskQueue } = server;
  const queues = await Promise.all(
    queueKinds.map(async ([kind, taskQueueType]) => {
      const { pollers, stats } = await client.workflowService.describeTaskQueue({
        ...{ namespace, taskQueue: { name: taskQueue }, taskQueueType, reportStats: true },
      });
      return {
        ...{
          kind,
          workers: (pollers ?? []).filter(asksStill).length,
          backlog: Number(stats?.approximateBacklogCount ?? 0),
        },
        oldestSeconds: Number(stats?.approximateBacklogAge?.seconds ?? 0),
      };
    }),
  );
  const known = new Set<string>();
  const started = await startedInstances(db, countyId, LISTED_SECONDS);
  if (started.length > 0) {
    const query = openInstancesQuery(taskQueue);
    for await (const workflow of client.workflow.list({ query, pageSize: 1000 })) known.add(workflow.workflowId);
  }
  return {
    queues,
    lost: started.filter((id) => !known.has(workflowIds.instance(id))),
    schedule: await roundSchedule(client, countyId),
  };
}

async function describe(client: Client, scheduleId: string): Promise<ScheduleDescription | null> {
  try {
    return await client.schedule.getHandle(scheduleId).describe();
  } catch (error) {
    if (error instanceof ScheduleNotFoundError) return null;
    throw error;
  }
}

async function roundSchedule(client: Client, countyId: string): Promise<EngineView['schedule']> {
  const found = await describe(client, workflowIds.dailyRound(countyId));
  return found && { paused: found.state.paused, next: found.info.nextActionTimes[0]?.toISOString() ?? null };
}

async function rhythmSchedule(client: Client, triggerId: string): Promise<ScheduleView | null> {
  const found = await describe(client, workflowIds.rhythm(triggerId));
  if (found === null) return null;
  const { state, info } = found;
  return {
    ...{ paused: state.paused, note: state.note ?? '' },
    next: info.nextActionTimes.slice(0, SHOWN).map((at) => at.toISOString()),
    recent: info.recentActions
      .map(({ scheduledAt, takenAt, action }) => ({
        ...{ scheduledAt: scheduledAt.toISOString(), takenAt: takenAt.toISOString() },
        workflowId: action.workflow.workflowId,
      }))
      .sort((one, other) => other.takenAt.localeCompare(one.takenAt))
      .slice(0, SHOWN),
  };
}

async function countWorkers({ client, namespace, taskQueue }: Server): Promise<number> {
  const { pollers } = await client.workflowService.describeTaskQueue({
    ...{ namespace, taskQueue: { name: taskQueue }, taskQueueType: queueKinds[0][1] },
  });
  return (pollers ?? []).filter(asksStill).length;
}

/** Starts the workflow of a process where it is missing; one that runs looks at its row again. */
async function startOrWake({ client, taskQueue }: Server, instanceId: string): Promise<void> {
  await client.workflow.signalWithStart<(args: InstanceArgs) => Promise<void>, []>('measureLifecycle', {
    ...{ workflowId: workflowIds.instance(instanceId), taskQueue, args: [{ instanceId }] },
    signal: lookAgainSignal,
  });
}

/** What administrators see of Temporal and ask of it. Whatever it does not answer is null or false, never an error. */
export function createEngine(server: Server, unanswered: (error: unknown) => void): EngineParts {
  const within = <T>(work: () => Promise<T>, ms = LIST_MS) =>
    server.client.connection.withDeadline(Date.now() + ms, work);
  return {
    schedules: (triggerIds) =>
      within(() =>
        Promise.all(triggerIds.map(async (id) => [id, await rhythmSchedule(server.client, id)] as const)),
      ).then(
        (views) => new Map(views),
        (error: unknown) => {
          unanswered(error);
          return null;
        },
      ),
    look: (countyId) =>
      within(() => countWorkers(server), ANSWER_MS)
        .then(() => within(() => lookAt(server, countyId)))
        .catch((error: unknown) => {
          unanswered(error);
          return null;
        }),
    workers: () =>
      within(() => countWorkers(server)).catch((error: unknown) => {
        unanswered(error);
        return null;
      }),
    begin: (instanceId) =>
      within(() => startOrWake(server, instanceId)).then(
        () => true,
        (error: unknown) => {
          unanswered(error);
          return false;
        },
      ),
  };
}
