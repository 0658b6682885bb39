import { randomUUID } from 'node:crypto';
import { DubanError } from '../../domain/errors.ts';
import type { LaunchSettings } from '../../domain/launch.ts';
import { isShippedKey } from '../../domain/process/purpose.ts';
import type { Day } from '../../domain/process/types.ts';
import type { Db, Tx } from '../client.ts';
import { type PlanDraft, Prisma } from '../generated/client.ts';
import type { DefinitionPurpose, DraftState } from '../generated/enums.ts';
import { fromJson, toJson } from '../json.ts';
import { type Actor, by } from './actor.ts';
import { recordEvent } from './audit.ts';
import { createDocument, type NewDocument } from './documents.ts';
import { type NameDecisions, readRemembered, rememberNames } from './nameDecisions.ts';
import { decodeCursor, type PageOf, type Paging, toPage } from './paging.ts';
import { SHIPPED_LADDER } from './setup.ts';

/**
 * A draft as it is stored, in the shapes that its writer gave it: `C` the importer's result, `S` launch settings. Until
 * the launch `settings` holds only what the office has decided; the rest follows from rules, organisation and day.
 */
export interface DraftRow<C, S> extends Omit<PlanDraft, 'content' | 'settings'> {
  content: C;
  settings: Partial<S>;
}

/** Keeps a document and what was read of it as a draft of the office. */
export function createDraft(db: Db, actor: Actor, document: NewDocument, content: object): Promise<string> {
  return db.$transaction(async (tx) => {
    const documentId = await createDocument(tx, actor, document);
    const id = randomUUID();
    await tx.planDraft.create({
      data: {
        id,
        countyId: actor.countyId,
        documentId,
        content: toJson(content),
        settings: {},
        createdBy: actor.accountId,
        changedOn: actor.businessDay,
      },
    });
    await recordDraft(tx, actor, 'PLAN_IMPORTED', id, { fileName: document.fileName });
    return id;
  });
}

export interface DraftListRow {
  id: string;
  title: string;
  fileName: string;
  state: DraftState;
  measureCount: number;
  createdAt: Date;
  updatedAt: Date;
  /** Business day of the last correction. */
  changedOn: Day;
}

/** Drafts of the county, latest first; those discarded only with `all`. */
export async function listDrafts(
  db: Tx,
  actor: Actor,
  { all, cursor, limit }: Paging & { all?: boolean | undefined },
): Promise<PageOf<DraftListRow>> {
  const after = decodeCursor(cursor, 2);
  const rows = await db.$queryRaw<DraftListRow[]>`
    SELECT d.id, d.content->'plan'->>'title' AS title, f."fileName", d.state::text AS state,
      json_array_length((d.content->'measures')::json)::int AS "measureCount", d."createdAt", d."updatedAt", d."changedOn"
    FROM "PlanDraft" d JOIN "Document" f ON f.id = d."documentId"
    WHERE d."countyId" = ${actor.countyId} ${all ? Prisma.empty : Prisma.sql`AND d.state <> 'DISCARDED'`}
      ${after ? Prisma.sql`AND (d."createdAt", d.id) < (${after[0]}::timestamptz, ${after[1]})` : Prisma.empty}
    ORDER BY d."createdAt" DESC, d.id DESC LIMIT ${limit + 1}`;
  return toPage(rows, limit, (row) => [row.createdAt.toISOString(), row.id]);
}

export async function readDraft<C, S>(db: Tx, actor: Actor, id: string): Promise<DraftRow<C, S>> {
  const row = await db.planDraft.findFirst({ where: { id, countyId: actor.countyId } });
  if (!row) throw noSuchDraft();
  return { ...row, content: fromJson<C>(row.content), settings: fromJson<Partial<S>>(row.settings) };
}

const noSuchDraft = () => new DubanError('NOT_FOUND', { zh: '没有找到该草稿', en: 'There is no such draft' });

/**
 * Stores a correction of a draft, if nobody else has changed it since `version`.
 *
 * @returns false where the draft is at another version now; the caller shows it.
 * @throws DubanError CONFLICT where it has been launched or discarded.
 */
export function updateDraft(
  db: Db,
  actor: Actor,
  id: string,
  version: number,
  change: { content: object; settings: Partial<LaunchSettings>; names?: NameDecisions },
): Promise<boolean> {
  return db.$transaction(async (tx) => {
    requireAsShown(await readDraft(tx, actor, id));
    const { count } = await tx.planDraft.updateMany({
      where: { id, version, state: 'OPEN' },
      data: {
        ...{ content: toJson(change.content), settings: toJson(change.settings) },
        ...{ version: { increment: 1 }, changedOn: actor.businessDay },
      },
    });
    if (count === 0) return false;
    await recordDraft(tx, actor, 'DRAFT_CHANGED', id, { version: version + 1 });
    if (change.names) await rememberNames(tx, actor, change.names);
    return true;
  });
}

/** Stores all settings that a launch goes by: what the office decided, completed by rule. */
export async function completeDraft(db: Tx, actor: Actor, id: string, settings: LaunchSettings): Promise<void> {
  await db.planDraft.updateMany({
    where: { id, countyId: actor.countyId, state: 'OPEN' },
    data: { settings: toJson(settings) },
  });
}

export function discardDraft(db: Db, actor: Actor, id: string): Promise<void> {
  return db.$transaction(async (tx) => {
    requireAsShown(await lockDraft(tx, actor, id));
    await tx.planDraft.update({ where: { id }, data: { state: 'DISCARDED', version: { increment: 1 } } });
    await recordDraft(tx, actor, 'DRAFT_CHANGED', id, { discarded: true });
  });
}

/** A draft for launching, applying or discarding it: two decisions on it come one after the other. */
export async function lockDraft(tx: Tx, actor: Actor, id: string): Promise<PlanDraft> {
  await tx.$queryRaw`SELECT id FROM "PlanDraft" WHERE id = ${id} AND "countyId" = ${actor.countyId} FOR UPDATE`;
  const draft = await tx.planDraft.findFirst({ where: { id, countyId: actor.countyId } });
  if (!draft) throw noSuchDraft();
  return draft;
}

/**
 * @param shown The version that was looked at; left out, any.
 * @throws DubanError CONFLICT where the draft has been launched or discarded, STALE_VERSION where it was changed since.
 */
export function requireAsShown({ state, version }: Pick<PlanDraft, 'state' | 'version'>, shown = version): void {
  if (state !== 'OPEN') {
    throw new DubanError(
      'CONFLICT',
      { zh: '该草稿已启动或已作废，不能再使用', en: 'This draft has been launched or discarded' },
      { details: { state } },
    );
  }
  if (version !== shown) {
    throw new DubanError('STALE_VERSION', {
      zh: '草稿已被他人修改，请查看最新内容后再操作',
      en: 'Somebody else changed the draft; look at the current one and do it again',
    });
  }
}

function recordDraft(
  tx: Tx,
  actor: Actor,
  kind: 'PLAN_IMPORTED' | 'DRAFT_CHANGED',
  draftId: string,
  data: Record<string, string | number | boolean>,
): Promise<void> {
  return recordEvent(tx, {
    countyId: actor.countyId,
    kind,
    businessDay: actor.businessDay,
    ...by(actor),
    data: { draftId, ...data },
  });
}

// ---------------------------------------------------------------------------------------------------------------
// What a launch may choose from

export interface LaunchFacts {
  countyName: string;
  units: { id: string; name: string; shortName: string | null; aliases: string[]; kind: string }[];
  groups: { id: string; name: string; aliases: string[]; memberIds: string[] }[];
  leaderPosts: { id: string; title: string; personId: string; personName: string }[];
  /** Everybody who holds a post that is no leader's. */
  otherPeople: { title: string; personId: string; personName: string }[];
  /** Unit and post ids by printed name, as decided before. */
  remembered: { units: Map<string, string>; leaders: Map<string, string> };
  measureVersions: { id: string; name: string }[];
  unitVersions: { id: string; name: string }[];
  ladders: { id: string; name: string }[];
  /** Units with posts of the office, the first being the default. */
  officeUnitIds: string[];
  chiefPostIds: string[];
}

/** The organisation and the published definitions, as a launch of the business day would find them. */
export async function readLaunchFacts(db: Tx, actor: Actor): Promise<LaunchFacts> {
  const { countyId, businessDay: today } = actor;
  const current = { fromDay: { lte: today }, OR: [{ toDay: null }, { toDay: { gte: today } }] };
  const units = await db.unit.findMany({
    where: { countyId, OR: [{ validTo: null }, { validTo: { gte: today } }] },
    orderBy: { name: 'asc' },
  });
  const groups = await db.unitGroup.findMany({ where: { countyId }, include: { members: { where: current } } });
  const posts = await db.post.findMany({
    where: { countyId, kind: { in: ['OFFICE', 'LEADER', 'CHIEF_LEADER'] } },
    orderBy: { id: 'asc' },
    include: { holdings: { where: current, include: { person: { select: { name: true } } } } },
  });
  const others = await db.postHolding.findMany({
    where: { ...current, post: { countyId, kind: { notIn: ['LEADER', 'CHIEF_LEADER'] } } },
    orderBy: { id: 'asc' },
    select: { personId: true, person: { select: { name: true } }, post: { select: { title: true } } },
  });
  const county = await db.county.findUniqueOrThrow({ where: { id: countyId }, select: { name: true } });
  const versions = await db.definitionVersion.findMany({
    where: { state: 'PUBLISHED', definition: { countyId } },
    orderBy: [{ version: 'desc' }, { id: 'asc' }],
    select: { id: true, version: true, definition: { select: { key: true, name: true, purpose: true } } },
  });
  const ladders = await db.ladder.findMany({ where: { countyId }, orderBy: [{ version: 'desc' }, { name: 'asc' }] });
  // What the product ships comes first: it is the default.
  const versionsOf = (purpose: DefinitionPurpose) =>
    versions
      .filter((version) => version.definition.purpose === purpose)
      .sort((a, b) => Number(isShippedKey(b.definition.key)) - Number(isShippedKey(a.definition.key)))
      .map(({ id, version, definition }) => ({ id, name: `${definition.name} v${version}` }));
  return {
    countyName: county.name,
    remembered: await readRemembered(db, actor),
    units,
    groups: groups.map(({ members, ...group }) => ({ ...group, memberIds: members.map((member) => member.unitId) })),
    leaderPosts: posts
      .filter((post) => post.kind !== 'OFFICE')
      .flatMap(({ id, title, holdings }) =>
        holdings.map(({ personId, person }) => ({ id, title, personId, personName: person.name })),
      ),
    otherPeople: others.map(({ personId, person, post }) => ({
      ...{ personId, personName: person.name, title: post.title },
    })),
    measureVersions: versionsOf('MEASURE'),
    unitVersions: versionsOf('UNIT_IN_PLAN'),
    // So does the ladder that came with the installation, in its newest version.
    ladders: [...ladders]
      .sort((a, b) => Number(b.name === SHIPPED_LADDER) - Number(a.name === SHIPPED_LADDER))
      .map(({ id, name, version }) => ({ id, name: `${name} v${version}` })),
    officeUnitIds: posts.flatMap((post) => (post.kind === 'OFFICE' && post.unitId ? [post.unitId] : [])),
    chiefPostIds: posts.filter((post) => post.kind === 'CHIEF_LEADER').map((post) => post.id),
  };
}
