import { rungLabelOf as rungLabel } from '../../domain/ladder/index.ts';
import { toleranceGrounds, toleranceLabels } from '../../domain/tolerance.ts';
import { itemLabel } from '../../domain/workItem.ts';
import type { EscalationRow } from '../../prisma/repositories/escalationReads.ts';
import { mayFollowUp, mayRecord, type TalkRow } from '../../prisma/repositories/talks.ts';
import type { Actor } from '../policies/actor.ts';
import type { Escalation, EscalationDetail } from './schema.ts';

export function presentEscalation(row: EscalationRow): Escalation {
  const { may } = row;
  const ground = toleranceGrounds.find((one) => one === row.toleranceGround);
  return {
    id: row.id,
    rung: row.rung,
    rungLabel: rungLabel(row.rung),
    workItemId: row.workItemId,
    kind: row.kind,
    kindLabel: itemLabel(row.kind, row.stepName),
    measureId: row.measureId,
    measureTitle: row.measureTitle,
    planId: row.planId,
    ...{ planTitle: row.planTitle, planKind: row.planKind },
    unit: row.unitId === null ? null : { id: row.unitId, name: row.unitName ?? '' },
    reachedOn: row.reachedOn,
    state: row.state,
    letterId: row.letterId,
    approver: row.approverKind === null ? null : { kind: row.approverKind, post: row.approverPost },
    reason: row.reason,
    decidedOn: row.decidedOn,
    outcome: row.outcome,
    receipt: row.receipt,
    liftedOn: row.liftedOn,
    liftedReason: row.liftedReason,
    objectUntil: row.objectUntil,
    tolerance: ground ? toleranceLabels[ground] : null,
    explanation:
      row.explainItemId === null
        ? null
        : { itemId: row.explainItemId, until: row.explainUntil ?? '', text: row.explanation, givenOn: row.explainedOn },
    talkState: row.talkState,
    overdueWorkingDays: row.overdueDays,
    can: {
      approve: may.approve,
      reject: may.reject,
      hold: may.hold,
      release: may.release,
      sign: may.sign,
      talk: may.talk,
      acknowledge: may.acknowledge,
      recordOutcome: may.recordOutcome,
      askToExplain: may.askToExplain,
      object: may.object,
      tolerate: may.tolerate,
    },
  };
}

/** A talk with what the caller may do about it next. */
export function presentTalk(talk: TalkRow | null, row: EscalationRow, actor: Actor): EscalationDetail['talk'] {
  if (talk === null) return null;
  const { state, at, place, arrangedBy, arrangedOn, letter, heldOn, host, attendees, record, recordedBy } = talk;
  const { promises, followUp, followedUpBy, followedUpOn } = talk;
  return {
    ...{ state, at, place, arrangedBy, arrangedOn, letter, heldOn, host, attendees, record, recordedBy },
    ...{ promises, followUp, followedUpBy, followedUpOn },
    can: { record: mayRecord(actor, row, talk), followUp: mayFollowUp(actor, row, talk) },
  };
}
