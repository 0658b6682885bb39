import type { UserMessage } from './errors.ts';
import { type AssignmentRole, assignmentRoles } from './parties.ts';

/** A unit's part in a running measure, as a merger or a split finds it. */
export interface UnitPart {
  id: string;
  unitId: string;
  role: AssignmentRole;
  ordinal: number;
}

/**
 * The strongest of the parts that several units have in a measure; among equals the first named. It says in which role
 * their successor counts, once.
 *
 * @param parts At least one.
 */
export function strongestPart<P extends UnitPart>(parts: readonly P[]): P {
  const [first] = [...parts].sort(
    (a, b) =>
      assignmentRoles.indexOf(a.role) - assignmentRoles.indexOf(b.role) ||
      a.ordinal - b.ordinal ||
      (a.id < b.id ? -1 : 1),
  );
  if (!first) throw new RangeError('No part to choose from');
  return first;
}

export const unitChangeKinds = ['RENAME', 'MERGE', 'SPLIT'] as const;
export type UnitChangeKind = (typeof unitChangeKinds)[number];

/** One line of the lineage of units. */
export interface Succession {
  kind: UnitChangeKind;
  fromIds: readonly string[];
  toIds: readonly string[];
}

/**
 * Units that went up in one, directly or through others, in the order in which they are found: who belongs to it may
 * read what they did. A unit that went on beside its successors is not among them.
 */
export function predecessors(changes: readonly Succession[], unitId: string): string[] {
  const found = new Set([unitId]);
  for (const current of found) {
    for (const { kind, fromIds, toIds } of changes) {
      if (kind === 'RENAME' || !toIds.includes(current)) continue;
      for (const from of fromIds) if (!toIds.includes(from)) found.add(from);
    }
  }
  found.delete(unitId);
  return [...found];
}

/**
 * The unit that has taken the place of one that was named earlier: itself while it goes on, else, change by change, the
 * first of its successors.
 *
 * @param changes The oldest first.
 */
export function unitInPlace(changes: readonly Succession[], unitId: string): string {
  return changes.reduce((current, { kind, fromIds, toIds }) => {
    const ended = kind !== 'RENAME' && fromIds.includes(current) && !toIds.includes(current);
    return ended ? (toIds[0] ?? current) : current;
  }, unitId);
}

export interface ChangingUnit {
  id: string;
  validTo: string | null;
}

/** Why units cannot be merged or split so; empty where they can. `/fromIds` and `/toIds` name the places. */
export function successionProblems(
  from: readonly ChangingUnit[],
  to: readonly ChangingUnit[],
  kind: 'MERGE' | 'SPLIT',
): { pointer: string; message: UserMessage }[] {
  const problems: { pointer: string; message: UserMessage }[] = [];
  const refuse = (pointer: string, zh: string, en: string) => problems.push({ pointer, message: { zh, en } });
  const ended = ({ validTo }: ChangingUnit) => validTo !== null;
  if (from.some(ended)) refuse('/fromIds', '所选单位已撤销', 'A chosen unit has ended already');
  if (to.some(ended)) refuse('/toIds', '承接单位已撤销', 'A successor has ended already');
  if (kind === 'MERGE' && from.every((unit) => to.some((other) => other.id === unit.id))) {
    refuse('/fromIds', '请选择并入的单位', 'Choose what is merged into the successor');
  }
  if (kind === 'SPLIT' && to.every((unit) => from.some((other) => other.id === unit.id))) {
    refuse('/toIds', '请选择分出的承接单位', 'Choose at least one other unit that takes over');
  }
  return problems;
}
