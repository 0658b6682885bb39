import type { Subject } from './subject.ts';
import type { RehearsalInput, RehearsedMeasure } from './types.ts';

/*
 * Two processes are played alike where nothing that decides a step, a day or a holder differs between them: the plan,
 * the graph, the deadline, how many units in which roles behave how, and whether a unit or a leader is one that rules
 * know by name (the office, a post's unit, the approver) or has days off of its own. Which other unit it is never matters
 * but to whoever reads it.
 */

/** Names the shape of subjects: of two with the same name one is played, and the other's items are read off it. */
export function shapesOf(input: RehearsalInput): (subject: Subject) => string {
  const unitsOfPosts = new Set(
    input.posts.flatMap(({ unitId, heldBy }) => [unitId ?? [], ...heldBy.map(({ unitIds }) => unitIds)].flat()),
  );
  const posts = new Set(input.posts.map(({ id }) => id));
  const withOwnDays = new Set(input.ownDays.flatMap(({ unitId }) => unitId ?? []));
  const shapeOfUnit = (unitId: string, officeUnitId: string) => [
    unitId === officeUnitId || unitsOfPosts.has(unitId) || withOwnDays.has(unitId) ? unitId : '',
    input.behaviours[unitId] ?? null,
  ];
  const shapeOfMeasure = ({ units, leaderPostIds, ...measure }: RehearsedMeasure, { plan }: Subject) => [
    ...[measure.deadline, measure.deadlineKind, measure.urgent],
    leaderPostIds.map((id, at) => (posts.has(id) || id === plan.approverPostId ? id : leaderPostIds.indexOf(id) - at)),
    units.map(({ unitId, role }, at) => [
      ...[role, units.findIndex((unit) => unit.unitId === unitId) - at],
      ...shapeOfUnit(unitId, plan.officeUnitId),
    ]),
  ];
  return (subject) =>
    JSON.stringify([
      subject.plan.id,
      subject.measure === null
        ? shapeOfUnit(subject.ref.unitId ?? '', subject.plan.officeUnitId)
        : shapeOfMeasure(subject.measure, subject),
    ]);
}

/** Units of one subject by those of another of the same shape. */
export function unitsBetween(played: Subject, other: Subject): Map<string, string> {
  const [from, to] = [unitIdsOf(played), unitIdsOf(other)];
  return new Map(from.map((id, at) => [id, to[at] ?? id]));
}

function unitIdsOf({ measure, ref }: Subject): string[] {
  if (measure === null) return ref.unitId === null ? [] : [ref.unitId];
  return measure.units.map(({ unitId }) => unitId);
}
