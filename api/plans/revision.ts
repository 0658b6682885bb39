import { DubanError } from '../../domain/errors.ts';
import { type MeasureRevision, reviseMeasures } from '../../domain/revision.ts';
import type { LaunchFacts } from '../../prisma/repositories/drafts.ts';
import type { RunningMeasure, RunningPlan } from '../../prisma/repositories/revisionReads.ts';
import type { AcceptedField, AcceptedRevision } from '../../prisma/repositories/revisions.ts';
import type { LocalText } from '../common/schema.ts';
import { namedUnits } from './namedUnits.ts';
import type { RevisedMeasure, RevisionChange } from './revisionSchema.ts';
import type { DraftContent, LaunchSettings } from './schema.ts';

/** A new version of a document as a draft, beside the plan that runs. */
export interface Comparison {
  running: RunningPlan;
  content: DraftContent;
  settings: LaunchSettings;
  facts: LaunchFacts;
  text: string;
  today: string;
}

type DraftMeasure = DraftContent['measures'][number];
interface NextMeasure extends Omit<RunningMeasure, 'state' | 'mine'> {
  draft: DraftMeasure;
}
type Either = RunningMeasure | NextMeasure;

const planFields = ['title', 'documentNumber', 'issuedOn', 'periodEnd'] as const;

/** What was withdrawn is no part of the plan any more: where the new version names it again, it is new. */
function revise(comparison: Comparison): MeasureRevision<Either>[] {
  const next = comparison.content.measures.map((draft, index) => nextMeasure(draft, index, comparison));
  const running = comparison.running.measures.filter((measure) => measure.state !== 'WITHDRAWN');
  return reviseMeasures<Either>(running, next);
}

function nextMeasure(draft: DraftMeasure, index: number, comparison: Comparison): NextMeasure {
  const { title, path, deadline, indicators } = draft;
  return {
    ...{ draft, id: draft.id, number: index + 1, title, path, deadline },
    text: draft.source.map(({ start, end }) => comparison.text.slice(start, end)).join('\n'),
    leaders: draft.leaders.map((name) => leaderOf(name, comparison)),
    units: strongest(draft, comparison),
    indicators: indicators.map(({ text, comparator, value, valueTo, unit, period, by }) => ({
      ...{ text, comparator, value, valueTo, unit, period, by },
    })),
  };
}

function leaderOf(name: string, { settings, facts }: Comparison) {
  const choice = settings.leaders[name];
  if (choice && 'usePostId' in choice) return { key: choice.usePostId, name };
  const personName = choice?.create.personName ?? name;
  const known = facts.leaderPosts.find((post) => post.personName === personName);
  return { key: known?.id ?? `new:${personName}`, name };
}

/** Units in their strongest role, groups by their members, as a launch would assign them. */
function strongest(draft: DraftMeasure, comparison: Comparison): NextMeasure['units'] {
  const roles = [
    ['LEAD', draft.leadUnits],
    ['RESPONSIBLE', draft.responsibleUnits],
    ['SUPPORTING', draft.supportingUnits],
  ] as const;
  const all = roles.flatMap(([role, names]) =>
    names.flatMap((name) => namedUnits(name, comparison).map((unit) => ({ ...unit, role }))),
  );
  return all.filter((unit, at) => all.findIndex((other) => other.key === unit.key) === at);
}

/** What differs, for the office to accept or leave. */
export function presentRevision(comparison: Comparison): { planChanges: RevisionChange[]; measures: RevisedMeasure[] } {
  const measures = revise(comparison).map((one) => presentMeasure(one, comparison));
  return { planChanges: planChanges(comparison), measures: measures.filter((one) => one !== null) };
}

function planChanges({ running, content }: Comparison): RevisionChange[] {
  return planFields
    .filter((field) => content.plan[field] !== null && content.plan[field] !== running[field])
    .map((field) => ({
      ...{ id: `plan:${field}`, field, blocked: null },
      before: [running[field] ?? ''],
      after: [content.plan[field] ?? ''],
    }));
}

const ended: LocalText = { zh: '该措施已办结或已撤销', en: 'This measure has ended' };
const notYours: LocalText = {
  zh: '办公室自身承办的措施，由责任领导或党政主要领导调整',
  en: 'The office answers for this measure itself; its leaders decide',
};

function presentMeasure(one: MeasureRevision<Either>, { today }: Comparison): RevisedMeasure | null {
  if (one.kind === 'added') {
    const { id, number, title, deadline } = one.after;
    const past = deadline.date !== null && deadline.date < today ? passed(deadline.date) : null;
    const change: RevisionChange = {
      id: `added:${id}`,
      field: 'added',
      before: [],
      after: summary(one.after),
      blocked: past,
    };
    return { kind: 'added', measureId: null, number, title, changes: [change] };
  }
  const before = one.before as RunningMeasure;
  const head = { kind: one.kind, measureId: before.id, number: before.number, title: before.title };
  const blocked = before.state !== 'RUNNING' ? ended : before.mine ? null : notYours;
  if (one.kind === 'withdrawn') {
    if (before.state !== 'RUNNING') return null;
    return { ...head, changes: [{ ...change(`withdrawn:${before.id}`, 'withdrawn', before, null), blocked }] };
  }
  if (one.kind === 'unchanged') return { ...head, changes: [] };
  return {
    ...head,
    changes: one.fields.map((field) => ({
      ...change(`${before.id}:${field}`, field, before, one.after),
      blocked: field === 'text' ? null : (blocked ?? refusal(field, before, one.after, today)),
    })),
  };
}

function passed(date: string): LocalText {
  return {
    zh: `时限 ${date} 已经过去，请先在修订稿中改定`,
    en: `${date} has passed; settle it in the new version first`,
  };
}

/** What a running process cannot take. */
function refusal(field: RevisionChange['field'], before: Either, after: Either, today: string): LocalText | null {
  if (field === 'deadline') {
    const { date } = after.deadline;
    if (date !== null && date < today) return passed(date);
    if (before.deadline.date === null && date !== null) {
      return {
        zh: '下达时没有时限，流程中没有办结环节；请撤销后作为新措施下达',
        en: 'It was launched without a deadline and has no completion; withdraw it and add it anew',
      };
    }
  }
  const answers = (one: Either) => one.units.some((unit) => unit.role !== 'SUPPORTING');
  if (field === 'units' && answers(before) && !answers(after)) {
    return { zh: '将没有牵头单位或责任单位', en: 'Nobody would answer for it any more' };
  }
  return null;
}

function change(
  id: string,
  field: RevisionChange['field'],
  before: Either,
  after: Either | null,
): Omit<RevisionChange, 'blocked'> {
  return { id, field, before: shown(field, before), after: after === null ? [] : shown(field, after) };
}

function shown(field: RevisionChange['field'], measure: Either): string[] {
  switch (field) {
    case 'title':
      return [measure.title];
    case 'text':
      return [measure.text];
    case 'deadline':
      return [measure.deadline.date ?? measure.deadline.text];
    case 'leaders':
      return measure.leaders.map((leader) => leader.name);
    case 'units':
      return measure.units.map((unit) => `${unit.role}:${unit.name}`);
    case 'indicators':
      return measure.indicators.map((indicator) => indicator.text);
    default:
      return summary(measure);
  }
}

function summary(measure: Either): string[] {
  return (['leaders', 'units', 'deadline'] as const)
    .flatMap((field) => shown(field, measure))
    .filter((text) => text !== '');
}

const acceptable: AcceptedField[] = ['title', 'deadline', 'leaders', 'units', 'indicators'];

/**
 * What the office accepts, ready to be applied. Passages always follow the new version.
 *
 * @throws DubanError CONFLICT where something accepted is no longer there or cannot be taken over.
 */
export function acceptedRevision(comparison: Comparison, accept: readonly string[]): AcceptedRevision {
  const { planChanges: plan, measures } = presentRevision(comparison);
  const offered = new Map([...plan, ...measures.flatMap((one) => one.changes)].map((one) => [one.id, one]));
  for (const id of accept) refuseUnoffered(offered.get(id));
  const wanted = new Set(accept);
  const result: AcceptedRevision = { added: [], kept: [], withdrawn: [], plan: {} };
  for (const field of planFields) {
    if (wanted.has(`plan:${field}`)) Object.assign(result.plan, { [field]: comparison.content.plan[field] });
  }
  for (const one of revise(comparison)) {
    if (one.kind === 'withdrawn') {
      if (wanted.has(`withdrawn:${one.before.id}`)) result.withdrawn.push(one.before.id);
      continue;
    }
    const measure = (one.after as NextMeasure).draft;
    if (one.kind === 'added') {
      if (wanted.has(`added:${measure.id}`)) result.added.push(measure);
      continue;
    }
    const { id } = one.before;
    result.kept.push({ id, measure, fields: acceptable.filter((field) => wanted.has(`${id}:${field}`)) });
  }
  return result;
}

function refuseUnoffered(change: RevisionChange | undefined): void {
  if (change === undefined) {
    throw new DubanError('CONFLICT', {
      zh: '方案或修订稿已有变化，请重新比对后再应用',
      en: 'The plan or its new version has changed; compare again before applying it',
    });
  }
  if (change.blocked === null) return;
  throw new DubanError('CONFLICT', change.blocked);
}
