import { mailValueNames } from '../../domain/notices/mailTemplate.ts';
import { previewMail } from '../../prisma/repositories/mailPreview.ts';
import { readMailTemplates, saveMailTemplate } from '../../prisma/repositories/mailTemplates.ts';
import {
  readHeldBack,
  readNoticeRules,
  readPersonalLimits,
  saveNoticeRules,
  setPersonalLimit,
} from '../../prisma/repositories/noticeRules.ts';
import { idParams } from '../common/schema.ts';
import type { AppDeps } from '../deps.ts';
import { type RouteDefinition, route } from '../http/route.ts';
import { administratorOnly, organisationReaders } from '../policies/index.ts';
import * as shape from './schema.ts';

const gates = { tag: 'notices', policy: administratorOnly } as const;

export const noticeSettingRoutes: RouteDefinition[] = [
  route({
    ...gates,
    policy: organisationReaders,
    method: 'get',
    path: '/notice-rules',
    summary: { zh: '发信时间与每周上限', en: 'When mail goes out and how much of it' },
    answer: shape.noticeRules,
    handle: async ({ deps: { db }, actor: { countyId } }) => ({
      versions: await readNoticeRules(db, countyId),
      personalLimits: await readPersonalLimits(db, countyId),
      heldBack: await readHeldBack(db, countyId),
    }),
  }),
  route({
    ...gates,
    method: 'post',
    path: '/notice-rules',
    summary: { zh: '保存发信时间与每周上限', en: 'Saves when mail goes out and how much of it' },
    body: shape.rulesSaveBody,
    answer: shape.saved,
    handle: async ({ deps, actor, body }) => ({ version: await saveNoticeRules(deps.db, actor, body) }),
  }),
  route({
    ...gates,
    policy: organisationReaders,
    method: 'put',
    path: '/notice-rules/people/:id',
    summary: { zh: '设定一人的每周邮件上限', en: 'Sets the weekly limit of one person' },
    params: idParams,
    body: shape.personalLimitBody,
    handle: async ({ deps, actor, params, body }) => {
      await setPersonalLimit(deps.db, actor, params.id, body.mailsPerWeek);
      return undefined;
    },
  }),
  route({
    ...gates,
    policy: organisationReaders,
    method: 'get',
    path: '/mail-templates',
    summary: { zh: '邮件模板及历次版本', en: 'Templates of the digest with all their versions' },
    answer: shape.mailTemplateList,
    handle: ({ deps, actor }) => readList(deps, actor.countyId),
  }),
  route({
    ...gates,
    method: 'post',
    path: '/mail-templates/preview',
    summary: { zh: '按最近一封汇总邮件预览模板', en: 'What a template makes of the latest digest' },
    body: shape.mailPreviewBody,
    answer: shape.mailPreview,
    handle: ({ deps, actor, body }) => previewMail(deps.db, actor, { ...body, publicUrl: deps.config.publicUrl }),
  }),
  route({
    ...gates,
    method: 'post',
    path: '/mail-templates',
    summary: { zh: '保存邮件模板', en: 'Saves the next version of a template' },
    body: shape.mailTemplateSaveBody,
    answer: shape.saved,
    handle: async ({ deps, actor, body }) => ({ version: await saveMailTemplate(deps.db, actor, body) }),
  }),
];

async function readList({ db }: AppDeps, countyId: string): Promise<shape.MailTemplateList> {
  const set = async (language: 'zh' | 'en') => ({
    language,
    fields: mailValueNames(language),
    versions: await readMailTemplates(db, countyId, language),
  });
  return { items: [await set('zh'), await set('en')] };
}
