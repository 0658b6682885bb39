import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import pg from 'pg';
import { startWorkflows } from '../activities/starting.ts';
import { startParts } from '../embedded/parts.ts';
import { migrate } from '../prisma/migrate.ts';
import type { Actor } from '../prisma/repositories/actor.ts';
import { launchDraft } from '../prisma/repositories/launch.ts';
import { submitWorkItem } from '../prisma/repositories/workItems.ts';
import { percentile, readNumbers, round } from './arguments.ts';
import { type BenchCounty, makeBenchCounty, makeDraft } from './county.ts';
import { measureFloor } from './floor.ts';
import { memoryMb, startWorker } from './workerProcess.ts';

/**
 * `npm run bench:lifecycle -- --instances 1000 --clients 4`: lifecycles of the benchmark's own definition on the
 * embedded parts, handed in through the functions that the API calls. Prints one JSON line.
 */

const options = readNumbers({ instances: 1000, clients: 4 });
/** Lifecycles that one client has under way at once in the last phase. */
const WINDOW = 8;
const POLL_MS = 5;

interface Item {
  id: string;
  unitId: string;
}

const say = (text: string) => console.error(text);

/** Runs `work` over `inputs` by the clients, each with `window` under way. */
async function byClients<T>(inputs: T[], window: number, work: (input: T) => Promise<void>): Promise<number> {
  const queue = [...inputs];
  const began = performance.now();
  const loops = Array.from({ length: options.clients * window }, async () => {
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) await work(next);
  });
  await Promise.all(loops);
  return (performance.now() - began) / 1000;
}

/** The open items of an element of an instance, found as the worklist finds them. */
function findItems({ db }: BenchCounty, instanceId: string, elementId: string): Promise<Item[]> {
  return db.workItem.findMany({
    where: { instanceId, elementId, state: 'OPEN' },
    select: { id: true, unitId: true },
  }) as Promise<Item[]>;
}

function holderOf(county: BenchCounty, item: Item, elementId: string): Actor {
  return elementId.startsWith('review') ? county.office : (county.heads.get(item.unitId) ?? county.office);
}

async function handIn(county: BenchCounty, item: Item, elementId: string): Promise<void> {
  await submitWorkItem(county.db, holderOf(county, item, elementId), { id: item.id, text: '已办理' });
}

async function awaitItems(county: BenchCounty, instanceId: string, elementId: string): Promise<Item[]> {
  for (;;) {
    const items = await findItems(county, instanceId, elementId);
    if (items.length > 0) return items;
    await sleep(POLL_MS);
  }
}

const AFTER_SIGNING = ['coordinate', 'reportMid', 'reviewMid', 'reportEnd', 'reviewEnd'];

/** From the second element to the end; pushes how long each hand-in took to show the next item. */
async function finish(county: BenchCounty, instanceId: string, advances: number[]): Promise<void> {
  let handedIn: number | null = null;
  for (const element of AFTER_SIGNING) {
    const items = await awaitItems(county, instanceId, element);
    if (handedIn !== null) advances.push(performance.now() - handedIn);
    for (const item of items) await handIn(county, item, element);
    handedIn = performance.now();
  }
}

async function awaitEnd(county: BenchCounty): Promise<void> {
  const where = { subjectKind: 'MEASURE' as const, status: 'RUNNING' as const };
  while ((await county.db.processInstance.count({ where })) > 0) await sleep(20);
}

function folderBytes(folder: string): number {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.startsWith('temporal') && !entry.name.endsWith('.json'))
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}

async function databaseBytes(databaseUrl: string): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query('VACUUM FULL');
  const { rows } = await client.query('SELECT pg_database_size(current_database()) AS size');
  await client.end();
  return Number(rows[0].size);
}

async function main(): Promise<void> {
  const parts = await startParts({ temporal: 'file' });
  await migrate(parts.databaseUrl);
  const county = await makeBenchCounty(parts.databaseUrl, 10, 'bench-lifecycle.bpmn');
  const before = (await databaseBytes(parts.databaseUrl)) + folderBytes(parts.home);
  const connection = await Connection.connect({ address: parts.temporalAddress });
  const client = new Client({ connection });
  const draftId = await makeDraft(county, options.instances, { leads: 2 });

  say('launch');
  const launched = performance.now();
  await launchDraft(county.db, county.office, draftId);
  const startSeconds = (performance.now() - launched) / 1000;
  const ids = (
    await county.db.processInstance.findMany({ where: { subjectKind: 'MEASURE' }, select: { id: true } })
  ).map((row) => row.id);

  say('workflow starts');
  const startsBegan = performance.now();
  await startWorkflows(client, 'duban', ids);
  const workflowStartSeconds = (performance.now() - startsBegan) / 1000;
  await county.db.plan.updateMany({ data: { state: 'RUNNING' } });

  const worker = await startWorker(parts);

  say('completions');
  const latencies: number[] = [];
  const signing = ids.flatMap((id) => [id, id]);
  const completionSeconds = await byClients(signing, 1, async (instanceId) => {
    const began = performance.now();
    const [item] = await findItems(county, instanceId, 'sign');
    if (item) await handIn(county, item, 'sign').catch(() => undefined);
    latencies.push(performance.now() - began);
  });
  const leftOver = await county.db.workItem.findMany({ where: { elementId: 'sign', state: 'OPEN' } });
  for (const item of leftOver) await handIn(county, { id: item.id, unitId: item.unitId ?? '' }, 'sign');

  say('to the end');
  const advances: number[] = [];
  const restBegan = performance.now();
  await byClients(ids, WINDOW, (id) => finish(county, id, advances));
  await awaitEnd(county);
  const restSeconds = (performance.now() - restBegan) / 1000;
  const total = startSeconds + workflowStartSeconds + completionSeconds + restSeconds;
  const rssMb = worker.memoryMb('now') + memoryMb(process.pid, 'VmRSS');

  const handle = client.workflow.getHandle(ids[0] ?? '');
  const { historyLength } = await handle.describe();
  await worker.stop();
  const bytes = (await databaseBytes(parts.databaseUrl)) + folderBytes(parts.home) - before;

  say('floor');
  const floorPerSec = await measureFloor(client, parts, options.instances, options.clients * WINDOW);
  latencies.sort((a, b) => a - b);
  advances.sort((a, b) => a - b);
  const lifecyclesPerSec = options.instances / total;
  console.log(
    JSON.stringify({
      ...options,
      startsPerSec: round(options.instances / startSeconds),
      workflowStartsPerSec: round(options.instances / workflowStartSeconds),
      completionsPerSec: round(latencies.length / completionSeconds),
      completionP50Ms: round(percentile(latencies, 0.5)),
      completionP95Ms: round(percentile(latencies, 0.95)),
      advanceP50Ms: round(percentile(advances, 0.5)),
      advanceP95Ms: round(percentile(advances, 0.95)),
      lifecyclesPerSec: round(lifecyclesPerSec, 2),
      floorLifecyclesPerSec: round(floorPerSec, 2),
      shareOfFloor: round(lifecyclesPerSec / floorPerSec, 2),
      eventsPerLifecycle: historyLength,
      bytesPerLifecycle: Math.round(bytes / options.instances),
      rssMb: Math.round(rssMb),
    }),
  );
  await connection.close();
  await county.db.$disconnect();
  await parts.stop();
}

await main();
