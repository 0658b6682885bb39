import { type CleanText, printedText } from './cleanText.ts';
import type { MeasureSketch } from './draft.ts';
import type { Section } from './outline.ts';
import type { Span } from './sentences.ts';
import { type Assignment, noDeadline, noParties } from './styles/assignment.ts';

/** The printed heading of a section, mark included. */
const headingOf = (clean: CleanText, section: Section): string => printedText(clean, section.start, section.titleEnd);

export function pathTo(clean: CleanText, section: Section): string[] {
  const path: string[] = [];
  for (let s: Section | null = section; s?.marker; s = s.parent)
    if (s.marker.kind !== 'annex') path.unshift(headingOf(clean, s));
  return path;
}

export function ofSection(
  clean: CleanText,
  section: Section,
  assignment: Assignment | null,
  end: number,
): MeasureSketch {
  const body = { start: section.start, end: trimmedEnd(clean, section.start, end) };
  const words = titleWords(clean, section, assignment, end);
  const title = printedText(clean, words.start, words.end);
  const own = words.start === section.titleStart && words.end === section.titleEnd;
  return {
    path: own
      ? pathTo(clean, section)
      : [...pathTo(clean, section).slice(0, -1), printedText(clean, section.start, section.titleStart) + title],
    title,
    parties: assignment?.parties ?? noParties(),
    deadline: assignment?.deadline ?? noDeadline(),
    body: { start: section.titleStart, end: body.end },
    passages: [body],
    assignment,
  };
}

/** A heading that is, or holds, the assignment itself: the work beside it is the title. */
function titleWords(clean: CleanText, section: Section, assignment: Assignment | null, end: number): Span {
  const heading = { start: section.titleStart, end: section.titleEnd };
  const empty = section.titleEnd === section.titleStart && assignment?.start === section.titleStart;
  if (empty && assignment.end < end) return deedAfter(clean, assignment.end, end);
  if (!assignment || assignment.start >= section.titleEnd) return heading;
  if (assignment.start - section.titleStart >= SHORTEST_TITLE && assignment.shape !== 'opening') {
    const cut = clean.text.slice(0, assignment.start).replace(/[,;、—-]+$/, '').length;
    return { start: section.titleStart, end: cut };
  }
  return assignment.end < end && assignment.start - section.titleStart < SHORTEST_TITLE
    ? deedAfter(clean, assignment.end, end)
    : heading;
}

const SHORTEST_TITLE = 4;

/** The first clause of the work that follows an assignment. */
export function deedAfter(clean: CleanText, from: number, end: number): Span {
  const skip = /^[\s,;。:、]*(?:负责)?/.exec(clean.text.slice(from, Math.min(end, from + 12)))?.[0].length ?? 0;
  const start = from + skip;
  const stop = clean.text.slice(start, Math.min(end, start + LONGEST_DEED)).search(/[,。;:!\n(〔【]/);
  return { start, end: stop < 0 ? Math.min(end, start + LONGEST_DEED) : start + stop };
}

const LONGEST_DEED = 60;

function trimmedEnd(clean: CleanText, start: number, end: number): number {
  let i = end;
  while (i > start && /[\n\s]/.test(clean.text[i - 1] ?? '')) i--;
  return i;
}
