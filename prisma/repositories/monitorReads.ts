import { DubanError } from '../../domain/errors.ts';
import { standingOn } from '../../domain/process/standing.ts';
import type { ProcessState } from '../../domain/process/types.ts';
import type { Tx } from '../client.ts';
import type { Actor } from './actor.ts';

export interface ProcessPath {
  bpmnXml: string;
  passed: string[];
  /** It has not yet taken what it was told: a step is under way, or is being tried. */
  behind: boolean;
}

/** The path of one process on the drawing of its version. */
export async function readPath(db: Tx, actor: Actor, id: string): Promise<ProcessPath> {
  const [row] = await db.$queryRaw<{ bpmnXml: string; state: ProcessState; behind: boolean }[]>`
    SELECT v."bpmnXml", i.state, i.status = 'RUNNING' AND i."wakeSeq" > i."consumedUpTo" AS behind
    FROM "ProcessInstance" i JOIN "DefinitionVersion" v ON v.id = i."definitionVersionId"
    WHERE i.id = ${id} AND i."countyId" = ${actor.countyId}`;
  if (!row) throw new DubanError('NOT_FOUND', { zh: '没有找到该流程', en: 'There is no such process' });
  return { bpmnXml: row.bpmnXml, passed: standingOn(row.state).passed, behind: row.behind };
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
