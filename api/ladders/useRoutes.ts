import { addUse, endUse, previewUse, readUses } from '../../prisma/repositories/ladderUses.ts';
import { presentGroups } from '../common/moves.ts';
import { idParams } from '../common/schema.ts';
import { type RouteDefinition, route } from '../http/route.ts';
import { administratorOnly, organisationReaders } from '../policies/index.ts';
import { endBody, useAnswer, useBody, useList, usePreview, usePreviewBody } from './schema.ts';

const edits = { tag: 'ladders', method: 'post', policy: administratorOnly } as const;

/** Where another ladder than the plan's own is climbed. */
export const ladderUseRoutes: RouteDefinition[] = [
  route({
    tag: 'ladders',
    policy: organisationReaders,
    method: 'get',
    path: '/ladders/uses',
    summary: { zh: '升级规则的适用范围', en: 'Where which ladder is climbed' },
    answer: useList,
    handle: async ({ deps, actor }) => ({
      items: (await readUses(deps.db, actor)).map(
        ({ id, ladderName, planId, planTitle, kind, urgent, fromDay, reason, savedBy, savedOn }) => ({
          ...{ id, ladderName, planId, planTitle, kind, urgent, fromDay, reason, savedBy, savedOn },
        }),
      ),
    }),
  }),
  route({
    ...edits,
    path: '/ladders/uses/preview',
    summary: { zh: '保存前查看影响', en: 'What beginning or ending a use would move, without saving' },
    body: usePreviewBody,
    answer: usePreview,
    handle: async ({ deps, actor, body }) => {
      const { counts, items } = await previewUse(deps.db, actor, body);
      return { counts, items: presentGroups(items) };
    },
  }),
  route({
    ...edits,
    path: '/ladders/uses',
    summary: { zh: '增加适用规定', en: 'Begins the use of a ladder from a day on' },
    body: useBody,
    answer: useAnswer,
    handle: ({ deps, actor, body }) => addUse(deps.db, actor, body),
  }),
  route({
    ...edits,
    path: '/ladders/uses/:id/end',
    summary: { zh: '取消适用规定', en: 'Ends a use; open items go back' },
    params: idParams,
    body: endBody,
    answer: useAnswer,
    handle: ({ deps, actor, params, body }) => endUse(deps.db, actor, { id: params.id, ...body }),
  }),
];
