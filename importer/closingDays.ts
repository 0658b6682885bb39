import { type CleanText, printedText } from './cleanText.ts';
import { looksLikeDeadline, readDeadline } from './dates.ts';
import type { MeasureSketch } from './draft.ts';
import { clausesOf, type Span, sentencesOf } from './sentences.ts';
import type { Deadline } from './types.ts';

const FEWEST = 3;
const SHARE = 0.6;

/**
 * A day that closes a measure's text without a label, …。2023年6月底前完成。, is its deadline where the document does so
 * throughout; elsewhere such a day belongs to what the text says.
 */
export function takeClosingDays(clean: CleanText, sketches: MeasureSketch[], fallbackYear: number | null): void {
  if (sketches.some((s) => s.deadline.text !== '')) return;
  const found = sketches.flatMap((sketch) => {
    const deadline = closingDay(clean, sketch, fallbackYear);
    return deadline === null ? [] : [{ sketch, deadline }];
  });
  if (found.length < FEWEST || found.length < sketches.length * SHARE) return;
  for (const { sketch, deadline } of found) sketch.deadline = deadline;
}

function closingDay(clean: CleanText, sketch: MeasureSketch, fallbackYear: number | null): Deadline | null {
  const closes = sketch.assignment !== null && sketch.assignment.shape !== 'opening';
  const end = closes ? (sketch.assignment?.start ?? sketch.body.end) : sketch.body.end;
  const last = lastSentence(clean, sketch.body.start, end);
  const clause = last && clausesOf(clean, last).at(-1);
  for (const span of [last, clause]) {
    const whole = span ? clean.text.slice(span.start, span.end) : '';
    // （6月底前） in brackets of its own.
    const inner = /^[(](.*)[)]$/.exec(whole) ? 1 : 0;
    const text = whole.slice(inner, whole.length - inner);
    if (span && looksLikeDeadline(text))
      return readDeadline(text, printedText(clean, span.start + inner, span.end - inner), fallbackYear);
  }
  return null;
}

/** Long bodies are read from their last line only. */
function lastSentence(clean: CleanText, start: number, end: number): Span | undefined {
  const line = clean.text.lastIndexOf('\n', Math.max(start, end - 2));
  return sentencesOf(clean, Math.max(start, line + 1), end).at(-1);
}
