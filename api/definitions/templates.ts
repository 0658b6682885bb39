import { readFileSync } from 'node:fs';
import { DubanError } from '../../domain/errors.ts';
import type { DefinitionTemplate } from './schema.ts';

interface Template extends DefinitionTemplate {
  /** Its file in `workflows/definitions`, without the ending. */
  file: string;
}

const templates: Template[] = [
  {
    key: 'measureLifecycle',
    file: 'measure-lifecycle',
    purpose: 'MEASURE',
    name: { zh: '措施全过程', en: 'Lifecycle of a measure' },
    about: {
      zh: '交办、签收、报送、办结核验、年度评价与整改，直至归档',
      en: 'Hand-over, signing, reports, completion, assessment and rectification, up to closing',
    },
  },
  {
    key: 'unitInPlan',
    file: 'unit-in-plan',
    purpose: 'UNIT_IN_PLAN',
    name: { zh: '单位任务', en: 'A unit’s part in a plan' },
    about: {
      zh: '单位确认分工、制定具体方案、每期一张报送表',
      en: 'A unit confirms its assignments, files its work plan and one sheet for each period',
    },
  },
  {
    key: 'rectification',
    file: 'rectification',
    purpose: 'BESIDE',
    name: { zh: '问题整改', en: 'Rectification of a problem' },
    about: {
      zh: '登记、交办、各责任单位整改、核验、销号；超过90天由责任领导督促',
      en: 'Register, assign, put right, verify, strike off; after 90 days the leader presses',
    },
  },
  {
    key: 'inspectionVisit',
    file: 'inspection-visit',
    purpose: 'BESIDE',
    name: { zh: '督查暗访', en: 'Supervision visit' },
    about: {
      zh: '制定方案、暗访、反馈整改、核验、审定通报；责任领导可以要求再查',
      en: 'Plan the visit, visit, have problems put right, inform; the leader may send it out again',
    },
  },
  {
    key: 'responsibilityLetter',
    file: 'responsibility-letter',
    purpose: 'BESIDE',
    name: { zh: '责任书签订', en: 'Signing of a responsibility letter' },
    about: {
      zh: '拟定、每个责任单位签订、责任领导签署、归档',
      en: 'Draw it up, each answerable unit signs, the leader countersigns, file it',
    },
  },
  {
    key: 'monthlyMeeting',
    file: 'monthly-meeting',
    purpose: 'BESIDE',
    name: { zh: '每月例会', en: 'Monthly meeting' },
    about: {
      zh: '报送议题、召开例会、印发纪要；一次启动办一次例会，在方案“其他要求”中点“定期办理”即按原文周期每月启动',
      en: 'Topics, meeting, minutes: one meeting each time; the clause of a plan that asks for it begins it in its cadence',
    },
  },
  {
    key: 'petition',
    file: 'petition',
    purpose: 'BESIDE',
    name: { zh: '信访投诉办理', en: 'Petition or complaint' },
    about: {
      zh: '登记、办理、销号、报告、问责',
      en: 'Register, handle, strike off, report, hold to account',
    },
  },
];

/** What a new definition may begin from. */
export function listTemplates(): DefinitionTemplate[] {
  return templates.map(({ file: _file, ...template }) => template);
}

/** @throws DubanError VALIDATION where there is no such template. */
export function readTemplate(key: string): DefinitionTemplate & { bpmnXml: string } {
  const found = templates.find((template) => template.key === key);
  if (!found) {
    const message = { zh: '没有这个模板', en: 'There is no such template' };
    throw new DubanError('VALIDATION', message, { problems: [{ pointer: '/from/template', message }] });
  }
  const { file, ...template } = found;
  const url = new URL(`../../workflows/definitions/${file}.bpmn`, import.meta.url);
  return { ...template, bpmnXml: readFileSync(url, 'utf8') };
}
