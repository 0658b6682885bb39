import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { addWorkingDays } from '../domain/calendar.ts';
import type { Day } from '../domain/process/types.ts';
import { createDb, type Db, type Tx } from '../prisma/client.ts';
import type { Actor } from '../prisma/repositories/actor.ts';
import { type CountyDay, loadCountyDay } from '../prisma/repositories/clock.ts';
import { createUnits } from '../prisma/repositories/launchParties.ts';
import { recomputeNextRungs } from '../prisma/repositories/obligations.ts';
import { publishDefinition, setUpCounty } from '../prisma/repositories/setup.ts';

export interface RoundCounty {
  db: Db;
  admin: Actor;
}

export interface RoundSize {
  items: number;
  /** Who hold them: half of them head a unit, half are its liaison officers. */
  people: number;
}

export const COUNTY = 'bench';
const EVE = '2020-06-15';
/** The day whose round is measured. */
export const ROUND_DAY = '2020-06-16';
const OPENED_ON = '2020-03-02';

interface DueKind {
  share: number;
  overdue: number;
  fired: Record<string, number>;
  /** Listed to the office the day before. */
  listed?: boolean;
  /** Opened on the day itself, so that its holder is to be told. */
  isNew?: boolean;
}

/**
 * What is due for the round of the day, in thousandths of all items: a fifth. `overdue`: working days between the due
 * day and the day of the round; `fired`: rungs that went out before, with the number of overdue days on which they did.
 */
const DUE: DueKind[] = [
  { share: 20, overdue: -30, fired: {}, isNew: true },
  { share: 60, overdue: -7, fired: {} },
  { share: 60, overdue: -1, fired: { REMIND_7: -7 } },
  { share: 40, overdue: 1, fired: { REMIND_1: -1 } },
  { share: 10, overdue: 5, fired: { REMIND_1: -1, URGE: 1 } },
  { share: 5, overdue: 10, fired: { REMIND_1: -1, URGE: 1, SUPERVISE: 5 } },
  { share: 3, overdue: 14, fired: { URGE: 1, SUPERVISE: 5, TALK: 10 } },
  { share: 1, overdue: 15, fired: { URGE: 1, SUPERVISE: 5, TALK: 10 }, listed: true },
  { share: 1, overdue: 20, fired: { URGE: 1, SUPERVISE: 5, TALK: 10, COPY: 15 } },
];
const NOT_DUE: DueKind = { share: 800, overdue: -60, fired: {} };

/** How many items something is to be done about: what the round must come to. */
export function dueItems({ items }: RoundSize): number {
  return (items / 1000) * DUE.reduce((sum, { share }) => sum + share, 0);
}

const ITEMS_OF_A_MEASURE = 25;
const MEASURES_OF_A_PLAN = 200;
const LEADERS = 20;
const BATCH = 1000;

/** A county with open items as a large one has them in June, on the evening before the round. */
export async function makeRoundCounty(databaseUrl: string, size: RoundSize): Promise<RoundCounty> {
  const db = createDb(databaseUrl);
  const { ladderId, versionId } = await db.$transaction((tx) => setUp(tx));
  const county = await loadCountyDay(db, COUNTY);
  const parties = await addParties(db, county, size.people / 2);
  const measures = await addMeasures(db, parties, ladderId, versionId, size.items / ITEMS_OF_A_MEASURE);
  for (let from = 0; from < size.items; from += BATCH) {
    await db.$transaction((tx) => addItems(tx, county, parties, measures, ladderId, from));
  }
  await db.$executeRaw`ANALYZE`;
  const posts = [{ id: parties.admin, kind: 'ADMIN' as const, unitId: null }];
  const id = parties.admin;
  return {
    db,
    admin: { accountId: id, personId: id, personName: id, countyId: COUNTY, businessDay: EVE, posts },
  };
}

async function setUp(tx: Tx): Promise<{ ladderId: string; versionId: string }> {
  const ladderId = await setUpCounty(tx, 'REHEARSAL', {
    ...{ id: COUNTY, name: '测量县', fictional: true, businessDate: EVE },
  });
  const bpmnXml = readFileSync(new URL('../workflows/definitions/measure-lifecycle.bpmn', import.meta.url), 'utf8');
  const versionId = await publishDefinition(tx, COUNTY, { key: 'measureLifecycle', name: 'measureLifecycle', bpmnXml });
  await tx.dailyRound.create({ data: { countyId: COUNTY, day: EVE, finishedAt: new Date() } });
  return { ladderId, versionId };
}

interface Parties {
  units: { id: string; head: string }[];
  leaders: string[];
  office: string;
  chief: string;
  admin: string;
}

type SpecialPost = 'LEADER' | 'CHIEF_LEADER' | 'ADMIN' | 'OFFICE' | 'DISCIPLINE';

async function addParties(db: Db, county: CountyDay, units: number): Promise<Parties> {
  const rows = Array.from({ length: units }, (_, index) => ({
    ...{ id: randomUUID(), name: `测量县第${index + 1}单位`, kind: 'DEPARTMENT' },
  }));
  const office = { id: randomUUID(), name: '测量县督查室', kind: 'OFFICE' };
  const unitPosts = await createUnits(db, county, [...rows, office]);
  const post = (kind: SpecialPost, title: string, unitId: string | null = null) => ({
    ...{ id: randomUUID(), countyId: COUNTY, kind, title, unitId },
  });
  const leaders = Array.from({ length: LEADERS }, (_, index) => post('LEADER', `副县长${index + 1}`));
  const chief = post('CHIEF_LEADER', '县长');
  const admin = post('ADMIN', '管理员');
  const special = [...leaders, chief, admin, post('OFFICE', '督查室主任', office.id), post('DISCIPLINE', '书记')];
  await db.post.createMany({ data: special });
  const held = [...unitPosts, ...special].map((of, index) => ({ of, personId: `person-${index}` }));
  await db.person.createMany({
    data: held.map(({ of, personId }) => ({
      ...{ id: personId, countyId: COUNTY, name: of.title, email: `${personId}@duban.example` },
    })),
  });
  await db.postHolding.createMany({
    data: held.map(({ of, personId }) => ({ id: randomUUID(), postId: of.id, personId, fromDay: OPENED_ON })),
  });
  const heads = new Map(unitPosts.flatMap((of) => (of.kind === 'UNIT_HEAD' ? [[of.unitId, of.id]] : [])));
  return {
    units: rows.map(({ id }) => ({ id, head: heads.get(id) ?? '' })),
    leaders: leaders.map(({ id }) => id),
    ...{ office: office.id, chief: chief.id, admin: admin.id },
  };
}

interface BenchMeasure {
  id: string;
  planId: string;
}

/** Measures in plans, each with an ended process of its own: no workflow takes part in what is measured. */
async function addMeasures(
  db: Db,
  parties: Parties,
  ladderId: string,
  versionId: string,
  count: number,
): Promise<BenchMeasure[]> {
  const plans = Array.from({ length: Math.ceil(count / MEASURES_OF_A_PLAN) }, (_, index) => ({
    ...{ id: randomUUID(), countyId: COUNTY, title: `测量方案${index + 1}`, issuers: [], launchedOn: OPENED_ON },
    ...{ state: 'RUNNING' as const, measureVersionId: versionId, unitVersionId: versionId, ladderId },
    ...{ officeUnitId: parties.office, approverPostId: parties.chief },
  }));
  await db.plan.createMany({ data: plans });
  const measures = Array.from({ length: count }, (_, index) => {
    const number = (index % MEASURES_OF_A_PLAN) + 1;
    return {
      ...{ id: randomUUID(), countyId: COUNTY, planId: plans[Math.floor(index / MEASURES_OF_A_PLAN)]?.id ?? '' },
      ...{ number, title: `推进第${number}项重点工作落实`, path: ['一、重点任务'], passages: [], deadlineKind: 'none' },
    };
  });
  await db.measure.createMany({ data: measures });
  await db.measureLeader.createMany({
    data: measures.map(({ id }, index) => ({
      ...{ measureId: id, postId: parties.leaders[index % LEADERS] ?? '', ordinal: 0 },
    })),
  });
  const { graphHash } = await db.definitionVersion.findUniqueOrThrow({ where: { id: versionId } });
  await db.processInstance.createMany({
    data: measures.map(({ id, planId }) => ({
      ...{ id, countyId: COUNTY, definitionVersionId: versionId, graphHash, subjectKind: 'MEASURE' as const, planId },
      ...{ measureId: id, status: 'COMPLETED' as const, state: {}, movedOn: OPENED_ON },
    })),
  });
  return measures;
}

async function addItems(
  tx: Tx,
  county: CountyDay,
  parties: Parties,
  measures: BenchMeasure[],
  ladderId: string,
  from: number,
): Promise<void> {
  const kinds = [...DUE, NOT_DUE].flatMap((kind) => Array.from({ length: kind.share }, () => kind));
  const rows = Array.from({ length: BATCH }, (_, index) => {
    const number = from + index;
    // Moved on by each batch, so that every person gets items of all kinds.
    const kind = kinds[(index + (from / BATCH) * 37) % BATCH] ?? NOT_DUE;
    const measure = measures[Math.floor(number / ITEMS_OF_A_MEASURE)];
    const unit = parties.units[number % parties.units.length];
    const isHeads = Math.floor(number / parties.units.length) % 2 === 1;
    const key = `report-${number}`;
    const item = {
      ...{ id: randomUUID(), countyId: COUNTY, instanceId: measure?.id ?? '', key, obligationKey: key, round: 1 },
      ...{ elementId: 'report', kind: 'REPORT', planId: measure?.planId ?? '', measureId: measure?.id ?? '' },
      ...{ holderKind: 'UNIT_HEAD' as const, unitId: unit?.id ?? '', postId: isHeads ? (unit?.head ?? '') : null },
      ...{ openedOn: kind.isNew ? ROUND_DAY : OPENED_ON, announcedOn: kind.isNew ? null : OPENED_ON },
      ...{ dueOn: addWorkingDays(county.calendar, ROUND_DAY, -kind.overdue), dueRule: {}, outcomes: [] },
      ...{ ladderId, ladderUpTo: 'REFER' },
    };
    return { item, claims: claimsBefore(county, kind, item) };
  });
  await tx.workItem.createMany({ data: rows.map(({ item }) => item) });
  await tx.escalation.createMany({ data: rows.flatMap(({ claims }) => claims) });
  const ids = rows.map(({ item }) => item.id);
  await recomputeNextRungs(tx, county, ids);
}

interface ClaimedItem {
  id: string;
  instanceId: string;
  obligationKey: string;
  planId: string;
  measureId: string;
  unitId: string;
  dueOn: Day;
}

/** What has been claimed for an item before the day of the round. */
function claimsBefore(
  { calendar }: CountyDay,
  { fired, listed }: DueKind,
  { id: workItemId, dueOn, ...of }: ClaimedItem,
) {
  const { instanceId, obligationKey, planId, measureId, unitId } = of;
  const claim = (rung: string, reachedOn: Day) => ({
    ...{ id: randomUUID(), countyId: COUNTY, instanceId, obligationKey, arming: 1, rung, workItemId },
    ...{ planId, measureId, unitId, reachedOn },
  });
  const sent = Object.entries(fired).map(([rung, days]) => {
    const on = addWorkingDays(calendar, dueOn, days);
    return { ...claim(rung, on), state: 'SENT' as const, deliveredOn: on, listedOn: null };
  });
  if (!listed) return sent;
  return [...sent, { ...claim('COPY', ROUND_DAY), state: 'LISTED' as const, deliveredOn: null, listedOn: EVE }];
}
