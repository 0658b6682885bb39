import type { UserMessage } from '../errors.ts';

/** How the outcomes are told that the product itself and its templates know. */
const outcomeWords: Record<string, UserMessage> = {
  ACCEPTED: { zh: '通过', en: 'Accepted' },
  RETURNED: { zh: '退回', en: 'Returned' },
  DEEMED: { zh: '逾期视为', en: 'Deemed by lapse' },
  CANCELLED: { zh: '已撤销', en: 'Cancelled' },
  assigned: { zh: '已明确', en: 'Named' },
  signed: { zh: '已签收', en: 'Signed for' },
  confirmed: { zh: '已确认', en: 'Confirmed' },
  filed: { zh: '已报备', en: 'Filed' },
  done: { zh: '已完成', en: 'Done' },
  reported: { zh: '已报送', en: 'Reported' },
  accepted: { zh: '通过', en: 'Accepted' },
  returned: { zh: '退回', en: 'Returned' },
  completed: { zh: '已办结', en: 'Completed' },
  rectified: { zh: '已整改', en: 'Put right' },
  decided: { zh: '已决定', en: 'Decided' },
  closed: { zh: '已归档', en: 'Closed' },
  approved: { zh: '同意', en: 'Approved' },
  refused: { zh: '不同意', en: 'Refused' },
  passed: { zh: '合格', en: 'Passed' },
  failed: { zh: '不合格', en: 'Failed' },
  registered: { zh: '已登记', en: 'Registered' },
  dismissed: { zh: '不予受理', en: 'Not taken on' },
  found: { zh: '发现问题', en: 'Problems found' },
  clear: { zh: '未发现问题', en: 'Nothing found' },
  again: { zh: '下月继续', en: 'Again next month' },
  last: { zh: '不再召开', en: 'The last one' },
  none: { zh: '不需问责', en: 'Nobody to blame' },
  accountable: { zh: '需要问责', en: 'To be held to account' },
  answered: { zh: '已回复', en: 'Answered' },
  explained: { zh: '已说明', en: 'Explained' },
  kept: { zh: '已落实', en: 'Kept' },
  upheld: { zh: '维持', en: 'Upheld' },
  lifted: { zh: '撤销', en: 'Lifted' },
  granted: { zh: '同意', en: 'Granted' },
};

/** How an outcome is told; one that a definition has thought up stays as it is. */
export function outcomeInWords(outcome: string): UserMessage {
  return Object.hasOwn(outcomeWords, outcome) ? (outcomeWords[outcome] as UserMessage) : { zh: outcome, en: outcome };
}

/** The same in the middle of a sentence. */
export function outcomeInSentence(outcome: string): UserMessage {
  const { zh, en } = outcomeInWords(outcome);
  return { zh, en: en === outcome ? en : en.toLowerCase() };
}

/** Outcomes that the designer offers for a step: those by which most choices go. */
export const usualOutcomes = ['ACCEPTED', 'RETURNED', 'approved', 'refused', 'passed', 'failed'] as const;
