import { createHash, randomUUID } from 'node:crypto';
import { DubanError } from '../../domain/errors.ts';
import type { DrawingChanges } from '../../domain/process/changes.ts';
import { isShippedKey, type Purpose } from '../../domain/process/purpose.ts';
import type { Graph, Variables } from '../../domain/process/types.ts';
import type { Db, Tx } from '../client.ts';
import type { DefinitionDraft, ProcessDefinition } from '../generated/client.ts';
import type { AuditKind } from '../generated/enums.ts';
import { toJson } from '../json.ts';
import { type Actor, by } from './actor.ts';
import { recordEvent } from './audit.ts';
import { readVersion } from './definitionReads.ts';

type Locked = ProcessDefinition & { draft: DefinitionDraft | null };

/** A definition for changing: its row is locked, so that two decisions on it come one after the other. */
async function lock(tx: Tx, actor: Actor, id: string): Promise<Locked> {
  await tx.$queryRaw`
    SELECT id FROM "ProcessDefinition" WHERE id = ${id} AND "countyId" = ${actor.countyId} FOR UPDATE`;
  const row = await tx.processDefinition.findFirst({
    where: { id, countyId: actor.countyId },
    include: { draft: true },
  });
  if (row) return row;
  throw new DubanError('NOT_FOUND', { zh: '没有找到这个流程', en: 'There is no such process definition' });
}

function record(tx: Tx, actor: Actor, definitionId: string, kind: AuditKind, data: Variables): Promise<void> {
  return recordEvent(tx, {
    ...{ countyId: actor.countyId, kind, businessDay: actor.businessDay, definitionId, data },
    ...by(actor),
  });
}

/** The draft of a definition, in the state that a change needs it in and at the revision that it was made on. */
function requireDraft(row: Locked, state: 'DRAFT' | 'IN_REVIEW', revision: number): DefinitionDraft {
  const { draft } = row;
  if (draft === null) {
    throw new DubanError('CONFLICT', {
      zh: '这个流程没有草稿；可能已经发布或作废',
      en: 'This definition has no draft; it may have been published or discarded',
    });
  }
  if (draft.state !== state) {
    throw new DubanError(
      'CONFLICT',
      draft.state === 'IN_REVIEW'
        ? { zh: '草稿正在审批，先撤回才能修改', en: 'The draft is in review; take it back before changing it' }
        : { zh: '草稿尚未提交审批', en: 'The draft has not been handed in for review' },
      { details: { state: draft.state } },
    );
  }
  if (draft.revision !== revision) {
    throw new DubanError(
      'STALE_VERSION',
      {
        zh: `草稿已被${draft.updatedByName}更新，请在最新内容上重做`,
        en: `${draft.updatedByName} has changed the draft meanwhile; repeat your change on the current one`,
      },
      { details: { revision: draft.revision } },
    );
  }
  return draft;
}

export interface NewDefinition {
  name: string;
  purpose: Purpose;
  bpmnXml: string;
}

/** Creates a definition with its first draft. @returns its id. */
export function createDefinition(db: Db, actor: Actor, { name, purpose, bpmnXml }: NewDefinition): Promise<string> {
  return db.$transaction(async (tx) => {
    const id = randomUUID();
    const key = `d${id.replaceAll('-', '').slice(0, 12)}`;
    await tx.processDefinition.create({ data: { id, countyId: actor.countyId, key, name, purpose } });
    await createDraft(tx, actor, id, bpmnXml, null);
    await record(tx, actor, id, 'DEFINITION_CREATED', { name });
    return id;
  });
}

async function createDraft(
  tx: Tx,
  actor: Actor,
  definitionId: string,
  bpmnXml: string,
  basedOn: number | null,
): Promise<void> {
  await tx.definitionDraft.create({
    data: { definitionId, bpmnXml, basedOn, authorIds: [actor.accountId], updatedByName: actor.personName },
  });
}

/**
 * Begins the next version of a definition with the drawing of an earlier one.
 *
 * @throws DubanError NOT_FOUND, CONFLICT where there is a draft already.
 */
export function beginDraft(db: Db, actor: Actor, id: string, fromVersion: number): Promise<void> {
  return db.$transaction(async (tx) => {
    const { draft } = await lock(tx, actor, id);
    if (draft !== null) {
      throw new DubanError('CONFLICT', {
        zh: '这个流程已有草稿，请在草稿上修改',
        en: 'This definition has a draft already; change that one',
      });
    }
    const { bpmnXml } = await readVersion(tx, actor, id, fromVersion);
    await createDraft(tx, actor, id, bpmnXml, fromVersion);
    await record(tx, actor, id, 'DEFINITION_CHANGED', { basedOn: fromVersion, revision: 1 });
  });
}

export interface DraftChange {
  revision: number;
  bpmnXml: string;
  name: string;
  /** Which elements differ, by their names, for the trail. */
  changes?: DrawingChanges | undefined;
  /** It was not drawn here but came as a file. */
  fromFile?: boolean;
}

/**
 * Stores a change of a draft. A save that changes nothing is no change.
 *
 * @returns the revision that it is at now.
 * @throws DubanError STALE_VERSION where somebody else saved since `revision`, CONFLICT where there is none to change.
 */
export function saveDraft(
  db: Db,
  actor: Actor,
  id: string,
  { changes, fromFile, ...change }: DraftChange,
): Promise<number> {
  return db.$transaction(async (tx) => {
    const row = await lock(tx, actor, id);
    const draft = requireDraft(row, 'DRAFT', change.revision);
    if (draft.bpmnXml === change.bpmnXml && row.name === change.name) return draft.revision;
    const revision = draft.revision + 1;
    await tx.processDefinition.update({ where: { id }, data: { name: change.name } });
    await tx.definitionDraft.update({
      where: { definitionId: id },
      data: {
        ...{ bpmnXml: change.bpmnXml, revision, updatedByName: actor.personName },
        authorIds: [...new Set([...draft.authorIds, actor.accountId])],
      },
    });
    await record(tx, actor, id, 'DEFINITION_CHANGED', {
      ...{ revision, ...changes },
      ...(row.name === change.name ? {} : { name: change.name }),
      ...(fromFile === true ? { fromFile } : {}),
    });
    return revision;
  });
}

/** Drops a draft; a definition that was never published goes with it. */
export function discardDraft(db: Db, actor: Actor, id: string, revision: number): Promise<void> {
  return db.$transaction(async (tx) => {
    requireDraft(await lock(tx, actor, id), 'DRAFT', revision);
    await tx.definitionDraft.delete({ where: { definitionId: id } });
    const published = await tx.definitionVersion.count({ where: { definitionId: id } });
    if (published === 0) await tx.processDefinition.delete({ where: { id } });
    await record(tx, actor, id, 'DEFINITION_DISCARDED', { revision });
  });
}

/** Hands a draft in for review. The caller has checked the text of that revision and found no error. */
export function submitDraft(
  db: Db,
  actor: Actor,
  id: string,
  { revision, note }: { revision: number; note: string | null },
): Promise<void> {
  return db.$transaction(async (tx) => {
    requireDraft(await lock(tx, actor, id), 'DRAFT', revision);
    await tx.definitionDraft.update({ where: { definitionId: id }, data: { state: 'IN_REVIEW', note } });
    await record(tx, actor, id, 'DEFINITION_SUBMITTED', { revision, reason: note });
  });
}

/** One of its authors takes a draft back from review. */
export function recallDraft(db: Db, actor: Actor, id: string, revision: number): Promise<void> {
  return db.$transaction(async (tx) => {
    const draft = requireDraft(await lock(tx, actor, id), 'IN_REVIEW', revision);
    if (!draft.authorIds.includes(actor.accountId)) {
      throw new DubanError('FORBIDDEN', { zh: '只有起草人可以撤回', en: 'Only its authors take a draft back' });
    }
    await tx.definitionDraft.update({ where: { definitionId: id }, data: { state: 'DRAFT', note: null } });
    await record(tx, actor, id, 'DEFINITION_RECALLED', { revision });
  });
}

function requireSecondPerson(draft: DefinitionDraft, actor: Actor): void {
  if (!draft.authorIds.includes(actor.accountId)) return;
  throw new DubanError('FORBIDDEN', {
    zh: '起草或修改过这份草稿的人不能审批，请由另一人审批',
    en: 'Whoever drew or changed this draft does not review it; ask somebody else',
  });
}

/** The reviewer returns a draft to its authors. */
export function returnDraft(
  db: Db,
  actor: Actor,
  id: string,
  { revision, reason }: { revision: number; reason: string },
): Promise<void> {
  return db.$transaction(async (tx) => {
    const draft = requireDraft(await lock(tx, actor, id), 'IN_REVIEW', revision);
    requireSecondPerson(draft, actor);
    await tx.definitionDraft.update({ where: { definitionId: id }, data: { state: 'DRAFT', note: reason } });
    await record(tx, actor, id, 'DEFINITION_RETURNED', { revision, reason });
  });
}

/**
 * Approves a draft: it becomes the next published version, which never changes. `graph` is what the caller compiled of
 * the text of that revision, its calls bound to published versions.
 *
 * @returns the number of the version.
 */
export function publishDraft(
  db: Db,
  actor: Actor,
  id: string,
  { revision, graph }: { revision: number; graph: Graph },
): Promise<number> {
  return db.$transaction(async (tx) => {
    const draft = requireDraft(await lock(tx, actor, id), 'IN_REVIEW', revision);
    requireSecondPerson(draft, actor);
    await requirePublished(tx, graph);
    const latest = await tx.definitionVersion.aggregate({ where: { definitionId: id }, _max: { version: true } });
    const version = (latest._max.version ?? 0) + 1;
    await tx.definitionVersion.create({
      data: {
        ...{ id: randomUUID(), definitionId: id, version, state: 'PUBLISHED', bpmnXml: draft.bpmnXml },
        ...{ graph: toJson(graph), graphHash: graphHash(graph), publishedOn: actor.businessDay },
      },
    });
    await tx.definitionDraft.delete({ where: { definitionId: id } });
    await record(tx, actor, id, 'DEFINITION_PUBLISHED', { version, revision });
    return version;
  });
}

/** The address of a graph: SHA-256 of its JSON. */
export function graphHash(graph: Graph): string {
  return createHash('sha256').update(JSON.stringify(graph)).digest('hex');
}

/** What a graph calls may have been retired since it was compiled. */
async function requirePublished(tx: Tx, graph: Graph): Promise<void> {
  const called = Object.values(graph.nodes).flatMap((node) =>
    node.type === 'callActivity' && node.versionId !== undefined ? [node.versionId] : [],
  );
  const ids = [...new Set(called)];
  const found = await tx.definitionVersion.count({ where: { id: { in: ids }, state: 'PUBLISHED' } });
  if (found === ids.length) return;
  throw new DubanError('CONFLICT', {
    zh: '所调用的流程刚刚停用，请重新检查后再发布',
    en: 'A process that this one calls has just been retired; check it again before publishing',
  });
}

/**
 * Retires a published version: nothing new starts on it; what runs keeps it. Of a definition that the product itself
 * starts one published version must remain.
 */
export function retireVersion(
  db: Db,
  actor: Actor,
  id: string,
  { version, reason }: { version: number; reason: string },
): Promise<void> {
  return db.$transaction(async (tx) => {
    const { key } = await lock(tx, actor, id);
    const stored = await readVersion(tx, actor, id, version);
    if (stored.state === 'RETIRED') {
      throw new DubanError('CONFLICT', { zh: '这个版本已经停用', en: 'This version is retired already' });
    }
    const left = await tx.definitionVersion.count({ where: { definitionId: id, state: 'PUBLISHED' } });
    if (isShippedKey(key) && left === 1) {
      throw new DubanError('CONFLICT', {
        zh: '这是系统必需的流程，至少要保留一个已发布的版本；请先发布新版本',
        en: 'The product needs this process: publish another version before retiring the only one',
      });
    }
    await tx.definitionVersion.update({ where: { id: stored.id }, data: { state: 'RETIRED' } });
    await record(tx, actor, id, 'DEFINITION_RETIRED', { version, reason });
  });
}
