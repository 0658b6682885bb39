import { isDay } from '../../domain/day.ts';
import { DubanError } from '../../domain/errors.ts';
import { holds, mayJudge } from '../../domain/holding.ts';
import type { Variables } from '../../domain/process/types.ts';
import { isClosed, isWithHolder, transition, type WorkItemState } from '../../domain/workItem.ts';
import type { Db, Tx } from '../client.ts';
import type { WorkItem } from '../generated/client.ts';
import { toJson } from '../json.ts';
import { type Actor, inCapacity } from './actor.ts';
import { type CountyDay, lockCountyDay } from './clock.ts';
import { forbidden, kindOf, lockItem, recordItem, requireVersion, tellProcess, updateItem } from './itemWriting.ts';
import { type Cause, raiseCauses } from './triggerCauses.ts';
import { withdrawEscalations } from './withdrawals.ts';

const ownCase = () =>
  new DubanError('OWN_CASE', {
    zh: '不能审核本单位或本人承办的事项',
    en: 'Nobody judges an item of their own unit or post',
  });

/** Accepts what a review judges; both rows close in one transaction. */
export function acceptReview(
  db: Db,
  actor: Actor,
  input: { id: string; text?: string | undefined; version?: number | undefined },
): Promise<void> {
  return judgeItem(db, actor, input.id, { verdict: 'ACCEPTED', text: input.text ?? '', version: input.version });
}

/** Returns it with a reason; the process opens the next round, due on `dueOn` or as many working days from now as the county's limits say. */
export function returnReview(
  db: Db,
  actor: Actor,
  input: { id: string; reason: string; dueOn?: string | undefined; version?: number | undefined },
): Promise<void> {
  return judgeItem(db, actor, input.id, {
    verdict: 'RETURNED',
    text: input.reason,
    dueOn: input.dueOn,
    version: input.version,
  });
}

interface Verdict {
  verdict: 'ACCEPTED' | 'RETURNED';
  text: string;
  dueOn?: string | undefined;
  version?: number | undefined;
}

function judgeItem(db: Db, actor: Actor, id: string, verdict: Verdict): Promise<void> {
  return db.$transaction(async (tx) => {
    const county = await lockCountyDay(tx, actor.countyId);
    await judge(tx, county, actor, await lockItem(tx, actor.countyId, id), verdict);
  });
}

/** Closes a locked review and what it judges, in the caller's transaction. */
export async function judge(tx: Tx, county: CountyDay, caller: Actor, item: WorkItem, verdict: Verdict): Promise<void> {
  const judged =
    item.reviewsId === null ? null : await tx.workItem.findUniqueOrThrow({ where: { id: item.reviewsId } });
  if (!holds(caller.posts, item)) throw forbidden();
  const judges = ({ posts }: Actor) => mayJudge(posts, item, judged);
  if (!judges(caller)) throw ownCase();
  const actor = inCapacity(caller, judges);
  transition(kindOf(item), 'submit');
  requireVersion(item, verdict.version);
  checkVerdict(item, verdict, county);
  const closed = { closedBy: actor.personName, closedOn: county.today, nextRung: null, nextRungOn: null };
  const fields: Variables = { reason: verdict.text, dueOn: verdict.dueOn ?? null };
  await updateItem(tx, item, {
    ...closed,
    state: 'ACCEPTED',
    outcome: verdict.verdict,
    text: verdict.text,
    fields: toJson(fields),
    submittedBy: actor.personName,
    submittedOn: county.today,
  });
  if (item.ladderId !== null) await withdrawEscalations(tx, county, [item.id]);
  const accepted = verdict.verdict === 'ACCEPTED';
  const state = judged && judgedState(judged, accepted);
  const stays = judged?.state === state && state !== 'ACCEPTED';
  if (judged && state && !stays) await updateItem(tx, judged, { ...closed, state });
  const about = judged && !stays ? judged : item;
  await recordItem(tx, county, actor, about, accepted ? 'WORK_ITEM_ACCEPTED' : 'WORK_ITEM_RETURNED', {
    reason: verdict.text,
  });
  await tellProcess(tx, county, item, verdict.verdict, fields);
  if (!accepted) await raiseCauses(tx, county, [returnedCause(judged ?? item)]);
}

/** A round that was returned is the so-manieth return of its obligation. */
function returnedCause({ instanceId, obligationKey, round, planId, measureId }: WorkItem): Cause {
  const key = `${instanceId} ${obligationKey} ${round}`;
  return { event: 'RETURNED', key, planId, measureId, instanceId, value: round };
}

/**
 * A kind that waits for no review of its own (办结归档) was closed when it was handed in; a verdict may still follow. What
 * was deemed done or cancelled, or another judge has returned, stays so.
 */
function judgedState(judged: WorkItem, accepted: boolean): WorkItemState {
  if (isWithHolder(judged.state)) throw notHandedIn();
  if (judged.state === 'ACCEPTED') return accepted ? 'ACCEPTED' : 'RETURNED';
  if (isClosed(judged.state)) return judged.state;
  return transition(kindOf(judged), accepted ? 'accept' : 'return');
}

const notHandedIn = () =>
  new DubanError('CONFLICT', {
    zh: '要审核的事项还没有报送，报送后才能审核',
    en: 'What this review is about has not been handed in yet',
  });

function checkVerdict(item: WorkItem, verdict: Verdict, county: CountyDay): void {
  if (!item.outcomes.includes(verdict.verdict)) {
    throw new DubanError('CONFLICT', { zh: '该事项不是审核事项', en: 'This item is not a review' });
  }
  if (verdict.verdict === 'ACCEPTED') return;
  if (!verdict.text.trim()) {
    const message = { zh: '退回须写明理由', en: 'A return needs its reason' };
    throw new DubanError('VALIDATION', message, { problems: [{ pointer: '/reason', message }] });
  }
  if (verdict.dueOn !== undefined && (!isDay(verdict.dueOn) || verdict.dueOn < county.today)) {
    const message = { zh: '重报期限不能早于今天', en: 'The new due day cannot lie in the past' };
    throw new DubanError('VALIDATION', message, { problems: [{ pointer: '/dueOn', message }] });
  }
}
