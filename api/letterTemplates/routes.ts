import { letterKindFacts, letterKinds, letterValueNames } from '../../domain/letters/index.ts';
import { readForms, saveForm } from '../../prisma/repositories/letterForms.ts';
import { previewTemplate } from '../../prisma/repositories/letterPreview.ts';
import { readTemplates, saveTemplate } from '../../prisma/repositories/letterTemplates.ts';
import type { AppDeps } from '../deps.ts';
import { type RouteDefinition, route } from '../http/route.ts';
import { missingFile } from '../http/upload.ts';
import { formFields } from '../letters/file/formFields.ts';
import { requireSoundForm } from '../letters/file/letterFile.ts';
import { administratorOnly, organisationReaders } from '../policies/index.ts';
import * as shape from './schema.ts';

const gates = { tag: 'letters', policy: administratorOnly } as const;

export const letterTemplateRoutes: RouteDefinition[] = [
  route({
    ...gates,
    policy: organisationReaders,
    method: 'get',
    path: '/letter-templates',
    summary: { zh: '文书模板及历次版本', en: 'Templates of letters with all their versions' },
    answer: shape.templateList,
    handle: ({ deps, actor }) => readList(deps, actor.countyId),
  }),
  route({
    ...gates,
    method: 'post',
    path: '/letter-templates/preview',
    summary: { zh: '按真实事项预览模板', en: 'What a template makes of an item that is open now' },
    body: shape.templatePreviewBody,
    answer: shape.templatePreview,
    handle: ({ deps, actor, body }) => previewTemplate(deps.db, actor, body),
  }),
  route({
    ...gates,
    method: 'post',
    path: '/letter-templates',
    summary: { zh: '保存文书模板', en: 'Saves the next version of a template' },
    body: shape.templateSaveBody,
    answer: shape.templateSaved,
    handle: async ({ deps, actor, body }) => ({ version: await saveTemplate(deps.db, actor, body) }),
  }),
  route({
    ...gates,
    method: 'post',
    path: '/letter-templates/:kind/form',
    summary: { zh: '上传红头 Word 模板', en: 'Sends the red-head Word template of a kind' },
    params: shape.formParams,
    upload: true,
    handle: async ({ deps, actor, params, file }) => {
      if (!file) throw missingFile();
      await requireSoundForm(file.bytes);
      await saveForm(deps.db, actor, params.kind, file);
      return undefined;
    },
  }),
  route({
    ...gates,
    method: 'delete',
    path: '/letter-templates/:kind/form',
    summary: { zh: '停用红头 Word 模板', en: 'Ends the use of a red-head Word template' },
    params: shape.formParams,
    handle: async ({ deps, actor, params }) => {
      await saveForm(deps.db, actor, params.kind, null);
      return undefined;
    },
  }),
];

async function readList({ db }: AppDeps, countyId: string): Promise<shape.TemplateList> {
  const versions = await readTemplates(db, countyId);
  const forms = await readForms(db, countyId);
  return {
    items: letterKinds.map((kind) => ({
      kind,
      ...{ label: letterKindFacts[kind].label, series: letterKindFacts[kind].series },
      form: forms.find((form) => form.kind === kind) ?? null,
      versions: versions.filter((version) => version.kind === kind),
    })),
    fields: [...letterValueNames],
    formFields: [...formFields],
  };
}
