import type { NumberedEvent, ProcessEvent } from '../../domain/process/types.ts';
import type { Tx } from '../client.ts';

export interface NewEvents {
  instanceId: string;
  events: ProcessEvent[];
  /** Whether the workflow must be woken; what the row has taken in travels with the next event that must. */
  wake: boolean;
}

/** Where the relay listens; the payload is not read, a notification only says that there is something. */
export const OUTBOX_CHANNEL = 'duban_outbox';

/**
 * Numbers events of instances and puts them into the outbox. The sequence is taken under the instance row's lock, and
 * rows are locked in the order of their ids, so that two writers cannot wait for each other.
 * Events of instances that have ended are dropped: their process no longer asks. The relays are told at commit.
 */
export async function appendEvents(tx: Tx, batch: NewEvents[]): Promise<void> {
  const entries = byInstance(batch);
  if (entries.length === 0) return;
  const ids = entries.map((entry) => entry.id);
  if (ids.length > 1) {
    await tx.$queryRaw`SELECT id FROM "ProcessInstance" WHERE id = ANY(${ids}) ORDER BY id FOR UPDATE`;
  }
  await tx.$queryRaw`
    WITH entry AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(entries)}::jsonb) AS e(id text, events jsonb, wake int)
    ), numbered AS (
      UPDATE "ProcessInstance" i SET
        "outboxSeq" = i."outboxSeq" + jsonb_array_length(e.events),
        "wakeSeq" = CASE WHEN e.wake > 0 THEN i."outboxSeq" + e.wake ELSE i."wakeSeq" END
      FROM entry e WHERE i.id = e.id AND i.status = 'RUNNING'
      RETURNING i.id, i."outboxSeq" - jsonb_array_length(e.events) AS base, e.events, e.wake
    ), written AS (
      INSERT INTO "Outbox" ("instanceId", seq, event)
      SELECT n.id, n.base + v.ordinality, v.value
      FROM numbered n CROSS JOIN jsonb_array_elements(n.events) WITH ORDINALITY v
    )
    SELECT pg_notify(${OUTBOX_CHANNEL}, '')::text FROM numbered WHERE wake > 0 LIMIT 1`;
}

/** Events of one instance together; `wake` is the place among them of the last that must wake it, 0 for none. */
function byInstance(batch: NewEvents[]): { id: string; events: ProcessEvent[]; wake: number }[] {
  const entries = new Map<string, { id: string; events: ProcessEvent[]; wake: number }>();
  for (const { instanceId, events, wake } of batch) {
    const entry = entries.get(instanceId) ?? { id: instanceId, events: [], wake: 0 };
    entry.events.push(...events);
    if (wake) entry.wake = entry.events.length;
    entries.set(instanceId, entry);
  }
  return [...entries.values()].filter((entry) => entry.events.length > 0);
}

export interface Delivery {
  instanceId: string;
  events: NumberedEvent[];
}

interface Wanted {
  limit: number;
  /** At most so many of one instance. */
  perInstance: number;
  /** None of these instances. */
  except: readonly string[];
}

/** Events that workflows must be told of, oldest first, together per instance. */
export async function undelivered(tx: Tx, { limit, perInstance, except }: Wanted): Promise<Delivery[]> {
  const rows = await tx.$queryRaw<{ instanceId: string; seq: number; event: ProcessEvent }[]>`
    SELECT "instanceId", seq, event FROM (
      SELECT o.*, row_number() OVER (PARTITION BY o."instanceId" ORDER BY o.seq) AS nth
      FROM "Outbox" o JOIN "ProcessInstance" i ON i.id = o."instanceId"
      WHERE o."deliveredAt" IS NULL AND o.seq <= i."wakeSeq" AND o."instanceId" <> ALL(${[...except]})
    ) waiting WHERE nth <= ${perInstance}
    ORDER BY "createdAt", "instanceId", seq LIMIT ${limit}`;
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

/** Ids of running instances that were told of events and have not taken them since. */
export async function strandedInstances(tx: Tx, countyId: string, olderThanSeconds: number): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT i.id FROM "Outbox" o JOIN "ProcessInstance" i ON i.id = o."instanceId"
    WHERE i."countyId" = ${countyId} AND i.status = 'RUNNING' AND o.seq > i."consumedUpTo" AND o.seq <= i."wakeSeq"
      AND o."deliveredAt" < now() - make_interval(secs => ${olderThanSeconds})
    ORDER BY i.id`;
  return rows.map((row) => row.id);
}
