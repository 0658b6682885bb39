import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { LaunchContent, LaunchSettings } from '../domain/launch.ts';
import { createDb, type Db } from '../prisma/client.ts';
import type { Actor } from '../prisma/repositories/actor.ts';
import { loadCountyDay } from '../prisma/repositories/clock.ts';
import { createDraft, updateDraft } from '../prisma/repositories/drafts.ts';
import { createUnits } from '../prisma/repositories/launchParties.ts';
import { publishDefinition, setUpCounty } from '../prisma/repositories/setup.ts';

export interface BenchCounty {
  db: Db;
  office: Actor;
  /** Who hands in for a unit: its head. */
  heads: Map<string, Actor>;
  settings: LaunchSettings;
}

const COUNTY = 'bench';
const DAY = '2020-03-02';
const LEADS = ['甲单位', '乙单位'];
const SUPPORTING = ['丙单位', '丁单位', '戊单位'];
const OFFICE = '办公室';

/** A county with five units, an office and the definition of the benchmark. */
export async function makeBenchCounty(databaseUrl: string, connections: number): Promise<BenchCounty> {
  const db = createDb(databaseUrl, connections);
  const read = (name: string) => readFileSync(new URL(`../workflows/definitions/${name}`, import.meta.url), 'utf8');
  return db.$transaction(async (tx) => {
    const ladderId = await setUpCounty(tx, 'REHEARSAL', {
      id: COUNTY,
      name: '测量县',
      fictional: true,
      businessDate: DAY,
    });
    const county = await loadCountyDay(tx, COUNTY);
    const version = (key: string, file: string) =>
      publishDefinition(tx, COUNTY, { key, name: key, bpmnXml: read(file) });
    const measureVersionId = await version('benchLifecycle', 'bench-lifecycle.bpmn');
    const unitVersionId = await version('unitInPlan', 'unit-in-plan.bpmn');
    const units = [...LEADS, ...SUPPORTING, OFFICE].map((name) => ({ id: randomUUID(), name, kind: 'DEPARTMENT' }));
    const posts = await createUnits(tx, county, units);
    const officeUnitId = units.find((unit) => unit.name === OFFICE)?.id ?? '';
    const actor = (kind: Actor['posts'][number]['kind'], unitId: string, id: string): Actor => ({
      ...{
        accountId: id,
        personId: id,
        personName: id,
        countyId: COUNTY,
        businessDay: DAY,
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
    return { db, office: actor('OFFICE', officeUnitId, 'office'), heads, settings };
  });
}

/** A draft with as many measures as asked for, each for the same five units. */
export async function makeDraft({ db, office, settings }: BenchCounty, measures: number): Promise<string> {
  const content: LaunchContent = {
    plan: { title: '测量方案', documentNumber: null, issuers: [], issuedOn: null, periodStart: null, periodEnd: null },
    measures: Array.from({ length: measures }, (_, index) => ({
      ...{
        path: [`措施${index + 1}`],
        title: `措施${index + 1}`,
        leaders: [],
        responsibleUnits: [],
        responsiblePersons: [],
      },
      ...{ leadUnits: LEADS, supportingUnits: SUPPORTING, indicators: [], source: [] },
      deadline: { text: '', kind: 'none' as const, date: null },
    })),
    ...{ duties: [], assessment: [], escalation: [] },
  };
  const id = await createDraft(db, office, { fileName: 'bench.txt', bytes: new Uint8Array(), text: '' }, content);
  await updateDraft(db, office, id, 1, { content, settings });
  return id;
}
