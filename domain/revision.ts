import type { AssignmentRole } from './parties.ts';
import { sameValue } from './sameValue.ts';

/** A changed version of a plan's document beside the plan as it runs: what was added, changed and withdrawn. */

/** A measure of either side; names are for people, keys tell whether two are the same. */
export interface RevisionMeasure {
  id: string;
  title: string;
  path: readonly string[];
  /** The words of its passages. */
  text: string;
  deadline: { text: string; kind: string; date: string | null };
  leaders: readonly { key: string; name: string }[];
  units: readonly { key: string; name: string; role: AssignmentRole }[];
  indicators: readonly { text: string; [field: string]: unknown }[];
}

export const revisedFields = ['title', 'deadline', 'leaders', 'units', 'indicators', 'text'] as const;
export type RevisedField = (typeof revisedFields)[number];

export type MeasureRevision<M extends RevisionMeasure = RevisionMeasure> =
  | { kind: 'added'; after: M }
  | { kind: 'withdrawn'; before: M }
  | { kind: 'changed'; before: M; after: M; fields: RevisedField[] }
  | { kind: 'unchanged'; before: M; after: M };

/** Below this two measures are two different ones: less than half of what they say is the same. */
const LEAST_ALIKE = 0.5;
/** How much the title counts against the passages. */
const TITLE_SHARE = 0.4;

/**
 * Finds for each running measure the one of the new version that is most like it, by title and passages, each at most
 * once, and says what differs. The result has the order of the new version; what it no longer has stands at the end.
 */
export function reviseMeasures<M extends RevisionMeasure>(
  running: readonly M[],
  next: readonly M[],
): MeasureRevision<M>[] {
  const partner = pair(running, next);
  const matched = new Set(partner.values());
  return [
    ...next.map((after): MeasureRevision<M> => {
      const before = partner.get(after);
      if (before === undefined) return { kind: 'added', after };
      const fields = revisedFields.filter((field) => differs(field, before, after));
      return fields.length === 0 ? { kind: 'unchanged', before, after } : { kind: 'changed', before, after, fields };
    }),
    ...running.filter((before) => !matched.has(before)).map((before) => ({ kind: 'withdrawn' as const, before })),
  ];
}

/** Pairs what is the same word for word, then the rest by likeness. */
function pair<M extends RevisionMeasure>(running: readonly M[], next: readonly M[]): Map<M, M> {
  const words = (measure: M) => `${bare(measure.title)}\n${plain(measure.text)}`;
  const partner = new Map<M, M>();
  const taken = new Set<M>();
  const match = (before: M, after: M) => {
    if (taken.has(before) || partner.has(after)) return;
    partner.set(after, before);
    taken.add(before);
  };
  const same = new Map<string, M[]>();
  for (const before of running) same.set(words(before), [...(same.get(words(before)) ?? []), before]);
  for (const after of next) {
    const before = same.get(words(after))?.find((one) => !taken.has(one));
    if (before !== undefined) match(before, after);
  }
  const left = running.filter((before) => !taken.has(before));
  for (const { before, after } of byLikeness(
    left,
    next.filter((after) => !partner.has(after)),
  ))
    match(before, after);
  return partner;
}

/** The most alike first; of those equally alike, the ones nearest in order. */
function byLikeness<M extends RevisionMeasure>(running: readonly M[], next: readonly M[]) {
  const shape = (measure: M) => ({ measure, title: pairsOf(bare(measure.title)), text: pairsOf(plain(measure.text)) });
  const [old, fresh] = [running.map(shape), next.map(shape)];
  return old
    .flatMap((before, at) =>
      fresh.flatMap((after, to) => {
        const alike = TITLE_SHARE * dice(before.title, after.title) + (1 - TITLE_SHARE) * dice(before.text, after.text);
        if (alike < LEAST_ALIKE) return [];
        return [{ before: before.measure, after: after.measure, alike, apart: Math.abs(at - to) }];
      }),
    )
    .sort((a, b) => b.alike - a.alike || a.apart - b.apart);
}

const plain = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '');
/** Without the number before it: a measure that moves up is still the same. */
const bare = (title: string): string => plain(title).replace(/^(?:[(]?[一二三四五六七八九十百\d]+[)]?[、.．]?)/, '');

/** How often each two signs stand side by side. */
function pairsOf(text: string): Map<string, number> {
  const pairs = new Map<string, number>();
  for (let at = 0; at + 1 < text.length; at += 1) {
    const two = text.slice(at, at + 2);
    pairs.set(two, (pairs.get(two) ?? 0) + 1);
  }
  return pairs;
}

/** Sørensen–Dice: twice what both have over what each has; 1 for two empty ones. */
function dice(one: Map<string, number>, other: Map<string, number>): number {
  const size = (pairs: Map<string, number>) => [...pairs.values()].reduce((sum, count) => sum + count, 0);
  const all = size(one) + size(other);
  if (all === 0) return 1;
  let both = 0;
  for (const [two, count] of one) both += Math.min(count, other.get(two) ?? 0);
  return (2 * both) / all;
}

function differs(field: RevisedField, before: RevisionMeasure, after: RevisionMeasure): boolean {
  switch (field) {
    case 'title':
      return bare(before.title) !== bare(after.title);
    case 'text':
      return plain(before.text) !== plain(after.text);
    case 'deadline':
      return before.deadline.date !== after.deadline.date || before.deadline.kind !== after.deadline.kind;
    case 'leaders':
      return !sameSet(before.leaders, after.leaders, ({ key }) => key);
    case 'units':
      return !sameSet(before.units, after.units, ({ key, role }) => `${key}|${role}`);
    case 'indicators':
      return !sameValue(before.indicators, after.indicators);
  }
}

function sameSet<T>(one: readonly T[], other: readonly T[], keyOf: (value: T) => string): boolean {
  const [here, there] = [new Set(one.map(keyOf)), new Set(other.map(keyOf))];
  return here.size === there.size && [...here].every((key) => there.has(key));
}
