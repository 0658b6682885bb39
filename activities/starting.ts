import type { Client } from '@temporalio/client';
import type { Db } from '../prisma/client.ts';
import { runningInstances } from '../prisma/repositories/rollout.ts';
import type { measureLifecycle } from '../workflows/index.ts';
import { openInstancesQuery, workflowIds } from '../workflows/messages.ts';

/** Starts under way at once: enough to keep a server busy, few enough not to swamp it. */
const PARALLEL = 32;

/** Starts the workflows of instances; one that runs already is kept. `progress` hears the last id of each slice. */
export async function startWorkflows(
  client: Client,
  taskQueue: string,
  ids: string[],
  progress: (lastId: string) => void = () => undefined,
): Promise<void> {
  for (let from = 0; from < ids.length; from += PARALLEL) {
    const slice = ids.slice(from, from + PARALLEL);
    await Promise.all(
      slice.map((instanceId) =>
        client.workflow.start<typeof measureLifecycle>('measureLifecycle', {
          workflowId: workflowIds.instance(instanceId),
          taskQueue,
          args: [{ instanceId }],
          workflowIdConflictPolicy: 'USE_EXISTING',
        }),
      ),
    );
    progress(slice.at(-1) ?? '');
  }
}

/**
 * Running instances that have no open workflow: their history was lost, or their start never happened. The list of the
 * server lags a little; starting one that runs is harmless.
 */
export async function findLost(db: Db, client: Client, taskQueue: string, countyId: string): Promise<string[]> {
  const query = openInstancesQuery(taskQueue);
  const ids = await runningInstances(db, countyId);
  const open = new Set<string>();
  for await (const workflow of client.workflow.list({ query, pageSize: 1000 })) open.add(workflow.workflowId);
  return ids.filter((id) => !open.has(workflowIds.instance(id)));
}
