import type { DigestContent } from '../../domain/notices/content.ts';
import type { Db } from '../../prisma/client.ts';
import { loadDigests } from '../../prisma/repositories/digestContent.ts';
import { type DigestMark, type DigestOutcome, markDigests } from '../../prisma/repositories/digestMarks.ts';
import { type Release, releaseDigests } from '../../prisma/repositories/digests.ts';
import type { Mailer } from './mailer.ts';
import { together } from './together.ts';

/** What the senders of one round share: what several want of the database at once, they ask together. */
interface Desk {
  load(id: string): Promise<DigestContent | null>;
  /** Takes out what was done meanwhile; where nothing was, notes that its try begins. */
  release(content: DigestContent): Promise<Release>;
  mark(mark: DigestMark): Promise<void>;
}

function openDesk(db: Db): Desk {
  return {
    load: together((ids) => loadDigests(db, ids)),
    release: together((contents) => releaseDigests(db, contents)),
    mark: together(async (marks) => {
      await markDigests(db, marks);
      return marks.map(() => undefined);
    }),
  };
}

/**
 * Sends claimed digests, as many side by side as the mailer has connections: each is read and composed only when its
 * turn has come, and marked before its sender takes the next. When one fails, or `signal` says that somebody else has
 * taken over, none takes another, and what is under way is awaited.
 *
 * @returns how many are to be tried again.
 */
export async function sendEach(
  db: Db,
  mailer: Mailer,
  ids: readonly string[],
  { last, signal }: { last: boolean; signal: AbortSignal },
): Promise<number> {
  const waiting = [...ids];
  const desk = openDesk(db);
  let postponed = 0;
  const sendNext = async () => {
    for (let id = waiting.shift(); id !== undefined && !signal.aborted; id = waiting.shift()) {
      const mark = await sendOne(desk, mailer, id, { last });
      if (mark === null) continue;
      if (mark.outcome.state === 'CLAIMED') postponed += 1;
      await desk.mark(mark);
    }
  };
  const senders = Array.from({ length: mailer.connections }, () =>
    sendNext().catch((error: unknown) => {
      waiting.length = 0;
      throw error;
    }),
  );
  const failed = (await Promise.allSettled(senders)).find((sender) => sender.status === 'rejected');
  if (failed) throw failed.reason;
  signal.throwIfAborted();
  return postponed;
}

/**
 * What was done while it was being composed is taken out again before anything leaves.
 *
 * @returns null where somebody else has sent it, or its notices go with another digest.
 */
async function sendOne(desk: Desk, mailer: Mailer, id: string, options: { last: boolean }): Promise<DigestMark | null> {
  for (;;) {
    const content = await desk.load(id);
    if (content === null) return null;
    const mail = mailer.compose(content);
    const release = await desk.release(content);
    if (release === 'GONE') return null;
    if (release === 'COMPOSE_AGAIN') continue;
    const outcome: DigestOutcome = await mailer.sendDigest(content, mail, options);
    return { content, outcome };
  }
}
