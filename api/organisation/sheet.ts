import { DubanError } from '../../domain/errors.ts';
import { readCells } from '../common/readCells.ts';
import { type ImportColumn, type ImportRow, importColumns } from './schema.ts';

/** Headings that the first row of a workbook may use. */
const headings: Record<ImportColumn, readonly string[]> = {
  unit: ['单位', '单位名称', 'unit'],
  unitKind: ['单位类别', '单位种类', '类别', 'unitkind', 'unit kind'],
  post: ['岗位', '职务', 'post'],
  postKind: ['岗位类别', '岗位种类', '角色', 'postkind', 'post kind'],
  person: ['姓名', '人员', 'person', 'name'],
  email: ['邮箱', '电子邮箱', 'email', 'e-mail'],
  username: ['用户名', '账号', 'username'],
};

/**
 * Rows of the first sheet of an .xlsx workbook whose first row carries the headings.
 *
 * @throws DubanError DOCUMENT_UNREADABLE, or VALIDATION where no heading is known.
 */
export async function readSheet(bytes: Buffer): Promise<ImportRow[]> {
  const [first = [], ...rows] = await readCells(bytes);
  const columns = first.map(columnOf);
  if (!columns.some((column) => column !== null)) {
    throw new DubanError('VALIDATION', {
      zh: '第一行应为表头：单位、单位类别、岗位、岗位类别、姓名、邮箱、用户名',
      en: 'The first row must carry the headings unit, unitKind, post, postKind, person, email, username',
    });
  }
  return rows.map((cells) => {
    const row: ImportRow = { unit: '', unitKind: '', post: '', postKind: '', person: '', email: '', username: '' };
    columns.forEach((column, index) => {
      if (column) row[column] = cells[index] ?? '';
    });
    return row;
  });
}

function columnOf(heading: string): ImportColumn | null {
  const wanted = heading.toLowerCase();
  return importColumns.find((column) => headings[column].includes(wanted)) ?? null;
}
