import { randomUUID } from 'node:crypto';
import { isWorkingDay } from '../../domain/calendar.ts';
import { type RungChannel, rungChannelOf } from '../../domain/channels/index.ts';
import type { Day } from '../../domain/process/types.ts';
import type { Db, Tx } from '../client.ts';
import { type CountyDay, loadCountyDay } from './clock.ts';

/** A rung that an item has reached, with whom its notices go to. */
export interface Told {
  workItemId: string;
  escalationId: string;
  /** Whose the item is. */
  unitId: string | null;
  rung: string;
  channels: readonly RungChannel[];
  onDaysOff: boolean;
  personIds: readonly string[];
}

interface Serving {
  id: string;
  by: RungChannel;
  /** Null: every unit. */
  unitIds: ReadonlySet<string> | null;
}

/**
 * Claims what is to be told beside mail, in the transaction that claimed the rungs: one row for each item and group of
 * its unit, one for each person who is told of it by text message. Done twice, nothing is claimed twice.
 */
export async function claimDeliveries(tx: Tx, county: CountyDay, told: readonly Told[]): Promise<void> {
  const asked = told.filter((one) => one.channels.length > 0);
  if (asked.length === 0) return;
  const serving = await loadServing(tx, county);
  const data = asked.flatMap(({ workItemId, escalationId, unitId, rung, channels, onDaysOff, personIds }) => {
    const own = serving.filter(
      ({ by, unitIds }) => channels.includes(by) && (unitIds === null || (unitId !== null && unitIds.has(unitId))),
    );
    const row = (channelId: string, to: { unitId: string } | { personId: string }, recipient: string) => ({
      ...{ id: randomUUID(), countyId: county.countyId, channelId, recipient, ...to },
      ...{ workItemId, escalationId, kind: rung, day: county.today, onDaysOff },
    });
    const groups = unitId === null ? [] : own.filter(({ by }) => by === 'robot');
    // Nobody gets the same text message from two gateways.
    const gateway = own.find(({ by }) => by === 'sms');
    return [
      ...groups.map(({ id }) => row(id, { unitId: unitId ?? '' }, `unit:${unitId}`)),
      ...(gateway ? personIds.map((personId) => row(gateway.id, { personId }, `person:${personId}`)) : []),
    ];
  });
  await tx.delivery.createMany({ data, skipDuplicates: true });
}

/** Channels in use with the units that they serve today; of gateways the most special one stands first. */
async function loadServing(tx: Tx, { countyId, today }: CountyDay): Promise<Serving[]> {
  const channels = await tx.channel.findMany({
    where: { countyId, active: true },
    orderBy: [{ wholeCounty: 'asc' }, { name: 'asc' }],
  });
  const members = await tx.unitGroupMember.findMany({
    where: {
      groupId: { in: channels.flatMap((channel) => channel.groupIds) },
      fromDay: { lte: today },
      OR: [{ toDay: null }, { toDay: { gte: today } }],
    },
  });
  return channels.map(({ id, kind, wholeCounty, unitIds, groupIds }) => {
    const inGroups = members.filter(({ groupId }) => groupIds.includes(groupId)).map((member) => member.unitId);
    return { id, by: rungChannelOf(kind), unitIds: wholeCounty ? null : new Set([...unitIds, ...inGroups]) };
  });
}

/**
 * Puts what was claimed into one message for each channel and recipient: a group hears of all its unit's items at
 * once. On days off only what its rung says goes out then, too; none for a day that is only made up for, and no second
 * one on a day: what comes later waits for the next working day. What was done meanwhile is withdrawn.
 *
 * @returns how many messages were made.
 */
export async function claimMessages(db: Db, countyId: string, day: Day): Promise<number> {
  return db.$transaction(async (tx) => {
    const county = await loadCountyDay(tx, countyId);
    if (day !== county.today) return 0;
    const working = isWorkingDay(county.calendar, day);
    await tx.$executeRaw`
      UPDATE "Delivery" d SET withdrawn = true FROM "WorkItem" w
      WHERE d."countyId" = ${countyId} AND d."messageId" IS NULL AND NOT d.withdrawn
        AND w.id = d."workItemId" AND w.state NOT IN ('OPEN', 'PREPARED')`;
    const made = await tx.$queryRaw<{ id: string; channelId: string; recipient: string }[]>`
      INSERT INTO "ChannelMessage" (id, "countyId", "channelId", day, recipient, "unitId", "personId")
      SELECT gen_random_uuid()::text, ${countyId}, d."channelId", ${day}, d.recipient, min(d."unitId"), min(d."personId")
      FROM "Delivery" d
      WHERE d."countyId" = ${countyId} AND d."messageId" IS NULL AND NOT d.withdrawn AND (${working} OR d."onDaysOff")
      GROUP BY d."channelId", d.recipient
      ON CONFLICT ("channelId", recipient, day) DO NOTHING
      RETURNING id, "channelId", recipient`;
    await tx.$executeRaw`
      UPDATE "Delivery" d SET "messageId" = m.id
      FROM json_to_recordset(${JSON.stringify(made)}::json) AS m(id text, "channelId" text, recipient text)
      WHERE d."countyId" = ${countyId} AND d."messageId" IS NULL AND NOT d.withdrawn AND (${working} OR d."onDaysOff")
        AND d."channelId" = m."channelId" AND d.recipient = m.recipient`;
    return made.length;
  });
}
