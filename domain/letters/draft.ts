import type { Day } from '../process/types.ts';
import type { LetterTemplate } from './kinds.ts';
import { checkTemplate, refusal, renderTemplate, type TemplateFault, type TemplateValues } from './template.ts';

/** What a letter says about one item; what is not known of an item is null and can be asked for with `{% if %}`. */
export interface LetterFacts {
  /** Of the plan, or of the matter of its own 专项事项. */
  planTitle: string;
  /** The title of the matter, where it is one; null: of a plan. */
  matterTitle: string | null;
  documentNumber: string | null;
  measureTitle: string | null;
  itemLabel: string;
  unitName: string;
  dueOn: Day | null;
  /** The due day before it was extended; null: it was not. */
  originalDueOn: Day | null;
  overdueWorkingDays: number;
  draftedOn: Day;
  /** Who issues it. */
  issuer: string;
  /** To whom clues are referred. */
  receiver: string;
  /** What whoever drafts it adds; null where nothing is. */
  remark: string | null;
  talkAt: string | null;
  talkPlace: string | null;
}

/** What templates call the facts, in the order in which an administrator is shown them. */
function valuesOf(facts: LetterFacts, answerWithin: number | null): TemplateValues {
  return {
    单位: facts.unitName,
    方案: facts.planTitle,
    专项事项: facts.matterTitle,
    文号: facts.documentNumber,
    措施: facts.measureTitle,
    事项: facts.itemLabel,
    应办日期: facts.dueOn,
    原定日期: facts.originalDueOn,
    逾期工作日: facts.overdueWorkingDays,
    起草日期: facts.draftedOn,
    发文单位: facts.issuer,
    接收单位: facts.receiver,
    回复工作日: answerWithin,
    说明: facts.remark,
    约谈时间: facts.talkAt,
    约谈地点: facts.talkPlace,
  };
}

/** Facts that any county could have, for a preview where there is nothing real yet. */
export const sampleFacts: LetterFacts = {
  planTitle: '教育保障实施方案',
  matterTitle: null,
  documentNumber: '某发〔2020〕1号',
  measureTitle: '落实资助政策',
  itemLabel: '报送进展',
  unitName: '某县教育局',
  dueOn: '2020-06-30',
  originalDueOn: '2020-06-15',
  overdueWorkingDays: 5,
  draftedOn: '2020-07-07',
  issuer: '某县督查室',
  receiver: '某县纪委监委',
  remark: '请一并报送佐证材料。',
  talkAt: '2020-07-10 9:00',
  talkPlace: '第一会议室',
};

/** The names that a template may use. */
export const letterValueNames: readonly string[] = Object.keys(valuesOf(sampleFacts, 1));

/** The largest title that stands on a letter and in a list. */
export const MAX_TITLE_LENGTH = 300;

/**
 * Title and text of a letter by its template. A letter of a rehearsal says so in its title, whatever the template says.
 *
 * @throws DubanError VALIDATION where the template is wrong.
 */
export function draftLetter(
  template: LetterTemplate,
  facts: LetterFacts,
  rehearsal: boolean,
): { title: string; text: string } {
  const values = valuesOf(facts, template.answerWithin);
  const title = renderTemplate(template.title, values).replace(/\s+/gu, ' ').trim();
  const text = renderTemplate(template.text, values)
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '')
    .join('\n');
  return { title: `${rehearsal ? '【演练】' : ''}${title}`.slice(0, MAX_TITLE_LENGTH), text };
}

/** Refuses a template that could not be used, naming the field, the line and what to do. */
export function requireSoundTemplate(template: LetterTemplate): void {
  for (const field of ['title', 'text'] as const) {
    const faults: TemplateFault[] = checkTemplate(template[field], valuesOf(sampleFacts, template.answerWithin ?? 1));
    if (faults.length > 0) throw refusal(faults, `/${field}`);
  }
}
