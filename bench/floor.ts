import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import pg from 'pg';
import type { Parts } from '../embedded/parts.ts';
import { FLOOR_QUEUE } from './floorWorker.ts';
import { floorSignal } from './floorWorkflow.ts';

/** Signals that wake the benchmark's lifecycle, and the steps it commits. */
const SIGNALS = 6;
const STEPS = 7;

/** Lifecycles a second of the bare workflow, on the same server in the same run. */
export async function measureFloor(client: Client, parts: Parts, instances: number, parallel: number): Promise<number> {
  const pool = new pg.Pool({ connectionString: parts.databaseUrl });
  pool.on('error', () => undefined);
  await pool.query('CREATE TABLE bench_floor (id text PRIMARY KEY, step int NOT NULL)');
  const worker = spawn(process.execPath, ['--import', 'tsx', 'bench/floorWorker.ts'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DATABASE_URL: parts.databaseUrl, TEMPORAL_ADDRESS: parts.temporalAddress },
  });
  try {
    await runAll(client, pool, ['warm-up'], 1);
    const ids = Array.from({ length: instances }, (_, index) => `floor-${index}`);
    const began = performance.now();
    await runAll(client, pool, ids, parallel);
    return instances / ((performance.now() - began) / 1000);
  } finally {
    worker.kill('SIGTERM');
    await new Promise((resolve) => worker.once('exit', resolve));
    await pool.end();
  }
}

async function runAll(client: Client, pool: pg.Pool, ids: string[], parallel: number): Promise<void> {
  const queue = [...ids];
  const loops = Array.from({ length: parallel }, async () => {
    for (let id = queue.pop(); id !== undefined; id = queue.pop()) await runOne(client, pool, id);
  });
  await Promise.all(loops);
}

/** Starts one and signals it step by step, each signal when the step before is written. */
async function runOne(client: Client, pool: pg.Pool, id: string): Promise<void> {
  const handle = await client.workflow.start('floorLifecycle', {
    workflowId: id,
    taskQueue: FLOOR_QUEUE,
    args: [{ id, signals: SIGNALS, steps: STEPS }],
  });
  for (let step = 0; step < STEPS; step += 1) {
    while ((await stepOf(pool, id)) < step) await sleep(5);
    if (step < SIGNALS) await handle.signal(floorSignal);
  }
}

async function stepOf(pool: pg.Pool, id: string): Promise<number> {
  const { rows } = await pool.query('SELECT step FROM bench_floor WHERE id = $1', [id]);
  return rows[0]?.step ?? -1;
}
