import { DubanError } from '../../domain/errors.ts';
import { pastedCells, readList } from '../../domain/matters/list.ts';
import { readLaunchFacts } from '../../prisma/repositories/drafts.ts';
import { listMatters, readMatter } from '../../prisma/repositories/matterReads.ts';
import { addRows, closeMatter, openMatter } from '../../prisma/repositories/matters.ts';
import { readCells } from '../common/readCells.ts';
import { idParams, pageQuery } from '../common/schema.ts';
import { type Call, type RouteDefinition, route } from '../http/route.ts';
import { missingFile } from '../http/upload.ts';
import { measureChangers, officeOnly, planReaders } from '../policies/index.ts';
import type { z } from '../zod.ts';
import { presentMatter, presentMatterRow } from './present.ts';
import { resolveRows } from './resolveRows.ts';
import {
  addBody,
  closeBody,
  listBody,
  matter,
  matterPage,
  openBody,
  opened,
  type ReadRows,
  readRows,
} from './schema.ts';

const gates = { tag: 'matters', policy: planReaders } as const;

/** 专项事项: matters of their own, each a list whose rows run by a process. */
export const matterRoutes: RouteDefinition[] = [
  route({
    ...gates,
    method: 'get',
    path: '/matters',
    summary: { zh: '专项事项', en: 'Matters of their own' },
    query: pageQuery,
    answer: matterPage,
    handle: async ({ deps, actor, query }) => {
      const { items, nextCursor } = await listMatters(deps.db, actor, query);
      return { items: items.map(presentMatterRow), nextCursor };
    },
  }),
  route({
    ...gates,
    method: 'get',
    path: '/matters/:id',
    summary: { zh: '专项事项办到哪里', en: 'A matter, and where each row stands' },
    params: idParams,
    answer: matter,
    handle: async ({ deps, actor, params }) => presentMatter(await readMatter(deps.db, actor, params.id)),
  }),
  route({
    ...gates,
    policy: officeOnly,
    method: 'post',
    path: '/matters',
    summary: { zh: '发起专项事项', en: 'Open a matter' },
    body: openBody,
    answer: opened,
    status: 201,
    handle: async ({ deps, actor, body }) => {
      const { id } = await openMatter(deps.db, actor, body);
      await deps.rollout(id);
      return { id };
    },
  }),
  route({
    ...gates,
    policy: officeOnly,
    method: 'post',
    path: '/matters/list',
    summary: { zh: '读取清单（粘贴或 .xlsx），指出每格的问题', en: 'Read a pasted or uploaded list, with its faults' },
    upload: true,
    body: listBody,
    answer: readRows,
    handle: readMatterList,
  }),
  route({
    ...gates,
    policy: officeOnly,
    method: 'post',
    path: '/matters/:id/rows',
    summary: { zh: '增加清单事项', en: 'Add rows to a matter' },
    params: idParams,
    body: addBody,
    answer: matter,
    status: 201,
    handle: async ({ deps, actor, params, body }) => {
      await addRows(deps.db, actor, { ...params, ...body });
      await deps.rollout(params.id);
      return presentMatter(await readMatter(deps.db, actor, params.id));
    },
  }),
  route({
    ...gates,
    policy: measureChangers,
    method: 'post',
    path: '/matters/:id/close',
    summary: { zh: '办结专项事项', en: 'Close a matter' },
    params: idParams,
    body: closeBody,
    answer: matter,
    handle: async ({ deps, actor, params, body }) => {
      await closeMatter(deps.db, actor, { ...params, ...body });
      return presentMatter(await readMatter(deps.db, actor, params.id));
    },
  }),
];

/** More rows than any list has; a larger file is no list. */
const MOST_ROWS = 1000;

type ListCall = Call<undefined, undefined, z.output<typeof listBody>>;

async function readMatterList({ deps, actor, body, file }: ListCall): Promise<ReadRows> {
  if (!file && body.text === undefined) throw missingFile();
  const cells = file ? await readCells(file.bytes) : pastedCells(body.text ?? '');
  const printed = readList(cells);
  if (printed === null || printed.length === 0 || printed.length > MOST_ROWS) {
    const message = {
      zh: `没有读到清单：要有一行表头（如 问题、整改要求、责任单位、配合单位、责任领导、时限），下面是各项，最多${MOST_ROWS}项`,
      en: `No list was found: it needs a heading row (such as matter, demand, lead, unit, support, leader, deadline) and rows below it, ${MOST_ROWS} at most`,
    };
    throw new DubanError('VALIDATION', message, { problems: [{ pointer: file ? '/file' : '/text', message }] });
  }
  return { rows: resolveRows(printed, await readLaunchFacts(deps.db, actor), actor.businessDay) };
}
