import { defineQuery, defineSignal } from '@temporalio/workflow';
import type { Day, NumberedEvent } from '../domain/process/types.ts';

export interface InstanceArgs {
  instanceId: string;
}

export interface EventsArgs {
  events: NumberedEvent[];
}

/**
 * Events of an instance from its outbox. A signal, since what it tells is committed already: nothing can be refused,
 * and events that are sent twice are dropped by their number.
 */
export const eventsSignal = defineSignal<[EventsArgs]>('events');

/**
 * Asks a workflow to begin anew from its row. One that the rows show behind what it was told may know of steps that they
 * do not: the database was restored from a backup, and it takes the numbers of new events for old ones.
 */
export const lookAgainSignal = defineSignal('lookAgain');

/** Type of the failure by which a step is refused whose workflow has lost touch with its row. */
export const OUT_OF_TURN = 'StepOutOfTurn';

export interface RolloutArgs {
  planId: string;
  countyId: string;
  /** Where a run that went on as new continues. */
  afterId?: string;
  started?: number;
}

/** How many workflows of a plan have been started. */
export const rolloutProgressQuery = defineQuery<number>('started');

export interface RoundArgs {
  countyId: string;
}

export interface RhythmArgs {
  triggerId: string;
}

/** What became of the last day of a rhythm, as Temporal's own pages show it. */
export type RhythmResult = { day: Day; state: string; runId: string | null; detail: string | null } | null;

export interface MoveClockArgs {
  countyId: string;
  to: Day;
}

/** Finds the open workflows of instances in the server's list. */
export function openInstancesQuery(taskQueue: string): string {
  return `WorkflowType = "measureLifecycle" AND ExecutionStatus = "Running" AND TaskQueue = "${taskQueue}"`;
}

/** What the schedule of every rhythm is called by. */
export const RHYTHM_PREFIX = 'rhythm-';

/** Workflow ids, one place for all: a second start under the same id finds the first. */
export const workflowIds = {
  instance: (instanceId: string) => instanceId,
  rollout: (planId: string) => `rollout-${planId}`,
  dailyRound: (countyId: string) => `daily-round-${countyId}`,
  moveClock: (countyId: string) => `move-clock-${countyId}`,
  resendMail: (countyId: string) => `resend-mail-${countyId}`,
  /** The schedule of a rhythm; each workflow that it starts adds its time. */
  rhythm: (triggerId: string) => `${RHYTHM_PREFIX}${triggerId}`,
};
