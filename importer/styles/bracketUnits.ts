import { STRONG_UNIT_ENDING } from '../patterns.ts';
import { splitUnits } from '../units.ts';
import { type Assignment, type AssignmentStyle, noDeadline, noParties, promoteFirst } from './assignment.ts';
import { outerBrackets } from './brackets.ts';

const FEWEST = 3;
const LONGEST_NAME = 20;

/**
 * A bracket after a finished sentence that holds nothing but units: …。（县教育局、县财政局）. One alone may be an aside, so it
 * counts only as a manner of the whole document.
 */
export const bracketUnits: AssignmentStyle = (clean, context, taken) => {
  const found: Assignment[] = [];
  for (const bracket of outerBrackets(clean)) {
    if (taken(bracket.start) || !/[。;!”]/.test(clean.text[bracket.start - 1] ?? '')) continue;
    const [start, end] = [bracket.innerStart, bracket.innerEnd];
    const units = splitUnits(
      clean.text.slice(start, end),
      clean.printed.slice(start, end),
      (i) => clean.gaps[start + i] ?? 0,
    );
    const unitLike = (name: string): boolean =>
      name.length <= LONGEST_NAME && (STRONG_UNIT_ENDING.test(name) || /^各/.test(name));
    if (units.length === 0 || !units.every(unitLike)) continue;
    const parties = { ...noParties(), responsibleUnits: units };
    promoteFirst(parties, context);
    found.push({ start: bracket.start, end: bracket.end, parties, deadline: noDeadline(), shape: 'bracket' });
  }
  return found.length >= FEWEST ? found : [];
};
