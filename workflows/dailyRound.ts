import { continueAsNew, isCancellation, log, proxyActivities, sleep } from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';
import type { Day } from '../domain/process/types.ts';
import type { MoveClockArgs, RoundArgs } from './messages.ts';

const retry = { initialInterval: '1 second', maximumInterval: '1 minute' };
/** A worker that was killed in the middle of a long activity is noticed after this, and another goes on. */
const heartbeatTimeout = '30 seconds';
const quick = proxyActivities<Activities>({ startToCloseTimeout: '30 seconds', retry });
const activities = proxyActivities<Activities>({ startToCloseTimeout: '10 minutes', heartbeatTimeout, retry });
const waiting = proxyActivities<Activities>({ startToCloseTimeout: '30 minutes', heartbeatTimeout, retry });
/** Mail is tried again with growing pauses; what still fails after that is shown to the office by name. */
const mail = proxyActivities<Activities>({
  startToCloseTimeout: '1 hour',
  heartbeatTimeout,
  retry: { initialInterval: '5 seconds', backoffCoefficient: 3, maximumInterval: '10 minutes', maximumAttempts: 6 },
});

/** What falls due at the beginning of a day: timers and deemed signings; then every instance catches up. */
async function beginDay(countyId: string, day: Day): Promise<void> {
  await activities.beginDay({ countyId, day });
  await waiting.waitUntilSettled({ countyId });
}

/** Rungs, notices, digests. What cannot be mailed at all today stays claimed and stops nothing else. */
async function finishDay(countyId: string, day: Day): Promise<void> {
  await activities.claimDay({ countyId, day });
  await mail.sendDigests({ countyId }).catch((error: unknown) => {
    if (isCancellation(error)) throw error;
    log.warn('Digests could not be sent; the next round sends them', { countyId, day });
  });
  await quick.finishRound({ countyId, day });
}

/**
 * The round of a county. Instances whose workflow was lost get one first, since a day waits until all have settled.
 * At 00:10 the days since the last finished round begin, at 08:30 they finish: a missed day is made good, in order.
 */
export async function dailyRound({ countyId }: RoundArgs): Promise<Day[]> {
  const plan = await quick.planRound({ countyId });
  await activities.reconcile({ countyId });
  for (const day of plan.days) await beginDay(countyId, day);
  await sleep(plan.waitMs);
  for (const day of plan.days) await finishDay(countyId, day);
  await activities.reconcile({ countyId });
  return plan.days;
}

/** Days that one run of a clock move plays before it goes on as new. */
const DAYS_PER_RUN = 60;

/**
 * Moves the clock of a rehearsal forward: lives through every day on which something falls due, each as the real round
 * would, and ends when all is settled on the day asked for.
 */
export async function moveClock({ countyId, to }: MoveClockArgs): Promise<void> {
  await activities.reconcile({ countyId });
  for (let played = 0; played < DAYS_PER_RUN; played += 1) {
    const day = await quick.stepClock({ countyId, to });
    if (day === null) {
      await waiting.waitUntilSettled({ countyId });
      await activities.reconcile({ countyId });
      await quick.endClockMove({ countyId });
      return;
    }
    await beginDay(countyId, day);
    await finishDay(countyId, day);
  }
  await continueAsNew<typeof moveClock>({ countyId, to });
}
