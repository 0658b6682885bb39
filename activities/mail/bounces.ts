import { ImapFlow } from 'imapflow';
import { simpleParser } from 'mailparser';
import type { Logger } from 'pino';
import { readDeliveryStatus } from '../../domain/notices/deliveryStatus.ts';
import type { Db } from '../../prisma/client.ts';
import { type Bounce, keepMailboxPlace, readMailboxPlace, recordBounce } from '../../prisma/repositories/bounces.ts';

export interface BounceSettings {
  /** `imaps://user:password@host/INBOX`; the user and the password percent-encoded. */
  imapUrl: string;
  /** How long the mailbox may be silent; 20 seconds unless told otherwise. */
  timeoutMs?: number;
}

const TIMEOUT_MS = 20_000;
const POLL_MS = 5 * 60_000;
/** What a report says stands at its beginning; the mail that it returns may be long. */
const MOST_BYTES = 256 * 1024;

/**
 * Reads the reports on mail that came back (RFC 3464) that have arrived since the last reading. The mailbox is opened
 * for reading alone: nothing in it is marked, moved or deleted. What is no report, or about something else, is passed
 * over.
 *
 * @returns how many digests were marked as bounced.
 */
export async function readBounces(db: Db, { imapUrl, timeoutMs = TIMEOUT_MS }: BounceSettings): Promise<number> {
  const url = new URL(imapUrl);
  const folder = decodeURIComponent(url.pathname.slice(1)) || 'INBOX';
  const secure = url.protocol === 'imaps:';
  const client = new ImapFlow({
    host: url.hostname,
    port: url.port === '' ? (secure ? 993 : 143) : Number(url.port),
    secure,
    auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
    logger: false,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
  });
  // A connection that breaks makes the reading fail; without a listener it would end the process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    const lock = await client.getMailboxLock(folder, { readOnly: true });
    try {
      return await readNew(db, client, `${url.username}@${url.host}/${folder}`);
    } finally {
      lock.release();
    }
  } finally {
    await client.logout().catch(() => client.close());
  }
}

async function readNew(db: Db, client: ImapFlow, mailbox: string): Promise<number> {
  if (!client.mailbox) throw new Error(`The mailbox ${mailbox} is not open`);
  const uidValidity = String(client.mailbox.uidValidity);
  const place = await readMailboxPlace(db, mailbox);
  const after = place?.uidValidity === uidValidity ? place.lastUid : 0;
  let last = after;
  let marked = 0;
  const query = { uid: true, source: { start: 0, maxLength: MOST_BYTES } };
  // "n:*" always names the last message, too.
  for await (const { uid, source } of client.fetch(`${after + 1}:*`, query, { uid: true })) {
    if (uid <= after || !source) continue;
    for (const bounce of await bouncesIn(source)) if (await recordBounce(db, bounce)) marked += 1;
    last = Math.max(last, uid);
  }
  await keepMailboxPlace(db, mailbox, { uidValidity, lastUid: last });
  return marked;
}

/** What a message reports to have failed for good; none where it is no report. */
async function bouncesIn(source: Buffer): Promise<Bounce[]> {
  const { attachments } = await simpleParser(source, { keepDeliveryStatus: true });
  const report = attachments.find(({ contentType }) => contentType === 'message/delivery-status');
  if (!report) return [];
  const { envelopeId, recipients } = readDeliveryStatus(report.content.toString('utf8'));
  const messageIds = [...source.toString('latin1').matchAll(/^message-id:\s*(<[!-;=?-~]+>)/gim)].flatMap(
    ([, id]) => id ?? [],
  );
  return recipients
    .filter(({ action }) => action === 'failed')
    .map(({ status, diagnostic }) => ({ envelopeId, messageIds, status, diagnostic }));
}

export interface BounceReader {
  /** Begins no reading more and waits for the one under way. */
  stop(): Promise<void>;
}

/** Reads the mailbox now and then; a reading that fails is tried again at the next turn. */
export function startBounceReader(db: Db, settings: BounceSettings, logger: Logger, pollMs = POLL_MS): BounceReader {
  let reading: Promise<void> | null = null;
  const read = () => {
    reading ??= readBounces(db, settings)
      .then(
        (marked) => marked > 0 && logger.info({ marked }, 'Mails came back'),
        (error: unknown) => logger.warn({ err: error }, 'The mailbox of bounces could not be read; it is tried again'),
      )
      .then(() => {
        reading = null;
      });
  };
  read();
  const timer = setInterval(read, pollMs);
  return {
    async stop() {
      clearInterval(timer);
      await reading;
    },
  };
}
