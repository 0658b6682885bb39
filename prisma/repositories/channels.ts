import { randomUUID } from 'node:crypto';
import { type ChannelKind, shownAddress } from '../../domain/channels/index.ts';
import { DubanError } from '../../domain/errors.ts';
import type { Variables } from '../../domain/process/types.ts';
import type { Db, Tx } from '../client.ts';
import { type Channel, Prisma } from '../generated/client.ts';
import { toJson } from '../json.ts';
import type { Seal } from '../sealed.ts';
import type { Actor } from './actor.ts';
import { recordEvent } from './audit.ts';
import { type ChannelFields, invalid, refuseWrong } from './channelChecks.ts';
import { type CountyDay, loadCountyDay } from './clock.ts';

/** Absent: as it was. An empty secret takes it away. */
export interface ChannelSecrets {
  address?: string | undefined;
  secret?: string | undefined;
}

export interface ChannelSettings {
  seal: Seal;
  /** Hosts that may stand in a private network (CHANNEL_PRIVATE_HOSTS). */
  privateHosts: readonly string[];
}

/** @throws DubanError VALIDATION with everything that is wrong, CONFLICT where the name is taken. */
export function createChannel(
  db: Db,
  actor: Actor,
  input: ChannelFields & { kind: ChannelKind; address: string; secret?: string | undefined },
  settings: ChannelSettings,
): Promise<string> {
  const { kind, address, secret = '', ...fields } = input;
  return db.$transaction(async (tx) => {
    await refuseWrong(
      tx,
      actor,
      { ...fields, id: null, kind, address, hasSecret: secret !== '' },
      settings.privateHosts,
    );
    const id = randomUUID();
    const sealedAddress = settings.seal.close(address, `${id} address`);
    await tx.channel.create({
      data: {
        ...{ id, countyId: actor.countyId, kind, ...columns(kind, fields) },
        ...{ sealedAddress, shownAddress: shownAddress(address), ...secretColumn(id, secret, settings.seal) },
      },
    });
    await recordChange(tx, actor, id, { act: 'created', name: fields.name });
    return id;
  });
}

/**
 * Saves what was changed of a channel. Address and secret stay where they are not given.
 *
 * @param version The one that was looked at.
 * @throws DubanError VALIDATION, CONFLICT where the name is taken, STALE_VERSION where somebody else saved meanwhile.
 */
export function changeChannel(
  db: Db,
  actor: Actor,
  input: ChannelFields & ChannelSecrets & { id: string; version: number },
  settings: ChannelSettings,
): Promise<void> {
  const { id, version, address, secret, ...fields } = input;
  return db.$transaction(async (tx) => {
    const channel = await lockChannel(tx, actor, id);
    if (channel.version !== version) throw savedMeanwhile();
    const hasSecret = secret === undefined ? channel.sealedSecret !== null : secret !== '';
    const { kind } = channel;
    await refuseWrong(tx, actor, { ...fields, id, kind, address, hasSecret }, settings.privateHosts);
    await tx.channel.update({
      where: { id },
      data: {
        ...columns(kind, fields),
        ...(address === undefined
          ? {}
          : { sealedAddress: settings.seal.close(address, `${id} address`), shownAddress: shownAddress(address) }),
        ...(secret === undefined ? {} : secretColumn(id, secret, settings.seal)),
        version: { increment: 1 },
      },
    });
    const { name, wholeCounty, unitIds, groupIds } = fields;
    await recordChange(tx, actor, id, {
      ...{ act: 'changed', name, wholeCounty, unitIds, groupIds },
      ...{ addressChanged: address !== undefined, secretChanged: secret !== undefined },
    });
  });
}

/** Pauses a channel (what waits goes out when it is resumed, as far as it is still to be done) or resumes it. */
export function setChannelActive(db: Db, actor: Actor, input: { id: string; active: boolean }): Promise<void> {
  return db.$transaction(async (tx) => {
    const channel = await lockChannel(tx, actor, input.id);
    if (channel.active === input.active) return;
    await tx.channel.update({
      where: { id: channel.id },
      data: { active: input.active, version: { increment: 1 } },
    });
    await recordChange(tx, actor, channel.id, { act: input.active ? 'resumed' : 'paused', name: channel.name });
  });
}

/** Puts a test message in line; it goes out like any other. @param phone Of a gateway for text messages. */
export function testChannel(db: Db, actor: Actor, input: { id: string; phone: string | null }): Promise<string> {
  return db.$transaction(async (tx) => {
    const channel = await lockChannel(tx, actor, input.id);
    if (!channel.active) {
      throw new DubanError('CONFLICT', { zh: '该渠道已暂停，请先恢复', en: 'The channel is paused: resume it first' });
    }
    if (channel.kind === 'SMS' && input.phone === null) {
      throw invalid([{ pointer: '/phone', message: { zh: '请填写手机号码', en: 'Give a phone number' } }]);
    }
    const county = await loadCountyDay(tx, actor.countyId);
    const id = randomUUID();
    await tx.channelMessage.create({
      data: {
        ...{ id, countyId: actor.countyId, channelId: channel.id, day: county.today, recipient: `test:${id}` },
        phone: input.phone,
      },
    });
    await recordChange(tx, actor, channel.id, { act: 'tested', name: channel.name, messageId: id });
    return id;
  });
}

/** Channels that served a unit serve its successors from now on; one that went up in them is served no more. */
export async function serveSuccessors(
  tx: Tx,
  { countyId }: CountyDay,
  { fromIds, leaving, toIds }: { fromIds: string[]; leaving: string[]; toIds: string[] },
): Promise<void> {
  const serving = await tx.channel.findMany({
    where: { countyId, unitIds: { hasSome: fromIds } },
    orderBy: { id: 'asc' },
  });
  for (const { id, unitIds } of serving) {
    const served = [...new Set([...unitIds.filter((unitId) => !leaving.includes(unitId)), ...toIds])];
    await tx.channel.update({ where: { id }, data: { unitIds: served, version: { increment: 1 } } });
  }
}

async function lockChannel(tx: Tx, actor: Actor, id: string): Promise<Channel> {
  await tx.$queryRaw`SELECT id FROM "Channel" WHERE id = ${id} FOR UPDATE`;
  const channel = await tx.channel.findFirst({ where: { id, countyId: actor.countyId } });
  if (!channel) throw new DubanError('NOT_FOUND', { zh: '没有这个通知渠道', en: 'There is no such channel' });
  return channel;
}

function columns(kind: ChannelKind, { sms, wholeCounty, unitIds, groupIds, ...rest }: ChannelFields) {
  return {
    ...rest,
    wholeCounty,
    unitIds: wholeCounty ? [] : [...new Set(unitIds)],
    groupIds: wholeCounty ? [] : [...new Set(groupIds)],
    sms: kind === 'SMS' && sms !== null ? toJson(sms) : Prisma.DbNull,
  };
}

function secretColumn(id: string, secret: string, seal: Seal) {
  return { sealedSecret: secret === '' ? null : seal.close(secret, `${id} secret`) };
}

/** Address and secret of a channel as they are used; null where the installation's secret is another one now. */
export function openChannel(
  { id, sealedAddress, sealedSecret }: Pick<Channel, 'id' | 'sealedAddress' | 'sealedSecret'>,
  seal: Seal,
): { address: string; secret: string | null } | null {
  const address = seal.open(sealedAddress, `${id} address`);
  const secret = sealedSecret === null ? null : seal.open(sealedSecret, `${id} secret`);
  return address === null || (sealedSecret !== null && secret === null) ? null : { address, secret };
}

function savedMeanwhile(): DubanError {
  return new DubanError('STALE_VERSION', {
    zh: '该渠道已被他人修改，请查看最新内容后再保存',
    en: 'Somebody saved the channel meanwhile; look at it before saving',
  });
}

/** The line of the trail about a channel; never its address or secret. */
async function recordChange(tx: Tx, actor: Actor, channelId: string, data: Variables): Promise<void> {
  const { today } = await loadCountyDay(tx, actor.countyId);
  await recordEvent(tx, {
    ...{ countyId: actor.countyId, kind: 'CHANNEL_CHANGED', businessDay: today },
    ...{ accountId: actor.accountId, personName: actor.personName },
    data: { ...data, channelId },
  });
}
