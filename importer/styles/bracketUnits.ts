import { looksLikeDeadline, readDeadline } from '../dates.ts';
import { splitUnits } from '../units.ts';
import { type Assignment, type AssignmentStyle, noDeadline, noParties, promoteFirst } from './assignment.ts';
import { type Bracket, outerBrackets } from './brackets.ts';
import { isPlainUnit } from './phrases.ts';

const FEWEST = 3;

/**
 * A bracket after a finished sentence that holds nothing but units, and perhaps a day: …。（县教育局、县财政局；2024年底前）.
 * One alone may be an aside, so brackets must be the manner of the whole document.
 */
export const bracketUnits: AssignmentStyle = (clean, context, taken) => {
  const found: Assignment[] = [];
  let others = 0;
  const read = ({ start, innerStart, innerEnd, end }: Bracket): Assignment | null => {
    const names = splitUnits(
      clean.text.slice(innerStart, innerEnd),
      clean.printed.slice(innerStart, innerEnd),
      (i) => clean.gaps[innerStart + i] ?? 0,
    );
    const day = names.find((name) => looksLikeDeadline(name.normalize('NFKC')));
    const units = names.filter((name) => name !== day);
    if (units.length === 0 || !units.every(isPlainUnit)) return null;
    const parties = { ...noParties(), responsibleUnits: units };
    promoteFirst(parties, context);
    const deadline = day ? readDeadline(day.normalize('NFKC'), day, context.fallbackYear) : noDeadline();
    return { start, end, parties, deadline, shape: 'bracket' };
  };
  for (const bracket of outerBrackets(clean)) {
    if (taken(bracket.start)) others++;
    else if (/[。;!”]/.test(clean.text[bracket.start - 1] ?? '')) {
      const assignment = read(bracket);
      if (assignment) found.push(assignment);
    }
  }
  return found.length > 0 && found.length + others >= FEWEST ? found : [];
};
