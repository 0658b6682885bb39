import type { MailLanguage } from '../../domain/notices/content.ts';
import {
  type MailTemplate,
  requireSoundMailTemplate,
  shippedMailTemplates,
} from '../../domain/notices/mailTemplate.ts';
import type { Db, Tx } from '../client.ts';
import type { Actor } from './actor.ts';
import { recordEvent } from './audit.ts';
import { loadCountyDay } from './clock.ts';
import { savedMeanwhile } from './letterTemplates.ts';

/** A template as it stands: version 0 is the one that came with the installation. */
export interface MailTemplateVersion extends MailTemplate {
  language: MailLanguage;
  version: number;
  reason: string;
  savedBy: string;
  savedOn: string;
}

const shipped = (language: MailLanguage): MailTemplateVersion => ({
  ...{ language, version: 0, reason: '', savedBy: '', savedOn: '' },
  ...shippedMailTemplates[language],
});

/** All versions of a language, the newest first; the shipped one stands last. */
export async function readMailTemplates(
  db: Tx,
  countyId: string,
  language: MailLanguage,
): Promise<MailTemplateVersion[]> {
  const rows = await db.mailTemplate.findMany({ where: { countyId, language }, orderBy: { version: 'desc' } });
  return [...rows.map((row) => ({ ...row, language })), shipped(language)];
}

export async function mailTemplateInUse(db: Tx, countyId: string, language: MailLanguage): Promise<MailTemplate> {
  const newest = await db.mailTemplate.findFirst({ where: { countyId, language }, orderBy: { version: 'desc' } });
  return newest ?? shippedMailTemplates[language];
}

/**
 * Saves the next version of a template.
 *
 * @throws DubanError VALIDATION where the template is wrong, STALE_VERSION where somebody else saved meanwhile.
 */
export function saveMailTemplate(
  db: Db,
  actor: Actor,
  input: MailTemplate & { language: MailLanguage; basedOn: number; reason: string },
): Promise<number> {
  const { language, basedOn, reason, subject, intro, closing, footer } = input;
  requireSoundMailTemplate(input, language);
  const { countyId } = actor;
  return db.$transaction(async (tx) => {
    const county = await loadCountyDay(tx, countyId);
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext(${`mailTemplate|${countyId}|${language}`}))::text`;
    const last = await tx.mailTemplate.aggregate({ where: { countyId, language }, _max: { version: true } });
    const newest = last._max.version ?? 0;
    if (newest !== basedOn) throw savedMeanwhile(newest);
    const version = newest + 1;
    await tx.mailTemplate.create({
      data: {
        ...{ countyId, language, version, subject, intro, closing, footer, reason },
        ...{ savedBy: actor.personName, savedOn: county.today },
      },
    });
    await recordEvent(tx, {
      ...{ countyId, kind: 'MAIL_TEMPLATE_CHANGED', businessDay: county.today },
      ...{ accountId: actor.accountId, personName: actor.personName, data: { language, version, reason } },
    });
    return version;
  });
}
