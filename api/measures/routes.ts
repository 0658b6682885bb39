import { measureTimeline } from '../../prisma/repositories/auditReads.ts';
import { readInputs, readMeasure, readProcess, readScores } from '../../prisma/repositories/measureReads.ts';
import { itemsOfMeasure } from '../../prisma/repositories/workItemReads.ts';
import { idParams } from '../common/schema.ts';
import { presentTimeline } from '../common/timeline.ts';
import { type RouteDefinition, route } from '../http/route.ts';
import { planReaders } from '../policies/index.ts';
import { presentWorkItem } from '../workItems/present.ts';
import { presentMeasureRow, presentScore } from './present.ts';
import { measure } from './schema.ts';

export const measureRoutes: RouteDefinition[] = [
  route({
    method: 'get',
    path: '/measures/:id',
    tag: 'measures',
    summary: { zh: '措施详情', en: 'A measure' },
    policy: planReaders,
    params: idParams,
    answer: measure,
    handle: async ({ deps: { db }, actor, params: { id } }) => {
      const row = await readMeasure(db, actor, id);
      const [items, timeline, scores, inputs, process] = await Promise.all([
        itemsOfMeasure(db, actor, id),
        measureTimeline(db, actor, id),
        readScores(db, actor, id),
        readInputs(db, actor, id),
        readProcess(db, id),
      ]);
      return {
        ...presentMeasureRow(row),
        plan: { id: row.planId, title: row.planTitle },
        passages: row.passages,
        workItems: items.map((item) => presentWorkItem(item, actor)),
        timeline: timeline.map(presentTimeline),
        scores: scores.map(presentScore),
        inputs,
        process,
      };
    },
  }),
];
