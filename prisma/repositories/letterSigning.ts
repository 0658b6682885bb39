import { createHash } from 'node:crypto';
import { besideKey } from '../../domain/besideItems.ts';
import { addWorkingDays } from '../../domain/calendar.ts';
import { yearOf } from '../../domain/day.ts';
import { DubanError } from '../../domain/errors.ts';
import { type LetterKind, letterKindFacts } from '../../domain/letters/index.ts';
import { calendarOf } from '../../domain/ownDays.ts';
import { isWithHolder } from '../../domain/workItem.ts';
import type { Db, Tx } from '../client.ts';
import type { Letter, WorkItem } from '../generated/client.ts';
import { type Actor, inCapacity } from './actor.ts';
import { openBesideItem } from './besideItems.ts';
import { type CountyDay, lockCountyDay } from './clock.ts';
import { awaitsExplanation, changeEscalation, isApprover, tell } from './escalations.ts';
import { recordLetter } from './letters.ts';
import { recomputeNextRungs } from './obligations.ts';

/** What came of a call to sign: letters by what was done with them. */
export interface Signed {
  signed: { id: string; number: number }[];
  /** Their item was done meanwhile: they demand what is there. */
  withdrawn: string[];
  /** They speak of a due day that is no longer the item's, and were changed by hand: to be drafted anew. */
  stale: string[];
  /** Their unit may still explain. */
  explaining: string[];
}

/**
 * Signs 签发 letters: each gets its number in this transaction, without gaps in its series and year. A draft whose item
 * has been done meanwhile is withdrawn, one that speaks of another due day stays, and so does one that waits for
 * somebody else.
 *
 * @throws DubanError FORBIDDEN where none of those still to be signed is the actor's.
 */
export function signLetters(db: Db, actor: Actor, ids: string[]): Promise<Signed> {
  return db.$transaction(async (tx) => {
    const county = await lockCountyDay(tx, actor.countyId);
    const { letters, items } = await lockLetters(tx, actor.countyId, ids);
    const outcome: Signed = { signed: [], withdrawn: [], stale: [], explaining: [] };
    const drafts = letters.filter((row) => row.state === 'DRAFT');
    const own = drafts.filter((row) => isApprover(actor, row));
    if (drafts.length > 0 && own.length === 0) throw notTheirs();
    for (const letter of own) {
      const item = items.get(letter.workItemId);
      if (item && isDone(letter, item)) await lapse(tx, county, actor, letter);
      else if (await isExplaining(tx, county, letter)) outcome.explaining.push(letter.id);
      else if (!item || letter.itemDueOn !== item.dueOn) outcome.stale.push(letter.id);
      else {
        const signer = inCapacity(actor, (one) => isApprover(one, letter));
        outcome.signed.push({ id: letter.id, number: await signOne(tx, county, signer, letter, item) });
      }
    }
    const after = await tx.letter.findMany({ where: { id: { in: letters.map((row) => row.id) }, state: 'WITHDRAWN' } });
    return { ...outcome, withdrawn: after.map((row) => row.id) };
  });
}

/** Letters with their items, the items locked first as whoever closes one does. */
async function lockLetters(
  tx: Tx,
  countyId: string,
  ids: string[],
): Promise<{ letters: Letter[]; items: Map<string, WorkItem> }> {
  const before = await tx.letter.findMany({ where: { id: { in: ids }, countyId }, select: { workItemId: true } });
  const itemIds = [...new Set(before.map((row) => row.workItemId))];
  await tx.$queryRaw`SELECT id FROM "WorkItem" WHERE id = ANY(${itemIds}) ORDER BY id FOR UPDATE`;
  await tx.$queryRaw`SELECT id FROM "Letter" WHERE id = ANY(${ids}) ORDER BY id FOR UPDATE`;
  const items = await tx.workItem.findMany({ where: { id: { in: itemIds } } });
  const letters = await tx.letter.findMany({
    where: { id: { in: ids }, countyId },
    // Whoever signs at the same time takes the numbers of the series in this order, too.
    orderBy: [{ series: 'asc' }, { draftedOn: 'asc' }, { id: 'asc' }],
  });
  return { letters, items: new Map(items.map((item) => [item.id, item])) };
}

const notTheirs = () =>
  new DubanError('FORBIDDEN', {
    zh: '所选文书不由您签发；涉及本办公室的，由责任领导签发',
    en: 'These letters do not wait for you; those about the office itself are signed by the responsible leader',
  });

function isDone(letter: Letter, item: WorkItem): boolean {
  return letterKindFacts[letter.kind as LetterKind].lapses && !isWithHolder(item.state);
}

async function isExplaining(tx: Tx, county: CountyDay, letter: Letter): Promise<boolean> {
  const escalation = await tx.escalation.findFirst({ where: { letterId: letter.id } });
  return escalation !== null && awaitsExplanation(escalation, county.today);
}

async function lapse(tx: Tx, county: CountyDay, actor: Actor, letter: Letter): Promise<void> {
  await tx.letter.update({ where: { id: letter.id }, data: { state: 'WITHDRAWN', withdrawnOn: county.today } });
  await tx.escalation.updateMany({
    where: { letterId: letter.id, state: 'DRAFTED' },
    data: { state: 'WITHDRAWN', updatedOn: county.today },
  });
  await recordLetter(tx, county, actor, letter, 'LETTER_WITHDRAWN');
}

async function signOne(tx: Tx, county: CountyDay, actor: Actor, letter: Letter, item: WorkItem): Promise<number> {
  const year = yearOf(county.today);
  const series = await tx.letterSeries.upsert({
    where: { countyId_series_year: { countyId: county.countyId, series: letter.series, year } },
    create: { countyId: county.countyId, series: letter.series, year, last: 1 },
    update: { last: { increment: 1 } },
  });
  await tx.letter.update({
    where: { id: letter.id },
    data: {
      ...{ state: 'SIGNED', year, number: series.last, signedOn: county.today },
      ...{ signedBy: actor.personName, signedById: actor.accountId },
      hash: createHash('sha256').update(`${letter.title}\n${letter.text}`).digest('hex'),
      ...(await askForAnswer(tx, county, letter, item)),
    },
  });
  const escalation = await tx.escalation.findFirst({ where: { letterId: letter.id } });
  if (escalation) {
    await changeEscalation(tx, county, actor, escalation, 'LETTER_SIGNED', {
      ...{ state: 'SENT', deliveredOn: county.today, decidedOn: county.today },
      ...{ decidedBy: actor.personName, decidedById: actor.accountId },
    });
  } else await recordLetter(tx, county, actor, letter, 'LETTER_SIGNED');
  const noticeKind = letter.kind === 'SUPERVISION' ? 'LETTER' : `LETTER_${letter.kind}`;
  const audience = letter.kind === 'REFERRAL' ? (['discipline'] as const) : (['holder', 'unitHead'] as const);
  await tell(tx, county, { id: escalation?.id ?? null, workItemId: letter.workItemId }, noticeKind, audience);
  await recomputeNextRungs(tx, county, [letter.workItemId]);
  return series.last;
}

/** Where the letter wants an answer of its own: an item of the unit with the day until which it answers. */
async function askForAnswer(
  tx: Tx,
  county: CountyDay,
  letter: Letter,
  item: WorkItem,
): Promise<{ answerDueOn?: string; answerItemId?: string }> {
  if (letter.answerWithin === null || letter.unitId === null || letter.kind === 'REFERRAL') return {};
  const answerDueOn = addWorkingDays(calendarOf(county, letter), county.today, letter.answerWithin);
  const answer = await openBesideItem(tx, county, {
    ...{ about: item, kind: 'ANSWER', key: besideKey('answer', letter.id), dueOn: answerDueOn, text: letter.title },
    holder: { holderKind: 'UNIT_HEAD', unitId: letter.unitId, postId: null },
  });
  return { answerDueOn, answerItemId: answer.id };
}
