import { DubanError } from '../../domain/errors.ts';
import {
  type LetterKind,
  type LetterTemplate,
  letterKindFacts,
  letterKinds,
  requireSoundTemplate,
} from '../../domain/letters/index.ts';
import type { Db, Tx } from '../client.ts';
import { type Actor, by } from './actor.ts';
import { recordEvent } from './audit.ts';
import { loadCountyDay } from './clock.ts';

/** A template as it stands: version 0 is the one that came with the installation. */
export interface TemplateVersion extends LetterTemplate {
  kind: LetterKind;
  version: number;
  reason: string;
  savedBy: string;
  savedOn: string;
}

const shipped = (kind: LetterKind): TemplateVersion => ({
  ...{ kind, version: 0, reason: '', savedBy: '', savedOn: '' },
  ...letterKindFacts[kind].shipped,
});

/** All versions of all kinds, each kind together, the newest first; the shipped one stands last. */
export async function readTemplates(db: Tx, countyId: string): Promise<TemplateVersion[]> {
  const rows = await db.letterTemplate.findMany({ where: { countyId }, orderBy: { version: 'desc' } });
  return letterKinds.flatMap((kind) => [
    ...rows.filter((row) => row.kind === kind).map((row) => ({ ...row, kind })),
    shipped(kind),
  ]);
}

/** The template of each kind that is in use. */
export async function templatesInUse(tx: Tx, countyId: string): Promise<Map<LetterKind, TemplateVersion>> {
  const rows = await readTemplates(tx, countyId);
  return new Map(letterKinds.map((kind) => [kind, rows.find((row) => row.kind === kind) ?? shipped(kind)]));
}

/**
 * Saves the next version of a template.
 *
 * @throws DubanError VALIDATION where the template is wrong, STALE_VERSION where somebody else saved meanwhile.
 */
export function saveTemplate(
  db: Db,
  actor: Actor,
  input: LetterTemplate & { kind: LetterKind; basedOn: number; reason: string },
): Promise<number> {
  const { kind, title, text, answerWithin, basedOn, reason } = input;
  requireSoundTemplate({ title, text, answerWithin });
  return db.$transaction(async (tx) => {
    const county = await loadCountyDay(tx, actor.countyId);
    await lockKind(tx, actor.countyId, kind);
    const last = await tx.letterTemplate.aggregate({
      where: { countyId: actor.countyId, kind },
      _max: { version: true },
    });
    const newest = last._max.version ?? 0;
    if (newest !== basedOn) throw savedMeanwhile(newest);
    const version = newest + 1;
    await tx.letterTemplate.create({
      data: {
        ...{ countyId: actor.countyId, kind, version, title, text, answerWithin, reason },
        ...{ savedBy: actor.personName, savedOn: county.today },
      },
    });
    await recordTemplate(tx, actor, county.today, { letterKind: kind, version, reason });
    return version;
  });
}

/** One editor of a kind's templates after the other. */
export async function lockKind(tx: Tx, countyId: string, kind: string): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext(${`letterTemplate|${countyId}|${kind}`}))::text`;
}

/** The refusal of an edit that began at an older version. */
export function savedMeanwhile(version: number): DubanError {
  return new DubanError(
    'STALE_VERSION',
    {
      zh: `该模板已有第${version}版，请查看最新内容后再保存`,
      en: `Somebody saved version ${version} meanwhile; look at it before saving`,
    },
    { details: { version } },
  );
}

/** The line of the trail about a template. */
export async function recordTemplate(
  tx: Tx,
  actor: Actor,
  today: string,
  data: Record<string, string | number>,
): Promise<void> {
  await recordEvent(tx, {
    ...{ countyId: actor.countyId, kind: 'LETTER_TEMPLATE_CHANGED', businessDay: today },
    ...{ ...by(actor), data },
  });
}
