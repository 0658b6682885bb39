import type { DigestContent } from '../../domain/notices/content.ts';
import type { Db } from '../../prisma/client.ts';
import { type DigestOutcome, loadDigest, markDigest, withdrawDone } from '../../prisma/repositories/digests.ts';
import type { Mailer } from './mailer.ts';

/**
 * Sends claimed digests, as many side by side as the mailer has connections: each is read and composed only when its
 * turn has come.
 *
 * @returns how many are to be tried again.
 */
export async function sendEach(
  db: Db,
  mailer: Mailer,
  ids: readonly string[],
  options: { last: boolean },
): Promise<number> {
  const waiting = [...ids];
  let postponed = 0;
  const sendNext = async () => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      const { content, outcome } = await sendOne(db, mailer, id, options);
      if (outcome.state === 'CLAIMED') postponed += 1;
      await markDigest(db, content, outcome);
    }
  };
  await Promise.all(Array.from({ length: mailer.connections }, sendNext));
  return postponed;
}

/** What was done while it was being composed is taken out again before anything leaves. */
async function sendOne(
  db: Db,
  mailer: Mailer,
  id: string,
  options: { last: boolean },
): Promise<{ content: DigestContent; outcome: DigestOutcome }> {
  for (;;) {
    const content = await loadDigest(db, id);
    const mail = mailer.compose(content);
    if ((await withdrawDone(db, content)) > 0) continue;
    return { content, outcome: await mailer.sendDigest(content, mail, options) };
  }
}
