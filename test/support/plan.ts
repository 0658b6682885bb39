import type { LaunchContent, LaunchSettings } from '../../domain/launch.ts';
import type { Day } from '../../domain/process/types.ts';
import type { Db } from '../../prisma/client.ts';
import type { WorkItem } from '../../prisma/generated/client.ts';
import { completeDraft, createDraft } from '../../prisma/repositories/drafts.ts';
import { launchDraft } from '../../prisma/repositories/launch.ts';
import { actorOf, LEADER_NAME, type TestCounty } from './county.ts';

export interface TestMeasure {
  title?: string;
  leads?: string[];
  responsible?: string[];
  supporting?: string[];
  /** Names of leaders; the county's first leader unless told otherwise. */
  leaders?: string[];
  deadline?: Day | null;
}

export interface PlanOptions {
  measures: TestMeasure[];
  periods?: LaunchSettings['periods'];
  years?: LaunchSettings['assessmentYears'];
  groups?: LaunchSettings['groups'];
  settings?: Partial<LaunchSettings>;
  businessDate?: Day;
}

export interface TestPlan {
  planId: string;
  draftId: string;
  /** In the order of the document. */
  measureIds: string[];
}

export const MID_2020 = {
  key: '2020-MID',
  name: '2020年年中',
  opensOn: '2020-06-01',
  dueOn: '2020-06-30',
  cutOffOn: '2020-07-15',
};
export const END_2020 = {
  key: '2020-END',
  name: '2020年年末',
  opensOn: '2020-12-01',
  dueOn: '2020-12-31',
  cutOffOn: '2021-01-15',
};
export const YEAR_2020 = { key: '2020', opensOn: '2021-01-16' };

function contentOf(measures: TestMeasure[]): LaunchContent {
  return {
    plan: {
      title: '试验方案',
      documentNumber: '试发〔2020〕1号',
      issuers: ['试验县委'],
      issuedOn: '2020-02-28',
      periodStart: '2020-01-01',
      periodEnd: '2020-12-31',
    },
    measures: measures.map((measure, index) => ({
      path: ['一、重点任务'],
      title: measure.title ?? `措施${index + 1}`,
      leaders: measure.leaders ?? [LEADER_NAME],
      leadUnits: measure.leads ?? [],
      responsibleUnits: measure.responsible ?? [],
      responsiblePersons: [],
      supportingUnits: measure.supporting ?? [],
      deadline: measure.deadline
        ? { text: measure.deadline, kind: 'date', date: measure.deadline }
        : { text: '', kind: 'none', date: null },
      indicators: [],
      source: [{ start: 0, end: 4 }],
    })),
    duties: [],
    assessment: [],
    escalation: [],
  };
}

/** A draft that the office has confirmed, not launched yet. */
export async function buildDraft(db: Db, county: TestCounty, options: PlanOptions): Promise<string> {
  const office = await actorOf(db, county.posts.office);
  const text = '措施一二三四五';
  const document = { fileName: '试验方案.txt', bytes: Buffer.from(text), text };
  const draftId = await createDraft(db, office, document, contentOf(options.measures));
  await completeDraft(db, office, draftId, {
    units: {},
    groups: options.groups ?? {},
    leaders: {},
    periods: options.periods ?? [MID_2020],
    assessmentYears: options.years ?? [YEAR_2020],
    measureVersionId: county.measureVersionId,
    unitVersionId: county.unitVersionId,
    ladderId: county.ladderId,
    officeUnitId: county.units.office.id,
    approverPostId: county.posts.chief,
    ...options.settings,
  });
  return draftId;
}

/** A plan launched through the same function as the office's button. */
export async function buildPlan(db: Db, county: TestCounty, options: PlanOptions): Promise<TestPlan> {
  const draftId = await buildDraft(db, county, options);
  const office = await actorOf(db, county.posts.office);
  const { planId } = await launchDraft(db, office, draftId, { businessDate: options.businessDate });
  const measures = await db.measure.findMany({ where: { planId }, orderBy: { number: 'asc' }, select: { id: true } });
  return { planId, draftId, measureIds: measures.map((measure) => measure.id) };
}

export type ItemFilter = Partial<
  Pick<WorkItem, 'kind' | 'elementId' | 'unitId' | 'measureId' | 'planId' | 'round' | 'periodKey' | 'state'>
>;

/** Items that fit, oldest first. */
export function itemsOf(db: Db, where: ItemFilter): Promise<WorkItem[]> {
  return db.workItem.findMany({ where, orderBy: [{ openedOn: 'asc' }, { key: 'asc' }, { round: 'asc' }] });
}

/** The only item that fits. */
export async function itemOf(db: Db, where: ItemFilter): Promise<WorkItem> {
  const items = await itemsOf(db, where);
  const [item] = items;
  if (!item || items.length > 1) throw new Error(`${items.length} items are ${JSON.stringify(where)}`);
  return item;
}
