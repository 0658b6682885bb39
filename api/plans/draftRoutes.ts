import { DubanError } from '../../domain/errors.ts';
import { readRunningDemands } from '../../prisma/repositories/demandReads.ts';
import { readDocumentText } from '../../prisma/repositories/documents.ts';
import {
  completeDraft,
  discardDraft,
  listDrafts,
  readDraft,
  readLaunchFacts,
  updateDraft,
} from '../../prisma/repositories/drafts.ts';
import { launchDraft } from '../../prisma/repositories/launch.ts';
import { postsOfKinds } from '../../prisma/repositories/parties.ts';
import { idParams } from '../common/schema.ts';
import type { AppDeps } from '../deps.ts';
import { type Call, type RouteDefinition, route } from '../http/route.ts';
import type { Actor } from '../policies/actor.ts';
import { officeOnly } from '../policies/index.ts';
import type { z } from '../zod.ts';
import { mergeDecisions } from './defaults.ts';
import { findFindings } from './findings.ts';
import { importPlan } from './importPlan.ts';
import { withMeasureIds } from './measureIds.ts';
import { decisionsIn, resolveLeaders, resolveUnits } from './names.ts';
import { overlapFindings } from './overlapFindings.ts';
import { type DraftParts, presentDraft, presentDraftRow } from './present.ts';
import * as shape from './schema.ts';
import { settledDraft } from './settledDraft.ts';
import { undecidedNames } from './undecided.ts';

const gates = { tag: 'drafts', policy: officeOnly } as const;

export const draftRoutes: RouteDefinition[] = [
  route({
    ...gates,
    method: 'post',
    path: '/plans/import',
    summary: { zh: '导入方案', en: 'Import a plan document' },
    upload: true,
    body: shape.importBody,
    answer: shape.createdId,
    status: 201,
    handle: importPlan,
  }),
  route({
    ...gates,
    method: 'get',
    path: '/plans/drafts',
    summary: { zh: '方案草稿', en: 'Drafts' },
    query: shape.draftsQuery,
    answer: shape.draftPage,
    handle: async ({ deps, actor, query }) => {
      const { items, nextCursor } = await listDrafts(deps.db, actor, query);
      return { items: items.map(presentDraftRow), nextCursor };
    },
  }),
  route({
    ...gates,
    method: 'get',
    path: '/plans/drafts/:id',
    summary: { zh: '草稿', en: 'A draft' },
    params: idParams,
    answer: shape.draft,
    handle: async ({ deps, actor, params }) => presentDraft(await assemble(deps, actor, params.id)),
  }),
  route({
    ...gates,
    method: 'patch',
    path: '/plans/drafts/:id',
    summary: { zh: '修改草稿', en: 'Correct a draft' },
    params: idParams,
    body: shape.draftPatch,
    answer: shape.draft,
    handle: patchDraft,
  }),
  route({
    ...gates,
    method: 'delete',
    path: '/plans/drafts/:id',
    summary: { zh: '作废草稿', en: 'Discard a draft' },
    params: idParams,
    handle: async ({ deps, actor, params }) => {
      await discardDraft(deps.db, actor, params.id);
      return undefined;
    },
  }),
  route({
    ...gates,
    method: 'post',
    path: '/plans/drafts/:id/launch',
    summary: { zh: '启动方案', en: 'Launch a plan' },
    params: idParams,
    body: shape.launchBody,
    answer: shape.launchAnswer,
    status: 202,
    handle: launch,
  }),
];

type Params = z.output<typeof idParams>;

async function assemble({ db }: AppDeps, actor: Actor, id: string): Promise<DraftParts> {
  const { row, settings, situation } = await settledDraft(db, actor, id);
  const { facts } = situation;
  const resolution = {
    units: resolveUnits(row.content.measures, facts),
    leaders: resolveLeaders(row.content.measures, facts),
  };
  const findings = async () => [
    ...undecidedNames(resolution, row.settings),
    ...findFindings(row.content, settings, situation),
    ...overlapFindings(row.content, settings, facts, await readRunningDemands(db, actor)),
  ];
  return {
    row,
    settings,
    facts,
    resolution,
    document: await readDocumentText(db, actor, row.documentId),
    findings: row.state === 'OPEN' ? await findings() : [],
    leaderPosts: await postsOfKinds(db, actor, ['LEADER', 'CHIEF_LEADER']),
  };
}

async function patchDraft({ deps, actor, params, body }: Call<Params, undefined, z.output<typeof shape.draftPatch>>) {
  const row = await readDraft<shape.ImportContent, shape.LaunchSettings>(deps.db, actor, params.id);
  const content = withMeasureIds(body.content ?? row.content);
  const patch = body.settings ?? {};
  const facts = await readLaunchFacts(deps.db, actor);
  const stored = await updateDraft(deps.db, actor, params.id, body.version, {
    content,
    settings: mergeDecisions(row.settings, patch),
    names: decisionsIn(patch, resolveUnits(content.measures, facts), resolveLeaders(content.measures, facts)),
  });
  const current = presentDraft(await assemble(deps, actor, params.id));
  if (stored) return current;
  throw new DubanError(
    'STALE_VERSION',
    {
      zh: '草稿已被他人修改，请在最新内容上重做',
      en: 'Somebody else changed the draft; repeat your change on the current one',
    },
    { details: { current } },
  );
}

/** The settings are completed and stored before, so that the launch goes by exactly what the office was shown. */
async function launch({ deps, actor, params, body }: Call<Params, undefined, z.output<typeof shape.launchBody>>) {
  const { row, settings, findings } = await assemble(deps, actor, params.id);
  if (row.state === 'OPEN') {
    const errors = findings.filter((finding) => finding.severity === 'error');
    if (errors.length > 0) {
      throw new DubanError(
        'LAUNCH_INCOMPLETE',
        { zh: `还有${errors.length}处未确认，不能启动`, en: `${errors.length} points are not settled yet` },
        { problems: errors.map(({ pointer, message }) => ({ pointer, message })) },
      );
    }
    await completeDraft(deps.db, actor, params.id, settings);
  }
  const { planId } = await launchDraft(deps.db, actor, params.id, { ...body, version: row.version });
  await deps.rollout(planId);
  return { planId };
}
