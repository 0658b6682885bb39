import type { SmsRules } from '../../domain/channels/index.ts';
import type { Tx } from '../client.ts';
import { type Channel, type ChannelMessage, Prisma } from '../generated/client.ts';
import { fromJson } from '../json.ts';
import type { Seal } from '../sealed.ts';
import type { Actor } from './actor.ts';
import { openChannel } from './channels.ts';
import { decodeCursor, type PageOf, type Paging, toPage } from './paging.ts';
import { itemsSeen } from './scope.ts';

export interface ChannelRow extends Omit<Channel, 'sms' | 'sealedAddress' | 'sealedSecret'> {
  sms: SmsRules | null;
  hasSecret: boolean;
  /** Address and secret were sealed under another secret of the installation and must be entered anew. */
  unreadable: boolean;
  units: { id: string; name: string }[];
  groups: { id: string; name: string }[];
  last: { state: ChannelMessage['state']; at: Date | null; answer: string | null } | null;
  /** Messages that wait. */
  waiting: number;
  changed: { by: string; on: string } | null;
}

/** Channels of the county by name, with what became of the last message of each. */
export async function listChannels(db: Tx, actor: Actor, seal: Seal): Promise<ChannelRow[]> {
  const { countyId } = actor;
  const channels = await db.channel.findMany({
    where: { countyId },
    orderBy: [{ name: 'asc' }],
    include: {
      messages: {
        where: { OR: [{ attempts: { gt: 0 } }, { state: 'REFUSED' }] },
        orderBy: [{ day: 'desc' }, { triedAt: { sort: 'desc', nulls: 'last' } }, { id: 'asc' }],
        take: 1,
      },
      _count: { select: { messages: { where: { state: 'QUEUED' } } } },
    },
  });
  const named = async (ids: string[], table: 'unit' | 'unitGroup') => {
    const where = { where: { countyId, id: { in: ids } }, select: { id: true, name: true } };
    const rows = table === 'unit' ? await db.unit.findMany(where) : await db.unitGroup.findMany(where);
    return new Map(rows.map((row) => [row.id, row]));
  };
  const units = await named(
    channels.flatMap((row) => row.unitIds),
    'unit',
  );
  const groups = await named(
    channels.flatMap((row) => row.groupIds),
    'unitGroup',
  );
  const changes = await lastChanges(
    db,
    countyId,
    channels.map((row) => row.id),
  );
  return channels.map(({ sealedAddress, sealedSecret, sms, messages: [last], _count, ...row }) => ({
    ...row,
    unreadable: openChannel({ id: row.id, sealedAddress, sealedSecret }, seal) === null,
    sms: sms === null ? null : fromJson<SmsRules>(sms),
    hasSecret: sealedSecret !== null,
    units: row.unitIds.flatMap((id) => units.get(id) ?? []),
    groups: row.groupIds.flatMap((id) => groups.get(id) ?? []),
    last: last ? { state: last.state, at: last.sentAt ?? last.triedAt, answer: last.answer } : null,
    waiting: _count.messages,
    changed: changes.get(row.id) ?? null,
  }));
}

async function lastChanges(db: Tx, countyId: string, ids: string[]): Promise<Map<string, { by: string; on: string }>> {
  const rows = await db.$queryRaw<{ id: string; by: string | null; on: string }[]>`
    SELECT DISTINCT ON (data->>'channelId') data->>'channelId' AS id, "personName" AS by, "businessDay" AS on
    FROM "AuditEvent" WHERE data ? 'channelId' AND data->>'channelId' = ANY(${ids}) AND "countyId" = ${countyId}
      AND kind = 'CHANNEL_CHANGED'
    ORDER BY data->>'channelId', "AuditEvent".id DESC`;
  return new Map(rows.map(({ id, by, on }) => [id, { by: by ?? '', on }]));
}

export interface MessageRow extends Pick<ChannelMessage, 'id' | 'day' | 'title' | 'items' | 'attempts' | 'answer'> {
  channelName: string;
  channelActive: boolean;
  state: ChannelMessage['state'];
  /** The unit or person told; null of a test. */
  told: string | null;
  triedAt: Date | null;
  sentAt: Date | null;
}

const message = Prisma.sql`SELECT m.id, m.day, m.title, m.items, m.attempts, m.answer, m.state::text AS state,
    m."triedAt", m."sentAt", c.name AS "channelName", c.active AS "channelActive", coalesce(u.name, p.name) AS told
  FROM "ChannelMessage" m JOIN "Channel" c ON c.id = m."channelId"
    LEFT JOIN "Unit" u ON u.id = m."unitId" LEFT JOIN "Person" p ON p.id = m."personId"`;

/** Messages of a channel, latest first. */
export async function listMessages(
  db: Tx,
  actor: Actor,
  channelId: string,
  { cursor, limit }: Paging,
): Promise<PageOf<MessageRow>> {
  const after = decodeCursor(cursor, 2);
  const rows = await db.$queryRaw<MessageRow[]>`${message}
    WHERE m."channelId" = ${channelId} AND m."countyId" = ${actor.countyId}
      ${after ? Prisma.sql`AND (m.day, m.id) < (${after[0]}, ${after[1]})` : Prisma.empty}
    ORDER BY m.day DESC, m.id DESC LIMIT ${limit + 1}`;
  return toPage(rows, limit, (row) => [row.day, row.id]);
}

/**
 * Whom channels did not reach, as far as anybody knows, latest first: each once with the last message that was refused
 * or is uncertain, gone when a later one arrives.
 */
export function listFailures(db: Tx, actor: Actor): Promise<MessageRow[]> {
  return db.$queryRaw<MessageRow[]>`
    WITH failed AS (
      SELECT DISTINCT ON (f."channelId", f.recipient) f.id FROM "ChannelMessage" f
      WHERE f."countyId" = ${actor.countyId} AND f.state IN ('REFUSED', 'UNCERTAIN') AND f.recipient NOT LIKE 'test:%'
        AND NOT EXISTS (SELECT 1 FROM "ChannelMessage" s
          WHERE s."channelId" = f."channelId" AND s.recipient = f.recipient AND s.state = 'SENT' AND s.day > f.day)
      ORDER BY f."channelId", f.recipient, f.day DESC)
    ${message} WHERE m.id IN (SELECT id FROM failed)
    ORDER BY m.day DESC, c.name, told, m.id`;
}

export interface DeliveryRow {
  id: string;
  channelName: string;
  channelKind: Channel['kind'];
  told: string | null;
  rung: string;
  day: string;
  state: ChannelMessage['state'];
  answer: string | null;
  sentAt: Date | null;
}

/** By which channels people were told of an item that the actor sees, and what became of it, latest first. */
export function listDeliveries(
  db: Tx,
  actor: Actor,
  { workItemId, escalationId }: { workItemId: string; escalationId?: string | undefined },
): Promise<DeliveryRow[]> {
  return db.$queryRaw<DeliveryRow[]>`
    SELECT d.id, c.name AS "channelName", c.kind::text AS "channelKind", coalesce(u.name, p.name) AS told,
      d.kind AS rung, d.day, m.answer, m."sentAt",
      CASE WHEN d.withdrawn OR (m.state IS NULL AND w.state NOT IN ('OPEN', 'PREPARED')) THEN 'WITHDRAWN'
        ELSE coalesce(m.state::text, 'QUEUED') END AS state
    FROM "Delivery" d JOIN "WorkItem" w ON w.id = d."workItemId" JOIN "Channel" c ON c.id = d."channelId"
      LEFT JOIN "ChannelMessage" m ON m.id = d."messageId"
      LEFT JOIN "Unit" u ON u.id = d."unitId" LEFT JOIN "Person" p ON p.id = d."personId"
    WHERE d."workItemId" = ${workItemId} AND ${itemsSeen(actor)}
      ${escalationId === undefined ? Prisma.empty : Prisma.sql`AND d."escalationId" = ${escalationId}`}
    ORDER BY d.day DESC, c.name, told, d.id`;
}
