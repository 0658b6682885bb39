import type { Ladder } from './types.ts';

/**
 * The ladder that a plan starts with; each plan keeps its own copy, which the office may edit. What is to be signed or
 * decided has a day of its own, after which the chief leaders are told: waiting for a decision is not the unit's delay.
 */
export const defaultLadder: Ladder = {
  earliestAfterOpening: 5,
  rungs: [
    {
      key: 'REMIND_7',
      group: 'REMIND',
      label: { zh: '首次提醒', en: 'First reminder' },
      offset: -7,
      audience: ['holder'],
      action: 'notify',
      needsApproval: null,
    },
    {
      key: 'REMIND_1',
      group: 'REMIND',
      label: { zh: '临期提醒', en: 'Last reminder' },
      offset: -1,
      audience: ['holder'],
      action: 'notify',
      needsApproval: null,
    },
    {
      key: 'URGE',
      group: 'URGE',
      label: { zh: '催办', en: 'Urging' },
      offset: 1,
      audience: ['holder', 'unitHead'],
      action: 'notify',
      needsApproval: null,
    },
    {
      key: 'SUPERVISE',
      group: 'SUPERVISE',
      label: { zh: '督办', en: 'Supervision order' },
      offset: 5,
      audience: ['responsibleLeader'],
      action: 'letter',
      needsApproval: 'officeHead',
      approveWithin: 3,
    },
    {
      key: 'TALK',
      group: 'TALK',
      label: { zh: '约谈', en: 'Admonitory talk' },
      offset: 10,
      audience: ['responsibleLeader', 'leadingGroupHead'],
      action: 'talk',
      needsApproval: 'named',
      approveWithin: 5,
    },
    {
      key: 'COPY',
      group: 'COPY',
      label: { zh: '抄送纪委监委', en: 'Copy to the discipline commission' },
      offset: 15,
      audience: ['discipline'],
      action: 'copy',
      needsApproval: null,
      listedBefore: 1,
    },
    {
      key: 'REFER',
      group: 'REFER',
      label: { zh: '移送问题线索', en: 'Referral of clues' },
      offset: 20,
      audience: ['discipline'],
      action: 'refer',
      needsApproval: 'named',
      approveWithin: 5,
    },
  ],
};
