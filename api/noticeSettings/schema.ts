import { MAX_TEMPLATE_LENGTH } from '../../domain/letters/template.ts';
import { TIME } from '../../domain/notices/rules.ts';
import { language } from '../session/schema.ts';
import { z } from '../zod.ts';

const reason = z.string().trim().min(1).max(200);
const basedOn = z.number().int().min(0);

const time = z.string().regex(TIME).openapi({ example: '08:30' });
const mailsPerWeek = z.number().int().min(1).max(6);
const rules = {
  /** Mails to one person from Monday to Sunday; null: no limit but one a working day. */
  mailsPerWeek: mailsPerWeek.nullable(),
  mailFrom: time,
  mailUntil: time,
};
export const rulesSaveBody = z.object({ ...rules, basedOn, reason });
export const noticeRules = z
  .object({
    /** The newest first; the first is in use. */
    versions: z
      .array(
        z.object({
          ...rules,
          version: z.number().int(),
          reason: z.string(),
          savedBy: z.string(),
          savedOn: z.string(),
        }),
      )
      .min(1),
    /** Who has a weekly limit other than the county's. */
    personalLimits: z.array(z.object({ personId: z.string(), personName: z.string(), mailsPerWeek })),
    /** Whose notices the weekly limit holds back now. */
    heldBack: z.array(
      z.object({ personId: z.string(), personName: z.string(), notices: z.number().int(), since: z.string() }),
    ),
  })
  .openapi('NoticeRules');
/** Null: the county's limit counts again. */
export const personalLimitBody = z.object({ mailsPerWeek: mailsPerWeek.nullable() });
export type NoticeRules = z.infer<typeof noticeRules>;

const mailTemplateVersion = z
  .object({
    language,
    /** 0: the one that came with the installation. */
    version: z.number().int(),
    subject: z.string(),
    intro: z.string(),
    closing: z.string(),
    footer: z.string(),
    reason: z.string(),
    savedBy: z.string(),
    savedOn: z.string(),
  })
  .openapi('MailTemplateVersion');

const mailTemplateSet = z
  .object({
    language,
    /** Names that its parts may use. */
    fields: z.array(z.string()),
    /** The newest first; the first is in use. */
    versions: z.array(mailTemplateVersion).min(1),
  })
  .openapi('MailTemplates');
export type MailTemplateSet = z.infer<typeof mailTemplateSet>;
export const mailTemplateList = z.object({ items: z.array(mailTemplateSet) }).openapi('MailTemplateList');
export type MailTemplateList = z.infer<typeof mailTemplateList>;

const part = z.string().trim().max(MAX_TEMPLATE_LENGTH);
const edit = z.object({
  language,
  subject: part.min(1).max(500),
  intro: part,
  closing: part,
  footer: part,
});
export const mailPreviewBody = edit;
/** `real` tells whether it is the latest digest of the county or a made-up one. */
export const mailPreview = z
  .object({ subject: z.string(), text: z.string(), html: z.string(), real: z.boolean() })
  .openapi('MailPreview');
export type MailPreview = z.infer<typeof mailPreview>;
export const mailTemplateSaveBody = edit.extend({ basedOn, reason });
export const saved = z.object({ version: z.number().int() }).openapi('NoticeSettingSaved');
