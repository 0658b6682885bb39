import { localText, unitRef } from '../common/schema.ts';
import { z } from '../zod.ts';

export const month = z
  .string()
  .regex(/^(19|20)\d{2}-(0[1-9]|1[0-2])$/)
  .openapi({ type: 'string', example: '2020-06' });

export const burdenQuery = z.object({ from: month.optional(), to: month.optional() });
export type BurdenQuery = z.infer<typeof burdenQuery>;

export const burdenSourceQuery = z.object({ month });

const counts = {
  /** Work items that opened for the unit. */
  requests: z.number().int(),
  /** Letters signed to it. */
  letters: z.number().int(),
  /** Notices to its people. */
  notices: z.number().int(),
};

/** What was asked of each unit in each month; `months` is the whole span, rows hold only months with something. */
export const burden = z
  .object({
    months: z.array(z.string()),
    units: z.array(z.object({ unit: unitRef, ...counts, months: z.array(z.object({ month: z.string(), ...counts })) })),
  })
  .openapi('Burden');
export type Burden = z.infer<typeof burden>;

export const burdenSources = z
  .object({
    unit: unitRef,
    month: z.string(),
    sources: z.array(
      z.object({
        of: z.enum(['requests', 'letters', 'notices']),
        plan: z.object({ id: z.string(), title: z.string() }).nullable(),
        itemKind: localText.nullable(),
        count: z.number().int(),
      }),
    ),
  })
  .openapi('BurdenSources');
export type BurdenSources = z.infer<typeof burdenSources>;
