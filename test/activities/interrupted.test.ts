import type { Mailer } from '../../activities/mail/mailer.ts';
import type { Db } from '../../prisma/client.ts';
import { appendEvents } from '../../prisma/repositories/outbox.ts';
import { claimRungs } from '../../prisma/repositories/rungs.ts';
import { activityRunner, mailerTo } from '../support/activities.ts';
import { freshCounty } from '../support/bed.ts';
import { setDay } from '../support/county.ts';
import { buildPlan } from '../support/plan.ts';
import { settle } from '../support/settle.ts';
import { type SmtpSink, startSmtpSink } from '../support/smtpSink.ts';

const bed = freshCounty();
let sink: SmtpSink;
let mailer: Mailer;

beforeEach(async () => {
  sink = await startSmtpSink();
  mailer = mailerTo(sink.url);
});

afterEach(async () => {
  mailer.close();
  await sink.stop();
});

/** A database that fails at its n-th statement and from then on, as for a process that is killed there. */
function dyingAt(db: Db, statement: number): { db: Db; died(): boolean } {
  let count = 0;
  const dying = db.$extends({
    query: {
      $allOperations({ args, query }) {
        count += 1;
        if (count >= statement) throw new Error('killed here');
        return query(args);
      },
    },
  });
  return { db: dying as unknown as Db, died: () => count >= statement };
}

/** The day on which a report is five working days overdue: its order is drafted, and others are told as well. */
const DAY = '2020-07-07';

async function round(db: Db): Promise<void> {
  const run = activityRunner(db, mailer);
  const at = { countyId: bed.county.id, day: DAY };
  await run('beginDay', at);
  await settle(db);
  await run('claimDay', at);
  await run('sendDigests', at);
  await run('finishRound', at);
}

async function figures() {
  const { db } = bed;
  return {
    rounds: await db.dailyRound.count({ where: { finishedAt: { not: null } } }),
    items: await db.workItem.groupBy({ by: ['kind', 'state', 'round'], _count: true, orderBy: { kind: 'asc' } }),
    rungs: await db.escalation.groupBy({ by: ['rung', 'state'], _count: true, orderBy: { rung: 'asc' } }),
    letters: await db.letter.count(),
    notices: await db.notice.groupBy({
      by: ['kind', 'reason'],
      _count: true,
      orderBy: [{ kind: 'asc' }, { reason: 'asc' }],
    }),
    loose: await db.notice.count({ where: { digestId: null } }),
    digests: await db.digest.groupBy({ by: ['state'], _count: true }),
    audit: await db.auditEvent.groupBy({ by: ['kind'], _count: true, orderBy: { kind: 'asc' } }),
    messageIds: sink.messageIds().size,
  };
}

async function launch(): Promise<void> {
  const { finance, water } = bed.county.units;
  await buildPlan(bed.db, bed.county, { measures: [{ leads: [finance.name, water.name] }] });
  await setDay(bed.db, bed.county.id, '2020-06-01');
  await activityRunner(bed.db, mailer)('beginDay', { countyId: bed.county.id, day: '2020-06-01' });
  await settle(bed.db);
  await setDay(bed.db, bed.county.id, '2020-07-01');
  await claimRungs(bed.db, bed.county.id, '2020-07-01');
  await setDay(bed.db, bed.county.id, DAY);
}

let undisturbed: Awaited<ReturnType<typeof figures>>;

it('an undisturbed round, to compare with', async () => {
  await launch();
  await round(bed.db);
  undisturbed = await figures();
  expect(undisturbed).toMatchObject({ rounds: 1, loose: 0 });
  expect(undisturbed.letters).toBeGreaterThan(3);
  expect(undisturbed.messageIds).toBeGreaterThan(2);
});

it('killed at one statement after another and begun again each time, comes to the same', async () => {
  await launch();
  let deaths = 0;
  for (let statement = 1; ; statement += 1) {
    const victim = dyingAt(bed.db, statement);
    await round(victim.db).catch(() => undefined);
    if (!victim.died()) break;
    deaths += 1;
  }
  expect(deaths).toBeGreaterThan(20);
  expect(await figures()).toEqual(undisturbed);
  const sent = await bed.db.digest.findMany({ where: { state: 'SENT' } });
  expect(sink.messageIds()).toEqual(new Set(sent.map((digest) => digest.messageId)));
});

it('killed half-way, whichever statement it was, and then run once, comes to the same', async () => {
  await launch();
  await Promise.allSettled([dyingAt(bed.db, 30), dyingAt(bed.db, 45), dyingAt(bed.db, 60)].map(({ db }) => round(db)));
  await Promise.all([round(bed.db), round(bed.db)]);
  expect(await figures()).toEqual(undisturbed);
});

it('an instance that cannot go on does not keep the others’ mail back', async () => {
  await launch();
  const [stuck] = await bed.db.processInstance.findMany({ where: { subjectKind: 'MEASURE' } });
  await bed.db.$transaction((tx) =>
    appendEvents(tx, [
      { instanceId: stuck?.id ?? '', events: [{ type: 'factsChanged', facts: {}, day: DAY }], wake: true },
    ]),
  );
  const run = activityRunner(bed.db, mailer);
  expect(await run('waitUntilSettled', { countyId: bed.county.id })).toBe(1);
});
