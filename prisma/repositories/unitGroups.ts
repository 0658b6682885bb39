import { randomUUID } from 'node:crypto';
import type { Tx } from '../client.ts';
import type { UnitGroup } from '../generated/client.ts';
import type { CountyDay } from './clock.ts';

/** The group of that name; one that is missing is made. Of several who ask at once, each gets the same. */
export async function ensureGroup(tx: Tx, countyId: string, name: string): Promise<UnitGroup> {
  // Not an upsert: one that changes nothing reads and then inserts, and of two at once the second fails.
  await tx.unitGroup.createMany({ data: [{ id: randomUUID(), countyId, name, aliases: [] }], skipDuplicates: true });
  return tx.unitGroup.findUniqueOrThrow({ where: { countyId_name: { countyId, name } } });
}

/** Makes units members of a group from today on; who is one already stays so. */
export async function joinGroup(
  tx: Tx,
  { today }: CountyDay,
  groupId: string,
  unitIds: readonly string[],
): Promise<void> {
  const known = await tx.unitGroupMember.findMany({ where: { groupId, toDay: null } });
  await tx.unitGroupMember.createMany({
    data: unitIds
      .filter((unitId) => !known.some((member) => member.unitId === unitId))
      .map((unitId) => ({ groupId, unitId, fromDay: today })),
    skipDuplicates: true,
  });
}
