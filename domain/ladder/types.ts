import type { UserMessage } from '../errors.ts';
import type { Day } from '../process/types.ts';

/** Steps of the escalation ladder 升级, mildest first. A work item's `ladderUpTo` names the last that applies to it. */
export const rungGroups = ['REMIND', 'URGE', 'SUPERVISE', 'TALK', 'COPY', 'REFER'] as const;
export type RungGroup = (typeof rungGroups)[number];

export const rungKeys = ['REMIND_7', 'REMIND_1', 'URGE', 'SUPERVISE', 'TALK', 'COPY', 'REFER'] as const;
export type RungKey = (typeof rungKeys)[number];

/** Who is told. `countyChiefs` 县党政主要领导 take the place of anyone who would judge in their own case. */
export const audiences = [
  'holder',
  'unitHead',
  'responsibleLeader',
  'leadingGroupHead',
  'office',
  'discipline',
  'countyChiefs',
] as const;
export type Audience = (typeof audiences)[number];

/** What reaching the rung makes: a notice, a drafted letter, a talk, a copy to the commission, a drafted package. */
export type RungAction = 'notify' | 'letter' | 'talk' | 'copy' | 'refer';

/** `officeHead` signs 签发 (many at once); `named` is the approver whom the plan names; null: goes out by itself. */
export type RungApproval = 'officeHead' | 'named' | null;

export interface Rung {
  key: RungKey;
  group: RungGroup;
  label: UserMessage;
  /** Working days: negative before the due day, positive = that many overdue. */
  offset: number;
  audience: Audience[];
  action: RungAction;
  needsApproval: RungApproval;
  /** Working days before the rung on which it is listed to the office, which may hold it with a written reason. */
  listedBefore?: number;
  /** Working days within which the unit may explain before it is decided; its clock stands still meanwhile. */
  explainWithin?: number;
}

export interface Ladder {
  rungs: Rung[];
  /** No ladder day is earlier than the opening of the item plus this many working days. */
  earliestAfterOpening: number;
}

/** Days on which the obligation waited for somebody else or was paused: `from` included, `to` not; null: still so. */
export interface FrozenSpan {
  from: Day;
  to: Day | null;
}

export interface FiredRung {
  rung: RungKey;
  /** Business day on which it was claimed. */
  on: Day;
  /** Business day on which it reached the holder, where that came later (a letter signed, a talk held). */
  deliveredOn?: Day | null;
}

/**
 * All that the ladder needs to know of one obligation (instance, element, assignment, period, arming). `fired`,
 * `listed`, `frozen` and `carriedOverdueDays` cover every round of the obligation; `openedOn` and `dueOn` are those
 * of the row that is open now. An extension is a new arming: nothing fired, nothing carried.
 */
export interface ObligationClock {
  openedOn: Day;
  /** null: nothing is due, no rung ever. */
  dueOn: Day | null;
  /** null: no ladder. */
  ladderUpTo: RungGroup | null;
  frozen: FrozenSpan[];
  /** Working days that earlier rounds were overdue when they were handed in. */
  carriedOverdueDays: number;
  fired: FiredRung[];
  /**
   * Rungs that have been listed to the office, and when. Where it is given, a rung with `listedBefore` goes out only
   * after it has been listed that long; where it is absent the listing is taken to have happened on its day.
   */
  listed?: { rung: RungKey; on: Day }[];
}

/** What fires next if nothing changes. `listOn`: the day on which it is to be listed, null where it is not or was. */
export interface NextRung {
  rung: Rung;
  on: Day;
  listOn: Day | null;
}
