import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import type { temporal } from '@temporalio/proto';
import { type Parts, startParts } from '../embedded/parts.ts';
import { migrate } from '../prisma/migrate.ts';
import { beginClockMove } from '../prisma/repositories/clock.ts';
import type { moveClock } from '../workflows/index.ts';
import { workflowIds } from '../workflows/messages.ts';
import { readNumbers, round } from './arguments.ts';
import { type CpuMeter, startCpuMeter } from './cpu.ts';
import { COUNTY, dueItems, makeRoundCounty, ROUND_DAY, type RoundSize } from './roundCounty.ts';
import { startSmtpCounter } from './smtpCounter.ts';
import { startWorker } from './workerProcess.ts';

/**
 * `npm run bench:round -- --items 100000 --people 5000`: one daily round of a county over as many open items, a fifth
 * of them due for something, by the worker process of the product on the embedded parts; and the same over a tenth of
 * them. Prints one JSON line: of claiming and of sending the time that it took and the processor time that the worker
 * and PostgreSQL used meanwhile (on a machine with other work only the latter tells anything), and the worker's memory.
 */

const options = readNumbers({ items: 100_000, people: 5000 });
const say = (text: string) => console.error(text);

type History = temporal.api.history.v1.IHistory;

/** An activity that was done, in seconds of the epoch. */
interface Done {
  from: number;
  to: number;
}

/** When each activity of a workflow ran, by its name. */
function activitiesDone({ events }: History): Map<string, Done[]> {
  const at = (time: { seconds?: unknown; nanos?: number | null } | null | undefined) =>
    Number(time?.seconds ?? 0) + (time?.nanos ?? 0) / 1e9;
  const byId = new Map((events ?? []).map((event) => [String(event.eventId), event]));
  const done = new Map<string, Done[]>();
  for (const event of events ?? []) {
    const ended = event.activityTaskCompletedEventAttributes;
    if (!ended) continue;
    const name =
      byId.get(String(ended.scheduledEventId))?.activityTaskScheduledEventAttributes?.activityType?.name ?? '';
    const began = byId.get(String(ended.startedEventId))?.eventTime;
    done.set(name, [...(done.get(name) ?? []), { from: at(began), to: at(event.eventTime) }]);
  }
  return done;
}

/** Seconds that the runs of an activity took together, and the processor time of each process meanwhile. */
function costOf<K extends string>(runs: Done[], meter: CpuMeter<K>) {
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
  const used = runs.map(({ from, to }) => meter.between(from, to));
  const names = used[0] ? (Object.keys(used[0]) as K[]) : [];
  return {
    seconds: sum(runs.map(({ from, to }) => to - from)),
    cpuSeconds: Object.fromEntries(names.map((name) => [name, round(sum(used.map((one) => one[name])), 2)])),
  };
}

function postgresPid({ home }: Parts): number {
  return Number(readFileSync(join(home, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
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
    const meter = startCpuMeter({ worker: worker.pid, postgres: postgresPid(parts) });
    await beginClockMove(db, admin, ROUND_DAY);
    const handle = await new Client({ connection }).workflow.start<typeof moveClock>('moveClock', {
      ...{ workflowId: workflowIds.moveClock(COUNTY), taskQueue: 'duban', args: [{ countyId: COUNTY, to: ROUND_DAY }] },
    });
    await handle.result();
    meter.stop();
    const activities = activitiesDone(await handle.fetchHistory());
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
    const claiming = costOf(activities.get('claimDay') ?? [], meter);
    const sending = costOf(activities.get('sendDigests') ?? [], meter);
    return {
      ...size,
      ...{ due: rungs + opened, notices, digests, mailsRepeated: mails - messageIds },
      claimSeconds: round(claiming.seconds, 2),
      claimCpuSeconds: claiming.cpuSeconds,
      duePerSec: Math.round((rungs + opened) / claiming.seconds),
      sendSeconds: round(sending.seconds, 2),
      sendCpuSeconds: sending.cpuSeconds,
      mailsPerSec: Math.round(mails / sending.seconds),
      workerRestingMb: Math.round(restingMb),
      workerPeakMb: Math.round(peakMb),
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
