import { DubanError } from '../../domain/errors.ts';
import type { Callable } from '../../domain/process/check.ts';
import { type Ending, type Endings, endingOf } from '../../domain/process/loops.ts';
import type { Purpose } from '../../domain/process/purpose.ts';
import type { Day, Graph } from '../../domain/process/types.ts';
import { toldOf } from '../../domain/trail.ts';
import type { Tx } from '../client.ts';
import type { DefinitionDraft, Prisma } from '../generated/client.ts';
import type { AuditKind, VersionState } from '../generated/enums.ts';
import { fromJson } from '../json.ts';
import type { Actor } from './actor.ts';
import { graphOf } from './versionGraphs.ts';

export interface VersionRow {
  id: string;
  version: number;
  state: VersionState;
  /** Business day. */
  publishedOn: Day;
  /** Instances that run on it now. */
  running: number;
}

export interface DefinitionRow {
  id: string;
  key: string;
  name: string;
  purpose: Purpose;
  /** Latest first. */
  versions: VersionRow[];
  /** Without its text, which is long. */
  draft: Omit<DefinitionDraft, 'bpmnXml'> | null;
}

export interface WholeDefinition extends DefinitionRow {
  draft: DefinitionDraft | null;
}

/** Definitions of the county by name, or the one asked for. */
async function definitionsWhere(db: Tx, actor: Actor, id?: string): Promise<DefinitionRow[]> {
  const rows = await db.processDefinition.findMany({
    where: { countyId: actor.countyId, ...(id === undefined ? {} : { id }) },
    orderBy: [{ name: 'asc' }, { key: 'asc' }],
    include: {
      draft: { omit: { bpmnXml: true } },
      versions: {
        orderBy: { version: 'desc' },
        select: { id: true, version: true, state: true, publishedOn: true },
      },
    },
  });
  const counted = await db.processInstance.groupBy({
    by: ['definitionVersionId'],
    where: { countyId: actor.countyId, status: 'RUNNING' },
    _count: true,
  });
  const running = new Map(counted.map((row) => [row.definitionVersionId, row._count]));
  return rows.map(({ countyId: _county, ...row }) => ({
    ...row,
    versions: row.versions.map((version) => ({ ...version, running: running.get(version.id) ?? 0 })),
  }));
}

export function listDefinitions(db: Tx, actor: Actor): Promise<DefinitionRow[]> {
  return definitionsWhere(db, actor);
}

/** @throws DubanError NOT_FOUND */
export async function readDefinition(db: Tx, actor: Actor, id: string): Promise<WholeDefinition> {
  const [row] = await definitionsWhere(db, actor, id);
  if (row) return { ...row, draft: await db.definitionDraft.findUnique({ where: { definitionId: id } }) };
  throw new DubanError('NOT_FOUND', { zh: '没有找到这个流程', en: 'There is no such process definition' });
}

export interface StoredVersion {
  id: string;
  version: number;
  state: VersionState;
  bpmnXml: string;
  graph: Graph;
}

/** @throws DubanError NOT_FOUND */
export async function readVersion(db: Tx, actor: Actor, definitionId: string, version: number): Promise<StoredVersion> {
  const row = await db.definitionVersion.findFirst({
    where: { definitionId, version, definition: { countyId: actor.countyId } },
  });
  if (!row) throw new DubanError('NOT_FOUND', { zh: '没有这个版本', en: 'There is no such version' });
  const { id, state, bpmnXml, graph } = row;
  return { id, version, state, bpmnXml, graph: fromJson<Graph>(graph) };
}

/** What a call activity may call: the latest published version of each definition. */
export async function callableDefinitions(db: Tx, countyId: string): Promise<Record<string, Callable>> {
  const rows = await db.definitionVersion.findMany({
    where: { state: 'PUBLISHED', definition: { countyId } },
    orderBy: { version: 'asc' },
    select: { id: true, definition: { select: { key: true } } },
  });
  const current = new Map(rows.map(({ id, definition }) => [definition.key, id]));
  const ends = new Map<string, Ending>();
  const callable: Record<string, Callable> = {};
  for (const [key, versionId] of current) {
    const { graph } = await graphOf(db, versionId);
    const calls = callsOf(graph).map(({ definitionKey }) => definitionKey);
    callable[key] = { versionId, calls, ends: await endingOfVersion(db, versionId, current, ends) };
  }
  return callable;
}

function callsOf(graph: Graph) {
  return Object.values(graph.nodes).flatMap((node) => (node.type === 'callActivity' ? [node] : []));
}

/** How a version ends, by what the versions do that it calls: those that it is bound to, else the current ones. */
async function endingOfVersion(
  db: Tx,
  versionId: string,
  current: ReadonlyMap<string, string>,
  known: Map<string, Ending>,
): Promise<Ending> {
  const found = known.get(versionId);
  if (found !== undefined) return found;
  // What calls itself in a circle never ends at once; it is refused where it is called.
  known.set(versionId, 'waits');
  const { graph } = await graphOf(db, versionId);
  const ends: Endings = {};
  for (const { definitionKey, versionId: bound } of callsOf(graph)) {
    const called = bound ?? current.get(definitionKey);
    if (called !== undefined) ends[definitionKey] = await endingOfVersion(db, called, current, known);
  }
  const ending = endingOf(graph, ends);
  known.set(versionId, ending);
  return ending;
}

/** Which of the posts that a BPMN text names are of the county and may hold items; administrators hold none. */
export async function holdingPosts(db: Tx, countyId: string, bpmnXml: string): Promise<string[]> {
  const named = [...bpmnXml.matchAll(/\bpost=(["'])(.*?)\1/g)].map((match) => match[2] ?? '');
  if (named.length === 0) return [];
  const where = { countyId, id: { in: named }, kind: { not: 'ADMIN' as const } };
  return (await db.post.findMany({ where, select: { id: true } })).map(({ id }) => id);
}

export interface DefinitionEvent {
  id: bigint;
  at: Date;
  businessDay: string;
  kind: AuditKind;
  personName: string | null;
  data: unknown;
}

/** More than the decisions of years, and than the changes of a draft; earlier ones are left out. */
const MOST_EVENTS = 300;

/**
 * Who changed what in a definition, latest first. The many changes of a draft push no decision out.
 *
 * @returns with `cut`, where earlier ones are left out.
 */
export async function definitionTrail(
  db: Tx,
  actor: Actor,
  definitionId: string,
): Promise<{ events: DefinitionEvent[]; cut: boolean }> {
  const kind = 'DEFINITION_CHANGED';
  const read = (where: Prisma.AuditEventWhereInput) =>
    db.auditEvent.findMany({
      where: { countyId: actor.countyId, definitionId, ...where },
      orderBy: { id: 'desc' },
      take: MOST_EVENTS + 1,
      select: { id: true, at: true, businessDay: true, kind: true, personName: true, data: true },
    });
  const parts = [toldOf(await read({ kind }), MOST_EVENTS), toldOf(await read({ kind: { not: kind } }), MOST_EVENTS)];
  const events = parts.flatMap(({ told }) => told).sort((one, other) => Number(other.id - one.id));
  return { events, cut: parts.some(({ cut }) => cut) };
}
