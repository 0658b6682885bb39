import type { CleanText } from '../cleanText.ts';
import { ownEnd, type Section, sectionAt } from '../outline.ts';
import { type Assignment, hasUnits, isAssigned } from './assignment.ts';
import { NO_TASKS, saysItIsPlan } from './unassigned.ts';

const FEWEST = 3;

/**
 * Which of the sentences that name a doer assign work. Where nothing else does, they count as the manner of the whole
 * document, from three on; chapters on aims and organisation hold none. Beside another style they count only in
 * headings whose neighbours have an assignment and that have none themselves, or one that names no unit.
 */
export function toldInSentences(
  clean: CleanText,
  root: Section,
  others: Assignment[],
  sentences: Assignment[],
): Assignment[] {
  const inTask = sentences.filter((a) => !isOrganisation(clean, sectionAt(root, a.start)));
  if (others.length === 0) return inTask.length >= FEWEST && isPlan(clean, root) ? inTask : [];
  const marked = new Set(others.map((a) => sectionAt(root, a.start)));
  // （完成时限：…） alone gives the work to nobody.
  const assigned = new Set(others.filter((a) => isAssigned(a.parties)).map((a) => sectionAt(root, a.start)));
  const kinds = new Set([...marked].flatMap((s) => s.marker?.kind ?? []));
  return inTask.filter((a) => {
    const section = sectionAt(root, a.start);
    const filled = marked.has(section) && section.children.length === 0 && fillBlock(root, a, others);
    const siblings = section.parent?.children ?? [];
    return (
      !filled &&
      section.children.length === 0 &&
      !assigned.has(section) &&
      (siblings.some((s) => marked.has(s)) ||
        ((saysBy(clean, a, ownEnd(section)) || opens(clean, a, section)) &&
          section.marker &&
          kinds.has(section.marker.kind))) &&
      a.end <= ownEnd(section)
    );
  });
}

/** A block that names leaders and days only takes its units from the first sentence that tells them. */
function fillBlock(root: Section, sentence: Assignment, others: Assignment[]): boolean {
  const section = sectionAt(root, sentence.start);
  const [block, ...more] = others.filter((a) => sectionAt(root, a.start) === section);
  if (block === undefined || more.length > 0 || hasUnits(block.parties) || block.shape !== 'block') return false;
  const { leaders, leadUnits, responsibleUnits, supportingUnits } = sentence.parties;
  if (block.parties.leaders.length === 0) block.parties.leaders.push(...leaders);
  block.parties.leadUnits.push(...leadUnits);
  block.parties.responsibleUnits.push(...responsibleUnits);
  block.parties.supportingUnits.push(...supportingUnits);
  return true;
}

/** What may follow the last words of a heading's text: a bracket with a day. */
const CLOSES = /^[。\s]*(?:[(〔][^()〔〕\n]{2,40}[)〕][。\s]*)?$/;

/**
 * 由县教育局牵头，县财政局配合 in a heading's text, or 由县教育局、县财政局负责 as its last words, assigns wherever headings of
 * that rank are assigned.
 */
function saysBy(clean: CleanText, a: Assignment, end: number): boolean {
  const last = a.parties.responsibleUnits.length > 0 && CLOSES.test(clean.text.slice(a.end, end));
  return a.shape === 'bracket' && (a.parties.leadUnits.length > 0 || last) && clean.text[a.start] === '由';
}

/** A heading's text that begins 县教育局牵头，县财政局配合，… or 县教育局、县财政局按职责分工负责，… says who does all of it. */
function opens(clean: CleanText, { shape, start, parties }: Assignment, section: Section): boolean {
  const units = parties.leadUnits.length + parties.responsibleUnits.length + parties.supportingUnits.length;
  return shape === 'opening' && units > 1 && /^[。:\s]*$/.test(clean.text.slice(section.titleEnd, start));
}

/** A text with headings that calls itself a plan before the first; reports name doers too. */
const isPlan = (clean: CleanText, root: Section): boolean => root.children.length > 0 && saysItIsPlan(clean, root);

function isOrganisation(clean: CleanText, section: Section): boolean {
  for (let s: Section | null = section; s; s = s.parent)
    if (s.marker && s.titled && NO_TASKS.test(clean.text.slice(s.titleStart, s.titleEnd))) return true;
  return false;
}
