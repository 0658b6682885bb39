import type { ComposedMail } from '../../domain/notices/compose.ts';
import { composeDigest } from '../../domain/notices/compose.ts';
import type { DigestContent, MailLanguage } from '../../domain/notices/content.ts';
import { type MailTemplate, requireSoundMailTemplate } from '../../domain/notices/mailTemplate.ts';
import type { Db } from '../client.ts';
import type { Actor } from './actor.ts';
import { loadCountyDay } from './clock.ts';
import { loadDigests } from './digestContent.ts';

/** Digests looked through for one that still has something to say. */
const LATEST = 20;

/**
 * What a template makes of the county's latest digest whose items are still open, or of a made-up one where there is
 * none.
 *
 * @throws DubanError VALIDATION where the template is wrong.
 */
export async function previewMail(
  db: Db,
  actor: Actor,
  input: MailTemplate & { language: MailLanguage; publicUrl: string },
): Promise<ComposedMail & { real: boolean }> {
  const { language, publicUrl, subject, intro, closing, footer } = input;
  requireSoundMailTemplate(input, language);
  const real = await latestDigest(db, actor.countyId);
  const content = real ?? (await madeUp(db, actor));
  const template = { subject, intro, closing, footer };
  const mail = composeDigest({ ...content, template, person: { ...content.person, language } }, publicUrl);
  return { ...mail, real: real !== null };
}

async function latestDigest(db: Db, countyId: string): Promise<DigestContent | null> {
  const latest = await db.digest.findMany({
    where: { countyId, state: { not: 'EMPTY' } },
    orderBy: [{ day: 'desc' }, { id: 'asc' }],
    take: LATEST,
    select: { id: true },
  });
  const contents = await loadDigests(
    db,
    latest.map(({ id }) => id),
  );
  return contents.find((content) => content !== null && content.lines.length > 0) ?? null;
}

/** A digest that any county could send. */
async function madeUp(db: Db, actor: Actor): Promise<Omit<DigestContent, 'template'>> {
  const county = await db.county.findUniqueOrThrow({ where: { id: actor.countyId } });
  const { today, rehearsal } = await loadCountyDay(db, actor.countyId);
  const line = {
    workItemId: '1',
    escalationId: null,
    reason: 'holder',
    onBehalfOf: null,
    passedBecause: null,
    insteadOf: null,
    heldOn: null,
    planTitle: '教育保障实施方案',
    round: 1,
    stepName: null,
  } as const;
  return {
    ...{ id: '', messageId: '', day: today, today, rehearsal, countyName: county.name, uncoveredYears: [] },
    person: { id: '', name: '某同志', email: null, addressFailed: false, language: 'zh' },
    dates: { set: [], cancelled: [] },
    gaps: [],
    lines: [
      {
        ...{ ...line, noticeKind: 'URGE', kind: 'REPORT', measureTitle: '落实资助政策', unitName: '某县教育局' },
        ...{ dueOn: today, daysLeft: 0, late: false, overdueWorkingDays: 0 },
      },
    ],
  };
}
