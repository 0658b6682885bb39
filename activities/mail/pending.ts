import { ApplicationFailure, activityInfo, cancellationSignal } from '@temporalio/activity';
import type { Db } from '../../prisma/client.ts';
import { type DigestPlace, pendingDigests, type SendableDigests } from '../../prisma/repositories/digests.ts';
import type { Mailer } from './mailer.ts';
import { sendEach } from './sending.ts';

/** Digests read and sent together. */
const DIGEST_BATCH = 100;
/** After this many tries a digest is given up and shown to the office. */
export const MAIL_ATTEMPTS = 6;

interface Pending {
  countyId: string;
  /** Those that somebody asked for again, or all others. */
  again: boolean;
  /** What may go out now, asked before each batch; null: nothing. */
  sendable(): Promise<SendableDigests | null>;
}

/**
 * Sends what is claimed, within an activity. A refusal is kept by name; what may succeed later is tried again by the
 * workflow's retry, and given up at the last try.
 *
 * @throws ApplicationFailure while something is left to be tried again.
 */
export async function sendPending(db: Db, mailer: Mailer, { countyId, again, sendable }: Pending): Promise<void> {
  const last = activityInfo().attempt >= MAIL_ATTEMPTS;
  const signal = cancellationSignal();
  let postponed = 0;
  for (let after: DigestPlace | null = null; ; ) {
    const now = await sendable();
    if (now === null) break;
    const digests: DigestPlace[] = await pendingDigests(db, countyId, { again, sendable: now }, after, DIGEST_BATCH);
    const ids = digests.map(({ id }) => id);
    postponed += await sendEach(db, mailer, ids, { last, signal });
    after = digests.at(-1) ?? null;
    if (digests.length < DIGEST_BATCH) break;
  }
  if (postponed > 0) throw ApplicationFailure.retryable(`${postponed} digests to be tried again`, 'MailPostponed');
}
