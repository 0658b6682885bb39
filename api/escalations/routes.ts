import { listEscalations, readEscalation } from '../../prisma/repositories/escalationReads.ts';
import {
  acknowledgeEscalation,
  approveEscalation,
  holdEscalation,
  recordOutcome,
  rejectEscalation,
  releaseEscalation,
} from '../../prisma/repositories/escalations.ts';
import { askForExplanation } from '../../prisma/repositories/explanations.ts';
import { tolerate } from '../../prisma/repositories/tolerance.ts';
import { idParams } from '../common/schema.ts';
import type { AppDeps } from '../deps.ts';
import { type RouteDefinition, route } from '../http/route.ts';
import type { Actor } from '../policies/actor.ts';
import { escalationApprovers, outcomeRecorders, packageReaders, planReaders, receivers } from '../policies/index.ts';
import { ensurePackage } from './package/ensurePackage.ts';
import { presentEscalation } from './present.ts';
import { readDetail } from './readDetail.ts';
import * as shape from './schema.ts';

const gates = { tag: 'escalations', policy: planReaders } as const;

export const escalationRoutes: RouteDefinition[] = [
  route({
    ...gates,
    method: 'get',
    path: '/escalations',
    summary: { zh: '督办升级', en: 'Escalations' },
    query: shape.escalationsQuery,
    answer: shape.escalationPage,
    handle: async ({ deps, actor, query }) => {
      const { items, nextCursor } = await listEscalations(deps.db, actor, query);
      return { items: items.map((row) => presentEscalation(row)), nextCursor };
    },
  }),
  route({
    ...gates,
    method: 'get',
    path: '/escalations/:id',
    summary: { zh: '升级详情', en: 'An escalation' },
    params: idParams,
    answer: shape.escalationDetail,
    handle: ({ deps, actor, params }) => readDetail(deps, actor, params.id),
  }),
  route({
    ...gates,
    policy: packageReaders,
    method: 'get',
    path: '/escalations/:id/package',
    summary: { zh: '下载移送材料（PDF 或 ZIP）', en: 'The package of a referral as PDF or ZIP' },
    params: idParams,
    query: shape.packageQuery,
    status: 200,
    handle: async ({ deps, actor, params, query: { format }, res }) => {
      const bytes = await ensurePackage(deps, actor, params.id, format);
      res.attachment(`移送材料.${format}`).send(Buffer.from(bytes));
      return undefined;
    },
  }),
  route({
    ...gates,
    policy: escalationApprovers,
    method: 'post',
    path: '/escalations/:id/approve',
    signs: true,
    summary: { zh: '批准', en: 'Approve' },
    params: idParams,
    body: shape.reasonBody,
    answer: shape.escalation,
    handle: async ({ deps, actor, params, body }) => {
      const approve = () => approveEscalation(deps.db, actor, { ...params, ...body });
      const approved = await changed(deps, actor, params.id, approve);
      if (approved.rung === 'REFER') await handOver(deps, actor, params.id);
      return approved;
    },
  }),
  route({
    ...gates,
    policy: escalationApprovers,
    method: 'post',
    path: '/escalations/:id/reject',
    signs: true,
    summary: { zh: '不批准', en: 'Refuse' },
    params: idParams,
    body: shape.reasonBody,
    answer: shape.escalation,
    handle: ({ deps, actor, params, body }) =>
      changed(deps, actor, params.id, () => rejectEscalation(deps.db, actor, { ...params, ...body })),
  }),
  route({
    ...gates,
    policy: escalationApprovers,
    method: 'post',
    path: '/escalations/:id/explanation',
    summary: { zh: '请单位说明情况', en: 'Ask the unit to explain before it is decided' },
    params: idParams,
    body: shape.explainBody,
    answer: shape.escalation,
    handle: ({ deps, actor, params, body }) =>
      changed(deps, actor, params.id, () => askForExplanation(deps.db, actor, { ...params, ...body })),
  }),
  route({
    ...gates,
    policy: outcomeRecorders,
    method: 'post',
    path: '/escalations/:id/tolerate',
    summary: { zh: '容错认定', en: 'Close the finding as tolerated, with its ground' },
    params: idParams,
    body: shape.tolerateBody,
    answer: shape.escalation,
    handle: ({ deps, actor, params, body }) =>
      changed(deps, actor, params.id, () => tolerate(deps.db, actor, { ...params, ...body })),
  }),
  route({
    ...gates,
    policy: escalationApprovers,
    method: 'post',
    path: '/escalations/:id/hold',
    summary: { zh: '暂缓抄送', en: 'Hold a copy' },
    params: idParams,
    body: shape.reasonBody,
    answer: shape.escalation,
    handle: ({ deps, actor, params, body }) =>
      changed(deps, actor, params.id, () => holdEscalation(deps.db, actor, { ...params, ...body })),
  }),
  route({
    ...gates,
    policy: escalationApprovers,
    method: 'post',
    path: '/escalations/:id/release',
    summary: { zh: '恢复抄送', en: 'Release a held copy' },
    params: idParams,
    body: shape.releaseBody,
    answer: shape.escalation,
    handle: ({ deps, actor, params }) =>
      changed(deps, actor, params.id, () => releaseEscalation(deps.db, actor, params)),
  }),
  route({
    ...gates,
    policy: receivers,
    method: 'post',
    path: '/escalations/:id/acknowledge',
    summary: { zh: '签收', en: 'Acknowledge receipt' },
    params: idParams,
    body: shape.acknowledgeBody,
    answer: shape.escalation,
    handle: ({ deps, actor, params, body }) =>
      changed(deps, actor, params.id, () => acknowledgeEscalation(deps.db, actor, { ...params, ...body })),
  }),
  route({
    ...gates,
    policy: outcomeRecorders,
    method: 'post',
    path: '/escalations/:id/outcome',
    summary: { zh: '登记结果', en: 'Record the outcome' },
    params: idParams,
    body: shape.outcomeBody,
    answer: shape.escalation,
    handle: ({ deps, actor, params, body }) =>
      changed(deps, actor, params.id, () => recordOutcome(deps.db, actor, { ...params, ...body })),
  }),
];

/** What is not the caller's to see is not found, before it is asked whether the caller may decide. */
async function changed(
  deps: AppDeps,
  actor: Actor,
  id: string,
  change: () => Promise<void>,
): Promise<shape.Escalation> {
  await readEscalation(deps.db, actor, id);
  await change();
  return presentEscalation(await readEscalation(deps.db, actor, id));
}

/** The approval stands whether or not its package could be made now: then whoever asks for it first makes it. */
async function handOver(deps: AppDeps, actor: Actor, id: string): Promise<void> {
  try {
    await ensurePackage(deps, actor, id, 'pdf');
  } catch (error) {
    deps.logger.error({ err: error, escalationId: id }, 'the package of a referral could not be made at its approval');
  }
}
