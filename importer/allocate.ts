import type { CleanText } from './cleanText.ts';
import type { MeasureSketch } from './draft.ts';
import { joinedInItem } from './joinItem.ts';
import { rankOf } from './markers.ts';
import { ownEnd, type Section, sectionAt } from './outline.ts';
import { ofSegments } from './segments.ts';
import { ofSection } from './sketch.ts';
import { type Assignment, hasUnits, isAssigned } from './styles/assignment.ts';

/** Gives each assignment to the innermost heading, paragraph or sentence that it stands under. */
export function allocate(clean: CleanText, root: Section, assignments: Assignment[]): MeasureSketch[] {
  const bySection = new Map<Section, Assignment[]>();
  for (const assignment of assignments) {
    const section = sectionAt(root, assignment.start);
    const list = bySection.get(section);
    if (list) list.push(assignment);
    else bySection.set(section, [assignment]);
  }
  joinLeaders(bySection);
  handDownLeaders(bySection);
  const lifted = liftShared(bySection);
  const sketches: MeasureSketch[] = [];
  for (const [section, given] of bySection) {
    if (lifted.has(section)) continue;
    const list = joinedInItem(clean, section, given);
    const only = list[0];
    if (list.length === 1 && only && section.marker)
      sketches.push(
        // Points without assignments of their own belong to the heading that has one.
        ofSection(
          clean,
          section,
          only,
          section.children.some((child) => carries(child, bySection)) ? ownEnd(section) : section.end,
        ),
      );
    else sketches.push(...ofSegments(clean, section, list));
  }
  for (const [section, parent] of lifted) {
    const assignment = bySection.get(section)?.[0];
    if (assignment) sketches.push(ofSection(clean, parent, assignment, parent.end));
  }
  return sketches.sort((a, b) => a.body.start - b.body.start);
}

/** Joins what stands directly side by side and names different parts: （牵头单位：A）（配合单位：B）, a deadline on its own line. */
export function mergeNeighbours(clean: CleanText, assignments: Assignment[]): Assignment[] {
  const merged: Assignment[] = [];
  for (const next of [...assignments].sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last && /^[\n,;。、\s]*$/.test(clean.text.slice(last.end, next.start)) && disjoint(last, next))
      absorb(last, next);
    else merged.push(next);
  }
  return merged.filter((a) => isAssigned(a.parties));
}

const fields = ['leaders', 'leadUnits', 'responsibleUnits', 'responsiblePersons', 'supportingUnits'] as const;

function disjoint(a: Assignment, b: Assignment): boolean {
  if (a.shape === 'bracket' && b.shape === 'bracket' && hasUnits(a.parties) && b.parties.leadUnits.length > 0)
    return false;
  return (
    fields.every((f) => a.parties[f].length === 0 || b.parties[f].length === 0) &&
    (a.deadline.text === '' || b.deadline.text === '')
  );
}

function absorb(into: Assignment, from: Assignment): void {
  for (const f of fields) into.parties[f].push(...from.parties[f]);
  if (from.deadline.text !== '') into.deadline = from.deadline;
  into.end = from.end;
}

/** A leader named behind the heading and units named behind the text are of one measure. */
function joinLeaders(bySection: Map<Section, Assignment[]>): void {
  for (const [section, [first, second, ...others]] of bySection) {
    if (!first || !second || others.length > 0 || hasUnits(first.parties) || !hasUnits(second.parties)) continue;
    if (first.parties.leaders.length === 0 || second.parties.leaders.length > 0) continue;
    second.parties.leaders.push(...first.parties.leaders);
    if (first.parties.posts) second.parties.posts = [...first.parties.posts, ...(second.parties.posts ?? [])];
    bySection.set(section, [second]);
  }
}

/**
 * A leader named at an outer heading, whose units stand at the points below, leads each of them; so does a unit that leads
 * where the points name only who is responsible.
 */
function handDownLeaders(bySection: Map<Section, Assignment[]>): void {
  for (const [section, [only, ...others]] of [...bySection]) {
    if (!only || others.length > 0) continue;
    const { leaders, leadUnits, responsibleUnits, supportingUnits } = only.parties;
    if (leaders.length + leadUnits.length === 0 || responsibleUnits.length + supportingUnits.length > 0) continue;
    const below = section.children.flatMap((child) => assignmentsIn(child, bySection));
    if (below.length === 0 || (leadUnits.length > 0 && below.some((b) => b.parties.leadUnits.length > 0))) continue;
    for (const { parties } of below) {
      if (parties.leaders.length === 0) parties.leaders.push(...leaders);
      parties.leadUnits.push(...leadUnits);
      parties.responsibleUnits = parties.responsibleUnits.filter((name) => !leadUnits.includes(name));
    }
    bySection.delete(section);
  }
}

const assignmentsIn = (section: Section, bySection: Map<Section, Assignment[]>): Assignment[] => [
  ...(bySection.get(section) ?? []),
  ...section.children.flatMap((child) => assignmentsIn(child, bySection)),
];

/** Whether a section or anything under it has an assignment. */
function carries(section: Section, bySection: Map<Section, Assignment[]>): boolean {
  return bySection.has(section) || section.children.some((child) => carries(child, bySection));
}

/**
 * Where one assignment stands after several numbered points, none of which has its own, the points are one measure: the
 * heading above them.
 */
function liftShared(bySection: Map<Section, Assignment[]>): Map<Section, Section> {
  const lifted = new Map<Section, Section>();
  for (const [section, list] of bySection) {
    const parent = section.parent;
    if (list.length !== 1 || !parent?.marker || !section.marker || parent.children.length < 2) continue;
    if (parent.children.at(-1) !== section || bySection.has(parent) || section.children.length > 0) continue;
    if (parent.children.slice(0, -1).some((child) => carries(child, bySection))) continue;
    if (list[0]?.shape === 'bracket' && rankOf(section.marker.kind) < rankOf('num')) continue;
    lifted.set(section, parent);
  }
  return lifted;
}
