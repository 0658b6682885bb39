import type { Day, StuckToken, Variables, WorkItemKind } from './process/types.ts';
import { kindFacts } from './workItemKinds.ts';

/** Of which processes a list may be: running ones, of these the stuck and the paused, ended ones, of these each end. */
export const instanceStates = ['RUNNING', 'STUCK', 'PAUSED', 'ENDED', 'COMPLETED', 'TERMINATED', 'WITHDRAWN'] as const;
export type InstanceStateFilter = (typeof instanceStates)[number];

/** What an administrator can do about a process that does not go on. */
export const repairs = ['retry', 'skip', 'reassign'] as const;
export type Repair = (typeof repairs)[number];

/** Why a process does not go on, or could not if somebody acted. */
export const faultKinds = [
  'NO_FLOW_HOLDS', // 没有一个分支的条件成立
  'JOIN_STARVED', // 汇合等不到其他分支
  'ENDLESS_LOOP', // 空转
  'OPERATION_FAILED', // 操作失败
  'CALL_FAILED', // 要调用的流程没有已发布的版本
  'CALL_CIRCLE', // 调用绕回自身
  'STEP_FAILED', // 步骤写不下去
  'NOT_DELIVERED', // 消息未送达
  'NOT_TAKEN', // 消息送达后没有处理
  'WORKFLOW_MISSING', // 流程服务中没有它
  'NO_HOLDER', // 事项没有人承办
  'TIMER_PAST_DUE', // 定时已过未触发
] as const;
export type FaultKind = (typeof faultKinds)[number];

export interface Fault {
  kind: FaultKind;
  elementId: string | null;
  /** The open item that it is about. */
  itemId: string | null;
  /** What failed, in the words of the log; what could not be called; the day that has passed; whose post is vacant. */
  detail: string | null;
  attempts: number | null;
  repairs: Repair[];
}

/** What is known of one running instance, from its rows and from Temporal. */
export interface InstanceFacts {
  stuck: readonly StuckToken[];
  /** The next step's last failure, a call's with its element and without operation; null where it has not failed. */
  failure: {
    attempts: number;
    message: string;
    elementId: string | null;
    operation: string | null;
    /** A call that comes back to itself. */
    circle: boolean;
  } | null;
  /** Since how many seconds its oldest event waits for the relay; null where none waits. */
  undeliveredSeconds: number | null;
  /** Since how many seconds an event that was delivered has not become part of a step. */
  untakenSeconds: number | null;
  /** Whether Temporal runs its workflow; null where Temporal does not answer. */
  hasWorkflow: boolean | null;
  /** Open items that nobody holds today, with the unit or the post that it should be. */
  withoutHolder: readonly { id: string; elementId: string; kind: WorkItemKind; holder: string | null }[];
  /** Timers of days whose round has passed. */
  lateTimers: readonly { elementId: string; day: Day }[];
}

/** An event is late when the relay, which looks every two seconds, has not taken it for this long. */
export const UNDELIVERED_SECONDS = 120;
/** A step takes well below a second; one that has not come for this long will not come by itself. */
export const UNTAKEN_SECONDS = 300;

/** All that keeps an instance from going on, the cause before what follows from it. */
export function faultsOf(facts: InstanceFacts): Fault[] {
  const fault = (kind: FaultKind, can: Repair[], rest: Partial<Fault> = {}): Fault => ({
    ...{ kind, elementId: null, itemId: null, detail: null, attempts: null, repairs: can },
    ...rest,
  });
  const { failure, stuck, withoutHolder, lateTimers } = facts;
  const late = (seconds: number | null, limit: number) => seconds !== null && seconds >= limit;
  const faults: Fault[] = [];
  if (failure?.operation != null) {
    const can: Repair[] = skippedResult(failure.operation) === null ? ['retry'] : ['retry', 'skip'];
    const { elementId, message: detail, attempts } = failure;
    faults.push(fault('OPERATION_FAILED', can, { elementId, detail, attempts }));
  } else if (failure !== null && failure.elementId !== null) {
    const { elementId, message: detail, attempts } = failure;
    faults.push(fault(failure.circle ? 'CALL_CIRCLE' : 'CALL_FAILED', ['retry'], { elementId, detail, attempts }));
  } else if (failure !== null) {
    faults.push(fault('STEP_FAILED', ['retry'], { detail: failure.message, attempts: failure.attempts }));
  }
  if (facts.hasWorkflow === false) faults.push(fault('WORKFLOW_MISSING', ['retry']));
  if (late(facts.undeliveredSeconds, UNDELIVERED_SECONDS)) faults.push(fault('NOT_DELIVERED', ['retry']));
  if (failure === null && late(facts.untakenSeconds, UNTAKEN_SECONDS)) faults.push(fault('NOT_TAKEN', ['retry']));
  for (const { elementId, reason } of stuck) {
    faults.push(fault(reason, reason === 'JOIN_STARVED' ? [] : ['retry'], { elementId }));
  }
  for (const { id: itemId, elementId, kind, holder: detail } of withoutHolder) {
    const can: Repair[] = maySkipItem(kind) ? ['reassign', 'skip'] : ['reassign'];
    faults.push(fault('NO_HOLDER', can, { elementId, itemId, detail }));
  }
  for (const { elementId, day } of lateTimers) {
    faults.push(fault('TIMER_PAST_DUE', ['retry'], { elementId, detail: day }));
  }
  return faults;
}

const judging: readonly WorkItemKind[] = ['REVIEW', 'VERIFY', 'DECIDE', 'APPROVE', 'ASSIGN', 'RECONSIDER', 'EXTEND'];

/**
 * Whether an administrator may pass over an item that nobody does: never a judgement about somebody's work, never what
 * is judged afterwards. Those are given to somebody else.
 */
export function maySkipItem(kind: WorkItemKind): boolean {
  return !judging.includes(kind) && !kindFacts[kind].reviewed;
}

const neutral: Record<string, Variables> = {
  score: { passed: true, skipped: true },
  setScore: { passed: true, skipped: true },
  markUnreported: { unreported: 0, skipped: true },
};

/** What an operation that was passed over answers; null for one that the process cannot do without. */
export function skippedResult(operation: string): Variables | null {
  return neutral[operation] ?? null;
}
