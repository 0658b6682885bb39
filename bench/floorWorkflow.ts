import { condition, defineSignal, proxyLocalActivities, setHandler } from '@temporalio/workflow';
import type { FloorActivities } from './floorActivities.ts';

export const floorSignal = defineSignal('floor');

const { writeOneRow } = proxyLocalActivities<FloorActivities>({ startToCloseTimeout: '1 minute' });

/**
 * The least that a lifecycle of as many steps can cost on this server: it takes the same signals and runs as many local
 * activities, each of one transaction of one row, and does nothing else.
 */
export async function floorLifecycle({
  id,
  signals,
  steps,
}: {
  id: string;
  signals: number;
  steps: number;
}): Promise<void> {
  let received = 0;
  setHandler(floorSignal, () => {
    received += 1;
  });
  for (let step = 0; step < steps; step += 1) {
    const needed = Math.min(step, signals);
    await condition(() => received >= needed);
    await writeOneRow(id, step);
  }
}
