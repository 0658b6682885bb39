import { type CleanText, printedText } from './cleanText.ts';
import type { MeasureSketch } from './draft.ts';
import type { Section } from './outline.ts';
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
  return {
    path: pathTo(clean, section),
    title: printedText(clean, section.titleStart, section.titleEnd),
    parties: assignment?.parties ?? noParties(),
    deadline: assignment?.deadline ?? noDeadline(),
    body: { start: section.titleStart, end: body.end },
    passages: [body],
    assignment,
  };
}

function trimmedEnd(clean: CleanText, start: number, end: number): number {
  let i = end;
  while (i > start && /[\n\s]/.test(clean.text[i - 1] ?? '')) i--;
  return i;
}
