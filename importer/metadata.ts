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

/** Reads the fields from the folded text of the head; cells may be parted by tabs, bars or colons. */
export function readMetadata(head: string): SiteMetadata {
  const day = fieldOf(head, '成文日期|印发日期|发文日期|发文时间|签发日期', '[^\\n\\t|]{6,16}');
  return {
    title: fieldOf(head, '标题|名称|文件名称', '[^\\n\\t|]{6,90}'),
    documentNumber: fieldOf(head, '发文字号|文号|文件编号', '[^\\n\\t|]{4,30}号'),
    issuer: fieldOf(head, '发文机关|发文单位|制发机关|发布机构', '[^\\n\\t|]{4,40}'),
    issuedOn: day === null ? null : readFullDate(day),
  };
}
