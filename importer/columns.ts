import { LABELS } from './patterns.ts';

/** What a column, or the line of a card, holds. Texts say what is to be done, from the general to the particular. */
export type ColumnKind = keyof typeof LABELS | 'index' | 'text' | 'remark';

/** 县级牵头领导, 市直责任单位, 计划完成时间 */
const RANK = '(?:省级?|市级?|县级?|区级?|乡级|镇级|[省市县区]直|本级|乡镇|计划|预计|主要|具体)?';
const FULL_LABELS = Object.entries(LABELS).map(
  ([role, words]) =>
    [
      role as keyof typeof LABELS,
      new RegExp(
        `^${RANK}(?:${words})(?:要求|安排|节点)?(?:(?:及|和|与|、)(?:责任人|联系人|负责人|联系方式|(?:联系)?电话|职务|(?:责任|牵头|配合)?(?:单位|部门)))?(?:\\(.*\\))?$`,
      ),
    ] as const,
);
const INDEX = /^(?:序号?|编号|号|项次|No\.?)$/i;
const REMARK =
  /^(?:备注|说明|备考|计量单位|(?:年度)?目标值|基期值|权重|分值|得分|评分标准|数据(?:来源|审核|提供)?(?:单位|部门)|(?:联系)?电话|资金(?:来源|规模)|建设(?:地点|性质|年限|周期)|(?:总|年度|计划)?投资(?:额)?(?:\(.*\))?|开工时间)$/;
const TEXT_WORD =
  '(?:事项|任务|内容|措施|项目|目标|指标|问题|举措|要点|名称|类别|分类|领域|要求|清单|成果|政策|板块|工程|行动|重点|工作|建议|职责|标准|概况|描述|做法|进度|阶段)';
const TEXT_ENDING = '(?:(?:及|和|与)[\\u4e00-\\u9fa5]{2,6})?(?:\\(.*\\))?$';
/** Words that stand before it in a column's name; 完善低保救助工作 is a cell, not a name. */
const QUALIFIER =
  '(?:重点|主要|具体|年度|整改|建设|改革|实施|存在|反馈|突出|推进|创建|细化|分解|总体|督办|督查|督察|巡察|考核|评价|民生|实事|专项|计划|责任|落实|改进|完成|预期|核心|关键|试点|服务|所属|绩效|发展|产业|一级|二级|三级|的|、|/|\\d{4}年度?)';
const TEXT = new RegExp(`^(?:.{0,2}|(?:${QUALIFIER}|${TEXT_WORD}){1,4})${TEXT_WORD}${TEXT_ENDING}`);
/** Beside other column names any words may stand before it. */
const TEXT_IN_HEADER = new RegExp(`^.{0,8}${TEXT_WORD}${TEXT_ENDING}`);
const LONGEST_HEADER = 24;

/**
 * What a column is for, by its name in folded text without spaces; undefined where the words are no column's name.
 * @param inHeader whether the words stand in a row that is known to be a header otherwise
 */
export function columnKind(name: string, inHeader = false): ColumnKind | undefined {
  if (name.length > LONGEST_HEADER) return undefined;
  if (INDEX.test(name)) return 'index';
  if (REMARK.test(name)) return 'remark';
  const label = FULL_LABELS.find(([, words]) => words.test(name));
  if (label) return label[0];
  return (inHeader ? TEXT_IN_HEADER : TEXT).test(name) ? 'text' : undefined;
}

export const isParty = (kind: ColumnKind | undefined): boolean => kind !== undefined && kind in LABELS;
