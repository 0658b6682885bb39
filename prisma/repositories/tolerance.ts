import { DubanError } from '../../domain/errors.ts';
import { type RungGroup, rungGroupOf } from '../../domain/ladder/index.ts';
import type { ToleranceGround } from '../../domain/tolerance.ts';
import type { Db } from '../client.ts';
import type { Escalation } from '../generated/client.ts';
import { type Actor, inCapacity } from './actor.ts';
import { cancelItems } from './cancelItems.ts';
import { lockCountyDay } from './clock.ts';
import { changeEscalation, closedAlready, isApprover, isReceiver, lockEscalation, tell } from './escalations.ts';
import { recomputeNextRungs } from './obligations.ts';

const SEVERE: ReadonlySet<RungGroup | null> = new Set<RungGroup>(['SUPERVISE', 'TALK', 'COPY', 'REFER']);
const OPEN = ['DRAFTED', 'SENT', 'APPROVED', 'ACKNOWLEDGED'];

/** Whether the actor may close the finding as tolerated: its approver, or whoever received it. */
export function mayTolerate(actor: Actor, escalation: Escalation): boolean {
  return isFinding(escalation) && (isApprover(actor, escalation) || isReceiver(actor, escalation));
}

function isFinding({ rung, state, liftedOn }: Escalation): boolean {
  return SEVERE.has(rungGroupOf(rung)) && OPEN.includes(state) && liftedOn === null;
}

/**
 * Closes a finding as tolerated 容错纠错 with its ground: nothing more comes of this delay, its rung counts no more in
 * the assessment, and both stay in sight. What is to be done stays to be done.
 */
export function tolerate(
  db: Db,
  caller: Actor,
  input: { id: string; ground: ToleranceGround; reason: string },
): Promise<void> {
  return db.$transaction(async (tx) => {
    const county = await lockCountyDay(tx, caller.countyId);
    const escalation = await lockEscalation(tx, caller.countyId, input.id);
    if (!isFinding(escalation)) throw closedAlready(escalation);
    if (!mayTolerate(caller, escalation)) {
      throw new DubanError('FORBIDDEN', {
        zh: '容错由批准人或接收方认定',
        en: 'Whoever decides about it, or received it, finds it tolerable',
      });
    }
    const actor = inCapacity(caller, (one) => mayTolerate(one, escalation));
    const { reason, ground } = input;
    await changeEscalation(tx, county, actor, escalation, 'ESCALATION_DECIDED', {
      ...{ state: 'TOLERATED', reason, toleranceGround: ground, decidedOn: county.today },
      ...{ decidedBy: actor.personName, decidedById: actor.accountId },
    });
    if (escalation.letterId !== null) {
      await tx.letter.updateMany({
        where: { id: escalation.letterId, state: 'DRAFT' },
        data: { state: 'WITHDRAWN', withdrawnOn: county.today, withdrawnReason: reason },
      });
    }
    const explain = await tx.workItem.findMany({ where: { id: escalation.explainItemId ?? '' } });
    await cancelItems(tx, county, explain, ['OPEN', 'PREPARED']);
    await recomputeNextRungs(tx, county, [escalation.workItemId]);
    await tell(tx, county, escalation, 'TOLERATED', ['holder', 'unitHead']);
  });
}
