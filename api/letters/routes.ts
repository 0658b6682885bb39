import { filesOf } from '../../prisma/repositories/itemFiles.ts';
import { formBytes } from '../../prisma/repositories/letterForms.ts';
import { lettersById, listLetters, readLetter, readLetterForFile } from '../../prisma/repositories/letterReads.ts';
import { signLetters } from '../../prisma/repositories/letterSigning.ts';
import {
  draftLetterByHand,
  editLetter,
  receiveLetter,
  redraftLetter,
  refuseLetter,
} from '../../prisma/repositories/letters.ts';
import { postsById } from '../../prisma/repositories/parties.ts';
import { readWorkItem } from '../../prisma/repositories/workItemReads.ts';
import { idParams } from '../common/schema.ts';
import type { AppDeps } from '../deps.ts';
import { type RouteDefinition, route } from '../http/route.ts';
import type { Actor } from '../policies/actor.ts';
import { escalationApprovers, letterReaders, officeOnly, receiptSigners } from '../policies/index.ts';
import { letterFile } from './file/letterFile.ts';
import { letterNumber, presentLetter, presentLetterFacts, presentLetterRow } from './present.ts';
import * as shape from './schema.ts';
import { letterFileQuery, letterPage, lettersQuery, signAnswer, signBody } from './schema.ts';

const gates = { tag: 'letters', policy: letterReaders } as const;

export const letterRoutes: RouteDefinition[] = [
  route({
    ...gates,
    method: 'get',
    path: '/letters',
    summary: { zh: '文书', en: 'Letters' },
    query: lettersQuery,
    answer: letterPage,
    handle: async ({ deps, actor, query }) => {
      const { items, nextCursor } = await listLetters(deps.db, actor, query);
      return { items: items.map((row) => presentLetterRow(row, actor)), nextCursor };
    },
  }),
  route({
    ...gates,
    policy: officeOnly,
    method: 'post',
    path: '/letters',
    summary: { zh: '起草文书', en: 'Draft a letter about an item' },
    body: shape.draftBody,
    answer: shape.letterDrafted,
    status: 201,
    handle: async ({ deps, actor, body }) => {
      await readWorkItem(deps.db, actor, body.workItemId);
      return { id: await draftLetterByHand(deps.db, actor, body) };
    },
  }),
  route({
    ...gates,
    policy: escalationApprovers,
    method: 'post',
    path: '/letters/sign',
    signs: true,
    summary: { zh: '签发（可多份）', en: 'Sign letters, many at once' },
    body: signBody,
    answer: signAnswer,
    handle: async ({ deps, actor, body }) => {
      const { signed, withdrawn, stale, explaining } = await signLetters(deps.db, actor, body.ids);
      const ids = signed.map((row) => row.id);
      const letters = await lettersById(deps.db, actor, ids);
      return {
        signed: letters.map((row) => ({ id: row.id, number: letterNumber(row) ?? '' })),
        withdrawn,
        stale,
        explaining,
      };
    },
  }),
  route({
    ...gates,
    method: 'get',
    path: '/letters/:id',
    summary: { zh: '文书详情', en: 'A letter' },
    params: idParams,
    answer: shape.letter,
    handle: ({ deps, actor, params }) => readInFull(deps, actor, params.id),
  }),
  route({
    ...gates,
    policy: escalationApprovers,
    method: 'put',
    path: '/letters/:id',
    summary: { zh: '修改文书草稿', en: 'Change a draft' },
    params: idParams,
    body: shape.editBody,
    answer: shape.letter,
    handle: ({ deps, actor, params, body }) =>
      changed(deps, actor, params.id, () => editLetter(deps.db, actor, { ...params, ...body })),
  }),
  route({
    ...gates,
    policy: escalationApprovers,
    method: 'post',
    path: '/letters/:id/redraft',
    summary: { zh: '按最新情况重新起草', en: 'Draft anew with the facts of today' },
    params: idParams,
    body: shape.redraftBody,
    answer: shape.letter,
    handle: ({ deps, actor, params, body }) =>
      changed(deps, actor, params.id, () => redraftLetter(deps.db, actor, { ...params, ...body })),
  }),
  route({
    ...gates,
    policy: escalationApprovers,
    method: 'post',
    path: '/letters/:id/refuse',
    summary: { zh: '不予签发', en: 'Refuse to sign' },
    params: idParams,
    body: shape.refuseBody,
    answer: shape.letter,
    handle: ({ deps, actor, params, body }) =>
      changed(deps, actor, params.id, () => refuseLetter(deps.db, actor, { ...params, ...body })),
  }),
  route({
    ...gates,
    policy: receiptSigners,
    method: 'post',
    path: '/letters/:id/receive',
    summary: { zh: '签收文书', en: 'Sign for a letter' },
    params: idParams,
    body: shape.receiveBody,
    answer: shape.letter,
    handle: ({ deps, actor, params }) =>
      changed(deps, actor, params.id, () => receiveLetter(deps.db, actor, params.id)),
  }),
  route({
    ...gates,
    method: 'get',
    path: '/letters/:id/file',
    summary: { zh: '下载文书（PDF 或 Word）', en: 'A letter as PDF or Word document' },
    params: idParams,
    query: letterFileQuery,
    status: 200,
    handle: async ({ deps, actor, params, query, res }) => {
      const found = await readLetterForFile(deps.db, actor, params.id);
      const facts = presentLetterFacts(found);
      const form = query.format === 'docx' ? await formBytes(deps.db, actor.countyId, found.letter.kind) : null;
      const bytes = await letterFile({ letter: facts, format: query.format, form });
      res.attachment(`${facts.number ?? facts.title}.${query.format}`).send(bytes);
      return undefined;
    },
  }),
];

/** What is not the caller's to see is not found, before it is asked whether the caller may change it. */
async function changed(deps: AppDeps, actor: Actor, id: string, change: () => Promise<void>): Promise<shape.Letter> {
  await readLetter(deps.db, actor, id);
  await change();
  return readInFull(deps, actor, id);
}

async function readInFull({ db }: AppDeps, actor: Actor, id: string): Promise<shape.Letter> {
  const row = await readLetter(db, actor, id);
  const posts = await postsById(db, actor.businessDay, row.approverPostId === null ? [] : [row.approverPostId]);
  const files = row.answerItemId === null ? [] : await filesOf(db, actor, row.answerItemId);
  return presentLetter(row, actor, posts.get(row.approverPostId ?? '') ?? null, files);
}
