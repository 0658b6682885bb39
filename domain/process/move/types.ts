import type { ElementNames } from '../keys.ts';
import type { ActivityKey, Effect, Graph, ProcessState, TaskSpec, TimerRule } from '../types.ts';
import type { MemberReference } from '../variables.ts';

/** Why a running instance cannot go over to another version. */
export const obstacleKinds = [
  'ENDED', // 已经结束
  'PAUSED', // 已经暂停
  'IN_BETWEEN', // 正在等候到期处理的结果
  'SEMANTICS', // 由另一代流程引擎执行
  'ELEMENT_GONE', // 所在环节在新版本中不存在
  'ELEMENT_DIFFERS', // 所在环节变成了另一种环节
  'ELEMENT_ELSEWHERE', // 所在环节移入或移出了子流程
  'KIND_DIFFERS', // 在办事项的类型或所审核的环节变了
  'MEMBERS_DIFFER', // 逐个办理的对象变了
  'BRANCH_GONE', // 已到达汇合处的分支在新版本中不存在
  'JUDGED_MISSING', // 将要审核的环节已经错过
  'NEVER_ENDS', // 从所在环节出发走不到结束
  'KNOWN_ALREADY', // 所对应的新环节以前已经走过
] as const;
export type ObstacleKind = (typeof obstacleKinds)[number];

/** Why an instance that was chosen was not moved: an obstacle, or what only rows know. */
export const refusalKinds = [
  ...obstacleKinds,
  'CHANGED', // 预览之后流程又有推进，结果与预览不同
  'OTHER_VERSION', // 已不在预览时的版本上
  'OWN_CASE', // 涉及管理员本单位
  'FAILED', // 多次写入失败
] as const;
export type RefusalKind = (typeof refusalKinds)[number];

export interface MoveObstacle {
  kind: ObstacleKind;
  /** The element that it is about; null where it is about the instance. */
  elementId: string | null;
}

export type OpenWorkItem = Extract<Effect, { type: 'openWorkItem' }>;

/**
 * What rows are asked for at a move beyond the interpreter's own effects. `renewWorkItem`: the open item takes over
 * what the new version says of it, its due day counted from its own opening; with `reopen` its holder begins with it
 * anew. `resetTimer`: the timer takes the rule of the new version, counted from the day on which it was set, or, where
 * it is new, from the opening of its `host`.
 */
export type MoveEffect =
  | Effect
  | { type: 'renewWorkItem'; key: ActivityKey; was: TaskSpec; item: OpenWorkItem; reopen: boolean }
  | {
      type: 'resetTimer';
      key: ActivityKey;
      rule: TimerRule;
      members: MemberReference[];
      /** For base `due`: the item whose due day counts. */
      of?: ActivityKey;
      host?: ActivityKey;
    };

/** What becomes of one open item. */
export interface MovedItem {
  key: ActivityKey;
  elementId: string;
  fate: 'stays' | 'reopens' | 'opens' | 'cancels';
}

/** What becomes of one timer that the versions do not share. */
export interface MovedTimer {
  key: ActivityKey;
  elementId: string;
  fate: 'reset' | 'set' | 'cleared';
}

export interface PossibleMove {
  possible: true;
  state: ProcessState;
  effects: MoveEffect[];
  items: MovedItem[];
  timers: MovedTimer[];
  /** Steps of the new version alone that it comes to later, and those that it has passed already. */
  ahead: string[];
  missed: string[];
  /** Elements that bear another id from now on, in the instance and in its rows; all else here has the new ids. */
  names: ElementNames;
}

export type MovePlan = PossibleMove | { possible: false; obstacles: MoveObstacle[] };

export interface MoveInput {
  before: Graph;
  after: Graph;
  state: ProcessState;
  /** Elements of older versions, and those of the new one that take their place. */
  mapping?: ElementNames | undefined;
}
