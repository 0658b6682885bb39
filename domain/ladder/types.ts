import type { RungChannel } from '../channels/types.ts';
import type { UserMessage } from '../errors.ts';
import type { LetterKind } from '../letters/kinds.ts';
import type { Day } from '../process/types.ts';

/** Steps of the escalation ladder 升级, mildest first. A work item's `ladderUpTo` names the last that applies to it. */
export const rungGroups = ['REMIND', 'URGE', 'SUPERVISE', 'TALK', 'COPY', 'REFER'] as const;
export type RungGroup = (typeof rungGroups)[number];

/** A rung's key says its group: `URGE`, `URGE_2`. Only the first three groups have more than one rung in a ladder. */
export type RungKey = RungGroup | `${RungGroup}_${number}`;

/** The group that a key belongs to; null where it is no key. */
export function rungGroupOf(key: string): RungGroup | null {
  const [, group, number] = /^([A-Z]+)(_[1-9]\d?)?$/.exec(key) ?? [];
  const found = rungGroups.find((known) => known === group) ?? null;
  return found !== null && number !== undefined && !severalRungs(found) ? null : found;
}

export function isRungKey(key: string): key is RungKey {
  return rungGroupOf(key) !== null;
}

/** Whether a ladder may have several rungs of the group; a talk, a copy and a referral come once. */
export function severalRungs(group: RungGroup): boolean {
  return group === 'REMIND' || group === 'URGE' || group === 'SUPERVISE';
}

/**
 * What an offset counts: working days, calendar days, or per cent of the time from opening to the due day (rounded up
 * to whole days). Frozen days count in none of the first two once the due day has passed.
 */
export const offsetUnits = ['workingDays', 'calendarDays', 'share'] as const;
export type OffsetUnit = (typeof offsetUnits)[number];

/**
 * Who is told. `countyChiefs` 县党政主要领导 take the place of anyone who would judge in their own case; `post` are the
 * posts that the rung names itself.
 */
export const audiences = [
  'holder',
  'unitHead',
  'supportingUnits',
  'responsibleLeader',
  'leadingGroupHead',
  'leadingGroup',
  'office',
  'discipline',
  'countyChiefs',
  'post',
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
  /** Negative before the due day, positive = that many overdue; of a share the per cent that have passed. */
  offset: number;
  /** Working days where it is absent. */
  unit?: OffsetUnit;
  audience: Audience[];
  /** Posts that are told, where the audience names `post`. */
  posts?: string[];
  /** By what else than mail and inbox they are told. */
  channels?: RungChannel[];
  /** Whether it is reached, and sent, on days that are no working days, too. */
  onDaysOff?: boolean;
  action: RungAction;
  /** Which letter is drafted, where the action is one; a supervision order 督办单 where it is absent. */
  letter?: LetterKind;
  needsApproval: RungApproval;
  /** The post that decides instead of the one that would by itself. */
  approverPostId?: string;
  /** Who decides once `approveWithin` has passed without a decision; without one the chief leaders are told. */
  deputyPostId?: string;
  /** Working days within which it is to be decided. */
  approveWithin?: number;
  /** Working days that must lie between it and whatever was sent before. */
  coolDown?: number;
  /** Working days before the rung on which it is listed to the office, which may hold it with a written reason. */
  listedBefore?: number;
  /** Working days within which the unit may explain before it is decided; its clock stands still meanwhile. */
  explainWithin?: number;
}

export interface Ladder {
  rungs: Rung[];
  /** No ladder day is earlier than the opening of the item plus this many working days. */
  earliestAfterOpening: number;
  /** Whether the ladder stands still while a prepared text waits for the head's signature 待审签. */
  stopsWhilePrepared?: boolean;
  /** What lets everything begin anew; an extension alone where it is absent. */
  rearmsOn?: Rearming[];
}

/** A new due day given 延期, or a report returned for another round 退回. */
export const rearmings = ['extension', 'return'] as const;
export type Rearming = (typeof rearmings)[number];

/** Whether the obligation begins anew, with nothing fired and nothing carried. */
export function rearms(ladder: Ladder | undefined, by: Rearming): boolean {
  return (ladder?.rearmsOn ?? ['extension']).includes(by);
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

/** A rung and the day on which it is reached. */
export type ReachedRung = Pick<NextRung, 'rung' | 'on'>;

/** What fires next if nothing changes. `listOn`: the day on which it is to be listed, null where it is not or was. */
export interface NextRung {
  rung: Rung;
  on: Day;
  listOn: Day | null;
}
