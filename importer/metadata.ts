import { readFullDate } from './dates.ts';

/** What a public site prints above a document: 索引号, 发文字号, 成文日期, 发文机关, 标题. */
export interface SiteMetadata {
  title: string | null;
  documentNumber: string | null;
  issuer: string | null;
  issuedOn: string | null;
}

const fieldOf = (head: string, names: string, shape: string): string | null =>
  new RegExp(`(?:^|[\\n\\t|])(?:${names})[:|\\t]{1,3}(${shape})(?=[\\n\\t|]|$)`).exec(head)?.[1] ?? null;

/** Names of such fields; several may stand on one line. */
const FIELD_NAMES =
  '索引号|组配分类|发布机构|发文机关|发文单位|制发机关|主题分类|主题词|关键词|名称|标题|文件名称|文号|发文字号|文件编号|发布日期|发布时间|成文日期|印发日期|发文日期|发文时间|签发日期|生成日期|公开日期|公开方式|公开时限|公开范围|有效性|效力状态|信息来源|来源|施行日期|失效日期|浏览次数|字体';
const ON_ONE_LINE = new RegExp(`(?<=[^\\n\\t|])(?=(?:${FIELD_NAMES}):)`, 'g');
const BEGINS_WITH_FIELD = new RegExp(`^(?:${FIELD_NAMES}):`);

/** Parts the fields of lines that begin with one. */
const parted = (head: string): string =>
  head
    .split('\n')
    .map((line) => (BEGINS_WITH_FIELD.test(line) ? line.replace(ON_ONE_LINE, '\n') : line))
    .join('\n');

/** Reads the fields from the folded text of the head; cells may be parted by tabs, bars or colons. */
export function readMetadata(text: string): SiteMetadata {
  const head = parted(text);
  const day = fieldOf(head, '成文日期|印发日期|发文日期|发文时间|签发日期', '[^\\n\\t|]{6,16}');
  return {
    title: fieldOf(head, '标题|名称|文件名称', '[^\\n\\t|]{6,90}'),
    documentNumber: fieldOf(head, '发文字号|文号|文件编号', '[^\\n\\t|]{4,30}号'),
    issuer: fieldOf(head, '发文机关|发文单位|制发机关|发布机构', '[^\\n\\t|]{4,40}'),
    issuedOn: day === null ? null : readFullDate(day),
  };
}
