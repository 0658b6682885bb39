import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { openHome } from '../../embedded/home.ts';
import { ensureDatabase, startPostgres } from '../../embedded/postgres.ts';
import { scratchRoot } from '../../embedded/scratch.ts';
import { createDb, type Db } from '../../prisma/client.ts';
import { migrate } from '../../prisma/migrate.ts';
import { signLetters } from '../../prisma/repositories/letterSigning.ts';
import { draftLetterByHand } from '../../prisma/repositories/letters.ts';
import { activityRunner, mailerTo, playRound, sendUntilDone } from '../support/activities.ts';
import { freshCounty } from '../support/bed.ts';
import { actorOf, buildCounty, setDay, type TestCounty } from '../support/county.ts';
import { createTestDatabase } from '../support/database.ts';
import { eventually, silentMailer } from '../support/engine.ts';
import { buildPlan, itemsOf } from '../support/plan.ts';
import { type SmtpSink, startSmtpSink } from '../support/smtpSink.ts';

const bed = freshCounty();
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Six weeks after the launch: signing is deemed, plans are overdue, and nobody has been told of anything yet. */
const DAY = '2020-04-13';
let sink: SmtpSink;

beforeEach(async () => {
  sink = await startSmtpSink();
  await launch(bed.db, bed.county);
});
afterEach(() => sink.stop());

async function launch(db: Db, county: TestCounty): Promise<void> {
  const { finance, water, school, town } = county.units;
  await buildPlan(db, county, {
    measures: [{ leads: [finance.name, water.name] }, { leads: [school.name, town.name] }],
  });
  await setDay(db, county.id, DAY);
}

/** What everybody is told, in terms that are the same in every county that was made alike. */
async function told(db: Db): Promise<string[]> {
  const rows = await db.$queryRaw<{ line: string }[]>`
    SELECT concat_ws(' ', p.name, n.kind, n.reason, w.kind, u.name, m.number, e.rung) AS line
    FROM "Notice" n JOIN "Person" p ON p.id = n."personId" JOIN "WorkItem" w ON w.id = n."workItemId"
    LEFT JOIN "Unit" u ON u.id = w."unitId" LEFT JOIN "Measure" m ON m.id = w."measureId"
    LEFT JOIN "Escalation" e ON e.id = n."escalationId" ORDER BY 1`;
  return rows.map((row) => row.line);
}

let undisturbed: string[] = [];

/** What an undisturbed round tells, in a database of its own. */
beforeAll(async () => {
  const database = await createTestDatabase();
  const db = createDb(database.url);
  const county = await buildCounty(db);
  await launch(db, county);
  await playRound(activityRunner(db, silentMailer), county.id, DAY);
  undisturbed = await told(db);
  await db.$disconnect();
  await database.drop();
});

/** Every due notice is there once, each person has one digest, and the wire carried one Message-ID for each. */
async function expectExactlyOnce(db: Db, refused = 0): Promise<void> {
  expect(undisturbed.length).toBeGreaterThan(8);
  expect(await told(db)).toEqual(undisturbed);
  const digests = await db.digest.findMany({ orderBy: { id: 'asc' } });
  expect(new Set(digests.map(({ personId, day }) => `${personId} ${day}`)).size).toBe(digests.length);
  expect(await db.notice.count({ where: { digestId: null, withdrawnOn: null } })).toBe(0);
  const sent = digests.filter(({ state }) => state === 'SENT');
  expect(sent).toHaveLength(digests.length - refused);
  expect(sink.messageIds()).toEqual(new Set(sent.map(({ messageId }) => messageId)));
  expect(await db.dailyRound.findMany({ where: { finishedAt: null } })).toEqual([]);
}

async function addressOf(post: string): Promise<string> {
  const holding = await bed.db.postHolding.findFirstOrThrow({ where: { postId: post }, include: { person: true } });
  return holding.person.email ?? '';
}

it('a server that is down, hangs up before and after it keeps the mail, is silent, is busy, and refuses for good', async () => {
  const mailer = mailerTo(sink.url, { timeoutMs: 1_500 });
  const run = activityRunner(bed.db, mailer);
  const { finance, water, school, town } = bed.county.units;
  const at = { hangsUp: await addressOf(finance.liaison), silent: await addressOf(water.liaison) };
  const busy = { thenTakes: await addressOf(school.liaison), thenRefuses: await addressOf(town.liaison) };
  const tries = new Map<string, string[]>();
  sink.behave(async ({ to, messageId }) => {
    const seen = [...(tries.get(to) ?? []), messageId];
    tries.set(to, seen);
    if (to === at.hangsUp && seen.length <= 2) return seen.length === 1 ? 'hang up' : 'keep and hang up';
    if (to === at.silent && seen.length === 1) await new Promise((resolve) => setTimeout(resolve, 3_000));
    if (to === busy.thenTakes && seen.length <= 2) return seen.length === 1 ? 421 : 451;
    if (to === busy.thenRefuses) return seen.length === 1 ? 451 : 554;
    return 'take';
  });
  await run('beginDay', { countyId: bed.county.id, day: DAY });
  await run('claimDay', { countyId: bed.county.id, day: DAY });
  await sink.down();
  await sendUntilDone(run, bed.county.id, (failed) => (failed === 1 ? sink.up() : Promise.resolve()));
  await run('finishRound', { countyId: bed.county.id, day: DAY });
  mailer.close();
  for (const ids of tries.values()) expect(new Set(ids).size).toBe(1);
  expect(tries.get(at.hangsUp)?.length).toBeGreaterThanOrEqual(3);
  const refused = await bed.db.digest.findMany({ where: { state: 'REFUSED' } });
  expect(refused.map(({ toAddress }) => toAddress)).toEqual([busy.thenRefuses]);
  expect(refused[0]?.lastError).toContain('554');
  await expectExactlyOnce(bed.db, 1);
});

interface Held {
  /** Waits until somebody wants to write what is held. */
  wanted(): Promise<void>;
  release(): Promise<void>;
}

/** Holds a table against writing. */
async function hold(url: string, table: string): Promise<Held> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  await client.query('BEGIN');
  await client.query(`LOCK TABLE "${table}" IN SHARE ROW EXCLUSIVE MODE`);
  return {
    async wanted() {
      const blocked = `SELECT 1 FROM pg_locks WHERE NOT granted AND relation = '"${table}"'::regclass`;
      await eventually(async () => (await client.query(blocked)).rowCount, `somebody writes ${table}`);
    },
    release: () => client.end(),
  };
}

it.each([
  { step: 'the day begins', table: 'DailyRound', afterMail: false },
  { step: 'rungs are claimed', table: 'Escalation', afterMail: false },
  { step: 'items are announced', table: 'Notice', afterMail: false },
  { step: 'digests are claimed', table: 'Digest', afterMail: false },
  { step: 'mails are out and not yet marked', table: 'Digest', afterMail: true },
  { step: 'the round is finished', table: 'DailyRound', afterMail: true },
])('a process killed while $step: the next one comes to what an undisturbed round comes to', async (at) => {
  let held: Promise<Held> | null = at.afterMail ? null : hold(bed.url, at.table);
  await held;
  sink.behave(async (): Promise<'take'> => {
    held ??= hold(bed.url, at.table);
    await held;
    return 'take';
  });
  const round = spawn(process.execPath, ['--import', 'tsx', 'test/support/roundProcess.ts'], {
    cwd: ROOT,
    stdio: 'ignore',
    env: { ...process.env, NODE_OPTIONS: '', DATABASE_URL: bed.url, SMTP_URL: sink.url, COUNTY: bed.county.id, DAY },
  });
  const ended = once(round, 'exit');
  const table = await eventually(async () => held, 'the round came so far');
  await table.wanted();
  round.kill('SIGKILL');
  await ended;
  expect(round.signalCode).toBe('SIGKILL');
  await table.release();
  sink.behave(() => 'take');
  const mailer = mailerTo(sink.url);
  await playRound(activityRunner(bed.db, mailer), bed.county.id, DAY);
  mailer.close();
  await expectExactlyOnce(bed.db);
});

it('the database restarts while mails go out: the round goes on, and every mail has one Message-ID', async () => {
  const folder = mkdtempSync(join(scratchRoot(), 'duban-faults-'));
  const home = openHome(folder);
  // Safe, as in production: what is committed outlives the stop.
  let postgres = await startPostgres(home, { safe: true });
  try {
    await ensureDatabase(postgres, 'duban');
    const url = postgres.url('duban');
    await migrate(url);
    const db = createDb(url);
    const county = await buildCounty(db);
    await launch(db, county);
    const mailer = mailerTo(sink.url);
    const run = activityRunner(db, mailer);
    let restarted = 0;
    sink.behave(async (): Promise<'take'> => {
      restarted += 1;
      if (restarted === 1) postgres.kill();
      return 'take';
    });
    await expect(playRound(run, county.id, DAY)).rejects.toThrow();
    postgres = await startPostgres(home, { safe: true });
    expect(postgres.url('duban')).toBe(url);
    await playRound(run, county.id, DAY);
    await expectExactlyOnce(db);
    mailer.close();
    await db.$disconnect();
  } finally {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});

it('two rounds of one day at once come to what one comes to', async () => {
  const mailer = mailerTo(sink.url);
  const run = activityRunner(bed.db, mailer);
  await Promise.all([1, 2].map(() => playRound(run, bed.county.id, DAY)));
  mailer.close();
  await expectExactlyOnce(bed.db);
});

it('signers whose connection dies while they number a letter leave no gap and no double number', async () => {
  const office = await actorOf(bed.db, bed.county.posts.office);
  const ids: string[] = [];
  for (const { id: workItemId } of await itemsOf(bed.db, { kind: 'SIGN' })) {
    ids.push(await draftLetterByHand(bed.db, office, { workItemId, kind: 'REMINDER' }));
  }
  const [first = '', second = '', ...others] = ids;
  await signLetters(bed.db, office, [first]);
  const held = await hold(bed.url, 'LetterSeries');
  const dying = createDb(bed.url);
  const killed = expect(signLetters(dying, office, [second])).rejects.toThrow();
  await held.wanted();
  await bed.db.$queryRaw`
    SELECT pg_terminate_backend(pid) FROM pg_locks WHERE NOT granted AND relation = '"LetterSeries"'::regclass`;
  await killed;
  await held.release();
  expect(await bed.db.letter.findUniqueOrThrow({ where: { id: second } })).toMatchObject({
    state: 'DRAFT',
    number: null,
  });
  await Promise.all([second, ...others].map((id) => signLetters(bed.db, office, [id])));
  const letters = await bed.db.letter.findMany({ orderBy: { number: 'asc' } });
  expect(letters.map(({ number }) => number)).toEqual(ids.map((_, index) => index + 1));
  await dying.$disconnect();
});
