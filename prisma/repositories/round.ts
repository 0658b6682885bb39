import { isBeside } from '../../domain/besideItems.ts';
import type { Day, ProcessEvent } from '../../domain/process/types.ts';
import type { Db, Tx } from '../client.ts';
import { recordEvents } from './audit.ts';
import { lockCountyDay } from './clock.ts';
import { explanationsLapsed } from './explanations.ts';
import { tellOrFold } from './folding.ts';
import { auditOf } from './itemWriting.ts';
import { appendEvents } from './outbox.ts';
import { withdrawEscalations, withdrawExtensions } from './withdrawals.ts';

const BATCH = 500;

/**
 * Puts the timers that are due on or before `day` into the outbox, each exactly once, in batches; those of an instance
 * by their day, on one day by their key.
 *
 * @returns how many fired.
 */
export async function fireTimers(db: Db, countyId: string, day: Day): Promise<number> {
  let fired = 0;
  for (;;) {
    const batch = await db.$transaction((tx) => fireBatch(tx, countyId, day));
    fired += batch;
    if (batch < BATCH) return fired;
  }
}

async function fireBatch(tx: Tx, countyId: string, day: Day): Promise<number> {
  const due = await tx.$queryRaw<{ instanceId: string; key: string }[]>`
    SELECT t."instanceId", t.key FROM "Timer" t JOIN "ProcessInstance" i ON i.id = t."instanceId"
    WHERE t."firedOn" IS NULL AND t.day <= ${day} AND i."countyId" = ${countyId} AND i.status = 'RUNNING'
    ORDER BY t."instanceId", t.day, t.key LIMIT ${BATCH} FOR UPDATE OF i`;
  if (due.length === 0) return 0;
  const rows = await tx.$queryRaw<{ instanceId: string; key: string }[]>`
    UPDATE "Timer" t SET "firedOn" = ${day}
    FROM json_to_recordset(${JSON.stringify(due)}::json) AS d("instanceId" text, key text)
    WHERE t."instanceId" = d."instanceId" AND t.key = d.key AND t."firedOn" IS NULL
    RETURNING t."instanceId", t.key`;
  const fired = new Set(rows.map(({ instanceId, key }) => `${instanceId} ${key}`));
  const byInstance = new Map<string, ProcessEvent[]>();
  for (const { instanceId, key } of due) {
    if (!fired.has(`${instanceId} ${key}`)) continue;
    byInstance.set(instanceId, [...(byInstance.get(instanceId) ?? []), { type: 'timerDue', key, day }]);
  }
  await appendEvents(
    tx,
    [...byInstance].map(([instanceId, events]) => ({ instanceId, events, wake: true })),
  );
  return due.length;
}

/**
 * Closes as DEEMED 逾期视为 what has stood open for its full term after its due day.
 *
 * @returns how many were closed.
 */
export async function deemOverdue(db: Db, countyId: string, day: Day): Promise<number> {
  let deemed = 0;
  for (;;) {
    const batch = await db.$transaction((tx) => deemBatch(tx, countyId, day));
    deemed += batch;
    if (batch < BATCH) return deemed;
  }
}

async function deemBatch(tx: Tx, countyId: string, day: Day): Promise<number> {
  const county = await lockCountyDay(tx, countyId);
  const locked = await tx.$queryRaw<{ id: string }[]>`
    SELECT w.id FROM "WorkItem" w JOIN "ProcessInstance" i ON i.id = w."instanceId"
    WHERE w."countyId" = ${countyId} AND w.state = 'OPEN' AND w."deemOn" <= ${day}
    ORDER BY i.id, w.id LIMIT ${BATCH} FOR UPDATE OF i`;
  const items = await tx.workItem.updateManyAndReturn({
    where: { id: { in: locked.map((row) => row.id) }, state: 'OPEN', deemOn: { lte: day } },
    data: {
      state: 'DEEMED',
      outcome: 'DEEMED',
      closedOn: day,
      deemOn: null,
      nextRung: null,
      nextRungOn: null,
      version: { increment: 1 },
    },
  });
  const ids = items.map((item) => item.id);
  await withdrawEscalations(tx, county, ids);
  await withdrawExtensions(tx, county, ids);
  await recordEvents(
    tx,
    items.map((item) => auditOf(county, null, item, 'WORK_ITEM_DEEMED')),
  );
  await explanationsLapsed(
    tx,
    county,
    items.filter((item) => item.kind === 'EXPLAIN').map((item) => item.id),
  );
  const deemed = items
    .filter((item) => !isBeside(item.key))
    .map(({ instanceId, key }) => ({
      instanceId,
      events: [{ type: 'workItemClosed' as const, key, outcome: 'DEEMED', fields: {}, day }],
    }));
  await tellOrFold(tx, deemed);
  return locked.length;
}

/** Notes that the round of a day has begun; of several at once, each goes on. */
export async function beginRound(db: Db, countyId: string, day: Day): Promise<void> {
  // Not an upsert: one that changes nothing reads and then inserts, and of two at once the second fails.
  await db.dailyRound.createMany({ data: [{ countyId, day }], skipDuplicates: true });
}

export async function finishRound(db: Db, countyId: string, day: Day): Promise<void> {
  await db.dailyRound.update({ where: { countyId_day: { countyId, day } }, data: { finishedAt: new Date() } });
}

/** The last day whose round was finished; null before the first. */
export async function lastFinishedRound(db: Db, countyId: string): Promise<Day | null> {
  const round = await db.dailyRound.findFirst({
    where: { countyId, finishedAt: { not: null } },
    orderBy: { day: 'desc' },
  });
  return round?.day ?? null;
}
