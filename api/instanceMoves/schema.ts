import { localText } from '../common/schema.ts';
import { z } from '../zod.ts';

const id = z.string().min(1).max(100);
const version = z.number().int().min(1);
const elementId = z.string().min(1).max(200);
/** Elements of older versions by id, and those of the new one that take their place: each takes one. */
const mapping = z
  .record(elementId, elementId)
  .refine((names) => new Set(Object.values(names)).size === Object.keys(names).length);
const named = z.object({ id: z.string(), name: z.string() });
const effected = z.object({ elementId: z.string(), name: z.string(), fate: localText, count: z.number().int() });

export const moveParams = z.object({ id, moveId: id });

export const previewQuery = z.object({
  toVersion: z.coerce.number().int().min(1),
  fromVersion: z.coerce.number().int().min(1).optional(),
  planId: id.optional(),
  /** Only those that stand on this element. */
  elementId: elementId.optional(),
  q: z.string().trim().min(1).max(100).optional(),
  /** `old:new` for each element whose place another one takes, with commas between them. */
  mapping: z
    .string()
    .max(20_000)
    .transform((text) => Object.fromEntries(text.split(',').map((pair) => pair.split(':'))) as unknown)
    .pipe(mapping)
    .optional(),
});

/** A day of open items that the move changes; `what` tells the due day from the last day for signing. */
const dayMove = z.object({
  name: z.string(),
  what: z.enum(['due', 'sign']),
  from: z.string().nullable(),
  to: z.string().nullable(),
  /** How many items it concerns. */
  count: z.number().int(),
});

const movable = z.object({
  id: z.string(),
  /** The measure, the unit or the matter. */
  subject: z.string(),
  planTitle: z.string().nullable(),
  fromVersion: version,
  /** Handed back when the move is begun; null where it is not possible. */
  expected: z.string().nullable(),
  days: z.array(dayMove),
});

/** Instances of which the same becomes. */
export const moveGroup = z
  .object({
    key: z.string(),
    possible: z.boolean(),
    obstacles: z.array(localText),
    items: z.array(effected.extend({ kind: z.enum(['stays', 'reopens', 'opens', 'cancels']) })),
    timers: z.array(effected),
    days: z.array(dayMove),
    /** Steps of the new version alone: those that they come to, and those that they have passed. */
    ahead: z.array(z.string()),
    missed: z.array(z.string()),
    instances: z.array(movable),
  })
  .openapi('MoveGroup');
export type MoveGroup = z.infer<typeof moveGroup>;

export const movePreview = z
  .object({
    groups: z.array(moveGroup),
    total: z.number().int(),
    /** There are more than one move takes. */
    more: z.boolean(),
    plans: z.array(z.object({ id: z.string(), title: z.string() })),
    /** Where running instances of the definition stand. */
    elements: z.array(named),
    /** Elements that the new version does not have under their id, and those of its own that can take their place. */
    gone: z.array(named.extend({ places: z.array(named) })),
  })
  .openapi('MovePreview');
export type MovePreview = z.infer<typeof movePreview>;

export const beginBody = z.object({
  toVersion: version,
  reason: z.string().trim().min(1).max(500),
  mapping: mapping.optional(),
  instances: z
    .array(z.object({ id, expected: z.string().max(20_000) }))
    .min(1)
    .max(2000),
});
export const begunMove = z.object({ id: z.string() });

export const instanceMove = z
  .object({
    id: z.string(),
    toVersion: version,
    state: z.enum(['RUNNING', 'STOPPED', 'FINISHED']),
    reason: z.string(),
    startedBy: z.string(),
    startedOn: z.string(),
    startedAt: z.string(),
    endedAt: z.string().nullable(),
    waiting: z.number().int(),
    moved: z.number().int(),
    refused: z.number().int(),
    stopped: z.number().int(),
  })
  .openapi('InstanceMove');
export type InstanceMove = z.infer<typeof instanceMove>;
export const instanceMoveList = z.object({ items: z.array(instanceMove) });

export const instanceMoveDetail = instanceMove
  .extend({
    instances: z.array(
      z.object({
        id: z.string(),
        subject: z.string(),
        planTitle: z.string().nullable(),
        fromVersion: version,
        state: z.enum(['WAITING', 'MOVED', 'REFUSED', 'STOPPED']),
        obstacles: z.array(localText),
      }),
    ),
  })
  .openapi('InstanceMoveDetail');
export type InstanceMoveDetail = z.infer<typeof instanceMoveDetail>;
