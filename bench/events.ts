import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import proto from '@temporalio/proto';
import { startParts } from '../embedded/parts.ts';
import { migrate } from '../prisma/migrate.ts';
import type { Actor } from '../prisma/repositories/actor.ts';
import { countBehind, nextBusyDay } from '../prisma/repositories/clock.ts';
import { acceptReview } from '../prisma/repositories/judging.ts';
import { launchDraft } from '../prisma/repositories/launch.ts';
import { deemOverdue, fireTimers } from '../prisma/repositories/round.ts';
import { submitWorkItem } from '../prisma/repositories/workItems.ts';
import { type BenchCounty, LAUNCH_DAY, makeBenchCounty, makeDraft } from './county.ts';
import { startWorker } from './workerProcess.ts';

const LEADER = '分管领导';
const UNITS = 5;
const UNTIL = '2021-03-31';
const POLL_MS = 10;

const settings = {
  leaders: { [LEADER]: { create: { personName: '某某', title: LEADER } } },
  periods: [
    { key: '2020-MID', name: '年中', opensOn: '2020-06-01', dueOn: '2020-06-30', cutOffOn: '2020-07-15' },
    { key: '2020-END', name: '年末', opensOn: '2020-12-01', dueOn: '2020-12-31', cutOffOn: '2021-01-15' },
  ],
  assessmentYears: [{ key: '2020', opensOn: '2021-01-16' }],
};

interface EventCounts {
  /** Over all runs of the workflow. */
  events: number;
  runs: number;
  /** By type, the most frequent first. */
  byType: Record<string, number>;
}

/**
 * One measure by the shipped definition on a real Temporal server, from launch to close, with five answerable units:
 * each signs, reports in both periods and completes, every report and completion is judged, all pass the assessment.
 * Everything is done one after the other, so that nothing travels together by chance.
 *
 * @returns the history events of the measure's workflow, and those of one unit's part in the plan.
 */
export async function measureEvents(): Promise<{
  units: number;
  periods: number;
  measure: EventCounts;
  unit: EventCounts;
}> {
  const parts = await startParts({ temporal: 'memory', safe: false });
  await migrate(parts.databaseUrl);
  const county = await makeBenchCounty(parts.databaseUrl, 5, 'measure-lifecycle.bpmn');
  const worker = await startWorker(parts);
  const connection = await Connection.connect({ address: parts.temporalAddress });
  const client = new Client({ connection });
  try {
    const draftId = await makeDraft(county, 1, { leads: UNITS, leaders: [LEADER], deadline: '2020-11-30', settings });
    await launchDraft(county.db, county.office, draftId);
    await live(county);
    const instance = (subjectKind: 'MEASURE' | 'UNIT_IN_PLAN') =>
      county.db.processInstance.findFirstOrThrow({ where: { subjectKind, status: { not: 'RUNNING' } } });
    const measure = await countEvents(client, (await instance('MEASURE')).id);
    const unit = await countEvents(client, (await instance('UNIT_IN_PLAN')).id);
    return { units: UNITS, periods: settings.periods.length, measure, unit };
  } finally {
    await connection.close();
    await worker.stop();
    await county.db.$disconnect();
    await parts.stop();
  }
}

/** Lives from day to day on which something falls due; who holds an item hands it in on the day it is opened. */
async function live(county: BenchCounty): Promise<void> {
  const { db } = county;
  for (let day: string | null = LAUNCH_DAY; day !== null; day = await nextBusyDay(db, county.id, day, UNTIL)) {
    await db.county.update({ where: { id: county.id }, data: { businessDate: day } });
    await fireTimers(db, county.id, day);
    await deemOverdue(db, county.id, day);
    await settled(county);
    for (let item = await openItem(county); item !== null; item = await openItem(county)) {
      await act(county, item, day);
      await settled(county);
    }
  }
}

const openItem = ({ db }: BenchCounty) =>
  db.workItem.findFirst({ where: { state: 'OPEN' }, orderBy: [{ openedOn: 'asc' }, { key: 'asc' }] });

type OpenItem = NonNullable<Awaited<ReturnType<typeof openItem>>>;

async function act(county: BenchCounty, item: OpenItem, businessDay: string): Promise<void> {
  const { db } = county;
  const actor = { ...actorFor(county, item), businessDay };
  if (item.reviewsId !== null) await acceptReview(db, actor, { id: item.id });
  else
    await submitWorkItem(db, actor, {
      id: item.id,
      text: '已办理',
      ...(item.kind === 'SHEET' ? { fields: { rows: [] } } : {}),
    });
}

function actorFor({ office, heads }: BenchCounty, { holderKind, unitId, postId }: OpenItem): Actor {
  if (holderKind === 'UNIT_HEAD') return heads.get(unitId ?? '') ?? office;
  if (postId === null) return office;
  return { ...office, posts: [{ id: postId, kind: holderKind, unitId: null }] };
}

async function settled({ db, id }: BenchCounty): Promise<void> {
  while ((await countBehind(db, id)) > 0) await sleep(POLL_MS);
}

async function countEvents(client: Client, workflowId: string): Promise<EventCounts> {
  const { EventType } = proto.temporal.api.enums.v1;
  const runs: string[] = [];
  await client.workflow.getHandle(workflowId).result();
  for await (const { runId } of client.workflow.list({ query: `WorkflowId = "${workflowId}"` })) runs.push(runId);
  const counts = new Map<string, number>();
  for (const runId of runs) {
    const { events } = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    for (const { eventType } of events ?? []) {
      const name = EventType[eventType ?? 0] ?? '';
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  const sorted = [...counts].sort(([, a], [, b]) => b - a);
  const total = sorted.reduce((sum, [, count]) => sum + count, 0);
  return { events: total, runs: runs.length, byType: Object.fromEntries(sorted) };
}
