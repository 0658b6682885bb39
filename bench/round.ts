import { Client, Connection } from '@temporalio/client';
import type { temporal } from '@temporalio/proto';
import { startParts } from '../embedded/parts.ts';
import { migrate } from '../prisma/migrate.ts';
import { beginClockMove } from '../prisma/repositories/clock.ts';
import type { moveClock } from '../workflows/index.ts';
import { workflowIds } from '../workflows/messages.ts';
import { readNumbers, round } from './arguments.ts';
import { COUNTY, dueItems, makeRoundCounty, ROUND_DAY, type RoundSize } from './roundCounty.ts';
import { startSmtpCounter } from './smtpCounter.ts';
import { startWorker } from './workerProcess.ts';

/**
 * `npm run bench:round -- --items 100000 --people 5000`: one daily round of a county over as many open items, a fifth
 * of them due for something, by the worker process of the product on the embedded parts; and the same over a tenth of
 * them. Prints one JSON line.
 */

const options = readNumbers({ items: 100_000, people: 5000 });
const say = (text: string) => console.error(text);

type History = temporal.api.history.v1.IHistory;

/** Seconds that each activity of a workflow ran, by its name. */
function activitySeconds({ events }: History): Map<string, number> {
  const at = (time: { seconds?: unknown; nanos?: number | null } | null | undefined) =>
    Number(time?.seconds ?? 0) + (time?.nanos ?? 0) / 1e9;
  const byId = new Map((events ?? []).map((event) => [String(event.eventId), event]));
  const seconds = new Map<string, number>();
  for (const event of events ?? []) {
    const ended = event.activityTaskCompletedEventAttributes;
    if (!ended) continue;
    const name = byId.get(String(ended.scheduledEventId))?.activityTaskScheduledEventAttributes?.activityType?.name;
    const began = byId.get(String(ended.startedEventId))?.eventTime;
    seconds.set(name ?? '', (seconds.get(name ?? '') ?? 0) + at(event.eventTime) - at(began));
  }
  return seconds;
}

async function measure(size: RoundSize) {
  const parts = await startParts({ temporal: 'file' });
  const sink = await startSmtpCounter();
  const connection = await Connection.connect({ address: parts.temporalAddress });
  try {
    say(`${size.items} items: filling`);
    await migrate(parts.databaseUrl);
    const { db, admin } = await makeRoundCounty(parts.databaseUrl, size);
    const worker = await startWorker(parts, sink.url);
    const restingMb = worker.memoryMb('now');
    say(`${size.items} items: the round`);
    await beginClockMove(db, admin, ROUND_DAY);
    const handle = await new Client({ connection }).workflow.start<typeof moveClock>('moveClock', {
      ...{ workflowId: workflowIds.moveClock(COUNTY), taskQueue: 'duban', args: [{ countyId: COUNTY, to: ROUND_DAY }] },
    });
    await handle.result();
    const seconds = activitySeconds(await handle.fetchHistory());
    const peakMb = worker.memoryMb('peak');
    await worker.stop();
    const rungs = await db.escalation.count({ where: { OR: [{ reachedOn: ROUND_DAY }, { listedOn: ROUND_DAY }] } });
    const opened = await db.notice.count({ where: { kind: 'OPENED' } });
    const notices = await db.notice.count();
    const digests = await db.digest.count({ where: { state: 'SENT' } });
    await db.$disconnect();
    const { mails, messageIds } = sink.counts();
    if (rungs + opened !== dueItems(size) || messageIds !== digests) {
      throw new Error(`${rungs} rungs, ${opened} openings, ${digests} digests, ${messageIds} Message-IDs`);
    }
    const claimSeconds = seconds.get('claimDay') ?? 0;
    const sendSeconds = seconds.get('sendDigests') ?? 0;
    return {
      ...size,
      ...{ due: rungs + opened, notices, digests, mailsRepeated: mails - messageIds },
      claimSeconds: round(claimSeconds, 2),
      duePerSec: Math.round((rungs + opened) / claimSeconds),
      sendSeconds: round(sendSeconds, 2),
      mailsPerSec: Math.round(mails / sendSeconds),
      restingMb: Math.round(restingMb),
      peakMb: Math.round(peakMb),
    };
  } finally {
    await connection.close();
    await sink.stop();
    await parts.stop();
  }
}

const tenth = await measure({ items: options.items / 10, people: options.people / 10 });
const whole = await measure(options);
console.log(JSON.stringify({ whole, tenth }));
