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
