import { type CleanText, printedText } from '../cleanText.ts';
import { looksLikeDeadline, readDeadline } from '../dates.ts';
import { STRONG_UNIT_ENDING } from '../patterns.ts';
import { postsOf, readPeople, splitMixed, unitWithPerson } from '../people.ts';
import type { AssignedParties } from '../types.ts';
import { splitUnits } from '../units.ts';
import { type Assignment, type LabelledValue, readLabels, type StyleContext } from './assignment.ts';
import { partiesInWords } from './inWords.ts';

type Target = Pick<Assignment, 'parties' | 'deadline'>;

/** Puts one value where its label says. */
export function assign(clean: CleanText, value: LabelledValue, context: StyleContext, into: Target): void {
  const { role, valueStart: start } = value;
  // 县水务局（责任人：…）: the bracket belongs to the label behind.
  const opens = /[(〔【[]$/.exec(clean.text.slice(start, value.valueEnd)) ? 1 : 0;
  const end = value.valueEnd - opens - closesAlone(clean.text.slice(start, value.valueEnd));
  const folded = clean.text.slice(start, end);
  const printed = clean.printed.slice(start, end);
  const gapBefore = (i: number) => clean.gaps[start + i] ?? 0;
  if (role === 'deadline') {
    into.deadline = readDeadline(folded, printedText(clean, start, end), context.fallbackYear);
  } else if (role === 'leaders' || role === 'responsiblePersons') {
    const people = readPeople(folded, printed, gapBefore);
    // 包抓领导及责任单位 in one cell: units among the leaders are responsible.
    const units = role === 'leaders' ? people.filter((p) => STRONG_UNIT_ENDING.test(p.name)) : [];
    const named = people.filter((p) => !units.includes(p));
    addPeople(into.parties, role, named);
    into.parties.responsibleUnits.push(...units.map((u) => u.name));
  } else if (/及(?:责任人|联系人|负责人)/.test(clean.text.slice(value.start, start))) {
    const mixed = splitMixed(folded, printed, gapBefore);
    into.parties[role].push(...mixed.units);
    into.parties.responsiblePersons.push(...mixed.people);
  } else if (assignLabels(clean, start, end, context, into)) {
    return;
  } else if (!(role === 'responsibleUnits' && assignInWords(clean, start, end, into))) {
    for (const name of splitUnits(folded, printed, gapBefore)) assignUnit(name, role, context, into);
  }
}

/** Adds people by name; posts printed beside the names are kept apart. */
export function addPeople(
  parties: AssignedParties,
  role: 'leaders' | 'responsiblePersons',
  people: ReturnType<typeof readPeople>,
): void {
  parties[role].push(...people.map(({ name }) => name));
  const posts = postsOf(people);
  if (posts.length > 0) parties.posts = [...(parties.posts ?? []), ...posts];
}

/** Length of a closing bracket at the end that nothing has opened. */
function closesAlone(text: string): number {
  if (!/[)〕】\]]$/.test(text)) return 0;
  const count = (marks: RegExp): number => text.match(marks)?.length ?? 0;
  return count(/[)〕】\]]/g) > count(/[(〔【[]/g) ? 1 : 0;
}

/** A cell that names parts itself: 牵头单位：A；配合单位：B. */
function assignLabels(clean: CleanText, start: number, end: number, context: StyleContext, into: Target): boolean {
  const labels = readLabels(clean, start, end);
  if (labels.length === 0 || labels[0]?.start !== start) return false;
  for (const label of labels) assign(clean, label, context, into);
  return true;
}

/** 责任单位：A牵头，B配合 */
function assignInWords(clean: CleanText, start: number, end: number, into: Target): boolean {
  if (!/牵头(?![(（)）])/.test(clean.text.slice(start, end))) return false;
  const words = partiesInWords(clean, start, end);
  if (!words) return false;
  into.parties.leaders.push(...words.parties.leaders);
  into.parties.leadUnits.push(...words.parties.leadUnits);
  into.parties.responsibleUnits.push(...words.parties.responsibleUnits);
  into.parties.supportingUnits.push(...words.parties.supportingUnits);
  return true;
}

/** 县教育局（牵头） leads; a deadline among the names is no unit. */
function assignUnit(
  name: string,
  role: 'leadUnits' | 'responsibleUnits' | 'supportingUnits',
  context: StyleContext,
  into: Target,
): void {
  const folded = name.normalize('NFKC');
  const holder = unitWithPerson(folded);
  const leads = /^(.{2,})\((?:牵头|牵头单位|主办)\)$/.exec(folded);
  const supports = /^(.{2,})\((?:配合|配合单位|协办|协助|参与)\)$/.exec(folded);
  // 8月底完成，长期坚持: both parts are the deadline.
  const before = into.deadline.text === '' ? '' : `${into.deadline.text}，`;
  if (looksLikeDeadline(folded))
    into.deadline = readDeadline(before.normalize('NFKC') + folded, before + name, context.fallbackYear);
  else if (supports?.[1]) into.parties.supportingUnits.push(name.slice(0, supports[1].length));
  else if (leads?.[1]) into.parties.leadUnits.push(name.slice(0, leads[1].length));
  else if (holder) {
    into.parties[role].push(name.slice(0, holder.unit.length));
    into.parties.responsiblePersons.push(holder.person);
  } else into.parties[role].push(name);
}
