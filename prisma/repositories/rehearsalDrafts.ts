import type { LaunchContent, LaunchSettings } from '../../domain/launch.ts';
import type { Day } from '../../domain/process/types.ts';
import type { RehearsedMeasure, RehearsedPlan } from '../../domain/rehearsal/types.ts';
import type { Tx } from '../client.ts';
import type { Actor } from './actor.ts';
import { newestVersion } from './launch.ts';
import { assign } from './launchMeasures.ts';
import { foreseeParties } from './launchParties.ts';

/** A plan before its processes and its ladder are read. */
export interface PlanOutline extends Omit<RehearsedPlan, 'measureGraph' | 'unitGraph' | 'ladder'> {
  /** Null: its rows follow no process of their own. */
  measureVersionId: string | null;
  unitVersionId: string | null;
  ladderId: string;
}

/** A draft with everything that its launch goes by, and the day on which it is taken to be launched. */
export interface SettledDraft {
  id: string;
  content: LaunchContent;
  settings: LaunchSettings;
  launchedOn: Day;
}

/** A plan that can be played: one that was launched, or an imported one that is still a draft. */
export interface PlanToChoose {
  id: string;
  title: string;
  measures: number;
  /** null: a draft that is not launched yet. */
  launchedOn: Day | null;
  /** Of a draft: which correction it is at, when that was made, and who imported it. */
  draft: { version: number; changedOn: Day; importedBy: string } | null;
}

/** Plans of the county that can be played: the launched ones, the latest first, then the drafts. */
export async function listPlansToChoose(db: Tx, { countyId }: Actor): Promise<PlanToChoose[]> {
  const plans = await db.plan.findMany({
    where: { countyId, kind: 'DOCUMENT' },
    orderBy: [{ launchedOn: 'desc' }, { id: 'desc' }],
    select: {
      id: true,
      title: true,
      launchedOn: true,
      _count: { select: { measures: { where: { state: { not: 'WITHDRAWN' } } } } },
    },
  });
  const drafts = await db.$queryRaw<
    (Omit<PlanToChoose, 'draft' | 'launchedOn'> & NonNullable<PlanToChoose['draft']>)[]
  >`
    SELECT d.id, d.content->'plan'->>'title' AS title, json_array_length((d.content->'measures')::json)::int AS measures,
      d.version, d."changedOn", p.name AS "importedBy"
    FROM "PlanDraft" d JOIN "Account" a ON a.id = d."createdBy" JOIN "Person" p ON p.id = a."personId"
    WHERE d."countyId" = ${countyId} AND d.state = 'OPEN' ORDER BY d."createdAt" DESC, d.id DESC`;
  return [
    ...plans.map(({ id, title, launchedOn, _count }) => ({
      ...{ id, title, launchedOn, draft: null, measures: _count.measures },
    })),
    ...drafts.map(({ id, title, measures, ...draft }) => ({ id, title, measures, launchedOn: null, draft })),
  ];
}

/** Which of the ids are those of drafts that have not been launched. */
export async function draftsAmong(db: Tx, { countyId }: Actor, ids: string[]): Promise<string[]> {
  const rows = await db.planDraft.findMany({
    where: { id: { in: ids }, countyId, state: 'OPEN' },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** What the launch of a draft would make of it. Units and leaders that it would create bear ids of no row. */
export async function outlineOfDraft(
  db: Tx,
  { countyId }: Actor,
  { id, content, settings, launchedOn }: SettledDraft,
): Promise<PlanOutline> {
  const { missing, ...parties } = await foreseeParties(db, { countyId }, content, settings);
  const known = await db.unit.findMany({ where: { countyId }, select: { id: true, name: true } });
  const unitNames = new Map([...known, ...missing.units].map((unit) => [unit.id, unit.name]));
  const measures = content.measures.map(
    (measure, index): RehearsedMeasure => ({
      ...{ id: String(index + 1), title: measure.title, urgent: false },
      ...{ deadline: measure.deadline.date, deadlineKind: measure.deadline.kind },
      leaderPostIds: [...new Set(measure.leaders.flatMap((name) => parties.leaders.get(name) ?? []))],
      units: assign(measure, parties).map(({ id: key, unitId, role }) => ({
        ...{ key, unitId, role, name: unitNames.get(unitId) ?? unitId },
      })),
    }),
  );
  const { periods, assessmentYears: years, measureVersionId, unitVersionId, officeUnitId, approverPostId } = settings;
  return {
    ...{ id, title: content.plan.title, launchedOn, measures, periods, years },
    ...{ measureVersionId, unitVersionId, officeUnitId, approverPostId },
    ladderId: await newestVersion(db, settings.ladderId),
  };
}
