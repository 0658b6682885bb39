import { addItemFile, filesOf, readItemFile, removeItemFile } from '../../prisma/repositories/itemFiles.ts';
import { readWorkItem } from '../../prisma/repositories/workItemReads.ts';
import { itemFile } from '../common/fileSchema.ts';
import { idParams } from '../common/schema.ts';
import { type RouteDefinition, route } from '../http/route.ts';
import { missingFile } from '../http/upload.ts';
import { workers } from '../policies/index.ts';
import { z } from '../zod.ts';
import { checkEvidence } from './checkFile.ts';

const gates = { tag: 'work items', policy: workers } as const;
const fileParams = idParams.extend({ fileId: z.string().min(1).max(100) });

/** Files that are handed in with an item. */
export const itemFileRoutes: RouteDefinition[] = [
  route({
    ...gates,
    method: 'get',
    path: '/work-items/:id/files',
    summary: { zh: '附件', en: 'Files of an item' },
    params: idParams,
    answer: z.object({ items: z.array(itemFile) }),
    handle: async ({ deps, actor, params }) => ({ items: await filesOf(deps.db, actor, params.id) }),
  }),
  route({
    ...gates,
    method: 'post',
    path: '/work-items/:id/files',
    summary: { zh: '添加附件', en: 'Add a file' },
    params: idParams,
    upload: true,
    answer: itemFile,
    status: 201,
    handle: async ({ deps, actor, params, file }) => {
      await readWorkItem(deps.db, actor, params.id);
      if (!file) throw missingFile();
      return addItemFile(deps.db, actor, params.id, checkEvidence(file));
    },
  }),
  route({
    ...gates,
    method: 'get',
    path: '/work-items/:id/files/:fileId',
    summary: { zh: '下载附件', en: 'Download a file' },
    params: fileParams,
    status: 200,
    handle: async ({ deps, actor, params, res }) => {
      const { fileName, bytes } = await readItemFile(deps.db, actor, params.id, params.fileId);
      // Never shown in the page, whatever its ending says: what units send is not trusted.
      res.attachment(fileName).type('application/octet-stream').send(Buffer.from(bytes));
      return undefined;
    },
  }),
  route({
    ...gates,
    method: 'delete',
    path: '/work-items/:id/files/:fileId',
    summary: { zh: '移除附件', en: 'Take a file away' },
    params: fileParams,
    handle: async ({ deps, actor, params }) => {
      await readWorkItem(deps.db, actor, params.id);
      await removeItemFile(deps.db, actor, params.id, params.fileId);
      return undefined;
    },
  }),
];
