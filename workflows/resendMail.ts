import { isCancellation, log, proxyActivities, sleep } from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';
import type { RoundArgs } from './messages.ts';

const quick = proxyActivities<Activities>({
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
});
/** Tried as often as the mail of a round; what still fails is shown to administrators by name. */
const mail = proxyActivities<Activities>({
  startToCloseTimeout: '1 hour',
  heartbeatTimeout: '30 seconds',
  retry: { initialInterval: '5 seconds', backoffCoefficient: 3, maximumInterval: '10 minutes', maximumAttempts: 6 },
});

/**
 * Mails that somebody asked to be sent again, as soon as the county's hours of mail allow. One at a time for a county,
 * and nobody else sends them: none goes out twice. What is asked for meanwhile and missed, the relay asks for anew.
 */
export async function resendMail({ countyId }: RoundArgs): Promise<void> {
  await sleep(await quick.untilMailTime({ countyId }));
  await mail.resendDigests({ countyId }).catch((error: unknown) => {
    if (isCancellation(error)) throw error;
    log.warn('Mails could not be sent again', { countyId });
  });
}
