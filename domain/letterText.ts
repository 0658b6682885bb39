import type { Day } from './process/types.ts';

/** What a supervision order 督办单 says about one overdue item. */
export interface OrderFacts {
  rehearsal: boolean;
  planTitle: string;
  documentNumber: string | null;
  measureTitle: string | null;
  itemLabel: string;
  unitName: string;
  dueOn: Day;
  overdueWorkingDays: number;
  draftedOn: Day;
}

/** The series that supervision orders are numbered in: 督办〔2026〕3号. */
export const SUPERVISION_SERIES = '督办';

/** Drafts a supervision order: facts, what is asked, until when. The office may edit it before signing. */
export function draftSupervisionOrder(facts: OrderFacts): { title: string; text: string } {
  const mark = facts.rehearsal ? '【演练】' : '';
  const source = facts.documentNumber ? `《${facts.planTitle}》（${facts.documentNumber}）` : `《${facts.planTitle}》`;
  const subject = facts.measureTitle ? `“${facts.measureTitle}”` : '本方案任务';
  return {
    title: `${mark}关于督办${subject}${facts.itemLabel}事项的通知`,
    text: [
      `${facts.unitName}：`,
      `按照${source}，你单位承担${subject}的${facts.itemLabel}事项应于${facts.dueOn}前完成。截至${facts.draftedOn}，该事项已逾期${facts.overdueWorkingDays}个工作日。`,
      '请在收到本督办单后立即办理，并在系统中报送办理结果；确有困难的，书面说明原因和预计完成时间。',
    ].join('\n'),
  };
}
