import { DubanError } from '../../domain/errors.ts';
import { standingOn } from '../../domain/process/standing.ts';
import type { ProcessState } from '../../domain/process/types.ts';
import type { Tx } from '../client.ts';
import { Prisma, type ProcessInstance } from '../generated/client.ts';
import type { InstanceStatus } from '../generated/enums.ts';
import type { Actor } from './actor.ts';
import { decodeCursor, likePattern, type PageOf, type Paging, toPage } from './paging.ts';
import { isCancellable } from './repairs.ts';

/** How many processes of a version there are, by state. */
export interface VersionCounts {
  versionId: string;
  definitionId: string;
  name: string;
  version: number;
  running: number;
  completed: number;
  terminated: number;
  withdrawn: number;
}

/** Versions of the county's definitions that have been begun at least once, or can be. */
export function countVersions(db: Tx, actor: Actor): Promise<VersionCounts[]> {
  return db.$queryRaw<VersionCounts[]>`
    SELECT v.id AS "versionId", d.id AS "definitionId", d.name, v.version,
      (count(i.id) FILTER (WHERE i.status = 'RUNNING'))::int AS running,
      (count(i.id) FILTER (WHERE i.status = 'COMPLETED'))::int AS completed,
      (count(i.id) FILTER (WHERE i.status = 'TERMINATED'))::int AS terminated,
      (count(i.id) FILTER (WHERE i.status = 'WITHDRAWN'))::int AS withdrawn
    FROM "DefinitionVersion" v JOIN "ProcessDefinition" d ON d.id = v."definitionId"
    LEFT JOIN "ProcessInstance" i ON i."definitionVersionId" = v.id
    WHERE d."countyId" = ${actor.countyId}
    GROUP BY v.id, d.id HAVING count(i.id) > 0 OR v.state = 'PUBLISHED'
    ORDER BY d.name, d.id, v.version DESC`;
}

export interface VersionStanding {
  versionId: string;
  name: string;
  version: number;
  bpmnXml: string;
  /** Where its running processes stand, added up. */
  active: { elementId: string; count: number }[];
  passed: string[];
}

/** @throws DubanError NOT_FOUND */
export async function readVersionStanding(db: Tx, actor: Actor, versionId: string): Promise<VersionStanding> {
  const version = await db.definitionVersion.findFirst({
    where: { id: versionId, definition: { countyId: actor.countyId } },
    include: { definition: { select: { name: true } } },
  });
  if (!version) throw new DubanError('NOT_FOUND', { zh: '没有找到该流程版本', en: 'There is no such version' });
  const active = await db.$queryRaw<VersionStanding['active']>`
    SELECT a.value->>'elementId' AS "elementId", count(*)::int AS count
    FROM "ProcessInstance" i, jsonb_each(i.state->'activities') a
    WHERE i."definitionVersionId" = ${versionId} AND i.status = 'RUNNING' AND a.value->>'type' <> 'body'
    GROUP BY 1 ORDER BY 1`;
  const passed = await db.$queryRaw<{ elementId: string }[]>`
    SELECT DISTINCT jsonb_object_keys(i.state->'passed') AS "elementId" FROM "ProcessInstance" i
    WHERE i."definitionVersionId" = ${versionId} AND i.status = 'RUNNING' ORDER BY 1`;
  return {
    ...{ versionId, name: version.definition.name, version: version.version, bpmnXml: version.bpmnXml },
    ...{ active, passed: passed.map((row) => row.elementId) },
  };
}

/** A process as the lists of administrators name it: what it is about, never what was written in it. */
export interface InstanceRow {
  id: string;
  name: string;
  version: number;
  versionId: string;
  /** The measure, the unit or the matter. */
  subject: string;
  plan: { id: string; title: string } | null;
  measureId: string | null;
  status: InstanceStatus;
  active: { elementId: string; count: number }[];
  passed: string[];
  createdAt: Date;
  mayCancel: boolean;
}

interface FlatInstance
  extends Omit<InstanceRow, 'plan' | 'active' | 'passed' | 'mayCancel'>,
    Pick<ProcessInstance, 'runId' | 'parentInstanceId' | 'subjectKind'> {
  planId: string | null;
  planTitle: string | null;
  state: ProcessState;
}

export interface InstanceFilter {
  ids?: string[] | undefined;
  versionId?: string | undefined;
  status?: InstanceStatus | undefined;
  /** Only those that stand on this element. */
  elementId?: string | undefined;
  q?: string | undefined;
}

/** What an instance is about, in the words of its measure (`m`), its unit (`u`), itself (`i`) or its process (`d`). */
export const subject = Prisma.sql`coalesce(m.number || '. ' || m.title, u.name, i.title, d.name)`;

export async function listInstances(
  db: Tx,
  actor: Actor,
  { ids, versionId, status, elementId, q, cursor, limit }: InstanceFilter & Paging,
): Promise<PageOf<InstanceRow>> {
  const after = decodeCursor(cursor, 2);
  const standsOn = Prisma.sql`EXISTS (SELECT 1 FROM jsonb_each(i.state->'activities') a
    WHERE a.value->>'elementId' = ${elementId} AND a.value->>'type' <> 'body')`;
  const rows = await db.$queryRaw<FlatInstance[]>`
    SELECT i.id, d.name, v.version, v.id AS "versionId", ${subject} AS subject, i."planId", p.title AS "planTitle",
      i."measureId", i.status::text AS status, i.state, i."createdAt", i."runId", i."parentInstanceId",
      i."subjectKind"::text AS "subjectKind"
    FROM "ProcessInstance" i JOIN "DefinitionVersion" v ON v.id = i."definitionVersionId"
    JOIN "ProcessDefinition" d ON d.id = v."definitionId"
    LEFT JOIN "Plan" p ON p.id = i."planId" LEFT JOIN "Measure" m ON m.id = i."measureId"
    LEFT JOIN "Unit" u ON u.id = i."unitId"
    WHERE i."countyId" = ${actor.countyId}
      ${ids === undefined ? Prisma.empty : Prisma.sql`AND i.id = ANY(${ids})`}
      ${versionId === undefined ? Prisma.empty : Prisma.sql`AND v.id = ${versionId}`}
      ${status === undefined ? Prisma.empty : Prisma.sql`AND i.status::text = ${status}`}
      ${elementId === undefined ? Prisma.empty : Prisma.sql`AND ${standsOn}`}
      ${q === undefined ? Prisma.empty : Prisma.sql`AND (${subject} ILIKE ${likePattern(q)} OR i.id = ${q})`}
      ${after ? Prisma.sql`AND (${subject}, i.id) > (${String(after[0])}, ${String(after[1])})` : Prisma.empty}
    ORDER BY ${subject}, i.id LIMIT ${limit + 1}`;
  return toPage(
    rows.map(({ planId, planTitle, state, runId, parentInstanceId, subjectKind, ...row }) => ({
      ...row,
      mayCancel: row.status === 'RUNNING' && isCancellable({ runId, parentInstanceId, subjectKind }),
      plan: planId === null ? null : { id: planId, title: planTitle ?? '' },
      ...standingOn(state),
    })),
    limit,
    (row) => [row.subject, row.id],
  );
}

export interface InstalledParts {
  rounds: { day: string; startedAt: Date; finishedAt: Date | null }[];
  /** Events that wait for the relay, and since how many seconds the oldest. */
  outbox: { waiting: number; oldestSeconds: number };
  /** Digests that did not arrive, as far as is known, and those that wait. */
  mail: { refused: number; waiting: number };
}

/** The daily rounds, the outbox and the mail of the county. */
export async function readInstalledParts(db: Tx, actor: Actor): Promise<InstalledParts> {
  const { countyId } = actor;
  const rounds = await db.dailyRound.findMany({ where: { countyId }, orderBy: { day: 'desc' }, take: 10 });
  const [outbox] = await db.$queryRaw<InstalledParts['outbox'][]>`
    SELECT count(*)::int AS waiting, coalesce(extract(epoch FROM now() - min(o."createdAt")), 0)::int AS "oldestSeconds"
    FROM "Outbox" o JOIN "ProcessInstance" i ON i.id = o."instanceId"
    WHERE i."countyId" = ${countyId} AND i.status = 'RUNNING' AND o."deliveredAt" IS NULL AND o.seq <= i."wakeSeq"`;
  const count = (states: ('REFUSED' | 'BOUNCED' | 'UNDELIVERABLE' | 'CLAIMED')[]) =>
    db.digest.count({ where: { countyId, state: { in: states } } });
  return {
    rounds: rounds.map(({ day, startedAt, finishedAt }) => ({ day, startedAt, finishedAt })),
    outbox: outbox ?? { waiting: 0, oldestSeconds: 0 },
    mail: { refused: await count(['REFUSED', 'BOUNCED', 'UNDELIVERABLE']), waiting: await count(['CLAIMED']) },
  };
}

/** Running processes that are old enough for Temporal to list their workflow. */
export async function startedInstances(db: Tx, countyId: string, olderThanSeconds: number): Promise<string[]> {
  const rows = await db.processInstance.findMany({
    where: { countyId, status: 'RUNNING', createdAt: { lt: new Date(Date.now() - olderThanSeconds * 1000) } },
    select: { id: true },
  });
  return rows.map((row) => row.id);
}
