import { Prisma } from '../generated/client.ts';

/**
 * What the drawing calls the step that the item `w` is of; null in the processes that come with every plan, whose steps
 * are known by their kinds, and for what stands beside a step (an explanation, a request for more time).
 */
export const STEP_NAME = Prisma.sql`(SELECT sx.graph->'nodes'->(w."elementId")->>'name'
  FROM "ProcessInstance" si JOIN "DefinitionVersion" sx ON sx.id = si."definitionVersionId"
  WHERE si.id = w."instanceId" AND si."runId" IS NOT NULL)`;
