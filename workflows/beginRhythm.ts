import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';
import type { RhythmArgs, RhythmResult } from './messages.ts';

/** What it gives up stays noted in the rows, and the relay goes on trying. */
const activities = proxyActivities<Activities>({
  startToCloseTimeout: '10 minutes',
  heartbeatTimeout: '30 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '1 minute', maximumAttempts: 10 },
});

/** What the schedule of a rhythm starts: one activity, which decides by the rows what is due. */
export function beginRhythm(args: RhythmArgs): Promise<RhythmResult> {
  return activities.beginRhythm(args);
}
