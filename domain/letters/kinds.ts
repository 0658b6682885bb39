import type { UserMessage } from '../errors.ts';

/** Letters 文书 that the office drafts: 提醒函, 督办单, 约谈通知书, 整改通知书, 问题线索移送函. */
export const letterKinds = ['REMINDER', 'SUPERVISION', 'TALK', 'RECTIFICATION', 'REFERRAL'] as const;
export type LetterKind = (typeof letterKinds)[number];

/** A template as administrators edit it: Liquid text over `letterValueNames`. */
export interface LetterTemplate {
  /** One line. */
  title: string;
  text: string;
  /** Working days from signing within which the unit answers; null: doing what the letter asks is the answer. */
  answerWithin: number | null;
}

export interface LetterKindFacts {
  label: UserMessage;
  /** What it is numbered in: 督办〔2026〕3号. Each series has numbers of its own. */
  series: string;
  /** `officeHead` signs what the office sends in its own name; `named` is whoever decides about severe rungs. */
  signs: 'officeHead' | 'named';
  /** Whether a draft falls once its item is done: it would demand what is there. */
  lapses: boolean;
  /** The template that an installation begins with. */
  shipped: LetterTemplate;
}

/** What it is asked by: a plan by its title and number, a list of a matter by the matter; one matter is asked by itself. */
const SOURCE =
  '{% if 专项事项 and 专项事项 == 措施 %}{% elsif 专项事项 %}按照专项事项“{{ 专项事项 }}”的要求，' +
  '{% else %}按照《{{ 方案 }}》{% if 文号 %}（{{ 文号 }}）{% endif %}，{% endif %}';
const SUBJECT = '{% if 措施 %}“{{ 措施 }}”{% else %}本方案任务{% endif %}';
const TASK = `{% if 专项事项 and 专项事项 == 措施 %}专项事项{% endif %}${SUBJECT}`;
const REMARK = '{% if 说明 %}\n{{ 说明 }}{% endif %}';
const ANSWER = '{% if 回复工作日 %}\n请在本文书签发之日起{{ 回复工作日 }}个工作日内在系统中书面回复。{% endif %}';
const DUE = '应于{{ 应办日期 }}前完成{% if 原定日期 %}（原定{{ 原定日期 }}，经同意延期）{% endif %}';
const LATE = `${DUE}。截至{{ 起草日期 }}，该事项已逾期{{ 逾期工作日 }}个工作日。`;

function kind(
  zh: string,
  en: string,
  series: string,
  rest: Pick<LetterKindFacts, 'signs' | 'lapses'>,
  shipped: LetterTemplate,
): LetterKindFacts {
  return { label: { zh, en }, series, ...rest, shipped };
}

export const letterKindFacts: Record<LetterKind, LetterKindFacts> = {
  REMINDER: kind(
    ...(['提醒函', 'Reminder', '提醒'] as const),
    { signs: 'officeHead', lapses: true },
    {
      title: `关于${SUBJECT}{{ 事项 }}事项的提醒函`,
      text: `{{ 单位 }}：\n${SOURCE}你单位承担${TASK}的{{ 事项 }}事项{% if 应办日期 %}${DUE}{% endif %}。请合理安排，按期办理并在系统中报送。${REMARK}${ANSWER}`,
      answerWithin: null,
    },
  ),
  SUPERVISION: kind(
    ...(['督办单', 'Supervision order', '督办'] as const),
    { signs: 'officeHead', lapses: true },
    {
      title: `关于督办${SUBJECT}{{ 事项 }}事项的通知`,
      text: `{{ 单位 }}：\n${SOURCE}你单位承担${TASK}的{{ 事项 }}事项${LATE}\n请在收到本督办单后立即办理，并在系统中报送办理结果；确有困难的，书面说明原因和预计完成时间。${REMARK}${ANSWER}`,
      answerWithin: null,
    },
  ),
  TALK: kind(
    ...(['约谈通知书', 'Invitation to a talk', '约谈'] as const),
    { signs: 'named', lapses: true },
    {
      title: `关于就${SUBJECT}{{ 事项 }}事项进行约谈的通知`,
      text: `{{ 单位 }}：\n${SOURCE}你单位承担${TASK}的{{ 事项 }}事项${LATE}\n经研究，决定就上述事项约谈你单位主要负责人。{% if 约谈时间 %}\n时间：{{ 约谈时间 }}。{% endif %}{% if 约谈地点 %}\n地点：{{ 约谈地点 }}。{% endif %}\n请准备书面材料，说明原因、已采取的措施和完成时限。${REMARK}${ANSWER}`,
      answerWithin: null,
    },
  ),
  RECTIFICATION: kind(
    ...(['整改通知书', 'Order to put right', '整改'] as const),
    { signs: 'officeHead', lapses: false },
    {
      title: `关于${SUBJECT}{{ 事项 }}事项的整改通知书`,
      text: `{{ 单位 }}：\n${SOURCE}你单位承担${TASK}的{{ 事项 }}事项存在需要整改的问题。${REMARK}\n请制定整改措施，明确责任人和完成时限，逐项整改到位。${ANSWER}`,
      answerWithin: 10,
    },
  ),
  REFERRAL: kind(
    ...(['问题线索移送函', 'Referral of clues', '移送'] as const),
    { signs: 'named', lapses: false },
    {
      title: `关于移送${SUBJECT}有关问题线索的函`,
      text: `{{ 接收单位 }}：\n${SOURCE}{{ 单位 }}承担${TASK}的{{ 事项 }}事项${LATE}经提醒、催办、督办、约谈，仍未完成。\n现将有关问题线索及材料移送你单位，请依规依纪依法处置，并将结果反馈。${REMARK}`,
      answerWithin: null,
    },
  ),
};
