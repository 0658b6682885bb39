import { MATCH_REASONS } from '../../domain/names/types.ts';
import { TEXT_ENCODINGS } from '../../domain/textEncoding.ts';
import { day, flag, localText, name, page, pageQuery, planKind, postRef, unitRef } from '../common/schema.ts';
import { z } from '../zod.ts';
import { draftContent, importContent } from './contentSchema.ts';

export type { DraftContent, ImportContent, MeasureContent } from './contentSchema.ts';

// ---------------------------------------------------------------------------------------------------------------
// Drafts

export const unitKind = z.enum(['DEPARTMENT', 'TOWNSHIP', 'OFFICE', 'DISCIPLINE', 'LEADING_GROUP', 'OTHER']);
export type UnitKind = z.infer<typeof unitKind>;

export const unitChoice = z.union([
  z.object({ use: z.string().min(1) }),
  z.object({ create: z.object({ name, kind: unitKind }) }),
]);
export type UnitChoice = z.infer<typeof unitChoice>;

export const groupChoice = z.object({
  members: z.union([z.array(z.string().min(1)).max(2000), z.enum(['allTownships', 'allUnits'])]),
  /** 待补: launched without members, which is then an item of the office. */
  pending: z.boolean().optional(),
});
export type GroupChoice = z.infer<typeof groupChoice>;

export const leaderChoice = z.union([
  z.object({ usePostId: z.string().min(1) }),
  /** With `personId` somebody of the county takes the new post. */
  z.object({ create: z.object({ personName: name, title: name, personId: z.string().min(1).optional() }) }),
]);
export type LeaderChoice = z.infer<typeof leaderChoice>;

export const periodSetting = z.object({
  key: z
    .string()
    .regex(/^[0-9A-Za-z-]{1,40}$/)
    .openapi({ example: '2020-MID' }),
  name,
  opensOn: day,
  dueOn: day,
  cutOffOn: day,
});
export type PeriodSetting = z.infer<typeof periodSetting>;

export const assessmentYearSetting = z.object({ key: z.string().regex(/^[0-9A-Za-z-]{1,40}$/), opensOn: day });
export type AssessmentYearSetting = z.infer<typeof assessmentYearSetting>;

/** What the office confirms at launch. Names are those of the document. */
export const launchSettings = z
  .object({
    units: z.record(z.string(), unitChoice),
    groups: z.record(z.string(), groupChoice),
    leaders: z.record(z.string(), leaderChoice),
    periods: z.array(periodSetting).max(60),
    assessmentYears: z.array(assessmentYearSetting).max(20),
    measureVersionId: z.string(),
    unitVersionId: z.string(),
    ladderId: z.string(),
    officeUnitId: z.string(),
    approverPostId: z.string().nullable(),
  })
  .openapi('LaunchSettings');
export type LaunchSettings = z.infer<typeof launchSettings>;

export const candidate = z.object({ id: z.string(), name: z.string() });
export type Candidate = z.infer<typeof candidate>;

export const nameMatch = z.object({
  verdict: z.enum(['sure', 'likely', 'unknown']),
  /** Set where the verdict is `sure`. */
  matchId: z.string().nullable(),
  /** Best first, with why each may be meant. */
  candidates: z.array(candidate.extend({ reason: z.enum(MATCH_REASONS) })),
});

export const unitResolution = nameMatch
  .extend({
    name: z.string(),
    kind: z.enum(['unit', 'group']),
    /** Another name of the document that an unknown unit goes by as well. */
    sameAs: z.string().nullable(),
  })
  .openapi('UnitResolution');
export type UnitResolution = z.infer<typeof unitResolution>;

export const leaderResolution = nameMatch
  .extend({
    name: z.string(),
    /** The person without 同志, and the post printed with the name. */
    printed: z.object({ name: z.string(), title: z.string() }),
  })
  .openapi('LeaderResolution');
export type LeaderResolution = z.infer<typeof leaderResolution>;

export const finding = z
  .object({ pointer: z.string(), severity: z.enum(['error', 'warning']), message: localText })
  .openapi('Finding');
export type Finding = z.infer<typeof finding>;

export const draftState = z.enum(['OPEN', 'LAUNCHED', 'DISCARDED']);

export const draftRow = z
  .object({
    id: z.string(),
    title: z.string(),
    fileName: z.string(),
    state: draftState,
    measureCount: z.number().int(),
    createdAt: z.string(),
    updatedAt: z.string(),
    /** Business day of the last correction, at first of the import. */
    changedOn: day,
  })
  .openapi('DraftRow');
export type DraftRow = z.infer<typeof draftRow>;

/** What the launch form may choose from beside the document's own names. */
export const launchOptions = z
  .object({
    measureVersions: z.array(candidate),
    unitVersions: z.array(candidate),
    ladders: z.array(candidate),
    units: z.array(candidate.extend({ kind: z.string() })),
    leaderPosts: z.array(postRef),
  })
  .openapi('LaunchOptions');
export type LaunchOptions = z.infer<typeof launchOptions>;

export const draft = z
  .object({
    id: z.string(),
    version: z.number().int(),
    state: draftState,
    planId: z.string().nullable(),
    document: z.object({ id: z.string(), fileName: z.string(), text: z.string() }),
    content: draftContent,
    settings: launchSettings,
    options: launchOptions,
    resolution: z.object({ units: z.array(unitResolution), leaders: z.array(leaderResolution) }),
    findings: z.array(finding),
    createdAt: z.string(),
    updatedAt: z.string(),
    can: z.object({ edit: z.boolean(), launch: z.boolean(), discard: z.boolean() }),
  })
  .openapi('Draft');
export type Draft = z.infer<typeof draft>;

/** Beside a `file`, or instead of one the `text` itself. `encoding` is that of a plain text; left out, it is told by content. */
export const importBody = z.object({ text: z.string().optional(), encoding: z.enum(TEXT_ENCODINGS).optional() });
/** A line of news while a document is read; pages count from 1, both are 0 where there are none. */
export const importProgress = z.object({
  stage: z.enum(['open', 'read', 'recognise', 'analyse']),
  page: z.number().int(),
  pages: z.number().int(),
});
export type ImportProgress = z.infer<typeof importProgress>;

export const createdId = z.object({ id: z.string() });

/** Settings are merged key by key; `units`, `groups` and `leaders` by name. */
export const draftPatch = z.object({
  version: z.number().int().min(1),
  content: importContent.optional(),
  settings: launchSettings.partial().optional(),
});
export type DraftPatch = z.infer<typeof draftPatch>;

export const launchBody = z.object({ businessDate: day.optional() });
export const launchAnswer = z.object({ planId: z.string() });

// ---------------------------------------------------------------------------------------------------------------
// Plans

export const planState = z.enum(['LAUNCHING', 'RUNNING', 'CLOSED']);

/** Counts of the measures and items that the caller may see. */
export const planCounts = z
  .object({
    measures: z.number().int(),
    closed: z.number().int(),
    red: z.number().int(),
    yellow: z.number().int(),
    green: z.number().int(),
    grey: z.number().int(),
    openItems: z.number().int(),
    overdueItems: z.number().int(),
  })
  .openapi('PlanCounts');
export type PlanCounts = z.infer<typeof planCounts>;

export const planRow = z
  .object({
    id: z.string(),
    title: z.string(),
    documentNumber: z.string().nullable(),
    issuedOn: z.string().nullable(),
    launchedOn: z.string(),
    state: planState,
    counts: planCounts,
  })
  .openapi('PlanRow');
export type PlanRow = z.infer<typeof planRow>;

export const clause = z
  .object({
    id: z.string(),
    kind: z.enum(['DUTY', 'ASSESSMENT', 'ESCALATION']),
    state: z.enum(['TO_ARRANGE', 'ARRANGED']),
    text: z.string(),
    data: z.unknown(),
    /** How the office arranged it, who and when. */
    arrangement: z.string().nullable(),
    arrangedBy: z.string().nullable(),
    arrangedOn: z.string().nullable(),
  })
  .openapi('PlanClause');
export type Clause = z.infer<typeof clause>;

export const clauseParams = z.object({ id: z.string().max(100), clauseId: z.string().max(100) });
/** An empty arrangement opens the clause again. */
export const arrangeBody = z.object({ arrangement: z.string().trim().max(2000) });

export const plan = planRow
  .extend({
    /** A matter of its own 专项事项 is kept as a plan; its page is another. */
    kind: planKind,
    issuers: z.array(z.string()),
    period: z.object({ start: z.string().nullable(), end: z.string().nullable() }),
    periods: z.array(
      z.object({ key: z.string(), name: z.string(), opensOn: z.string(), dueOn: z.string(), cutOffOn: z.string() }),
    ),
    assessmentYears: z.array(z.object({ key: z.string(), opensOn: z.string() })),
    clauses: z.array(clause),
    document: z.object({ id: z.string(), fileName: z.string() }).nullable(),
    /** Processes of the plan, and how many of their workflows have been started. */
    progress: z.object({ instances: z.number().int(), started: z.number().int() }),
    can: z.object({ seeReporting: z.boolean(), seeClauses: z.boolean(), arrange: z.boolean() }),
  })
  .openapi('Plan');
export type Plan = z.infer<typeof plan>;

export const reportingQuery = z.object({ period: z.string().max(40).optional() });

export const reportingRow = z
  .object({
    unit: unitRef,
    /** 应报, 已报, 未报, 迟报 */
    expected: z.number().int(),
    reported: z.number().int(),
    missing: z.number().int(),
    late: z.number().int(),
    sheetState: z.string().nullable(),
    sheetId: z.string().nullable(),
  })
  .openapi('ReportingRow');
export type ReportingRow = z.infer<typeof reportingRow>;

export const reporting = z
  .object({
    period: z.string().nullable(),
    periods: z.array(z.object({ key: z.string(), name: z.string(), dueOn: z.string() })),
    rows: z.array(reportingRow),
  })
  .openapi('Reporting');
export type Reporting = z.infer<typeof reporting>;

export const planDocument = z
  .object({
    text: z.string(),
    passages: z.array(z.object({ measureId: z.string(), start: z.number().int(), end: z.number().int() })),
  })
  .openapi('PlanDocument');
export type PlanDocument = z.infer<typeof planDocument>;

export const draftsQuery = pageQuery.extend({ all: flag.optional() });
export const planPage = page(planRow);
export const draftPage = page(draftRow);
