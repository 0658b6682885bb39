import { rungLabelOf as rungLabel } from '../../domain/ladder/index.ts';
import { itemLabel } from '../../domain/workItem.ts';
import type { ObjectionRow } from '../../prisma/repositories/objectionReads.ts';
import type { LocalText } from '../common/schema.ts';

type Target = Pick<ObjectionRow, 'about' | 'letterTitle' | 'rung' | 'itemKind' | 'stepName'>;

/** What an objection is against: the letter by its title, the rung, or the light of an item. */
export function against({ about, letterTitle, rung, itemKind, stepName }: Target): LocalText {
  if (about === 'LETTER') return { zh: letterTitle ?? '', en: letterTitle ?? '' };
  if (about === 'RUNG') return rungLabel(rung ?? '');
  const { zh, en } = itemLabel(itemKind, stepName);
  return { zh: `${zh}：逾期标识`, en: `${en}: shown as overdue` };
}
