export { checkLadder } from './checkLadder.ts';
export {
  type Choice,
  chooseLadder,
  chooseUse,
  climbsUpTo,
  type LadderUse,
  type StepLadder,
  type UseOfLadder,
} from './choose.ts';
export { addCountingDays, isFrozen, isLate, lastDayInTime, overdueWorkingDays } from './clock.ts';
export { defaultLadder } from './defaultLadder.ts';
export { approvalLabels, audienceLabels, rungLabelOf } from './labels.ts';
export { officeKinds, officeLadder } from './officeLadder.ts';
export { nextRung, nextRungOn, roundOn, rungDue, rungsUntil, rungToList } from './rungs.ts';
export {
  type Audience,
  audiences,
  type FiredRung,
  type FrozenSpan,
  isRungKey,
  type Ladder,
  type NextRung,
  type ObligationClock,
  type OffsetUnit,
  offsetUnits,
  type Rearming,
  type Rung,
  type RungAction,
  type RungApproval,
  type RungGroup,
  type RungKey,
  rearmings,
  rearms,
  rungGroupOf,
  rungGroups,
} from './types.ts';
