import { randomUUID } from 'node:crypto';
import { type AssessmentFact, assess } from '../../domain/assessment.ts';
import { type RungKey, rungKeys } from '../../domain/ladder/index.ts';
import type { Variables } from '../../domain/process/types.ts';
import type { Tx } from '../client.ts';
import type { Escalation, WorkItem } from '../generated/client.ts';
import { recordEvent } from './audit.ts';
import type { CountyDay } from './clock.ts';
import type { InstanceRef, PlanFacts } from './subjects.ts';

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
  const facts = [
    ...obligations(items).flatMap((rounds) => itemFact(rounds, plan, yearKey)),
    ...escalations.flatMap(escalationFact),
  ];
  const { points, score, passed } = assess(facts, county.today);
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
  return { score, passed };
}

type Row = Omit<WorkItem, 'text' | 'fields'>;

/** Rounds of the same obligation together, in order. */
function obligations(items: Row[]): Row[][] {
  const groups = new Map<string, Row[]>();
  for (const item of items) groups.set(item.obligationKey, [...(groups.get(item.obligationKey) ?? []), item]);
  return [...groups.values()];
}

function itemFact(rounds: Row[], plan: PlanFacts, yearKey: string): AssessmentFact[] {
  const first = rounds[0];
  const last = rounds.at(-1);
  if (!first || !last) return [];
  const base = { ref: first.id, dueOn: first.dueOn, receivedOn: first.submittedOn };
  const returnedRounds = rounds.filter((round) => round.state === 'RETURNED').length;
  const returns = {
    returnedRounds,
    returnOpen: returnedRounds > 0 && (last.state === 'OPEN' || last.state === 'PREPARED'),
  };
  switch (first.kind) {
    case 'SIGN':
      return [{ type: 'signing', ...base, deemed: first.state === 'DEEMED' }];
    case 'PLAN':
      return [{ type: 'plan', ...base }];
    case 'COMPLETE':
      return [{ type: 'completion', ...base, ...returns }];
    case 'REPORT': {
      const period = first.periodKey === null ? undefined : plan.periods.get(first.periodKey);
      if (!period || !first.periodKey?.startsWith(yearKey)) return [];
      const name = { zh: period.name, en: first.periodKey };
      return [{ type: 'report', ...base, ...returns, period: name, cutOffOn: period.cutOffOn }];
    }
    default:
      return [];
  }
}

const groupOf: Record<RungKey, 'REMIND' | 'URGE' | 'SUPERVISE' | 'TALK' | 'COPY' | 'REFER'> = {
  REMIND_7: 'REMIND',
  REMIND_1: 'REMIND',
  URGE: 'URGE',
  SUPERVISE: 'SUPERVISE',
  TALK: 'TALK',
  COPY: 'COPY',
  REFER: 'REFER',
};

function escalationFact(row: Escalation): AssessmentFact[] {
  const rung = rungKeys.find((key) => key === row.rung);
  if (!rung || row.state === 'LISTED' || row.state === 'HELD') return [];
  const lifted = row.state === 'WITHDRAWN' || row.state === 'REJECTED';
  return [
    { type: 'escalation', ref: row.id, obligation: row.obligationKey, rung: groupOf[rung], on: row.reachedOn, lifted },
  ];
}
