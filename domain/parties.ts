import type { Audience } from './ladder/types.ts';

/** A unit's part in a measure, strongest first: 牵头, 责任, 配合. */
export const assignmentRoles = ['LEAD', 'RESPONSIBLE', 'SUPPORTING'] as const;
export type AssignmentRole = (typeof assignmentRoles)[number];

export interface UnitAssignment {
  unitId: string;
  role: AssignmentRole;
}

/**
 * One assignment per unit, in the document's order. A unit that several routes reach (by name and as member of a
 * group) counts once, in its strongest role, at the place where it has that role first.
 */
export function strongestAssignments<A extends UnitAssignment>(assignments: readonly A[]): A[] {
  const strongest = new Map<string, A>();
  for (const assignment of assignments) {
    const known = strongest.get(assignment.unitId);
    if (!known || rank(assignment) < rank(known)) strongest.set(assignment.unitId, assignment);
  }
  return assignments.filter((assignment) => strongest.get(assignment.unitId) === assignment);
}

/** The LEAD units where there are any, else the RESPONSIBLE ones: each signs, reports and completes for itself. */
export function answerableUnits<A extends UnitAssignment>(assignments: readonly A[]): A[] {
  const units = strongestAssignments(assignments);
  const leads = units.filter((assignment) => assignment.role === 'LEAD');
  return leads.length > 0 ? leads : units.filter((assignment) => assignment.role === 'RESPONSIBLE');
}

/** All assigned units that are not answerable. */
export function contributingUnits<A extends UnitAssignment>(assignments: readonly A[]): A[] {
  const answerable = new Set(answerableUnits(assignments));
  return strongestAssignments(assignments).filter((assignment) => !answerable.has(assignment));
}

/** The first answerable unit named; null where the document names none and the office must (明确牵头单位). */
export function coordinatorOf<A extends UnitAssignment>(assignments: readonly A[]): A | null {
  return answerableUnits(assignments)[0] ?? null;
}

/** Who judges what a unit hands in. */
export type Reviewer = 'office' | 'responsibleLeader' | 'countyChiefs';

/**
 * The office reviews, except where its own unit holds the item: then the responsible leader, or, where the measure has
 * none, the county's chief leaders. Nobody judges an item of their own unit.
 */
export function reviewerOf(holderUnitId: string, officeUnitId: string, hasResponsibleLeader: boolean): Reviewer {
  if (holderUnitId !== officeUnitId) return 'office';
  return hasResponsibleLeader ? 'responsibleLeader' : 'countyChiefs';
}

/** Whose an item is: a unit's, a post's, or both. */
export interface Held {
  holderUnitId?: string | null;
  holderPostId?: string | null;
}

/** Whether the item is held by a unit or post of the actor, who then may not review, approve, verify or score it. */
export function isOwnCase(actor: { unitIds: readonly string[]; postIds: readonly string[] }, item: Held): boolean {
  const { holderUnitId: unit, holderPostId: post } = item;
  return (unit != null && actor.unitIds.includes(unit)) || (post != null && actor.postIds.includes(post));
}

/**
 * The audience of a rung without those who would receive the escalation of their own item: for an item of the
 * discipline commission's own unit the county's chief leaders stand in for it, for one of the office's the responsible
 * leader. The order is kept, nobody is named twice.
 */
export function escalationAudience(
  audience: readonly Audience[],
  holderUnitId: string,
  own: { officeUnitId: string | null; disciplineUnitId: string | null },
): Audience[] {
  const redirected = audience.map((member): Audience => {
    if (member === 'discipline' && holderUnitId === own.disciplineUnitId) return 'countyChiefs';
    if (member === 'office' && holderUnitId === own.officeUnitId) return 'responsibleLeader';
    return member;
  });
  return [...new Set(redirected)];
}

function rank(assignment: UnitAssignment): number {
  return assignmentRoles.indexOf(assignment.role);
}
