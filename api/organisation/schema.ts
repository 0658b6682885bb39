import {
  day,
  flag,
  localText,
  name,
  page,
  pageQuery,
  personRef,
  postKind,
  postRef,
  unitRef,
} from '../common/schema.ts';
import { unitKind } from '../plans/schema.ts';
import { language } from '../session/schema.ts';
import { z } from '../zod.ts';

// Units and groups
export const unit = z
  .object({
    id: z.string(),
    name: z.string(),
    shortName: z.string().nullable(),
    aliases: z.array(z.string()),
    kind: z.string(),
    validFrom: z.string().nullable(),
    validTo: z.string().nullable(),
    posts: z.array(postRef),
    can: z.object({ edit: z.boolean() }),
  })
  .openapi('Unit');
export type Unit = z.infer<typeof unit>;

export const createUnitBody = z.object({
  name,
  kind: unitKind.default('DEPARTMENT'),
  shortName: name.nullable().optional(),
  aliases: z.array(name).max(50).default([]),
  validFrom: day.nullable().optional(),
  validTo: day.nullable().optional(),
});
export type CreateUnitBody = z.infer<typeof createUnitBody>;
export const patchUnitBody = z.object({
  name: name.optional(),
  kind: unitKind.optional(),
  shortName: name.nullable().optional(),
  aliases: z.array(name).max(50).optional(),
  validFrom: day.nullable().optional(),
  validTo: day.nullable().optional(),
});
export type PatchUnitBody = z.infer<typeof patchUnitBody>;

export const unitGroup = z
  .object({ id: z.string(), name: z.string(), aliases: z.array(z.string()), members: z.array(unitRef) })
  .openapi('UnitGroup');
export type UnitGroup = z.infer<typeof unitGroup>;
export const unitGroupBody = z.object({
  name,
  aliases: z.array(name).max(50).default([]),
  memberIds: z.array(z.string().min(1)).max(2000),
});
export type UnitGroupBody = z.infer<typeof unitGroupBody>;

// Posts with dated terms
export const holding = z
  .object({ id: z.string(), person: personRef, fromDay: z.string(), toDay: z.string().nullable() })
  .openapi('Holding');
export type Holding = z.infer<typeof holding>;

export const post = postRef.extend({ holdings: z.array(holding) }).openapi('Post');
export type Post = z.infer<typeof post>;

export const createPostBody = z.object({
  title: name,
  kind: postKind,
  unitId: z.string().min(1).nullable().default(null),
});
export type CreatePostBody = z.infer<typeof createPostBody>;
export const patchPostBody = z.object({ title: name.optional(), kind: postKind.optional() });
export type PatchPostBody = z.infer<typeof patchPostBody>;
export const createHoldingBody = z.object({
  personId: z.string().min(1),
  fromDay: day,
  toDay: day.nullable().optional(),
});
export type CreateHoldingBody = z.infer<typeof createHoldingBody>;
export const patchHoldingBody = z.object({ toDay: day.nullable() });

// People and accounts
const email = z.email().max(200);

export const person = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    language,
    /** What the mail server said where mail to the address does not arrive. */
    mailFailure: z.string().nullable(),
    posts: z.array(postRef),
    username: z.string().nullable(),
  })
  .openapi('Person');
export type Person = z.infer<typeof person>;
export const createPersonBody = z.object({
  name,
  email: email.nullable().optional(),
  phone: z.string().trim().max(50).nullable().optional(),
  language: language.default('zh'),
});
export type CreatePersonBody = z.infer<typeof createPersonBody>;
export const patchPersonBody = createPersonBody.extend({ language: language.optional() }).partial();
export type PatchPersonBody = z.infer<typeof patchPersonBody>;

export const username = z
  .string()
  .trim()
  .regex(/^[\p{L}\p{N}._@-]{2,60}$/u);

export const account = z
  .object({
    id: z.string(),
    username: z.string(),
    person: personRef,
    roles: z.array(postKind),
    disabled: z.boolean(),
    demo: z.boolean(),
    mustChangePassword: z.boolean(),
    createdAt: z.string(),
    can: z.object({ resetPassword: z.boolean(), disable: z.boolean(), enable: z.boolean() }),
  })
  .openapi('Account');
export type Account = z.infer<typeof account>;
export const createAccountBody = z.object({ personId: z.string().min(1), username });
export type CreateAccountBody = z.infer<typeof createAccountBody>;
/** Shown this once; the person must change it at the first sign-in. */
export const temporaryPassword = z
  .object({ id: z.string(), username: z.string(), temporaryPassword: z.string() })
  .openapi('TemporaryPassword');
export type TemporaryPassword = z.infer<typeof temporaryPassword>;

export const searchQuery = pageQuery.extend({
  q: z.string().trim().max(200).optional(),
  /** Only of this kind; posts of several, parted by commas. */
  kind: z.string().max(200).optional(),
  /** Only these, by id, parted by commas. */
  ids: z
    .string()
    .max(8000)
    .transform((text) => text.split(','))
    .optional(),
});
export type SearchQuery = z.infer<typeof searchQuery>;

/** What a printed name means in the county, with who decided it and when. */
export const nameDecision = z
  .object({
    id: z.string(),
    kind: z.enum(['UNIT', 'LEADER']),
    name: z.string(),
    meaning: z.string(),
    personName: z.string(),
    businessDay: day,
  })
  .openapi('NameDecision');
export type NameDecision = z.infer<typeof nameDecision>;

// Paste or Excel import
const cell = z.string().trim().max(300).default('');
export const importRow = z.object({
  unit: cell,
  unitKind: cell,
  post: cell,
  postKind: cell,
  person: cell,
  email: cell,
  username: cell,
});
export type ImportRow = z.infer<typeof importRow>;
export const importColumns = ['unit', 'unitKind', 'post', 'postKind', 'person', 'email', 'username'] as const;
export type ImportColumn = (typeof importColumns)[number];

export const organisationImportBody = z.object({ rows: z.array(importRow).min(1).max(5000).optional() });
export const organisationImportQuery = z.object({ dryRun: flag.optional() });

export const cellError = z
  .object({ row: z.number().int(), column: z.enum(importColumns), message: localText })
  .openapi('CellError');
export type CellError = z.infer<typeof cellError>;

/** With errors nothing is written. `row` counts data rows from 1. */
export const organisationImportAnswer = z
  .object({
    created: z.object({
      units: z.number().int(),
      posts: z.number().int(),
      people: z.number().int(),
      accounts: z.number().int(),
    }),
    accounts: z.array(z.object({ username: z.string(), temporaryPassword: z.string() })),
    errors: z.array(cellError),
  })
  .openapi('OrganisationImport');
export type OrganisationImportAnswer = z.infer<typeof organisationImportAnswer>;

export const unitPage = page(unit);
export const nameDecisionPage = page(nameDecision);
export const unitGroupPage = page(unitGroup);
export const postPage = page(post);
export const personPage = page(person);
export const accountPage = page(account);
