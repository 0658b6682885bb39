import { addDays, maxDay } from '../../domain/day.ts';
import type { Ladder } from '../../domain/ladder/index.ts';
import type { LeftPost } from '../../domain/leaving.ts';
import type { Day } from '../../domain/process/types.ts';
import type { Tx } from '../client.ts';
import type { Prisma } from '../generated/client.ts';
import { fromJson } from '../json.ts';
import type { Actor } from './actor.ts';
import { organisationNotFound } from './organisationChange.ts';
import { type DutyPost, draftsToSign, heldWith, openDecisions, openTalks } from './postDuties.ts';

/** What waits for whoever holds a post, and what names it for later. */
export interface PostLoad {
  items: number;
  /** Severe rungs to decide about, as approver or deputy, and letters to sign. */
  approvals: number;
  /** Approved talks to be arranged, held or followed up. */
  talks: number;
  /** Running measures that it leads. */
  measures: number;
  /** Running plans whose severe rungs it approves where no responsible leader may. */
  plans: number;
  /** Rungs that name it to decide, as deputy, or to be told: of ladders that plans climb or a launch can choose. */
  rungs: number;
  /** Steps of published or running processes that it holds. */
  steps: number;
  /** Schedules and rules that open matters under it. */
  triggers: number;
}

export interface LeavingPost extends LeftPost {
  unitName: string | null;
  /** The person's terms of the post that run beyond the last day. */
  holdingIds: string[];
  /** When the first of them begins; after the last day where it is still to begin. */
  fromDay: Day;
  /** The first day without the person. */
  leftOn: Day;
  /** Who else holds it on that day; then nothing is left to nobody. */
  others: string[];
  /** Who begins to hold it later; until the day before, nobody does. */
  later: { personId: string; name: string; fromDay: Day } | null;
  load: PostLoad;
}

/** What a person who leaves would leave to nobody 离任检查. */
export interface Leaving {
  person: { id: string; name: string };
  lastDay: Day;
  posts: LeavingPost[];
  /** Parts of running measures in their units that name them as the responsible person 责任人. */
  responsibleFor: number;
  /** Delegations of theirs, given or taken, that would still run. */
  delegations: number;
  hasAccount: boolean;
}

/** @param lastDay The last day on which the person is there. */
export async function checkLeaving(db: Tx, actor: Actor, personId: string, lastDay: Day): Promise<Leaving> {
  const { countyId } = actor;
  const person = await db.person.findFirst({ where: { id: personId, countyId }, include: { account: true } });
  if (!person) throw organisationNotFound();
  const holdings = await db.postHolding.findMany({
    where: { personId, OR: [{ toDay: null }, { toDay: { gt: lastDay } }] },
    include: { post: { include: { unit: true } } },
    orderBy: [{ fromDay: 'asc' }, { id: 'asc' }],
  });
  const first = new Map([...holdings].reverse().map((holding) => [holding.postId, holding]));
  const named = await namedLater(db, countyId, [...first.keys()]);
  const posts: LeavingPost[] = [];
  for (const { fromDay, post } of holdings.filter((holding) => first.get(holding.postId) === holding)) {
    const leftOn = maxDay(addDays(lastDay, 1), fromDay);
    const around = await holdersAround(db, post.id, personId, leftOn);
    const load = { ...(await waitingFor(db, countyId, post)), ...named(post.id) };
    const waiting = Object.values(load).reduce((sum, count) => sum + count, 0);
    posts.push({
      ...{ postId: post.id, title: post.title, unitName: post.unit?.name ?? null, fromDay, leftOn, ...around, load },
      holdingIds: holdings.filter((holding) => holding.postId === post.id).map((holding) => holding.id),
      waiting: around.others.length > 0 ? 0 : waiting,
    });
  }
  const unitIds = [...first.values()].flatMap(({ post }) => post.unitId ?? []);
  return {
    ...{ person: { id: person.id, name: person.name }, lastDay, posts },
    responsibleFor: await db.assignment.count({ where: namedResponsible(person.name, unitIds) }),
    delegations: await db.delegation.count({ where: stillDelegated(personId, lastDay) }),
    hasAccount: person.account !== null && person.account.disabledAt === null,
  };
}

/** Condition on the parts of running measures in these units that name somebody as the responsible person 责任人. */
export function namedResponsible(name: string, unitIds: string[]) {
  return {
    ...{ unitId: { in: unitIds }, responsiblePerson: name, removedOn: null },
    measure: { state: 'RUNNING' },
  } satisfies Prisma.AssignmentWhereInput;
}

/** Condition on delegations, given or taken, that run beyond a day. */
export function stillDelegated(personId: string, lastDay: Day) {
  return {
    ...{ endedOn: null, toDay: { gt: lastDay } },
    OR: [{ fromPersonId: personId }, { toPersonId: personId }],
  } satisfies Prisma.DelegationWhereInput;
}

async function holdersAround(
  db: Tx,
  postId: string,
  personId: string,
  day: Day,
): Promise<Pick<LeavingPost, 'others' | 'later'>> {
  const rows = await db.postHolding.findMany({
    where: { postId, personId: { not: personId }, OR: [{ toDay: null }, { toDay: { gte: day } }] },
    include: { person: { select: { name: true } } },
    orderBy: [{ fromDay: 'asc' }, { id: 'asc' }],
  });
  const others = rows.filter((row) => row.fromDay <= day).map((row) => row.person.name);
  const next = rows.find((row) => row.fromDay > day);
  return { others, later: next ? { personId: next.personId, name: next.person.name, fromDay: next.fromDay } : null };
}

async function waitingFor(db: Tx, countyId: string, post: DutyPost) {
  const decisions = await openDecisions(db, countyId, post);
  return {
    items: await db.workItem.count({ where: { countyId, state: { in: ['OPEN', 'PREPARED'] }, ...heldWith(post) } }),
    approvals: decisions.length + (await draftsToSign(db, countyId, post, decisions)).length,
    talks: (await openTalks(db, countyId, post)).length,
    measures: await db.measureLeader.count({ where: { postId: post.id, measure: { state: 'RUNNING' } } }),
    plans: await db.plan.count({ where: { countyId, approverPostId: post.id, state: { not: 'CLOSED' } } }),
  };
}

type Counts = Map<string, number>;

/** What names the posts for something still to come. */
async function namedLater(db: Tx, countyId: string, postIds: string[]) {
  const rungs = await ladderPosts(db, countyId);
  const steps = await stepPosts(db, countyId, postIds);
  const triggers = await triggerPosts(db, countyId);
  return (postId: string) => ({
    rungs: rungs.get(postId) ?? 0,
    steps: steps.get(postId) ?? 0,
    triggers: triggers.get(postId) ?? 0,
  });
}

/**
 * How many rungs name each post: of ladders that plans climb which are not closed, and of the newest version of each
 * ladder, which the next launch can choose.
 */
async function ladderPosts(db: Tx, countyId: string): Promise<Counts> {
  const ladders = await db.$queryRaw<{ name: string; rungs: Prisma.JsonValue }[]>`
    SELECT l.name, l.rungs FROM "Ladder" l WHERE l."countyId" = ${countyId} AND (
      EXISTS (SELECT 1 FROM "Plan" p WHERE p."ladderId" = l.id AND p.state <> 'CLOSED')
      OR l.version = (SELECT max(n.version) FROM "Ladder" n WHERE n."countyId" = l."countyId" AND n.name = l.name))`;
  const named = new Map<string, Set<string>>();
  for (const { name, rungs } of ladders) {
    for (const rung of fromJson<Ladder>(rungs).rungs) {
      for (const id of [...(rung.posts ?? []), rung.approverPostId, rung.deputyPostId]) {
        if (id) named.set(id, (named.get(id) ?? new Set()).add(`${name} ${rung.key}`));
      }
    }
  }
  return new Map([...named].map(([id, places]) => [id, places.size]));
}

/** How many steps each post holds by name, of what is published and of what still runs in an older version. */
async function stepPosts(db: Tx, countyId: string, postIds: string[]): Promise<Counts> {
  const rows = await db.$queryRaw<{ postId: string; steps: number }[]>`
    SELECT n.value->'task'->'post'->>'id' AS "postId", count(DISTINCT (d.id, n.key))::int AS steps
    FROM "DefinitionVersion" v JOIN "ProcessDefinition" d ON d.id = v."definitionId"
    CROSS JOIN LATERAL jsonb_each(v.graph->'nodes') n
    WHERE d."countyId" = ${countyId} AND n.value->'task'->'post'->>'id' = ANY(${postIds}) AND (v.state = 'PUBLISHED'
      OR EXISTS (SELECT 1 FROM "ProcessInstance" i WHERE i."definitionVersionId" = v.id AND i.status = 'RUNNING'))
    GROUP BY 1`;
  return new Map(rows.map(({ postId, steps }) => [postId, steps]));
}

/** How many schedules and rules open matters under each post. */
async function triggerPosts(db: Tx, countyId: string): Promise<Counts> {
  const rows = await db.$queryRaw<{ postId: string; triggers: number }[]>`
    SELECT t.matter->>'leaderPostId' AS "postId", count(*)::int AS triggers FROM "ProcessTrigger" t
    WHERE t."countyId" = ${countyId} AND t."removedOn" IS NULL AND t.matter->>'leaderPostId' IS NOT NULL GROUP BY 1`;
  return new Map(rows.map(({ postId, triggers }) => [postId, triggers]));
}
