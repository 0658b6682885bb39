import type { Day } from './process/types.ts';

/** Steps by which a move of the clock can fail. */
export const moveSteps = [
  'reconcile',
  'stepClock',
  'beginDay',
  'waitUntilSettled',
  'claimDay',
  'sendDigests',
  'finishRound',
  'endClockMove',
] as const;
export type MoveStep = (typeof moveSteps)[number];

/** A step of a move that failed again and again; it is tried on and on. */
export interface MoveFailure {
  step: MoveStep;
  /** The business day that it failed on. */
  day: Day;
  tries: number;
  /** Instant (ISO 8601) of the first failure that was noted. */
  since: string;
  reason: string;
}
