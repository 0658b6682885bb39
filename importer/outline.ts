import type { CleanText } from './cleanText.ts';
import { titleOf } from './headingTitle.ts';
import { headsLinesOnly, type Marker, markerAt, rankOf } from './markers.ts';
import { isRow, type Paragraph, paragraphsOf } from './paragraphs.ts';
import { LABEL, LABEL_AT_START } from './patterns.ts';

/** A heading with everything under it. Offsets are into the clean text. */
export interface Section {
  marker: Marker | null;
  /** Where the mark stands. */
  start: number;
  /** The heading's words, without mark and closing punctuation. */
  titleStart: number;
  titleEnd: number;
  /** Whether the heading is a heading, or only the first words of a numbered item without one. */
  titled: boolean;
  /** End of everything under this heading. */
  end: number;
  parent: Section | null;
  children: Section[];
}

/** Reads the headings, on lines of their own, run in before their text, or all on one line, into a tree. */
export function readOutline(clean: CleanText): Section {
  const root: Section = {
    marker: null,
    start: 0,
    titleStart: 0,
    titleEnd: 0,
    titled: false,
    end: clean.text.length,
    parent: null,
    children: [],
  };
  const heads = findHeads(clean);
  const rankHere = ranksOf(heads);
  let current = root;
  for (const [index, head] of heads.entries()) {
    const rank = rankHere(head.marker.kind);
    const annex = annexAround(current);
    const behind = annex !== null && goesOnBehind(annex, head.marker);
    while (
      current.parent &&
      current.marker &&
      (rankHere(current.marker.kind) >= rank || (behind && annexAround(current) !== null))
    ) {
      current.end = head.start;
      current = current.parent;
    }
    const limit = Math.min(head.paragraphEnd, heads[index + 1]?.start ?? clean.text.length);
    const section: Section = {
      ...readTitle(clean, head, limit),
      marker: head.marker,
      start: head.start,
      end: clean.text.length,
      parent: current,
      children: [],
    };
    current.children.push(section);
    current = section;
  }
  return root;
}

function annexAround(section: Section): Section | null {
  for (let s: Section | null = section; s; s = s.parent) if (s.marker?.kind === 'annex') return s;
  return null;
}

/** A table 附表 may stand in the middle of a text: after 四、 and the table, 五、 goes on with the text. */
function goesOnBehind(annex: Section, marker: Marker): boolean {
  if (marker.kind !== 'cn' || marker.value === 1) return false;
  const before = annex.parent?.children.findLast((child) => child.marker?.kind !== 'annex')?.marker;
  return (
    before?.kind === 'cn' &&
    before.value === marker.value - 1 &&
    annex.children.every((child) => child.marker?.kind !== 'cn')
  );
}

/** 问题一, 任务一 usually stand under 一、; where the first of them follows a （一）, all of them stand under those. */
function ranksOf(heads: Head[]): (kind: Marker['kind']) => number {
  const firstTask = heads.findIndex((head) => head.marker.kind === 'task');
  const below = firstTask > 0 && heads[firstTask - 1]?.marker.kind === 'cnParen';
  return (kind) => (below && kind === 'task' ? rankOf('cnParen') + 0.5 : rankOf(kind));
}

/** The innermost section in which `index` stands. */
export function sectionAt(root: Section, index: number): Section {
  let section = root;
  for (;;) {
    const inner = childAt(section.children, index);
    if (!inner) return section;
    section = inner;
  }
}

/** Children follow one another in the text: the last that begins at or before `index` is the only one that may hold it. */
function childAt(children: Section[], index: number): Section | undefined {
  let [low, high] = [0, children.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((children[middle]?.start ?? 0) <= index) low = middle + 1;
    else high = middle;
  }
  const child = children[low - 1];
  return child && index < child.end ? child : undefined;
}

/** Where the headings under a section begin, in the order of the text. */
export const headingStarts = (section: Section): number[] =>
  section.children.flatMap((child) => [child.start, ...headingStarts(child)]);

/** End of the section's own text, before its first child. */
export const ownEnd = (section: Section): number => section.children[0]?.start ?? section.end;

interface Head {
  marker: Marker;
  start: number;
  paragraphEnd: number;
}

function findHeads(clean: CleanText): Head[] {
  const heads: Head[] = [];
  /** Last number seen per kind, cleared when an outer heading comes. */
  const counters = new Map<string, number>();
  for (const paragraph of paragraphsOf(clean)) {
    if (isTableLine(clean, paragraph)) continue;
    const first = markerAt(clean.text, paragraph.start);
    const found: Head[] = first ? [{ marker: first, start: paragraph.start, paragraphEnd: paragraph.end }] : [];
    if (first) count(counters, first);
    if (!LABEL_AT_START.test(clean.text.slice(paragraph.start, paragraph.start + 24))) {
      findInline(clean, paragraph, first, counters, found);
    }
    heads.push(...found);
  }
  return heads;
}

const isTableLine = (clean: CleanText, p: Paragraph): boolean => isRow(clean.text.slice(p.start, p.end));

const LAST_NUM = 'last num';

function count(counters: Map<string, number>, marker: Marker): void {
  const rank = rankOf(marker.kind);
  counters.set(marker.kind, marker.value);
  if (marker.kind === 'num') counters.set(LAST_NUM, marker.value);
  for (const kind of counters.keys())
    if (kind !== LAST_NUM && rankOf(kind as Marker['kind']) > rank) counters.delete(kind);
}

/** Marks inside a paragraph count only where a sentence has ended and the number is the next one in its row. */
function findInline(
  clean: CleanText,
  p: Paragraph,
  first: Marker | null,
  counters: Map<string, number>,
  into: Head[],
): void {
  let lastHeadEnd = first ? p.start + first.length : -1;
  for (let i = p.start + 1 + (first?.length ?? 0); i < p.end; i++) {
    const marker = markerAt(clean.text, i);
    if (!marker || (headsLinesOnly(marker.kind) && !standsApart(clean, i, marker))) continue;
    if (isNext(counters, marker, clean, p, i, lastHeadEnd) && mayStand(clean, i, marker, lastHeadEnd)) {
      count(counters, marker);
      into.push({ marker, start: i, paragraphEnd: p.end });
      lastHeadEnd = i + marker.length;
    }
    i += marker.length - 1;
  }
}

/** Marks that head lines only may stand inside a line whose breaks were lost: a space is left of each. */
const standsApart = (clean: CleanText, at: number, marker: Marker): boolean =>
  marker.kind !== 'annex' && (clean.gaps[at] ?? 0) > 0 && (clean.gaps[at + marker.length - 1] ?? 0) === 0;

function isNext(
  counters: Map<string, number>,
  marker: Marker,
  clean: CleanText,
  p: Paragraph,
  at: number,
  lastHeadEnd: number,
): boolean {
  const last = counters.get(marker.kind);
  if (last !== undefined && marker.value === last + 1) return true;
  if (last !== undefined && skipsOne(clean, p, marker, at, last)) return true;
  // Numbers may run on through the whole document, over the headings above them.
  if (marker.kind === 'num' && marker.value > 1 && marker.value === (counters.get(LAST_NUM) ?? 0) + 1) return true;
  // A new row has to go on: a lone （一） or 1. in running text is a reference, not a heading.
  return (
    marker.value === 1 &&
    (last === undefined || rankOf(marker.kind) >= rankOf('num')) &&
    (hasSecond(clean, p, marker, at) || followsHeading(clean, at, lastHeadEnd))
  );
}

const TENS = '一二三四五六七八九十';

/** （三） … （五） … （六）: a number that was left out, where the row goes on behind it. */
function skipsOne(clean: CleanText, p: Paragraph, marker: Marker, at: number, last: number): boolean {
  const next = TENS[marker.value];
  if (marker.kind !== 'cnParen' || marker.value !== last + 2 || next === undefined) return false;
  const behind = clean.text.slice(at, Math.min(p.end, at + 4000));
  return behind.includes(`(${next})`) || behind.includes(`〔${next}〕`);
}

const seconds: Partial<Record<Marker['kind'], RegExp>> = {
  cn: /二(?:、|\.)/,
  cnParen: /[(〔]二[)〕]/,
  num: /2(?:\.(?!\d)|、)/,
  numParen: /\(2\)/,
  numHalfParen: /2\)/,
  circled: /②/,
  task: /(?:任务|行动|项目|工程|专项|事项|措施|举措|工作|问题)(?:二|2)[:、]/,
  decimal: /\d\.2(?![\d.])/,
};

function hasSecond(clean: CleanText, p: Paragraph, marker: Marker, at: number): boolean {
  return seconds[marker.kind]?.test(clean.text.slice(at, Math.min(p.end, at + 4000))) ?? false;
}

function mayStand(clean: CleanText, at: number, marker: Marker, lastHeadEnd: number): boolean {
  const before = clean.text[at - 1] ?? '\n';
  if (/[。;!?"”]/.test(before)) return true;
  if (/[):]/.test(before)) return marker.kind !== 'cn' || before === ')';
  if ((clean.gaps[at] ?? 0) > 0 && !/[,、]/.test(before)) return true;
  if (followsLabel(clean, at)) return true;
  return marker.kind === 'cnParen' && followsHeading(clean, at, lastHeadEnd);
}

/** 二、重点任务（一）…: a heading straight after a heading. */
function followsHeading(clean: CleanText, at: number, lastHeadEnd: number): boolean {
  return lastHeadEnd >= 0 && at - lastHeadEnd <= 40 && !/[。,;]/.test(clean.text.slice(lastHeadEnd, at));
}

/** In a text without line ends the next heading may follow the last label's value: 完成时限：2020年底2. … */
function followsLabel(clean: CleanText, at: number): boolean {
  const before = clean.text.slice(Math.max(0, at - 120), at);
  const last = [...before.matchAll(LABEL)].at(-1);
  return (
    last !== undefined && !/[。\n]/.test(before.slice(last.index)) && before.length > last.index + last[0].length + 1
  );
}

function readTitle(clean: CleanText, head: Head, limit: number): Pick<Section, 'titleStart' | 'titleEnd' | 'titled'> {
  const titleStart = head.start + head.marker.length;
  const text = clean.text.slice(titleStart, limit);
  return { titleStart, ...titleOf(text, titleStart, (i) => clean.gaps[i] ?? 0) };
}
