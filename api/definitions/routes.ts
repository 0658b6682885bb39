import { DubanError } from '../../domain/errors.ts';
import { mendIds } from '../../domain/process/mendIds.ts';
import type { Purpose } from '../../domain/process/purpose.ts';
import { nothingRead } from '../../domain/process/readFile.ts';
import type { Graph } from '../../domain/process/types.ts';
import {
  type DefinitionRow,
  definitionTrail,
  listDefinitions,
  readDefinition,
  readVersion,
} from '../../prisma/repositories/definitionReads.ts';
import {
  beginDraft,
  createDefinition,
  discardDraft,
  publishDraft,
  recallDraft,
  retireVersion,
  returnDraft,
  saveDraft,
  submitDraft,
} from '../../prisma/repositories/definitions.ts';
import { idParams } from '../common/schema.ts';
import type { AppDeps } from '../deps.ts';
import { type Call, type RouteDefinition, route } from '../http/route.ts';
import type { Actor } from '../policies/actor.ts';
import { administratorOnly, organisationReaders } from '../policies/index.ts';
import type { z } from '../zod.ts';
import { checkDraft } from './checkDraft.ts';
import type { CheckAnswer } from './checkInThread.ts';
import { compareVersions } from './compareVersions.ts';
import { layoutInThread } from './layoutInThread.ts';
import { presentDefinition, presentRow } from './present.ts';
import * as shape from './schema.ts';
import { listTemplates, readTemplate } from './templates.ts';

const reading = { tag: 'definitions', policy: organisationReaders, method: 'get' } as const;
const drawing = { tag: 'definitions', policy: administratorOnly, method: 'post', params: idParams } as const;
/** Administrators review each other's drawings; where there is only one, the office does. */
const reviewing = { ...drawing, policy: organisationReaders } as const;

const readRoutes: RouteDefinition[] = [
  route({
    ...reading,
    path: '/definitions',
    summary: { zh: '流程', en: 'Process definitions' },
    answer: shape.definitionList,
    handle: async ({ deps, actor }) => ({ items: (await listDefinitions(deps.db, actor)).map(presentRow) }),
  }),
  route({
    ...reading,
    path: '/definitions/templates',
    summary: { zh: '流程模板', en: 'Templates of process definitions' },
    answer: shape.templateList,
    handle: async () => ({ items: listTemplates() }),
  }),
  route({
    ...reading,
    path: '/definitions/:id',
    summary: { zh: '流程详情', en: 'A process definition' },
    params: idParams,
    answer: shape.definition,
    handle: ({ deps, actor, params }) => whole(deps, actor, params.id),
  }),
  route({
    ...reading,
    path: '/definitions/:id/versions/:version',
    summary: { zh: '流程的一个版本', en: 'A version of a process definition' },
    params: shape.versionParams,
    answer: shape.definitionVersion,
    handle: async ({ deps, actor, params }) => {
      const { version, state, bpmnXml } = await readVersion(deps.db, actor, params.id, params.version);
      return { version, state: state === 'RETIRED' ? ('RETIRED' as const) : ('PUBLISHED' as const), bpmnXml };
    },
  }),
  route({
    ...reading,
    path: '/definitions/:id/comparison',
    summary: { zh: '比较两个版本', en: 'Compare two versions' },
    params: idParams,
    query: shape.comparisonQuery,
    answer: shape.comparison,
    handle: ({ deps, actor, params, query }) => compareVersions(deps.db, actor, params.id, query),
  }),
];

const drawRoutes: RouteDefinition[] = [
  route({
    ...drawing,
    path: '/definitions',
    params: undefined,
    summary: { zh: '新建流程', en: 'Create a process definition' },
    body: shape.createBody,
    answer: shape.createdDefinition,
    status: 201,
    handle: create,
  }),
  route({
    ...drawing,
    path: '/definitions/:id/draft',
    summary: { zh: '开始新版本', en: 'Begin the next version' },
    body: shape.beginBody,
    answer: shape.definition,
    status: 201,
    handle: async ({ deps, actor, params, body }) => {
      await beginDraft(deps.db, actor, params.id, body.version);
      return whole(deps, actor, params.id);
    },
  }),
  route({
    ...drawing,
    method: 'put',
    path: '/definitions/:id/draft',
    summary: { zh: '保存草稿', en: 'Save a draft' },
    body: shape.saveBody,
    answer: shape.savedDraft,
    handle: save,
  }),
  route({
    ...drawing,
    path: '/definitions/:id/draft/file',
    summary: { zh: '用文件替换草稿', en: 'Replace a draft by a file' },
    body: shape.fileBody,
    answer: shape.takenFile,
    handle: replaceByFile,
  }),
  route({
    ...drawing,
    path: '/definitions/:id/discard',
    summary: { zh: '作废草稿', en: 'Discard a draft' },
    body: shape.revisionBody,
    handle: async ({ deps, actor, params, body }) => {
      await discardDraft(deps.db, actor, params.id, body.revision);
      return undefined;
    },
  }),
  route({
    ...drawing,
    path: '/definitions/:id/submit',
    summary: { zh: '提交审批', en: 'Hand a draft in for review' },
    body: shape.submitBody,
    answer: shape.definition,
    handle: async ({ deps, actor, params, body: { revision, note } }) => {
      await requireSound(deps, actor, params.id, revision);
      await submitDraft(deps.db, actor, params.id, { revision, note: note || null });
      return whole(deps, actor, params.id);
    },
  }),
  route({
    ...drawing,
    path: '/definitions/:id/recall',
    summary: { zh: '撤回审批', en: 'Take a draft back from review' },
    body: shape.revisionBody,
    answer: shape.definition,
    handle: async ({ deps, actor, params, body }) => {
      await recallDraft(deps.db, actor, params.id, body.revision);
      return whole(deps, actor, params.id);
    },
  }),
  route({
    ...drawing,
    path: '/definitions/:id/versions/:version/retire',
    summary: { zh: '停用版本', en: 'Retire a version' },
    params: shape.versionParams,
    body: shape.retireBody,
    answer: shape.definition,
    handle: async ({ deps, actor, params: { id, version }, body }) => {
      await retireVersion(deps.db, actor, id, { version, ...body });
      return whole(deps, actor, id);
    },
  }),
];

const reviewRoutes: RouteDefinition[] = [
  route({
    ...reviewing,
    path: '/definitions/:id/return',
    summary: { zh: '退回修改', en: 'Return a draft to its authors' },
    body: shape.returnBody,
    answer: shape.definition,
    handle: async ({ deps, actor, params, body }) => {
      await returnDraft(deps.db, actor, params.id, body);
      return whole(deps, actor, params.id);
    },
  }),
  route({
    ...reviewing,
    path: '/definitions/:id/approve',
    summary: { zh: '批准并发布', en: 'Approve and publish' },
    body: shape.revisionBody,
    answer: shape.definition,
    handle: async ({ deps, actor, params, body }) => {
      const graph = await requireSound(deps, actor, params.id, body.revision);
      await publishDraft(deps.db, actor, params.id, { ...body, graph });
      return whole(deps, actor, params.id);
    },
  }),
];

/** Definitions drawn by administrators: draft, review by a second person, published, retired. */
export const definitionRoutes: RouteDefinition[] = [...readRoutes, ...drawRoutes, ...reviewRoutes];

type Params = z.output<typeof idParams>;

async function whole({ db }: AppDeps, actor: Actor, id: string): Promise<shape.Definition> {
  const row = await readDefinition(db, actor, id);
  const all = await listDefinitions(db, actor);
  const callable = all
    .filter((one) => one.id !== id && one.versions.some(({ state }) => state === 'PUBLISHED'))
    .map(({ key, name }) => ({ key, name }));
  const findings = row.draft === null ? [] : (await checkDraft(db, actor, row, row.draft.bpmnXml)).problems;
  return presentDefinition(actor, { row, findings, callable, trail: await definitionTrail(db, actor, id) });
}

/** The text must at least be BPMN that can be read: a drawing that is not finished is stored with its findings. */
async function requireBpmn(
  db: AppDeps['db'],
  actor: Actor,
  of: Pick<DefinitionRow, 'key' | 'purpose'>,
  bpmnXml: string,
  before?: string,
): Promise<CheckAnswer> {
  const checked = await checkDraft(db, actor, of, bpmnXml, before);
  const fault = checked.problems.find(({ rule }) => nothingRead.includes(rule));
  if (fault === undefined) return checked;
  throw new DubanError('DEFINITION_INVALID', fault.message, {
    problems: [{ pointer: '/bpmnXml', message: fault.message }],
  });
}

async function create({
  deps: { db },
  actor,
  body: { name, purpose, from },
}: Call<undefined, undefined, z.output<typeof shape.createBody>>) {
  if ('template' in from) {
    const template = readTemplate(from.template);
    const { bpmnXml } = template;
    const id = await createDefinition(db, actor, { name, purpose: purpose ?? template.purpose, bpmnXml });
    return { id, drawn: false, renamed: 0, unread: [] };
  }
  const chosen: Purpose = purpose ?? 'BESIDE';
  const { bpmnXml, told } = await takeFile(db, actor, { key: 'new', purpose: chosen }, from.bpmnXml);
  return { id: await createDefinition(db, actor, { name, purpose: chosen, bpmnXml }), ...told };
}

/** Rules about content that a modeler does not know and so does not write again. */
const unreadRules = ['UNREADABLE', 'DUPLICATE_ID'];

/** A text that comes from a file: with ids that can be read, a drawing, and with what of it will not be kept. */
async function takeFile(
  db: AppDeps['db'],
  actor: Actor,
  of: Pick<DefinitionRow, 'key' | 'purpose'>,
  file: string,
  before?: string,
): Promise<{ told: shape.TakenFile; bpmnXml: string; changes: CheckAnswer['changes'] }> {
  const mended = mendIds(file);
  const { problems, changes } = await requireBpmn(db, actor, of, mended.bpmnXml, before);
  const unread = problems.filter(({ rule }) => unreadRules.includes(rule)).map(({ message }) => message);
  const drawing = await layoutInThread(mended.bpmnXml);
  return {
    told: { drawn: drawing !== null, renamed: mended.renamed, unread },
    bpmnXml: drawing ?? mended.bpmnXml,
    changes,
  };
}

/** What is drawn is replaced by a file, as when a version was changed in another modeler. */
async function replaceByFile({
  deps: { db },
  actor,
  params,
  body: { revision, bpmnXml: file },
}: Call<Params, undefined, z.output<typeof shape.fileBody>>): Promise<shape.TakenFile> {
  const row = await readDefinition(db, actor, params.id);
  const { bpmnXml, told, changes } = await takeFile(db, actor, row, file, row.draft?.bpmnXml);
  await saveDraft(db, actor, params.id, { revision, bpmnXml, name: row.name, changes, fromFile: true });
  return told;
}

async function save({
  deps: { db },
  actor,
  params,
  body,
}: Call<Params, undefined, z.output<typeof shape.saveBody>>): Promise<shape.SavedDraft> {
  const row = await readDefinition(db, actor, params.id);
  const { problems, changes } = await requireBpmn(db, actor, row, body.bpmnXml, row.draft?.bpmnXml);
  return { revision: await saveDraft(db, actor, params.id, { ...body, changes }), findings: problems };
}

/** The draft must be without an error at the revision decided on; what changes meanwhile raises its revision. */
async function requireSound({ db }: AppDeps, actor: Actor, id: string, revision: number): Promise<Graph> {
  const row = await readDefinition(db, actor, id);
  if (row.draft?.revision !== revision) {
    const message = {
      zh: '草稿已经变化，请查看最新内容后再决定',
      en: 'The draft has changed; look at it again before deciding',
    };
    throw new DubanError('STALE_VERSION', message, { details: { revision: row.draft?.revision ?? null } });
  }
  const { graph, problems } = await checkDraft(db, actor, row, row.draft.bpmnXml);
  if (graph !== null) return graph;
  const errors = problems.filter(({ severity }) => severity === 'error');
  throw new DubanError(
    'DEFINITION_INVALID',
    {
      zh: `流程有${errors.length}处错误，改正后才能继续`,
      en: `The process has ${errors.length} errors; put them right first`,
    },
    { problems: errors.map(({ elementId, message }) => ({ pointer: elementId ?? '', message })) },
  );
}
