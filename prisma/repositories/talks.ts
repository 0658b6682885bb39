import { randomUUID } from 'node:crypto';
import { besideKey } from '../../domain/besideItems.ts';
import { DubanError } from '../../domain/errors.ts';
import type { Day } from '../../domain/process/types.ts';
import type { Db, Tx } from '../client.ts';
import type { Escalation, Talk, WorkItem } from '../generated/client.ts';
import type { AuditKind, LetterState } from '../generated/enums.ts';
import { fromJson } from '../json.ts';
import { type Actor, by, inCapacity } from './actor.ts';
import { recordEvent } from './audit.ts';
import { openBesideItem } from './besideItems.ts';
import { type CountyDay, lockCountyDay } from './clock.ts';
import { changeEscalation, closedAlready, isApprover, lockEscalation, mayHold } from './escalations.ts';
import { draftRows } from './letterDrafting.ts';
import { recordLetter } from './letters.ts';
import { loadSubjects } from './subjects.ts';

/** Whoever approved the talk arranges and records it, or the office for them; nobody in their own case. */
const conducts = (actor: Actor, escalation: Escalation): boolean =>
  isApprover(actor, escalation) || mayHold(actor, escalation);

export function mayArrange(actor: Actor, escalation: Escalation, talk: Talk | null): boolean {
  return isReady(escalation) && talk === null && conducts(actor, escalation);
}

export function mayRecord(actor: Actor, escalation: Escalation, talk: Talk | null): boolean {
  return isReady(escalation) && talk?.state === 'ARRANGED' && conducts(actor, escalation);
}

export function mayFollowUp(actor: Actor, escalation: Escalation, talk: Talk | null): boolean {
  return talk?.state === 'HELD' && conducts(actor, escalation);
}

/** A talk is over with what came of it; one that was never arranged, once its outcome was recorded. */
export function isUnfinished(talkState: Talk['state'] | null, outcome: string | null): boolean {
  return talkState === null ? outcome === null : talkState !== 'FOLLOWED_UP';
}

/** Whether the actor has something to do about an approved talk: arrange it, record it, or say what came of it. */
export function mayConduct(actor: Actor, escalation: Escalation & { talkState: Talk['state'] | null }): boolean {
  const { talkState, outcome } = escalation;
  return isReady(escalation) && isUnfinished(talkState, outcome) && conducts(actor, escalation);
}

function isReady({ rung, state, liftedOn }: Escalation): boolean {
  return rung === 'TALK' && state === 'APPROVED' && liftedOn === null;
}

/** Sets time and place of an approved talk and drafts the invitation 约谈通知书, which its approver signs. */
export function arrangeTalk(
  db: Db,
  caller: Actor,
  input: { escalationId: string; at: string; place: string },
): Promise<void> {
  return db.$transaction(async (tx) => {
    const { county, actor, escalation, talk } = await lockTalk(tx, caller, input.escalationId);
    if (!isReady(escalation) || talk) throw closedAlready(escalation);
    const item = await tx.workItem.findUniqueOrThrow({ where: { id: escalation.workItemId } });
    const subjects = await loadSubjects(tx, county, [{ ...item, id: item.instanceId, subjectKind: 'MEASURE' }]);
    const additions = { talkAt: input.at, talkPlace: input.place };
    const request = { kind: 'TALK' as const, item, signer: escalation, additions, draftedBy: actor.personName };
    const [row] = await draftRows(tx, county, subjects, [request]);
    if (!row) throw new Error('nothing was drafted');
    const letter = await tx.letter.create({ data: row });
    await recordLetter(tx, county, actor, letter, 'LETTER_DRAFTED');
    await tx.talk.create({
      data: {
        ...{ id: randomUUID(), countyId: county.countyId, escalationId: escalation.id, letterId: letter.id },
        ...{ at: input.at, place: input.place, arrangedBy: actor.personName, arrangedOn: county.today },
      },
    });
    await recordTalkEvent(tx, county, actor, escalation, 'TALK_ARRANGED', `${input.at} ${input.place}`);
  });
}

export interface TalkRecord {
  escalationId: string;
  heldOn: Day;
  host: string;
  /** Who came, with their posts. */
  attendees: string[];
  record: string;
  /** What the unit promised, and by when: each becomes a work item of the unit. */
  promises: { text: string; dueOn: Day }[];
}

/** Records a talk that was held. */
export function recordTalk(db: Db, caller: Actor, input: TalkRecord): Promise<void> {
  return db.$transaction(async (tx) => {
    const { county, actor, escalation, talk } = await lockTalk(tx, caller, input.escalationId);
    if (!isReady(escalation) || talk?.state !== 'ARRANGED') throw closedAlready(escalation);
    refuseImpossibleDays(input, county.today);
    const { heldOn, host, attendees, record } = input;
    await tx.talk.update({
      where: { id: talk.id },
      data: { state: 'HELD', heldOn, host, attendees, record, recordedBy: actor.personName },
    });
    const about = await tx.workItem.findUniqueOrThrow({ where: { id: escalation.workItemId } });
    for (const [index, { text, dueOn }] of input.promises.entries()) {
      await openBesideItem(tx, county, {
        ...{ about, kind: 'PROMISE', key: promiseKey(talk.id, index), dueOn, text },
        holder: { holderKind: 'UNIT_HEAD', unitId: escalation.unitId, postId: null },
      });
    }
    await recordTalkEvent(tx, county, actor, escalation, 'TALK_HELD', record);
  });
}

/** Closes a talk with what came of it 后续落实. */
export function followUpTalk(db: Db, caller: Actor, input: { escalationId: string; text: string }): Promise<void> {
  return db.$transaction(async (tx) => {
    const { county, actor, escalation, talk } = await lockTalk(tx, caller, input.escalationId);
    if (talk?.state !== 'HELD') throw closedAlready(escalation);
    const { text } = input;
    await tx.talk.update({
      where: { id: talk.id },
      data: { state: 'FOLLOWED_UP', followUp: text, followedUpBy: actor.personName, followedUpOn: county.today },
    });
    await changeEscalation(tx, county, actor, escalation, 'TALK_FOLLOWED_UP', { outcome: text });
  });
}

const promiseKey = (talkId: string, index: number): string => besideKey('promise', `${talkId}.${index}`);

function refuseImpossibleDays({ heldOn, promises }: TalkRecord, today: Day): void {
  const problems = [
    ...(heldOn <= today
      ? []
      : [
          {
            pointer: '/heldOn',
            message: { zh: '约谈日期不能晚于今天', en: 'A talk that was held is not in the future' },
          },
        ]),
    ...promises.flatMap(({ dueOn }, index) =>
      dueOn >= today
        ? []
        : [
            {
              pointer: `/promises/${index}/dueOn`,
              message: { zh: '承诺期限不能早于今天', en: 'What is promised is due today or later' },
            },
          ],
    ),
  ];
  const [first] = problems;
  if (first) throw new DubanError('VALIDATION', first.message, { problems });
}

/** The talk under its rung's lock, with the actor as whoever conducts it. */
async function lockTalk(
  tx: Tx,
  caller: Actor,
  escalationId: string,
): Promise<{ county: CountyDay; actor: Actor; escalation: Escalation; talk: Talk | null }> {
  const county = await lockCountyDay(tx, caller.countyId);
  const escalation = await lockEscalation(tx, caller.countyId, escalationId);
  if (!conducts(caller, escalation)) {
    throw new DubanError('FORBIDDEN', {
      zh: '约谈由批准人或办公室安排和记录',
      en: 'Whoever approved the talk, or the office, arranges and records it',
    });
  }
  const actor = inCapacity(caller, (one) => conducts(one, escalation));
  return { county, actor, escalation, talk: await tx.talk.findUnique({ where: { escalationId } }) };
}

async function recordTalkEvent(
  tx: Tx,
  county: CountyDay,
  actor: Actor,
  { id: escalationId, planId, measureId, workItemId, instanceId, unitId }: Escalation,
  kind: AuditKind,
  reason: string,
): Promise<void> {
  await recordEvent(tx, {
    ...{ countyId: county.countyId, kind, businessDay: county.today },
    ...{ planId, measureId, workItemId, instanceId, unitId },
    ...{ ...by(actor), data: { escalationId, reason } },
  });
}

/** A talk with its invitation and how what was promised stands. */
export interface TalkRow extends Talk {
  letter: { id: string; state: LetterState } | null;
  promises: { itemId: string; text: string; dueOn: string; state: WorkItem['state']; closedOn: string | null }[];
}

/** The talk about a rung that the caller has been shown; null where none was arranged. */
export async function readTalk(db: Tx, escalation: Escalation): Promise<TalkRow | null> {
  const talk = await db.talk.findUnique({ where: { escalationId: escalation.id } });
  if (!talk) return null;
  const letter = await db.letter.findUnique({ where: { id: talk.letterId ?? '' }, select: { id: true, state: true } });
  const promises = await db.workItem.findMany({
    where: { instanceId: escalation.instanceId, key: { startsWith: besideKey('promise', `${talk.id}.`) } },
    orderBy: { key: 'asc' },
  });
  return {
    ...{ ...talk, letter },
    promises: promises.map(({ id, fields, dueOn, state, closedOn }) => ({
      ...{ itemId: id, dueOn: dueOn ?? '', state, closedOn },
      text: fromJson<{ asked?: string } | null>(fields)?.asked ?? '',
    })),
  };
}
