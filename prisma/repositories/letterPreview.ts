import {
  draftLetter,
  type LetterKind,
  type LetterTemplate,
  requireSoundTemplate,
  sampleFacts,
} from '../../domain/letters/index.ts';
import type { Db } from '../client.ts';
import type { Actor } from './actor.ts';
import { loadCountyDay } from './clock.ts';
import { factsOfItem } from './letterDrafting.ts';

/**
 * What a template makes of the county's item that is overdue longest, or of made-up facts where none is open.
 *
 * @throws DubanError VALIDATION where the template is wrong.
 */
export async function previewTemplate(
  db: Db,
  actor: Actor,
  input: LetterTemplate & { kind: LetterKind },
): Promise<{ title: string; text: string; real: boolean }> {
  requireSoundTemplate(input);
  const county = await loadCountyDay(db, actor.countyId);
  const item = await db.workItem.findFirst({
    where: { countyId: actor.countyId, state: 'OPEN', holderKind: 'UNIT_HEAD', dueOn: { not: null } },
    orderBy: [{ dueOn: 'asc' }, { id: 'asc' }],
    omit: { text: true, fields: true },
  });
  const facts = item ? await factsOfItem(db, county, input.kind, item) : sampleFacts;
  const { title, text } = draftLetter(input, { ...facts, remark: sampleFacts.remark }, county.rehearsal);
  return { title, text, real: item !== null };
}
