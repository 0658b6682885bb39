import { proxyActivities, proxyLocalActivities, setHandler } from '@temporalio/workflow';
import type { Activities } from '../../activities/index.ts';
import { eventsSignal, type InstanceArgs, type RolloutArgs, type RoundArgs } from '../../workflows/messages.ts';

/* The workflows with one step left out or taken out of turn: what the replay of recorded histories must notice. */

const local = proxyLocalActivities<Activities>({ startToCloseTimeout: '1 minute' });
const remote = proxyActivities<Activities>({ startToCloseTimeout: '1 minute' });

/** Takes one step without its graph, and ends. */
export async function measureLifecycle({ instanceId }: InstanceArgs): Promise<void> {
  setHandler(eventsSignal, () => undefined);
  const { state, step, consumedUpTo } = await local.loadRun({ instanceId });
  await local.commitStep({ instanceId, step: step + 1, consumedUpTo, state, effects: [] });
}

/** Starts everything and does not say so. */
export async function planRollout({ planId }: RolloutArgs): Promise<number> {
  return (await remote.startInstances({ planId, afterId: '' })).count;
}

/** Claims a day that has not begun. */
export async function dailyRound({ countyId }: RoundArgs): Promise<void> {
  const { days } = await remote.planRound({ countyId });
  for (const day of days) await remote.claimDay({ countyId, day });
}

/** Asks for nothing. */
export async function beginRhythm(): Promise<null> {
  return null;
}

export async function moveClock({ countyId }: RoundArgs): Promise<void> {
  await remote.endClockMove({ countyId });
}

/** Waits for no hour. */
export async function resendMail({ countyId }: RoundArgs): Promise<void> {
  await remote.resendDigests({ countyId });
}
