import { DubanError } from '../../domain/errors.ts';
import { type HeldPost, mayJudge, ownOf } from '../../domain/holding.ts';
import { faultsOf, maySkipItem, skippedResult } from '../../domain/monitoring.ts';
import type { ProcessEvent, ProcessState, WorkItemKind } from '../../domain/process/types.ts';
import { transition } from '../../domain/workItem.ts';
import type { Db, Tx } from '../client.ts';
import type { ProcessInstance, WorkItem } from '../generated/client.ts';
import type { AuditKind } from '../generated/enums.ts';
import { fromJson } from '../json.ts';
import { type Actor, by } from './actor.ts';
import { recordEvent } from './audit.ts';
import { type CountyDay, lockCountyDay } from './clock.ts';
import { kindOf, lockItem, recordItem, tellProcess, updateItem } from './itemWriting.ts';
import { readFacts, withoutHolder } from './monitorFaults.ts';
import { appendEvents, OUTBOX_CHANNEL } from './outbox.ts';
import { withdrawEscalations, withdrawExtensions } from './withdrawals.ts';
import { withdrawInstances } from './withdrawing.ts';

/*
 * What an administrator does about a process that does not go on. Each is one transaction that locks the process, asks
 * again whether it may be done, and writes the reason into the trail. None decides about anybody's work, and none
 * concerns the administrator's own unit.
 */

export interface RepairInput {
  id: string;
  reason: string;
}

async function lockRunning(tx: Tx, actor: Actor, id: string): Promise<ProcessInstance> {
  await tx.$queryRaw`SELECT id FROM "ProcessInstance" WHERE id = ${id} FOR UPDATE`;
  const instance = await tx.processInstance.findFirst({ where: { id, countyId: actor.countyId } });
  if (!instance) throw new DubanError('NOT_FOUND', { zh: '没有找到该流程', en: 'There is no such process' });
  if (instance.status === 'RUNNING') return instance;
  throw new DubanError('CONFLICT', { zh: '该流程已经结束', en: 'This process has ended already' });
}

/** Nobody passes over, gives away or ends what their own unit answers for. */
async function refuseOwnCase(tx: Tx, actor: Actor, measureId: string | null, item: WorkItem | null): Promise<void> {
  const mine = ownOf(actor.posts).unitIds;
  const parts =
    measureId === null
      ? []
      : await tx.assignment.findMany({
          where: { measureId, answerable: true, removedOn: null },
          select: { unitId: true },
        });
  const held = item?.holderKind === 'UNIT_HEAD' ? [item.unitId] : [];
  if (![...parts.map((part) => part.unitId), ...held].some((unitId) => unitId !== null && mine.includes(unitId)))
    return;
  throw new DubanError('OWN_CASE', {
    zh: '本单位承办的事项须由其他管理员处理',
    en: 'Your own unit answers for this; another administrator must do it',
  });
}

function record(tx: Tx, county: CountyDay, actor: Actor, of: ProcessInstance, kind: AuditKind, data: object) {
  return recordEvent(tx, {
    ...{ countyId: county.countyId, kind, businessDay: county.today, instanceId: of.id },
    ...{ planId: of.planId, measureId: of.measureId, unitId: of.unitId },
    ...{ ...by(actor), data: { ...data } },
  });
}

/**
 * Lets a process try again: events that wait go out anew, timers whose day has passed fall due, tokens that found no
 * way look again. `lost` are those that Temporal does not know; null where it does not answer.
 *
 * @throws DubanError CONFLICT where nothing keeps it, as after somebody else has let it try.
 */
export function retryInstance(
  db: Db,
  actor: Actor,
  { id, reason, lost }: RepairInput & { lost: readonly string[] | null },
): Promise<void> {
  return db.$transaction(async (tx) => {
    const county = await lockCountyDay(tx, actor.countyId);
    const instance = await lockRunning(tx, actor, id);
    const facts = (await readFacts(tx, actor, [id], lost)).get(id);
    const faults = facts === undefined ? [] : faultsOf(facts);
    if (facts?.hasWorkflow !== null && !faults.some(({ repairs }) => repairs.includes('retry'))) {
      throw new DubanError('CONFLICT', {
        zh: '该流程现在没有停滞，可能已经有人处理',
        en: 'This process goes on by now; somebody may have mended it',
      });
    }
    await tx.stepFailure.deleteMany({ where: { instanceId: id } });
    await redeliver(tx, id);
    const late = await tx.timer.updateManyAndReturn({
      where: { instanceId: id, firedOn: null, day: { lte: county.today } },
      data: { firedOn: county.today },
      select: { key: true },
    });
    const events: ProcessEvent[] = late.map(({ key }) => ({ type: 'timerDue', key, day: county.today }));
    const stuck = fromJson<ProcessState>(instance.state).stuck ?? [];
    if (stuck.length > 0) events.push({ type: 'factsChanged', facts: {}, day: county.today });
    await appendEvents(tx, [{ instanceId: id, events, wake: true }]);
    await record(tx, county, actor, instance, 'PROCESS_RETRIED', { reason });
  });
}

async function redeliver(tx: Tx, id: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Outbox" o SET "deliveredAt" = NULL FROM "ProcessInstance" i
    WHERE i.id = ${id} AND o."instanceId" = i.id AND o.seq > i."consumedUpTo" AND o.seq <= i."wakeSeq"`;
  await tx.$queryRaw`SELECT pg_notify(${OUTBOX_CHANNEL}, '')::text`;
}

/**
 * Lets a process pass over the operation that its next step failed at.
 *
 * @throws DubanError CONFLICT where none failed, or where the process cannot do without it.
 */
export function skipOperation(db: Db, actor: Actor, { id, reason }: RepairInput): Promise<void> {
  return db.$transaction(async (tx) => {
    const county = await lockCountyDay(tx, actor.countyId);
    const instance = await lockRunning(tx, actor, id);
    await refuseOwnCase(tx, actor, instance.measureId, null);
    const failure = await tx.stepFailure.findFirst({ where: { instanceId: id, step: instance.step + 1 } });
    const { activityKey = null, operation = null, elementId = null } = failure ?? {};
    if (activityKey === null || operation === null || skippedResult(operation) === null) {
      throw new DubanError('CONFLICT', {
        zh: '该流程没有可以跳过的失败操作，请刷新后查看',
        en: 'No operation of this process has failed that could be passed over; look again',
      });
    }
    await tx.skippedOperation.createMany({
      data: [{ instanceId: id, activityKey, reason, skippedBy: actor.personName, skippedOn: county.today }],
      skipDuplicates: true,
    });
    await tx.stepFailure.deleteMany({ where: { instanceId: id } });
    await redeliver(tx, id);
    await record(tx, county, actor, instance, 'OPERATION_SKIPPED', { reason, operation, elementId });
  });
}

/**
 * Passes over an open item: it is cancelled with the reason in the trail, and the process goes on as if it were done.
 *
 * @throws DubanError CONFLICT for judgements, for what is judged afterwards, and where somebody holds it; ITEM_CLOSED.
 */
export function skipItem(db: Db, actor: Actor, { id, reason }: RepairInput): Promise<void> {
  return db.$transaction(async (tx) => {
    const county = await lockCountyDay(tx, actor.countyId);
    const item = await lockItem(tx, actor.countyId, id);
    await refuseOwnCase(tx, actor, item.measureId, item);
    await refuseHeld(tx, actor, id);
    if (!maySkipItem(item.kind as WorkItemKind)) {
      throw new DubanError('CONFLICT', {
        zh: '审核、批准类事项和需要审核的事项不能跳过，请改派承办人',
        en: 'Judgements, and what is judged afterwards, cannot be passed over; give it to somebody else',
      });
    }
    transition(kindOf(item), 'cancel');
    const outcome = item.outcomes[0] ?? 'DONE';
    await updateItem(tx, item, {
      ...{ state: 'CANCELLED', outcome, closedBy: actor.personName, closedOn: county.today },
      ...{ nextRung: null, nextRungOn: null, deemOn: null },
    });
    await withdrawEscalations(tx, county, [id]);
    await withdrawExtensions(tx, county, [id]);
    await recordItem(tx, county, actor, item, 'WORK_ITEM_CANCELLED', { reason, skipped: true });
    await tellProcess(tx, county, { ...item, state: 'CANCELLED' }, outcome, {});
  });
}

const unitKinds: readonly HeldPost['kind'][] = ['UNIT_HEAD', 'LIAISON'];
const judgeKinds: readonly HeldPost['kind'][] = ['OFFICE', 'LEADER', 'CHIEF_LEADER', 'DISCIPLINE'];

/**
 * Gives an open item to somebody else: a unit's to another unit, a judgement to another judge. The new holder is told
 * by the next round; the due day stays.
 *
 * @throws DubanError CONFLICT where somebody holds the item, and where the post does not fit, is vacant, or would judge
 * its own unit's work.
 */
export function reassignItem(
  db: Db,
  actor: Actor,
  { id, reason, postId }: RepairInput & { postId: string },
): Promise<void> {
  return db.$transaction(async (tx) => {
    const county = await lockCountyDay(tx, actor.countyId);
    const item = await lockItem(tx, actor.countyId, id);
    await refuseOwnCase(tx, actor, item.measureId, item);
    transition(kindOf(item), 'cancel');
    await refuseHeld(tx, actor, id);
    const post = await heldPost(tx, county, postId);
    const fits = unitKinds.includes(item.holderKind) ? unitKinds : judgeKinds;
    if (!fits.includes(post.kind)) throw doesNotFit();
    await refuseOwnJudge(tx, item, post);
    const leader = post.kind === 'LEADER' || post.kind === 'CHIEF_LEADER';
    const holder = {
      holderKind: fits === unitKinds ? ('UNIT_HEAD' as const) : post.kind,
      unitId: leader ? null : post.unitId,
      postId: leader ? post.id : null,
    };
    await updateItem(tx, item, { ...holder, announcedOn: null, preparedBy: null, preparedOn: null, state: 'OPEN' });
    // Whoever holds it now asks for itself.
    await withdrawExtensions(tx, county, [id]);
    await recordItem(tx, county, actor, item, 'WORK_ITEM_REASSIGNED', { reason, to: post.title });
  });
}

/** What somebody holds is theirs to do, or was given to them by whoever was faster. */
async function refuseHeld(tx: Tx, { businessDay }: Actor, id: string): Promise<void> {
  const open = await tx.$queryRaw<{ vacant: boolean }[]>`
    SELECT ${withoutHolder(businessDay)} AS vacant FROM "WorkItem" w WHERE w.id = ${id} AND w.state IN ('OPEN', 'PREPARED')`;
  if (open[0]?.vacant !== false) return;
  throw new DubanError('CONFLICT', {
    zh: '该事项已有人承办，可能已由他人改派',
    en: 'Somebody holds this item by now; it may have been given to them',
  });
}

async function heldPost(tx: Tx, { countyId, today }: CountyDay, postId: string) {
  const post = await tx.post.findFirst({
    where: { id: postId, countyId },
    include: {
      holdings: { where: { fromDay: { lte: today }, OR: [{ toDay: null }, { toDay: { gte: today } }] }, take: 1 },
    },
  });
  if (!post) throw new DubanError('NOT_FOUND', { zh: '没有找到该岗位', en: 'There is no such post' });
  if (post.holdings.length > 0) return post;
  throw new DubanError('CONFLICT', {
    zh: `“${post.title}”目前无人在任，请先在“单位与人员”中任命，或改派其他岗位`,
    en: `Nobody holds “${post.title}” today; appoint somebody, or choose another post`,
  });
}

const doesNotFit = () =>
  new DubanError('CONFLICT', {
    zh: '单位承办的事项只能改派给单位，审核、批准类事项只能改派给办公室、领导或纪检监察机关',
    en: 'What a unit does goes to a unit; what the office, a leader or the commission decides, to one of these',
  });

async function refuseOwnJudge(tx: Tx, item: WorkItem, post: HeldPost): Promise<void> {
  if (item.reviewsId === null) return;
  const judged = await tx.workItem.findUniqueOrThrow({ where: { id: item.reviewsId } });
  if (mayJudge([post], { holderKind: post.kind, unitId: post.unitId, postId: null }, judged)) return;
  throw new DubanError('OWN_CASE', {
    zh: '不能由承办单位自己审核，请改派其他岗位',
    en: 'Nobody judges the work of their own unit; choose another post',
  });
}

/**
 * Ends a process that was begun by hand, on schedule or by an event, before its own end.
 *
 * @throws DubanError CONFLICT for a measure's lifecycle and a unit's part, which end with their measures.
 */
export function cancelInstance(db: Db, actor: Actor, { id, reason }: RepairInput): Promise<void> {
  return db.$transaction(async (tx) => {
    const county = await lockCountyDay(tx, actor.countyId);
    const instance = await lockRunning(tx, actor, id);
    await refuseOwnCase(tx, actor, instance.measureId, null);
    if (!isCancellable(instance)) {
      throw new DubanError('CONFLICT', {
        zh: '措施全过程和单位任务不能在这里终止；需要时由办公室在措施页撤销措施',
        en: 'A lifecycle is not ended here; the office withdraws its measure',
      });
    }
    await withdrawInstances(tx, county, [id]);
    if (instance.runId !== null && instance.measureId !== null) {
      await tx.processRun.update({ where: { id: instance.runId }, data: { endedFor: { push: instance.measureId } } });
    }
    await record(tx, county, actor, instance, 'PROCESS_ENDED', { reason, name: instance.title ?? '' });
  });
}

/** What runs beside the lifecycles and was not called by another process. */
export function isCancellable(instance: Pick<ProcessInstance, 'runId' | 'parentInstanceId' | 'subjectKind'>): boolean {
  return instance.parentInstanceId === null && (instance.runId !== null || instance.subjectKind === 'CUSTOM');
}
