import { type CleanText, printedText } from './cleanText.ts';
import type { Span } from './sentences.ts';
import { splitUnits } from './units.ts';

/** Words that end the doer of a clause: what follows is what is done, or when. */
const PREDICATE =
  /(?:(?<!主)要(?!求)|须|应|需|将|对(?!口|接)|负责(?!人)|每(?:年|月|周|季|半|两|个|一|学期|日|天|旬)|按(?:期|季|月|年|照)|定期|及时|认真|结合|根据|对照|牵头(?!单位|部门)|统筹|会同|组织|加强|切实|严格|必须|可以|可(?!持续)|于\d|于每|分别于|确定|适时|在\d|向|把|制定|召开|承担|参照|至少|提前|年底|年终|全面|\d{4}年)/;

const DOER =
  /(?:局|办|委|部|厅|署|院|会|室|中心|公司|政府|党委|单位|部门|乡镇|镇|乡|街道|区|县|市|州|村|组|队|领导|书记|县长|市长|区长|镇长|乡长|乡镇长|负责人|责任人|[河湖林田路校局组]长|干部|成员|机关|人员|企业|主任|联络员|财政|办事处|管委会|专班|“两委”|\))$/;

/** Who acts in a clause: the unit or person words at its beginning; empty where it begins with the act itself. */
export function doersOf(clean: CleanText, clause: Span): string[] {
  const text = clean.text.slice(clause.start, clause.end);
  const skip =
    /^(?:[一二三四五六七八九十]{1,2}是|同时|并|由|落实|组织|请|明确|要求|其中|[、:)\d.]+)*/.exec(text)?.[0].length ?? 0;
  const rest = text.slice(skip, skip + 60);
  const at = rest.search(PREDICATE);
  if (at < 2) return [];
  const words = rest.slice(0, at).replace(/:(?:具体|主要|直接|全面)?$/, '');
  const own = words.replace(/(?:的)?(?:年度|行动|工作|实施|具体)*(?:方案|计划|总结|报告|情况)$/, '');
  if (!DOER.test(own)) return [];
  const start = clause.start + skip;
  return splitUnits(own, printedText(clean, start, start + own.length));
}
