import type { Day, WorkItemKind } from '../process/types.ts';
import { type Ladder, type RungGroup, rungGroups } from './types.ts';

/** Where a ladder is climbed instead of the plan's own: every condition that it names must fit. */
export interface LadderUse {
  id: string;
  ladderId: string;
  planId: string | null;
  kind: WorkItemKind | null;
  /** Measures that the office marked as urgent 急件; null: either. */
  urgent: boolean | null;
  fromDay: Day;
  /** The first day on which it no longer counts. */
  endedOn: Day | null;
}

/** A ladder that an item climbs, and how far. */
export interface Choice {
  ladderId: string | null;
  ladder: Ladder | undefined;
  ladderUpTo: RungGroup | null;
}

/** A use with the newest version of its ladder. */
export interface UseOfLadder extends LadderUse {
  ladder: Ladder;
}

/** A ladder that a step of a process names, at its newest version. */
export interface StepLadder {
  id: string;
  ladder: Ladder;
}

/** What decides which ladder an item climbs. */
export interface ChosenFor {
  planId: string | null;
  kind: WorkItemKind;
  urgent: boolean;
}

/**
 * The use that counts for an item on `today`: the most specific one that fits (a plan outweighs a kind, a kind outweighs
 * urgency; of two alike the one that began later, then the later id); null: the plan's own ladder.
 */
export function chooseUse<U extends LadderUse>(uses: readonly U[], item: ChosenFor, today: Day): U | null {
  const fitting = uses.filter((use) => isInForce(use, today) && fits(use, item));
  return fitting.reduce<U | null>((best, use) => (best === null || outweighs(use, best) ? use : best), null);
}

function isInForce({ fromDay, endedOn }: LadderUse, today: Day): boolean {
  return fromDay <= today && (endedOn === null || today < endedOn);
}

function fits(use: LadderUse, item: ChosenFor): boolean {
  return (
    (use.planId === null || use.planId === item.planId) &&
    (use.kind === null || use.kind === item.kind) &&
    (use.urgent === null || use.urgent === item.urgent)
  );
}

function outweighs(use: LadderUse, other: LadderUse): boolean {
  const [own, theirs] = [weight(use), weight(other)];
  if (own !== theirs) return own > theirs;
  return use.fromDay === other.fromDay ? use.id > other.id : use.fromDay > other.fromDay;
}

function weight({ planId, kind, urgent }: LadderUse): number {
  return (planId === null ? 0 : 4) + (kind === null ? 0 : 2) + (urgent === null ? 0 : 1);
}

/**
 * Up to which group an item climbs: as far as its process says; an item without a ladder of its own climbs only one
 * that names its kind, and that to its end.
 */
export function climbsUpTo(
  own: RungGroup | null,
  use: Pick<LadderUse, 'kind'> | null,
  ladder: Ladder | undefined,
): RungGroup | null {
  if (own !== null || !use || use.kind === null || !ladder) return own;
  return endOf(ladder);
}

/** Up to which group an item climbs a ladder that its own step names: as far as the step says, else to its end. */
export function stepClimbsUpTo(own: RungGroup | null, ladder: Ladder): RungGroup | null {
  return own ?? endOf(ladder);
}

function endOf(ladder: Ladder): RungGroup | null {
  return rungGroups.findLast((group) => ladder.rungs.some((rung) => rung.group === group)) ?? null;
}

/**
 * Which ladder an item climbs on `today`, and how far: the one that its step names, else the use that fits, else its
 * plan's.
 *
 * @param own What its process and plan give it.
 * @param step The ladder that its step names.
 */
export function chooseLadder(
  uses: readonly UseOfLadder[],
  today: Day,
  item: ChosenFor,
  own: Choice,
  step?: StepLadder,
): Choice {
  if (step) {
    return { ladderId: step.id, ladder: step.ladder, ladderUpTo: stepClimbsUpTo(own.ladderUpTo, step.ladder) };
  }
  const use = chooseUse(uses, item, today);
  const ladderUpTo = climbsUpTo(own.ladderUpTo, use, use?.ladder);
  if (ladderUpTo === null) return { ladderId: null, ladder: undefined, ladderUpTo: null };
  if (use) return { ladderId: use.ladderId, ladder: use.ladder, ladderUpTo };
  return { ...own, ladderUpTo };
}
