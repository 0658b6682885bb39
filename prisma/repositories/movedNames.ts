import { type ElementNames, elementOf, renameKey } from '../../domain/process/keys.ts';
import type { MoveEffect } from '../../domain/process/move/types.ts';
import type { Tx } from '../client.ts';

/*
 * An element whose place another one takes bears the new id in all rows of the instance: items that are done as well as
 * open ones, what was claimed for them, timers, called processes.
 */

type Renew = Extract<MoveEffect, { type: 'renewWorkItem' }>;

/** Gives the rows of an instance the new names of elements, under the lock of its row. */
export async function renameRows(tx: Tx, instanceId: string, names: ElementNames): Promise<void> {
  if (Object.keys(names).length === 0) return;
  const keys = await tx.$queryRaw<{ key: string }[]>`
    SELECT key FROM "WorkItem" WHERE "instanceId" = ${instanceId}
    UNION SELECT "obligationKey" FROM "WorkItem" WHERE "instanceId" = ${instanceId}
    UNION SELECT key FROM "Timer" WHERE "instanceId" = ${instanceId}
    UNION SELECT "parentKey" FROM "ProcessInstance" WHERE "parentInstanceId" = ${instanceId} AND "parentKey" IS NOT NULL
    UNION SELECT "activityKey" FROM "SkippedOperation" WHERE "instanceId" = ${instanceId}`;
  // Items beside the process have keys of their own.
  const renamed = keys
    .filter(({ key }) => key.includes('@'))
    .map(({ key }) => ({ key, now: renameKey(key, names) }))
    .filter(({ key, now }) => key !== now)
    .map(({ key, now }) => ({ key, now, elementId: elementOf(now) }));
  const list = JSON.stringify(renamed);
  await tx.$executeRaw`
    WITH n AS (SELECT * FROM jsonb_to_recordset(${list}::jsonb) AS n(key text, now text, "elementId" text))
    UPDATE "WorkItem" w SET key = n.now, "elementId" = n."elementId",
      "obligationKey" = coalesce((SELECT o.now FROM n o WHERE o.key = w."obligationKey"), w."obligationKey")
    FROM n WHERE w."instanceId" = ${instanceId} AND w.key = n.key`;
  await tx.$executeRaw`
    WITH n AS (SELECT * FROM jsonb_to_recordset(${list}::jsonb) AS n(key text, now text))
    UPDATE "Timer" t SET
      key = coalesce((SELECT n.now FROM n WHERE n.key = t.key), t.key),
      "watchedKey" = coalesce((SELECT n.now FROM n WHERE n.key = t."watchedKey"), t."watchedKey")
    WHERE t."instanceId" = ${instanceId}`;
  await tx.$executeRaw`
    UPDATE "ProcessInstance" i SET "parentKey" = n.now
    FROM jsonb_to_recordset(${list}::jsonb) AS n(key text, now text)
    WHERE i."parentInstanceId" = ${instanceId} AND i."parentKey" = n.key`;
  await tx.$executeRaw`
    UPDATE "SkippedOperation" s SET "activityKey" = n.now
    FROM jsonb_to_recordset(${list}::jsonb) AS n(key text, now text)
    WHERE s."instanceId" = ${instanceId} AND s."activityKey" = n.key`;
  await tx.$executeRaw`
    UPDATE "Escalation" e SET "obligationKey" = n.now
    FROM jsonb_to_recordset(${list}::jsonb) AS n(key text, now text)
    WHERE e."instanceId" = ${instanceId} AND e."obligationKey" = n.key`;
  await tx.$executeRaw`
    UPDATE "Extension" e SET "obligationKey" = n.now
    FROM jsonb_to_recordset(${list}::jsonb) AS n(key text, now text)
    WHERE e."instanceId" = ${instanceId} AND e."obligationKey" = n.key`;
}

/** A renewal as the rows know it that do not bear the new names yet: for a preview, which writes nothing. */
export function asStored(effect: Renew, names: ElementNames): Renew {
  const stored = Object.fromEntries(Object.entries(names).map(([from, to]) => [to, from]));
  const { previousKey, reviewsKey, doerKey } = effect.item;
  const key = (of: string | undefined, as: 'previousKey' | 'reviewsKey' | 'doerKey') =>
    of === undefined ? {} : { [as]: renameKey(of, stored) };
  return {
    ...effect,
    key: renameKey(effect.key, stored),
    item: {
      ...effect.item,
      ...key(previousKey, 'previousKey'),
      ...key(reviewsKey, 'reviewsKey'),
      ...key(doerKey, 'doerKey'),
    },
  };
}
