import { LABELS } from './patterns.ts';

/** What a column, or the line of a card, holds. Texts say what is to be done, from the general to the particular. */
export type ColumnKind = keyof typeof LABELS | 'index' | 'text' | 'remark';

/** 县级牵头领导, 市直责任单位, 计划完成时间 */
const RANK = '(?:省级?|市级?|县级?|区级?|乡级|镇级|[省市县区]直|本级|乡镇|计划|预计|主要|具体)?';
const FULL_LABELS = Object.entries(LABELS).map(
  ([role, words]) =>
    [
      role as keyof typeof LABELS,
      new RegExp(`^${RANK}(?:${words})(?:要求|安排|节点)?(?:及(?:责任人|联系人|负责人|联系方式))?(?:\\(.*\\))?$`),
    ] as const,
);
const INDEX = /^(?:序号?|编号|号|项次|No\.?)$/i;
const REMARK = /^(?:备注|说明|备考)$/;
const TEXT =
  /^(?:.{0,8})(?:事项|任务|内容|措施|项目|目标|指标|问题|举措|要点|名称|类别|分类|领域|要求|清单|成果|政策|板块|工程|行动|重点|工作|建议|职责|标准|概况|描述|做法|进度|阶段)(?:(?:及|和|与)[\u4e00-\u9fa5]{2,6})?(?:\(.*\))?$/;
const LONGEST_HEADER = 24;

/** What a column is for, by its name in folded text without spaces; undefined where the words are no column's name. */
export function columnKind(name: string): ColumnKind | undefined {
  if (name.length > LONGEST_HEADER) return undefined;
  if (INDEX.test(name)) return 'index';
  if (REMARK.test(name)) return 'remark';
  const label = FULL_LABELS.find(([, words]) => words.test(name));
  if (label) return label[0];
  return TEXT.test(name) ? 'text' : undefined;
}

export const isParty = (kind: ColumnKind | undefined): boolean => kind !== undefined && kind in LABELS;
