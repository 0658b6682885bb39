import type { UserMessage } from './errors.ts';

/**
 * Grounds on which a finding may be closed as tolerated 容错: the three distinctions 三个区分开来 of 《关于进一步激励广大干部
 * 新时代新担当新作为的意见》 (General Office of the Central Committee, 2018), and circumstances beyond anybody's power.
 */
export const toleranceGrounds = ['FIRST_TRIAL', 'EXPLORATION', 'UNINTENDED', 'BEYOND_CONTROL'] as const;
export type ToleranceGround = (typeof toleranceGrounds)[number];

export const toleranceLabels: Record<ToleranceGround, UserMessage> = {
  FIRST_TRIAL: {
    zh: '改革中因缺乏经验、先行先试出现的失误',
    en: 'A mistake of whoever tried first, for want of experience',
  },
  EXPLORATION: { zh: '上级尚无明确限制的探索性试验中的失误', en: 'A mistake in an exploration that nothing forbade' },
  UNINTENDED: { zh: '为推动发展的无意过失', en: 'An unintended fault in moving things forward' },
  BEYOND_CONTROL: { zh: '不可抗力或非本单位原因', en: 'Beyond control, or caused by others' },
};
