import { isDay } from '../../domain/day.ts';
import { DubanError } from '../../domain/errors.ts';
import { holds, mayJudge, maySubmit } from '../../domain/holding.ts';
import type { ProcessEvent, Variables, WorkItemKind } from '../../domain/process/types.ts';
import { transition, type WorkItemState } from '../../domain/workItem.ts';
import type { Db, Tx } from '../client.ts';
import type { WorkItem } from '../generated/client.ts';
import { toJson } from '../json.ts';
import type { Actor } from './actor.ts';
import { assignUnits } from './assigning.ts';
import { type CountyDay, loadCountyDay } from './clock.ts';
import { lockItem, lockItems, recordItem, requireVersion, tellProcess, updateItem } from './itemWriting.ts';
import { withdrawEscalations } from './withdrawals.ts';

export interface HandIn {
  id: string;
  text?: string | undefined;
  outcome?: string | undefined;
  fields?: Variables | undefined;
  /** The version the caller has seen; another one is refused. */
  version?: number | undefined;
}

const forbidden = () =>
  new DubanError('FORBIDDEN', { zh: '这个事项不由您办理', en: 'This item is not yours to act on' });
const headOnly = () =>
  new DubanError('FORBIDDEN', {
    zh: '须由单位负责人审签后报送，请点“送审签”',
    en: 'The head of the unit signs this; hand it over for signature',
  });
const ownCase = () =>
  new DubanError('OWN_CASE', {
    zh: '不能审核本单位或本人承办的事项',
    en: 'Nobody judges an item of their own unit or post',
  });

const kindOf = (item: WorkItem) => ({ kind: item.kind as WorkItemKind, state: item.state });

/** The liaison officer hands the text to the head for signature (待审签). The ladder runs on. */
export function prepareWorkItem(db: Db, actor: Actor, input: HandIn): Promise<void> {
  return db.$transaction(async (tx) => {
    const county = await loadCountyDay(tx, actor.countyId);
    const item = await lockItem(tx, actor.countyId, input.id);
    if (!holds(actor.posts, item)) throw forbidden();
    const state = transition(kindOf(item), 'prepare');
    requireVersion(item, input.version);
    await updateItem(tx, item, {
      state,
      ...written(item, input),
      outcome: chosenOutcome(item, input),
      preparedBy: actor.personName,
      preparedOn: county.today,
    });
    await recordItem(tx, county, actor, item, 'WORK_ITEM_PREPARED');
  });
}

/** Takes a prepared text back. */
export function recallWorkItem(
  db: Db,
  actor: Actor,
  input: { id: string; version?: number | undefined },
): Promise<void> {
  return db.$transaction(async (tx) => {
    const county = await loadCountyDay(tx, actor.countyId);
    const item = await lockItem(tx, actor.countyId, input.id);
    if (!holds(actor.posts, item)) throw forbidden();
    const state = transition(kindOf(item), 'recall');
    requireVersion(item, input.version);
    await updateItem(tx, item, { state });
    await recordItem(tx, county, actor, item, 'WORK_ITEM_RECALLED');
  });
}

/**
 * Hands an item in. Text alone is enough for every kind. A review handed in counts as accepted unless its outcome is
 * RETURNED; a sheet hands in the reports that its rows name, those of the call or else those that were prepared.
 */
export function submitWorkItem(db: Db, actor: Actor, input: HandIn): Promise<void> {
  return db.$transaction(async (tx) => {
    const county = await loadCountyDay(tx, actor.countyId);
    const sheet = await tx.workItem.findFirst({
      where: { id: input.id, countyId: actor.countyId, kind: 'SHEET' },
      select: { version: true, fields: true },
    });
    if (sheet) return submitSheet(tx, county, actor, input, sheet);
    const item = await lockItem(tx, actor.countyId, input.id);
    if (item.reviewsId === null) return handIn(tx, county, actor, item, input);
    const verdict = input.outcome === 'RETURNED' ? 'RETURNED' : 'ACCEPTED';
    return judge(tx, county, actor, item, { verdict, text: input.text ?? '', version: input.version });
  });
}

/** A sheet goes with its reports and inputs. All are locked together, so its rows are read before and checked after. */
async function submitSheet(
  tx: Tx,
  county: CountyDay,
  actor: Actor,
  input: HandIn,
  before: Pick<WorkItem, 'version' | 'fields'>,
): Promise<void> {
  const fields = input.fields ?? ((before.fields ?? {}) as Variables);
  const rows = sheetRows(fields);
  const locked = await lockItems(tx, actor.countyId, [input.id, ...rows.map((row) => row.workItemId)]);
  const sheet = locked.get(input.id) ?? (await lockItem(tx, actor.countyId, input.id));
  requireVersion(sheet, before.version);
  for (const row of rows) {
    const report = locked.get(row.workItemId);
    if (!report || report.unitId !== sheet.unitId || report.planId !== sheet.planId) throw wrongRow(row.workItemId);
    await handIn(tx, county, actor, report, { id: report.id, text: row.text });
  }
  await keepInputs(tx, county, sheet, fields);
  await handIn(tx, county, actor, sheet, input);
}

async function handIn(tx: Tx, county: CountyDay, actor: Actor, item: WorkItem, input: HandIn): Promise<void> {
  if (!holds(actor.posts, item)) throw forbidden();
  const state = transition(kindOf(item), 'submit');
  if (!maySubmit(actor.posts, { ...item, kind: item.kind as WorkItemKind })) throw headOnly();
  requireVersion(item, input.version);
  const { text, fields } = written(item, input);
  if (!text.trim()) {
    const message = { zh: '请填写办理情况', en: 'Say what was done' };
    throw new DubanError('VALIDATION', message, { problems: [{ pointer: '/text', message }] });
  }
  const outcome = chosenOutcome(item, input);
  const before = await kindEffects(tx, county, actor, item, fields);
  await updateItem(tx, item, {
    state,
    text,
    fields: toJson(fields),
    outcome,
    submittedBy: actor.personName,
    submittedOn: county.today,
    ...(state === 'SUBMITTED' ? {} : { closedBy: actor.personName, closedOn: county.today }),
    nextRung: null,
    nextRungOn: null,
    deemOn: null,
  });
  if (item.ladderId !== null) await withdrawEscalations(tx, county, [item.id]);
  const late = item.dueOn !== null && county.today > item.dueOn;
  await recordItem(tx, county, actor, item, 'WORK_ITEM_SUBMITTED', { outcome, late });
  await tellProcess(tx, county, { ...item, state }, outcome, fields, before);
}

/** What handing in a kind changes beside the item. Returned events reach the process before the closing. */
async function kindEffects(
  tx: Tx,
  county: CountyDay,
  actor: Actor,
  item: WorkItem,
  fields: Variables,
): Promise<ProcessEvent[]> {
  if (item.kind === 'ASSIGN') return assignUnits(tx, county, item, fields);
  if (item.kind === 'SIGN' && item.assignmentId !== null) {
    const named = fields.responsiblePerson;
    const responsiblePerson = typeof named === 'string' && named.trim() ? named.trim() : actor.personName;
    await tx.assignment.updateMany({ where: { id: item.assignmentId }, data: { responsiblePerson } });
  }
  return [];
}

/** Accepts what a review judges; both rows close in one transaction. */
export function acceptReview(
  db: Db,
  actor: Actor,
  input: { id: string; text?: string | undefined; version?: number | undefined },
): Promise<void> {
  return judgeItem(db, actor, input.id, { verdict: 'ACCEPTED', text: input.text ?? '', version: input.version });
}

/** Returns it with a reason; the process opens the next round, due on `dueOn` or three working days from now. */
export function returnReview(
  db: Db,
  actor: Actor,
  input: { id: string; reason: string; dueOn?: string | undefined; version?: number | undefined },
): Promise<void> {
  return judgeItem(db, actor, input.id, {
    verdict: 'RETURNED',
    text: input.reason,
    dueOn: input.dueOn,
    version: input.version,
  });
}

interface Verdict {
  verdict: 'ACCEPTED' | 'RETURNED';
  text: string;
  dueOn?: string | undefined;
  version?: number | undefined;
}

function judgeItem(db: Db, actor: Actor, id: string, verdict: Verdict): Promise<void> {
  return db.$transaction(async (tx) => {
    const county = await loadCountyDay(tx, actor.countyId);
    await judge(tx, county, actor, await lockItem(tx, actor.countyId, id), verdict);
  });
}

async function judge(tx: Tx, county: CountyDay, actor: Actor, item: WorkItem, verdict: Verdict): Promise<void> {
  const judged =
    item.reviewsId === null ? null : await tx.workItem.findUniqueOrThrow({ where: { id: item.reviewsId } });
  if (!holds(actor.posts, item)) throw forbidden();
  if (!mayJudge(actor.posts, item, judged)) throw ownCase();
  transition(kindOf(item), 'submit');
  requireVersion(item, verdict.version);
  checkVerdict(item, verdict, county);
  const closed = { closedBy: actor.personName, closedOn: county.today, nextRung: null, nextRungOn: null };
  const fields: Variables = { reason: verdict.text, dueOn: verdict.dueOn ?? null };
  await updateItem(tx, item, {
    ...closed,
    state: 'ACCEPTED',
    outcome: verdict.verdict,
    text: verdict.text,
    fields: toJson(fields),
    submittedBy: actor.personName,
    submittedOn: county.today,
  });
  if (item.ladderId !== null) await withdrawEscalations(tx, county, [item.id]);
  const accepted = verdict.verdict === 'ACCEPTED';
  if (judged) await updateItem(tx, judged, { ...closed, state: judgedState(judged, accepted) });
  const about = judged ?? item;
  await recordItem(tx, county, actor, about, accepted ? 'WORK_ITEM_ACCEPTED' : 'WORK_ITEM_RETURNED', {
    reason: verdict.text,
  });
  await tellProcess(tx, county, item, verdict.verdict, fields);
}

/** A kind that waits for no review of its own (办结归档) was closed when it was handed in; a verdict may still follow. */
function judgedState(judged: WorkItem, accepted: boolean): WorkItemState {
  if (judged.state === 'ACCEPTED') return accepted ? 'ACCEPTED' : 'RETURNED';
  return transition(kindOf(judged), accepted ? 'accept' : 'return');
}

function checkVerdict(item: WorkItem, verdict: Verdict, county: CountyDay): void {
  if (!item.outcomes.includes(verdict.verdict)) {
    throw new DubanError('CONFLICT', { zh: '该事项不是审核事项', en: 'This item is not a review' });
  }
  if (verdict.verdict === 'ACCEPTED') return;
  if (!verdict.text.trim()) {
    const message = { zh: '退回须写明理由', en: 'A return needs its reason' };
    throw new DubanError('VALIDATION', message, { problems: [{ pointer: '/reason', message }] });
  }
  if (verdict.dueOn !== undefined && (!isDay(verdict.dueOn) || verdict.dueOn < county.today)) {
    const message = { zh: '重报期限不能早于今天', en: 'The new due day cannot lie in the past' };
    throw new DubanError('VALIDATION', message, { problems: [{ pointer: '/dueOn', message }] });
  }
}

function written(item: WorkItem, input: HandIn): { text: string; fields: Variables } {
  return { text: input.text ?? item.text ?? '', fields: input.fields ?? ((item.fields ?? {}) as Variables) };
}

function chosenOutcome(item: WorkItem, input: HandIn): string {
  const fallback = item.outcome ?? item.outcomes[0] ?? 'DONE';
  const outcome = input.outcome ?? fallback;
  if (item.outcomes.length > 0 && !item.outcomes.includes(outcome)) {
    const message = {
      zh: `可选结果：${item.outcomes.join('、')}`,
      en: `Possible outcomes: ${item.outcomes.join(', ')}`,
    };
    throw new DubanError('VALIDATION', message, { problems: [{ pointer: '/outcome', message }] });
  }
  return outcome;
}

function sheetRows(fields: Variables): { workItemId: string; text: string }[] {
  const { rows } = fields;
  if (!Array.isArray(rows)) return [];
  return rows.flatMap((row) =>
    row !== null && typeof row === 'object' && !Array.isArray(row) && typeof row.workItemId === 'string'
      ? [{ workItemId: row.workItemId, text: typeof row.text === 'string' ? row.text : '' }]
      : [],
  );
}

function wrongRow(id: string): DubanError {
  const message = {
    zh: '报送表中有不属于本单位本方案的事项',
    en: 'The sheet names an item that is not of this unit and plan',
  };
  return new DubanError('VALIDATION', message, {
    problems: [{ pointer: '/fields/rows', message }],
    details: { workItemId: id },
  });
}

/** Inputs to other units' measures: one row a measure and period. They never gate a report. */
async function keepInputs(tx: Tx, county: CountyDay, sheet: WorkItem, fields: Variables): Promise<void> {
  const { inputs } = fields;
  if (!Array.isArray(inputs) || sheet.unitId === null || sheet.periodKey === null) return;
  const texts = inputs.flatMap((row) =>
    row !== null &&
    typeof row === 'object' &&
    !Array.isArray(row) &&
    typeof row.measureId === 'string' &&
    typeof row.text === 'string' &&
    row.text.trim()
      ? [{ measureId: row.measureId, text: row.text }]
      : [],
  );
  const contributing = await tx.assignment.findMany({
    where: { unitId: sheet.unitId, measureId: { in: texts.map((row) => row.measureId) }, removedOn: null },
    select: { measureId: true },
  });
  const allowed = new Set(contributing.map((row) => row.measureId));
  await tx.measureInput.createMany({
    data: texts
      .filter((row) => allowed.has(row.measureId))
      .map((row) => ({
        ...row,
        id: `${sheet.id}:${row.measureId}`,
        sheetItemId: sheet.id,
        unitId: sheet.unitId ?? '',
        periodKey: sheet.periodKey ?? '',
        submittedOn: county.today,
      })),
    skipDuplicates: true,
  });
}
