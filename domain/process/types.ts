/**
 * The vocabulary of the process interpreter: the compiled graph, the state of one instance, the events that reach it
 * and the effects that it asks for. Everything is plain JSON, so a state can be stored in a row, carried by a Temporal
 * workflow and replayed by a rehearsal. Terms follow BPMN 2.0 (OMG formal/2011-01-03).
 */

import type { Form } from '../forms/types.ts';

/** A calendar day of the county, `YYYY-MM-DD`. */
export type Day = string;

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type Variables = { [name: string]: Json };

/**
 * The revision of the interpreter's meaning that a state is carried on with. It rises only at a fresh run, so that a
 * history recorded before replays as it was: from 2 on a loop that nobody stops is stopped (`turning.ts`), and an
 * inclusive join takes one token of each flow and not all that have come.
 */
export type Semantics = 1 | 2;
export const currentSemantics: Semantics = 2;

// ---------------------------------------------------------------------------------------------------------------
// Graph: what `compile` makes of a BPMN text.

export interface Graph {
  /** The revision of what a graph says; states have their own. */
  semantics: 1;
  /** The id of the BPMN process element. */
  processId: string;
  name: string;
  /** The scope that the instance itself runs in; its elements are those without `parent`. */
  startId: string;
  nodes: Record<string, Node>;
  flows: Record<string, Flow>;
}

export interface Flow {
  id: string;
  source: string;
  target: string;
  name?: string;
  /** FEEL text; absent on unconditional flows. */
  condition?: string;
}

interface NodeBase {
  id: string;
  name?: string;
  /** The embedded sub-process the element stands in; absent at the top. */
  parent?: string;
  incoming: string[];
  outgoing: string[];
}

export type Node =
  | (NodeBase & { type: 'startEvent' })
  | (NodeBase & { type: 'endEvent'; terminate: boolean })
  | (NodeBase & { type: 'userTask'; task: TaskSpec; loop?: MultiInstance; boundary: string[] })
  | (NodeBase & { type: 'serviceTask'; operation: string; parameters: Variables; boundary: string[] })
  | (NodeBase & { type: 'exclusiveGateway'; defaultFlow?: string })
  | (NodeBase & { type: 'parallelGateway' })
  /**
   * `join` names the closing inclusive gateway of a split; a closing gateway carries `split` and, as `block`, the
   * elements between the two: it waits for as long as a token stands on one of them.
   */
  | (NodeBase & { type: 'inclusiveGateway'; defaultFlow?: string; join?: string; split?: string; block?: string[] })
  | (NodeBase & { type: 'timerEvent'; timer: TimerRule })
  | (NodeBase & { type: 'boundaryTimer'; attachedTo: string; interrupting: boolean; timer: TimerRule })
  | (NodeBase & { type: 'subProcess'; startId: string; loop?: MultiInstance; boundary: string[] })
  | (NodeBase & { type: 'callActivity'; definitionKey: string; versionId?: string; boundary: string[] });

export type UserTask = Extract<Node, { type: 'userTask' }>;
export type SubProcess = Extract<Node, { type: 'subProcess' }>;

/** Collections that a multi-instance may run over. */
export const collectionNames = [
  'answerableUnits',
  'contributingUnits',
  'leadUnits',
  'responsibleUnits',
  'supportingUnits',
  'allUnits',
  'reportingPeriods',
  'assessmentYears',
] as const;
export type CollectionName = (typeof collectionNames)[number];

export interface MultiInstance {
  collection: CollectionName;
  sequential: boolean;
  /** How many closings complete it. */
  complete: 'all' | 'first' | number;
}

/** Kinds of work item that a definition may use; the kind decides form, signature and review. */
export const workItemKinds = [
  'ASSIGN', // 明确牵头单位
  'SIGN', // 签收
  'CONFIRM', // 确认任务分工
  'PLAN', // 具体方案
  'COORDINATE', // 协调配合
  'REPORT', // 报送
  'SHEET', // 报送表
  'REVIEW', // 审核
  'COMPLETE', // 办结
  'VERIFY', // 核验销号
  'RECTIFY', // 整改
  'DECIDE', // 研究决定
  'CLOSE', // 办结归档
  'APPROVE', // 批准
  'FILL', // 补充成员单位
] as const;

/** Kinds that nobody draws: a letter, a talk, a severe rung or what a unit asks for opens them beside the process. */
export const besideKinds = [
  'ANSWER', // 回复文书
  'EXPLAIN', // 说明情况
  'PROMISE', // 落实约谈承诺
  'RECONSIDER', // 复核异议
  'EXTEND', // 审批延期
] as const;
export type WorkItemKind = (typeof workItemKinds)[number] | (typeof besideKinds)[number];

/** Who holds a work item. `memberUnit` is the unit of the multi-instance member the item is opened for. */
export const holderRules = [
  'memberUnit',
  'coordinator',
  'planUnit',
  'office',
  'responsibleLeader',
  'leadingGroupHead',
  'chiefLeader',
  'discipline',
  'post',
  'doer',
] as const;
export type HolderRule = (typeof holderRules)[number];

/** What a user task means to Duban: the `duban:` extension attributes of the element. */
export interface TaskSpec {
  kind: WorkItemKind;
  holder: HolderRule;
  /** Only for holder `post`: a post of the county, with its title as it was when it was chosen. */
  post?: { id: string; title: string };
  /** Only for holder `doer`: the user task whose latest item was handed in by whoever holds this one. */
  doerOf?: string;
  due: DueRule;
  /** The last rung of the ladder that applies; absent: no ladder. */
  ladderUpTo?: 'REMIND' | 'URGE' | 'SUPERVISE' | 'TALK' | 'COPY' | 'REFER';
  /** The name of the ladder that it climbs, whatever its plan and the rules of use say; absent: theirs. */
  ladder?: string;
  /** Working days within which its holder signs for it 签收; absent: handing it in is enough. */
  signWithin?: number;
  /** What its holder fills in beside the text; absent: the page of the kind alone. */
  form?: Form;
  /** The user task whose latest item this one judges (REVIEW, VERIFY). */
  reviews?: string;
  /** Working days after its due day on which an open item closes as DEEMED 逾期视为. */
  deemedAfter?: number;
  /** Outcomes the holder may choose from; the first is the default. */
  outcomes: string[];
}

/**
 * A day by rule, resolved by the calendar where rows are written.
 * `base: 'opened'` is the business day on which the element became active; `deadline` the measure's own; `period.*`
 * and `year.*` belong to the member in scope; `due` is the due day of the task that a boundary timer is attached to.
 * Anything without a base day (a measure without a deadline) never falls due.
 */
export interface DueRule {
  base: 'opened' | 'deadline' | 'period.opensOn' | 'period.dueOn' | 'period.cutOffOn' | 'year.opensOn' | 'due' | 'date';
  /** Only for base `date`. */
  date?: Day;
  /** Signed offset, 0 when absent. */
  offset: number;
  unit: 'days' | 'workingDays';
}
export type TimerRule = DueRule;

// ---------------------------------------------------------------------------------------------------------------
// Context, state

/** One member of a collection. `key` is stable for life: an assignment's id, a period's key (`2020-MID`). */
export interface Member {
  key: string;
  /** Facts of the member that conditions may read, as `member.<name>`. */
  vars?: Variables;
}

/** What an instance knows of its subject when it starts. `facts` are the variables of conditions. */
export interface ProcessContext {
  facts: Variables;
  collections: Partial<Record<CollectionName, Member[]>>;
}

/**
 * Where something is inside an instance: '' is the instance itself; each entered sub-process or multi-instance member
 * adds `/elementId` or `/elementId#memberKey`; a repeated entry of the same sub-process adds `~n` (n ≥ 2), a member
 * that was removed and added again `^n`. In member keys the characters `%/#~^!@` are percent-encoded.
 */
export type ScopePath = string;

/** Deterministic name of one activity of one instance: `elementId@scopePath!round`, member included in the scope. */
export type ActivityKey = string;

export interface ProcessState {
  semantics: Semantics;
  status: 'running' | 'completed' | 'terminated' | 'withdrawn';
  paused: boolean;
  context: ProcessContext;
  /** Everything below is the interpreter's own; others may read it to draw where an instance stands. */
  scopes: Record<ScopePath, ScopeState>;
  activities: Record<ActivityKey, ActivityState>;
  /** Events that came while paused or while an interruption waits for its answers, in order. */
  held: ProcessEvent[];
  /** Element ids that were passed, with how often: the path on the diagram. */
  passed: Record<string, number>;
  /** Present while cancel effects with `answer` are unanswered. */
  interrupting?: Interrupting;
  /** Tokens that cannot go on. The instance stays `running`; new facts make them try again. */
  stuck?: StuckToken[];
  /** How often tokens have come back to steps on one day since anybody did anything; absent where none has. */
  turning?: { day: Day; entries: Record<ActivityKey, number> };
}

/** A boundary timer has fired and `rows decide` which of the host's items were still open. */
export interface Interrupting {
  boundary: string;
  host: ActivityKey;
  /** Items whose answer has not come yet. */
  awaiting: ActivityKey[];
  answers: CancelAnswer[];
}

export interface StuckToken {
  elementId: string;
  scope: ScopePath;
  /**
   * `NO_FLOW_HOLDS`: no condition of the gateway is true and it has no default flow. `JOIN_STARVED`: a join waits for
   * a token that can no longer come. `ENDLESS_LOOP`: a loop that turns although nobody does anything and no day passes.
   */
  reason: 'NO_FLOW_HOLDS' | 'JOIN_STARVED' | 'ENDLESS_LOOP';
}

export interface ScopeState {
  /** Element that opened the scope; absent for the instance. */
  elementId?: string;
  memberKey?: string;
  parent?: ScopePath;
  /** Variables of the scope; lookups go outward. A closed element writes `<elementId>` and `outcome`. */
  vars: Variables;
  /** Tokens that wait at a joining gateway: gateway id → incoming flow ids. */
  waiting: Record<string, string[]>;
  /** How often an element was entered in this scope. */
  rounds: Record<string, number>;
  /** Tokens inside: running activities, tokens waiting at joins, stuck ones. The scope is done when none is left. */
  tokens: number;
  /** Round of the body that opened the scope; absent for the first. */
  round?: number;
}

/** `scope` is the scope that the element stands in; an item of a multi-instance task names its body as `group`. */
export type ActivityState =
  | { type: 'workItem'; elementId: string; scope: ScopePath; round: number; group?: ActivityKey; memberKey?: string }
  | { type: 'timer'; elementId: string; scope: ScopePath; attachedTo?: ActivityKey }
  | { type: 'operation'; elementId: string; scope: ScopePath; round: number }
  | { type: 'call'; elementId: string; scope: ScopePath; round: number }
  | BodyState;

/** An entered sub-process or multi-instance, with what of it is done. */
export interface BodyState {
  type: 'body';
  elementId: string;
  scope: ScopePath;
  round: number;
  /** Only for a multi-instance: all member keys in order; those neither done nor active are still to come. */
  members?: string[];
  done?: string[];
  /** Keys of the running members; `['']` for a sub-process that is not a multi-instance. */
  active: string[];
  /** How often a removed member was added again. */
  again?: Record<string, number>;
  /** Reopened for late members only: nothing follows when it is done. */
  detached?: true;
}

// ---------------------------------------------------------------------------------------------------------------
// Events in, effects out

/** `day` is the business day on which the event happened; conditions read it as `today`. */
export type ProcessEvent =
  | { type: 'workItemClosed'; key: ActivityKey; outcome: string; fields?: Variables; day: Day }
  | { type: 'timerDue'; key: ActivityKey; day: Day }
  | { type: 'operationDone'; key: ActivityKey; result: Variables; day: Day }
  | { type: 'instanceDone'; key: ActivityKey; outcome: string; day: Day }
  /** The answer to cancel effects: rows decide which items were still open. */
  | { type: 'cancelAnswered'; answers: CancelAnswer[]; day: Day }
  | {
      type: 'membersChanged';
      collection: CollectionName;
      added: Member[];
      removed: string[];
      /** Also reopen multi-instances that had already finished. */
      includeFinished?: boolean;
      day: Day;
    }
  | { type: 'factsChanged'; facts: Variables; day: Day }
  | { type: 'paused'; day: Day }
  | { type: 'resumed'; day: Day }
  | { type: 'withdrawn'; day: Day };

/** An event with its number in the instance's outbox; numbers have no gaps. */
export interface NumberedEvent {
  seq: number;
  event: ProcessEvent;
}

export interface CancelAnswer {
  key: ActivityKey;
  result: 'cancelled' | 'alreadyClosed';
  outcome?: string;
  fields?: Variables;
}

export type Effect =
  | {
      type: 'openWorkItem';
      key: ActivityKey;
      elementId: string;
      scope: ScopePath;
      /** Collection members in scope, outermost first: which assignment, period or year the item is for. */
      members: { collection: CollectionName; key: string }[];
      round: number;
      task: TaskSpec;
      /** The item of the round before, and what its return said (`dueOn`). */
      previousKey?: ActivityKey;
      returned?: Variables;
      /** The item that this one judges. */
      reviewsKey?: ActivityKey;
      /** The item whose holder holds this one; absent where that task was passed by. */
      doerKey?: ActivityKey;
    }
  /** `unjudged`: it is a review whose row was cancelled before, or what a review that never opens would have judged. */
  | { type: 'cancelWorkItem'; key: ActivityKey; answer: boolean; unjudged?: true }
  | {
      type: 'setTimer';
      key: ActivityKey;
      rule: TimerRule;
      members: { collection: CollectionName; key: string }[];
      /** For base `due`: the item whose due day counts. */
      of?: ActivityKey;
    }
  | { type: 'clearTimer'; key: ActivityKey }
  | {
      type: 'runOperation';
      key: ActivityKey;
      operation: string;
      parameters: Variables;
      members: { collection: CollectionName; key: string }[];
    }
  | { type: 'cancelOperation'; key: ActivityKey }
  | { type: 'startInstance'; key: ActivityKey; definitionKey: string; versionId?: string }
  | { type: 'cancelInstance'; key: ActivityKey }
  | { type: 'finish'; status: 'completed' | 'terminated' | 'withdrawn' };

export interface StepResult {
  state: ProcessState;
  effects: Effect[];
}

/** One thing that keeps a BPMN text from being published, in words an administrator understands. */
export interface CompileProblem {
  elementId: string | null;
  rule: string;
  severity: 'error' | 'warning';
  message: { zh: string; en: string };
}

export type CompileResult =
  | { ok: true; graph: Graph; warnings: CompileProblem[] }
  | { ok: false; problems: CompileProblem[] };
