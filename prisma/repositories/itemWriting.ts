import { isBeside } from '../../domain/besideItems.ts';
import { DubanError } from '../../domain/errors.ts';
import { type Holding, holds } from '../../domain/holding.ts';
import type { ProcessEvent, Variables, WorkItemKind } from '../../domain/process/types.ts';
import type { Tx } from '../client.ts';
import type { WorkItem } from '../generated/client.ts';
import type { WorkItemUncheckedUpdateInput } from '../generated/models.ts';
import { type Actor, by, inCapacity } from './actor.ts';
import { type AuditRecord, recordEvent } from './audit.ts';
import { itemRefs } from './cancelItems.ts';
import type { CountyDay } from './clock.ts';
import { tellOrFold } from './folding.ts';
import { processFields } from './processFields.ts';

/**
 * Items for changing, their instances locked first: a step that cancels them takes the same order, so neither waits
 * for the other. Items themselves are locked in the order of their ids, as the round locks those whose rung is due.
 * What is returned was read under the lock.
 */
export async function lockItems(tx: Tx, countyId: string, ids: string[]): Promise<Map<string, WorkItem>> {
  const before = await tx.workItem.findMany({ where: { id: { in: ids }, countyId }, select: { instanceId: true } });
  const instanceIds = [...new Set(before.map((item) => item.instanceId))].sort();
  await tx.$queryRaw`SELECT id FROM "ProcessInstance" WHERE id = ANY(${instanceIds}) ORDER BY id FOR UPDATE`;
  await tx.$queryRaw`SELECT id FROM "WorkItem" WHERE id = ANY(${ids}) AND "countyId" = ${countyId} ORDER BY id FOR UPDATE`;
  const items = await tx.workItem.findMany({ where: { id: { in: ids }, countyId } });
  return new Map(items.map((item) => [item.id, item]));
}

/** The same for one item, in one statement: the instance comes first in the join and is locked first. */
export async function lockItem(tx: Tx, countyId: string, id: string): Promise<WorkItem> {
  const rows = await tx.$queryRaw<WorkItem[]>`
    SELECT w.* FROM "ProcessInstance" i JOIN "WorkItem" w ON w."instanceId" = i.id
    WHERE w.id = ${id} AND w."countyId" = ${countyId} FOR UPDATE OF i, w`;
  if (rows[0]) return rows[0];
  throw new DubanError('NOT_FOUND', { zh: '没有这个待办事项', en: 'There is no such work item' });
}

/** What the transition rules ask of a row. */
export const kindOf = (item: WorkItem) => ({ kind: item.kind as WorkItemKind, state: item.state });

export const forbidden = () =>
  new DubanError('FORBIDDEN', { zh: '这个事项不由您办理', en: 'This item is not yours to act on' });

/**
 * The actor as whoever holds the item: themselves, or for whom they act.
 *
 * @throws DubanError FORBIDDEN where neither does.
 */
export function asHolder(actor: Actor, item: Holding): Actor {
  if (!holds(actor.posts, item)) throw forbidden();
  return inCapacity(actor, ({ posts }) => holds(posts, item));
}

export function requireVersion(item: WorkItem, version: number | undefined): void {
  if (version === undefined || version === item.version) return;
  throw new DubanError(
    'STALE_VERSION',
    {
      zh: '该事项已被他人更新，请查看最新内容后再提交',
      en: 'Somebody has changed this item meanwhile; look at it again',
    },
    { details: { workItemId: item.id, version: item.version } },
  );
}

export async function updateItem(tx: Tx, item: WorkItem, data: WorkItemUncheckedUpdateInput): Promise<void> {
  await tx.workItem.updateMany({ where: { id: item.id }, data: { ...data, version: { increment: 1 } } });
}

export function auditOf(
  county: CountyDay,
  actor: Actor | null,
  item: WorkItem,
  kind: AuditRecord['kind'],
  data: Variables = {},
): AuditRecord {
  return {
    ...itemRefs(item),
    countyId: county.countyId,
    kind,
    businessDay: county.today,
    ...(actor && by(actor)),
    data: { kind: item.kind, round: item.round, ...data },
  };
}

export async function recordItem(
  tx: Tx,
  county: CountyDay,
  actor: Actor | null,
  item: WorkItem,
  kind: AuditRecord['kind'],
  data: Variables = {},
): Promise<void> {
  await recordEvent(tx, auditOf(county, actor, item, kind, data));
}

/** Tells the process that an item is closed. Of an item beside the process it hears nothing. */
export async function tellProcess(
  tx: Tx,
  county: CountyDay,
  item: WorkItem,
  outcome: string,
  fields: Variables,
  before: ProcessEvent[] = [],
): Promise<void> {
  if (isBeside(item.key)) return;
  const closing: ProcessEvent = {
    ...{ type: 'workItemClosed', key: item.key, outcome, day: county.today },
    fields: processFields(item, fields),
  };
  await tellOrFold(tx, [{ instanceId: item.instanceId, events: [...before, closing] }]);
}
