import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { LaunchContent, LaunchSettings } from '../domain/launch.ts';
import type { Day } from '../domain/process/types.ts';
import { createDb, type Db } from '../prisma/client.ts';
import type { Actor } from '../prisma/repositories/actor.ts';
import { loadCountyDay } from '../prisma/repositories/clock.ts';
import { createDraft, updateDraft } from '../prisma/repositories/drafts.ts';
import { createUnits } from '../prisma/repositories/launchParties.ts';
import { publishDefinition, setUpCounty } from '../prisma/repositories/setup.ts';

export interface BenchCounty {
  id: string;
  db: Db;
  office: Actor;
  /** Who hands in for a unit: its head. */
  heads: Map<string, Actor>;
  settings: LaunchSettings;
}

const COUNTY = 'bench';
export const LAUNCH_DAY = '2020-03-02';
const UNITS = ['甲单位', '乙单位', '丙单位', '丁单位', '戊单位'];
const OFFICE = '办公室';

/** A county with five units and an office, whose measures run by a definition of `workflows/definitions`. */
export async function makeBenchCounty(
  databaseUrl: string,
  connections: number,
  measureDefinition: string,
): Promise<BenchCounty> {
  const db = createDb(databaseUrl, connections);
  const read = (name: string) => readFileSync(new URL(`../workflows/definitions/${name}`, import.meta.url), 'utf8');
  return db.$transaction(async (tx) => {
    const ladderId = await setUpCounty(tx, 'REHEARSAL', {
      id: COUNTY,
      name: '测量县',
      fictional: true,
      businessDate: LAUNCH_DAY,
    });
    const county = await loadCountyDay(tx, COUNTY);
    const version = (key: string, file: string) =>
      publishDefinition(tx, COUNTY, { key, name: key, bpmnXml: read(file) });
    const measureVersionId = await version('measureLifecycle', measureDefinition);
    const unitVersionId = await version('unitInPlan', 'unit-in-plan.bpmn');
    const units = [...UNITS, OFFICE].map((name) => ({ id: randomUUID(), name, kind: 'DEPARTMENT' }));
    const posts = await createUnits(tx, county, units);
    const officeUnitId = units.find((unit) => unit.name === OFFICE)?.id ?? '';
    const actor = (kind: Actor['posts'][number]['kind'], unitId: string, id: string): Actor => ({
      ...{
        accountId: id,
        personId: id,
        personName: id,
        countyId: COUNTY,
        businessDay: LAUNCH_DAY,
        posts: [{ id, kind, unitId }],
      },
    });
    const heads = new Map(
      units.map((unit) => {
        const post = posts.find((one) => one.unitId === unit.id && one.kind === 'UNIT_HEAD');
        return [unit.id, actor('UNIT_HEAD', unit.id, post?.id ?? '')];
      }),
    );
    const settings: LaunchSettings = {
      ...{ units: {}, groups: {}, leaders: {}, periods: [], assessmentYears: [], approverPostId: null },
      ...{ measureVersionId, unitVersionId, ladderId, officeUnitId },
    };
    return { id: COUNTY, db, office: actor('OFFICE', officeUnitId, 'office'), heads, settings };
  });
}

/** How many of the five units lead each measure (the others support it), and what else differs from the simplest. */
export interface BenchPlan {
  leads: number;
  leaders?: string[];
  deadline?: Day;
  settings?: Partial<LaunchSettings>;
}

/** A draft with as many measures as asked for, each for the same five units. */
export async function makeDraft(
  { db, office, settings }: BenchCounty,
  measures: number,
  { leads, leaders = [], deadline, settings: own }: BenchPlan,
): Promise<string> {
  const content: LaunchContent = {
    plan: { title: '测量方案', documentNumber: null, issuers: [], issuedOn: null, periodStart: null, periodEnd: null },
    measures: Array.from({ length: measures }, (_, index) => ({
      ...{
        path: [`措施${index + 1}`],
        title: `措施${index + 1}`,
        leaders,
        responsibleUnits: [],
        responsiblePersons: [],
      },
      ...{ leadUnits: UNITS.slice(0, leads), supportingUnits: UNITS.slice(leads), indicators: [], source: [] },
      deadline: deadline
        ? { text: deadline, kind: 'date' as const, date: deadline }
        : { text: '', kind: 'none' as const, date: null },
    })),
    ...{ duties: [], assessment: [], escalation: [] },
  };
  const id = await createDraft(db, office, { fileName: 'bench.txt', bytes: new Uint8Array(), text: '' }, content);
  await updateDraft(db, office, id, 1, { content, settings: { ...settings, ...own } });
  return id;
}
