import { randomUUID } from 'node:crypto';
import { addDays } from '../../domain/day.ts';
import { DubanError } from '../../domain/errors.ts';
import { type Following, leavingProblems } from '../../domain/leaving.ts';
import type { Day } from '../../domain/process/types.ts';
import type { Db, Tx } from '../client.ts';
import { endSessions } from './accounts.ts';
import { type Actor, by } from './actor.ts';
import { recordEvent } from './audit.ts';
import { type CountyDay, lockCountyDay } from './clock.ts';
import { checkLeaving, type Leaving, type LeavingPost, namedResponsible, stillDelegated } from './leavingCheck.ts';
import { organisationNotFound } from './organisationChange.ts';

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
    refuseEarly(left, county.today);
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

function refuseEarly({ posts, lastDay }: Leaving, today: Day): void {
  if (posts.every(({ fromDay }) => fromDay <= lastDay || fromDay > today)) return;
  const message = { zh: '离任日期不能早于到任日期', en: 'The last day cannot be before the first' };
  throw new DubanError('VALIDATION', message, { problems: [{ pointer: '/lastDay', message }] });
}

/** What runs ends on the last day; what was to begin later does not begin. */
async function endTerms(tx: Tx, { posts, lastDay }: Leaving): Promise<void> {
  const id = { in: posts.flatMap((post) => post.holdingIds) };
  await tx.postHolding.deleteMany({ where: { id, fromDay: { gt: lastDay } } });
  await tx.postHolding.updateMany({ where: { id }, data: { toDay: lastDay } });
}

/** Whoever follows begins on the first day without the leaver, until the day before somebody else begins already. */
async function follow(tx: Tx, { countyId }: CountyDay, { posts }: Leaving, input: LeaveInput): Promise<void> {
  const chosen = input.following.flatMap(({ postId, personId }) => (personId === null ? [] : [{ postId, personId }]));
  const ids = [...new Set(chosen.map((choice) => choice.personId))];
  if ((await tx.person.count({ where: { id: { in: ids }, countyId } })) !== ids.length) throw organisationNotFound();
  await tx.postHolding.createMany({
    data: chosen.map((choice) => {
      const post = posts.find(({ postId }) => postId === choice.postId);
      if (!post) throw organisationNotFound();
      const toDay = post.later && post.later.personId !== choice.personId ? addDays(post.later.fromDay, -1) : null;
      return { id: randomUUID(), ...choice, fromDay: post.leftOn, toDay };
    }),
  });
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
