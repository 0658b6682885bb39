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
  const width = wrapWidth(clean.text, lines);
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
    if (continues(current, following, { blankBetween, open: open > 0 && joinedLength < 3000, labelled, width })) {
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
  /** Length at which the whole document is wrapped, or null. */
  width: number | null;
}

function continues(current: string, next: string, at: Place): boolean {
  if (isRow(current) || isRow(next)) return false;
  if (LABEL_AT_START.test(next) || startsWithName(next)) return at.open;
  const marker = markerAt(next, 0);
  // 全区统|一、…: a word broken at the end of a full line is no heading.
  const full = at.width !== null && current.length >= at.width - WRAP_SLACK && /[\u4e00-\u9fa5]$/.test(current);
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
  if (at.width !== null && !at.blankBetween) return current.length >= at.width - WRAP_SLACK;
  if (markerAt(current, 0) && !/[。;]/.test(current)) return false;
  if (/[。,;:]/.test(current)) return current.length >= (at.blankBetween ? 24 : 12);
  return current.length >= 26 && /[。,;]/.test(next) && !at.blankBetween && !startsLikeHeading(next);
}

const WRAP_SLACK = 4;
const SHORTEST_WRAP = 16;
const LONGEST_WRAP = 90;

/** The width at which a text was wrapped line by line: many lines end there, none goes on beyond. */
function wrapWidth(text: string, lines: Paragraph[]): number | null {
  const lastOf = (l: Paragraph): string => text.slice(Math.max(l.start, l.end - 2), l.end);
  const lengths = lines.map((l) => l.end - l.start);
  const width = lengths.reduce((a, b) => Math.max(a, b), 0);
  // A line that ends with its sentence may be full by chance.
  const full = lines.filter((l) => l.end - l.start >= width - WRAP_SLACK && !SENTENCE_END.test(lastOf(l))).length;
  return width >= SHORTEST_WRAP && width <= LONGEST_WRAP && full >= 5 && full * 4 >= lines.length ? width : null;
}

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
