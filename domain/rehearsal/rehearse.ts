import type { Day } from '../process/types.ts';
import { Player } from './player.ts';
import { rememberingClimb } from './rungs.ts';
import { shapesOf, unitsBetween } from './shapes.ts';
import { type Subject, subjectsOf } from './subject.ts';
import type { RehearsalInput, RehearsalResult, RehearsedItem } from './types.ts';

/** What came of one process; its states and rows are let go, or collecting garbage takes longer than playing. */
interface Played {
  subject: Subject;
  items: RehearsedItem[];
  endedOn: Day | null;
  stuck: string[];
}

/**
 * Plays plans in memory: a driver of the same interpreter that the workflows drive, with the same calendar, ladders,
 * holders, due days and scores. What people decide is taken from `behaviour`. Of processes that nothing tells apart
 * one is played.
 */
export function rehearse(input: RehearsalInput): RehearsalResult {
  const result: RehearsalResult = { items: [], ended: [], stuck: [] };
  const shapeOf = shapesOf(input);
  const climb = rememberingClimb();
  const played = new Map<string, Played>();
  for (const subject of input.plans.flatMap(subjectsOf)) {
    const shape = shapeOf(subject);
    const like = played.get(shape) ?? playedAlone(input, subject, climb);
    played.set(shape, like);
    add(result, subject, like, input.from);
  }
  return result;
}

function playedAlone(input: RehearsalInput, subject: Subject, climb: ReturnType<typeof rememberingClimb>): Played {
  const player = new Player(input, subject, climb);
  player.run();
  const { items, endedOn, stuck } = player;
  return { subject, items, endedOn, stuck };
}

function add(result: RehearsalResult, subject: Subject, like: Played, from: Day): void {
  const { ref } = subject;
  const units = unitsBetween(like.subject, subject);
  const own = (item: RehearsedItem): RehearsedItem => ({
    ...item,
    measureId: ref.measureId,
    unitId: item.unitId === null ? null : (units.get(item.unitId) ?? item.unitId),
  });
  for (const item of like.items) {
    if (item.closedOn === null || item.closedOn >= from) result.items.push(like.subject === subject ? item : own(item));
  }
  const { endedOn, stuck } = like;
  if (endedOn !== null) result.ended.push({ ...ref, on: endedOn });
  for (const elementId of stuck) result.stuck.push({ ...ref, elementId });
}
