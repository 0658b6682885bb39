import {
  BACKGROUND_BEFORE,
  MEETING,
  NOT_A_TARGET_AFTER,
  NOT_A_TARGET_BEFORE,
  RESULT_VERB,
  TARGET_WORD_BEFORE,
} from './quantityPatterns.ts';

/** A number with its unit, where it stands in its clause. */
export interface Quantity {
  index: number;
  length: number;
  value: number;
  valueTo: number | null;
  unit: string;
  suffix: string;
}

/** Whether the clause asks for a result of that size; what it touches, supposes or chooses by is none. */
export function isTarget(text: string, q: Quantity): boolean {
  const before = text.slice(0, q.index);
  const after = text.slice(q.index + q.length);
  if (NOT_A_TARGET_BEFORE.test(before) || isCondition(before, after)) return false;
  if (BACKGROUND_BEFORE.test(before) && !TARGET_WORD_BEFORE.test(before) && !isTreated(before) && !isShare(before, q))
    return false;
  if (
    (NOT_A_TARGET_AFTER.test(after) && !REDUCED_TO.test(before)) ||
    /^及以[上下]/.test(after) ||
    (q.unit === '年' && q.value >= 1900)
  )
    return false;
  const compared = q.suffix !== '' || q.valueTo !== null || TARGET_WORD_BEFORE.test(before);
  if (/^(?:次|起)$/.test(q.unit) && MEETING.test(text)) return false;
  if (/^(?:年|个月|天|日|小时|分钟|个工作日|周|岁|类|轮)$/.test(q.unit))
    return (compared || bindsTime(after)) && !/岁/.test(q.unit);
  if (isSelection(q, before, after) || (!compared && isTreated(before) && isListed(text))) return false;
  return (
    compared ||
    RESULT_VERB.test(text) ||
    closesClause(q, after) ||
    isTreated(before) ||
    isWhole(before, after) ||
    /率(?:为|达|100)?$|%/.test(before.slice(-6) + q.unit)
  );
}

/**
 * A number in a row of targets is one too: 选拔100名正职人才、200名副职人才, or …46个，其中新开工项目18个 where it closes its clause.
 * @param last the target before it in its clause
 * @param goesOn whether a clause before it in the sentence has one
 */
export function isNextTarget(text: string, q: Quantity, last: Quantity | undefined, goesOn: boolean): boolean {
  const before = text.slice(0, q.index);
  const after = text.slice(q.index + q.length);
  if (!/^(?:个|项|名|家|人|户|人次|座|所|处|万人)$/.test(q.unit)) return false;
  if (NOT_A_TARGET_BEFORE.test(before) || BACKGROUND_BEFORE.test(before) || NOT_A_TARGET_AFTER.test(after))
    return false;
  if (last !== undefined) return last.unit === q.unit && /、$/.test(before);
  return goesOn && after === '' && before.length >= SHORTEST_NAME;
}

const SHORTEST_NAME = 2;

/** 自付超过8000元的, 一律…: the case in which something is done. */
const isCondition = (before: string, after: string): boolean =>
  /(?:超过|高于|低于|不足|少于|多于)$/.test(before) && /^的$/.test(after);

/** 整改目标：14座设施全部正常运行 */
const isWhole = (before: string, after: string): boolean =>
  /^(?:[^:,]{0,6}:)?$/.test(before) && /^[^,]{2,24}(?:全部|均)/.test(after);

/** 其中保障房占60%以上 */
const isShare = (before: string, q: Quantity): boolean =>
  q.suffix !== '' && q.unit === '%' && /占(?:比)?$/.test(before);

/** 7个事项整合为1个环节 */
const REDUCED_TO = /(?:整合|合并|压缩|精简|缩减|优化|压减)[为至到成]$/;

/** 对46座水库开展排查: what a clause says is to be dealt with counts; a row of such numbers only says where. */
const isTreated = (before: string): boolean => /^(?:[一二三四五六七八九十]是)?对[^,]{0,30}$/.test(before);
const isListed = (text: string): boolean => /、\d/.test(text);

/** 15日内完成核查 binds; 15个工作日内办结率100% only explains the rate. */
const bindsTime = (after: string): boolean =>
  /^内[^,%]{0,16}(?:完成|办结|上报|到达|到场|答复|处置|立案|整改|发布|办理|化解|销号|回复|核查|核实|反馈|受理|交接|报送|报告|作出|开工|交办|提出|回应|落实|解决)(?![^,]{0,6}率)/.test(
    after,
  );

/** 块石5000立方米, 装机容量100兆瓦: an amount that closes its clause is what the clause asks for. */
const closesClause = (q: Quantity, after: string): boolean =>
  /^(?:$|、)/.test(after) && !/^(?:个|项|名|人|户|万人)$/.test(q.unit);

/** 30户以上自然村, 发生率35%以上的村, 超过10%的非贫困村: they choose objects. 1个以上…合作社 asks for one. */
function isSelection(q: Quantity, before: string, after: string): boolean {
  if (
    /^(?:以上|以下|以内)$/.test(q.suffix) &&
    /^(?:%|户|人|亩|元|万元|亿元|万?吨标准煤|米|公里|平方公里|万?平方米|吨|万吨|蒸吨|岁|层|座)$/.test(q.unit)
  ) {
    if (
      /^(?:的)?[\u4e00-\u9fa5“]/.test(after) &&
      !/(?:实现|确保|至少有)(?:每户)?$/.test(before) &&
      !/^的[^,]{2,24}(?:实现|达到|完成|覆盖)(?!\d)|^用于|^(?:或|并|且|和)|^(?:的)?(?:目标|要求|标准|水平|增长|增速|幅度|规模|任务|覆盖)/.test(
        after,
      )
    )
      return true;
    if (/^、/.test(after))
      return (
        !/率(?:达到|达|为|控制在|保持在|稳定在)?$/.test(before) &&
        !TARGET_WORD_BEFORE.test(before) &&
        !/(?:压减|压缩|减少|缩减|提升|改善)$/.test(before)
      );
  }
  if (after === '的' && /^(?:对|凡)/.test(before)) return true;
  if (/^(?:次|天|日|个月)$/.test(q.unit) && /^(?:以上|以下)$/.test(q.suffix) && after.startsWith('的')) return true;
  return (
    /(?:超过?|高于|低于|不足|大于)$/.test(before) &&
    !/不(?:超过|高于|低于)$/.test(before) &&
    /^的[\u4e00-\u9fa5]{0,6}(?:村|户|镇|乡|县|地区|家庭|企业|人)/.test(after)
  );
}
