import type { CleanText } from './cleanText.ts';
import { type ColumnKind, columnKind, isParty } from './columns.ts';
import { looksLikeDeadline } from './dates.ts';
import { markerAt } from './markers.ts';
import { type Paragraph, paragraphsOf } from './paragraphs.ts';
import { looksLikePeople } from './people.ts';
import { editText, type TextEdit } from './textEdits.ts';
import { looksLikeUnit, splitUnits } from './units.ts';

/**
 * Tables pasted with one cell on each line: first the column names, one a line, then the cells. They become rows of
 * cells parted by tabs. Which line belongs to which column is not told by counting, since empty cells leave no line and
 * long cells several: the most likely path through the columns is taken.
 */
export function layStackedTables(clean: CleanText): CleanText {
  const lines = paragraphsOf(clean);
  const texts = lines.map((l) => clean.text.slice(l.start, l.end));
  const edits: TextEdit[] = [];
  for (let at = 0; at < lines.length; ) {
    const columns = headerAt(texts, at);
    if (!columns) {
      at++;
      continue;
    }
    const first = at + columns.length;
    const end = endOfTable(texts, first, columns);
    const kept = withoutRepeatedHeaders(texts, at, columns.length, end);
    const path = likeliestColumns(
      kept.map((i) => texts[i] ?? ''),
      columns,
    );
    if (path) edits.push(...rowEdits(lines, at, columns, kept, path));
    at = Math.max(end, first);
  }
  return editText(clean, edits);
}

const FEWEST_COLUMNS = 3;
const MOST_COLUMNS = 14;

/**
 * Column names on lines that follow each other, at least one of a text and one of units, people or days. One name that
 * is not known may stand between known ones.
 */
function headerAt(texts: string[], at: number): ColumnKind[] | null {
  const columns: ColumnKind[] = [];
  for (let i = at; i < texts.length && columns.length < MOST_COLUMNS; i++) {
    const kind = columnKind(texts[i] ?? '');
    const unknown =
      columns.length >= 2 && mayNameColumn(texts[i] ?? '') && columnKind(texts[i + 1] ?? '') !== undefined;
    if (kind === undefined && !unknown) break;
    columns.push(kind ?? 'text');
  }
  const parties = columns.filter(isParty).length;
  return columns.length >= FEWEST_COLUMNS && parties > 0 && columns.includes('text') ? columns : null;
}

const mayNameColumn = (text: string): boolean => /^[\u4e00-\u9fa5()%/]{2,10}$/.test(text);

const LONGEST_CELL = 900;

function endOfTable(texts: string[], first: number, columns: ColumnKind[]): number {
  for (let i = first; i < texts.length; i++) {
    const text = texts[i] ?? '';
    const marker = markerAt(text, 0);
    if (marker?.kind === 'annex' || marker?.kind === 'chapter' || text.length > LONGEST_CELL) return i;
    if (marker?.kind === 'cn' && columns.includes('index')) return i;
    if (/[\t|]/.test(text) || /^(?:抄送|主送)|日印发$/.test(text)) return i;
    const header = headerAt(texts, i);
    if (header && header.join() !== columns.join()) return i;
  }
  return texts.length;
}

function withoutRepeatedHeaders(texts: string[], at: number, width: number, end: number): number[] {
  const header = texts.slice(at, at + width).join('\n');
  const kept: number[] = [];
  for (let i = at + width; i < end; i++) {
    if (texts[i] === texts[at] && texts.slice(i, i + width).join('\n') === header) i += width - 1;
    else kept.push(i);
  }
  return kept;
}

/** How well a line fits a column (the first text column names the task); only differences count. */
function fitOf(text: string, kind: ColumnKind | 'name'): number {
  const isNumber = /^\d{1,3}$/.test(text);
  if (kind === 'index') return isNumber ? 6 : -12;
  if (isNumber) return -4;
  const isDay = looksLikeDeadline(text) || /^(?:\d{4}年|\d{4}[-./]\d|长期|全年|持续|常态|立即|即知即改)/.test(text);
  if (kind === 'deadline') return isDay && text.length <= 30 ? 4 : -4;
  if (isDay && text.length <= 14) return -2;
  const pieces = splitUnits(text, text);
  const units = pieces.filter((name) => name.length <= 20 && looksLikeUnit(name)).length;
  const unitLike = units > 0 && units * 2 >= pieces.length && !/[。:]/.test(text);
  if (kind === 'leadUnits' || kind === 'responsibleUnits' || kind === 'supportingUnits')
    return unitLike ? 3 : text === '无' || /^[-—/]+$/.test(text) ? 1 : -5;
  const people = looksLikePeople(text);
  if (kind === 'leaders' || kind === 'responsiblePersons') return people && !unitLike ? 3 : -4;
  if (kind === 'remark') return text.length <= 20 ? 0 : -3;
  if (kind === 'name' && /[。;]/.test(text)) return 0;
  return unitLike ? -2 : people && text.length <= 4 ? -1 : 1;
}

const CONTINUED = -1.5;
/** Who leads is one unit more often than several. */
const CONTINUED_LEAD = -1.8;
const SKIPPED = -1.6;
const SKIPPED_REMARK = -0.2;

/** Cost of going from one cell to a later one of the same row, or to a cell of the next row. */
function stepBetween(from: number, to: number, columns: ColumnKind[]): number {
  const skip = (start: number, end: number): number =>
    columns.slice(start, end).reduce((sum, kind) => sum + (kind === 'remark' ? SKIPPED_REMARK : SKIPPED), 0);
  if (to === from) return columns[to] === 'leadUnits' ? CONTINUED_LEAD : CONTINUED;
  if (to > from) return skip(from + 1, to);
  return skip(from + 1, columns.length) + skip(0, to) * (columns[0] === 'index' && to > 0 ? 4 : 1);
}

/** The column of each line along the likeliest path (Viterbi), or null where the lines do not fit a table. */
function likeliestColumns(texts: string[], columns: ColumnKind[]): number[] | null {
  const width = columns.length;
  const naming = columns.indexOf('text');
  const steps = columns.map((_, from) => columns.map((_, to) => stepBetween(from, to, columns)));
  const back: Int8Array[] = [];
  let scores = columns.map((_, to) => stepBetween(width - 1, to, columns));
  for (const [i, text] of texts.entries()) {
    const came = new Int8Array(width);
    const next = columns.map((kind, to) => {
      let best = i === 0 ? (scores[to] ?? 0) : Number.NEGATIVE_INFINITY;
      for (let from = 0; i > 0 && from < width; from++) {
        const score = (scores[from] ?? 0) + (steps[from]?.[to] ?? 0);
        if (score > best) {
          best = score;
          came[to] = from;
        }
      }
      return best + fitOf(text, to === naming ? 'name' : kind);
    });
    back.push(came);
    scores = next;
  }
  const best = scores.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  if (texts.length < 2 || best < texts.length * LEAST_MEAN_FIT) return null;
  const path: number[] = [];
  let column = scores.indexOf(best);
  for (let i = texts.length - 1; i >= 0; i--) {
    path[i] = column;
    column = back[i]?.[column] ?? 0;
  }
  return path;
}

const LEAST_MEAN_FIT = 0.8;

/** Breaks between cells become tabs, breaks inside one vanish, missing cells get their tab. */
function rowEdits(lines: Paragraph[], at: number, columns: ColumnKind[], kept: number[], path: number[]): TextEdit[] {
  const edits: TextEdit[] = [];
  const between = (left: number, right: number, insert: string): void => {
    const [a, b] = [lines[left], lines[right]];
    if (a && b) edits.push({ start: a.end, end: b.start, insert });
  };
  for (let i = 1; i < columns.length; i++) between(at + i - 1, at + i, '\t');
  const width = columns.length;
  let before = at + width - 1;
  for (const [i, line] of kept.entries()) {
    const [from, to] = [i === 0 ? width - 1 : (path[i - 1] ?? 0), path[i] ?? 0];
    const kind = columns[to];
    if (i > 0 && to === from) between(before, line, kind === 'text' || kind === 'deadline' ? '' : '、');
    else if (i > 0 && to > from) between(before, line, '\t'.repeat(to - from));
    else between(before, line, `${'\t'.repeat(width - 1 - from)}\n${'\t'.repeat(to)}`);
    before = line;
  }
  return edits;
}
