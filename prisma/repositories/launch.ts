import { randomUUID } from 'node:crypto';
import { DubanError } from '../../domain/errors.ts';
import type { LaunchContent, LaunchSettings } from '../../domain/launch.ts';
import type { Day, Graph, Member } from '../../domain/process/types.ts';
import type { Db, Tx } from '../client.ts';
import type { DefinitionPurpose } from '../generated/enums.ts';
import type { PlanClauseCreateManyInput } from '../generated/models.ts';
import { fromJson, toJson } from '../json.ts';
import { type Actor, by } from './actor.ts';
import { recordEvents } from './audit.ts';
import { type CountyDay, lockCountyDay } from './clock.ts';
import { lockDraft, requireAsShown } from './drafts.ts';
import { createInstances, type NewInstance } from './instances.ts';
import { assign, createMeasures, groupsOf } from './launchMeasures.ts';
import { settleParties } from './launchParties.ts';
import { measureContext } from './measureContext.ts';
import { raiseCauses } from './triggerCauses.ts';

/** Key of the shipped definition by which the office names the members of a group. */
const FILL_GROUP = 'fillGroup';

/**
 * Launches a confirmed draft: the plan, its measures and everyone's first work items, in one transaction. Workflows are
 * started behind it. A draft is launched once; asked again, the plan that it became is the answer.
 *
 * @param options `version`: the draft as it was checked; left out, any.
 * @throws DubanError LAUNCH_INCOMPLETE with every open point, CONFLICT where the draft was discarded or `businessDate` is
 *   not the business day, STALE_VERSION where it was changed since it was checked.
 */
export async function launchDraft(
  db: Db,
  actor: Actor,
  draftId: string,
  options: { businessDate?: Day | undefined; version?: number | undefined } = {},
): Promise<{ planId: string }> {
  return db.$transaction(async (tx) => {
    const draft = await lockDraft(tx, actor, draftId);
    if (draft.planId !== null) return { planId: draft.planId };
    requireAsShown(draft, options.version);
    const county = await lockCountyDay(tx, actor.countyId);
    requireToday(county, options.businessDate);
    const content = fromJson<LaunchContent>(draft.content);
    const settings = fromJson<LaunchSettings>(draft.settings);
    const planId = randomUUID();
    await launchPlan(tx, county, actor, { planId, documentId: draft.documentId, content, settings });
    await tx.planDraft.update({ where: { id: draftId }, data: { state: 'LAUNCHED', planId } });
    return { planId };
  });
}

function requireToday(county: CountyDay, businessDate: Day | undefined): void {
  if (businessDate === undefined || businessDate === county.today) return;
  throw new DubanError('CONFLICT', {
    zh: `当前业务日期为 ${county.today}，请先把日期调整到 ${businessDate} 再启动`,
    en: `The business date is ${county.today}; move the clock to ${businessDate} before launching`,
  });
}

interface Launch {
  planId: string;
  documentId: string | null;
  content: LaunchContent;
  settings: LaunchSettings;
}

async function launchPlan(tx: Tx, county: CountyDay, actor: Actor, launch: Launch): Promise<void> {
  const { planId, content, settings } = launch;
  checkContent(county, content);
  const versions = await loadVersions(tx, county.countyId, [
    { id: settings.measureVersionId, purpose: 'MEASURE' },
    { id: settings.unitVersionId, purpose: 'UNIT_IN_PLAN' },
  ]);
  const parties = await settleParties(tx, county, content, settings);
  await createPlan(tx, county, launch);
  const measures = content.measures.map((measure, index) => ({
    id: randomUUID(),
    number: index + 1,
    measure,
    assigned: assign(measure, parties),
    leaderPostIds: [...new Set(measure.leaders.flatMap((name) => parties.leaders.get(name) ?? []))],
    groups: groupsOf(measure, parties),
  }));
  await createMeasures(tx, county, { planId, documentId: launch.documentId }, measures);
  const shared = { countyId: county.countyId, planId };
  const periods = settings.periods.map((period): Member => ({ key: period.key }));
  const years = settings.assessmentYears.map((year): Member => ({ key: year.key }));
  const instances = measures.map(
    ({ id, assigned, measure, leaderPostIds }): NewInstance => ({
      ...{ ...shared, id: randomUUID(), subjectKind: 'MEASURE', measureId: id, unitId: null },
      ...version(versions, settings.measureVersionId),
      context: measureContext({ assigned, deadline: measure.deadline, leaderPostIds, periods, years }),
    }),
  );
  const unitIds = [...new Set(measures.flatMap(({ assigned }) => assigned.map((row) => row.unitId)))];
  const unitInstances = unitIds.map(
    (unitId): NewInstance => ({
      ...{ ...shared, id: randomUUID(), subjectKind: 'UNIT_IN_PLAN', measureId: null, unitId },
      ...version(versions, settings.unitVersionId),
      context: { facts: {}, collections: { reportingPeriods: periods } },
    }),
  );
  const fillings = await fillInstances(tx, county, planId, parties.pendingGroups);
  await createInstances(tx, county, [...instances, ...unitInstances, ...fillings]);
  await raiseCauses(tx, county, [{ event: 'PLAN_LAUNCHED', key: planId, planId, measureId: null, instanceId: null }]);
  await recordEvents(tx, [
    {
      ...shared,
      kind: 'PLAN_LAUNCHED',
      businessDay: county.today,
      ...by(actor),
      data: { measures: measures.length, units: unitIds.length },
    },
    ...measures.map(({ id }) => ({
      ...shared,
      kind: 'MEASURE_HANDED_OVER' as const,
      businessDay: county.today,
      ...by(actor),
      measureId: id,
    })),
  ]);
}

/** A group that was launched without members waits in the office's hands: an item for each. */
export async function fillInstances(
  tx: Tx,
  county: CountyDay,
  planId: string,
  groups: string[],
): Promise<NewInstance[]> {
  if (groups.length === 0) return [];
  const { countyId } = county;
  const row = await tx.definitionVersion.findFirst({
    where: { definition: { countyId, key: FILL_GROUP }, state: 'PUBLISHED' },
    orderBy: { version: 'desc' },
  });
  if (!row) {
    throw new DubanError('LAUNCH_INCOMPLETE', {
      zh: `“${groups.join('、')}”还没有成员；请选择成员单位后再启动`,
      en: `These groups have no members yet: ${groups.join(', ')}. Choose them before launching`,
    });
  }
  return groups.map((title) => ({
    ...{ id: randomUUID(), countyId, subjectKind: 'CUSTOM', planId, measureId: null, unitId: null, title },
    ...{ definitionVersionId: row.id, graph: fromJson<Graph>(row.graph), graphHash: row.graphHash },
    context: { facts: {}, collections: {} },
  }));
}

/** A deadline that has passed already would be overdue at birth: the office settles it first. */
function checkContent(county: CountyDay, content: LaunchContent): void {
  const problems = content.measures.flatMap(({ deadline, title }, index) =>
    deadline.date !== null && deadline.date < county.today
      ? [
          {
            pointer: `/measures/${index}/deadline`,
            message: {
              zh: `第${index + 1}项“${title}”的完成时限 ${deadline.date} 早于启动日 ${county.today}，请先调整`,
              en: `Measure ${index + 1} has a deadline (${deadline.date}) before the launch (${county.today}); settle it first`,
            },
          },
        ]
      : [],
  );
  if (content.measures.length === 0) {
    problems.push({ pointer: '/measures', message: { zh: '草稿中没有措施', en: 'The draft has no measures' } });
  }
  if (problems.length === 0) return;
  const userMessage = { zh: '还有事项未确认，不能启动', en: 'Something is not settled yet' };
  throw new DubanError('LAUNCH_INCOMPLETE', userMessage, { problems });
}

type Versions = Map<string, { id: string; graph: Graph; graphHash: string }>;

async function loadVersions(
  tx: Tx,
  countyId: string,
  chosen: { id: string; purpose: DefinitionPurpose }[],
): Promise<Versions> {
  const rows = await tx.definitionVersion.findMany({
    where: { state: 'PUBLISHED', OR: chosen.map(({ id, purpose }) => ({ id, definition: { countyId, purpose } })) },
  });
  return new Map(
    rows.map((row) => [row.id, { id: row.id, graph: fromJson<Graph>(row.graph), graphHash: row.graphHash }]),
  );
}

function version(versions: Versions, id: string): Pick<NewInstance, 'definitionVersionId' | 'graph' | 'graphHash'> {
  const found = versions.get(id);
  if (found) return { definitionVersionId: id, graph: found.graph, graphHash: found.graphHash };
  throw new DubanError('LAUNCH_INCOMPLETE', { zh: '请选择已发布的流程', en: 'Choose a published process definition' });
}

/** A draft may have been settled before its ladder was edited: a plan climbs the newest version of the name. */
export async function newestVersion(tx: Tx, ladderId: string): Promise<string> {
  const chosen = await tx.ladder.findUnique({ where: { id: ladderId } });
  if (!chosen) return ladderId;
  const { countyId, name } = chosen;
  const newest = await tx.ladder.findFirst({ where: { countyId, name }, orderBy: { version: 'desc' } });
  return newest?.id ?? ladderId;
}

async function createPlan(tx: Tx, county: CountyDay, launch: Launch): Promise<void> {
  const { planId, documentId, content, settings } = launch;
  const { measureVersionId, unitVersionId, officeUnitId, approverPostId } = settings;
  const ladderId = await newestVersion(tx, settings.ladderId);
  await tx.plan.create({
    data: {
      ...content.plan,
      ...{ id: planId, countyId: county.countyId, documentId, launchedOn: county.today },
      ...{ measureVersionId, unitVersionId, ladderId, officeUnitId, approverPostId },
    },
  });
  await tx.reportingPeriod.createMany({ data: settings.periods.map((period) => ({ ...period, planId })) });
  await tx.assessmentYear.createMany({ data: settings.assessmentYears.map((year) => ({ ...year, planId })) });
  const clauses = [
    ...content.duties.map((clause) => ({ kind: 'DUTY' as const, clause })),
    ...content.assessment.map((clause) => ({ kind: 'ASSESSMENT' as const, clause })),
    ...content.escalation.map((clause) => ({ kind: 'ESCALATION' as const, clause })),
  ];
  await tx.planClause.createMany({
    data: clauses.map(({ kind, clause }, number): PlanClauseCreateManyInput => {
      return { id: randomUUID(), planId, kind, number, text: clause.text, data: toJson(clause) };
    }),
  });
}
