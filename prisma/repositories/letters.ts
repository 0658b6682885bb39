import { DubanError } from '../../domain/errors.ts';
import { holds } from '../../domain/holding.ts';
import { type LetterKind, letterKindFacts } from '../../domain/letters/index.ts';
import type { Variables } from '../../domain/process/types.ts';
import { isWithHolder } from '../../domain/workItem.ts';
import type { Db, Tx } from '../client.ts';
import type { Letter } from '../generated/client.ts';
import type { AuditKind } from '../generated/enums.ts';
import type { LetterUncheckedUpdateInput } from '../generated/models.ts';
import { fromJson } from '../json.ts';
import { type Actor, by, inCapacity } from './actor.ts';
import { loadPostBook } from './audiences.ts';
import { recordEvent } from './audit.ts';
import { type CountyDay, lockCountyDay } from './clock.ts';
import { changeEscalation, isApprover } from './escalations.ts';
import { type Additions, draftRows, isOfUnit, signerOf } from './letterDrafting.ts';
import { holdsAny } from './scope.ts';
import { loadSubjects } from './subjects.ts';

/**
 * Drafts a letter about an item by hand. Whoever signs it is named in it; nobody drafts one about their own unit.
 *
 * @returns its id.
 */
export function draftLetterByHand(
  db: Db,
  actor: Actor,
  input: { workItemId: string; kind: LetterKind } & Additions,
): Promise<string> {
  return db.$transaction(async (tx) => {
    const { workItemId, kind, ...additions } = input;
    const county = await lockCountyDay(tx, actor.countyId);
    await tx.$queryRaw`SELECT id FROM "WorkItem" WHERE id = ${workItemId} FOR UPDATE`;
    const item = await tx.workItem.findFirst({ where: { id: workItemId, countyId: actor.countyId } });
    if (!item) throw new DubanError('NOT_FOUND', { zh: '没有这个待办事项', en: 'There is no such work item' });
    if (item.unitId === null || item.holderKind !== 'UNIT_HEAD') {
      throw new DubanError('CONFLICT', {
        zh: '文书只发给承办单位；该事项不由单位承办',
        en: 'Letters go to units; this item is not held by one',
      });
    }
    if (isOfUnit(actor.posts, item.unitId)) throw ownCase();
    if (letterKindFacts[kind].lapses && !isWithHolder(item.state)) {
      throw new DubanError('ITEM_CLOSED', {
        zh: '该事项已报送或已办结，不能再起草此类文书',
        en: 'This item was handed in or closed; such a letter would demand what is there',
      });
    }
    const open = await tx.letter.findFirst({ where: { workItemId, kind, state: 'DRAFT' } });
    if (open) {
      throw new DubanError(
        'CONFLICT',
        { zh: '该事项已有一份待签发的同类文书', en: 'Such a letter about this item waits to be signed already' },
        { details: { letterId: open.id } },
      );
    }
    const subjects = await loadSubjects(tx, county, [{ ...item, id: item.instanceId, subjectKind: 'MEASURE' }]);
    const book = await loadPostBook(tx, county.countyId, county.today);
    const signer = signerOf(kind, item, subjects, book);
    const request = { kind, item, signer, additions, draftedBy: actor.personName };
    const [row] = await draftRows(tx, county, subjects, [request]);
    if (!row) throw new Error('nothing was drafted');
    const letter = await tx.letter.create({ data: row });
    await recordLetter(tx, county, actor, letter, 'LETTER_DRAFTED');
    return letter.id;
  });
}

/** Changes title and text of a draft. */
export function editLetter(
  db: Db,
  actor: Actor,
  input: { id: string; title: string; text: string; version: number },
): Promise<void> {
  return db.$transaction(async (tx) => {
    const county = await lockCountyDay(tx, actor.countyId);
    const letter = await lockDraft(tx, actor, input.id);
    requireSeen(letter, input.version);
    const { title, text } = input;
    await changeLetter(tx, county, actor, letter, 'LETTER_EDITED', { title, text, edited: true });
  });
}

/** Drafts a letter anew with the facts of today; what was changed by hand is given up. */
export function redraftLetter(db: Db, actor: Actor, input: { id: string; version: number }): Promise<void> {
  return db.$transaction(async (tx) => {
    const county = await lockCountyDay(tx, actor.countyId);
    const letter = await lockDraft(tx, actor, input.id);
    requireSeen(letter, input.version);
    const item = await tx.workItem.findUniqueOrThrow({ where: { id: letter.workItemId } });
    const subjects = await loadSubjects(tx, county, [{ ...item, id: item.instanceId, subjectKind: 'MEASURE' }]);
    const request = {
      ...{ kind: letter.kind as LetterKind, item, signer: letter, additions: fromJson<Additions>(letter.additions) },
      ...(letter.draftedBy === null ? {} : { draftedBy: letter.draftedBy }),
    };
    const [row] = await draftRows(tx, county, subjects, [request]);
    if (!row) throw new Error('nothing was drafted');
    const { title, text, templateVersion, answerWithin, itemDueOn, draftedOn } = row;
    await changeLetter(tx, county, actor, letter, 'LETTER_EDITED', {
      ...{ title, text, templateVersion, answerWithin, itemDueOn, draftedOn, edited: false },
    });
  });
}

/** A draft that is not to be signed. The rung that it was drafted for is refused with it. */
export function refuseLetter(db: Db, actor: Actor, input: { id: string; reason: string }): Promise<void> {
  return db.$transaction(async (tx) => {
    const county = await lockCountyDay(tx, actor.countyId);
    const letter = await lockDraft(tx, actor, input.id);
    const { reason } = input;
    const escalation = await tx.escalation.findFirst({ where: { letterId: letter.id, state: 'DRAFTED' } });
    if (escalation && !isApprover(actor, letter)) throw notYours();
    await changeLetter(tx, county, actor, letter, 'LETTER_WITHDRAWN', {
      ...{ state: 'WITHDRAWN', withdrawnOn: county.today, withdrawnReason: reason },
    });
    if (!escalation) return;
    await changeEscalation(tx, county, actor, escalation, 'ESCALATION_DECIDED', {
      ...{
        state: 'REJECTED',
        reason,
        decidedBy: actor.personName,
        decidedById: actor.accountId,
        decidedOn: county.today,
      },
    });
  });
}

/** The unit signs for a letter 签收; once is enough. */
export function receiveLetter(db: Db, caller: Actor, id: string): Promise<void> {
  return db.$transaction(async (tx) => {
    const county = await lockCountyDay(tx, caller.countyId);
    const letter = await lockLetter(tx, caller.countyId, id);
    if (!mayReceive(caller, letter)) throw notYours();
    const receiver = inCapacity(caller, (actor) => mayReceive(actor, letter));
    await markReceived(tx, county, receiver, letter);
  });
}

/** Notes that the unit has a letter, where that is not noted yet. */
export async function markReceived(tx: Tx, county: CountyDay, actor: Actor, letter: Letter): Promise<void> {
  if (letter.receivedOn !== null) return;
  const received = { receivedBy: actor.personName, receivedOn: county.today };
  await tx.letter.update({ where: { id: letter.id }, data: received });
  await recordLetter(tx, county, actor, letter, 'LETTER_RECEIVED');
}

/**
 * Whether it is the actor's unit that signs for the letter; a referral is acknowledged by whoever received it. Nobody
 * needs to sign for what was lifted.
 */
export function mayReceive(
  actor: Actor,
  letter: Pick<Letter, 'state' | 'kind' | 'unitId' | 'receivedOn' | 'liftedOn'>,
): boolean {
  if (letter.state !== 'SIGNED' || letter.receivedOn !== null || letter.liftedOn !== null) return false;
  if (letter.kind === 'REFERRAL') return holdsAny(actor, ['DISCIPLINE']) && !isOfUnit(actor.posts, letter.unitId);
  return holds(actor.posts, { holderKind: 'UNIT_HEAD', unitId: letter.unitId, postId: null });
}

/** Whether the actor may change a draft: its signer, or the office, and nobody in their own case. */
export function mayEdit(
  actor: Actor,
  letter: Pick<Letter, 'state' | 'unitId' | 'approverKind' | 'approverPostId' | 'approverUnitId'>,
): boolean {
  if (letter.state !== 'DRAFT' || isOfUnit(actor.posts, letter.unitId)) return false;
  return holdsAny(actor, ['OFFICE']) || isApprover(actor, letter);
}

async function lockLetter(tx: Tx, countyId: string, id: string): Promise<Letter> {
  await tx.$queryRaw`SELECT id FROM "Letter" WHERE id = ${id} FOR UPDATE`;
  const letter = await tx.letter.findFirst({ where: { id, countyId } });
  if (letter) return letter;
  throw new DubanError('NOT_FOUND', { zh: '没有找到该文书', en: 'There is no such letter' });
}

async function lockDraft(tx: Tx, actor: Actor, id: string): Promise<Letter> {
  const letter = await lockLetter(tx, actor.countyId, id);
  if (letter.state !== 'DRAFT') {
    const message = { zh: '该文书已签发或已撤回，不能再修改', en: 'This letter was signed or withdrawn already' };
    throw new DubanError('CONFLICT', message, { details: { state: letter.state } });
  }
  if (!mayEdit(actor, letter)) throw notYours();
  return letter;
}

function requireSeen(letter: Letter, version: number): void {
  if (letter.version === version) return;
  throw new DubanError(
    'STALE_VERSION',
    { zh: '该文书已被他人修改，请查看最新内容', en: 'Somebody changed this letter meanwhile; look at it again' },
    { details: { version: letter.version } },
  );
}

const notYours = () =>
  new DubanError('FORBIDDEN', { zh: '该文书不由您处理', en: 'This letter is not yours to act on' });

const ownCase = () =>
  new DubanError('OWN_CASE', {
    zh: '不能对本单位承办的事项起草文书',
    en: 'Nobody drafts a letter about what their own unit holds',
  });

async function changeLetter(
  tx: Tx,
  county: CountyDay,
  actor: Actor,
  letter: Letter,
  kind: AuditKind,
  data: LetterUncheckedUpdateInput,
): Promise<void> {
  await tx.letter.update({ where: { id: letter.id }, data: { ...data, version: { increment: 1 } } });
  const reason = data.withdrawnReason;
  await recordLetter(tx, county, actor, letter, kind, typeof reason === 'string' ? { reason } : {});
}

/** The line of the trail about a letter. */
export async function recordLetter(
  tx: Tx,
  county: CountyDay,
  actor: Actor,
  { id, kind: letterKind, planId, measureId, workItemId, unitId }: Letter,
  kind: AuditKind,
  data: Variables = {},
): Promise<void> {
  await recordEvent(tx, {
    ...{ countyId: county.countyId, kind, businessDay: county.today, planId, measureId, workItemId, unitId },
    ...{ ...by(actor), data: { letterId: id, letterKind, ...data } },
  });
}
