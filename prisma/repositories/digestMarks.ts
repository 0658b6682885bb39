import type { DigestContent } from '../../domain/notices/content.ts';
import type { MailCause } from '../../domain/notices/mailFailure.ts';
import type { Day } from '../../domain/process/types.ts';
import type { Db, Tx } from '../client.ts';
import type { Digest } from '../generated/client.ts';
import { recordEvents } from './audit.ts';
import { keepDueDates } from './dueEntries.ts';

export type DigestOutcome =
  | { state: 'SENT'; toAddress: string; subject: string }
  | { state: 'EMPTY' }
  | { state: 'UNDELIVERABLE'; error: string; cause: MailCause }
  | {
      state: 'REFUSED';
      toAddress: string;
      subject: string;
      error: string;
      cause: MailCause;
      /** Whether the address is at fault, not this mail: nothing more is sent to it. */
      addressFailed: boolean;
    }
  /** To be tried again. */
  | { state: 'CLAIMED'; error: string };

export interface DigestMark {
  content: Pick<DigestContent, 'id' | 'person' | 'dates'>;
  outcome: DigestOutcome;
}

/** Marks what became of digests, in one transaction. One that was marked already stays as it is. */
export async function markDigests(db: Db, marks: DigestMark[]): Promise<void> {
  const byId = new Map(marks.map((mark) => [mark.content.id, mark]));
  await db.$transaction(async (tx) => {
    const rows = await storeOutcomes(tx, marks);
    const decided = rows.flatMap((row) => {
      const mark = byId.get(row.id);
      return mark && mark.outcome.state !== 'CLAIMED' && mark.outcome.state !== 'EMPTY' ? [{ row, ...mark }] : [];
    });
    await keepDueDates(
      tx,
      decided.flatMap(({ content, outcome }) =>
        outcome.state === 'SENT' ? [{ personId: content.person.id, dates: content.dates }] : [],
      ),
    );
    await markAddresses(
      tx,
      decided.flatMap(({ content, outcome, row }) =>
        outcome.state === 'REFUSED' && outcome.addressFailed
          ? [{ personId: content.person.id, day: row.day, address: outcome.toAddress, failure: outcome.error }]
          : [],
      ),
    );
    await recordEvents(
      tx,
      decided.map(({ row, outcome }) => ({
        countyId: row.countyId,
        kind: outcome.state === 'SENT' ? 'DIGEST_SENT' : 'DIGEST_FAILED',
        businessDay: row.day,
        data: {
          ...{ digestId: row.id, personId: row.personId, state: outcome.state },
          error: 'error' in outcome ? outcome.error : null,
        },
      })),
    );
  });
}

/** Two that mark at once lock their digests in one order, so that neither waits for the other. */
function storeOutcomes(tx: Tx, marks: DigestMark[]): Promise<Pick<Digest, 'id' | 'countyId' | 'personId' | 'day'>[]> {
  const outcomes = JSON.stringify(marks.map(({ content, outcome }) => ({ id: content.id, ...outcome })));
  const ids = marks.map(({ content }) => content.id);
  return tx.$queryRaw`
    UPDATE "Digest" d SET state = m.state::"DigestState", "toAddress" = m."toAddress", subject = m.subject,
      "lastError" = m.error, "failureCause" = CASE WHEN m.state = 'CLAIMED' THEN d."failureCause" ELSE m.cause END,
      attempts = d.attempts + 1, "sentAt" = CASE WHEN m.state = 'SENT' THEN now() END
    FROM (SELECT id FROM "Digest" WHERE id = ANY(${ids}) AND state = 'CLAIMED' ORDER BY id FOR UPDATE) open,
      json_to_recordset(${outcomes}::json) AS m(id text, state text, "toAddress" text, subject text, error text, cause text)
    WHERE d.id = open.id AND m.id = open.id
    RETURNING d.id, d."countyId", d."personId", d.day`;
}

/** What the mail server said of an address. */
export interface AddressFailure {
  personId: string;
  /** The business day on which it became known. */
  day: Day;
  address: string;
  failure: string;
}

const LONGEST_FAILURE = 500;

/** Marks addresses as not working; one that was mended meanwhile, or is marked already, stays as it is. */
export async function markAddresses(tx: Tx, failures: readonly AddressFailure[]): Promise<void> {
  for (const { personId, day, address, failure } of failures) {
    await tx.person.updateMany({
      where: { id: personId, email: address, mailFailedOn: null },
      data: { mailFailedOn: day, mailFailure: failure.slice(0, LONGEST_FAILURE) },
    });
  }
}
