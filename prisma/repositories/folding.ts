import { applyAll } from '../../domain/process/interpreter.ts';
import type { Day, ProcessEvent, ProcessState } from '../../domain/process/types.ts';
import type { Tx } from '../client.ts';
import { stateColumns } from './instanceState.ts';
import { appendEvents } from './outbox.ts';
import { graphOf } from './versionGraphs.ts';

export interface Told {
  instanceId: string;
  events: ProcessEvent[];
}

interface Resting {
  id: string;
  definitionVersionId: string;
  state: ProcessState;
}

interface Folded {
  id: string;
  state: ProcessState;
  day: Day;
}

/**
 * Tells processes what has happened. Where one stands at rest and nothing follows outside (of five units the third has
 * signed, a report is accepted), its row takes the events in here and now; its workflow, which a wake costs five events
 * of history, hears of them with the next that must wake it and comes to the same state. All others are woken.
 */
export async function tellOrFold(tx: Tx, told: Told[]): Promise<void> {
  const events = new Map<string, ProcessEvent[]>();
  for (const one of told) events.set(one.instanceId, [...(events.get(one.instanceId) ?? []), ...one.events]);
  const folded = new Map<string, Folded>();
  for (const instance of await lockResting(tx, [...events.keys()])) {
    const { graph } = await graphOf(tx, instance.definitionVersionId);
    const own = events.get(instance.id) ?? [];
    const { state, effects } = applyAll(graph, instance.state, own);
    const day = own.at(-1)?.day;
    if (effects.length === 0 && day !== undefined) folded.set(instance.id, { id: instance.id, state, day });
  }
  await appendEvents(
    tx,
    [...events].map(([instanceId, own]) => ({ instanceId, events: own, wake: !folded.has(instanceId) })),
  );
  if (folded.size > 0) await fold(tx, [...folded.values()]);
}

/** Those of the instances that have taken everything they were told; all are locked, in the order of their ids. */
function lockResting(tx: Tx, ids: string[]): Promise<Resting[]> {
  return tx.$queryRaw<Resting[]>`
    WITH locked AS (
      SELECT id, "definitionVersionId", state, status, "consumedUpTo", "outboxSeq" FROM "ProcessInstance"
      WHERE id = ANY(${ids}) ORDER BY id FOR UPDATE
    )
    SELECT id, "definitionVersionId", state FROM locked WHERE status = 'RUNNING' AND "consumedUpTo" = "outboxSeq"`;
}

async function fold(tx: Tx, folded: Folded[]): Promise<void> {
  const rows = folded.map(({ id, day, state }) => ({ id, day, ...stateColumns(state) }));
  await tx.$executeRaw`
    UPDATE "ProcessInstance" i SET state = f.state, "standsOn" = f."standsOn", paused = f.paused, stuck = f.stuck,
      "movedOn" = f.day, "consumedUpTo" = i."outboxSeq"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS f(id text, day text, state jsonb, "standsOn" text[], paused boolean, stuck boolean) WHERE i.id = f.id`;
}
