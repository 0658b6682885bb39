import type { Day, Variables } from '../../domain/process/types.ts';
import type { Tx } from '../client.ts';
import type { AuditKind } from '../generated/enums.ts';
import { insertRows } from './bulk.ts';

/** One line of the trail. Stored data depends on these shapes: fields are only ever added. */
export interface AuditRecord {
  countyId: string;
  kind: AuditKind;
  businessDay: Day;
  accountId?: string | null;
  personName?: string | null;
  onBehalfOfId?: string | null;
  planId?: string | null;
  measureId?: string | null;
  workItemId?: string | null;
  instanceId?: string | null;
  unitId?: string | null;
  definitionId?: string | null;
  data?: Variables;
}

/** Written in the transaction of the change that it tells of. */
export async function recordEvents(tx: Tx, events: AuditRecord[]): Promise<void> {
  await insertRows(
    tx,
    'AuditEvent',
    events.map((event) => ({ ...event, data: event.data ?? {} })),
  );
}

export function recordEvent(tx: Tx, event: AuditRecord): Promise<void> {
  return recordEvents(tx, [event]);
}
