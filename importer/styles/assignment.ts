import type { CleanText } from '../cleanText.ts';
import { FIRST_UNIT_LEADS, LABEL, LABELS, type LabelRole, OTHERS_SUPPORT, UNIT_ENDING } from '../patterns.ts';
import { looksLikePeople } from '../people.ts';
import type { AssignedParties, Deadline } from '../types.ts';

/** One place of the text that hands work to somebody, in whatever style. Offsets are into the clean text. */
export interface Assignment {
  start: number;
  end: number;
  parties: AssignedParties;
  deadline: Deadline;
  /**
   * A block stands on lines of its own; a bracket closes the sentence, paragraph or item before it; an opening stands
   * before the work that it assigns.
   */
  shape: 'block' | 'bracket' | 'opening';
  /** How many assignments of the sentences of one item it stands for, where more than one. */
  joined?: number;
}

/** What styles may ask about the whole document. */
export interface StyleContext {
  /** 列第一位者为牵头单位，下同 */
  firstUnitLeads: boolean;
  /** …，其余为配合单位 */
  othersSupport: boolean;
  /** Year taken for deadlines printed without one. */
  fallbackYear: number | null;
  /** Where headings begin: a value ends before the next of them, though it stands in the same line. */
  headings: ReadonlySet<number>;
}

/** A style finds its assignments in the text; `taken` tells which places other styles have read before. */
export type AssignmentStyle = (
  clean: CleanText,
  context: StyleContext,
  taken: (index: number) => boolean,
) => Assignment[];

export const noParties = (): AssignedParties => ({
  leaders: [],
  leadUnits: [],
  responsibleUnits: [],
  responsiblePersons: [],
  supportingUnits: [],
});
export const noDeadline = (): Deadline => ({ text: '', kind: 'none', date: null });

export const hasUnits = (p: AssignedParties): boolean =>
  p.leadUnits.length + p.responsibleUnits.length + p.supportingUnits.length > 0;
export const isAssigned = (p: AssignedParties): boolean =>
  hasUnits(p) || p.leaders.length + p.responsiblePersons.length > 0;

/** A label with its value: 责任单位：县教育局. */
export interface LabelledValue {
  role: LabelRole;
  /** Where the label begins. */
  start: number;
  valueStart: number;
  valueEnd: number;
}

/** All labels in [start, end); each value ends where the next label begins. */
export function readLabels(clean: CleanText, start: number, end: number): LabelledValue[] {
  const found: LabelledValue[] = [];
  const text = clean.text.slice(start, end);
  for (const match of text.matchAll(LABEL)) {
    const role = roleOf(match.groups);
    if (!role) continue;
    const last = found.at(-1);
    if (last) last.valueEnd = start + match.index;
    found.push({ role, start: start + match.index, valueStart: start + match.index + match[0].length, valueEnd: end });
  }
  for (const value of found) {
    value.valueEnd -= otherField(clean.text.slice(value.valueStart, value.valueEnd));
    if (value.role === 'leaders' || value.role === 'responsiblePersons') value.valueEnd = endOfPeople(clean, value);
  }
  return found;
}

/** 牵头领导：林某  落实资助政策，…。: a space parts the names from the text of the paragraph. */
function endOfPeople(clean: CleanText, { valueStart, valueEnd }: LabelledValue): number {
  for (let at = valueStart + 2; at < valueEnd && at < valueStart + LONGEST_PEOPLE; at++) {
    if ((clean.gaps[at] ?? 0) === 0 || !looksLikePeople(clean.text.slice(valueStart, at))) continue;
    const rest = clean.text.slice(at, valueEnd);
    if (rest.length > SHORTEST_TEXT && /[,。]/.test(rest) && !looksLikePeople(rest.split(/[,、。]/)[0] ?? ''))
      return at;
  }
  return valueEnd;
}

const LONGEST_PEOPLE = 60;
const SHORTEST_TEXT = 15;

/** Length of what belongs to a field of another name: 县发改局；招商专班：县能源中心. A unit before a colon is no field. */
function otherField(value: string): number {
  const found = /[;。]([\u4e00-\u9fa5]{2,8}):/.exec(value);
  return !found || UNIT_ENDING.test(found[1] ?? '') ? 0 : value.length - found.index;
}

function roleOf(groups: Record<string, string | undefined> | undefined): LabelRole | undefined {
  return (Object.keys(LABELS) as LabelRole[]).find((role) => groups?.[role] !== undefined);
}

/** What the document says about the order of units. */
export function firstUnitRule(text: string): Pick<StyleContext, 'firstUnitLeads' | 'othersSupport'> {
  const rule = FIRST_UNIT_LEADS.exec(text);
  const after = rule ? text.slice(rule.index, rule.index + rule[0].length + 30) : '';
  return { firstUnitLeads: rule !== null, othersSupport: OTHERS_SUPPORT.test(after) };
}

/** Where the document says so, the first of the responsible units leads and the others support. */
export function promoteFirst(parties: AssignedParties, context: StyleContext): void {
  if (!context.firstUnitLeads || parties.leadUnits.length > 0) return;
  const first = parties.responsibleUnits.shift();
  if (first === undefined) return;
  parties.leadUnits.push(first);
  if (context.othersSupport) parties.supportingUnits.unshift(...parties.responsibleUnits.splice(0));
}
