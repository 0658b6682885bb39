import { rungLabelOf as rungLabel } from '../../domain/ladder/index.ts';
import type { WorkItemKind } from '../../domain/process/types.ts';
import { kindFacts } from '../../domain/workItem.ts';
import type { ObjectionRow } from '../../prisma/repositories/objectionReads.ts';
import type { LocalText } from '../common/schema.ts';

type Target = Pick<ObjectionRow, 'about' | 'letterTitle' | 'rung' | 'itemKind'>;

/** What an objection is against: the letter by its title, the rung, or the light of an item. */
export function against({ about, letterTitle, rung, itemKind }: Target): LocalText {
  if (about === 'LETTER') return { zh: letterTitle ?? '', en: letterTitle ?? '' };
  if (about === 'RUNG') return rungLabel(rung ?? '');
  const { zh, en } = kindFacts[itemKind as WorkItemKind].label;
  return { zh: `${zh}：逾期标识`, en: `${en}: shown as overdue` };
}
