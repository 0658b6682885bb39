export { checkLadder } from './checkLadder.ts';
export { addCountingDays, overdueWorkingDays } from './clock.ts';
export { defaultLadder } from './defaultLadder.ts';
export { nextRung, nextRungOn, rungDue, rungToList } from './rungs.ts';
export {
  type Audience,
  audiences,
  type FiredRung,
  type FrozenSpan,
  type Ladder,
  type NextRung,
  type ObligationClock,
  type Rung,
  type RungAction,
  type RungApproval,
  type RungGroup,
  type RungKey,
  rungGroups,
  rungKeys,
} from './types.ts';
