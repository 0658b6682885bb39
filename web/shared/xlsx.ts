/** Texts stay texts, whatever they begin with; a day is given by `dayCell`. */
type Cell = string | number | Date;

export interface Sheet {
  name: string;
  head: string[];
  rows: Cell[][];
}

/** A day as a date that Excel sorts, filters and counts with; nothing where there is none. */
export function dayCell(day: string | null | undefined): Cell {
  return day ? new Date(`${day}T00:00:00Z`) : '';
}

const dayFormat = 'yyyy-mm-dd';

/** Excel takes no longer names of sheets, and none with these signs. */
const longestName = 31;
const refusedSigns = /[\\/?*[\]:']/g;

/** A name as Excel takes it: not too long, and told from those that are taken, for which capitals do not count. */
function freeName(name: string, taken: Set<string>): string {
  const wished = name.replace(refusedSigns, ' ');
  for (let count = 1; ; count += 1) {
    const mark = count === 1 ? '' : ` (${count})`;
    const free = beginningOf(wished, longestName - mark.length) + mark;
    if (taken.has(free.toLowerCase())) continue;
    taken.add(free.toLowerCase());
    return free;
  }
}

/** The first signs of a text that take no more than so many places; a rare character takes two. */
function beginningOf(text: string, places: number): string {
  let beginning = '';
  for (const sign of text) {
    if (beginning.length + sign.length > places) break;
    beginning += sign;
  }
  return beginning;
}

/** A workbook with a bold first row that stays in sight and a filter on every sheet. */
export async function xlsxOf(sheets: Sheet[]): Promise<ArrayBuffer> {
  const { default: ExcelJS } = await import('exceljs');
  const book = new ExcelJS.Workbook();
  const taken = new Set<string>();
  for (const { name, head, rows } of sheets) {
    const sheet = book.addWorksheet(freeName(name, taken), {
      views: [{ state: 'frozen', ySplit: 1 }],
    });
    sheet.columns = head.map((title, at) => ({
      header: title,
      width: widthOf([title, ...rows.map((row) => row[at])]),
    }));
    sheet.addRows(rows);
    sheet.eachRow((row) => {
      row.eachCell((cell) => {
        if (cell.value instanceof Date) cell.numFmt = dayFormat;
      });
    });
    sheet.getRow(1).font = { bold: true };
    sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: head.length } };
  }
  return book.xlsx.writeBuffer();
}

const narrowest = 8;
const widest = 50;

/** Wide enough for the longest text of a column; a Chinese character takes two places. */
function widthOf(cells: (Cell | undefined)[]): number {
  let most = narrowest;
  for (const cell of cells) {
    const text = cell instanceof Date ? dayFormat : String(cell ?? '');
    most = Math.max(
      most,
      [...text].reduce((sum, sign) => sum + (sign > 'ÿ' ? 2 : 1), 2),
    );
  }
  return Math.min(most, widest);
}
