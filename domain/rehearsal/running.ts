import type { ItemHolder } from '../itemOpening.ts';
import type { ActivityKey, Day, Effect, Graph, ProcessEvent, ProcessState } from '../process/types.ts';
import type { LadderSpan } from './rungs.ts';
import type { Behaviour, RehearsedItem } from './types.ts';

export type Opening = Extract<Effect, { type: 'openWorkItem' }>;
export type TimerSetting = Extract<Effect, { type: 'setTimer' }>;

export interface Row {
  effect: Opening;
  item: RehearsedItem;
  holder: ItemHolder;
  /** The first day whose round sees it: what opens by day is seen on the next. */
  seenFrom: Day;
  /** Ladders that it climbs, each from its day on. */
  ladders: LadderSpan[];
  /** The day on which its holder closes it; null: never. */
  actsOn: Day | null;
  deemOn: Day | null;
  behaviour: Behaviour;
}

/** One running instance: the subject's own, or one that it called. */
export interface Running {
  graph: Graph;
  state: ProcessState;
  open: Map<string, Row>;
  /** Every row by key, for later rounds and reviews. */
  rows: Map<string, Row>;
  timers: Map<string, Day>;
  parent: { running: Running; key: string } | null;
}

/** Told by the player, as it happens, what one process does. */
export interface StepWatcher {
  begun(running: Running, day: Day): void;
  /** Events that a process took in one step, and the state that it took them in. */
  told(running: Running, before: ProcessState, events: ProcessEvent[], day: Day): void;
  opened(key: ActivityKey): void;
}

/** Names an obligation: an item without its round. */
export function obligationOf({ effect }: Pick<Row, 'effect'>): string {
  return effect.key.replace(/![^!]*$/, '');
}

/** A judged item is returned by its judge: the latest item that reviews it says so. */
export function isReturned(running: Running, row: Row): boolean {
  return [...running.rows.values()].some(
    ({ effect, item }) => effect.reviewsKey === row.effect.key && item.outcome?.toUpperCase() === 'RETURNED',
  );
}

/** Nobody judges what has not been handed in yet. */
export function awaitsJudged({ open }: Running, { effect }: Row): boolean {
  return effect.reviewsKey !== undefined && open.has(effect.reviewsKey);
}
