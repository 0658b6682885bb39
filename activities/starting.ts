import type { Client } from '@temporalio/client';
import type { Db } from '../prisma/client.ts';
import { strandedInstances } from '../prisma/repositories/outbox.ts';
import { runningInstances } from '../prisma/repositories/rollout.ts';
import type { measureLifecycle } from '../workflows/index.ts';
import { lookAgainSignal, openInstancesQuery, workflowIds } from '../workflows/messages.ts';

/** Calls under way at once: enough to keep a server busy, few enough not to swamp it. */
const PARALLEL = 32;
/** What has been told this long ago and is not taken is not on its way any more. */
const STRANDED_SECONDS = 60;

async function inSlices(
  ids: string[],
  call: (id: string) => Promise<unknown>,
  progress: (lastId: string) => void = () => undefined,
): Promise<void> {
  for (let from = 0; from < ids.length; from += PARALLEL) {
    const slice = ids.slice(from, from + PARALLEL);
    await Promise.all(slice.map(call));
    progress(slice.at(-1) ?? '');
  }
}

/** Starts the workflows of instances; one that runs already is kept. `progress` hears the last id of each slice. */
export function startWorkflows(
  client: Client,
  taskQueue: string,
  ids: string[],
  progress?: (lastId: string) => void,
): Promise<void> {
  const start = (instanceId: string) =>
    client.workflow.start<typeof measureLifecycle>('measureLifecycle', {
      workflowId: workflowIds.instance(instanceId),
      taskQueue,
      args: [{ instanceId }],
      workflowIdConflictPolicy: 'USE_EXISTING',
    });
  return inSlices(ids, start, progress);
}

/**
 * Lets every running instance of a county have its workflow again: one that has none gets one, and one that does not
 * take what it was told begins anew from its row. Safe at any time.
 *
 * @returns how many had none.
 */
export async function startMissing(db: Db, client: Client, taskQueue: string, countyId: string): Promise<number> {
  const lost = await findLost(db, client, taskQueue, countyId);
  await startWorkflows(client, taskQueue, lost);
  await inSlices(await strandedInstances(db, countyId, STRANDED_SECONDS), (instanceId) =>
    client.workflow.signalWithStart<typeof measureLifecycle, []>('measureLifecycle', {
      workflowId: workflowIds.instance(instanceId),
      taskQueue,
      args: [{ instanceId }],
      signal: lookAgainSignal,
    }),
  );
  return lost.length;
}

/**
 * Running instances that have no open workflow: their history was lost, or their start never happened. The list of the
 * server lags a little; starting one that runs is harmless.
 */
async function findLost(db: Db, client: Client, taskQueue: string, countyId: string): Promise<string[]> {
  const query = openInstancesQuery(taskQueue);
  const ids = await runningInstances(db, countyId);
  const open = new Set<string>();
  for await (const workflow of client.workflow.list({ query, pageSize: 1000 })) open.add(workflow.workflowId);
  return ids.filter((id) => !open.has(workflowIds.instance(id)));
}
