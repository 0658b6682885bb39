import { listPlansToChoose } from '../../prisma/repositories/rehearsalDrafts.ts';
import { type RouteDefinition, route } from '../http/route.ts';
import { organisationReaders } from '../policies/index.ts';
import { playRehearsal } from './play.ts';
import { plansToChoose, rehearsal, rehearsalBody, steppedRehearsal, stepsBody } from './schema.ts';
import { stepRehearsal } from './step.ts';

/** Plays definitions in memory before anybody depends on them. */
export const rehearsalOfProcessRoutes: RouteDefinition[] = [
  route({
    tag: 'definitions',
    policy: organisationReaders,
    method: 'get',
    path: '/rehearsals/plans',
    summary: { zh: '可用于推演的方案', en: 'Plans that a process can be played on' },
    answer: plansToChoose,
    handle: async ({ deps, actor }) => ({ items: await listPlansToChoose(deps.db, actor) }),
  }),
  route({
    tag: 'definitions',
    policy: organisationReaders,
    method: 'post',
    path: '/rehearsals',
    summary: { zh: '流程推演', en: 'Play a process definition in memory' },
    body: rehearsalBody,
    answer: rehearsal,
    handle: ({ deps, actor, body }) => playRehearsal(deps.db, actor, body),
  }),
  route({
    tag: 'definitions',
    policy: organisationReaders,
    method: 'post',
    path: '/rehearsals/steps',
    summary: { zh: '逐步推演一个流程', en: 'Play one process of a rehearsal step by step' },
    body: stepsBody,
    answer: steppedRehearsal,
    handle: ({ deps, actor, body }) => stepRehearsal(deps.db, actor, body),
  }),
];
