import type { ProcessEvent } from '../../domain/process/types.ts';
import type { Tx } from '../client.ts';
import type { OutboxCreateManyInput } from '../generated/models.ts';
import { toJson } from '../json.ts';

export interface NumberedEvent {
  seq: number;
  event: ProcessEvent;
}

export interface NewEvents {
  instanceId: string;
  events: ProcessEvent[];
  /** Whether the workflow must be woken; what need not wake travels with the next event that must. */
  wake: boolean;
}

/** Where the relay listens; the payload is not read, a notification only says that there is something. */
export const OUTBOX_CHANNEL = 'duban_outbox';

/**
 * Numbers events of instances and puts them into the outbox. The sequence is taken under the instance row's lock, and
 * rows are locked in the order of their ids, so that two writers cannot wait for each other.
 * Events of instances that have ended are dropped: their process no longer asks.
 */
export async function appendEvents(tx: Tx, batch: NewEvents[]): Promise<void> {
  if (batch.length === 0) return;
  const ids = [...new Set(batch.map((entry) => entry.instanceId))].sort();
  const rows = await tx.$queryRaw<{ id: string; outboxSeq: number; wakeSeq: number }[]>`
    SELECT id, "outboxSeq", "wakeSeq" FROM "ProcessInstance"
    WHERE id = ANY(${ids}) AND status = 'RUNNING' ORDER BY id FOR UPDATE`;
  const counters = new Map(rows.map((row) => [row.id, { seq: row.outboxSeq, wake: row.wakeSeq }]));
  const data: OutboxCreateManyInput[] = [];
  for (const { instanceId, events, wake } of batch) {
    const counter = counters.get(instanceId);
    if (!counter) continue;
    for (const event of events) data.push({ instanceId, seq: ++counter.seq, event: toJson(event) });
    if (wake) counter.wake = counter.seq;
  }
  if (data.length === 0) return;
  await tx.outbox.createMany({ data });
  const changed = [...counters].map(([id, counter]) => ({ id, ...counter }));
  await tx.$executeRaw`
    UPDATE "ProcessInstance" i SET "outboxSeq" = c.seq, "wakeSeq" = c.wake
    FROM json_to_recordset(${JSON.stringify(changed)}::json) AS c(id text, seq int, wake int) WHERE i.id = c.id`;
  await announce(tx);
}

/** Tells the relays, at commit, that there is something to deliver. */
export async function announce(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify(${OUTBOX_CHANNEL}, '')`;
}

export interface Delivery {
  instanceId: string;
  events: NumberedEvent[];
}

/** Events that workflows must be told of, oldest first, together per instance. */
export async function undelivered(tx: Tx, limit: number): Promise<Delivery[]> {
  const rows = await tx.$queryRaw<{ instanceId: string; seq: number; event: ProcessEvent }[]>`
    SELECT o."instanceId", o.seq, o.event FROM "Outbox" o JOIN "ProcessInstance" i ON i.id = o."instanceId"
    WHERE o."deliveredAt" IS NULL AND o.seq <= i."wakeSeq"
    ORDER BY o."createdAt", o."instanceId", o.seq LIMIT ${limit}`;
  const byInstance = new Map<string, Delivery>();
  for (const { instanceId, seq, event } of rows) {
    const delivery = byInstance.get(instanceId) ?? { instanceId, events: [] };
    delivery.events.push({ seq, event });
    byInstance.set(instanceId, delivery);
  }
  return [...byInstance.values()];
}

/** Marks what was signalled; an event signalled twice is dropped by its number. */
export async function markDelivered(tx: Tx, deliveries: Delivery[]): Promise<void> {
  const pairs = deliveries.flatMap((d) => d.events.map((e) => ({ id: d.instanceId, seq: e.seq })));
  if (pairs.length === 0) return;
  await tx.$executeRaw`
    UPDATE "Outbox" o SET "deliveredAt" = now()
    FROM json_to_recordset(${JSON.stringify(pairs)}::json) AS p(id text, seq int)
    WHERE o."instanceId" = p.id AND o.seq = p.seq`;
}

/**
 * Events that were signalled but never consumed (their workflow was lost) become undelivered again.
 *
 * @returns how many.
 */
export async function redeliverStranded(tx: Tx, countyId: string, olderThanSeconds: number): Promise<number> {
  return tx.$executeRaw`
    UPDATE "Outbox" o SET "deliveredAt" = NULL FROM "ProcessInstance" i
    WHERE i.id = o."instanceId" AND i."countyId" = ${countyId} AND i.status = 'RUNNING'
      AND o.seq > i."consumedUpTo" AND o.seq <= i."wakeSeq"
      AND o."deliveredAt" < now() - make_interval(secs => ${olderThanSeconds})`;
}
