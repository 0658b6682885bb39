import type { Client } from '@temporalio/client';
import type { Db } from '../prisma/client.ts';
import { counties } from '../prisma/repositories/rollout.ts';
import { reconcileRhythms } from './rhythms.ts';
import { ensureSchedules } from './schedules.ts';
import { startMissing } from './starting.ts';

export interface RecoveryDeps {
  db: Db;
  client: Client;
  taskQueue: string;
  /** In a rehearsal the rounds come with the clock. */
  schedulesPaused: boolean;
}

/**
 * What the rows say should exist on Temporal and does not is made anew: workflows of running instances, for example
 * after the store was lost, and the schedules of each county's round and rhythms. Workflows that know of steps which the
 * rows do not, since an older database was restored, begin anew from the rows. Safe at any time.
 *
 * @returns how many workflows were started, and faults of single schedules.
 */
export async function recover({
  db,
  client,
  taskQueue,
  schedulesPaused,
}: RecoveryDeps): Promise<{ started: number; faults: unknown[] }> {
  const all = await counties(db);
  await ensureSchedules(client, taskQueue, all, { paused: schedulesPaused });
  let started = 0;
  const faults: unknown[] = [];
  for (const { id } of all) {
    started += await startMissing(db, client, taskQueue, id);
    faults.push(...(await reconcileRhythms(db, { client, taskQueue }, id)));
  }
  return { started, faults };
}
