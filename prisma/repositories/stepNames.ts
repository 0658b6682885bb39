import type { Tx } from '../client.ts';
import { Prisma } from '../generated/client.ts';

/**
 * What the drawing calls the step that an item, by its alias in the query, is of; null in the processes that come with
 * every plan, whose steps are known by their kinds, and for what stands beside a step (an explanation, a request for
 * more time).
 */
export function stepNameOf(alias: string): Prisma.Sql {
  const item = Prisma.raw(alias);
  return Prisma.sql`(SELECT sx.graph->'nodes'->(${item}."elementId")->>'name'
    FROM "ProcessInstance" si JOIN "DefinitionVersion" sx ON sx.id = si."definitionVersionId"
    WHERE si.id = ${item}."instanceId" AND si."runId" IS NOT NULL)`;
}

export const STEP_NAME = stepNameOf('w');

/** The names of the steps of items, by their ids. */
export async function stepNames(tx: Tx, itemIds: string[]): Promise<Map<string, string | null>> {
  const rows = await tx.$queryRaw<{ id: string; name: string | null }[]>`
    SELECT w.id, ${STEP_NAME} AS name FROM "WorkItem" w WHERE w.id = ANY(${itemIds})`;
  return new Map(rows.map(({ id, name }) => [id, name]));
}
