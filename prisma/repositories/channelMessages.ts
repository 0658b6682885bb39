import { isWorkingDay } from '../../domain/calendar.ts';
import {
  channelFacts,
  composeMessage,
  composeTest,
  type MessageText,
  pauseAfter,
  type SmsRules,
} from '../../domain/channels/index.ts';
import { businessDayOf, timeOfDay } from '../../domain/day.ts';
import { DubanError } from '../../domain/errors.ts';
import { isMailTime } from '../../domain/notices/rules.ts';
import type { Db, Tx } from '../client.ts';
import { type Channel, type ChannelMessage, Prisma } from '../generated/client.ts';
import { fromJson } from '../json.ts';
import type { Actor } from './actor.ts';
import { recordEvent } from './audit.ts';
import { type CountyDay, loadCountyDay } from './clock.ts';
import { noticeRulesInUse } from './noticeRules.ts';

/** A message whose sending has begun: nobody else takes it now. */
export interface TakenMessage {
  id: string;
  channel: Channel;
  sms: SmsRules | null;
  phone: string | null;
  text: MessageText;
  rehearsal: boolean;
  /** Who is told, in words. */
  told: string;
}

/** How a sending ended. `LATER` went nowhere, `UNCERTAIN` perhaps arrived. */
export interface MessageOutcome {
  state: 'SENT' | 'REFUSED' | 'UNCERTAIN' | 'LATER';
  answer: string;
}

/** Ids of channels that have something to send now. */
export async function channelsToServe(db: Tx): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT c.id FROM "Channel" c WHERE c.active AND EXISTS (
      SELECT 1 FROM "ChannelMessage" m
      WHERE m."channelId" = c.id AND m.state = 'QUEUED' AND NOT m."underWay" AND m."nextTryAt" <= now())
    ORDER BY c.id`;
  return rows.map((row) => row.id);
}

/**
 * Takes the next message that a channel may send now, no more in a minute than its provider takes, and writes it as
 * things stand at this moment: items done meanwhile are left out, and a message of which nothing is left is withdrawn.
 * The taking is recorded before anything goes out. Several workers at once take different messages. Outside the hours
 * of mail, and on days off what is not that day's own, it waits; a test and a rehearsal do not.
 *
 * @param publicUrl Links begin with it.
 * @param now The instant by which hours and days off are told.
 * @returns null where nothing may be sent now.
 */
export async function takeMessage(
  db: Db,
  channelId: string,
  publicUrl: string,
  now: Date,
): Promise<TakenMessage | null> {
  for (;;) {
    const taken = await db.$transaction((tx) => takeNext(tx, channelId, publicUrl, now));
    if (taken !== 'passed over') return taken;
  }
}

async function takeNext(
  tx: Tx,
  channelId: string,
  publicUrl: string,
  now: Date,
): Promise<TakenMessage | null | 'passed over'> {
  const locked = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM "Channel" WHERE id = ${channelId} AND active FOR UPDATE SKIP LOCKED`;
  if (locked.length === 0) return null;
  const channel = await tx.channel.findUniqueOrThrow({ where: { id: channelId } });
  const county = await loadCountyDay(tx, channel.countyId);
  const { rehearsal } = county;
  if (!rehearsal && (await sentLately(tx, channelId)) >= channelFacts[channel.kind].perMinute) return null;
  const [due] = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM "ChannelMessage"
    WHERE "channelId" = ${channelId} AND state = 'QUEUED' AND NOT "underWay" AND "nextTryAt" <= now()
      AND ${await mayGoOut(tx, county, now)}
    ORDER BY "nextTryAt", id LIMIT 1`;
  if (!due) return null;
  const message = await tx.channelMessage.findUniqueOrThrow({ where: { id: due.id } });
  return (await take(tx, channel, message, { publicUrl, rehearsal })) ?? 'passed over';
}

/** Condition on a message: whether the hour and the day are such that people may hear of it. */
async function mayGoOut(tx: Tx, { countyId, zone, calendar, rehearsal }: CountyDay, now: Date): Promise<Prisma.Sql> {
  if (rehearsal) return Prisma.sql`true`;
  const test = Prisma.sql`recipient LIKE 'test:%'`;
  if (!isMailTime(await noticeRulesInUse(tx, countyId), timeOfDay(now, zone))) return test;
  const today = businessDayOf(now, zone);
  return isWorkingDay(calendar, today) ? Prisma.sql`true` : Prisma.sql`(${test} OR day = ${today})`;
}

/** Messages that the provider was shown within the last minute. */
async function sentLately(tx: Tx, channelId: string): Promise<number> {
  const [lately] = await tx.$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM "ChannelMessage"
    WHERE "channelId" = ${channelId} AND "triedAt" > now() - interval '1 minute'`;
  return lately?.n ?? 0;
}

async function take(
  tx: Tx,
  channel: Channel,
  message: ChannelMessage,
  { publicUrl, rehearsal }: { publicUrl: string; rehearsal: boolean },
): Promise<TakenMessage | null> {
  const { id, unitId, personId } = message;
  const unit = unitId === null ? null : await tx.unit.findUnique({ where: { id: unitId } });
  const person = personId === null ? null : await tx.person.findUnique({ where: { id: personId } });
  const test = message.recipient.startsWith('test:');
  const open = test ? [] : await openItems(tx, id);
  if (!test && open.length === 0) {
    await tx.channelMessage.update({ where: { id }, data: { state: 'WITHDRAWN' } });
    return null;
  }
  const facts = {
    ...{ rehearsal, unitName: unit?.name ?? null, rungs: open.map((item) => item.kind) },
    language: (person?.language ?? channel.language) === 'en' ? ('en' as const) : ('zh' as const),
    earliestDueOn: open.flatMap(({ dueOn }) => dueOn ?? []).sort()[0] ?? null,
    link: test ? `${publicUrl}/` : `${publicUrl}/todo`,
  };
  const text = test ? composeTest(facts) : composeMessage(facts);
  // The number of today: it may have been mended since the last try.
  const phone = (test ? message.phone : person?.phone) ?? null;
  await tx.channelMessage.update({ where: { id }, data: { title: text.title, items: open.length, phone } });
  if (channel.kind === 'SMS' && (phone === null || phone === '')) {
    await close(tx, message, { state: 'REFUSED', answer: 'NO_PHONE' });
    return null;
  }
  await tx.$executeRaw`
    UPDATE "ChannelMessage" SET "underWay" = true, "triedAt" = now(), attempts = attempts + 1 WHERE id = ${id}`;
  const sms = channel.sms === null ? null : fromJson<SmsRules>(channel.sms);
  return { id, channel, sms, phone, text, rehearsal, told: phone ?? unit?.name ?? person?.name ?? channel.name };
}

/** Items that the message tells of and that are still to be done, each once with the severest of its rungs. */
async function openItems(tx: Tx, messageId: string): Promise<{ kind: string; dueOn: string | null }[]> {
  await tx.$executeRaw`
    UPDATE "Delivery" d SET withdrawn = true FROM "WorkItem" w
    WHERE d."messageId" = ${messageId} AND w.id = d."workItemId" AND w.state NOT IN ('OPEN', 'PREPARED')`;
  return tx.$queryRaw`
    SELECT DISTINCT ON (d."workItemId") d.kind, w."dueOn" FROM "Delivery" d JOIN "WorkItem" w ON w.id = d."workItemId"
    WHERE d."messageId" = ${messageId} AND NOT d.withdrawn
    ORDER BY d."workItemId", d.day DESC, d.kind DESC`;
}

/** Records how a sending ended; what may be tried again comes back in line, later each time. Done twice, once. */
export function markMessage(db: Db, id: string, outcome: MessageOutcome): Promise<void> {
  return db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM "ChannelMessage" WHERE id = ${id} FOR UPDATE`;
    const message = await tx.channelMessage.findUniqueOrThrow({ where: { id } });
    if (!message.underWay) return;
    if (outcome.state !== 'LATER') return close(tx, message, { state: outcome.state, answer: outcome.answer });
    const pause = pauseAfter(message.attempts);
    if (pause === null) return close(tx, message, { state: 'REFUSED', answer: outcome.answer });
    await tx.$executeRaw`
      UPDATE "ChannelMessage" SET "underWay" = false, answer = ${outcome.answer},
        "nextTryAt" = now() + make_interval(mins => ${pause}) WHERE id = ${id}`;
  });
}

/** In a rehearsal nothing leaves the machine: the message lands in the built-in mailbox, as of its channel. */
export function keepInMailbox(db: Db, { id, channel, told, text }: TakenMessage): Promise<void> {
  return db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM "ChannelMessage" WHERE id = ${id} FOR UPDATE`;
    const message = await tx.channelMessage.findUniqueOrThrow({ where: { id } });
    if (!message.underWay) return;
    await tx.mailboxMessage.create({
      data: {
        ...{ from: channel.name, to: [told], subject: text.title, text: `${text.text}\n${text.link}\n` },
        ...{ messageId: id, channel: channel.kind },
      },
    });
    await close(tx, message, { state: 'SENT', answer: 'MAILBOX' });
  });
}

async function close(
  tx: Tx,
  { id, countyId, channelId, day, unitId }: ChannelMessage,
  { state, answer }: { state: 'SENT' | 'REFUSED' | 'UNCERTAIN'; answer: string },
): Promise<void> {
  await tx.channelMessage.update({
    where: { id },
    data: { state, answer, underWay: false, ...(state === 'SENT' ? { sentAt: new Date() } : {}) },
  });
  await recordEvent(tx, {
    ...{ countyId, kind: state === 'SENT' ? 'MESSAGE_SENT' : 'MESSAGE_FAILED', businessDay: day, unitId },
    data: { channelId, messageId: id, state, answer },
  });
}

/** Longer than any sending lasts: what is under way since then was broken off with its worker. */
const BROKEN_OFF_SECONDS = 120;

/**
 * Ends what a killed worker left under way. Where the receiver recognises a repetition it is sent again; elsewhere it
 * may have arrived, and somebody decides.
 *
 * @returns how many there were.
 */
export async function endBrokenOff(db: Db): Promise<number> {
  const rows = await db.$queryRaw<{ id: string; kind: Channel['kind'] }[]>`
    SELECT m.id, c.kind FROM "ChannelMessage" m JOIN "Channel" c ON c.id = m."channelId"
    WHERE m.state = 'QUEUED' AND m."underWay" AND m."triedAt" < now() - make_interval(secs => ${BROKEN_OFF_SECONDS})
    ORDER BY m.id`;
  for (const { id, kind } of rows) {
    const state = channelFacts[kind].repeatable ? 'LATER' : 'UNCERTAIN';
    await markMessage(db, id, { state, answer: 'INTERRUPTED' });
  }
  return rows.length;
}

/**
 * Puts a message that failed in line again, by hand.
 *
 * @throws DubanError NOT_FOUND, or CONFLICT where it did not fail.
 */
export function resendMessage(db: Db, actor: Actor, id: string): Promise<void> {
  return db.$transaction(async (tx) => {
    const { today } = await loadCountyDay(tx, actor.countyId);
    const found = await tx.channelMessage.findFirst({ where: { id, countyId: actor.countyId } });
    if (!found) throw new DubanError('NOT_FOUND', { zh: '没有这条消息', en: 'There is no such message' });
    const { count } = await tx.channelMessage.updateMany({
      where: { id, state: { in: ['REFUSED', 'UNCERTAIN'] } },
      data: { state: 'QUEUED', attempts: 0, nextTryAt: new Date() },
    });
    if (count === 0) {
      throw new DubanError('CONFLICT', { zh: '该消息没有失败，无需重发', en: 'The message has not failed' });
    }
    await recordEvent(tx, {
      ...{ countyId: actor.countyId, kind: 'MESSAGE_RESENT', businessDay: today, unitId: found.unitId },
      ...{ accountId: actor.accountId, personName: actor.personName },
      data: { channelId: found.channelId, messageId: id, before: found.state },
    });
  });
}
