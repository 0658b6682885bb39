import { DubanError } from '../../domain/errors.ts';
import { mayJudge } from '../../domain/holding.ts';
import type { Audience } from '../../domain/ladder/index.ts';
import type { Day } from '../../domain/process/types.ts';
import type { Db, Tx } from '../client.ts';
import type { Escalation } from '../generated/client.ts';
import type { AuditKind, EscalationState } from '../generated/enums.ts';
import type { EscalationUncheckedUpdateInput } from '../generated/models.ts';
import { type Actor, by, inCapacity } from './actor.ts';
import { loadPostBook, peopleOf } from './audiences.ts';
import { recordEvent } from './audit.ts';
import { type CountyDay, lockCountyDay } from './clock.ts';
import { insertNotices } from './notices.ts';
import { recomputeNextRungs } from './obligations.ts';
import { loadSubjects } from './subjects.ts';

interface Decision {
  from: EscalationState[];
  to: EscalationState;
  audit: AuditKind;
  /** Whether the actor is the one to decide. */
  may(actor: Actor, escalation: Escalation): boolean;
  requireReason: boolean;
}

/** Whoever a copy or a referral was sent to, and nobody in their own case. */
export function isReceiver({ posts }: Actor, { receiverKind, unitId }: Escalation): boolean {
  if (receiverKind === null) return false;
  const receiving = { holderKind: receiverKind, postId: null, unitId: null };
  return mayJudge(posts, receiving, { holderKind: 'UNIT_HEAD', unitId, postId: null });
}

/** Who decides about an escalation or signs its letter, and whom it is about. */
export type Approval = Pick<Escalation, 'approverKind' | 'approverPostId' | 'approverUnitId' | 'unitId'>;

/** The named approver, and nobody in their own case. */
export function isApprover(actor: Actor, { approverKind, approverPostId, approverUnitId, unitId }: Approval): boolean {
  if (approverKind === null) return false;
  const deciding = { holderKind: approverKind, postId: approverPostId, unitId: approverUnitId };
  return mayJudge(actor.posts, deciding, { holderKind: 'UNIT_HEAD', unitId, postId: null });
}

/** The office, but about its own unit the leader who decides in its place. */
export function mayHold(actor: Actor, escalation: Escalation): boolean {
  const office = { holderKind: 'OFFICE', postId: null, unitId: null } as const;
  const about = { holderKind: 'UNIT_HEAD', unitId: escalation.unitId, postId: null } as const;
  return mayJudge(actor.posts, office, about) || isApprover(actor, escalation);
}

const decisions = {
  approve: { from: ['DRAFTED'], to: 'APPROVED', audit: 'ESCALATION_DECIDED', may: isApprover, requireReason: true },
  reject: { from: ['DRAFTED'], to: 'REJECTED', audit: 'ESCALATION_DECIDED', may: isApprover, requireReason: true },
  hold: { from: ['LISTED'], to: 'HELD', audit: 'RUNG_HELD', may: mayHold, requireReason: true },
  release: { from: ['HELD'], to: 'LISTED', audit: 'RUNG_RELEASED', may: mayHold, requireReason: false },
  acknowledge: {
    ...{ from: ['SENT', 'APPROVED'], to: 'ACKNOWLEDGED', audit: 'ESCALATION_ACKNOWLEDGED' },
    ...{ may: isReceiver, requireReason: false },
  },
} satisfies Record<string, Decision>;
export type DecisionName = keyof typeof decisions;

/** Whether a decision about an escalation may be offered to the actor now. */
export function mayDecide(actor: Actor, escalation: Escalation, name: DecisionName): boolean {
  const { from, may }: Decision = decisions[name];
  if (!from.includes(escalation.state)) return false;
  // A drafted order is not approved but signed, which numbers its letter.
  if ((name === 'approve' || name === 'reject') && escalation.letterId !== null) return false;
  if (name === 'approve' && awaitsExplanation(escalation, actor.businessDay)) return false;
  if (name === 'acknowledge' && escalation.rung !== 'COPY' && escalation.rung !== 'REFER') return false;
  return may(actor, escalation);
}

export const approveEscalation = (db: Db, actor: Actor, input: { id: string; reason: string }) =>
  decide(db, actor, input.id, 'approve', input.reason);
export const rejectEscalation = (db: Db, actor: Actor, input: { id: string; reason: string }) =>
  decide(db, actor, input.id, 'reject', input.reason);
export const holdEscalation = (db: Db, actor: Actor, input: { id: string; reason: string }) =>
  decide(db, actor, input.id, 'hold', input.reason);
export const releaseEscalation = (db: Db, actor: Actor, input: { id: string }) =>
  decide(db, actor, input.id, 'release');
export const acknowledgeEscalation = (db: Db, actor: Actor, input: { id: string; receipt?: string | undefined }) =>
  decide(db, actor, input.id, 'acknowledge', input.receipt);

function decide(db: Db, caller: Actor, id: string, name: DecisionName, reason = ''): Promise<void> {
  return db.$transaction(async (tx) => {
    const decision: Decision = decisions[name];
    const county = await lockCountyDay(tx, caller.countyId);
    const escalation = await lockEscalation(tx, caller.countyId, id);
    if (!decision.from.includes(escalation.state)) throw closedAlready(escalation);
    if (name === 'approve' && awaitsExplanation(escalation, county.today)) throw stillExplaining(escalation);
    const decides = (one: Actor) => mayDecide({ ...one, businessDay: county.today }, escalation, name);
    if (!decides(caller)) {
      throw new DubanError('FORBIDDEN', { zh: '这件事不由您决定', en: 'This is not yours to decide' });
    }
    const actor = inCapacity(caller, decides);
    if (decision.requireReason && !reason.trim()) {
      const message = { zh: '请写明理由', en: 'Give the reason' };
      throw new DubanError('VALIDATION', message, { problems: [{ pointer: '/reason', message }] });
    }
    await changeEscalation(tx, county, actor, escalation, decision.audit, {
      state: decision.to,
      ...(name === 'acknowledge'
        ? { receipt: reason.trim() || null }
        : { decidedBy: actor.personName, decidedById: actor.accountId, decidedOn: county.today }),
      ...(name !== 'acknowledge' && reason.trim() ? { reason: reason.trim() } : {}),
      ...(name === 'approve' ? { deliveredOn: county.today } : {}),
    });
    if (name === 'approve') await tellApproved(tx, county, escalation);
    await recomputeNextRungs(tx, county, [escalation.workItemId]);
  });
}

/**
 * Who records what came of it, and when: whoever received it of a copy or a referral that was acknowledged, whoever
 * approved it of a talk.
 */
export function mayRecordOutcome(actor: Actor, escalation: Escalation): boolean {
  return recordsOutcomes(actor, escalation) && isReadyForOutcome(escalation);
}

function recordsOutcomes(actor: Actor, escalation: Escalation): boolean {
  return escalation.rung === 'TALK' ? isApprover(actor, escalation) : isReceiver(actor, escalation);
}

function isReadyForOutcome({ rung, state }: Escalation): boolean {
  return state === (rung === 'TALK' ? 'APPROVED' : 'ACKNOWLEDGED');
}

/** Records what came of a talk, a copy or a referral. */
export function recordOutcome(db: Db, actor: Actor, input: { id: string; text: string }): Promise<void> {
  return db.$transaction(async (tx) => {
    const county = await lockCountyDay(tx, actor.countyId);
    const escalation = await lockEscalation(tx, actor.countyId, input.id);
    if (!recordsOutcomes(actor, escalation)) {
      throw new DubanError('FORBIDDEN', {
        zh: '抄送、移送的结果由接收方登记，约谈的结果由批准人登记',
        en: 'Whoever received it records the outcome; of a talk whoever approved it does',
      });
    }
    if (!isReadyForOutcome(escalation)) throw closedAlready(escalation);
    const recorder = inCapacity(actor, (one) => recordsOutcomes(one, escalation));
    await changeEscalation(tx, county, recorder, escalation, 'ESCALATION_DECIDED', { outcome: input.text });
  });
}

/** Whether a rung waits for the unit's explanation: nobody approves it meanwhile. */
export function awaitsExplanation({ state, explainUntil }: Escalation, today: Day): boolean {
  return state === 'DRAFTED' && explainUntil !== null && today <= explainUntil;
}

function stillExplaining({ explainUntil }: Escalation): DubanError {
  return new DubanError('CONFLICT', {
    zh: `单位可在 ${explainUntil} 前说明情况，说明后或期满后再决定`,
    en: `The unit may explain until ${explainUntil}; decide when it has, or after that day`,
  });
}

/**
 * An escalation for changing. Its item, and the one by which the unit explains, are locked before it and in the order of
 * their ids, as the round and whoever hands them in do.
 *
 * @throws DubanError NOT_FOUND
 */
export async function lockEscalation(tx: Tx, countyId: string, id: string): Promise<Escalation> {
  await tx.$queryRaw`
    SELECT w.id FROM "WorkItem" w WHERE w.id IN (
      SELECT unnest(ARRAY[e."workItemId", e."explainItemId"]) FROM "Escalation" e WHERE e.id = ${id})
    ORDER BY w.id FOR UPDATE`;
  await tx.$queryRaw`SELECT id FROM "Escalation" WHERE id = ${id} FOR UPDATE`;
  const escalation = await tx.escalation.findFirst({ where: { id, countyId } });
  if (escalation) return escalation;
  throw new DubanError('NOT_FOUND', { zh: '没有这条督办记录', en: 'There is no such escalation' });
}

export function closedAlready(escalation: Escalation): DubanError {
  const message = { zh: '该记录的状态已变化，请刷新后再试', en: 'Its state has changed; look at it again' };
  return new DubanError('CONFLICT', message, { details: { state: escalation.state } });
}

/** Changes an escalation, which the caller has locked, with its line in the trail. */
export async function changeEscalation(
  tx: Tx,
  county: CountyDay,
  actor: Actor,
  escalation: Escalation,
  kind: AuditKind,
  data: EscalationUncheckedUpdateInput,
): Promise<void> {
  await tx.escalation.update({ where: { id: escalation.id }, data: { ...data, updatedOn: county.today } });
  const { planId, measureId, workItemId, instanceId, unitId, rung } = escalation;
  await recordEvent(tx, {
    ...{
      countyId: county.countyId,
      kind,
      businessDay: county.today,
      planId,
      measureId,
      workItemId,
      instanceId,
      unitId,
    },
    ...by(actor),
    data: {
      rung,
      escalationId: escalation.id,
      state: String(data.state ?? escalation.state),
      reason: String(data.reason ?? data.receipt ?? ''),
    },
  });
}

/** An approved talk reaches the unit it is held with, an approved referral its receiver, with their next digest. */
async function tellApproved(tx: Tx, county: CountyDay, escalation: Escalation): Promise<void> {
  const talk = escalation.rung === 'TALK';
  await tell(
    tx,
    county,
    escalation,
    talk ? 'TALK_APPROVED' : 'REFERRED',
    talk ? ['holder', 'unitHead'] : ['discipline'],
  );
}

/** Tells an audience of what happened to a rung, or to a letter without one, with their next digest. */
export async function tell(
  tx: Tx,
  county: CountyDay,
  about: { id: string | null; workItemId: string },
  kind: string,
  audience: readonly Audience[],
): Promise<void> {
  const item = await tx.workItem.findUniqueOrThrow({ where: { id: about.workItemId } });
  const book = await loadPostBook(tx, county.countyId, county.today);
  const subjects = await loadSubjects(tx, county, [{ ...item, id: item.instanceId, subjectKind: 'MEASURE' }]);
  await insertNotices(
    tx,
    peopleOf(audience, item, book, subjects).map((told) => ({
      ...{ ...told, countyId: county.countyId, workItemId: item.id, escalationId: about.id },
      ...{ kind, day: county.today },
    })),
  );
}
