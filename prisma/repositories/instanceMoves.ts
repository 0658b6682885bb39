import { randomUUID } from 'node:crypto';
import { DubanError } from '../../domain/errors.ts';
import type { ElementNames } from '../../domain/process/keys.ts';
import type { MoveObstacle, RefusalKind } from '../../domain/process/move/types.ts';
import type { Db, Tx } from '../client.ts';
import { Prisma } from '../generated/client.ts';
import type { MovedState, MoveState } from '../generated/enums.ts';
import { toJson } from '../json.ts';
import type { Actor } from './actor.ts';
import { recordEvent } from './audit.ts';
import { lockCountyDay } from './clock.ts';
import { readVersion } from './definitionReads.ts';
import { subject } from './monitorList.ts';

/** Instances that one move takes: more are begun with a further one, when what the first has done has been seen. */
export const MOST_INSTANCES = 2000;

export interface NewMove {
  toVersion: number;
  reason: string;
  /** Elements of older versions, and those of the new one that take their place. */
  mapping?: ElementNames | undefined;
  /** With what the preview said of each (`signatureOf`). */
  instances: { id: string; expected: string }[];
}

/**
 * Begins to move instances to another version of their definition. They are moved in the background.
 *
 * @returns the move's id.
 * @throws DubanError NOT_FOUND, CONFLICT where the version is retired or an instance waits for another move already.
 */
export function beginMove(db: Db, actor: Actor, definitionId: string, input: NewMove): Promise<string> {
  return db.$transaction(async (tx) => {
    const county = await lockCountyDay(tx, actor.countyId);
    await tx.$queryRaw`SELECT id FROM "ProcessDefinition" WHERE id = ${definitionId} FOR UPDATE`;
    const target = await readVersion(tx, actor, definitionId, input.toVersion);
    if (target.state !== 'PUBLISHED') {
      throw new DubanError('CONFLICT', {
        zh: `第${target.version}版已停用，不能迁移到这一版`,
        en: `Version ${target.version} is retired; choose another one to move to`,
      });
    }
    const ids = input.instances.map(({ id }) => id);
    const rows = await chosen(tx, actor, definitionId, ids);
    await refuseTwice(tx, ids);
    const own = new Set(await ownCases(tx, actor, ids));
    const id = randomUUID();
    await tx.instanceMove.create({
      data: {
        ...{ id, countyId: actor.countyId, definitionId, toVersionId: target.id, reason: input.reason },
        mapping: toJson(input.mapping ?? {}),
        ...{ startedBy: actor.personName, startedById: actor.accountId, startedOn: county.today },
      },
    });
    const expected = new Map(input.instances.map((one) => [one.id, one.expected]));
    await tx.movedInstance.createMany({
      data: rows.map(({ id: instanceId, definitionVersionId: fromVersionId }) => ({
        ...{ moveId: id, instanceId, fromVersionId, expected: expected.get(instanceId) ?? '' },
        ...(own.has(instanceId) ? refusedAs('OWN_CASE') : {}),
      })),
    });
    await record(tx, actor, 'MOVE_STARTED', county.today, definitionId, {
      ...{ moveId: id, to: target.version, count: rows.length, reason: input.reason },
    });
    return id;
  });
}

function refusedAs(kind: RefusalKind) {
  return { state: 'REFUSED' as const, changedAt: new Date(), obstacles: [{ kind, elementId: null, name: null }] };
}

async function chosen(tx: Tx, actor: Actor, definitionId: string, ids: string[]) {
  const versions = await tx.definitionVersion.findMany({ where: { definitionId }, select: { id: true } });
  const rows = await tx.processInstance.findMany({
    where: {
      ...{ id: { in: ids }, countyId: actor.countyId },
      definitionVersionId: { in: versions.map((version) => version.id) },
    },
    select: { id: true, definitionVersionId: true },
    orderBy: { id: 'asc' },
  });
  if (rows.length === new Set(ids).size) return rows;
  throw new DubanError('NOT_FOUND', {
    zh: '选择的流程中有的不属于这个流程定义，请刷新后重选',
    en: 'Some of the chosen processes are not of this definition; look again',
  });
}

async function refuseTwice(tx: Tx, ids: string[]): Promise<void> {
  const waiting = await tx.movedInstance.count({ where: { instanceId: { in: ids }, state: 'WAITING' } });
  if (waiting === 0) return;
  throw new DubanError('CONFLICT', {
    zh: `其中${waiting}个流程正在另一次迁移中，请等它完成或先停止`,
    en: `${waiting} of them wait in another move; let it end or stop it first`,
  });
}

/** Those that the administrator's own unit answers for: another administrator moves them. */
export async function ownCases(tx: Tx, actor: Actor, ids: string[]): Promise<string[]> {
  const units = actor.posts.flatMap((post) => (post.unitId === null ? [] : [post.unitId]));
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT i.id FROM "ProcessInstance" i WHERE i.id = ANY(${ids}) AND (i."unitId" = ANY(${units}) OR EXISTS (
      SELECT 1 FROM "Assignment" a WHERE a."measureId" = i."measureId" AND a.answerable AND a."removedOn" IS NULL
        AND a."unitId" = ANY(${units})))`;
  return rows.map((row) => row.id);
}

function record(
  tx: Tx,
  actor: Actor,
  kind: 'MOVE_STARTED' | 'MOVE_STOPPED',
  businessDay: string,
  definitionId: string,
  data: Record<string, string | number>,
): Promise<void> {
  const { countyId, accountId, personName } = actor;
  return recordEvent(tx, { countyId, kind, businessDay, definitionId, accountId, personName, data });
}

/**
 * Stops a move: what has been moved stays moved, the rest stays where it is.
 *
 * @throws DubanError NOT_FOUND, CONFLICT where it has ended.
 */
export function stopMove(db: Db, actor: Actor, definitionId: string, id: string): Promise<void> {
  return db.$transaction(async (tx) => {
    const county = await lockCountyDay(tx, actor.countyId);
    const where = { id, definitionId, countyId: actor.countyId };
    const { count } = await tx.instanceMove.updateMany({
      where: { ...where, state: 'RUNNING' },
      data: { state: 'STOPPED', endedAt: new Date() },
    });
    if (count === 0) {
      if ((await tx.instanceMove.count({ where })) === 0) throw noSuchMove();
      throw new DubanError('CONFLICT', { zh: '这次迁移已经结束', en: 'This move has ended already' });
    }
    const left = await tx.movedInstance.updateMany({
      where: { moveId: id, state: 'WAITING' },
      data: { state: 'STOPPED', changedAt: new Date() },
    });
    await record(tx, actor, 'MOVE_STOPPED', county.today, definitionId, { moveId: id, left: left.count });
  });
}

function noSuchMove(): DubanError {
  return new DubanError('NOT_FOUND', { zh: '没有找到这次迁移', en: 'There is no such move' });
}

export interface MoveRow {
  id: string;
  toVersion: number;
  state: MoveState;
  reason: string;
  startedBy: string;
  startedOn: string;
  createdAt: Date;
  endedAt: Date | null;
  waiting: number;
  moved: number;
  refused: number;
  stopped: number;
}

/** Moves of a definition, latest first, with how far they are. */
export function listMoves(db: Tx, actor: Actor, definitionId: string, id?: string): Promise<MoveRow[]> {
  const count = (state: MovedState) => Prisma.sql`(count(*) FILTER (WHERE i.state::text = ${state}))::int`;
  return db.$queryRaw<MoveRow[]>`
    SELECT m.id, v.version AS "toVersion", m.state::text AS state, m.reason, m."startedBy", m."startedOn",
      m."createdAt", m."endedAt", ${count('WAITING')} AS waiting, ${count('MOVED')} AS moved,
      ${count('REFUSED')} AS refused, ${count('STOPPED')} AS stopped
    FROM "InstanceMove" m JOIN "DefinitionVersion" v ON v.id = m."toVersionId"
    LEFT JOIN "MovedInstance" i ON i."moveId" = m.id
    WHERE m."countyId" = ${actor.countyId} AND m."definitionId" = ${definitionId}
      ${id === undefined ? Prisma.empty : Prisma.sql`AND m.id = ${id}`}
    GROUP BY m.id, v.id ORDER BY m."createdAt" DESC, m.id`;
}

/** Why an instance was not moved, with the element as administrators know it. */
export type Refusal = Omit<MoveObstacle, 'kind'> & { kind: RefusalKind; name: string | null };

export interface MovedRow {
  instanceId: string;
  subject: string;
  planTitle: string | null;
  fromVersion: number;
  state: MovedState;
  obstacles: Refusal[];
}

/**
 * A move with its instances: those that could not be moved first, then those that wait.
 *
 * @throws DubanError NOT_FOUND
 */
export async function readMove(
  db: Tx,
  actor: Actor,
  definitionId: string,
  id: string,
): Promise<MoveRow & { instances: MovedRow[] }> {
  const [move] = await listMoves(db, actor, definitionId, id);
  if (!move) throw noSuchMove();
  const instances = await db.$queryRaw<MovedRow[]>`
    SELECT x."instanceId", ${subject} AS subject,
      p.title AS "planTitle", v.version AS "fromVersion", x.state::text AS state, x.obstacles
    FROM "MovedInstance" x JOIN "ProcessInstance" i ON i.id = x."instanceId"
    JOIN "DefinitionVersion" v ON v.id = x."fromVersionId" JOIN "ProcessDefinition" d ON d.id = v."definitionId"
    LEFT JOIN "Plan" p ON p.id = i."planId" LEFT JOIN "Measure" m ON m.id = i."measureId"
    LEFT JOIN "Unit" u ON u.id = i."unitId"
    WHERE x."moveId" = ${id}
    ORDER BY array_position(ARRAY['REFUSED', 'WAITING', 'STOPPED', 'MOVED'], x.state::text), p.title NULLS LAST,
      m.number NULLS LAST, 2, x."instanceId"`;
  return { ...move, instances };
}
