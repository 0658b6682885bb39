import type { Db } from '../../prisma/client.ts';
import type { Actor } from '../../prisma/repositories/actor.ts';
import { measureTimeline } from '../../prisma/repositories/auditReads.ts';
import { lastDeadlineChange } from '../../prisma/repositories/deadlineChanges.ts';
import { loadHead, mayChangeMeasure } from '../../prisma/repositories/measureChanges.ts';
import { readInputs, readMeasure, readProcess, readScores } from '../../prisma/repositories/measureReads.ts';
import { readPlannedDeadlines } from '../../prisma/repositories/plannedDeadlines.ts';
import { itemsOfMeasure } from '../../prisma/repositories/workItemReads.ts';
import { presentTimeline } from '../common/timeline.ts';
import { presentWorkItem } from '../workItems/present.ts';
import { presentDeadlineChange, presentMeasureRow, presentScore } from './present.ts';
import type { Measure } from './schema.ts';

/** Everything of a measure that the actor may see, with what may be changed about it. */
export async function wholeMeasure(db: Db, actor: Actor, id: string): Promise<Measure> {
  const row = await readMeasure(db, actor, id);
  const [items, timeline, scores, inputs, process, head, change, plannedDeadlines] = await Promise.all([
    itemsOfMeasure(db, actor, id),
    measureTimeline(db, actor, id),
    readScores(db, actor, id),
    readInputs(db, actor, id),
    readProcess(db, id),
    loadHead(db, actor, id),
    lastDeadlineChange(db, id),
    readPlannedDeadlines(db, actor, { measureId: id }),
  ]);
  const dated = row.pausedOn === null && !plannedDeadlines.some(({ refusal }) => refusal === null);
  const may = row.state === 'RUNNING' && mayChangeMeasure(actor, head);
  return {
    ...presentMeasureRow(row),
    plan: { id: row.planId, title: row.planTitle, kind: row.planKind },
    passages: row.passages,
    workItems: items.map((item) => presentWorkItem(item, actor)),
    timeline: timeline.map(presentTimeline),
    scores: scores.map(presentScore),
    inputs,
    process,
    deadlineChange: change && presentDeadlineChange(change),
    plannedDeadlines,
    can: {
      urgent: may && !row.urgent,
      ordinary: may && row.urgent,
      pause: may && row.pausedOn === null,
      resume: may && row.pausedOn !== null,
      withdraw: may,
      changeUnits: may,
      deadline: may && dated,
      undoDeadline: may && dated && change !== null,
    },
  };
}
