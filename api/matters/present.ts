import type { TimelineRow } from '../../prisma/repositories/auditReads.ts';
import type { MatterDetail, MatterListRow } from '../../prisma/repositories/matterReads.ts';
import { presentTimeline } from '../common/timeline.ts';
import { presentMeasureRow } from '../measures/present.ts';
import type { Matter, MatterRow } from './schema.ts';

export function presentMatterRow(row: MatterListRow): MatterRow {
  const { id, title, launchedOn, state, counts, purpose, openedBy, closedOn, closedBy, conclusion } = row;
  return {
    ...{ id, title, launchedOn, state, counts, purpose, openedBy },
    closed: closedOn === null ? null : { on: closedOn, by: closedBy ?? '', conclusion: conclusion ?? '' },
  };
}

export function presentMatter(detail: MatterDetail): Matter {
  return {
    ...presentMatterRow(detail),
    about: detail.about,
    rows: detail.rows.map((row) => ({
      ...presentMeasureRow(row),
      demand: row.passages.map((passage) => passage.text).join('\n'),
      processes: row.processes.map(({ runId, name, status, where }) => ({ runId, name, status, where })),
    })),
    history: detail.history.map(ofRow),
    can: { close: detail.mayClose, add: detail.mayAdd },
  };
}

/** A line of the trail that says which row it is about. */
function ofRow(event: TimelineRow): Matter['history'][number] {
  const line = presentTimeline(event);
  if (event.measureTitle === null) return line;
  return {
    ...line,
    text: { zh: `${event.measureTitle}：${line.text.zh}`, en: `${event.measureTitle}: ${line.text.en}` },
  };
}
