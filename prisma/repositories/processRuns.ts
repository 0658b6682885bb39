import { randomUUID } from 'node:crypto';
import { DubanError } from '../../domain/errors.ts';
import { isShippedKey } from '../../domain/process/purpose.ts';
import type { Day, Graph } from '../../domain/process/types.ts';
import type { Db, Tx } from '../client.ts';
import type { Prisma } from '../generated/client.ts';
import { fromJson } from '../json.ts';
import { type Actor, by } from './actor.ts';
import { recordEvents } from './audit.ts';
import { type CountyDay, lockCountyDay } from './clock.ts';
import { createInstances } from './instances.ts';
import { headsWhere, type MeasureHead, mayChangeMeasure, readHeads } from './measureChanges.ts';
import { currentContexts } from './measureContext.ts';
import { measuresSeen } from './scope.ts';
import { withdrawInstances } from './withdrawing.ts';

/** A process beside the lifecycle that can be begun now. */
export interface Startable {
  versionId: string;
  name: string;
  version: number;
}

/** The latest published versions of the county's processes beside the lifecycle that are begun by hand. */
export async function startableProcesses(db: Tx, countyId: string): Promise<Startable[]> {
  const rows = await db.processDefinition.findMany({
    where: { countyId, purpose: 'BESIDE' },
    orderBy: { name: 'asc' },
    include: { versions: { where: { state: 'PUBLISHED' }, orderBy: { version: 'desc' }, take: 1 } },
  });
  const byHand = rows.filter((row) => !isShippedKey(row.key));
  return byHand.flatMap(({ name, versions }) => versions.map(({ id, version }) => ({ versionId: id, name, version })));
}

export interface BeginRun {
  planId: string;
  versionId: string;
  /** Every running measure of the plan where it is left out. */
  measureIds?: string[] | undefined;
  note: string;
}

/** Why a measure was left out of a run. */
export type LeftOut = 'ENDED' | 'RUNNING_ALREADY' | 'OWN_CASE';

export interface RunBegun {
  id: string;
  started: number;
  leftOut: { measureId: string; title: string; why: LeftOut }[];
}

/**
 * Begins a published process beside the lifecycle for measures of a plan: an instance for each, its first items visible
 * at once. Left out are measures that have ended, those for which the same process runs, and those that the actor may
 * not decide about, because the own unit answers for them.
 *
 * @throws DubanError CONFLICT where nothing would be begun, NOT_FOUND where the version cannot be begun.
 */
export function beginRun(db: Db, actor: Actor, input: BeginRun): Promise<RunBegun> {
  return db.$transaction(async (tx) => {
    const county = await lockCountyDay(tx, actor.countyId);
    const version = await startableVersion(tx, actor.countyId, input.versionId);
    return beginFor(tx, county, version, {
      ...input,
      ...{ by: actor, seen: measuresSeen(actor), triggerIds: [] },
      mayBegin: (head) => mayChangeMeasure(actor, head),
    });
  });
}

/** Who begins a run, and for what. */
interface Beginning extends Omit<BeginRun, 'versionId'> {
  by: { accountId: string | null; personName: string };
  /** Condition on `"Measure" m`. */
  seen: Prisma.Sql;
  mayBegin: (head: MeasureHead) => boolean;
  triggerIds: string[];
}

/** Begins a run in the caller's transaction. @throws DubanError as `beginRun`. */
export async function beginFor(tx: Tx, county: CountyDay, version: RunVersion, input: Beginning): Promise<RunBegun> {
  const all = input.measureIds === undefined;
  const wanted = {
    planId: input.planId,
    ...(all ? { state: 'RUNNING' as const } : { id: { in: input.measureIds ?? [] } }),
  };
  const named = await tx.measure.findMany({ where: wanted, orderBy: { id: 'asc' }, select: { id: true } });
  const ids = named.map((measure) => measure.id);
  await tx.$queryRaw`SELECT id FROM "Measure" WHERE id = ANY(${ids}) ORDER BY id FOR UPDATE`;
  const heads = await headsWhere(tx, input.seen, ids);
  if (heads.length === 0) {
    throw new DubanError('NOT_FOUND', { zh: '没有找到要启动的措施', en: 'There is no such measure to begin it for' });
  }
  const busy = await runningFor(tx, version.definitionId, ids);
  const verdict = (head: MeasureHead): LeftOut | null => {
    if (head.state !== 'RUNNING') return 'ENDED';
    if (busy.has(head.id)) return 'RUNNING_ALREADY';
    return input.mayBegin(head) ? null : 'OWN_CASE';
  };
  const judged = heads.map((head) => ({ head, why: verdict(head) }));
  const chosen = judged.filter(({ why }) => why === null).map(({ head }) => head);
  const leftOut = judged.flatMap(({ head, why }) => (why ? [{ measureId: head.id, title: head.title, why }] : []));
  if (chosen.length === 0) throw nothingBegun(leftOut);
  const id = await createRun(tx, county, input, version, chosen);
  return { id, started: chosen.length, leftOut };
}

/** The latest published version of a definition that can be begun on its own. @throws DubanError NOT_FOUND */
export function latestVersion(tx: Tx, countyId: string, definitionId: string): Promise<RunVersion> {
  return publishedVersion(tx, countyId, { definitionId });
}

/** A published version that can be begun on its own. @throws DubanError NOT_FOUND */
export function startableVersion(tx: Tx, countyId: string, id: string): Promise<RunVersion> {
  return publishedVersion(tx, countyId, { id });
}

/** Definitions of which a version can be begun now. */
export async function startableDefinitions(db: Tx, countyId: string): Promise<{ id: string; name: string }[]> {
  return db.processDefinition.findMany({
    where: { countyId, purpose: 'BESIDE', versions: { some: { state: 'PUBLISHED' } } },
    orderBy: { name: 'asc' },
    select: { id: true, name: true },
  });
}

export type RunVersion = Awaited<ReturnType<typeof publishedVersion>>;

async function publishedVersion(tx: Tx, countyId: string, of: { id: string } | { definitionId: string }) {
  const version = await tx.definitionVersion.findFirst({
    orderBy: { version: 'desc' },
    where: { ...of, state: 'PUBLISHED', definition: { countyId, purpose: 'BESIDE' } },
    include: { definition: { select: { name: true } } },
  });
  if (version) return version;
  throw new DubanError('NOT_FOUND', {
    zh: '该流程没有发布，或不能单独启动',
    en: 'This process is not published, or cannot be begun on its own',
  });
}

async function runningFor(tx: Tx, definitionId: string, measureIds: string[]): Promise<Set<string>> {
  const rows = await tx.$queryRaw<{ measureId: string }[]>`
    SELECT i."measureId" FROM "ProcessInstance" i JOIN "DefinitionVersion" v ON v.id = i."definitionVersionId"
      JOIN "ProcessRun" r ON r.id = i."runId"
    WHERE i."measureId" = ANY(${measureIds}) AND i.status = 'RUNNING' AND i."measureId" <> ALL(r."endedFor")
      AND v."definitionId" = ${definitionId}`;
  return new Set(rows.map((row) => row.measureId));
}

const whyWords: Record<LeftOut, { zh: string; en: string }> = {
  ENDED: { zh: '措施已办结或已撤销', en: 'the measure has ended' },
  RUNNING_ALREADY: { zh: '同一流程正在办理', en: 'the same process runs for it' },
  OWN_CASE: { zh: '由本办公室承办，须由责任领导启动', en: 'the office itself answers for it; its leader begins it' },
};

/** Measures named for each reason; the others are counted. */
const NAMED = 3;

function nothingBegun(leftOut: RunBegun['leftOut']): DubanError {
  const reasons = [...new Set(leftOut.map(({ why }) => why))].map((why) => {
    const titles = leftOut.filter((one) => one.why === why).map(({ title }) => title);
    return { why, named: titles.slice(0, NAMED), all: titles.length };
  });
  const zh = reasons.map(
    ({ why, named, all }) => `${named.join('、')}${all > named.length ? `等${all}项` : ''}（${whyWords[why].zh}）`,
  );
  const en = reasons.map(({ why, named, all }) => {
    const others = all - named.length;
    return `${named.join(', ')}${others > 0 ? ` and ${others} more` : ''} (${whyWords[why].en})`;
  });
  return new DubanError('CONFLICT', {
    zh: `没有可以启动的措施：${zh.join('；')}`,
    en: `Nothing was begun: ${en.join('; ')}`,
  });
}

interface NewRun extends Pick<Beginning, 'planId' | 'note' | 'by' | 'triggerIds'> {
  /** A deadline of its own; else that of each measure counts. */
  deadlineOn?: Day;
  /** The post of the leader whose instruction 批示 it is. */
  instructedByPostId?: string;
  /** Whose instruction it is, where somebody else entered it. */
  startedBy?: string;
}

/** A run with an instance for each measure, as one transaction's part; the workflows start behind it. */
export async function createRun(
  tx: Tx,
  county: CountyDay,
  input: NewRun,
  version: RunVersion,
  heads: { id: string }[],
): Promise<string> {
  const { countyId, today } = county;
  const { planId, note, by, triggerIds, deadlineOn, instructedByPostId = null } = input;
  const { startedBy = by.personName } = input;
  const { name } = version.definition;
  const run = await tx.processRun.create({
    data: {
      ...{ id: randomUUID(), countyId, definitionVersionId: version.id, planId, name, note },
      ...{ triggerIds, startedBy, startedOn: today, instructedByPostId },
    },
  });
  const measureIds = heads.map((head) => head.id);
  const contexts = await currentContexts(tx, planId, measureIds, today);
  const graph = fromJson<Graph>(version.graph);
  await createInstances(
    tx,
    county,
    measureIds.map((measureId) => ({
      ...{ id: randomUUID(), countyId, subjectKind: 'MEASURE', planId, measureId, unitId: null, runId: run.id },
      ...{ definitionVersionId: version.id, graph, graphHash: version.graphHash, title: name },
      ...(deadlineOn === undefined ? {} : { deadlineOn }),
      context: contexts.get(measureId) ?? { facts: {}, collections: {} },
    })),
  );
  await recordEvents(
    tx,
    measureIds.map((measureId) => ({
      ...{ countyId, kind: 'PROCESS_STARTED', businessDay: today, planId, measureId },
      ...{ accountId: by.accountId, personName: by.personName, data: { runId: run.id, name, note } },
    })),
  );
  return run.id;
}

/**
 * Ends a run by hand: what is open of it is cancelled, what was done stays. Measures that the actor may not decide about
 * keep theirs until somebody ends it who may.
 *
 * @throws DubanError NOT_FOUND, FORBIDDEN where none of its measures is the actor's, CONFLICT where it has ended.
 */
export function endRun(db: Db, actor: Actor, { id, reason }: { id: string; reason: string }): Promise<void> {
  return db.$transaction(async (tx) => {
    const county = await lockCountyDay(tx, actor.countyId);
    const run = await tx.processRun.findFirst({ where: { id, countyId: actor.countyId } });
    if (!run) throw new DubanError('NOT_FOUND', { zh: '没有找到该流程', en: 'There is no such process' });
    const instances = await tx.$queryRaw<{ id: string; measureId: string }[]>`
      SELECT id, "measureId" FROM "ProcessInstance" WHERE "runId" = ${id} AND status = 'RUNNING' ORDER BY id FOR UPDATE`;
    const { endedFor } = await tx.processRun.findUniqueOrThrow({ where: { id }, select: { endedFor: true } });
    const left = instances.filter((row) => !endedFor.includes(row.measureId));
    if (left.length === 0) {
      throw new DubanError('CONFLICT', { zh: '该流程已经结束', en: 'This process has ended already' });
    }
    const heads = await readHeads(
      tx,
      actor,
      left.map((row) => row.measureId),
    );
    const mine = new Set(heads.filter((head) => mayChangeMeasure(actor, head)).map((head) => head.id));
    const ending = left.filter((row) => mine.has(row.measureId));
    if (ending.length === 0) {
      throw new DubanError('FORBIDDEN', { zh: '该流程不由您结束', en: 'This process is not yours to end' });
    }
    await withdrawInstances(
      tx,
      county,
      ending.map((row) => row.id),
    );
    await tx.processRun.update({
      where: { id },
      data: {
        endedFor: [...endedFor, ...ending.map((row) => row.measureId)],
        ...(ending.length === left.length
          ? { endedBy: actor.personName, endedOn: county.today, endReason: reason }
          : {}),
      },
    });
    await recordEvents(
      tx,
      ending.map(({ measureId }) => ({
        ...{
          countyId: county.countyId,
          kind: 'PROCESS_ENDED',
          businessDay: county.today,
          planId: run.planId,
          measureId,
        },
        ...{ ...by(actor), data: { runId: id, name: run.name, reason } },
      })),
    );
  });
}
