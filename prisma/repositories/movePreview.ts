import { setImmediate as breathe } from 'node:timers/promises';
import type { ElementNames } from '../../domain/process/keys.ts';
import { planMove, signatureOf } from '../../domain/process/move/index.ts';
import { unmatched } from '../../domain/process/move/mapping.ts';
import type { MovePlan, PossibleMove } from '../../domain/process/move/types.ts';
import type { Day, Graph, Node, ProcessState } from '../../domain/process/types.ts';
import type { Db, Tx } from '../client.ts';
import { Prisma } from '../generated/client.ts';
import type { Actor } from './actor.ts';
import { type CountyDay, loadCountyDay } from './clock.ts';
import { readVersion } from './definitionReads.ts';
import { MOST_INSTANCES, ownCases, type Refusal } from './instanceMoves.ts';
import { subject } from './monitorList.ts';
import { asStored } from './movedNames.ts';
import { elementName, moveSubjects } from './moving.ts';
import { likePattern } from './paging.ts';
import { type Renewal, renewalsOf } from './renewals.ts';
import type { InstanceRef } from './subjects.ts';
import { graphOf } from './versionGraphs.ts';

export interface MoveFilter {
  toVersion: number;
  fromVersion?: number | undefined;
  planId?: string | undefined;
  /** Only those that stand on this element. */
  elementId?: string | undefined;
  q?: string | undefined;
  /** Elements of older versions, and those of the new one that take their place. */
  mapping?: ElementNames | undefined;
}

/** A step and how many items or timers of an instance it concerns. */
export interface Effected<Fate> {
  elementId: string;
  name: string;
  fate: Fate;
  count: number;
}

export interface DayMove {
  elementId: string;
  name: string;
  what: 'due' | 'sign';
  from: Day | null;
  to: Day | null;
}

/** What a move would do to one instance. */
export interface MovePreview {
  id: string;
  subject: string;
  planTitle: string | null;
  fromVersion: number;
  /** Handed back when the move is begun; absent where it is not possible. */
  expected: string | null;
  obstacles: Refusal[];
  items: Effected<PossibleMove['items'][number]['fate']>[];
  timers: Effected<PossibleMove['timers'][number]['fate']>[];
  days: DayMove[];
  /** Names of steps of the new version alone. */
  ahead: string[];
  missed: string[];
}

export interface MovePreviews {
  instances: MovePreview[];
  /** There are more than one move takes. */
  more: boolean;
  /** What the running instances of the definition can be chosen by: their plans, and the elements they stand on. */
  plans: { id: string; title: string }[];
  elements: { id: string; name: string }[];
  /** Elements that only the older versions of running instances have, and those that could take their place. */
  gone: { id: string; name: string; places: { id: string; name: string }[] }[];
}

interface Row extends InstanceRef {
  subject: string;
  planTitle: string | null;
  definitionVersionId: string;
  state: ProcessState;
}

/** Instances worked out before others that use the process have their turn. */
const AT_ONCE = 20;

/**
 * What it would do to move the running instances of a definition to another version of it; writes nothing.
 *
 * @throws DubanError NOT_FOUND
 */
export async function previewMove(
  db: Db,
  actor: Actor,
  definitionId: string,
  filter: MoveFilter,
): Promise<MovePreviews> {
  const county = await loadCountyDay(db, actor.countyId);
  const target = await readVersion(db, actor, definitionId, filter.toVersion);
  const rows = await runningRows(db, actor, definitionId, target.id, filter);
  const more = rows.length > MOST_INSTANCES;
  const shown = rows.slice(0, MOST_INSTANCES);
  const own = new Set(
    await ownCases(
      db,
      actor,
      shown.map(({ id }) => id),
    ),
  );
  const planned: Planned[] = [];
  for (const [at, row] of shown.entries()) {
    if (at % AT_ONCE === AT_ONCE - 1) await breathe();
    planned.push(await planOne(db, county, row, target.id, filter.mapping));
  }
  const renewals = await renewalsByInstance(db, county, planned);
  return {
    more,
    instances: planned.map((one) => presentOne(one, own, renewals.get(one.row.id) ?? [])),
    ...(await choices(db, actor, definitionId)),
    gone: await goneElements(db, actor, definitionId, target.id),
  };
}

/** Elements that versions with running instances have and the target has not, with those that may take their place. */
async function goneElements(
  db: Tx,
  actor: Actor,
  definitionId: string,
  targetId: string,
): Promise<MovePreviews['gone']> {
  const { graph: after } = await graphOf(db, targetId);
  const running = await db.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT v.id, v.version FROM "DefinitionVersion" v
    JOIN "ProcessInstance" i ON i."definitionVersionId" = v.id AND i.status = 'RUNNING'
    WHERE v."definitionId" = ${definitionId} AND i."countyId" = ${actor.countyId} AND v.id <> ${targetId}
    ORDER BY v.version DESC`;
  const gone = new Map<string, MovePreviews['gone'][number]>();
  const named = ({ id, name }: Node) => ({ id, name: name ?? id });
  for (const { id: versionId } of running) {
    const { graph: before } = await graphOf(db, versionId);
    const come = unmatched(after, before);
    for (const node of unmatched(before, after)) {
      if (gone.has(node.id)) continue;
      const places = come.filter(({ type }) => type === node.type).map(named);
      if (places.length > 0) gone.set(node.id, { ...named(node), places });
    }
  }
  return [...gone.values()];
}

async function runningRows(
  db: Tx,
  actor: Actor,
  definitionId: string,
  targetId: string,
  { fromVersion, planId, elementId, q }: MoveFilter,
): Promise<Row[]> {
  const standsOn = Prisma.sql`EXISTS (SELECT 1 FROM jsonb_each(i.state->'activities') a
    WHERE a.value->>'elementId' = ${elementId} AND a.value->>'type' <> 'body')`;
  return db.$queryRaw<Row[]>`
    SELECT i.id, i."countyId", i."subjectKind"::text AS "subjectKind", i."planId", i."measureId", i."unitId",
      i."deadlineOn", i."definitionVersionId", i.state, ${subject} AS subject, p.title AS "planTitle"
    FROM "ProcessInstance" i JOIN "DefinitionVersion" v ON v.id = i."definitionVersionId"
    JOIN "ProcessDefinition" d ON d.id = v."definitionId"
    LEFT JOIN "Plan" p ON p.id = i."planId" LEFT JOIN "Measure" m ON m.id = i."measureId"
    LEFT JOIN "Unit" u ON u.id = i."unitId"
    WHERE i."countyId" = ${actor.countyId} AND d.id = ${definitionId} AND v.id <> ${targetId} AND i.status = 'RUNNING'
      ${fromVersion === undefined ? Prisma.empty : Prisma.sql`AND v.version = ${fromVersion}`}
      ${planId === undefined ? Prisma.empty : Prisma.sql`AND i."planId" = ${planId}`}
      ${elementId === undefined ? Prisma.empty : Prisma.sql`AND ${standsOn}`}
      ${q === undefined ? Prisma.empty : Prisma.sql`AND ${subject} ILIKE ${likePattern(q)}`}
    ORDER BY p.title NULLS LAST, m.number NULLS LAST, 10, i.id LIMIT ${MOST_INSTANCES + 1}`;
}

async function choices(db: Tx, actor: Actor, definitionId: string): Promise<Pick<MovePreviews, 'plans' | 'elements'>> {
  const running = Prisma.sql`"ProcessInstance" i JOIN "DefinitionVersion" v ON v.id = i."definitionVersionId"
    AND v."definitionId" = ${definitionId} AND i.status = 'RUNNING' AND i."countyId" = ${actor.countyId}`;
  const plans = await db.$queryRaw<MovePreviews['plans']>`
    SELECT DISTINCT p.id, p.title FROM ${running} JOIN "Plan" p ON p.id = i."planId" ORDER BY p.title, p.id`;
  const standing = await db.$queryRaw<{ id: string; versionId: string }[]>`
    SELECT a.value->>'elementId' AS id, (array_agg(v.id ORDER BY v.version DESC))[1] AS "versionId"
    FROM ${running}, jsonb_each(i.state->'activities') a WHERE a.value->>'type' <> 'body' GROUP BY 1 ORDER BY 1`;
  const elements: MovePreviews['elements'] = [];
  for (const { id, versionId } of standing) {
    elements.push({ id, name: elementName((await graphOf(db, versionId)).graph, id) ?? id });
  }
  return { plans, elements };
}

interface Planned {
  row: Row;
  plan: MovePlan;
  before: Graph;
  after: Graph;
  fromVersion: number;
}

async function planOne(
  db: Tx,
  county: CountyDay,
  row: Row,
  targetId: string,
  mapping: ElementNames | undefined,
): Promise<Planned> {
  const from = await graphOf(db, row.definitionVersionId);
  const { graph: after } = await graphOf(db, targetId);
  const plan = planMove({ before: from.graph, after, state: row.state, mapping }, county.today);
  return { row, plan, before: from.graph, after, fromVersion: from.version };
}

/** What becomes of the days of open items, for all instances at once. */
async function renewalsByInstance(db: Tx, county: CountyDay, planned: Planned[]): Promise<Map<string, Renewal[]>> {
  const moved = planned.flatMap(({ row, plan }) => (plan.possible ? [{ instance: row, ...plan }] : []));
  const subjects = await moveSubjects(db, county, moved);
  const placed = moved.flatMap(({ instance, effects, names }) =>
    effects.flatMap((effect) =>
      effect.type === 'renewWorkItem' ? [{ instance, effect: asStored(effect, names) }] : [],
    ),
  );
  const byInstance = new Map<string, Renewal[]>();
  for (const renewal of await renewalsOf(db, county, subjects, placed)) {
    const { instanceId } = renewal.item;
    byInstance.set(instanceId, [...(byInstance.get(instanceId) ?? []), renewal]);
  }
  return byInstance;
}

function presentOne(
  { row, plan, before, after, fromVersion }: Planned,
  own: Set<string>,
  renewals: Renewal[],
): MovePreview {
  const { id, subject: about, planTitle } = row;
  const name = (elementId: string | null) => elementName(after, elementId) ?? elementName(before, elementId);
  const names = (ids: string[]) => ids.map((elementId) => name(elementId) ?? elementId);
  const obstacles: Refusal[] = plan.possible
    ? []
    : plan.obstacles.map((one) => ({ ...one, name: elementName(before, one.elementId) ?? name(one.elementId) }));
  if (own.has(id)) obstacles.push({ kind: 'OWN_CASE', elementId: null, name: null });
  const possible = plan.possible && obstacles.length === 0 ? plan : null;
  return {
    ...{ id, subject: about, planTitle, fromVersion, obstacles },
    expected: possible === null ? null : signatureOf(possible),
    items: counted(possible?.items ?? [], name),
    timers: counted(possible?.timers ?? [], name),
    days: possible === null ? [] : renewals.flatMap((renewal) => daysOf(renewal, name)),
    ahead: names(possible?.ahead ?? []),
    missed: names(possible?.missed ?? []),
  };
}

type Naming = (elementId: string | null) => string | null;

function counted<Fate extends string>(places: { elementId: string; fate: Fate }[], name: Naming): Effected<Fate>[] {
  const found = new Map<string, Effected<Fate>>();
  for (const { elementId, fate } of places) {
    const known = found.get(`${fate} ${elementId}`);
    found.set(`${fate} ${elementId}`, {
      ...{ elementId, fate, name: name(elementId) ?? elementId, count: (known?.count ?? 0) + 1 },
    });
  }
  return [...found.values()];
}

function daysOf({ elementId, due, sign }: Renewal, name: Naming): DayMove[] {
  const of = { elementId, name: name(elementId) ?? elementId };
  return [
    ...(due.from === due.to ? [] : [{ ...of, what: 'due' as const, ...due }]),
    ...(sign.from === sign.to ? [] : [{ ...of, what: 'sign' as const, ...sign }]),
  ];
}
