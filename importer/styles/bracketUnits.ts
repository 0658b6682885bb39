import type { CleanText } from '../cleanText.ts';
import { looksLikeDeadline, readDeadline } from '../dates.ts';
import { markerAt } from '../markers.ts';
import { paragraphsOf } from '../paragraphs.ts';
import { UNIT_ENDING } from '../patterns.ts';
import { splitUnits } from '../units.ts';
import { assign } from './assign.ts';
import {
  type Assignment,
  type AssignmentStyle,
  noDeadline,
  noParties,
  promoteFirst,
  readLabels,
} from './assignment.ts';
import { type Bracket, outerBrackets } from './brackets.ts';
import { isPlainUnit } from './phrases.ts';

const FEWEST = 3;

/**
 * A bracket after a finished sentence that holds nothing but units, and perhaps a day: …。（县教育局、县财政局；2024年底前）,
 * or such units after a dash at the paragraph's end. One alone may be an aside, so brackets must be the manner of the whole document.
 */
export const bracketUnits: AssignmentStyle = (clean, context, taken) => {
  const found: Assignment[] = [];
  let others = 0;
  const read = ({ start, innerStart, innerEnd, end }: Bracket): Assignment | null => {
    // （县教育局、县财政局。完成时限：…）
    const labels = readLabels(clean, innerStart, innerEnd);
    const namesEnd = labels[0]?.start ?? innerEnd;
    const names = splitUnits(
      clean.text.slice(innerStart, namesEnd),
      clean.printed.slice(innerStart, namesEnd),
      (i) => clean.gaps[innerStart + i] ?? 0,
    );
    const day = names.find((name) => looksLikeDeadline(name.normalize('NFKC')));
    const units = names.filter((name) => name !== day);
    if (units.length === 0 || !units.every(isPlainUnit)) return null;
    const parties = { ...noParties(), responsibleUnits: units };
    promoteFirst(parties, context);
    const deadline = day ? readDeadline(day.normalize('NFKC'), day, context.fallbackYear) : noDeadline();
    const target = { parties, deadline };
    for (const label of labels) assign(clean, label, context, target);
    return { start, end, ...target, shape: 'bracket' };
  };
  const closing = outerBrackets(clean).filter(
    (bracket) =>
      taken(bracket.start) ||
      /[。;!”]\n*$/.test(clean.text.slice(Math.max(0, bracket.start - 4), bracket.start)) ||
      closesHeading(clean, bracket),
  );
  for (const place of [...closing, ...dashes(clean)]) {
    if (taken(place.start)) others++;
    else {
      const assignment = read(place);
      if (assignment) found.push(assignment);
    }
  }
  return found.length > 0 && found.length + others >= FEWEST ? found : [];
};

/** （一）举办赛事（县文旅局、县总工会）。: units after the words of a numbered heading, which are no unit themselves; （大泉镇） is a place. */
function closesHeading(clean: CleanText, { start, innerEnd, end }: Bracket): boolean {
  if (!/[局委办部会心司队院联]|政府/.test(clean.text.slice(start, innerEnd))) return false;
  if (!/^(?:[。:\n]|$)/.test(clean.text.slice(end, end + 1))) return false;
  const line = clean.text.lastIndexOf('\n', start - 1) + 1;
  const marker = markerAt(clean.text, line);
  const words = marker === null ? '' : clean.text.slice(line + marker.length, start);
  return words.length >= SHORTEST_HEADING && !/[。:]/.test(words) && !UNIT_ENDING.test(words);
}

const SHORTEST_HEADING = 4;

/** …。——县教育局、县财政局 at the end of a paragraph. */
function dashes(clean: CleanText): Bracket[] {
  return paragraphsOf(clean).flatMap(({ start, end }) => {
    const line = clean.text.slice(start, end);
    const at = line.lastIndexOf('—');
    const width = line[at - 1] === '—' ? 2 : 1;
    const open = start + at + 1 - width;
    if (at < width || (width === 1 && !/[。;]/.test(clean.text[open - 1] ?? ''))) return [];
    const close = /[。;]$/.test(line) ? end - 1 : end;
    return close - open > LONGEST_LIST ? [] : [{ start: open, innerStart: start + at + 1, innerEnd: close, end }];
  });
}

const LONGEST_LIST = 200;
