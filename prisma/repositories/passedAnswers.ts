import { passedOn, reaches } from '../../domain/forms/passedOn.ts';
import type { Form } from '../../domain/forms/types.ts';
import { holds } from '../../domain/holding.ts';
import type { Variables, WorkItemKind } from '../../domain/process/types.ts';
import type { Tx } from '../client.ts';
import { Prisma } from '../generated/client.ts';
import type { PostKind } from '../generated/enums.ts';
import type { Actor } from './actor.ts';
import { itemsSeen } from './scope.ts';
import { STEP_NAME } from './stepNames.ts';

/** What an earlier step of the same process passed on, with the step's name. */
export interface PassedAnswers {
  id: string;
  kind: WorkItemKind;
  stepName: string | null;
  unitId: string | null;
  unitName: string | null;
  submittedOn: string | null;
  form: Form;
  values: Variables;
}

interface Holder {
  id: string;
  holderKind: PostKind;
  unitId: string | null;
  postId: string | null;
}

/**
 * What earlier steps pass on to an item, in the order in which it was handed in; the last round of each step counts.
 * Its holder reads all of it, anybody else what is theirs to read anyway.
 */
export async function passedTo(db: Tx, actor: Actor, item: Holder): Promise<PassedAnswers[]> {
  const seen = holds(actor.posts, item) ? Prisma.sql`true` : itemsSeen(actor);
  const rows = await db.$queryRaw<
    (Omit<PassedAnswers, 'values'> & { key: string; toKey: string; values: Variables | null })[]
  >`
    SELECT * FROM (
      SELECT DISTINCT ON (w."obligationKey") w.id, w.kind, ${STEP_NAME} AS "stepName", w."unitId", u.name AS "unitName",
        w."submittedOn", w.form, w.fields->'form' AS values, w.key, o.key AS "toKey", w.round
      FROM "WorkItem" o JOIN "WorkItem" w ON w."instanceId" = o."instanceId" AND w.id <> o.id
        LEFT JOIN "Unit" u ON u.id = w."unitId"
      WHERE o.id = ${item.id} AND o."countyId" = ${actor.countyId} AND w.form IS NOT NULL
        AND w.state IN ('SUBMITTED', 'ACCEPTED') AND w."obligationKey" <> o."obligationKey" AND ${seen}
      ORDER BY w."obligationKey", w.round DESC
    ) latest ORDER BY "submittedOn", id`;
  return rows.flatMap(({ key, toKey, values, ...row }) => {
    if (!reaches({ key, unitId: row.unitId }, { key: toKey, unitId: item.unitId })) return [];
    const passed = passedOn(row.form, values ?? {});
    return passed.form.length === 0 ? [] : [{ ...row, ...passed }];
  });
}

/** Whether a file of an item was passed on to one that the actor holds. */
export async function isFilePassedOn(db: Tx, actor: Actor, workItemId: string, fileId: string): Promise<boolean> {
  const of = await db.workItem.findFirst({ where: { id: workItemId, countyId: actor.countyId } });
  if (!of || of.form === null) return false;
  const holders = await db.workItem.findMany({
    where: { instanceId: of.instanceId, state: { not: 'CANCELLED' } },
    select: { id: true, holderKind: true, unitId: true, postId: true },
  });
  for (const holder of holders.filter((one) => holds(actor.posts, one))) {
    const passed = (await passedTo(db, actor, holder)).find(({ id }) => id === workItemId);
    if (passed !== undefined && namesFile(passed, fileId)) return true;
  }
  return false;
}

function namesFile({ form, values }: PassedAnswers, fileId: string): boolean {
  return form.some(({ kind, key }) => {
    const files = values[key];
    if (kind !== 'files' || !Array.isArray(files)) return false;
    return files.some((file) => file !== null && typeof file === 'object' && 'id' in file && file.id === fileId);
  });
}
