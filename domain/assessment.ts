import {
  type AssessmentRuleKey,
  assessmentRules,
  FULL_SCORE,
  RETURNS_THAT_COST,
  rungRules,
} from './assessmentRules.ts';
import type { UserMessage } from './errors.ts';
import { type RungGroup, rungGroups } from './ladder/types.ts';
import type { Day } from './process/types.ts';

export { assessmentRules } from './assessmentRules.ts';

/** `receivedOn`: business day on which the first round was handed in, null where it never was. */
interface Obligation {
  /** Names the event in the audit trail that the points are traced to. */
  ref: string;
  /** null: nothing fell due, so nothing can be late. */
  dueOn: Day | null;
  receivedOn: Day | null;
}

/** What happened in one year with one measure at one answerable unit. */
export type AssessmentFact =
  | (Obligation & { type: 'signing'; deemed: boolean })
  | (Obligation & { type: 'plan' })
  | (Obligation & Returns & { type: 'report'; period: UserMessage; cutOffOn: Day })
  | (Obligation & Returns & { type: 'completion' })
  | { type: 'escalation'; ref: string; obligation: string; rung: RungGroup; on: Day; lifted?: boolean };

interface Returns {
  returnedRounds: number;
  /** The last round was returned and nothing has come since. */
  returnOpen: boolean;
}

export interface ScorePoint {
  rule: AssessmentRuleKey;
  text: UserMessage;
  delta: number;
  eventRef: string;
}

export interface Score {
  points: ScorePoint[];
  /** 0 to 100. */
  score: number;
  passed: boolean;
}

/**
 * The score 考核评价 of one answerable unit for one measure and year, as of the business day `asOf`: full points less
 * what each rule takes, every point with the event it comes from. What happened after `asOf`, or falls due on it or
 * after it and is still to come, does not count.
 *
 * @param passScore Fewer points than this and the measure goes to rectification 整改.
 */
export function assess(facts: readonly AssessmentFact[], asOf: Day, passScore: number): Score {
  const points = [...facts.flatMap((fact) => pointsOf(fact, asOf)), ...escalationPoints(facts, asOf)];
  const score = Math.max(
    0,
    points.reduce((sum, point) => sum + point.delta, FULL_SCORE),
  );
  return { points, score, passed: score >= passScore };
}

function pointsOf(fact: AssessmentFact, asOf: Day): ScorePoint[] {
  if (fact.type === 'escalation') return [];
  const received = fact.receivedOn !== null && fact.receivedOn <= asOf ? fact.receivedOn : null;
  const late = received !== null && fact.dueOn !== null && received > fact.dueOn;
  const missing = received === null && fact.dueOn !== null && fact.dueOn < asOf;
  const first = firstRule(fact, { received, late, missing }, asOf);
  if (first === null) return [];
  const prefix = fact.type === 'report' ? fact.period : undefined;
  const points = [point(first, fact.ref, prefix)];
  return fact.type === 'report' || fact.type === 'completion' ? [...points, ...returnPoints(fact, prefix)] : points;
}

interface Arrival {
  received: Day | null;
  late: boolean;
  missing: boolean;
}

/** The rule that an obligation falls under; null while it is still to come. */
function firstRule(
  fact: Exclude<AssessmentFact, { type: 'escalation' }>,
  { received, late, missing }: Arrival,
  asOf: Day,
): AssessmentRuleKey | null {
  switch (fact.type) {
    case 'signing':
      if (fact.deemed) return 'SIGN_DEEMED';
      if (missing) return 'SIGN_MISSING';
      return received === null ? null : late ? 'SIGN_LATE' : 'SIGN_ON_TIME';
    case 'plan':
      if (missing) return 'PLAN_MISSING';
      return received === null ? null : late ? 'PLAN_LATE' : 'PLAN_ON_TIME';
    case 'report':
      if (received === null) return fact.cutOffOn <= asOf ? 'REPORT_MISSING' : null;
      if (received > fact.cutOffOn) return 'REPORT_AFTER_CUT_OFF';
      return late ? 'REPORT_LATE' : 'REPORT_ON_TIME';
    case 'completion':
      if (missing) return 'COMPLETION_MISSING';
      return received === null ? null : late ? 'COMPLETION_LATE' : 'COMPLETION_ON_TIME';
  }
}

function returnPoints(fact: Returns & { ref: string }, prefix?: UserMessage): ScorePoint[] {
  const rounds = Array.from({ length: fact.returnedRounds }, (_, index) =>
    point(index < RETURNS_THAT_COST ? 'RETURNED' : 'RETURNED_AGAIN', fact.ref, prefix),
  );
  return fact.returnOpen ? [...rounds, point('RETURN_UNANSWERED', fact.ref, prefix)] : rounds;
}

/** One point per obligation: its highest rung that was not lifted; lifted ones are listed without a deduction. */
function escalationPoints(facts: readonly AssessmentFact[], asOf: Day): ScorePoint[] {
  const highest = new Map<string, { ref: string; rung: Exclude<RungGroup, 'REMIND'> }>();
  const lifted: ScorePoint[] = [];
  for (const fact of facts) {
    if (fact.type !== 'escalation' || fact.rung === 'REMIND' || fact.on > asOf) continue;
    const known = highest.get(fact.obligation);
    if (fact.lifted) lifted.push(point('RUNG_LIFTED', fact.ref));
    else if (!known || rungGroups.indexOf(fact.rung) > rungGroups.indexOf(known.rung)) {
      highest.set(fact.obligation, { ref: fact.ref, rung: fact.rung });
    }
  }
  return [...[...highest.values()].map(({ ref, rung }) => point(rungRules[rung], ref)), ...lifted];
}

function point(rule: AssessmentRuleKey, eventRef: string, prefix?: UserMessage): ScorePoint {
  const { delta, text } = assessmentRules[rule];
  const named = prefix ? { zh: `${prefix.zh}：${text.zh}`, en: `${prefix.en}: ${text.en}` } : text;
  return { rule, text: named, delta, eventRef };
}
