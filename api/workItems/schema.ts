import { reportingNumbers } from '../../domain/reporting.ts';
import {
  day,
  flag,
  localText,
  page,
  pageQuery,
  planKind,
  postKind,
  postRef,
  timelineEntry,
  unitRef,
} from '../common/schema.ts';
import { light, measureRow, passage } from '../measures/rowSchema.ts';
import { z } from '../zod.ts';
import { formContext, formField } from './formSchema.ts';

export const workItemState = z.enum(['OPEN', 'PREPARED', 'SUBMITTED', 'ACCEPTED', 'RETURNED', 'DEEMED', 'CANCELLED']);

export const workItem = z
  .object({
    id: z.string(),
    kind: z.string(),
    kindLabel: localText,
    state: workItemState,
    planId: z.string().nullable(),
    planTitle: z.string().nullable(),
    planKind: planKind.nullable(),
    measureId: z.string().nullable(),
    measureTitle: z.string().nullable(),
    /** What it is about, where it is about neither a measure nor a unit's part in the plan. */
    subject: z.string().nullable(),
    /** The letter that it answers. */
    letterId: z.string().nullable(),
    /**
     * What a unit explains 情况说明 before a rung is decided: the item that it is late with. `escalationId` is null as
     * long as the rung is not the unit's to see.
     */
    explains: z
      .object({
        ...{
          workItemId: z.string(),
          kindLabel: localText,
          period: z.string().nullable(),
          dueOn: z.string().nullable(),
        },
        ...{ rungLabel: localText, escalationId: z.string().nullable() },
      })
      .nullable(),
    /** The objection 异议 that it decides: whose, and against which letter, rung or item's light. */
    objection: z
      .object({
        ...{ id: z.string(), unit: unitRef, filedBy: z.string(), filedOn: z.string(), against: localText },
        ...{ letterId: z.string().nullable(), escalationId: z.string().nullable(), workItemId: z.string() },
      })
      .nullable(),
    /** The request for more time that it decides: for which item, from which due day to which. */
    extension: z
      .object({ id: z.string(), workItemId: z.string(), fromDueOn: z.string(), askedDueOn: z.string() })
      .nullable(),
    /** What is asked, where the item itself says so: an objection, a promise. */
    asked: z.string().nullable(),
    /** Why the process beside the lifecycle was begun that it belongs to: of an instruction 批示 its words. */
    ground: z.object({ text: z.string(), by: z.string() }).nullable(),
    elementId: z.string(),
    unit: unitRef.nullable(),
    holder: z.object({ kind: postKind, post: postRef.nullable() }),
    period: z.object({ key: z.string(), name: z.string() }).nullable(),
    round: z.number().int(),
    openedOn: z.string(),
    dueOn: z.string().nullable(),
    /** The due day before the first extension; null: none was granted. */
    originalDueOn: z.string().nullable(),
    /** Its measure is paused: nothing is asked for until it is resumed. */
    paused: z.boolean(),
    /** Calendar days until the due day, negative when it is over; null without a due day or when closed. */
    daysLeft: z.number().int().nullable(),
    /** Working days overdue that count on the holder; of what is done those when it was done. */
    overdueWorkingDays: z.number().int(),
    /** Its time is over; of what is done: it was when it was handed in or closed. Days of waiting do not count. */
    late: z.boolean(),
    light,
    version: z.number().int(),
    text: z.string().nullable(),
    outcome: z.string().nullable(),
    outcomes: z.array(z.string()),
    fields: z.record(z.string(), z.unknown()).nullable(),
    /** What the holder fills in; the values stand in `fields.form` by key. Null: the page of the kind alone. */
    form: z.array(formField).nullable(),
    /** Why the round before was returned. */
    returnedReason: z.string().nullable(),
    /** Where its process sets a limit for signing for it 签收; null: there is none. */
    signing: z
      .object({
        by: z.string(),
        /** Nobody has signed for it, prepared it or handed it in. */
        waits: z.boolean(),
        late: z.boolean(),
        signedOn: z.string().nullable(),
        signedBy: z.string().nullable(),
      })
      .nullable(),
    preparedOn: z.string().nullable(),
    submittedOn: z.string().nullable(),
    closedOn: z.string().nullable(),
    /** 未报: the cut-off passed without it; a late report is still taken. */
    unreported: z.boolean(),
    /** The ladder that an open item climbs, with what comes next if nothing is done; null: none. */
    ladder: z.object({ name: z.string(), next: z.object({ label: localText, on: z.string() }).nullable() }).nullable(),
    /** For a review: the item that it judges. */
    reviews: z
      .object({
        id: z.string(),
        kind: z.string(),
        /** It is not handed in yet, and cannot be judged before. */
        waits: z.boolean(),
        text: z.string().nullable(),
        form: z.array(formField).nullable(),
        values: z.record(z.string(), z.unknown()).nullable(),
        unit: unitRef.nullable(),
        submittedOn: z.string().nullable(),
        /** Working days that its next round has where the reviewer returns it without a day. */
        returnedWithin: z.number().int(),
      })
      .nullable(),
    whyMe: localText,
    can: z.object({
      /** For receipt 签收. */
      sign: z.boolean(),
      prepare: z.boolean(),
      submit: z.boolean(),
      recall: z.boolean(),
      accept: z.boolean(),
      return: z.boolean(),
      /** Against its being shown as overdue. */
      object: z.boolean(),
      /** Ask for a later due day. */
      extend: z.boolean(),
      /** By hand. */
      urge: z.boolean(),
    }),
  })
  .openapi('WorkItem');
export type WorkItem = z.infer<typeof workItem>;

export const workItemsQuery = pageQuery.extend({
  mine: flag.optional(),
  state: z.enum(['open', 'done']).optional(),
  planId: z.string().max(100).optional(),
  measureId: z.string().max(100).optional(),
  unitId: z.string().max(100).optional(),
  kind: z.string().max(40).optional(),
  period: z.string().max(40).optional(),
  overdue: flag.optional(),
  ofUnits: flag.optional(),
  reporting: z.enum(reportingNumbers).optional(),
});
export type WorkItemsQuery = z.infer<typeof workItemsQuery>;

/** The period's sheet of a unit: its own reports, and inputs for measures that other units report. */
export const sheet = z
  .object({
    reports: z.array(workItem),
    /** What the forms of reports are filled in against, by id of the report. */
    formContexts: z.record(z.string(), formContext),
    inputs: z.array(
      z.object({
        measureId: z.string(),
        measureTitle: z.string(),
        unit: unitRef.nullable(),
        text: z.string().nullable(),
        /** The measure is paused: no input is asked for. */
        paused: z.boolean(),
      }),
    ),
  })
  .openapi('Sheet');
export type Sheet = z.infer<typeof sheet>;

/** The fields that an earlier step passes on, with what was filled in, by key of the field. */
const passedAnswers = z.object({
  id: z.string(),
  kindLabel: localText,
  unit: unitRef.nullable(),
  submittedOn: day.nullable(),
  form: z.array(formField),
  values: z.record(z.string(), z.unknown()),
});

export const workItemDetail = workItem
  .extend({
    sheet: sheet.optional(),
    /** What the form is filled in against, and what was passed on; null where there is neither. */
    formContext: formContext.nullable(),
    /** What earlier steps of its process pass on to it, in their order. */
    passedOn: z.array(passedAnswers),
    measure: measureRow.extend({ passages: z.array(passage) }).nullable(),
    history: z.array(timelineEntry),
    rounds: z.array(workItem),
  })
  .openapi('WorkItemDetail');
export type WorkItemDetail = z.infer<typeof workItemDetail>;

const version = z.number().int().min(1).optional();

/**
 * What the holder hands in. `fields` by kind: SHEET `{rows:[{workItemId,text,form}], inputs:[{measureId,text}]}`,
 * ASSIGN `{leadUnitIds, responsibleUnitIds, leaderPostIds}`, FILL `{unitIds}`, SIGN `{responsiblePerson}`, EXTEND
 * `{dueOn}` where another day is granted than the one asked for. Where the item has a form, `form` with the values by key of the field: text, longText and choice a text, number a number, date
 * `YYYY-MM-DD`, yesNo true or false, choices a list of texts, files `[{id}]` of files of the item, actuals
 * numbers by id of the indicator, table a list of rows with values by column.
 */
export const submitBody = z.object({
  text: z.string().trim().min(1).max(20_000),
  outcome: z.string().max(40).optional(),
  fields: z.record(z.string(), z.unknown()).optional().openapi({
    description:
      'By kind: SHEET {rows:[{workItemId,text,form}], inputs:[{measureId,text}]}, ASSIGN {leadUnitIds, responsibleUnitIds, leaderPostIds}, FILL {unitIds}, SIGN {responsiblePerson}, EXTEND {dueOn}. Where the item has a form: form, the values by key of its fields.',
  }),
  version,
});
export type SubmitBody = z.infer<typeof submitBody>;

export const recallBody = z.object({ version });
export const signBody = z.object({ version });
export const acceptBody = z.object({ text: z.string().trim().max(20_000).optional(), version });
export const returnBody = z.object({ reason: z.string().trim().min(1).max(5000), dueOn: day.optional(), version });
export type ReturnBody = z.infer<typeof returnBody>;

export const workItemPage = page(workItem);
