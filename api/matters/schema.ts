import { listColumns } from '../../domain/matters/list.ts';
import { assignmentRoles } from '../../domain/parties.ts';
import { day, localText, name, page, timelineEntry, unitRef } from '../common/schema.ts';
import { measureRow } from '../measures/rowSchema.ts';
import { planRow } from '../plans/schema.ts';
import { z } from '../zod.ts';

/** A matter of its own 专项事项 with counts of its rows and items that the caller sees. */
export const matterRow = planRow
  .pick({ id: true, title: true, launchedOn: true, state: true, counts: true })
  .extend({
    purpose: z.string(),
    openedBy: z.string(),
    /** Where it was closed, with what came of it. */
    closed: z.object({ on: z.string(), by: z.string(), conclusion: z.string() }).nullable(),
  })
  .openapi('MatterRow');
export type MatterRow = z.infer<typeof matterRow>;

export const matterPage = page(matterRow);

export const matter = matterRow
  .extend({
    /** The issued plan that it belongs to. */
    about: z.object({ id: z.string(), title: z.string() }).nullable(),
    rows: z.array(
      measureRow.extend({
        /** What the list asks for; empty where it says nothing more than the title. */
        demand: z.string(),
        /** Processes begun for the row, and at which steps each stands. */
        processes: z.array(
          z.object({
            runId: z.string(),
            name: z.string(),
            status: z.enum(['RUNNING', 'COMPLETED', 'TERMINATED', 'WITHDRAWN']),
            where: z.array(z.string()),
          }),
        ),
      }),
    ),
    history: z.array(timelineEntry),
    can: z.object({ close: z.boolean(), add: z.boolean() }),
  })
  .openapi('Matter');
export type Matter = z.infer<typeof matter>;

const id = z.string().min(1).max(100);
const units = z.array(z.object({ unitId: id, role: z.enum(assignmentRoles) })).max(300);
const long = z.string().trim().max(5000);

export const openBody = z.object({
  title: name,
  purpose: long.min(1),
  /** The published process that runs for every row. */
  versionId: id,
  aboutPlanId: id.nullable().default(null),
  units: units.default([]),
  leaderPostId: id.nullable().default(null),
  deadlineOn: day.nullable().default(null),
  /** The list; without one the matter is one row itself. What a row leaves open is as the matter has it. */
  rows: z
    .array(
      z.object({
        title: z.string().trim().min(1).max(1000),
        demand: long.default(''),
        units: units.default([]),
        leaderPostId: id.nullable().default(null),
        deadlineOn: day.nullable().default(null),
      }),
    )
    .max(1000)
    .default([]),
});

/** Rows that come to a matter: as when it was opened, with why they come as `purpose`. */
export const addBody = openBody.omit({ aboutPlanId: true });

export const opened = z.object({ id: z.string() });

export const closeBody = z.object({ conclusion: z.string().trim().min(1).max(5000) });

/** A list as it was pasted; an .xlsx workbook comes as `file`. */
export const listBody = z.object({ text: z.string().max(1_000_000).optional() });

/** A list as it was read, with a fault for each cell that is not understood. */
export const readRows = z
  .object({
    rows: z.array(
      z.object({
        line: z.number().int(),
        title: z.string(),
        demand: z.string(),
        units: z.array(z.object({ unit: unitRef, role: z.enum(assignmentRoles) })),
        leader: z.object({ postId: z.string(), name: z.string() }).nullable(),
        deadlineOn: z.string().nullable(),
        faults: z.array(z.object({ column: z.enum(listColumns), message: localText })),
      }),
    ),
  })
  .openapi('ReadMatterRows');
export type ReadRows = z.infer<typeof readRows>;
