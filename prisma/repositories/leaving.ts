import { randomUUID } from 'node:crypto';
import { addDays } from '../../domain/day.ts';
import { DubanError } from '../../domain/errors.ts';
import type { Ladder } from '../../domain/ladder/index.ts';
import { type Following, type LeftPost, leavingProblems } from '../../domain/leaving.ts';
import type { Day } from '../../domain/process/types.ts';
import type { Db, Tx } from '../client.ts';
import type { Prisma } from '../generated/client.ts';
import type { PostKind } from '../generated/enums.ts';
import { fromJson } from '../json.ts';
import { endSessions } from './accounts.ts';
import { type Actor, by } from './actor.ts';
import { recordEvent } from './audit.ts';
import { type CountyDay, loadCountyDay, lockCountyDay } from './clock.ts';
import { organisationNotFound } from './organisationChange.ts';

/** What waits for whoever holds a post. */
export interface PostLoad {
  items: number;
  approvals: number;
  /** Running measures that it leads. */
  measures: number;
  /** Rungs of ladders in use that name it to decide, as deputy, or to be told. */
  rungs: number;
}

export interface LeavingPost extends LeftPost {
  unitName: string | null;
  holdingId: string;
  fromDay: Day;
  /** Who else holds it after that day; then nothing is left to nobody. */
  others: string[];
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
  const county = await loadCountyDay(db, actor.countyId);
  const person = await db.person.findFirst({
    where: { id: personId, countyId: county.countyId },
    include: { account: true },
  });
  if (!person) throw organisationNotFound();
  const holdings = await db.postHolding.findMany({
    where: { personId, OR: [{ toDay: null }, { toDay: { gt: lastDay } }] },
    include: { post: { include: { unit: true } } },
    orderBy: [{ fromDay: 'asc' }, { id: 'asc' }],
  });
  const ladders = await ladderPosts(db, county);
  const posts: LeavingPost[] = [];
  for (const { id: holdingId, fromDay, post } of holdings) {
    const others = await othersAfter(db, post.id, personId, lastDay);
    const load = await loadOf(db, county, post, ladders);
    const waiting = load.items + load.approvals + load.measures + load.rungs;
    posts.push({
      ...{ postId: post.id, title: post.title, unitName: post.unit?.name ?? null, holdingId, fromDay, others, load },
      waiting: others.length > 0 ? 0 : waiting,
    });
  }
  return {
    ...{ person: { id: person.id, name: person.name }, lastDay, posts },
    responsibleFor: await db.assignment.count({ where: namedResponsible(person.name, unitIdsOf(holdings)) }),
    delegations: await db.delegation.count({ where: stillDelegated(personId, lastDay) }),
    hasAccount: person.account !== null && person.account.disabledAt === null,
  };
}

function unitIdsOf(holdings: readonly { post: { unitId: string | null } }[]): string[] {
  return holdings.flatMap(({ post }) => post.unitId ?? []);
}

function namedResponsible(name: string, unitIds: string[]) {
  return {
    ...{ unitId: { in: unitIds }, responsiblePerson: name, removedOn: null },
    measure: { state: 'RUNNING' },
  } satisfies Prisma.AssignmentWhereInput;
}

function stillDelegated(personId: string, lastDay: Day) {
  return {
    ...{ endedOn: null, toDay: { gt: lastDay } },
    OR: [{ fromPersonId: personId }, { toPersonId: personId }],
  } satisfies Prisma.DelegationWhereInput;
}

async function othersAfter(db: Tx, postId: string, personId: string, lastDay: Day): Promise<string[]> {
  const next = addDays(lastDay, 1);
  const rows = await db.postHolding.findMany({
    where: {
      ...{ postId, personId: { not: personId }, fromDay: { lte: next } },
      OR: [{ toDay: null }, { toDay: { gte: next } }],
    },
    include: { person: { select: { name: true } } },
    orderBy: { id: 'asc' },
  });
  return rows.map((row) => row.person.name);
}

/** How often ladders that plans climb name each post. */
async function ladderPosts(db: Tx, { countyId }: CountyDay): Promise<Map<string, number>> {
  const ladders = await db.$queryRaw<{ rungs: unknown }[]>`
    SELECT l.rungs FROM "Ladder" l WHERE l."countyId" = ${countyId}
      AND EXISTS (SELECT 1 FROM "Plan" p WHERE p."ladderId" = l.id AND p.state <> 'CLOSED')`;
  const counts = new Map<string, number>();
  for (const { rungs } of ladders) {
    for (const rung of fromJson<Ladder>(rungs as Prisma.JsonValue).rungs) {
      const named = new Set([...(rung.posts ?? []), rung.approverPostId, rung.deputyPostId]);
      for (const id of named) if (id) counts.set(id, (counts.get(id) ?? 0) + 1);
    }
  }
  return counts;
}

/** Kinds whose posts share the items of their unit. */
const OF_UNIT: readonly PostKind[] = ['UNIT_HEAD', 'LIAISON', 'OFFICE', 'DISCIPLINE'];

/** Condition on the items that whoever holds a post does. */
export function heldWith(post: { id: string; kind: PostKind; unitId: string | null }): Prisma.WorkItemWhereInput {
  if (!OF_UNIT.includes(post.kind) || post.unitId === null) return { postId: post.id };
  const kinds: PostKind[] =
    post.kind === 'UNIT_HEAD' || post.kind === 'LIAISON' ? ['UNIT_HEAD', 'LIAISON'] : [post.kind];
  return { OR: [{ holderKind: { in: kinds }, unitId: post.unitId, postId: null }, { postId: post.id }] };
}

async function loadOf(
  db: Tx,
  { countyId }: CountyDay,
  post: { id: string; kind: PostKind; unitId: string | null },
  ladders: ReadonlyMap<string, number>,
): Promise<PostLoad> {
  return {
    items: await db.workItem.count({ where: { countyId, state: { in: ['OPEN', 'PREPARED'] }, ...heldWith(post) } }),
    approvals: await db.escalation.count({ where: { countyId, state: 'DRAFTED', approverPostId: post.id } }),
    measures: await db.measureLeader.count({ where: { postId: post.id, measure: { state: 'RUNNING' } } }),
    rungs: ladders.get(post.id) ?? 0,
  };
}

export interface LeaveInput {
  personId: string;
  lastDay: Day;
  following: Following[];
  /** Who is named as responsible person in their place; left out: the entries stay as they are. */
  responsiblePerson?: string | undefined;
  /** Also closes the account, where the last day has passed. */
  closeAccount: boolean;
  reason: string;
}

/**
 * A person leaves after a day, which may lie ahead: their terms end, whoever follows begins on the next day, their
 * delegations end. Open work stays with the posts, so it is the successors' by itself; what was done keeps its name.
 *
 * @throws DubanError CONFLICT with what would be left to nobody and was not decided about.
 */
export function leave(db: Db, actor: Actor, input: LeaveInput): Promise<void> {
  return db.$transaction(async (tx) => {
    const county = await lockCountyDay(tx, actor.countyId);
    const { personId, lastDay, reason } = input;
    await tx.$queryRaw`SELECT id FROM "Person" WHERE id = ${personId} FOR UPDATE`;
    const left = await checkLeaving(tx, actor, personId, lastDay);
    const problems = leavingProblems(personId, left.posts, input.following);
    const [first] = problems;
    if (first) throw new DubanError('CONFLICT', first.message, { problems, details: { leaving: left } });
    refuseEarly(left);
    await endTerms(tx, left);
    await follow(tx, county, left, input);
    if (input.responsiblePerson) await renameResponsible(tx, left, input.responsiblePerson);
    await endDelegations(tx, county, actor, left);
    if (input.closeAccount) await closeAccount(tx, county, actor, left);
    await recordEvent(tx, {
      ...{ countyId: county.countyId, kind: 'ORGANISATION_CHANGED', businessDay: county.today, ...by(actor) },
      data: { act: 'left', personId, name: left.person.name, lastDay, posts: left.posts.length, reason },
    });
  });
}

function refuseEarly({ posts, lastDay }: Leaving): void {
  if (posts.every((post) => post.fromDay <= lastDay)) return;
  const message = { zh: '离任日期不能早于到任日期', en: 'The last day cannot be before the first' };
  throw new DubanError('VALIDATION', message, { problems: [{ pointer: '/lastDay', message }] });
}

async function endTerms(tx: Tx, { posts, lastDay }: Leaving): Promise<void> {
  const ids = posts.map((post) => post.holdingId);
  await tx.postHolding.updateMany({ where: { id: { in: ids } }, data: { toDay: lastDay } });
}

async function follow(tx: Tx, { countyId }: CountyDay, { posts, lastDay }: Leaving, input: LeaveInput): Promise<void> {
  const chosen = input.following.flatMap(({ postId, personId }) => (personId === null ? [] : [{ postId, personId }]));
  if (chosen.some(({ postId }) => !posts.some((post) => post.postId === postId))) throw organisationNotFound();
  const ids = [...new Set(chosen.map((choice) => choice.personId))];
  if ((await tx.person.count({ where: { id: { in: ids }, countyId } })) !== ids.length) throw organisationNotFound();
  const fromDay = addDays(lastDay, 1);
  await tx.postHolding.createMany({ data: chosen.map((choice) => ({ id: randomUUID(), ...choice, fromDay })) });
}

async function renameResponsible(tx: Tx, { person, posts }: Leaving, responsiblePerson: string): Promise<void> {
  const rows = await tx.post.findMany({ where: { id: { in: posts.map((post) => post.postId) } } });
  const unitIds = rows.flatMap((post) => post.unitId ?? []);
  await tx.assignment.updateMany({ where: namedResponsible(person.name, unitIds), data: { responsiblePerson } });
}

async function endDelegations(tx: Tx, county: CountyDay, actor: Actor, { person, lastDay }: Leaving): Promise<void> {
  const running = stillDelegated(person.id, lastDay);
  const data = { endedOn: county.today, endedBy: actor.personName };
  await tx.delegation.updateMany({ where: { ...running, fromDay: { gt: lastDay } }, data });
  await tx.delegation.updateMany({ where: running, data: { toDay: lastDay } });
}

async function closeAccount(tx: Tx, county: CountyDay, actor: Actor, { person, lastDay }: Leaving): Promise<void> {
  const account = await tx.account.findUnique({ where: { personId: person.id } });
  if (!account || account.disabledAt !== null) return;
  if (account.id === actor.accountId) {
    throw new DubanError('CONFLICT', { zh: '不能停用自己的账号', en: 'You cannot disable your own account' });
  }
  if (lastDay >= county.today) {
    const message = { zh: '离任日之后才能停用账号', en: 'The account is closed after the last day' };
    throw new DubanError('VALIDATION', message, { problems: [{ pointer: '/closeAccount', message }] });
  }
  await tx.account.update({ where: { id: account.id }, data: { disabledAt: new Date() } });
  await endSessions(tx, account.id, null);
  await recordEvent(tx, {
    ...{ countyId: county.countyId, kind: 'ACCOUNT_DISABLED', businessDay: county.today, ...by(actor) },
    data: { username: account.username, disabled: true },
  });
}

/** Refuses to end a term, or to close an account, that would leave what waits to nobody. */
export async function refuseLeft(
  tx: Tx,
  actor: Actor,
  personId: string,
  lastDay: Day,
  isMeant: (post: LeavingPost) => boolean = () => true,
): Promise<void> {
  const left = await checkLeaving(tx, actor, personId, lastDay);
  const posts = left.posts.filter((post) => post.waiting > 0 && isMeant(post));
  const [first] = posts;
  if (!first) return;
  throw new DubanError(
    'CONFLICT',
    {
      zh: `“${first.title}”将无人任职，尚有 ${first.waiting} 件事项；请在人员页办理离任，选择接任人`,
      en: `Nobody would hold “${first.title}”, with ${first.waiting} things waiting; let the person leave on the people’s page and choose who follows`,
    },
    { details: { leaving: { ...left, posts } } },
  );
}
