import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { packagedYear, parseChineseDays } from '../../domain/calendarData.ts';
import { DubanError } from '../../domain/errors.ts';
import { defaultLadder, officeKinds, officeLadder } from '../../domain/ladder/index.ts';
import { compile } from '../../domain/process/compile.ts';
import { purposeOfKey } from '../../domain/process/purpose.ts';
import type { Day, WorkItemKind } from '../../domain/process/types.ts';
import type { Db, Tx } from '../client.ts';
import type { InstallationMode } from '../generated/enums.ts';
import { toJson } from '../json.ts';
import { businessDayIn } from './clock.ts';
import { graphHash } from './definitions.ts';

/** The ladder that every county begins with. */
export const SHIPPED_LADDER = '默认升级规则';
/** The one that the office itself climbs. */
const OFFICE_LADDER = '办公室和领导待办';

export interface NewCounty {
  id: string;
  name: string;
  fictional: boolean;
  /** Only in a rehearsal: the business date it begins on. */
  businessDate: Day | null;
}

/** The mode of the installation; null before it is set up. */
export async function installationMode(db: Tx): Promise<InstallationMode | null> {
  return (await db.installation.findUnique({ where: { id: 1 } }))?.mode ?? null;
}

/**
 * Sets the installation up, once: its mode (which can never change), the county, its calendar and its ladder.
 *
 * @returns the id of the ladder.
 */
export async function setUpCounty(tx: Tx, mode: InstallationMode, county: NewCounty): Promise<string> {
  await tx.installation.create({ data: { mode } });
  await tx.county.create({ data: county });
  await seedCalendar(tx, county.id);
  const ladder = await tx.ladder.create({
    data: { id: randomUUID(), countyId: county.id, name: SHIPPED_LADDER, version: 1, rungs: toJson(defaultLadder) },
  });
  await addOfficeLadder(tx, county.id);
  return ladder.id;
}

/** What waits for the office climbs a ladder of its own, which leads upward. */
async function addOfficeLadder(tx: Tx, countyId: string): Promise<void> {
  const ladder = { id: randomUUID(), countyId, name: OFFICE_LADDER, version: 1, rungs: toJson(officeLadder) };
  await tx.ladder.create({ data: ladder });
  await addOfficeUses(tx, countyId, officeKinds, { applied: true, reason: '' });
}

async function addOfficeUses(
  tx: Tx,
  countyId: string,
  kinds: readonly WorkItemKind[],
  how: { applied: boolean; reason: string },
): Promise<void> {
  await tx.ladderUse.createMany({
    data: kinds.map((kind) => ({
      ...{ id: randomUUID(), countyId, ladderName: OFFICE_LADDER, kind, fromDay: '2000-01-01' },
      ...{ savedBy: '', savedOn: '', ...how },
    })),
  });
}

/**
 * Lets kinds of item climb the office's ladder that a county lacks, because it was set up before they did. One process
 * at a time. A use that was there once is never made again, whoever ended it: its row stays. The next round takes over
 * what is open.
 */
export function completeOfficeLadder(db: Db): Promise<void> {
  return db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM "Installation" WHERE id = 1 FOR UPDATE`;
    const counties = await tx.county.findMany({ orderBy: { id: 'asc' }, select: { id: true } });
    for (const { id: countyId } of counties) {
      const ladders = await tx.ladder.count({ where: { countyId, name: OFFICE_LADDER } });
      if (ladders === 0) {
        await addOfficeLadder(tx, countyId);
        continue;
      }
      const known = await tx.ladderUse.findMany({ where: { countyId, ladderName: OFFICE_LADDER } });
      const missing = officeKinds.filter((kind) => known.every((use) => use.kind !== kind));
      await addOfficeUses(tx, countyId, missing, { applied: false, reason: '随新版本补设' });
    }
  });
}

/** Holidays and make-up working days as the State Council ordered them, from the chinese-days data. */
async function seedCalendar(tx: Tx, countyId: string): Promise<void> {
  const json = packagedHolidays();
  const years = parseChineseDays(json).years.flatMap((year) => packagedYear(json, year) ?? []);
  await tx.calendarYear.createMany({ data: years.map(({ year }) => ({ countyId, year, source: 'chinese-days' })) });
  await tx.calendarDay.createMany({ data: years.flatMap(({ days }) => days.map((day) => ({ countyId, ...day }))) });
}

/** The parsed JSON of the package chinese-days. */
export function packagedHolidays(): unknown {
  return createRequire(import.meta.url)('chinese-days/dist/chinese-days.json');
}

/**
 * Compiles a BPMN text and publishes it as the next version of a definition.
 *
 * @throws DubanError DEFINITION_INVALID with every problem, by element.
 * @returns the id of the version.
 */
export async function publishDefinition(
  tx: Tx,
  countyId: string,
  definition: { key: string; name: string; bpmnXml: string },
): Promise<string> {
  const compiled = await compile(definition.bpmnXml);
  if (!compiled.ok) {
    throw new DubanError(
      'DEFINITION_INVALID',
      { zh: `流程“${definition.name}”有问题，不能发布`, en: `The definition ${definition.name} cannot be published` },
      { problems: compiled.problems.map((p) => ({ pointer: p.elementId ?? '', message: p.message })) },
    );
  }
  const { id: definitionId } = await tx.processDefinition.upsert({
    where: { countyId_key: { countyId, key: definition.key } },
    create: {
      ...{ id: randomUUID(), countyId, key: definition.key, name: definition.name },
      purpose: purposeOfKey(definition.key),
    },
    update: { name: definition.name },
  });
  const county = await tx.county.findUniqueOrThrow({ where: { id: countyId } });
  const version = 1 + (await tx.definitionVersion.count({ where: { definitionId } }));
  const created = await tx.definitionVersion.create({
    data: {
      ...{ id: randomUUID(), definitionId, version, state: 'PUBLISHED', bpmnXml: definition.bpmnXml },
      graph: toJson(compiled.graph),
      graphHash: graphHash(compiled.graph),
      publishedOn: businessDayIn(county),
    },
  });
  return created.id;
}

/**
 * Publishes shipped definitions that a county lacks, because it was set up before they existed. One process at a time,
 * so that each is published once; what is there, in whatever version, stays.
 */
export function publishMissing(
  db: Db,
  definitions: readonly { key: string; name: string; bpmnXml: string }[],
): Promise<void> {
  return db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM "Installation" WHERE id = 1 FOR UPDATE`;
    const counties = await tx.county.findMany({ orderBy: { id: 'asc' }, select: { id: true } });
    const known = await tx.processDefinition.findMany({ select: { countyId: true, key: true } });
    for (const { id: countyId } of counties) {
      const has = new Set(known.filter((row) => row.countyId === countyId).map((row) => row.key));
      for (const definition of definitions) {
        if (!has.has(definition.key)) await publishDefinition(tx, countyId, definition);
      }
    }
  });
}
