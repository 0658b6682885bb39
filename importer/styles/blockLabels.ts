import type { CleanText } from '../cleanText.ts';
import { isRow, paragraphsOf } from '../paragraphs.ts';
import { looksLikeUnit } from '../units.ts';
import { assign } from './assign.ts';
import {
  type Assignment,
  type AssignmentStyle,
  type LabelledValue,
  noDeadline,
  noParties,
  promoteFirst,
  readLabels,
  type StyleContext,
} from './assignment.ts';

/**
 * Labels on lines of their own, or after the last sentence of a paragraph: 责任领导：… 责任单位：… 配合单位：… 完成时限：….
 * Lines that follow each other are one assignment until a label comes again.
 */
export const blockLabels: AssignmentStyle = (clean, context, taken) => {
  const found: Assignment[] = [];
  let open: { assignment: Assignment; roles: Set<string> } | null = null;
  for (const value of blockValues(clean, context, taken)) {
    const gap = open ? clean.text.slice(open.assignment.end, value.start) : '';
    if (!open || open.roles.has(keyOf(clean, value)) || !goesOn(gap)) {
      open = {
        assignment: {
          start: value.start,
          end: value.valueEnd,
          parties: noParties(),
          deadline: noDeadline(),
          shape: 'block',
        },
        roles: new Set(),
      };
      found.push(open.assignment);
    }
    assign(clean, value, context, open.assignment);
    open.roles.add(keyOf(clean, value));
    open.assignment.end = value.valueEnd;
  }
  const assigned = found.filter((a) => !onlyMembers(clean, a));
  for (const a of assigned) promoteFirst(a.parties, context);
  return assigned;
};

/** Nothing but marks, or fields of other names, stand between two labels of one block: …；投资：3800万元；…. */
function goesOn(gap: string): boolean {
  if (gap.length > LONGEST_GAP) return false;
  const parts = gap.split(/[\n;,。、\s]/).filter((part) => part !== '');
  // 督导单位：省甲厅、省乙厅: the names after the first belong to the field as well.
  return parts.every((part, i) => OTHER_FIELD.test(part) || (i > 0 && looksLikeUnit(part)));
}

const LONGEST_GAP = 80;
const OTHER_FIELD = /^[\u4e00-\u9fa5]{2,8}:[^:]{1,40}$/;

/** 成员单位 by itself lists who belongs to a group, not who does the work. */
const onlyMembers = (clean: CleanText, a: Assignment): boolean =>
  clean.text.startsWith('成员单位', a.start) && a.parties.leadUnits.length + a.parties.responsibleUnits.length === 0;

/** 第一责任人 and 直接责任人, 实施主体 and 监管单位 are of one measure; a part named again by the same words begins the next. */
const keyOf = (clean: CleanText, { start, valueStart }: LabelledValue): string => clean.text.slice(start, valueStart);

function blockValues(clean: CleanText, { headings }: StyleContext, taken: (index: number) => boolean): LabelledValue[] {
  const values: LabelledValue[] = [];
  for (const p of paragraphsOf(clean)) {
    const line = clean.text.slice(p.start, p.end);
    if (!line.includes(':') || isRow(line)) continue;
    const labels = readLabels(clean, p.start, p.end).filter((v) => !taken(v.start));
    const first = labels.findIndex((v) => mayBegin(clean, v.start, p.start));
    if (first < 0) continue;
    for (const value of labels.slice(first)) {
      const stop = clean.text.slice(value.valueStart, value.valueEnd).search(/[。\n]/);
      if (stop >= 0) value.valueEnd = value.valueStart + stop;
      for (let at = value.valueStart; at < value.valueEnd; at++) if (headings.has(at)) value.valueEnd = at;
      values.push(value);
    }
  }
  return values;
}

/** A label begins a paragraph, or follows a finished sentence or a space; elsewhere the words are only mentioned. */
function mayBegin(clean: CleanText, at: number, paragraphStart: number): boolean {
  return (
    at === paragraphStart ||
    /[。;!)—]/.test(clean.text[at - 1] ?? '') ||
    (clean.gaps[at] ?? 0) > 0 ||
    /^[^\p{L}\p{N}]{0,4}$/u.test(clean.text.slice(paragraphStart, at))
  );
}
