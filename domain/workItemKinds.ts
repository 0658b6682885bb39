import type { UserMessage } from './errors.ts';
import type { RungGroup } from './ladder/types.ts';
import type { WorkItemKind } from './process/types.ts';

/** What is true of every item of a kind, whatever the process definition. */
export interface KindFacts {
  label: UserMessage;
  /** The liaison officer prepares, the head of the unit signs: the item goes through PREPARED 待审签. */
  needsHeadSignature: boolean;
  /** Handing in does not close it: it waits as SUBMITTED for somebody else's judgement. */
  reviewed: boolean;
  /** Outcomes that the kind knows, the default first; a definition may name others. */
  outcomes: readonly [string, ...string[]];
  /** The last rung of the ladder where the definition names none; null: no ladder. */
  ladderUpTo: RungGroup | null;
}

const kind = (
  zh: string,
  en: string,
  outcomes: readonly [string, ...string[]],
  rest: Partial<Omit<KindFacts, 'label' | 'outcomes'>> = {},
): KindFacts => ({
  label: { zh, en },
  needsHeadSignature: false,
  reviewed: false,
  ladderUpTo: null,
  outcomes,
  ...rest,
});

/**
 * Report, sheet, plan, completion and rectification leave the unit and need its head's signature; report, completion
 * and rectification are judged by somebody else. A sheet 报送表 is the cover of reports that are judged one by one.
 * Signing, planning and confirming stop at 督办; report, sheet, completion and rectification have all six rungs.
 */
export const kindFacts: Record<WorkItemKind, KindFacts> = {
  ASSIGN: kind('明确牵头单位', 'Name the lead unit', ['assigned']),
  SIGN: kind('签收', 'Sign for it', ['signed'], { ladderUpTo: 'SUPERVISE' }),
  CONFIRM: kind('确认任务分工', 'Confirm assignments', ['confirmed'], { ladderUpTo: 'SUPERVISE' }),
  PLAN: kind('制定具体方案', 'File a work plan', ['filed'], { needsHeadSignature: true, ladderUpTo: 'SUPERVISE' }),
  COORDINATE: kind('协调配合', 'Coordinate', ['done']),
  REPORT: kind('报送进展', 'Report', ['reported'], { needsHeadSignature: true, reviewed: true, ladderUpTo: 'REFER' }),
  SHEET: kind('报送表', 'Period sheet', ['reported'], { needsHeadSignature: true, ladderUpTo: 'REFER' }),
  REVIEW: kind('审核', 'Review', ['accepted', 'returned']),
  COMPLETE: kind('办结', 'Complete', ['completed'], { needsHeadSignature: true, reviewed: true, ladderUpTo: 'REFER' }),
  VERIFY: kind('核验销号', 'Verify completion', ['accepted', 'returned']),
  RECTIFY: kind('整改', 'Put right', ['rectified'], { needsHeadSignature: true, reviewed: true, ladderUpTo: 'REFER' }),
  DECIDE: kind('研究决定', 'Decide', ['decided']),
  CLOSE: kind('办结归档', 'Close and file', ['closed']),
  APPROVE: kind('批准', 'Approve', ['approved', 'refused']),
  FILL: kind('补充成员单位', 'Name the members', ['filled']),
  ANSWER: kind('回复文书', 'Answer the letter', ['answered'], { needsHeadSignature: true, ladderUpTo: 'SUPERVISE' }),
  EXPLAIN: kind('说明情况', 'Explain', ['explained'], { needsHeadSignature: true }),
  PROMISE: kind('落实约谈承诺', 'Keep a promise', ['kept'], { needsHeadSignature: true, ladderUpTo: 'COPY' }),
  RECONSIDER: kind('复核异议', 'Decide on an objection', ['upheld', 'lifted']),
  EXTEND: kind('审批延期', 'Decide on an extension', ['granted', 'refused']),
};

/** What people call an item: the name of its step in a drawing of the county, else its kind. */
export function itemLabel(kind: WorkItemKind, stepName: string | null): UserMessage {
  return stepName ? { zh: stepName, en: stepName } : kindFacts[kind].label;
}
