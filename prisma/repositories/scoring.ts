import { randomUUID } from 'node:crypto';
import { assess } from '../../domain/assessment.ts';
import { assessmentFacts } from '../../domain/assessmentFacts.ts';
import type { Variables } from '../../domain/process/types.ts';
import type { Tx } from '../client.ts';
import { recordEvent } from './audit.ts';
import type { CountyDay } from './clock.ts';
import { latenessOf } from './lateness.ts';
import type { InstanceRef, PlanFacts } from './subjects.ts';
import { raiseCauses } from './triggerCauses.ts';

/**
 * Scores one answerable unit for one year (考核评价): reads what happened, lets `domain/assessment` judge, keeps every
 * point. Scored again, the entry is replaced.
 *
 * @returns `score` and `passed`, the variables that the process decides by.
 */
export async function scoreAssignment(
  tx: Tx,
  county: CountyDay,
  instance: InstanceRef,
  plan: PlanFacts,
  assignmentId: string,
  yearKey: string,
): Promise<Variables> {
  const assignment = await tx.assignment.findUniqueOrThrow({ where: { id: assignmentId } });
  const items = await tx.workItem.findMany({
    where: { instanceId: instance.id, assignmentId, kind: { in: ['SIGN', 'PLAN', 'REPORT', 'COMPLETE'] } },
    orderBy: [{ key: 'asc' }, { round: 'asc' }],
    omit: { text: true, fields: true },
  });
  const escalations = await tx.escalation.findMany({
    where: { instanceId: instance.id, workItemId: { in: items.map((item) => item.id) } },
  });
  const assessed = items.map((item) => ({ ...item, inTimeUntil: latenessOf(item, county).inTimeUntil }));
  const facts = assessmentFacts(assessed, escalations, plan.periods, yearKey);
  const { points, score, passed } = assess(facts, county.today, county.limits.passScore);
  const entry = {
    unitId: assignment.unitId,
    score,
    passed,
    points: JSON.parse(JSON.stringify(points)),
    scoredOn: county.today,
  };
  const measureId = assignment.measureId;
  await tx.scoreEntry.upsert({
    where: { assignmentId_yearKey: { assignmentId, yearKey } },
    create: { id: randomUUID(), measureId, assignmentId, yearKey, ...entry },
    update: entry,
  });
  await recordEvent(tx, {
    countyId: county.countyId,
    kind: 'SCORED',
    businessDay: county.today,
    planId: instance.planId,
    measureId,
    instanceId: instance.id,
    unitId: assignment.unitId,
    data: { year: yearKey, score, passed },
  });
  const key = `${assignmentId} ${yearKey}`;
  const { planId, id: instanceId } = instance;
  await raiseCauses(tx, county, [{ event: 'SCORE_BELOW', key, planId, measureId, instanceId, value: score }]);
  return { score, passed };
}
