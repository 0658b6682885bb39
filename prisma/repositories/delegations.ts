import { randomUUID } from 'node:crypto';
import { type DelegationTerm, delegationProblems } from '../../domain/delegation.ts';
import { DubanError } from '../../domain/errors.ts';
import type { Day } from '../../domain/process/types.ts';
import type { Db, Tx } from '../client.ts';
import type { Delegation } from '../generated/client.ts';
import { type Actor, by } from './actor.ts';
import { recordEvent } from './audit.ts';
import { type CountyDay, lockCountyDay } from './clock.ts';
import { keeps, mayEndDelegation } from './delegationReads.ts';
import { organisationNotFound } from './organisationChange.ts';

export interface DelegationInput {
  postId: string;
  /** Whose acting it is; left out: the actor's own. */
  fromPersonId?: string | undefined;
  toPersonId: string;
  fromDay: Day;
  toDay: Day;
  signingOnly: boolean;
  reason: string;
}

/**
 * Gives a post's acting to another person from day to day. Whoever holds the post does so, or the office or an
 * administrator for them.
 *
 * @returns its id.
 * @throws DubanError FORBIDDEN for anybody else, VALIDATION with each reason why it cannot be.
 */
export function delegate(db: Db, actor: Actor, input: DelegationInput): Promise<string> {
  return db.$transaction(async (tx) => {
    const county = await lockCountyDay(tx, actor.countyId);
    const fromPersonId = input.fromPersonId ?? actor.personId;
    if (fromPersonId !== actor.personId && !keeps(actor)) {
      throw new DubanError('FORBIDDEN', {
        zh: '只能委托本人的岗位；他人的岗位由办公室或系统管理员代办',
        en: 'You delegate your own posts; for others the office or an administrator does',
      });
    }
    const term = { ...input, fromPersonId };
    await refuseProblems(tx, county, actor, term);
    const { postId, toPersonId, fromDay, toDay, signingOnly, reason } = input;
    const row = await tx.delegation.create({
      data: {
        ...{ id: randomUUID(), countyId: county.countyId, postId, fromPersonId, toPersonId, fromDay, toDay },
        ...{ signingOnly, reason, madeBy: actor.personName, madeOn: county.today },
      },
    });
    await record(tx, county, actor, row, 'DELEGATION_MADE');
    return row.id;
  });
}

async function refuseProblems(tx: Tx, county: CountyDay, actor: Actor, term: DelegationTerm): Promise<void> {
  const { countyId, today } = county;
  // Two delegations of one post at once would not see each other.
  await tx.$queryRaw`SELECT id FROM "Post" WHERE id = ${term.postId} FOR UPDATE`;
  const post = await tx.post.findFirst({ where: { id: term.postId, countyId } });
  const people = await tx.person.findMany({
    where: { id: { in: [term.fromPersonId, term.toPersonId] }, countyId },
    include: { account: true },
  });
  const delegate = people.find((person) => person.id === term.toPersonId);
  if (!post || !delegate || !people.some((person) => person.id === term.fromPersonId)) throw organisationNotFound();
  const others = await tx.delegation.findMany({
    where: {
      ...{ countyId, endedOn: null, fromDay: { lte: term.toDay }, toDay: { gte: term.fromDay } },
      OR: [{ postId: term.postId }, { fromPersonId: term.toPersonId }],
    },
  });
  const problems = delegationProblems(term, {
    ...{ today, others, postKind: post.kind, makerPersonId: actor.personId },
    terms: await tx.postHolding.findMany({ where: { postId: term.postId, personId: term.fromPersonId } }),
    delegateHasAccount: delegate.account !== null && delegate.account.disabledAt === null,
  });
  const [first] = problems;
  if (first) throw new DubanError('VALIDATION', first.message, { problems });
}

/**
 * Ends a delegation before its last day, at once.
 *
 * @throws DubanError CONFLICT where it is over, FORBIDDEN for those whom it does not concern.
 */
export function endDelegation(db: Db, actor: Actor, id: string): Promise<void> {
  return db.$transaction(async (tx) => {
    const county = await lockCountyDay(tx, actor.countyId);
    await tx.$queryRaw`SELECT id FROM "Delegation" WHERE id = ${id} FOR UPDATE`;
    const row = await tx.delegation.findFirst({ where: { id, countyId: county.countyId } });
    if (!row) throw organisationNotFound();
    const parties = { from: { id: row.fromPersonId }, to: { id: row.toPersonId } };
    if (!mayEndDelegation(actor, { ...parties, state: 'RUNNING' })) {
      throw new DubanError('FORBIDDEN', {
        zh: '委托由委托人、受托人、办公室或系统管理员结束',
        en: 'Those whom it concerns, the office or an administrator end a delegation',
      });
    }
    if (row.endedOn !== null || row.toDay < county.today) {
      throw new DubanError('CONFLICT', { zh: '该委托已经结束', en: 'This delegation is over already' });
    }
    await tx.delegation.update({ where: { id }, data: { endedOn: county.today, endedBy: actor.personName } });
    await record(tx, county, actor, row, 'DELEGATION_ENDED');
  });
}

function record(
  tx: Tx,
  { countyId, today }: CountyDay,
  actor: Actor,
  { id, postId, fromPersonId, toPersonId, fromDay, toDay, signingOnly, reason }: Delegation,
  kind: 'DELEGATION_MADE' | 'DELEGATION_ENDED',
): Promise<void> {
  const data = { delegationId: id, postId, fromPersonId, toPersonId, fromDay, toDay, signingOnly, reason };
  return recordEvent(tx, { countyId, kind, businessDay: today, ...by(actor), data });
}
