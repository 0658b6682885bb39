import { type CountyLimits, type LimitName, limitNames, limitRanges } from '../../domain/countyLimits.ts';
import { z } from '../zod.ts';

const ranged = (name: LimitName) => {
  const [least, most] = limitRanges[name];
  return z.number().int().min(least).max(most);
};

const limits = z.object(
  Object.fromEntries(limitNames.map((name) => [name, ranged(name)])) as Record<LimitName, z.ZodNumber>,
) satisfies z.ZodType<CountyLimits>;

export const limitsSaveBody = z.object({
  limits,
  /** The version that it replaces. */
  basedOn: z.number().int().min(0),
  reason: z.string().trim().min(1).max(200),
});

export const limitsSaved = z.object({ version: z.number().int() }).openapi('LimitsSaved');

/** Terms and limits of the county's own rules: the newest first, the first is in use. */
export const countyLimits = z
  .object({
    versions: z
      .array(
        z.object({ limits, version: z.number().int(), reason: z.string(), savedBy: z.string(), savedOn: z.string() }),
      )
      .min(1),
  })
  .openapi('CountyLimits');
export type CountyLimitsAnswer = z.infer<typeof countyLimits>;
