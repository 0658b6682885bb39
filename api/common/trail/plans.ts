import { deadlineText } from './changeText.ts';
import { dataText as text } from './dataText.ts';
import { counted, type Sentences, withReason } from './sentence.ts';

/** What the trail says of plans, their measures and matters. */
export const plans = {
  PLAN_IMPORTED: ({ data }) => ({ zh: `导入文档《${text(data.fileName)}》`, en: `Imported “${text(data.fileName)}”` }),
  DRAFT_CHANGED: ({ data }) =>
    data.discarded ? { zh: '作废草稿', en: 'Draft discarded' } : { zh: '修改草稿', en: 'Draft changed' },
  PLAN_LAUNCHED: ({ data }) => ({
    zh: `启动方案，共${text(data.measures)}项措施`,
    en: `Plan launched with ${counted(data.measures, 'measure', 'measures')}`,
  }),
  PLAN_REVISED: ({ data }) =>
    withReason(
      {
        zh: `按修订稿调整：新增${text(data.added)}项，变更${text(data.changed)}项，撤销${text(data.withdrawn)}项`,
        en: `Revised: ${text(data.added)} added, ${text(data.changed)} changed, ${text(data.withdrawn)} withdrawn`,
      },
      data.reason,
    ),
  PLAN_CLOSED: () => ({ zh: '方案办结', en: 'Plan closed' }),
  MEASURE_HANDED_OVER: () => ({ zh: '交办', en: 'Handed over' }),
  MEASURE_REVISED: ({ data }) =>
    withReason({ zh: '按修订稿变更', en: 'Changed by a new version of the document' }, data.reason),
  MEASURE_PAUSED: ({ data, measure }) =>
    withReason({ zh: `${measure.zh}暂停`, en: `${measure.en} paused` }, data.reason),
  MEASURE_RESUMED: ({ data, measure }) =>
    withReason({ zh: `${measure.zh}恢复`, en: `${measure.en} resumed` }, data.reason),
  MEASURE_WITHDRAWN: ({ data, measure }) =>
    withReason({ zh: `${measure.zh}撤销`, en: `${measure.en} withdrawn` }, data.reason),
  MEASURE_CLOSED: ({ measure }) => ({ zh: `${measure.zh}办结归档`, en: `${measure.en} closed` }),
  MEASURE_URGENCY: ({ data }) =>
    data.urgent
      ? withReason({ zh: '列为急件', en: 'Marked as urgent' }, data.reason)
      : withReason({ zh: '不再列为急件', en: 'No longer urgent' }, data.reason),
  MEASURE_DEADLINE: ({ data }) => withReason(deadlineText(data), data.reason),
  UNIT_ADDED: ({ data, unitName }) =>
    withReason({ zh: `增加单位：${unitName}`, en: `Unit added: ${unitName}` }, data.reason),
  UNIT_REMOVED: ({ data, unitName }) =>
    withReason({ zh: `移除单位：${unitName}`, en: `Unit removed: ${unitName}` }, data.reason),
  GROUP_FILLED: ({ data }) => ({
    zh: `补充“${text(data.group)}”的成员单位`,
    en: `Members of ${text(data.group)} named`,
  }),
  CLAUSE_ARRANGED: ({ data }) =>
    withReason({ zh: '安排方案中的其他要求', en: 'A clause of the plan arranged' }, data.arrangement),
  MATTER_OPENED: ({ data }) => ({
    zh: `发起专项事项，共${text(data.rows)}项`,
    en: `Matter opened, ${counted(data.rows, 'row', 'rows')}`,
  }),
  MATTER_EXTENDED: ({ data }) =>
    withReason(
      { zh: `清单增加${text(data.rows)}项`, en: `${counted(data.rows, 'row', 'rows')} added to the list` },
      data.reason,
    ),
  MATTER_CLOSED: ({ data }) => withReason({ zh: '专项事项办结', en: 'Matter closed' }, data.conclusion),
} satisfies Sentences;
