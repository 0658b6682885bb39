import { kindFacts } from '../../domain/workItem.ts';
import type { EscalationRow } from '../../prisma/repositories/escalationReads.ts';
import { rungLabel } from '../common/rungs.ts';
import type { Escalation } from './schema.ts';

export function presentEscalation(row: EscalationRow): Escalation {
  const { may } = row;
  return {
    id: row.id,
    rung: row.rung,
    rungLabel: rungLabel(row.rung),
    workItemId: row.workItemId,
    kind: row.kind,
    kindLabel: kindFacts[row.kind]?.label ?? { zh: row.kind, en: row.kind },
    measureId: row.measureId,
    measureTitle: row.measureTitle,
    planId: row.planId,
    planTitle: row.planTitle,
    unit: row.unitId === null ? null : { id: row.unitId, name: row.unitName ?? '' },
    reachedOn: row.reachedOn,
    state: row.state,
    letterId: row.letterId,
    approver: row.approverKind === null ? null : { kind: row.approverKind, post: row.approverPost },
    reason: row.reason,
    decidedOn: row.decidedOn,
    outcome: row.outcome,
    liftedOn: row.liftedOn,
    liftedReason: row.liftedReason,
    explanation:
      row.explainItemId === null
        ? null
        : { itemId: row.explainItemId, until: row.explainUntil ?? '', text: row.explanation, givenOn: row.explainedOn },
    overdueWorkingDays: row.overdueDays,
    can: {
      approve: may.approve,
      reject: may.reject,
      hold: may.hold,
      release: may.release,
      sign: may.sign,
      acknowledge: may.acknowledge,
      recordOutcome: may.recordOutcome,
      askToExplain: may.askToExplain,
      object: may.object,
    },
  };
}
