import { isBeside } from '../../domain/besideItems.ts';
import { homeOf } from '../../domain/process/keys.ts';
import type { ProcessEvent, ProcessState } from '../../domain/process/types.ts';
import type { Db } from '../../prisma/client.ts';
import type { ProcessInstance, WorkItem } from '../../prisma/generated/client.ts';
import { stateColumns } from '../../prisma/repositories/instanceState.ts';

const isOpen = (item: WorkItem) => item.state === 'OPEN' || item.state === 'PREPARED';

/** What must hold of any settled database: one line for each breach. */
export async function breaches(db: Db): Promise<string[]> {
  const instances = await db.processInstance.findMany();
  const found: string[] = [];
  for (const instance of instances) found.push(...(await breachesOf(db, instance)));
  const items = await db.workItem.findMany();
  const audit = await db.auditEvent.findMany({ where: { workItemId: { not: null } } });
  for (const item of items) {
    const kinds = audit.filter((event) => event.workItemId === item.id).map((event) => String(event.kind));
    found.push(...untold(item, kinds));
  }
  return found;
}

async function breachesOf(db: Db, instance: ProcessInstance): Promise<string[]> {
  const { id, consumedUpTo, wakeSeq, outboxSeq } = instance;
  const found: string[] = [];
  const breach = (text: string) => found.push(`${id}: ${text}`);
  const state = instance.state as unknown as ProcessState;
  if (state.status.toUpperCase() !== instance.status) breach(`row says ${instance.status}, state ${state.status}`);
  const { standsOn, paused, stuck } = stateColumns(state);
  if (instance.standsOn.join() !== standsOn.join()) breach(`row stands on ${instance.standsOn}, state on ${standsOn}`);
  if (instance.paused !== paused || instance.stuck !== stuck) breach('row and state differ in paused or stuck');
  const items = await db.workItem.findMany({ where: { instanceId: id } });
  const timers = await db.timer.findMany({ where: { instanceId: id } });
  const outbox = await db.outbox.findMany({ where: { instanceId: id }, orderBy: { seq: 'asc' } });
  for (const item of items) {
    const reviews = items.filter(({ reviewsId }) => reviewsId === item.id);
    const left = state.scopes[homeOf(item.key)] === undefined && reviews.some((review) => review.state === 'CANCELLED');
    if (item.state === 'SUBMITTED' && left) breach(`item ${item.key} waits for a review that was cancelled`);
  }
  if (instance.status !== 'RUNNING') {
    if (items.some((item) => isOpen(item) && !isBeside(item.key))) breach('has ended with open items');
    if (timers.length + outbox.length > 0) breach('has ended with timers or events');
    return found;
  }
  if (consumedUpTo < wakeSeq) breach(`consumed ${consumedUpTo} of ${wakeSeq}`);
  // What the row has taken in ahead of its workflow stays until the workflow has heard of it.
  const numbers = outbox.map((row) => row.seq);
  const first = Math.min(consumedUpTo + 1, ...numbers);
  const expected = Array.from({ length: outboxSeq - first + 1 }, (_, n) => first + n);
  if (numbers.join() !== expected.join()) breach(`outbox holds ${numbers}, not ${expected}`);
  if (outbox.some(({ seq, deliveredAt }) => seq > wakeSeq && deliveredAt)) breach('was told of what wakes nobody');
  if (state.stuck?.length) breach(`is stuck: ${JSON.stringify(state.stuck)}`);

  // What comes while a process is paused is held in its state until it goes on.
  const coming = [...outbox.map((row) => row.event as unknown as ProcessEvent), ...state.held];
  const onTheWay = new Set(coming.map((event) => ('key' in event ? event.key : undefined)));
  const active = (type: 'workItem' | 'timer') =>
    new Set(Object.entries(state.activities).flatMap(([key, activity]) => (activity.type === type ? [key] : [])));
  const waiting = active('workItem');
  for (const item of items) {
    if (isOpen(item) && !isBeside(item.key) && !waiting.has(item.key))
      breach(`item ${item.key} is open and the process does not wait for it`);
  }
  for (const key of waiting) {
    const item = items.find((row) => row.key === key);
    if (!item) breach(`waits for ${key}, which has no row`);
    else if (!isOpen(item) && !onTheWay.has(key)) breach(`waits for ${key}, which is ${item.state}`);
  }
  for (const key of active('timer')) {
    const timer = timers.find((row) => row.key === key);
    if (!timer) breach(`waits for timer ${key}, which has no row`);
    else if (timer.firedOn !== null && !onTheWay.has(key)) breach(`waits for timer ${key}, which has fired`);
  }
  return found;
}

/** Transitions of an item that the trail does not tell of, or tells of twice. */
function untold(item: WorkItem, kinds: string[]): string[] {
  const count = (kind: string) => kinds.filter((other) => other === kind).length;
  const expected: [string, boolean][] = [
    ['WORK_ITEM_OPENED', true],
    ['WORK_ITEM_DEEMED', item.state === 'DEEMED'],
    ['WORK_ITEM_CANCELLED', item.state === 'CANCELLED'],
  ];
  if (item.reviewsId === null) {
    expected.push(['WORK_ITEM_SUBMITTED', item.submittedOn !== null]);
    expected.push(['WORK_ITEM_RETURNED', item.state === 'RETURNED']);
  }
  return expected.flatMap(([kind, once]) =>
    count(kind) === (once ? 1 : 0) ? [] : [`${item.kind} ${item.id} (${item.state}): ${kind} ${count(kind)} times`],
  );
}
