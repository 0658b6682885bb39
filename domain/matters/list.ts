/** Columns that a list of a matter may have; `title` is the only one that it must. */
export const listColumns = ['title', 'demand', 'lead', 'responsible', 'supporting', 'leader', 'deadline'] as const;
export type ListColumn = (typeof listColumns)[number];

/** One row as the list prints it. */
export interface PrintedRow {
  /** Its line in the table, the heading being 1. */
  line: number;
  title: string;
  demand: string;
  lead: string[];
  responsible: string[];
  supporting: string[];
  leader: string;
  deadline: string;
}

/** What headings of real lists (问题清单、整改台账、任务清单) say, by the column that they mean; the first that fits counts. */
const headings: [ListColumn, RegExp][] = [
  ['deadline', /时限|期限|完成时间|整改时间|deadline|due/i],
  ['leader', /领导(?!小组)|leader/i],
  ['lead', /牵头|lead/i],
  ['supporting', /配合|协办|协助|support/i],
  ['responsible', /(?:责任|承办|主办|整改|涉及)?单位|责任部门|unit/i],
  ['demand', /要求|整改措施|整改目标|整改内容|工作措施|办理意见|demand|asked/i],
  ['title', /问题|事项|内容|任务|清单|项目|title|matter|what/i],
];

/**
 * Reads the cells of a list whose first row that names a title is its heading; lines before it (the name of the list)
 * are passed over, and so are empty ones.
 *
 * @returns null where no row is a heading.
 */
export function readList(cells: readonly string[][]): PrintedRow[] | null {
  const at = cells.findIndex((row) => columnsOf(row).includes('title') && filled(row) > 1);
  if (at < 0) return null;
  const columns = columnsOf(cells[at] ?? []);
  return cells.flatMap((row, index): PrintedRow[] => {
    if (index <= at) return [];
    const cell = (column: ListColumn) => (row[columns.indexOf(column)] ?? '').trim();
    const printed: PrintedRow = {
      ...{ line: index + 1, title: oneLine(cell('title')), demand: cell('demand') },
      ...{ lead: namesIn(cell('lead')), responsible: namesIn(cell('responsible')) },
      ...{ supporting: namesIn(cell('supporting')), leader: cell('leader'), deadline: cell('deadline') },
    };
    return listColumns.every((column) => cell(column) === '') ? [] : [printed];
  });
}

function columnsOf(row: readonly string[]): (ListColumn | null)[] {
  const found = new Set<ListColumn>();
  return row.map((heading) => {
    const plain = heading.replace(/\s+/g, '');
    const column = headings.find(([one, shape]) => !found.has(one) && shape.test(plain))?.[0] ?? null;
    if (column === null || plain.length > LONGEST_HEADING) return null;
    found.add(column);
    return column;
  });
}

/** A longer cell is the name of the list or a row of it. */
const LONGEST_HEADING = 20;

const filled = (row: readonly string[]) => row.filter((cell) => cell.trim() !== '').length;
const oneLine = (text: string) => text.replace(/\s*\n\s*/g, ' ');

/** Units of a cell: 县教育局、县财政局 (separated by 、，,；; or a line break). */
function namesIn(cell: string): string[] {
  return cell
    .split(/[、，,；;\n]/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/** Cells of a table that was pasted: tabs part them, and a cell in quotes may have line breaks, as Excel copies them. */
export function pastedCells(text: string): string[][] {
  const rows: string[][] = [[]];
  const cell = /"((?:[^"]|"")*)"(?=\t|\r?\n|$)|[^\t\r\n]*/gy;
  for (let at = 0; at <= text.length; ) {
    cell.lastIndex = at;
    const [whole = '', quoted] = cell.exec(text) ?? [];
    rows.at(-1)?.push((quoted === undefined ? whole : quoted.replaceAll('""', '"')).trim());
    at += whole.length;
    const [ending] = /^(?:\t|\r\n|\n|\r)/.exec(text.slice(at, at + 2)) ?? [];
    if (ending === undefined) break;
    if (ending !== '\t') rows.push([]);
    at += ending.length;
  }
  return rows;
}
