import { giveInstruction, instructorsOf, mayInstructFor } from '../../prisma/repositories/instructions.ts';
import { loadHead } from '../../prisma/repositories/measureChanges.ts';
import { listRuns, readRun } from '../../prisma/repositories/processRunReads.ts';
import { idParams } from '../common/schema.ts';
import { type RouteDefinition, route } from '../http/route.ts';
import { measureChangers } from '../policies/index.ts';
import { presentRun, presentRunDetail } from '../processes/present.ts';
import { runDetail, runPage } from '../processes/schema.ts';
import { instructionBody, instructors } from './schema.ts';

const gates = { tag: 'instructions', policy: measureChangers } as const;

/** Instructions of leaders 批示, each carried out as a process beside the lifecycle of its measure. */
export const instructionRoutes: RouteDefinition[] = [
  route({
    ...gates,
    method: 'get',
    path: '/instructions',
    summary: { zh: '批示及其办理情况：本人的；办公室可见全部', en: 'Instructions: one’s own, to the office all' },
    answer: runPage,
    handle: async ({ deps, actor }) => ({
      items: (await listRuns(deps.db, actor, { instructions: true })).map(presentRun),
      nextCursor: null,
    }),
  }),
  route({
    ...gates,
    method: 'get',
    path: '/measures/:id/instructors',
    summary: { zh: '可以就该措施批示的领导', en: 'Leaders for whom the caller may enter an instruction' },
    params: idParams,
    answer: instructors,
    handle: async ({ deps, actor, params }) => {
      const head = await loadHead(deps.db, actor, params.id);
      return { items: mayInstructFor(actor, await instructorsOf(deps.db, actor, head)) };
    },
  }),
  route({
    ...gates,
    method: 'post',
    path: '/measures/:id/instructions',
    summary: { zh: '批示', en: 'Give an instruction' },
    params: idParams,
    body: instructionBody,
    answer: runDetail,
    status: 201,
    handle: async ({ deps, actor, params, body }) => {
      const { id, planId } = await giveInstruction(deps.db, actor, { measureId: params.id, ...body });
      await deps.rollout(planId);
      return presentRunDetail(await readRun(deps.db, actor, id));
    },
  }),
];
