import type { WorkItemKind } from '../process/types.ts';
import { rungLabelOf } from './labels.ts';
import type { Ladder, Rung, RungKey } from './types.ts';

const rung = (key: RungKey, group: 'REMIND' | 'URGE', offset: number, audience: Rung['audience']): Rung => ({
  ...{ key, group, label: rungLabelOf(key), offset, audience, action: 'notify', needsApproval: null },
});

/** What waits for the office or a leader to decide climbs this one, upward: nobody waits for them without end. */
export const officeLadder: Ladder = {
  earliestAfterOpening: 0,
  rungs: [
    rung('REMIND_1', 'REMIND', -1, ['holder']),
    rung('URGE', 'URGE', 1, ['holder']),
    rung('URGE_2', 'URGE', 3, ['holder', 'leadingGroupHead']),
    rung('URGE_3', 'URGE', 5, ['holder', 'countyChiefs']),
  ],
};

/** Kinds that climb it in a new county. */
export const officeKinds: readonly WorkItemKind[] = [
  'REVIEW',
  'VERIFY',
  'ASSIGN',
  'FILL',
  'DECIDE',
  'APPROVE',
  'RECONSIDER',
  'EXTEND',
];
