import type { CleanText } from './cleanText.ts';
import { columnKind } from './columns.ts';
import { markerAt } from './markers.ts';
import { LABEL_AT_END, LABEL_AT_START, STRONG_UNIT_ENDING } from './patterns.ts';
import { editText, type TextEdit } from './textEdits.ts';
import { looksLikeUnit } from './units.ts';

/** Half-open range of a paragraph in the clean text. */
export interface Paragraph {
  start: number;
  end: number;
}

/** A break inside a sentence or a name (line wrapping, a page's end) is noise; a break between paragraphs stays. */
export function joinBrokenLines(clean: CleanText): CleanText {
  const edits: TextEdit[] = [];
  const lines = paragraphsOf(clean);
  const wrap = wrapOf(clean, lines);
  let joinedLength = 0;
  let open = 0;
  let labelled = false;
  for (let i = 0; i + 1 < lines.length; i++) {
    const line = lines[i];
    const next = lines[i + 1];
    if (!line || !next) break;
    const current = clean.text.slice(line.start, line.end);
    const following = clean.text.slice(next.start, next.end);
    open = Math.max(0, open + openBrackets(current));
    joinedLength += current.length;
    labelled ||= LABEL_AT_START.test(current);
    const blankBetween = next.start - line.end > 1;
    const full = wrap !== null && columnsOf(clean, line) >= wrap.width - WRAP_SLACK;
    const indented = wrap?.indents === true ? indentOf(clean, next) > 0 : null;
    const place = {
      blankBetween,
      open: open > 0 && joinedLength < 3000,
      labelled,
      full,
      wrapped: wrap !== null,
      indented,
    };
    if (continues(current, following, place)) {
      const list = labelled && isUnitLine(following) && /[\p{L})]$/u.test(current);
      edits.push({ start: line.end, end: next.start, insert: list && STRONG_UNIT_ENDING.test(current) ? '、' : '' });
    } else {
      joinedLength = 0;
      open = 0;
      labelled = false;
    }
  }
  return editText(clean, edits);
}

/** The lines that are not empty. */
export function paragraphsOf(clean: CleanText): Paragraph[] {
  const found: Paragraph[] = [];
  let start = 0;
  while (start < clean.text.length) {
    let end = clean.text.indexOf('\n', start);
    if (end < 0) end = clean.text.length;
    if (end > start) found.push({ start, end });
    start = end + 1;
  }
  return found;
}

const SENTENCE_END = /[。!?:;」】]["”’)]*$/;
const TITLE_END = /(?:通知|方案|意见|计划|决定|办法|文件|要点|通报|规划|清单|附件\d*)[》)"”]*$/;
const ASSIGNMENT_END = /[(〔][^()]{0,400}(?:单位|部门|领导|负责|牵头|配合)[^。]{0,400}[)〕]$/;
const STARTS_ANEW =
  /^(?:附(?:件|表|录)|抄送|主送|\(?\d{4}年\d{1,2}月\d{1,2}日|[二〇零一\d]{4}年[^。,]{1,7}日$|中共.{2,20}(?:委员会|办公室|委)$|[-—]+$|各.{2,60}:$|序号)/;

interface Place {
  blankBetween: boolean;
  /** An open bracket stands before the break. */
  open: boolean;
  /** The paragraph so far begins with a label. */
  labelled: boolean;
  /** The whole document is wrapped at one width, and the line before the break goes on to it. */
  wrapped: boolean;
  full: boolean;
  /** Whether the next line is indented; null where the document does not begin its paragraphs so. */
  indented: boolean | null;
}

function continues(current: string, next: string, at: Place): boolean {
  if (isRow(current) || isRow(next)) return false;
  if (at.indented === true) return at.open && !markerAt(next, 0);
  if (at.indented === false && at.full && !(at.blankBetween && SENTENCE_END.test(current))) return true;
  if (LABEL_AT_START.test(next) || startsWithName(next)) return at.open;
  const marker = markerAt(next, 0);
  // 全区统|一、…: a word broken at the end of a full line is no heading.
  const full = at.full && /[\u4e00-\u9fa5]$/.test(current);
  if (marker && full && marker.kind === 'cn' && marker.value === 1) return true;
  if (marker) return at.open && marker.kind !== 'chapter' && marker.kind !== 'cn' && marker.kind !== 'cnParen';
  if (STARTS_ANEW.test(next)) return false;
  if (/^[、,。;:)〕”》]/.test(next)) return true;
  if (at.open) return true;
  if (at.labelled && full && !at.blankBetween) return true;
  if (at.labelled) return labelContinues(current, next, at.blankBetween);
  if (LABEL_AT_END.test(current) && !at.blankBetween) return true;
  if (SENTENCE_END.test(current) || TITLE_END.test(current) || ASSIGNMENT_END.test(current)) return false;
  if (/[,、]$/.test(current)) return true;
  if (at.wrapped && !at.blankBetween) return at.full;
  if (markerAt(current, 0) && !/[。;]/.test(current)) return false;
  if (/[。,;:]/.test(current)) return current.length >= (at.blankBetween ? 24 : 12);
  return current.length >= 26 && /[。,;]/.test(next) && !at.blankBetween && !startsLikeHeading(next);
}

/** In columns, a Chinese character having two: a number or a mark that may not be parted goes to the next line whole. */
const WRAP_SLACK = 8;
const SHORTEST_WRAP = 32;
const LONGEST_WRAP = 180;
const BEYOND = 0.03;

/** How a text was broken into lines: at which width, and whether each paragraph's first line is indented. */
interface Wrap {
  width: number;
  indents: boolean;
}

/** How lines end that need no further one. */
const COMPLETE = /[。!?:;」】)]["”’]?$/;

/** The width at which a text was wrapped line by line: many lines end there, hardly any (a table's row) goes beyond. */
function wrapOf(clean: CleanText, lines: Paragraph[]): Wrap | null {
  const lastOf = (l: Paragraph): string => clean.text.slice(Math.max(l.start, l.end - 2), l.end);
  const widths = lines.map((line) => columnsOf(clean, line));
  const width = [...widths].sort((a, b) => b - a)[Math.floor(lines.length * BEYOND)] ?? 0;
  // A line that ends with its sentence or with a bracket may be full by chance.
  const full = lines.filter((l, i) => (widths[i] ?? 0) >= width - WRAP_SLACK && !COMPLETE.test(lastOf(l)));
  if (width < SHORTEST_WRAP || width > LONGEST_WRAP || full.length < 5 || full.length * 4 < lines.length) return null;
  const indented = lines.filter((line) => indentOf(clean, line) > 0).length;
  const after = full.map((line) => lines[lines.indexOf(line) + 1]);
  const hanging = after.filter((line) => line && indentOf(clean, line) === 0).length;
  return { width, indents: indented * 6 >= lines.length && hanging * 5 >= full.length * 4 };
}

const indentOf = (clean: CleanText, line: Paragraph): number => clean.gaps[line.start] ?? 0;

/** How wide a line stands on the page, with the spaces before it and in it: two columns a Chinese character. */
function columnsOf(clean: CleanText, { start, end }: Paragraph): number {
  let columns = 0;
  for (let i = start; i < end; i++) columns += (clean.gaps[i] ?? 0) + (WIDE.test(clean.printed[i] ?? '') ? 2 : 1);
  return columns;
}

const WIDE = /[\u2014-\u2026\u2e80-\uffef]/;

/** A line of nothing but units goes on with the list above it. */
const isUnitLine = (line: string): boolean => {
  const names = line.split(/[、,;]/).filter((name) => name !== '');
  return (
    names.length > 0 && names.every((name) => name.length <= 20 && STRONG_UNIT_ENDING.test(name) && looksLikeUnit(name))
  );
};

/** 县水利局、县 and 住建局 on the next page: a name broken in two. */
function endsInsideName(current: string, next: string): boolean {
  const last = /[、,:]([^、,:;。]{1,8})$/.exec(current)?.[1];
  const rest = /^[^、,;。:]{1,12}/.exec(next)?.[0];
  if (last === undefined || rest === undefined || looksLikeUnit(last)) return /[、,:][县市区省]$/.test(current);
  return (
    !STRONG_UNIT_ENDING.test(last) &&
    STRONG_UNIT_ENDING.test(rest) &&
    /^[县市区省]/.test(last) &&
    !/^[县市区省各]/.test(rest)
  );
}

function labelContinues(current: string, next: string, blankBetween: boolean): boolean {
  if (/[。]$/.test(current)) return false;
  if (/[,、;:]$/.test(current)) return next.length <= 300 && !/。./.test(next);
  if (endsInsideName(current, next)) return true;
  if (!blankBetween && STRONG_UNIT_ENDING.test(current) && isUnitLine(next)) return true;
  if (blankBetween || current.length < 18) return false;
  return (
    !STRONG_UNIT_ENDING.test(current) && next.length < 60 && !/[。:].{3}/.test(next) && /[、,]|^.{1,12}$/.test(next)
  );
}

/** 任务内容：… begins a line of its own. */
const startsWithName = (line: string): boolean => {
  const colon = line.indexOf(':');
  return colon > 1 && colon <= 10 && columnKind(line.slice(0, colon)) !== undefined;
};

const startsLikeHeading = (line: string): boolean => /^[^,。;]{2,24}[。:]/.test(line);

/** A line of cells parted by tabs or bars. */
export function isRow(line: string): boolean {
  if (line.includes('\t')) return true;
  const bar = line.indexOf('|');
  return bar === 0 || (bar > 0 && (line.includes('|', bar + 1) || columnKind(line.slice(0, bar)) !== undefined));
}

function openBrackets(line: string): number {
  let depth = 0;
  for (const c of line) {
    if (c === '(' || c === '〔' || c === '【') depth++;
    else if (c === ')' || c === '〕' || c === '】') depth--;
  }
  return depth;
}
