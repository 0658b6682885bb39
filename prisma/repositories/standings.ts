import { isUnits, type PostKind } from '../../domain/holding.ts';
import { type ItemStanding, type LightVerdict, type MeasureStanding, measureLight } from '../../domain/light.ts';
import { calendarOf } from '../../domain/ownDays.ts';
import type { Day, WorkItemKind } from '../../domain/process/types.ts';
import type { WorkItemState } from '../../domain/workItem.ts';
import type { Tx } from '../client.ts';
import type { Actor } from './actor.ts';
import { loadCountyDay } from './clock.ts';
import { type DueColumns, type Lateness, latenessOf } from './lateness.ts';
import { itemsSeen, reachOf } from './scope.ts';
import { STEP_NAME } from './stepNames.ts';

export interface MeasureStandingRow extends LightVerdict {
  measureId: string;
  planId: string;
  state: 'RUNNING' | 'CLOSED' | 'WITHDRAWN';
  openItems: number;
  /** Of these that units hold and that are late. */
  overdueItems: number;
}

interface OpenItem extends DueColumns {
  id: string;
  measureId: string;
  kind: WorkItemKind;
  stepName: string | null;
  state: WorkItemState;
  holder: string | null;
  holderKind: PostKind;
  lightLiftedOn: Day | null;
}

interface MeasureHead {
  id: string;
  planId: string;
  state: 'RUNNING' | 'CLOSED' | 'WITHDRAWN';
  paused: boolean;
  begun: boolean;
}

/**
 * Lights and counts of measures, in four queries whatever their number. Only items that the actor may read count: a
 * unit sees how it stands itself.
 */
export async function readStandings(
  db: Tx,
  actor: Actor,
  measureIds: readonly string[],
): Promise<Map<string, MeasureStandingRow>> {
  if (measureIds.length === 0) return new Map();
  const ids = [...measureIds];
  const county = await loadCountyDay(db, actor.countyId);
  const heads = await readHeads(db, ids);
  const items = groupBy(await readOpenItems(db, actor, ids), (item) => item.measureId);
  const reports = groupBy(await readLastReports(db, actor, ids), (row) => row.measureId);
  const planIds = [...new Set(heads.map((head) => head.planId))];
  const rows = await db.reportingPeriod.findMany({ where: { planId: { in: planIds } } });
  const periods = groupBy(
    rows.map((row) => ({ ...row, label: { zh: row.name, en: row.name } })),
    (period) => period.planId,
  );
  return new Map(
    heads.map((head) => {
      const own = (items.get(head.id) ?? []).map((item): ItemStanding & Lateness => ({
        id: item.id,
        kind: item.kind,
        stepName: item.stepName,
        state: item.state,
        dueOn: item.dueOn,
        ...latenessOf(item, county),
        lightLiftedOn: item.lightLiftedOn,
        holderKind: item.holderKind,
        ...(item.holder ? { holder: item.holder } : {}),
      }));
      const verdict = measureLight(
        {
          status: statusOf(head),
          items: own,
          lastReportedOn: (reports.get(head.id) ?? []).map((row) => row.lastOn),
          periods: periods.get(head.planId) ?? [],
        },
        calendarOf(county, { planId: head.planId }),
        county.today,
        county.limits,
      );
      const overdueItems = own.filter((item) => isUnits(item) && item.late).length;
      const { id: measureId, planId, state } = head;
      return [head.id, { ...verdict, measureId, planId, state, openItems: own.length, overdueItems }];
    }),
  );
}

function statusOf(head: MeasureHead): MeasureStanding['status'] {
  if (head.state === 'WITHDRAWN') return 'withdrawn';
  if (head.state === 'CLOSED') return 'closed';
  if (head.paused) return 'paused';
  return head.begun ? 'running' : 'notBegun';
}

function readHeads(db: Tx, ids: string[]): Promise<MeasureHead[]> {
  return db.$queryRaw<MeasureHead[]>`
    SELECT m.id, m."planId", m.state::text AS state, m."pausedOn" IS NOT NULL AS paused,
      EXISTS (SELECT 1 FROM "WorkItem" w WHERE w."measureId" = m.id AND w."submittedOn" IS NOT NULL
        OR w."measureId" = m.id AND w.state = 'DEEMED') AS begun
    FROM "Measure" m WHERE m.id = ANY(${ids})`;
}

function readOpenItems(db: Tx, actor: Actor, ids: string[]): Promise<OpenItem[]> {
  return db.$queryRaw<OpenItem[]>`
    SELECT w.id, w."measureId", w."planId", w."unitId", w.kind, ${STEP_NAME} AS "stepName", w.state::text AS state, w."openedOn", w."dueOn", w."ladderUpTo", w.frozen,
      w."carriedDays", w."lightLiftedOn", coalesce(u.name, o.title) AS holder,
      w."holderKind"::text AS "holderKind"
    FROM "WorkItem" w LEFT JOIN "Unit" u ON u.id = w."unitId" LEFT JOIN "Post" o ON o.id = w."postId"
    WHERE w."measureId" = ANY(${ids}) AND w.state IN ('OPEN', 'PREPARED') AND ${itemsSeen(actor)}`;
}

/** For each answerable unit the day of its latest report, null where it never reported. */
function readLastReports(db: Tx, actor: Actor, ids: string[]): Promise<{ measureId: string; lastOn: Day | null }[]> {
  const reach = reachOf(actor);
  const everyUnit = reach.all || reach.leaderPostIds.length > 0 || reach.discipline;
  return db.$queryRaw<{ measureId: string; lastOn: Day | null }[]>`
    SELECT s."measureId", max(w."submittedOn") AS "lastOn"
    FROM "Assignment" s
    LEFT JOIN "WorkItem" w ON w."measureId" = s."measureId" AND w."assignmentId" = s.id
      AND w.kind = 'REPORT' AND w."submittedOn" IS NOT NULL
    WHERE s."measureId" = ANY(${ids}) AND s.answerable AND s."removedOn" IS NULL
      AND (${everyUnit} OR s."unitId" = ANY(${reach.unitIds}))
    GROUP BY s."measureId", s.id`;
}

export function groupBy<T, K>(rows: readonly T[], keyOf: (row: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}
