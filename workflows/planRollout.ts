import { continueAsNew, proxyActivities, setHandler } from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';
import { type RolloutArgs, rolloutProgressQuery } from './messages.ts';

const { startInstances, finishRollout } = proxyActivities<Activities>({
  startToCloseTimeout: '5 minutes',
  heartbeatTimeout: '30 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
});

/** Batches after which a rollout goes on as new. */
const BATCHES_PER_RUN = 50;

/** Starts the workflows of a launched plan, behind the people who see their first work items already. */
export async function planRollout({ planId, countyId, afterId = '', started = 0 }: RolloutArgs): Promise<number> {
  let done = started;
  setHandler(rolloutProgressQuery, () => done);
  let after = afterId;
  for (let batch = 0; batch < BATCHES_PER_RUN; batch += 1) {
    const { lastId, count } = await startInstances({ planId, afterId: after });
    done += count;
    if (lastId === null) {
      await finishRollout({ planId });
      return done;
    }
    after = lastId;
  }
  return continueAsNew<typeof planRollout>({ planId, countyId, afterId: after, started: done });
}
