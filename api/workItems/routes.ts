import { DubanError } from '../../domain/errors.ts';
import type { FormContext } from '../../domain/forms/values.ts';
import type { Variables } from '../../domain/process/types.ts';
import { itemTimeline } from '../../prisma/repositories/auditReads.ts';
import { formContext } from '../../prisma/repositories/formValues.ts';
import { acceptReview, returnReview } from '../../prisma/repositories/judging.ts';
import { readMeasures } from '../../prisma/repositories/measureReads.ts';
import { passedTo } from '../../prisma/repositories/passedAnswers.ts';
import { signForItem } from '../../prisma/repositories/signing.ts';
import {
  earlierRounds,
  listWorkItems,
  readSheet,
  readWorkItem,
  type WorkItemRow,
} from '../../prisma/repositories/workItemReads.ts';
import { prepareWorkItem, recallWorkItem, submitWorkItem } from '../../prisma/repositories/workItems.ts';
import { idParams } from '../common/schema.ts';
import { presentTimeline } from '../common/timeline.ts';
import type { AppDeps } from '../deps.ts';
import { type RouteDefinition, route } from '../http/route.ts';
import { presentMeasureRow } from '../measures/present.ts';
import type { Actor } from '../policies/actor.ts';
import { judges, workers } from '../policies/index.ts';
import { presentPassed, presentWorkItem } from './present.ts';
import {
  acceptBody,
  recallBody,
  returnBody,
  type SubmitBody,
  signBody,
  submitBody,
  type WorkItem,
  type WorkItemDetail,
  workItem,
  workItemDetail,
  workItemPage,
  workItemsQuery,
} from './schema.ts';

const gates = { tag: 'work items', policy: workers } as const;

export const workItemRoutes: RouteDefinition[] = [
  route({
    ...gates,
    method: 'get',
    path: '/work-items',
    summary: { zh: '待办', en: 'Work items' },
    query: workItemsQuery,
    answer: workItemPage,
    handle: async ({ deps, actor, query }) => {
      const { items, nextCursor } = await listWorkItems(deps.db, actor, query);
      return { items: items.map((item) => presentWorkItem(item, actor)), nextCursor };
    },
  }),
  route({
    ...gates,
    method: 'get',
    path: '/work-items/:id',
    summary: { zh: '待办详情', en: 'A work item' },
    params: idParams,
    answer: workItemDetail,
    handle: ({ deps, actor, params }) => readDetail(deps, actor, params.id),
  }),
  route({
    ...gates,
    method: 'post',
    path: '/work-items/:id/sign',
    summary: { zh: '签收', en: 'Sign for receipt' },
    params: idParams,
    body: signBody,
    answer: workItem,
    handle: ({ deps, actor, params, body }) =>
      changed(deps, actor, params.id, () => signForItem(deps.db, actor, { id: params.id, ...body })),
  }),
  route({
    ...gates,
    method: 'post',
    path: '/work-items/:id/prepare',
    summary: { zh: '送审签', en: 'Hand to the head for signature' },
    params: idParams,
    body: submitBody,
    answer: workItem,
    handle: ({ deps, actor, params, body }) =>
      changed(deps, actor, params.id, () => prepareWorkItem(deps.db, actor, { id: params.id, ...handIn(body) })),
  }),
  route({
    ...gates,
    method: 'post',
    path: '/work-items/:id/submit',
    signs: true,
    summary: { zh: '报送', en: 'Hand in' },
    params: idParams,
    body: submitBody,
    answer: workItem,
    handle: ({ deps, actor, params, body }) =>
      changed(deps, actor, params.id, () => submitWorkItem(deps.db, actor, { id: params.id, ...handIn(body) })),
  }),
  route({
    ...gates,
    method: 'post',
    path: '/work-items/:id/recall',
    summary: { zh: '撤回', en: 'Take back before signature' },
    params: idParams,
    body: recallBody,
    answer: workItem,
    handle: ({ deps, actor, params, body }) =>
      changed(deps, actor, params.id, () => recallWorkItem(deps.db, actor, { id: params.id, ...body })),
  }),
  route({
    ...gates,
    policy: judges,
    method: 'post',
    path: '/work-items/:id/accept',
    summary: { zh: '审核通过', en: 'Accept (on the review)' },
    params: idParams,
    body: acceptBody,
    answer: workItem,
    handle: ({ deps, actor, params, body }) =>
      changed(deps, actor, params.id, () => acceptReview(deps.db, actor, { id: params.id, ...body })),
  }),
  route({
    ...gates,
    policy: judges,
    method: 'post',
    path: '/work-items/:id/return',
    summary: { zh: '退回', en: 'Return (on the review)' },
    params: idParams,
    body: returnBody,
    answer: workItem,
    handle: ({ deps, actor, params, body }) =>
      changed(deps, actor, params.id, () => returnReview(deps.db, actor, { id: params.id, ...body })),
  }),
];

/** The body was parsed from JSON, so what stands in its fields is JSON. */
function handIn({ fields, ...body }: SubmitBody) {
  return { ...body, fields: fields as Variables | undefined };
}

/**
 * Does a change and answers with the item as it is then. An item that is not the caller's to see is not found; a
 * conflict carries the current item, so that the page can show what became of it.
 */
async function changed(deps: AppDeps, actor: Actor, id: string, change: () => Promise<void>): Promise<WorkItem> {
  await readWorkItem(deps.db, actor, id);
  try {
    await change();
  } catch (error) {
    if (!(error instanceof DubanError) || !CONFLICTS.has(error.code)) throw error;
    const current = presentWorkItem(await readWorkItem(deps.db, actor, id), actor);
    throw new DubanError(error.code, error.userMessage, {
      message: error.message,
      problems: error.problems,
      details: { ...error.details, current },
      cause: error,
    });
  }
  return presentWorkItem(await readWorkItem(deps.db, actor, id), actor);
}

const CONFLICTS: ReadonlySet<string> = new Set(['CONFLICT', 'STALE_VERSION', 'ITEM_CLOSED']);

async function contextsOf(db: AppDeps['db'], reports: WorkItemRow[]): Promise<Record<string, FormContext>> {
  const contexts: Record<string, FormContext> = {};
  for (const report of reports.filter(({ form }) => form !== null)) {
    contexts[report.id] = await formContext(db, report, report.county.today);
  }
  return contexts;
}

async function readDetail({ db }: AppDeps, actor: Actor, id: string): Promise<WorkItemDetail> {
  const row = await readWorkItem(db, actor, id);
  const rounds = await earlierRounds(db, actor, row);
  const [measure] = row.measureId === null ? [] : await readMeasures(db, actor, [row.measureId]);
  const history = await itemTimeline(db, actor, [row.id, ...rounds.map((round) => round.id)]);
  const passed = await passedTo(db, actor, row);
  const filledIn = row.form !== null || row.reviewedForm !== null || passed.length > 0;
  const context = filledIn ? await formContext(db, row, row.county.today) : null;
  const sheet = row.kind === 'SHEET' ? await readSheet(db, actor, row) : null;
  return {
    ...presentWorkItem(row, actor),
    formContext: context,
    passedOn: passed.map(presentPassed),
    measure: measure ? { ...presentMeasureRow(measure), passages: measure.passages } : null,
    history: history.map(presentTimeline),
    rounds: rounds.map((round) => presentWorkItem(round, actor)),
    ...(sheet
      ? {
          sheet: {
            reports: sheet.reports.map((report) => presentWorkItem(report, actor)),
            formContexts: await contextsOf(db, sheet.reports),
            inputs: sheet.inputs,
          },
        }
      : {}),
  };
}
