import { signLetters } from '../../prisma/repositories/escalations.ts';
import { lettersById, listLetters, readLetter, readLetterForFile } from '../../prisma/repositories/letterReads.ts';
import { idParams } from '../common/schema.ts';
import { type RouteDefinition, route } from '../http/route.ts';
import { escalationApprovers, letterReaders } from '../policies/index.ts';
import { letterFile } from './file/letterFile.ts';
import { letterNumber, presentLetterFacts, presentLetterRow } from './present.ts';
import { letter, letterFileQuery, letterPage, lettersQuery, signAnswer, signBody } from './schema.ts';

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
    policy: escalationApprovers,
    method: 'post',
    path: '/letters/sign',
    summary: { zh: '签发（可多份）', en: 'Sign letters, many at once' },
    body: signBody,
    answer: signAnswer,
    handle: async ({ deps, actor, body }) => {
      const { signed, withdrawn } = await signLetters(deps.db, actor, body.ids);
      const ids = signed.map((row) => row.id);
      const letters = await lettersById(deps.db, actor, ids);
      return {
        signed: letters.map((row) => ({ id: row.id, number: letterNumber(row) ?? '' })),
        withdrawn,
      };
    },
  }),
  route({
    ...gates,
    method: 'get',
    path: '/letters/:id',
    summary: { zh: '文书详情', en: 'A letter' },
    params: idParams,
    answer: letter,
    handle: async ({ deps, actor, params }) => {
      const row = await readLetter(deps.db, actor, params.id);
      const signedBy = row.signedBy === null ? null : { id: row.signedBy, name: row.signedBy };
      return { ...presentLetterRow(row, actor), text: row.text, signedBy };
    },
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
      const bytes = await letterFile({ letter: facts, format: query.format });
      res.attachment(`${facts.number ?? facts.title}.${query.format}`).send(bytes);
      return undefined;
    },
  }),
];
