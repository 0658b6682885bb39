import { DubanError } from '../../domain/errors.ts';
import type { Tx } from '../client.ts';
import type { Actor } from './actor.ts';
import type { StandsOn } from './monitorList.ts';
import { graphOf } from './versionGraphs.ts';

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

/** Plans and matters that processes belong to, the latest first. */
export function monitoredPlans(db: Tx, actor: Actor): Promise<{ id: string; title: string }[]> {
  return db.$queryRaw`
    SELECT p.id, p.title FROM "Plan" p WHERE p."countyId" = ${actor.countyId}
      AND EXISTS (SELECT 1 FROM "ProcessInstance" i WHERE i."planId" = p.id)
    ORDER BY p."launchedOn" DESC, p.id DESC`;
}

export interface DefinitionStanding {
  definitionId: string;
  name: string;
  /** The version whose drawing is shown: the one asked for, else the latest that processes run by. */
  version: number;
  bpmnXml: string;
  /** How many running processes stand on each element that is drawn. */
  active: StandsOn[];
  /** And on those that only other versions have. */
  elsewhere: StandsOn[];
}

/**
 * Where the running processes of a definition stand, of all its versions together or of one.
 *
 * @throws DubanError NOT_FOUND
 */
export async function readStanding(
  db: Tx,
  actor: Actor,
  definitionId: string,
  versionId: string | undefined,
): Promise<DefinitionStanding> {
  const [drawn] = await db.$queryRaw<{ id: string; name: string; version: number; bpmnXml: string }[]>`
    SELECT v.id, d.name, v.version, v."bpmnXml" FROM "DefinitionVersion" v
    JOIN "ProcessDefinition" d ON d.id = v."definitionId"
    WHERE d.id = ${definitionId} AND d."countyId" = ${actor.countyId} AND v.id = coalesce(${versionId ?? null}, v.id)
    ORDER BY EXISTS (SELECT 1 FROM "ProcessInstance" i WHERE i."definitionVersionId" = v.id) DESC, v.version DESC LIMIT 1`;
  if (!drawn) throw new DubanError('NOT_FOUND', { zh: '没有找到该流程版本', en: 'There is no such version' });
  const rows = await db.$queryRaw<{ elementId: string; versionId: string; count: number }[]>`
    SELECT s."elementId", i."definitionVersionId" AS "versionId", count(*)::int AS count
    FROM "ProcessInstance" i JOIN "DefinitionVersion" v ON v.id = i."definitionVersionId",
      LATERAL (SELECT DISTINCT unnest(i."standsOn") AS "elementId") s
    WHERE i."countyId" = ${actor.countyId} AND i.status = 'RUNNING' AND v."definitionId" = ${definitionId}
      AND v.id = coalesce(${versionId ?? null}, v.id)
    GROUP BY 1, 2, v.version ORDER BY 1, v.version`;
  const standing = new Map<string, StandsOn>();
  for (const { elementId, versionId: of, count } of rows) {
    const name = (await graphOf(db, of)).graph.nodes[elementId]?.name ?? elementId;
    standing.set(elementId, { elementId, name, count: count + (standing.get(elementId)?.count ?? 0) });
  }
  const { id, name, version, bpmnXml } = drawn;
  const { nodes } = (await graphOf(db, id)).graph;
  const all = [...standing.values()];
  return {
    ...{ definitionId, name, version, bpmnXml },
    active: all.filter(({ elementId }) => nodes[elementId] !== undefined),
    elsewhere: all.filter(({ elementId }) => nodes[elementId] === undefined),
  };
}
