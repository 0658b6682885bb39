import type { ImportContent, MeasureDraft } from '../../data/types.ts';

/** What can be done to the measures of a draft. Each answers the content that it was given where nothing changes. */

export const parties = ['leaders', 'leadUnits', 'responsibleUnits', 'supportingUnits', 'responsiblePersons'] as const;
export type Party = (typeof parties)[number];
export type UnitRole = 'leadUnits' | 'responsibleUnits' | 'supportingUnits';

export interface Range {
  start: number;
  end: number;
}

const mostTitle = 40;

function withMeasures(content: ImportContent, measures: MeasureDraft[]): ImportContent {
  return { ...content, measures };
}

/** Changes the measures with these ids. */
export function changeMeasures(
  content: ImportContent,
  ids: ReadonlySet<string>,
  change: (measure: MeasureDraft) => MeasureDraft,
): ImportContent {
  const measures = content.measures.map((measure) => (ids.has(measure.id) ? change(measure) : measure));
  return measures.every((measure, at) => measure === content.measures[at]) ? content : withMeasures(content, measures);
}

function replaceMeasure(content: ImportContent, next: MeasureDraft): ImportContent {
  return changeMeasures(content, new Set([next.id]), () => next);
}

export function removeMeasures(content: ImportContent, ids: ReadonlySet<string>): ImportContent {
  const measures = content.measures.filter((measure) => !ids.has(measure.id));
  return measures.length === content.measures.length ? content : withMeasures(content, measures);
}

/** A new measure behind `after`, or at the end. */
export function addMeasure(
  content: ImportContent,
  measure: Pick<MeasureDraft, 'id' | 'title' | 'source'>,
  after: string | null,
): ImportContent {
  const at = content.measures.findIndex((one) => one.id === after);
  const path = content.measures[at]?.path.slice(0, -1) ?? [];
  const added: MeasureDraft = {
    path: [...path, measure.title],
    leaders: [],
    leadUnits: [],
    responsibleUnits: [],
    responsiblePersons: [],
    supportingUnits: [],
    deadline: { text: '', kind: 'none', date: null },
    indicators: [],
    ...measure,
  };
  return withMeasures(content, content.measures.toSpliced(at === -1 ? content.measures.length : at + 1, 0, added));
}

/** One place up (-1) or down (1). */
export function moveMeasure(content: ImportContent, id: string, by: -1 | 1): ImportContent {
  const at = content.measures.findIndex((measure) => measure.id === id);
  const measure = content.measures[at];
  const to = at + by;
  if (measure === undefined || to < 0 || to >= content.measures.length) return content;
  return withMeasures(content, content.measures.toSpliced(at, 1).toSpliced(to, 0, measure));
}

/**
 * Joins several measures into the first of them: every name once, all passages and targets. The deadline is the first
 * that is there. Nobody has compared the result yet.
 */
export function joinMeasures(content: ImportContent, ids: ReadonlySet<string>): ImportContent {
  const chosen = content.measures.filter((measure) => ids.has(measure.id));
  const [first, ...others] = chosen;
  if (first === undefined || others.length === 0) return content;
  const names = (party: Party) => [...new Set(chosen.flatMap((measure) => measure[party]))];
  const joined: MeasureDraft = {
    ...first,
    leaders: names('leaders'),
    leadUnits: names('leadUnits'),
    responsibleUnits: names('responsibleUnits'),
    supportingUnits: names('supportingUnits'),
    responsiblePersons: names('responsiblePersons'),
    deadline: chosen.find((measure) => measure.deadline.kind !== 'none')?.deadline ?? first.deadline,
    indicators: chosen.flatMap((measure) => measure.indicators),
    posts: chosen.flatMap((measure) => measure.posts ?? []),
    source: chosen.flatMap((measure) => measure.source).toSorted((a, b) => a.start - b.start),
    accepted: false,
  };
  const dropped = new Set(others.map((measure) => measure.id));
  return removeMeasures(replaceMeasure(content, joined), dropped);
}

/** A line of who is responsible and until when: it belongs to what stands before it. */
const labelLine = /^\**(?:责任|牵头|主责|配合|参加|协办|分管|完成)[^\s，。；:：]{0,6}\**[:：]/;

/**
 * Where a measure can be split: the beginnings of its sentences but the first and those of its labels, as offsets into the
 * document.
 */
export function splitPoints(measure: MeasureDraft, text: string): number[] {
  return measure.source.flatMap((range, part) => {
    const passage = text.slice(range.start, range.end);
    const starts = [...passage.matchAll(/(?:^|[。；;\n])\s*(?=\S)/g)].map(
      (found) => range.start + found.index + found[0].length,
    );
    return starts.filter(
      (at) =>
        (part > 0 || at > range.start) &&
        at < range.end &&
        text.slice(at, range.end).trim().length > 1 &&
        !labelLine.test(text.slice(at, range.end)),
    );
  });
}

/**
 * Splits a measure at an offset of the document. Both parts keep leaders, units and deadline; each target goes with the
 * part in which its words stand.
 */
export function splitMeasure(
  content: ImportContent,
  id: string,
  at: number,
  text: string,
  newId: string,
): ImportContent {
  const index = content.measures.findIndex((measure) => measure.id === id);
  const measure = content.measures[index];
  if (measure === undefined) return content;
  const before = measure.source.flatMap(({ start, end }) => (start < at ? [{ start, end: Math.min(end, at) }] : []));
  const after = measure.source.flatMap(({ start, end }) => (end > at ? [{ start: Math.max(start, at), end }] : []));
  if (before.length === 0 || after.length === 0) return content;
  const words = (ranges: Range[]) =>
    ranges
      .map(({ start, end }) => text.slice(start, end))
      .join('')
      .replace(/\s/g, '');
  const behind = words(after);
  const goes = (target: string) => target !== '' && behind.includes(target.replace(/\s/g, ''));
  const title = titleOf(text.slice(at, after[0]?.end));
  const first = {
    ...measure,
    source: before,
    indicators: measure.indicators.filter((target) => !goes(target.text)),
    accepted: false,
  };
  const second = {
    ...measure,
    id: newId,
    title,
    path: [...measure.path.slice(0, -1), title],
    source: after,
    indicators: measure.indicators.filter((target) => goes(target.text)),
    accepted: false,
  };
  return withMeasures(content, content.measures.toSpliced(index, 1, first, second));
}

/** The words that a passage begins with, as a title. */
export function titleOf(passage: string): string {
  const sentence =
    passage
      .trim()
      .split(/[。；;\n]/)[0]
      ?.trim() ?? '';
  return sentence.slice(0, mostTitle) || passage.trim().slice(0, mostTitle);
}

/** What is changed in many measures at once. */
export interface BulkChange {
  deadline?: MeasureDraft['deadline'];
  leaders?: string[];
  units?: { role: UnitRole; names: string[] };
}

/** Sets what is given; units are added in their role and leave every other one. */
export function bulkChange(measure: MeasureDraft, change: BulkChange): MeasureDraft {
  const next = { ...measure };
  if (change.deadline) next.deadline = change.deadline;
  if (change.leaders) next.leaders = change.leaders;
  if (change.units) {
    const { role, names } = change.units;
    for (const other of ['leadUnits', 'responsibleUnits', 'supportingUnits'] as const) {
      next[other] = next[other].filter((name) => !names.includes(name));
    }
    next[role] = [...next[role], ...names];
  }
  return next;
}
