import { randomUUID } from 'node:crypto';
import { besideKey } from '../../domain/besideItems.ts';
import { addWorkingDays } from '../../domain/calendar.ts';
import { addDays } from '../../domain/day.ts';
import { DubanError } from '../../domain/errors.ts';
import { type Holding, ownOf } from '../../domain/holding.ts';
import type { FrozenSpan } from '../../domain/ladder/index.ts';
import { objectUntil } from '../../domain/objection.ts';
import type { Day } from '../../domain/process/types.ts';
import { isWithHolder } from '../../domain/workItem.ts';
import type { Db, Tx } from '../client.ts';
import type { Escalation, Letter, Objection, WorkItem } from '../generated/client.ts';
import { fromJson, toJson } from '../json.ts';
import { type Actor, by, inCapacity } from './actor.ts';
import { approverOf, loadPostBook } from './audiences.ts';
import { recordEvent } from './audit.ts';
import { openBesideItem } from './besideItems.ts';
import { cancelItems } from './cancelItems.ts';
import { type CountyDay, lockCountyDay } from './clock.ts';
import { tell } from './escalations.ts';
import { type Lateness, latenessOf } from './lateness.ts';
import { recomputeNextRungs } from './obligations.ts';
import { loadSubjects } from './subjects.ts';

export type ObjectionTarget =
  | { about: 'LETTER'; letterId: string }
  | { about: 'RUNG'; escalationId: string }
  | { about: 'LIGHT'; workItemId: string };

/** Rungs that have reached the unit and can be objected to. */
const REACHED = ['NOTIFIED', 'SENT', 'APPROVED', 'ACKNOWLEDGED'];

/** The last day to object to a rung or a letter, which reached the unit on the day it went out; null: not yet. */
export function rungObjectUntil(rung: Escalation, { calendar, limits }: CountyDay): Day | null {
  if (!REACHED.includes(rung.state)) return null;
  return objectUntil(rung.deliveredOn ?? rung.reachedOn, calendar, limits.objectWithin);
}

export function letterObjectUntil({ signedOn }: Pick<Letter, 'signedOn'>, { calendar, limits }: CountyDay): Day | null {
  return objectUntil(signedOn, calendar, limits.objectWithin);
}

/** Whether the unit's head may object to a rung, while there is time. */
export function mayObjectToRung(actor: Actor, { unitId, state, liftedOn }: Escalation): boolean {
  return headsUnit(actor, unitId) && REACHED.includes(state) && liftedOn === null;
}

/** Whether the unit's head may object to a letter, while there is time. */
export function mayObjectToLetter(
  actor: Actor,
  letter: Pick<Letter, 'unitId' | 'state' | 'liftedOn' | 'kind'>,
): boolean {
  return headsUnit(actor, letter.unitId) && letter.state === 'SIGNED' && letter.liftedOn === null;
}

/** Whether the unit's head may object to an item's being shown as overdue. */
export function mayObjectToLight(
  actor: Actor,
  item: Pick<WorkItem, 'unitId' | 'state'>,
  { late }: Pick<Lateness, 'late'>,
): boolean {
  return headsUnit(actor, item.unitId) && isWithHolder(item.state) && late;
}

function headsUnit({ posts }: Actor, unitId: string | null): boolean {
  return unitId !== null && posts.some((post) => post.kind === 'UNIT_HEAD' && post.unitId === unitId);
}

interface Target {
  item: WorkItem;
  unitId: string;
  /** Who issued what is objected to, where a person did. */
  issuerId: string | null;
  issuerKind: string | null;
}

/**
 * Files an objection 异议 of a unit's head. Somebody else than whoever issued it decides: what the office signed the
 * responsible leader, what a leader decided a chief leader.
 *
 * @returns its id.
 */
export function fileObjection(
  db: Db,
  caller: Actor,
  input: { target: ObjectionTarget; text: string },
): Promise<string> {
  return db.$transaction(async (tx) => {
    const county = await lockCountyDay(tx, caller.countyId);
    const target = await lockTarget(tx, county, caller, input.target);
    const actor = inCapacity(caller, (one) => headsUnit(one, target.unitId));
    const { about } = input.target;
    const ids = { letterId: idOf(input.target, 'LETTER'), escalationId: idOf(input.target, 'RUNG') };
    const { unitId } = target;
    const { id: workItemId, planId, measureId } = target.item;
    const open = await tx.objection.findFirst({ where: { about, workItemId, ...ids, state: 'OPEN' } });
    if (open) {
      throw new DubanError('CONFLICT', { zh: '已提出异议，正在复核', en: 'An objection to it is being decided' });
    }
    const id = randomUUID();
    const item = await openBesideItem(tx, county, {
      ...{ about: target.item, kind: 'RECONSIDER', key: besideKey('reconsider', id), text: input.text },
      ...{ holder: await deciderOf(tx, county, target) },
      dueOn: addWorkingDays(county.calendar, county.today, county.limits.objectionDecidedWithin),
    });
    const objection = await tx.objection.create({
      data: {
        ...{ id, countyId: county.countyId, about, ...ids, workItemId, planId, measureId, unitId },
        ...{ text: input.text, filedBy: actor.personName, filedOn: county.today },
        ...{ itemId: item.id, issuerId: target.issuerId },
      },
    });
    await recordObjection(tx, county, actor, objection, 'OBJECTION_FILED', input.text);
    return id;
  });
}

function idOf(target: ObjectionTarget, about: 'LETTER' | 'RUNG'): string | null {
  if (target.about === 'LETTER' && about === 'LETTER') return target.letterId;
  return target.about === 'RUNG' && about === 'RUNG' ? target.escalationId : null;
}

async function lockTarget(tx: Tx, county: CountyDay, actor: Actor, target: ObjectionTarget): Promise<Target> {
  const { countyId } = actor;
  const letter =
    target.about === 'LETTER' ? await tx.letter.findFirst({ where: { id: target.letterId, countyId } }) : null;
  const escalation =
    target.about === 'RUNG' ? await tx.escalation.findFirst({ where: { id: target.escalationId, countyId } }) : null;
  const workItemId = target.about === 'LIGHT' ? target.workItemId : (letter ?? escalation)?.workItemId;
  await tx.$queryRaw`SELECT id FROM "WorkItem" WHERE id = ${workItemId ?? ''} FOR UPDATE`;
  const item = await tx.workItem.findFirst({ where: { id: workItemId ?? '', countyId } });
  if (!item)
    throw new DubanError('NOT_FOUND', { zh: '没有找到异议所针对的内容', en: 'There is no such thing to object to' });
  const may =
    (letter && mayObjectToLetter(actor, letter)) ||
    (escalation && mayObjectToRung(actor, escalation)) ||
    (target.about === 'LIGHT' && mayObjectToLight(actor, item, latenessOf(item, county)));
  if (!may || item.unitId === null) {
    throw new DubanError('FORBIDDEN', {
      zh: '异议由承办单位负责人提出；未送达、已解除或未逾期的，不能提出',
      en: 'The head of the unit objects, to what has reached the unit, was not lifted and is overdue',
    });
  }
  const until = escalation ? rungObjectUntil(escalation, county) : letter && letterObjectUntil(letter, county);
  if (until !== null && county.today > until) throw tooLate(until, county);
  return {
    ...{ item, unitId: item.unitId },
    issuerId: letter?.signedById ?? escalation?.decidedById ?? null,
    issuerKind: letter?.approverKind ?? escalation?.approverKind ?? null,
  };
}

const tooLate = (until: Day, { limits: { objectWithin } }: CountyDay) =>
  new DubanError('CONFLICT', {
    zh: `异议期已过：应于 ${until} 前（送达后${objectWithin}个工作日内）提出`,
    en: `It is too late to object: that was possible until ${until}, ${objectWithin} working days after it reached the unit`,
  });

/** A step above whoever issued it; a chief leader's own decision goes to any chief leader but that one. */
async function deciderOf(tx: Tx, county: CountyDay, { item, issuerKind }: Target): Promise<Holding> {
  if (issuerKind === 'CHIEF_LEADER') return { holderKind: 'CHIEF_LEADER', unitId: null, postId: null };
  const subjects = await loadSubjects(tx, county, [{ ...item, id: item.instanceId, subjectKind: 'MEASURE' }]);
  const book = await loadPostBook(tx, county.countyId, county.today);
  const above = approverOf(item, issuerKind === 'LEADER' ? 'REFER' : 'TALK', subjects, book);
  return { holderKind: above.approverKind, unitId: null, postId: above.approverPostId };
}

/** The items that the decision may change: the one that it is about, and those that answer the letters that it lifts. */
export async function reconsideredItems(tx: Tx, itemId: string): Promise<string[]> {
  const { workItemId, letterId, escalationId } = await tx.objection.findUniqueOrThrow({ where: { itemId } });
  const about = await tx.escalation.findUnique({ where: { id: escalationId ?? '' }, select: { letterId: true } });
  const letter = await tx.letter.findUnique({
    where: { id: letterId ?? about?.letterId ?? '' },
    select: { answerItemId: true },
  });
  return [workItemId, ...(letter?.answerItemId ? [letter.answerItemId] : [])];
}

/**
 * Decides an objection 复核, in the transaction that hands in its item.
 *
 * @throws DubanError OWN_CASE where the actor issued it or is of the unit.
 */
export async function decideObjection(
  tx: Tx,
  county: CountyDay,
  actor: Actor,
  itemId: string,
  decision: { outcome: string; ground: string },
): Promise<void> {
  const objection = await tx.objection.findUniqueOrThrow({ where: { itemId } });
  if ((await issuedBy(tx, actor, objection)) || ownOf(actor.posts).unitIds.includes(objection.unitId)) {
    throw new DubanError('OWN_CASE', {
      zh: '作出原决定的人和提出异议的单位不能复核',
      en: 'Whoever issued it, or is of the unit that objects, does not decide the objection',
    });
  }
  const lifted = decision.outcome === 'lifted';
  const decided = await tx.objection.update({
    where: { id: objection.id },
    data: {
      ...{ state: lifted ? 'LIFTED' : 'UPHELD', ground: decision.ground },
      ...{ decidedBy: actor.personName, decidedOn: county.today },
    },
  });
  if (lifted) await lift(tx, county, decided, decision.ground);
  await recordObjection(tx, county, actor, decided, 'OBJECTION_DECIDED', decision.ground);
  const about = { id: objection.escalationId, workItemId: objection.workItemId };
  await tell(tx, county, about, 'OBJECTION_DECIDED', ['holder', 'unitHead']);
}

/** Whether the actor issued it, or had it issued by a delegate. */
async function issuedBy(tx: Tx, actor: Actor, { issuerId, workItemId }: Objection): Promise<boolean> {
  if (issuerId === null) return false;
  if (issuerId === actor.accountId) return true;
  const acts = await tx.auditEvent.count({
    where: {
      ...{ workItemId, accountId: issuerId, onBehalfOfId: actor.personId },
      kind: { in: ['LETTER_SIGNED', 'ESCALATION_DECIDED'] },
    },
  });
  return acts > 0;
}

/** What is lifted stays to be seen and counts no more. A rung and the letter that it drafted are lifted together. */
async function lift(tx: Tx, county: CountyDay, objection: Objection, ground: string): Promise<void> {
  const lifted = { liftedOn: county.today, liftedReason: ground };
  if (objection.about === 'LIGHT') return liftLight(tx, county, objection.workItemId);
  const escalations = await tx.escalation.updateManyAndReturn({
    where: objection.escalationId
      ? { id: objection.escalationId }
      : { letterId: objection.letterId ?? '', liftedOn: null },
    data: { ...lifted, updatedOn: county.today },
  });
  const letterIds = [objection.letterId, ...escalations.map((row) => row.letterId)].flatMap((id) => (id ? [id] : []));
  const letters = await tx.letter.updateManyAndReturn({
    where: { id: { in: letterIds }, liftedOn: null, state: 'SIGNED' },
    data: lifted,
  });
  const answers = await tx.workItem.findMany({
    where: { id: { in: letters.flatMap((row) => (row.answerItemId ? [row.answerItemId] : [])) } },
  });
  await cancelItems(tx, county, answers, ['OPEN', 'PREPARED']);
}

/** The days since the due day, up to the decision, were not the unit's. */
async function liftLight(tx: Tx, county: CountyDay, workItemId: string): Promise<void> {
  const item = await tx.workItem.findUniqueOrThrow({ where: { id: workItemId } });
  if (item.dueOn === null) return;
  const spans = fromJson<FrozenSpan[]>(item.frozen);
  const frozen = [...spans, { from: addDays(item.dueOn, 1), to: addDays(county.today, 1) }];
  await tx.workItem.update({
    where: { id: item.id },
    data: { frozen: toJson(frozen), lightLiftedOn: county.today },
  });
  await recomputeNextRungs(tx, county, [item.id]);
}

async function recordObjection(
  tx: Tx,
  county: CountyDay,
  actor: Actor,
  { id, about, state, planId, measureId, workItemId, unitId }: Objection,
  kind: 'OBJECTION_FILED' | 'OBJECTION_DECIDED',
  reason: string,
): Promise<void> {
  await recordEvent(tx, {
    ...{ countyId: county.countyId, kind, businessDay: county.today, planId, measureId, workItemId, unitId },
    ...by(actor),
    data: { objectionId: id, about, state, reason },
  });
}
