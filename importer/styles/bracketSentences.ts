import type { CleanText } from '../cleanText.ts';
import { looksLikeDeadline, readDeadline } from '../dates.ts';
import { assign } from './assign.ts';
import {
  type Assignment,
  type AssignmentStyle,
  noDeadline,
  promoteFirst,
  readLabels,
  type StyleContext,
} from './assignment.ts';
import { type Bracket, outerBrackets } from './brackets.ts';
import { partiesInWords } from './inWords.ts';

const LONGEST = 600;

/**
 * A bracket that says in words who does it: （A牵头，B、C配合）, （A、B按职责分工负责）, （A负责）. It counts only where
 * what stands before the verbs are units, so that an aside in brackets is not mistaken for one.
 */
export const bracketSentences: AssignmentStyle = (clean, context, taken) => {
  const found: Assignment[] = [];
  for (const bracket of outerBrackets(clean)) {
    if (taken(bracket.start) || bracket.innerEnd - bracket.innerStart > LONGEST) continue;
    const assignment = readSentence(clean, bracket, context);
    if (assignment) found.push(assignment);
  }
  return found;
};

/** Labels such as 完成时限：… may follow the words. */
function readSentence(clean: CleanText, bracket: Bracket, context: StyleContext): Assignment | null {
  const labels = readLabels(clean, bracket.innerStart, bracket.innerEnd);
  const words = partiesInWords(clean, bracket.innerStart, labels[0]?.start ?? bracket.innerEnd);
  if (!words) return null;
  promoteFirst(words.parties, context);
  const target = { parties: words.parties, deadline: noDeadline() };
  if (looksLikeDeadline(words.rest)) target.deadline = readDeadline(words.rest, words.rest, context.fallbackYear);
  for (const label of labels) assign(clean, label, context, target);
  return { start: bracket.start, end: bracket.end, ...target, shape: 'bracket' };
}
