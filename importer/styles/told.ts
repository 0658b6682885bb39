import type { CleanText } from '../cleanText.ts';
import { ownEnd, type Section, sectionAt } from '../outline.ts';
import { type Assignment, hasUnits } from './assignment.ts';
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
  const assigned = new Set(others.map((a) => sectionAt(root, a.start)));
  const kinds = new Set([...assigned].flatMap((s) => s.marker?.kind ?? []));
  return inTask.filter((a) => {
    const section = sectionAt(root, a.start);
    if (assigned.has(section) && section.children.length === 0) fillBlock(root, a, others);
    const siblings = section.parent?.children ?? [];
    return (
      section.children.length === 0 &&
      !assigned.has(section) &&
      (siblings.some((s) => assigned.has(s)) ||
        (saysBy(clean, a) && section.marker && kinds.has(section.marker.kind))) &&
      a.end <= ownEnd(section)
    );
  });
}

/** A block that names leaders and days only takes its units from the first sentence that tells them. */
function fillBlock(root: Section, sentence: Assignment, others: Assignment[]): void {
  const section = sectionAt(root, sentence.start);
  const [block, ...more] = others.filter((a) => sectionAt(root, a.start) === section);
  if (block === undefined || more.length > 0 || hasUnits(block.parties) || block.shape !== 'block') return;
  const { leaders, leadUnits, responsibleUnits, supportingUnits } = sentence.parties;
  if (block.parties.leaders.length === 0) block.parties.leaders.push(...leaders);
  block.parties.leadUnits.push(...leadUnits);
  block.parties.responsibleUnits.push(...responsibleUnits);
  block.parties.supportingUnits.push(...supportingUnits);
}

/** 由县教育局牵头，县财政局配合 at the end of a heading's text assigns wherever headings of that rank are assigned. */
const saysBy = (clean: CleanText, a: Assignment): boolean =>
  a.shape === 'bracket' && a.parties.leadUnits.length > 0 && clean.text[a.start] === '由';

/** A text with headings that calls itself a plan before the first; reports name doers too. */
const isPlan = (clean: CleanText, root: Section): boolean => root.children.length > 0 && saysItIsPlan(clean, root);

function isOrganisation(clean: CleanText, section: Section): boolean {
  for (let s: Section | null = section; s; s = s.parent)
    if (s.marker && s.titled && NO_TASKS.test(clean.text.slice(s.titleStart, s.titleEnd))) return true;
  return false;
}
