import { isBounceOfAddress } from '../../domain/notices/addressFailure.ts';
import { mailCauseOf } from '../../domain/notices/mailFailure.ts';
import type { Db } from '../client.ts';
import { recordEvents } from './audit.ts';
import { loadCountyDay } from './clock.ts';
import { markAddresses } from './digestMarks.ts';

/** A mail that came back: which one, by either of its ids, and why. */
export interface Bounce {
  /** The id of the digest, as the mail was sent with it. */
  envelopeId: string | null;
  /** Message-IDs that the report quotes. */
  messageIds: readonly string[];
  status: string;
  diagnostic: string | null;
}

/**
 * Marks a digest as bounced 退信, and its reader's address as not working unless it was the text that was not wanted. A
 * report that comes twice, or is about something else, changes nothing.
 *
 * @returns whether a digest was marked.
 */
export function recordBounce(db: Db, bounce: Bounce): Promise<boolean> {
  const { envelopeId, messageIds, status, diagnostic } = bounce;
  const failure = [status, diagnostic].filter((part) => part !== null && part !== '').join(' ');
  return db.$transaction(async (tx) => {
    const [digest] = await tx.digest.updateManyAndReturn({
      where: {
        OR: [{ id: envelopeId ?? '' }, { messageId: { in: [...messageIds] } }],
        state: { in: ['SENT', 'CLAIMED'] },
      },
      data: {
        ...{ state: 'BOUNCED', lastError: failure },
        failureCause: mailCauseOf({ code: null, status, transport: null }),
      },
    });
    if (!digest) return false;
    const { id, countyId, personId } = digest;
    const { today } = await loadCountyDay(tx, countyId);
    const person = await tx.person.findUniqueOrThrow({ where: { id: personId } });
    const address = digest.toAddress ?? person.email;
    if (address !== null && isBounceOfAddress(status)) {
      await markAddresses(tx, [{ personId, day: today, address, failure }]);
    }
    await recordEvents(tx, [
      {
        ...{ countyId, kind: 'DIGEST_FAILED', businessDay: today },
        data: { digestId: id, personId, state: 'BOUNCED', error: failure },
      },
    ]);
    return true;
  });
}

/** How far a mailbox was read: a new `uidValidity` means that its numbers begin anew (RFC 9051, 2.3.1.1). */
export interface MailboxPlace {
  uidValidity: string;
  lastUid: number;
}

export function readMailboxPlace(db: Db, mailbox: string): Promise<MailboxPlace | null> {
  return db.bounceMailbox.findUnique({ where: { mailbox } });
}

export async function keepMailboxPlace(db: Db, mailbox: string, place: MailboxPlace): Promise<void> {
  await db.bounceMailbox.upsert({ where: { mailbox }, create: { mailbox, ...place }, update: place });
}
