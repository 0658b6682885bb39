import { rungLabelOf } from '../../domain/ladder/index.ts';
import type { WorkItemKind } from '../../domain/process/types.ts';
import { itemLabel, kindFacts } from '../../domain/workItem.ts';
import type { TimelineRow } from '../../prisma/repositories/auditReads.ts';
import { filledValues, type LocalText, type TimelineEntry } from './schema.ts';
import { county } from './trail/county.ts';
import { dataText as text } from './trail/dataText.ts';
import { escalations } from './trail/escalations.ts';
import { items } from './trail/items.ts';
import { plans } from './trail/plans.ts';
import { processes } from './trail/processes.ts';
import type { Sentence } from './trail/sentence.ts';

const sentences: Record<TimelineRow['kind'], Sentence> = {
  ...plans,
  ...items,
  ...escalations,
  ...processes,
  ...county,
};

/** Presents a line of the trail. */
export function presentTimeline(row: TimelineRow): TimelineEntry {
  return {
    id: String(row.id),
    at: row.at.toISOString(),
    businessDay: row.businessDay,
    kind: row.kind,
    text: timelineText(row),
    person: row.personName,
    unit: row.unitId === null ? null : { id: row.unitId, name: row.unitName ?? '' },
    workItemId: row.workItemId,
    values: row.kind === 'WORK_ITEM_SUBMITTED' ? filledIn(row.data.form) : [],
  };
}

/** What was filled into the item's form, as the trail keeps it. */
function filledIn(kept: unknown): TimelineEntry['values'] {
  const parsed = filledValues.safeParse(kept);
  return parsed.success ? parsed.data : [];
}

type Event = Pick<TimelineRow, 'kind' | 'unitName' | 'itemKind' | 'stepName' | 'planKind' | 'data'>;

/** What an event of the trail says to people; the person and the day stand beside it. */
export function timelineText(event: Event): LocalText {
  const { kind, data, unitName } = event;
  return sentences[kind]({
    data,
    item: itemWords(event),
    measure: event.planKind === 'MATTER' ? { zh: '事项', en: 'Row' } : { zh: '措施', en: 'Measure' },
    rung: rungLabelOf(text(data.rung)),
    unitName: unitName ?? '',
  });
}

function itemWords({ itemKind, stepName, unitName, data }: Event): LocalText {
  const kind = (itemKind ?? text(data.kind)) as WorkItemKind;
  const label = kindFacts[kind] ? itemLabel(kind, stepName) : { zh: '事项', en: 'Item' };
  return unitName ? { zh: `${unitName}${label.zh}`, en: `${unitName}: ${label.en}` } : label;
}
