import { moveCounts, movedGroup } from '../common/movesSchema.ts';
import { day, localText } from '../common/schema.ts';
import { z } from '../zod.ts';

const year = z.number().int().min(2000).max(2100);
export const yearParams = z.object({ year: z.coerce.number().int().min(1900).max(2200) });

/** A day that is free (放假) or worked (上班) otherwise than its weekday says. */
const specialDay = z.object({ day: z.string(), working: z.boolean(), name: z.string() });

export const calendarYear = z
  .object({
    year: z.number().int(),
    /** False: holidays of the year are not loaded, and days are judged by weekday alone. */
    covered: z.boolean(),
    days: z.array(specialDay),
    can: z.object({ edit: z.boolean() }),
  })
  .openapi('CalendarYear');
export type CalendarYear = z.infer<typeof calendarYear>;

export const calendarCoverage = z
  .object({
    coveredYears: z.array(z.number().int()),
    /** Years that running plans reach into without a loaded calendar. */
    missingFor: z.array(z.object({ year: z.number().int(), plans: z.number().int() })),
    /** Such years that the caller's own open items fall due in. */
    missingForMe: z.array(z.object({ year: z.number().int(), items: z.number().int() })),
  })
  .openapi('CalendarCoverage');
export type CalendarCoverage = z.infer<typeof calendarCoverage>;

export const calendarVersions = z
  .object({
    items: z.array(
      z.object({
        version: z.number().int(),
        days: z.array(specialDay),
        reason: z.string(),
        /** Empty for the calendar that came with the installation. */
        savedBy: z.string(),
        savedOn: z.string(),
      }),
    ),
  })
  .openapi('CalendarVersions');
export type CalendarVersions = z.infer<typeof calendarVersions>;

const yearDays = z
  .object({
    year,
    days: z
      .array(z.object({ day, working: z.boolean(), name: z.string().trim().min(1).max(40) }))
      .max(366)
      .refine((days) => new Set(days.map((entry) => entry.day)).size === days.length, {
        params: { rule: 'dayTwice' },
      }),
  })
  .refine(({ year: of, days }) => days.every((entry) => entry.day.startsWith(`${of}-`)), {
    path: ['days'],
    params: { rule: 'dayOfYear' },
  })
  .openapi('CalendarYearDays');
export type CalendarYearDays = z.infer<typeof yearDays>;

/** Whole years; a year is replaced, others stay as they are. */
const years = z
  .array(yearDays)
  .min(1)
  .max(3)
  .refine((list) => new Set(list.map((entry) => entry.year)).size === list.length, {
    params: { rule: 'yearTwice' },
  });

export const previewBody = z.object({ years });
export const saveBody = z.object({
  years,
  reason: z.string().trim().min(1).max(200),
  /** The version that the preview answered. */
  version: z.number().int(),
});
export const saveAnswer = z.object({ version: z.number().int(), moved: z.number().int() }).openapi('CalendarSaved');
export type CalendarSaved = z.infer<typeof saveAnswer>;

const dayKind = z.enum(['working', 'holiday', 'ordinary']);
export const calendarPreview = z
  .object({
    version: z.number().int(),
    changed: z.array(z.object({ day: z.string(), before: dayKind, after: dayKind, name: z.string() })),
    counts: moveCounts.extend({ openings: z.number().int() }),
    items: z.array(movedGroup),
    openings: z.array(
      z.object({ planTitle: z.string().nullable(), from: z.string(), to: z.string(), openings: z.number().int() }),
    ),
  })
  .openapi('CalendarPreview');
export type CalendarPreview = z.infer<typeof calendarPreview>;

/** The text of a notice, and the year that is meant where it names none. */
export const noticeBody = z.object({ text: z.string().trim().min(1).max(20_000), year });
/** What may be taken over into the edit: whole years, and what was doubtful about the text. */
export const noticeAnswer = z
  .object({
    years: z.array(yearDays),
    doubts: z.array(z.object({ line: z.number().int(), message: localText })),
  })
  .openapi('HolidayNotice');
export type HolidayNotice = z.infer<typeof noticeAnswer>;
export const packagedAnswer = z.object({ year: yearDays.nullable() }).openapi('PackagedCalendar');
export type PackagedCalendar = z.infer<typeof packagedAnswer>;
