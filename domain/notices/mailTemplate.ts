import { checkTemplate, refusal, renderTemplate, type TemplateValues } from '../letters/template.ts';
import type { MailLanguage } from './content.ts';

/** What administrators word themselves of a digest: the list in its middle, and 【演练】, are not theirs to leave out. */
export interface MailTemplate {
  subject: string;
  /** Before the list. */
  intro: string;
  /** After the list. */
  closing: string;
  /** Below a line, small. */
  footer: string;
}

export const mailTemplateParts = ['subject', 'intro', 'closing', 'footer'] as const satisfies (keyof MailTemplate)[];

export const shippedMailTemplates: Record<MailLanguage, MailTemplate> = {
  zh: {
    subject: '督办事项提醒 {{ 日期 }}：{{ 事项数 }}项{% if 逾期数 > 0 %}，其中逾期{{ 逾期数 }}项{% endif %}',
    intro: '{{ 收件人 }}：',
    closing: '请登录系统办理。',
    footer: '本邮件只含事项名称，不含报送内容。严禁通过邮件传递涉密信息。',
  },
  en: {
    subject:
      'Duban {{ date }}: {{ count }} {% if count == 1 %}item{% else %}items{% endif %}{% if overdue > 0 %}, {{ overdue }} overdue{% endif %}',
    intro: '{{ receiver }},',
    closing: 'Please sign in to act.',
    footer: 'This mail carries titles only, never what was reported. No state secrets may be sent by mail.',
  },
};

/** What a template may be filled with. */
export interface MailFacts {
  receiver: string;
  county: string;
  date: string;
  /** Items, not notices: an item that was both opened and urged counts once. For the office also what keeps notices from arriving. */
  count: number;
  overdue: number;
}

const names: Record<MailLanguage, Record<keyof MailFacts, string>> = {
  zh: { receiver: '收件人', county: '县', date: '日期', count: '事项数', overdue: '逾期数' },
  en: { receiver: 'receiver', county: 'county', date: 'date', count: 'count', overdue: 'overdue' },
};

const sample: MailFacts = { receiver: '某同志', county: '某县', date: '2020-06-30', count: 3, overdue: 1 };

/** The names that a template of the language may use, in the order in which they are offered. */
export function mailValueNames(language: MailLanguage): string[] {
  return Object.values(names[language]);
}

function valuesOf(facts: MailFacts, language: MailLanguage): TemplateValues {
  const { receiver, county, date, count, overdue } = names[language];
  return {
    [receiver]: facts.receiver,
    [county]: facts.county,
    [date]: facts.date,
    [count]: facts.count,
    [overdue]: facts.overdue,
  };
}

/** @throws DubanError VALIDATION with every fault of the first part that is not sound. */
export function requireSoundMailTemplate(template: MailTemplate, language: MailLanguage): void {
  for (const part of mailTemplateParts) {
    const faults = checkTemplate(template[part], valuesOf(sample, language));
    if (faults.length > 0) throw refusal(faults, `/${part}`);
  }
}

/**
 * A template filled in. Its subject is one line.
 *
 * @throws DubanError VALIDATION where the template is wrong; one that was saved is not.
 */
export function fillMailTemplate(template: MailTemplate, facts: MailFacts, language: MailLanguage): MailTemplate {
  const fill = (part: keyof MailTemplate) => renderTemplate(template[part], valuesOf(facts, language)).trim();
  return {
    subject: fill('subject').replace(/\s+/gu, ' '),
    intro: fill('intro'),
    closing: fill('closing'),
    footer: fill('footer'),
  };
}
