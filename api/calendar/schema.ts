import { z } from '../zod.ts';

export const yearParams = z.object({ year: z.coerce.number().int().min(1900).max(2200) });

export const calendarYear = z
  .object({
    year: z.number().int(),
    /** False: holidays of the year are not loaded, and days are judged by weekday alone. */
    covered: z.boolean(),
    days: z.array(z.object({ day: z.string(), working: z.boolean(), name: z.string() })),
  })
  .openapi('CalendarYear');
export type CalendarYear = z.infer<typeof calendarYear>;

export const calendarCoverage = z
  .object({
    coveredYears: z.array(z.number().int()),
    /** Years that running plans reach into without a loaded calendar. */
    missingFor: z.array(z.object({ year: z.number().int(), plans: z.number().int() })),
  })
  .openapi('CalendarCoverage');
export type CalendarCoverage = z.infer<typeof calendarCoverage>;
