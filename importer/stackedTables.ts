import type { CleanText } from './cleanText.ts';
import { type ColumnKind, columnKind, isParty } from './columns.ts';
import { looksLikeDeadline } from './dates.ts';
import { markerAt } from './markers.ts';
import { type Paragraph, paragraphsOf } from './paragraphs.ts';
import { STRONG_UNIT_ENDING } from './patterns.ts';
import { looksLikePeople } from './people.ts';
import { editText, type TextEdit } from './textEdits.ts';
import { looksLikeUnit, splitUnits } from './units.ts';

/**
 * Tables pasted with one cell on each line: first the column names, one a line, then the cells. They become rows of
 * cells parted by tabs. Which line belongs to which column is not told by counting, since empty cells leave no line and
 * long cells several: the most likely path through the columns is taken.
 */
export function layStackedTables(pasted: CleanText): CleanText {
  const clean = joinBrokenNames(pasted);
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
    const groups = new Set<number>();
    for (let i = first; i < end; i++) if (namesGroup(texts, i)) groups.add(i);
    const kept = withoutRepeatedHeaders(texts, at, columns.length, end).filter((i) => !groups.has(i));
    const path = likeliestColumns(
      kept.map((i) => texts[i] ?? ''),
      columns,
    );
    if (path) edits.push(...rowEdits(lines, at, columns, kept, path, groups));
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
    if (marker?.kind === 'cn' && columns.includes('index') && !namesGroup(texts, i)) return i;
    if (/^[^:]{2,12}:$/.test(text)) return i;
    if (/[\t|]/.test(text) || /^(?:抄送|主送)|日印发$/.test(text)) return i;
    const header = headerAt(texts, i);
    if (header && header.join() !== columns.join()) return i;
  }
  return texts.length;
}

/** 一、厕所革命 before a row that begins with its number: a heading over the rows that follow. */
function namesGroup(texts: string[], i: number): boolean {
  const text = texts[i] ?? '';
  const next = texts[i + 1] ?? '';
  return text.length <= 24 && /^(?:cn|cnParen)$/.test(markerAt(text, 0)?.kind ?? '') && /^\d{1,3}$/.test(next);
}

/** Takes away the breaks inside names that a narrow column has parted: 县自然资源和 / 规划局, 某某集团 / 有限公司. */
function joinBrokenNames(clean: CleanText): CleanText {
  const lines = paragraphsOf(clean);
  const texts = lines.map((l) => clean.text.slice(l.start, l.end));
  const edits: TextEdit[] = [];
  for (let at = 0; at < lines.length; at++) {
    const columns = headerAt(texts, at);
    if (!columns) continue;
    const first = at + columns.length;
    const end = Math.max(endOfTable(texts, first, columns), first);
    const names = texts
      .slice(first, end)
      .filter((text) => text.length <= LONGEST_NAME && STRONG_UNIT_ENDING.test(text));
    const ranked = names.filter((text) => RANKED.test(text)).length >= names.length * MOSTLY;
    for (let i = first; i + 1 < end; i++) {
      const [left, right] = [lines[i], lines[i + 1]];
      if (left && right && isBroken(texts[i] ?? '', texts[i + 1] ?? '', ranked))
        edits.push({ start: left.end, end: right.start, insert: '' });
    }
    at = end - 1;
  }
  return editText(clean, edits);
}

const LONGEST_NAME = 16;
/** Names of a county's units begin with its rank; where nearly all in a table do, one that does not is the rest of a name. */
const RANKED = /^[省市县区州盟旗各]/;
const MOSTLY = 0.6;
const REST_OF_FIRM = /^(?:股份|集团)?有限(?:责任)?公司$|^[\u4e00-\u9fa5]{2,4}分(?:局|公司|行)$/;

function isBroken(left: string, right: string, ranked: boolean): boolean {
  if (!RANKED.test(left) || left.length > LONGEST_NAME || /[\d,。;:、“]/.test(left)) return false;
  if (REST_OF_FIRM.test(right)) return true;
  const rest = right.length <= 8 && STRONG_UNIT_ENDING.test(right) && !/^[省市县区州盟旗各共国中]/.test(right);
  return ranked && rest && !STRONG_UNIT_ENDING.test(left);
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
    return unitLike ? 3 : NOBODY.test(text) ? 1 : -5;
  const people = looksLikePeople(text);
  if (kind === 'leaders' || kind === 'responsiblePersons') {
    if (NOBODY.test(text)) return 1;
    return people && !unitLike ? 3 : -4;
  }
  if (kind === 'remark') return text.length <= 20 ? 0 : -3;
  if (kind === 'name' && /[。;]/.test(text)) return 0;
  return unitLike ? -2 : people && text.length <= 4 ? -1 : 1;
}

/** What a cell says that names nobody. */
const NOBODY = /^(?:无|[-—/]+)$/;

const CONTINUED = -1.5;
/** Who leads is one unit more often than several. */
const CONTINUED_LEAD = -1.8;
/** A name is one line more often than what is to be done. */
const CONTINUED_NAME = -1.6;
const SKIPPED = -1.7;
const SKIPPED_REMARK = -0.2;

/** Cost of going from one cell to a later one of the same row, or to a cell of the next row. */
function stepBetween(from: number, to: number, columns: ColumnKind[]): number {
  const skip = (start: number, end: number): number =>
    columns.slice(start, end).reduce((sum, kind) => sum + (kind === 'remark' ? SKIPPED_REMARK : SKIPPED), 0);
  if (to === from) {
    if (columns[to] === 'leadUnits') return CONTINUED_LEAD;
    return to === columns.indexOf('text') && columns.includes('text', to + 1) ? CONTINUED_NAME : CONTINUED;
  }
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

/** Breaks between cells become tabs, breaks inside one vanish, missing cells get their tab; headings over rows stay. */
function rowEdits(
  lines: Paragraph[],
  at: number,
  columns: ColumnKind[],
  kept: number[],
  path: number[],
  groups: Set<number>,
): TextEdit[] {
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
    else if (groups.has(line - 1)) {
      edits.push({
        start: lines[before]?.end ?? 0,
        end: lines[before]?.end ?? 0,
        insert: '\t'.repeat(width - 1 - from),
      });
      edits.push({ start: lines[line]?.start ?? 0, end: lines[line]?.start ?? 0, insert: '\t'.repeat(to) });
    } else between(before, line, `${'\t'.repeat(width - 1 - from)}\n${'\t'.repeat(to)}`);
    before = line;
  }
  return edits;
}
