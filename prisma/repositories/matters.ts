import { randomUUID } from 'node:crypto';
import { DubanError } from '../../domain/errors.ts';
import {
  listedProblems,
  type MatterContent,
  matterProblems,
  type SettledRow,
  settledRows,
} from '../../domain/matters/rows.ts';
import type { Db, Tx } from '../client.ts';
import { toJson } from '../json.ts';
import { type Actor, by } from './actor.ts';
import { recordEvents } from './audit.ts';
import { type CountyDay, lockCountyDay } from './clock.ts';
import { mayChangeMeasure, readHeads } from './measureChanges.ts';
import { requireUnits } from './organisationChange.ts';
import { createRun, type RunVersion, startableVersion } from './processRuns.ts';
import { holdsAny, unitsOf } from './scope.ts';
import { SHIPPED_LADDER } from './setup.ts';

/*
 * A matter of its own 专项事项 (a rectification list, a visit) is kept as a plan of kind MATTER: each row of its list is
 * a measure that has no lifecycle and runs by the process begun for it. So its items climb ladders, are urged and
 * lettered, and its rows are given units, paused and withdrawn like everything else.
 */

export interface NewMatter extends MatterContent {
  purpose: string;
  /** The issued plan that it belongs to. */
  aboutPlanId: string | null;
}

/**
 * Opens a matter and begins a published process for each row of its list, its first items visible at once.
 *
 * @throws DubanError VALIDATION where a row has nobody who answers for it or a deadline that has passed, or names what
 *   is not there; NOT_FOUND where the version cannot be begun.
 */
export function openMatter(
  db: Db,
  actor: Actor,
  { versionId, ...matter }: NewMatter & { versionId: string },
): Promise<{ id: string }> {
  return db.$transaction(async (tx) => {
    const county = await lockCountyDay(tx, actor.countyId);
    const version = await startableVersion(tx, actor.countyId, versionId);
    const [ownOffice] = unitsOf(actor, ['OFFICE']);
    const { id } = await openFor(tx, county, version, {
      ...matter,
      by: actor,
      triggerIds: [],
      officeUnitId: ownOffice,
    });
    return { id };
  });
}

interface Opening extends NewMatter {
  by: { accountId: string | null; personName: string };
  triggerIds: string[];
  /** Whose office reviews and signs; the county's first where it is left out. */
  officeUnitId: string | undefined;
}

/** The same in the caller's transaction. @returns the matter and the run that was begun for it. */
export async function openFor(
  tx: Tx,
  county: CountyDay,
  version: RunVersion,
  matter: Opening,
): Promise<{ id: string; runId: string; rows: number }> {
  const { countyId, today } = county;
  const rows = settledRows(matter);
  refuseProblems(matterProblems(matter, today));
  await requireParties(tx, countyId, matter, rows);
  const id = randomUUID();
  await tx.plan.create({
    data: {
      ...{ id, countyId, kind: 'MATTER', title: matter.title, issuers: [], launchedOn: today },
      ...(await decidersFor(tx, countyId, matter.officeUnitId)),
    },
  });
  const { purpose, aboutPlanId, by, triggerIds } = matter;
  await tx.matter.create({ data: { planId: id, countyId, purpose, aboutPlanId, openedBy: by.personName } });
  const heads = await createRows(tx, county, id, rows);
  await recordEvents(tx, [
    {
      ...{ countyId, kind: 'MATTER_OPENED', businessDay: today, planId: id },
      ...{ accountId: by.accountId, personName: by.personName, data: { title: matter.title, rows: rows.length } },
    },
  ]);
  const runId = await createRun(tx, county, { planId: id, note: purpose, by, triggerIds }, version, heads);
  return { id, runId, rows: rows.length };
}

/** Rows that come to a matter while it is under way: what `title` is where there are no rows, and what they share. */
export interface AddedRows extends MatterContent {
  id: string;
  versionId: string;
  /** Why they come; the units concerned read it. */
  purpose: string;
}

/**
 * Adds rows to a matter that is not closed and begins a published process for each, its first items visible at once.
 * What is on the list already is refused by its title: a list that has grown is often handed in whole.
 *
 * @throws DubanError NOT_FOUND, CONFLICT where the matter is closed; VALIDATION as `openMatter` does.
 */
export function addRows(db: Db, actor: Actor, { id, versionId, purpose, ...content }: AddedRows): Promise<void> {
  return db.$transaction(async (tx) => {
    const county = await lockCountyDay(tx, actor.countyId);
    const { countyId, today } = county;
    const version = await startableVersion(tx, countyId, versionId);
    await tx.$queryRaw`SELECT "planId" FROM "Matter" WHERE "planId" = ${id} FOR UPDATE`;
    const matter = await tx.matter.findFirst({ where: { planId: id, countyId } });
    if (!matter) throw noSuchMatter();
    refuseClosed(matter.closedOn);
    const listed = await tx.measure.findMany({
      where: { planId: id },
      select: { number: true, title: true, state: true },
    });
    const titles = listed.filter(({ state }) => state !== 'WITHDRAWN').map(({ title }) => title);
    const rows = settledRows(content);
    refuseProblems([...matterProblems(content, today), ...listedProblems(rows, titles)]);
    await requireParties(tx, countyId, { aboutPlanId: null }, rows);
    const heads = await createRows(tx, county, id, rows, Math.max(0, ...listed.map(({ number }) => number)));
    await recordEvents(tx, [
      {
        ...{ countyId, kind: 'MATTER_EXTENDED', businessDay: today, planId: id, ...by(actor) },
        data: { rows: rows.length, reason: purpose },
      },
    ]);
    await createRun(tx, county, { planId: id, note: purpose, by: actor, triggerIds: [] }, version, heads);
  });
}

function refuseProblems(problems: ReturnType<typeof matterProblems>): void {
  if (problems.length === 0) return;
  const message = { zh: '内容还有问题，请按提示修改', en: 'It is not complete; mend what is named' };
  throw new DubanError('VALIDATION', message, { problems });
}

async function requireParties(
  tx: Tx,
  countyId: string,
  matter: Pick<NewMatter, 'aboutPlanId'>,
  rows: SettledRow[],
): Promise<void> {
  const unitIds = [...new Set(rows.flatMap((row) => row.units.map((unit) => unit.unitId)))];
  await requireUnits(tx, countyId, unitIds, '/units');
  const leaders = [...new Set(rows.flatMap((row) => row.leaderPostId ?? []))];
  const kinds = { in: ['LEADER' as const, 'CHIEF_LEADER' as const] };
  if ((await tx.post.count({ where: { id: { in: leaders }, countyId, kind: kinds } })) < leaders.length) {
    throw unknownParty('/leaderPostId', '所选责任领导不存在', 'A chosen leader does not exist');
  }
  const { aboutPlanId: id } = matter;
  if (id !== null && (await tx.plan.count({ where: { id, countyId, kind: 'DOCUMENT' } })) === 0) {
    throw unknownParty('/aboutPlanId', '所选方案不存在', 'The chosen plan does not exist');
  }
}

function unknownParty(pointer: string, zh: string, en: string): DubanError {
  return new DubanError('VALIDATION', { zh, en }, { problems: [{ pointer, message: { zh, en } }] });
}

/** Who reviews, who approves severe rungs, which ladder is climbed: as a launch proposes them. */
async function decidersFor(
  tx: Tx,
  countyId: string,
  ownOffice: string | undefined,
): Promise<{ officeUnitId: string; approverPostId: string | null; ladderId: string }> {
  const first = { orderBy: { id: 'asc' as const }, select: { id: true, unitId: true } };
  const office = await tx.post.findFirst({ where: { countyId, kind: 'OFFICE', unitId: { not: null } }, ...first });
  const chief = await tx.post.findFirst({ where: { countyId, kind: 'CHIEF_LEADER' }, ...first });
  const ladder = await tx.ladder.findFirstOrThrow({
    where: { countyId, name: SHIPPED_LADDER },
    orderBy: { version: 'desc' },
    select: { id: true },
  });
  return {
    ...{ officeUnitId: ownOffice ?? office?.unitId ?? '', approverPostId: chief?.id ?? null, ladderId: ladder.id },
  };
}

async function createRows(
  tx: Tx,
  { countyId }: CountyDay,
  planId: string,
  rows: SettledRow[],
  after = 0,
): Promise<{ id: string }[]> {
  const measures = rows.map((row, index) => ({ ...row, id: randomUUID(), number: after + index + 1 }));
  await tx.measure.createMany({
    data: measures.map(({ id, number, title, demand, deadlineOn }) => ({
      ...{ id, countyId, planId, number, title, path: [] },
      passages: toJson(demand === '' ? [] : [{ start: 0, end: 0, text: demand }]),
      ...{ deadlineKind: deadlineOn === null ? 'none' : 'date', deadlineOn },
    })),
  });
  await tx.assignment.createMany({
    data: measures.flatMap(({ id: measureId, units }) =>
      units.map((unit, ordinal) => ({ ...unit, id: randomUUID(), measureId, ordinal })),
    ),
  });
  await tx.measureLeader.createMany({
    data: measures.flatMap(({ id: measureId, leaderPostId: postId }) =>
      postId === null ? [] : [{ measureId, postId, ordinal: 0 }],
    ),
  });
  return measures.map(({ id }) => ({ id }));
}

/**
 * Closes a matter whose rows are all done or withdrawn, with what came of it.
 *
 * @throws DubanError NOT_FOUND, FORBIDDEN where a row is the actor's own case, CONFLICT where it is closed or a process
 *   still runs for a row.
 */
export function closeMatter(
  db: Db,
  actor: Actor,
  { id, conclusion }: { id: string; conclusion: string },
): Promise<void> {
  return db.$transaction(async (tx) => {
    const county = await lockCountyDay(tx, actor.countyId);
    await tx.$queryRaw`SELECT id FROM "Measure" WHERE "planId" = ${id} ORDER BY id FOR UPDATE`;
    await tx.$queryRaw`SELECT "planId" FROM "Matter" WHERE "planId" = ${id} FOR UPDATE`;
    const matter = await tx.matter.findFirst({ where: { planId: id, countyId: actor.countyId } });
    const { openIds, seen, may } = await openRows(tx, actor, id);
    if (!matter || (openIds.length > 0 && seen === 0)) throw noSuchMatter();
    if (!may) {
      throw new DubanError('FORBIDDEN', {
        zh: '该专项事项不由您办结；办公室自身承办的，由责任领导或党政主要领导办结',
        en: 'This matter is not yours to close; where the office itself answers for it, its leaders do',
      });
    }
    refuseClosed(matter.closedOn);
    refuseRunning(await runningTitles(tx, id));
    await tx.measure.updateMany({ where: { id: { in: openIds } }, data: { state: 'CLOSED', closedOn: county.today } });
    await tx.plan.update({ where: { id }, data: { state: 'CLOSED' } });
    const closed = { conclusion, closedBy: actor.personName, closedOn: county.today };
    await tx.matter.update({ where: { planId: id }, data: closed });
    const shared = { countyId: county.countyId, businessDay: county.today, planId: id };
    const who = by(actor);
    await recordEvents(tx, [
      { ...shared, ...who, kind: 'MATTER_CLOSED', data: { conclusion } },
      ...openIds.map((measureId) => ({ ...shared, ...who, kind: 'MEASURE_CLOSED' as const, measureId })),
    ]);
  });
}

/** At most so many titles are named in a refusal. */
const NAMED = 5;

/** Who asks for a matter that is not there, or none of whose rows is theirs to see. */
export function noSuchMatter(): DubanError {
  return new DubanError('NOT_FOUND', { zh: '没有找到该专项事项', en: 'There is no such matter' });
}

function refuseClosed(closedOn: string | null): void {
  if (closedOn === null) return;
  throw new DubanError('CONFLICT', { zh: '该专项事项已经办结', en: 'This matter is closed already' });
}

function refuseRunning(running: string[]): void {
  if (running.length === 0) return;
  const titles = running.slice(0, NAMED);
  throw new DubanError('CONFLICT', {
    zh: `还有${running.length}项在办，办完、结束流程或撤销后再办结：${titles.join('；')}`,
    en: `${running.length} rows are still under way; let them end, end their process or withdraw them first: ${titles.join('; ')}`,
  });
}

/** Whether the actor may close the matter now: nothing of it runs, and nothing of it is the actor's own case. */
export async function mayCloseMatter(db: Tx, actor: Actor, id: string): Promise<boolean> {
  const open = await db.plan.count({ where: { id, kind: 'MATTER', state: { not: 'CLOSED' } } });
  if (open === 0 || (await runningTitles(db, id)).length > 0) return false;
  return (await openRows(db, actor, id)).may;
}

/** Rows that have not ended, how many of them the actor sees, and whether all are the actor's to decide about. */
async function openRows(
  db: Tx,
  actor: Actor,
  planId: string,
): Promise<{ openIds: string[]; seen: number; may: boolean }> {
  const open = await db.measure.findMany({ where: { planId, state: 'RUNNING' }, select: { id: true } });
  const openIds = open.map((measure) => measure.id);
  const heads = await readHeads(db, actor, openIds);
  const all = heads.length === openIds.length && heads.every((head) => mayChangeMeasure(actor, head));
  const may = openIds.length === 0 ? holdsAny(actor, ['OFFICE', 'CHIEF_LEADER']) : all;
  return { openIds, seen: heads.length, may };
}

/** Titles of the rows for which a process runs, each once. */
async function runningTitles(db: Tx, planId: string): Promise<string[]> {
  const rows = await db.$queryRaw<{ title: string }[]>`
    SELECT m.title FROM "Measure" m WHERE m."planId" = ${planId} AND EXISTS (
      SELECT 1 FROM "ProcessInstance" i WHERE i."measureId" = m.id AND i.status = 'RUNNING') ORDER BY m.number`;
  return rows.map((row) => row.title);
}
