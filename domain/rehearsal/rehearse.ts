import { answerableUnits, contributingUnits } from '../parties.ts';
import type { Member, ProcessContext } from '../process/types.ts';
import { Player } from './player.ts';
import type { RehearsalInput, RehearsalResult, RehearsedMeasure } from './types.ts';

/**
 * Plays a definition on the measures of a plan in memory: a driver of the same interpreter that the workflows drive,
 * with the same calendar, ladder, holders, due days and scores. What people decide is taken from `behaviour`.
 */
export function rehearse(input: RehearsalInput): RehearsalResult {
  const result: RehearsalResult = { items: [], ended: [], stuck: [] };
  for (const measure of input.measures) {
    const player = new Player(input, measure, contextOf(input, measure));
    player.run();
    for (const item of player.items) result.items.push(item);
    if (player.endedOn !== null) result.ended.push({ measureId: measure.id, on: player.endedOn });
    for (const elementId of player.stuck) result.stuck.push({ measureId: measure.id, elementId });
  }
  return result;
}

/** What an instance knows of its measure, as at a launch. */
function contextOf(input: RehearsalInput, { units, deadline, ...measure }: RehearsedMeasure): ProcessContext {
  const members = (rows: RehearsedMeasure['units']): Member[] => rows.map(({ key }) => ({ key }));
  const answerable = answerableUnits(units);
  return {
    facts: {
      hasAnswerable: answerable.length > 0,
      hasLeader: measure.leaderPostIds.length > 0,
      hasDeadline: deadline !== null,
      deadlineKind: measure.deadlineKind,
    },
    collections: {
      answerableUnits: members(answerable),
      contributingUnits: members(contributingUnits(units)),
      leadUnits: members(units.filter((unit) => unit.role === 'LEAD')),
      responsibleUnits: members(units.filter((unit) => unit.role === 'RESPONSIBLE')),
      supportingUnits: members(units.filter((unit) => unit.role === 'SUPPORTING')),
      allUnits: members(units),
      reportingPeriods: input.periods.map(({ key }) => ({ key })),
      assessmentYears: input.years.map(({ key }) => ({ key })),
    },
  };
}
