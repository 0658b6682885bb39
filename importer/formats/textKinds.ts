import type { UserMessage } from '../../domain/errors.ts';
import { columnKind, isParty } from '../columns.ts';

/** How much of a text is looked at to tell what it is. */
const HEAD = 4000;
const FEWEST_COLUMNS = 3;

/** Office files that are text themselves, by how they begin. */
const officeFiles: { begins: RegExp; kind: UserMessage }[] = [
  {
    begins: /^\s*<\?xml[\s\S]{0,2000}?<(?:w:wordDocument|pkg:package|office:document)\b/,
    kind: { zh: 'XML 格式的 Word 文件', en: 'a Word file in XML' },
  },
  {
    begins: /^(?:[\w-]+:.*\r?\n(?:[ \t].*\r?\n)*){0,8}MIME-Version:/i,
    kind: { zh: '单个文件网页（.mht）', en: 'a web archive (.mht)' },
  },
];

/** What kind of office file a text is; undefined where it is none. */
export const officeFileInText = (text: string): UserMessage | undefined =>
  officeFiles.find(({ begins }) => begins.test(text))?.kind;

/** Whether a text is a web page rather than a text with a few tags left in. */
export const isHtml = (text: string): boolean =>
  /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]{0,500}?-->\s*)?<(?:!doctype\s+html|html|head|body|meta)\b/i.test(
    text.slice(0, HEAD),
  );

/** Whether one of the first lines of a text names columns as a list of tasks does, parted by commas or semicolons. */
export const isCsv = (text: string): boolean =>
  text
    .slice(0, HEAD)
    .split(/\r?\n/)
    .some((line) => [',', ';'].some((mark) => namesColumns(line.split(mark))));

function namesColumns(cells: string[]): boolean {
  const kinds = cells.map((cell) => columnKind(cell.trim().replace(/^"|"$/g, '').normalize('NFKC')));
  return (
    kinds.filter((kind) => kind !== undefined).length >= FEWEST_COLUMNS && kinds.includes('text') && kinds.some(isParty)
  );
}
