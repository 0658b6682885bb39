import { randomUUID } from 'node:crypto';
import { DubanError } from '../../domain/errors.ts';
import type { LaunchContent, LaunchSettings } from '../../domain/launch.ts';
import type { Graph, Member } from '../../domain/process/types.ts';
import type { Db, Tx } from '../client.ts';
import { fromJson, toJson } from '../json.ts';
import { type Actor, by } from './actor.ts';
import { recordEvents } from './audit.ts';
import { type CountyDay, lockCountyDay } from './clock.ts';
import { moveDeadline } from './deadlines.ts';
import { lockDraft, requireAsShown } from './drafts.ts';
import { createInstances } from './instances.ts';
import { fillInstances } from './launch.ts';
import { assign, createMeasures, groupsOf } from './launchMeasures.ts';
import { type Parties, settleParties } from './launchParties.ts';
import { type LockedMeasure, lockMeasure, recordMeasure, tellMeasure, withdrawLocked } from './measureChanges.ts';
import { measureContext } from './measureContext.ts';
import { reassignMeasure } from './measureUnits.ts';
import { closePlanWhenDone } from './operations.ts';
import { joinPlan } from './unitParts.ts';

type DraftMeasure = LaunchContent['measures'][number];
export type AcceptedField = 'title' | 'deadline' | 'leaders' | 'units' | 'indicators';

/** What the office accepts of a changed version of the document. */
export interface AcceptedRevision {
  /** Measures that are new, as the draft has them. */
  added: DraftMeasure[];
  /** Measures that both versions have: the fields to take over; the passages always are. */
  kept: { id: string; measure: DraftMeasure; fields: AcceptedField[] }[];
  withdrawn: string[];
  /** Fields of the plan itself to take over. */
  plan: Partial<Pick<LaunchContent['plan'], 'title' | 'documentNumber' | 'issuedOn' | 'periodEnd'>>;
}

export interface RevisionResult {
  added: number;
  changed: number;
  withdrawn: number;
}

export interface Revise {
  draftId: string;
  planId: string;
  /** The draft as it was shown. */
  version: number;
  settings: LaunchSettings;
  accepted: AcceptedRevision;
  reason: string;
}

/**
 * Takes a changed version of a plan's document into the running plan, in one transaction, as far as the office accepts
 * it. It happens once: asked again, or by two at once, the answer is what the first one did.
 *
 * @throws DubanError CONFLICT where the draft was launched as a plan of its own, is at another version, or where the
 *   plan has changed since in a way that does not allow it.
 */
export function applyRevision(db: Db, actor: Actor, revise: Revise): Promise<RevisionResult> {
  return db.$transaction(async (tx) => {
    const { draftId, planId } = revise;
    const draft = await lockDraft(tx, actor, draftId);
    if (draft.planId === planId && draft.revision !== null) return fromJson<RevisionResult>(draft.revision);
    requireAsShown(draft, revise.version);
    const county = await lockCountyDay(tx, actor.countyId);
    await lockPlan(tx, county, planId);
    const result = await takeOver(tx, county, actor, draft.documentId, revise);
    await tx.planDraft.update({
      where: { id: draftId },
      data: { state: 'LAUNCHED', planId, revision: toJson(result), version: { increment: 1 } },
    });
    return result;
  });
}

/** Every process of the plan in the order of their ids, as every step locks them, then the plan. */
async function lockPlan(tx: Tx, { countyId }: CountyDay, planId: string): Promise<void> {
  await tx.$queryRaw`
    SELECT id FROM "ProcessInstance" WHERE "planId" = ${planId} AND status = 'RUNNING' ORDER BY id FOR UPDATE`;
  const plans = await tx.$queryRaw<{ state: string }[]>`
    SELECT state::text AS state FROM "Plan" WHERE id = ${planId} AND "countyId" = ${countyId} AND kind = 'DOCUMENT' FOR UPDATE`;
  if (plans.length === 0) throw new DubanError('NOT_FOUND', { zh: '没有该方案', en: 'There is no such plan' });
  if (plans[0]?.state === 'CLOSED') {
    throw new DubanError('CONFLICT', { zh: '该方案已经办结，不能再修订', en: 'This plan is closed' });
  }
}

async function takeOver(
  tx: Tx,
  county: CountyDay,
  actor: Actor,
  documentId: string,
  { planId, settings, accepted, reason }: Revise,
): Promise<RevisionResult> {
  const { plan } = accepted;
  await tx.plan.update({ where: { id: planId }, data: { ...plan, documentId } });
  const document = await tx.document.findUniqueOrThrow({ where: { id: documentId }, select: { text: true } });
  const parties = await settleParties(tx, county, contentOf(accepted), settings);
  await forgetPlaces(tx, planId);
  let changed = 0;
  for (const one of accepted.kept) {
    await tx.measure.updateMany({
      where: { id: one.id, planId },
      data: { passages: toJson(passagesOf(one.measure, document.text)), path: one.measure.path },
    });
    if (one.fields.length === 0) continue;
    changed += 1;
    await changeOne(tx, county, actor, await lockMeasure(tx, actor, one.id), one, { parties, reason });
  }
  await addAll(tx, county, actor, { planId, documentId, measures: accepted.added, parties });
  await fillGroups(tx, county, planId, parties.pendingGroups);
  for (const id of accepted.withdrawn)
    await withdrawLocked(tx, county, actor, await lockMeasure(tx, actor, id), reason);
  const result = { added: accepted.added.length, changed, withdrawn: accepted.withdrawn.length };
  await recordEvents(tx, [{ ...said(county, actor, planId), kind: 'PLAN_REVISED', data: { ...result, reason } }]);
  await closePlanWhenDone(tx, county, planId);
  return result;
}

/** Groups without members that the office is not asked about yet. */
async function fillGroups(tx: Tx, county: CountyDay, planId: string, groups: string[]): Promise<void> {
  const asked = await tx.processInstance.findMany({
    where: { planId, subjectKind: 'CUSTOM', status: 'RUNNING', title: { in: groups } },
    select: { title: true },
  });
  const open = groups.filter((group) => !asked.some((instance) => instance.title === group));
  await createInstances(tx, county, await fillInstances(tx, county, planId, open));
}

/** Names are settled for what is taken over alone: nobody else becomes a unit of the county. */
function contentOf({ added, kept, plan }: AcceptedRevision): LaunchContent {
  const none = { leaders: [], leadUnits: [], responsibleUnits: [], supportingUnits: [] };
  const measures = kept.map(({ measure, fields }): DraftMeasure => {
    const { leadUnits, responsibleUnits, supportingUnits } = fields.includes('units') ? measure : none;
    const { leaders } = fields.includes('leaders') ? measure : none;
    return { ...measure, leaders, leadUnits, responsibleUnits, supportingUnits };
  });
  const header = { title: '', documentNumber: null, issuers: [], issuedOn: null, periodStart: null, periodEnd: null };
  return {
    plan: { ...header, ...plan },
    measures: [...added, ...measures],
    duties: [],
    assessment: [],
    escalation: [],
  };
}

/** Passages of what the new version no longer has keep their words, but have no place in it. */
async function forgetPlaces(tx: Tx, planId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Measure" m SET passages = COALESCE((
      SELECT jsonb_agg(p || '{"start":0,"end":0}'::jsonb) FROM jsonb_array_elements(m.passages) p), '[]'::jsonb)
    WHERE m."planId" = ${planId}`;
}

function passagesOf({ source }: DraftMeasure, text: string) {
  return source.map(({ start, end }) => ({ start, end, text: text.slice(start, end) }));
}

function said(county: CountyDay, actor: Actor, planId: string) {
  const { countyId, today } = county;
  return { countyId, planId, businessDay: today, ...by(actor) };
}

async function changeOne(
  tx: Tx,
  county: CountyDay,
  actor: Actor,
  measure: LockedMeasure,
  { measure: next, fields }: AcceptedRevision['kept'][number],
  { parties, reason }: { parties: Parties; reason: string },
): Promise<void> {
  const { id } = measure;
  if (fields.includes('title')) await tx.measure.update({ where: { id }, data: { title: next.title } });
  if (fields.includes('deadline')) await moveDeadline(tx, county, measure, next.deadline);
  if (fields.includes('units')) {
    const wanted = assign(next, parties).map(({ unitId, role, groupName }) => ({ unitId, role, groupName }));
    await reassignMeasure(tx, county, actor, measure, { wanted, reason });
    await tx.measureGroup.deleteMany({ where: { measureId: id } });
    await tx.measureGroup.createMany({
      data: [...groupsOf(next, parties)].map(([groupName, role]) => ({ measureId: id, groupName, role })),
    });
  }
  if (fields.includes('leaders')) await replaceLeaders(tx, county, measure, next, parties);
  if (fields.includes('indicators')) await replaceIndicators(tx, id, next);
  await recordMeasure(tx, county, actor, measure, 'MEASURE_REVISED', {
    data: { reason, fields: fields.join(','), from: measure.title },
  });
}

async function replaceLeaders(
  tx: Tx,
  county: CountyDay,
  measure: LockedMeasure,
  next: DraftMeasure,
  parties: Parties,
): Promise<void> {
  const postIds = [...new Set(next.leaders.flatMap((name) => parties.leaders.get(name) ?? []))];
  await tx.measureLeader.deleteMany({ where: { measureId: measure.id } });
  await tx.measureLeader.createMany({
    data: postIds.map((postId, ordinal) => ({ measureId: measure.id, postId, ordinal })),
  });
  const facts = { hasLeader: postIds.length > 0 };
  await tellMeasure(tx, measure, [{ type: 'factsChanged', facts, day: county.today }]);
}

async function replaceIndicators(tx: Tx, measureId: string, next: DraftMeasure): Promise<void> {
  await tx.indicator.deleteMany({ where: { measureId } });
  await tx.indicator.createMany({
    data: next.indicators.map(({ text, comparator, value, valueTo, unit, period, by }, number) => ({
      ...{ id: randomUUID(), measureId, number, text, comparator, value, valueTo, unit, period, by },
    })),
  });
}

interface Additions {
  planId: string;
  documentId: string;
  measures: DraftMeasure[];
  parties: Parties;
}

/** New measures begin like those of the launch, with the periods and years that are still to come. */
async function addAll(
  tx: Tx,
  county: CountyDay,
  actor: Actor,
  { planId, documentId, measures, parties }: Additions,
): Promise<void> {
  if (measures.length === 0) return;
  const plan = await tx.plan.findUniqueOrThrow({ where: { id: planId }, include: { periods: true, years: true } });
  const last = await tx.measure.aggregate({ where: { planId }, _max: { number: true } });
  const periods = plan.periods
    .filter((period) => period.dueOn >= county.today)
    .sort((a, b) => (a.opensOn < b.opensOn ? -1 : 1))
    .map(({ key }): Member => ({ key }));
  const years = plan.years.map(({ key }): Member => ({ key }));
  const added = measures.map((measure, index) => ({
    ...{ id: randomUUID(), number: (last._max.number ?? 0) + 1 + index, measure },
    assigned: assign(measure, parties),
    leaderPostIds: [...new Set(measure.leaders.flatMap((name) => parties.leaders.get(name) ?? []))],
    groups: groupsOf(measure, parties),
  }));
  await createMeasures(tx, county, { planId, documentId }, added);
  if (plan.measureVersionId === null) throw new Error(`Plan ${planId} is a matter: its list has no document`);
  const process = await tx.definitionVersion.findUniqueOrThrow({ where: { id: plan.measureVersionId } });
  await createInstances(
    tx,
    county,
    added.map(({ id, assigned, measure, leaderPostIds }) => ({
      ...{ id: randomUUID(), countyId: county.countyId, planId, subjectKind: 'MEASURE' as const },
      ...{ measureId: id, unitId: null },
      ...{ definitionVersionId: process.id, graph: fromJson<Graph>(process.graph), graphHash: process.graphHash },
      context: measureContext({ assigned, deadline: measure.deadline, leaderPostIds, periods, years }),
    })),
  );
  await joinPlan(tx, county, planId, [...new Set(added.flatMap(({ assigned }) => assigned.map((row) => row.unitId)))]);
  await recordEvents(
    tx,
    added.map(({ id }) => ({ ...said(county, actor, planId), kind: 'MEASURE_HANDED_OVER' as const, measureId: id })),
  );
}
