import { unitChangeKinds } from '../../domain/unitChange.ts';
import { day, localText, name, timelineEntry, unitRef } from '../common/schema.ts';
import { z } from '../zod.ts';

const id = z.string().min(1).max(100);
const reason = z.string().trim().min(1).max(500);

/** From when on; left out, from today. */
const onDay = day.optional();

export const renameBody = z.object({ name, reason, onDay });

export const successionBody = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('MERGE'), fromIds: z.array(id).min(1).max(50), toId: id, reason, onDay }),
  z.object({
    kind: z.literal('SPLIT'),
    fromId: id,
    toIds: z.array(id).min(1).max(20),
    measures: z
      .array(z.object({ measureId: id, toId: id }))
      .max(5000)
      .default([]),
    posts: z
      .array(z.object({ postId: id, toId: id }))
      .max(500)
      .default([]),
    reason,
    onDay,
  }),
]);

/** What it moves; the titles of measures only for those who read them. */
export const successionCounts = z
  .object({
    measures: z.number().int(),
    joinedMeasures: z.number().int(),
    items: z.number().int(),
    cancelled: z.number().int(),
    unitParts: z.number().int(),
    posts: z.number().int(),
    people: z.number().int(),
    groups: z.number().int(),
    joined: z.array(z.object({ measureId: z.string(), measureTitle: z.string(), dropped: z.number().int() })),
  })
  .openapi('Succession');
export type SuccessionCounts = z.infer<typeof successionCounts>;

export const plannedChangesQuery = z.object({ unitId: id.optional() });

/** Changes that wait for their day, or that could not be made on it. */
export const plannedChanges = z
  .object({
    items: z.array(
      z.object({
        id: z.string(),
        kind: z.enum(unitChangeKinds),
        onDay: z.string(),
        from: z.array(unitRef),
        /** Of a new name, the unit as it will be called. */
        to: z.array(unitRef),
        reason: z.string(),
        madeBy: z.string(),
        madeOn: z.string(),
        /** Why it could not be made; null while it waits. */
        refusal: localText.nullable(),
      }),
    ),
    /** What was lately put down, taken back or refused, latest first. */
    trail: z.array(timelineEntry),
  })
  .openapi('PlannedUnitChanges');
export type PlannedUnitChanges = z.infer<typeof plannedChanges>;

export const lineage = z
  .object({
    changes: z.array(
      z.object({
        id: z.string(),
        kind: z.enum(unitChangeKinds),
        onDay: z.string(),
        from: z.array(unitRef),
        to: z.array(unitRef),
        reason: z.string(),
        madeBy: z.string(),
      }),
    ),
    measures: z.array(
      z.object({
        measureId: z.string(),
        number: z.number().int(),
        title: z.string().nullable(),
        planTitle: z.string(),
        role: z.string(),
      }),
    ),
  })
  .openapi('UnitLineage');
export type UnitLineage = z.infer<typeof lineage>;
