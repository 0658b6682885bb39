import {
  type ExtraDayRow,
  listExtraDays,
  type Owner,
  previewExtraDays,
  saveExtraDays,
} from '../../prisma/repositories/extraDayEdit.ts';
import { type RouteDefinition, route } from '../http/route.ts';
import { type Actor, holdsKind } from '../policies/actor.ts';
import { administratorOnly, organisationReaders } from '../policies/index.ts';
import { type ExtraDays, extraDayBody, extraDayList, extraDaySaveBody } from './extraDaySchema.ts';
import { presentPreview } from './present.ts';
import { calendarPreview, saveAnswer } from './schema.ts';

const edits = { tag: 'calendar', policy: administratorOnly } as const;

export const extraDayRoutes: RouteDefinition[] = [
  route({
    ...{ tag: 'calendar', policy: organisationReaders },
    method: 'get',
    path: '/extra-days',
    summary: { zh: '单位、方案的额外休息日', en: 'Extra days off or worked of units and plans' },
    answer: extraDayList,
    handle: async ({ deps, actor }) => present(await listExtraDays(deps.db, actor), actor),
  }),
  route({
    ...edits,
    method: 'post',
    path: '/extra-days/preview',
    summary: { zh: '额外休息日的影响', en: 'What extra days would move; saves nothing' },
    body: extraDayBody,
    answer: calendarPreview,
    handle: async ({ deps, actor, body }) =>
      presentPreview(await previewExtraDays(deps.db, actor, { owner: ownerOf(body), days: body.days })),
  }),
  route({
    ...edits,
    method: 'post',
    path: '/extra-days',
    summary: { zh: '保存额外休息日', en: 'Save the extra days of a unit or a plan' },
    body: extraDaySaveBody,
    answer: saveAnswer,
    handle: ({ deps, actor, body: { days, reason, version, ...owner } }) =>
      saveExtraDays(deps.db, actor, { owner: ownerOf(owner), days, reason, version }),
  }),
];

/** The body's check has made sure that it is exactly one. */
function ownerOf({ planId, unitId }: { planId?: string | undefined; unitId?: string | undefined }): Owner {
  return planId === undefined ? { planId: null, unitId: unitId ?? '' } : { planId, unitId: null };
}

function present(rows: ExtraDayRow[], actor: Actor): ExtraDays {
  return {
    items: rows.map(
      ({ id, planId, unitId, ownerName, day, working, name, reason, savedBy, savedOn, endedBy, endReason }) => ({
        ...{ id, planId, unitId, ownerName, day, working, name, reason, savedBy, savedOn, endedBy, endReason },
      }),
    ),
    can: { edit: holdsKind(actor, 'ADMIN') },
  };
}
