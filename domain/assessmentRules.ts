import type { UserMessage } from './errors.ts';
import type { RungGroup } from './ladder/types.ts';

/** Every answerable unit starts each measure and year with this score. */
export const FULL_SCORE = 100;
/** Returned rounds of one report that cost points; more are listed without. */
export const RETURNS_THAT_COST = 3;

export interface AssessmentRule {
  delta: number;
  text: UserMessage;
}

const rule = (delta: number, zh: string, en: string): AssessmentRule => ({ delta, text: { zh, en } });

/**
 * The default scheme. What never came costs several times what came late, and a report that comes after the cut-off
 * still costs less than none, so that handing in late always pays. With the rungs that it climbs, a unit that lets one
 * half-year pass in silence can still pass; one that lets both pass cannot.
 */
export const assessmentRules = {
  SIGN_ON_TIME: rule(0, '按期签收', 'Signed for in time'),
  SIGN_LATE: rule(-2, '逾期签收', 'Signed for late'),
  SIGN_DEEMED: rule(-5, '逾期未签收，视为签收', 'Never signed for, deemed so'),
  SIGN_MISSING: rule(-5, '未签收', 'Not signed for'),
  PLAN_ON_TIME: rule(0, '按期制定具体方案', 'Work plan filed in time'),
  PLAN_LATE: rule(-3, '逾期制定具体方案', 'Work plan filed late'),
  PLAN_MISSING: rule(-10, '未制定具体方案', 'No work plan filed'),
  REPORT_ON_TIME: rule(0, '按期报送', 'Reported in time'),
  REPORT_LATE: rule(-5, '逾期报送', 'Reported late'),
  REPORT_AFTER_CUT_OFF: rule(-10, '截止后补报', 'Reported after the cut-off'),
  REPORT_MISSING: rule(-20, '未报', 'Not reported'),
  RETURNED: rule(-2, '退回重报', 'Returned'),
  RETURNED_AGAIN: rule(0, '退回重报（不再扣分）', 'Returned (no further deduction)'),
  RETURN_UNANSWERED: rule(-10, '退回后未重报', 'Returned and not handed in again'),
  COMPLETION_ON_TIME: rule(0, '按期办结', 'Completed in time'),
  COMPLETION_LATE: rule(-10, '逾期办结', 'Completed late'),
  COMPLETION_MISSING: rule(-30, '到期未办结', 'Not completed'),
  RUNG_URGE: rule(-1, '被催办', 'Urged'),
  RUNG_SUPERVISE: rule(-3, '被督办', 'Supervision order'),
  RUNG_TALK: rule(-6, '被约谈', 'Admonitory talk'),
  RUNG_COPY: rule(-10, '抄送纪委监委', 'Copied to the discipline commission'),
  RUNG_REFER: rule(-15, '移送问题线索', 'Referred to the discipline commission'),
  RUNG_LIFTED: rule(0, '督办措施已解除', 'Escalation lifted'),
} as const satisfies Record<string, AssessmentRule>;

export type AssessmentRuleKey = keyof typeof assessmentRules;

/** Only the highest rung of an obligation costs points. Reminders cost nothing. */
export const rungRules: Record<Exclude<RungGroup, 'REMIND'>, AssessmentRuleKey> = {
  URGE: 'RUNG_URGE',
  SUPERVISE: 'RUNG_SUPERVISE',
  TALK: 'RUNG_TALK',
  COPY: 'RUNG_COPY',
  REFER: 'RUNG_REFER',
};
