import { type CleanText, printedText } from './cleanText.ts';
import type { MeasureSketch } from './draft.ts';
import { titleOf } from './headingTitle.ts';
import type { Section } from './outline.ts';
import { deedAfter, ofSection, pathTo } from './sketch.ts';
import type { Assignment } from './styles/assignment.ts';

/** Several assignments in one section's own text: each closes the paragraph, or the sentences, before it. */
export function ofSegments(clean: CleanText, section: Section, list: Assignment[]): MeasureSketch[] {
  const sketches: MeasureSketch[] = [];
  let from = section.titleEnd;
  const oneParagraph = sameParagraph(clean, from, list);
  const anyTitle = segmentsOf(clean, section, list)
    .slice(1)
    .some((s) => firstRunIn(clean, s.start, s.end) !== null);
  for (const [index, assignment] of list.entries()) {
    const next = list[index + 1];
    if (assignment.shape === 'opening') {
      const end = endOfOpening(clean, section, assignment, next);
      sketches.push(ofOpening(clean, section, assignment, end));
      from = end;
      continue;
    }
    if (index === 0 && section.marker && next && skipPunctuation(clean, from, assignment.start) >= assignment.start) {
      // Assigned in the heading itself: what follows belongs to it up to the paragraph of the next assignment.
      const end = Math.max(assignment.end, clean.text.lastIndexOf('\n', next.start - 1));
      sketches.push({ ...ofSection(clean, section, assignment, end), body: { start: assignment.end, end } });
      from = end;
      continue;
    }
    const segment = skipPunctuation(clean, from, assignment.start);
    const title = firstRunIn(clean, segment, assignment.start);
    const start = title?.start ?? segment;
    const heading = index === 0 && section.marker && !oneParagraph && anyTitle && title === null;
    if (heading) {
      sketches.push({
        ...ofSection(clean, section, assignment, assignment.end),
        body: { start: from, end: assignment.end },
      });
    } else sketches.push(ofSegment(clean, section, assignment, start, title));
    from = assignment.end;
  }
  return sketches;
}

/** What an opening assigns goes up to the next one of its paragraph, or to the paragraph's end. */
function endOfOpening(clean: CleanText, section: Section, a: Assignment, next: Assignment | undefined): number {
  const line = clean.text.indexOf('\n', a.end);
  const end = Math.min(section.end, line < 0 ? section.end : line);
  return next?.shape === 'opening' ? Math.min(end, next.start) : end;
}

function ofOpening(clean: CleanText, section: Section, assignment: Assignment, end: number): MeasureSketch {
  const words = deedAfter(clean, assignment.end, end);
  const title = printedText(clean, words.start, words.end);
  return {
    path: [...pathTo(clean, section), title],
    title,
    parties: assignment.parties,
    deadline: assignment.deadline,
    body: { start: words.start, end },
    passages: [{ start: assignment.start, end }],
    assignment,
  };
}

function segmentsOf(clean: CleanText, section: Section, list: Assignment[]): { start: number; end: number }[] {
  return list.map((a, i) => ({
    start: skipPunctuation(clean, i === 0 ? section.titleEnd : (list[i - 1]?.end ?? 0), a.start),
    end: a.start,
  }));
}

function ofSegment(
  clean: CleanText,
  section: Section,
  assignment: Assignment,
  from: number,
  title: { start: number; end: number } | null,
): MeasureSketch {
  const start = section.marker ? from : Math.max(from, lastParagraphs(clean, from, assignment.start));
  const words = title ?? firstClause(clean, start, assignment.start);
  const printed = printedText(clean, words.start, words.end);
  return {
    path: [...pathTo(clean, section), printed],
    title: printed,
    parties: assignment.parties,
    deadline: assignment.deadline,
    body: { start: words.start, end: assignment.end },
    passages: [{ start, end: assignment.end }],
    assignment,
  };
}

/** Outside any heading only the paragraph before an assignment belongs to it. */
function lastParagraphs(clean: CleanText, from: number, end: number): number {
  let last = end;
  while (last > from && clean.text[last - 1] === '\n') last--;
  return Math.max(from, clean.text.lastIndexOf('\n', last - 1) + 1);
}

function sameParagraph(clean: CleanText, from: number, list: Assignment[]): boolean {
  const last = list.at(-1);
  return last !== undefined && !clean.text.slice(from + 1, last.start).includes('\n');
}

/** The first paragraph of a segment that has a heading of its own; what stands before it only introduces. */
function firstRunIn(clean: CleanText, start: number, end: number): { start: number; end: number } | null {
  for (let from = start; from < end; ) {
    const found = runIn(clean, from, end);
    if (found) return found;
    const next = clean.text.indexOf('\n', from);
    if (next < 0 || next >= end) return null;
    from = skipPunctuation(clean, next, end);
  }
  return null;
}

/** A short first sentence, or a short line of its own, that heads its paragraph without a number. */
function runIn(clean: CleanText, start: number, end: number): { start: number; end: number } | null {
  const text = clean.text.slice(start, Math.min(end, start + 80));
  const stop = text.search(/[。:\n]/);
  if (stop < 4 || stop > 36 || start + stop >= end - 4) return null;
  const words = text.slice(0, stop);
  if ((words.match(/,/g)?.length ?? 0) > 1 || /^[一二三四五六七八九十]是/.test(words)) return null;
  return { start, end: start + stop };
}

function firstClause(clean: CleanText, start: number, end: number): { start: number; end: number } {
  const ordinal = /^(?:[一二三四五六七八九十]{1,2}是|[①-⑳])/.exec(clean.text.slice(start, start + 4))?.[0].length ?? 0;
  const from = start + ordinal;
  const { titleEnd } = titleOf(clean.text.slice(from, end), from, () => 0);
  return { start: from, end: Math.max(from, titleEnd) };
}

function skipPunctuation(clean: CleanText, from: number, end: number): number {
  let i = from;
  while (i < end && /[\n\s。,;:、)]/.test(clean.text[i] ?? '')) i++;
  return i;
}
