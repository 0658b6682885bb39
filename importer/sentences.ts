import type { CleanText } from './cleanText.ts';
import { rankOf } from './markers.ts';
import type { Section } from './outline.ts';

/** Half-open range in the clean text. */
export interface Span {
  start: number;
  end: number;
}

/** Sentences and semicolon parts of [start, end), outside brackets and quotes; headings' line ends also end one. */
export function sentencesOf(clean: CleanText, start: number, end: number): Span[] {
  return split(clean.text, start, end, '。;!?\n\t');
}

/**
 * The sentences in which duties and clauses are looked for: not headings, not table rows, not annexes, not assignments.
 * Where no mark stands between them, a heading, an assignment and the text after it are parted all the same.
 */
export function proseOf(clean: CleanText, root: Section, assignments: Span[]): Span[] {
  const headings = new Map<number, number>();
  const annexes: Span[] = [];
  const cuts = new Set(assignments.map((a) => a.end));
  // A notice may carry the plan itself as its annex.
  const hasBody = root.children.some((s) => s.marker && s.marker.kind !== 'annex');
  const collect = (section: Section): void => {
    cuts.add(section.start);
    if (section.marker) cuts.add(section.titleStart);
    if (section.titled && !isItem(clean, section)) {
      headings.set(section.titleStart, section.titleEnd);
      cuts.add(section.titleEnd);
    }
    if (section.marker?.kind === 'annex' && hasBody) annexes.push(section);
    section.children.forEach(collect);
  };
  collect(root);
  const isAssignment = coverOf(clean.text.length, assignments);
  const inAnnex = coverOf(clean.text.length, annexes);
  return sentencesOf(clean, 0, clean.text.length)
    .flatMap((s) => cutAt(s, cuts))
    .filter((s) => {
      if (s.end - s.start < MIN_SENTENCE || isAssignment(s.start)) return false;
      if ((headings.get(s.start) ?? 0) >= s.end - 1 || inAnnex(s.start)) return false;
      return !/[\t|]/.test(clean.text.slice(s.start, s.end));
    });
}

/** The sentences of the whole text, parted at headings too where no mark does so. */
export function sentencesBetweenHeadings(clean: CleanText, root: Section): Span[] {
  const cuts = new Set<number>();
  const collect = (section: Section): void => {
    cuts.add(section.start);
    if (section.titled) cuts.add(section.titleEnd);
    section.children.forEach(collect);
  };
  collect(root);
  return sentencesOf(clean, 0, clean.text.length).flatMap((s) => cutAt(s, cuts));
}

function cutAt(span: Span, cuts: Set<number>): Span[] {
  const parts: Span[] = [];
  let { start } = span;
  for (let i = start + 1; i < span.end; i++) {
    if (!cuts.has(i)) continue;
    parts.push({ start, end: i });
    start = i;
  }
  return [...parts, { start, end: span.end }];
}

/** （2）每年撰写报告1篇。: a numbered sentence without more is its own text, not a heading; so is one of several clauses. */
function isItem(clean: CleanText, section: Section): boolean {
  if (!section.marker) return false;
  const title = clean.text.slice(section.titleStart, section.titleEnd);
  const alone = section.children.length === 0 && /^[。;]\n?$/.test(clean.text.slice(section.titleEnd, section.end));
  if (rankOf(section.marker.kind) < rankOf('cnParen'))
    return title.length >= SHORTEST_SENTENCE && (alone || /,/.test(title));
  if (clean.text[section.titleEnd] === ';') return true;
  if (title.length < SHORTEST_ITEM || /[,;]/.test(title)) return title.length >= SHORTEST_ITEM;
  const lineEnd = clean.text.indexOf('\n', section.titleEnd);
  const rest = clean.text.slice(section.titleEnd, Math.min(section.end, lineEnd < 0 ? section.end : lineEnd));
  return rankOf(section.marker.kind) >= rankOf('num') && /^[。;]?$/.test(rest);
}

const SHORTEST_ITEM = 10;
/** Headings of the first rank are seldom as long. */
const SHORTEST_SENTENCE = 20;
const MIN_SENTENCE = 6;

/** The clauses of a sentence, parted by commas. */
export function clausesOf(clean: CleanText, sentence: Span): Span[] {
  return split(clean.text, sentence.start, sentence.end, ',，');
}

const OPEN = '(〔【“《';
const CLOSE = ')〕】”》';
/** A mark that is never closed must not swallow the rest of the text. */
const MAX_NESTED = 120;

function split(text: string, start: number, end: number, separators: string): Span[] {
  const spans: Span[] = [];
  let depth = 0;
  let openedAt = 0;
  let from = start;
  for (let i = start; i < end; i++) {
    const c = text[i] ?? '';
    if (OPEN.includes(c)) {
      if (depth++ === 0) openedAt = i;
    } else if (CLOSE.includes(c)) depth = Math.max(0, depth - 1);
    else if (separators.includes(c) && (depth === 0 || c === '\n' || i - openedAt > MAX_NESTED)) {
      depth = 0;
      if (i > from) spans.push({ start: from, end: i });
      from = i + 1;
    }
  }
  if (end > from) spans.push({ start: from, end });
  return spans;
}

/** A question asked for many places: whether any of `spans` covers an index. */
export function coverOf(length: number, spans: Iterable<Span>): (index: number) => boolean {
  const covered = new Uint8Array(length + 1);
  for (const span of spans) covered.fill(1, span.start, span.end);
  return (index) => covered[index] === 1;
}

/** Places inside “…” and 《…》: names and slogans, whose numbers mean nothing by themselves. */
export function quotedPlaces(text: string): (index: number) => boolean {
  const quoted: Span[] = [];
  for (const found of text.matchAll(/“[^“”\n]{1,60}”|《[^《》\n]{1,80}》/g))
    quoted.push({ start: found.index, end: found.index + found[0].length });
  return (index) => quoted.some((q) => q.start <= index && index < q.end);
}
