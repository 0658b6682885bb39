import type { Tx } from '../../prisma/client.ts';
import { loadCountyDay } from '../../prisma/repositories/clock.ts';
import { readDraft, readLaunchFacts } from '../../prisma/repositories/drafts.ts';
import { unitsOf } from '../../prisma/repositories/scope.ts';
import type { Actor } from '../policies/actor.ts';
import { effectiveSettings, type LaunchSituation } from './defaults.ts';
import { withMeasureIds } from './measureIds.ts';
import type { DraftParts } from './present.ts';
import type { ImportContent, LaunchSettings } from './schema.ts';

export interface Settled extends Pick<DraftParts, 'row' | 'settings'> {
  content: DraftParts['row']['content'];
  situation: LaunchSituation;
}

/**
 * A draft with the settings that its launch would go by today: what the office has decided, over what follows by rule.
 *
 * @throws DubanError NOT_FOUND
 */
export async function settledDraft(db: Tx, actor: Actor, id: string): Promise<Settled> {
  const stored = await readDraft<ImportContent, LaunchSettings>(db, actor, id);
  const row = { ...stored, content: withMeasureIds(stored.content) };
  const { calendar, today } = await loadCountyDay(db, actor.countyId);
  const facts = await readLaunchFacts(db, actor);
  const situation = { facts, calendar, today, ownOfficeUnitIds: unitsOf(actor, ['OFFICE']) };
  return { row, content: row.content, situation, settings: effectiveSettings(row.content, row.settings, situation) };
}
