import { cellText } from './blocks.ts';
import { macrosNotRun, plainText, type ReadOptions, type ReadText, type RowPlace } from './readText.ts';
import { broken, encrypted } from './refusals.ts';
import { type CellObject, type Range, read, utils, type WorkSheet } from './xlsxLibrary.ts';

/** More than any list of tasks; what lies beyond is not read. */
const MAX_ROWS = 5000;
const MAX_COLUMNS = 60;

/** A sheet's text line by line, with the row of each. */
interface SheetLines {
  sheet: string;
  lines: { row: number; text: string }[];
}

/** Reads a list of tasks (.xlsx, .xlsm, .xls, .et): each row is a tabbed line, merged cells count for all their rows. */
export function readSpreadsheet(bytes: Buffer, { fileName }: ReadOptions, macros: boolean): ReadText {
  return textOfWorkbook(openWorkbook(bytes, fileName), macros);
}

/** Reads a list of tasks as text (.csv): cells parted by commas or semicolons, quoted where they hold one or a line end. */
export const readCsv = (text: string): ReadText =>
  textOfWorkbook(read(text, { type: 'string', raw: true, dense: true, sheetRows: MAX_ROWS }), false);

function textOfWorkbook(workbook: ReturnType<typeof read>, macros: boolean): ReadText {
  const hidden = (index: number): boolean => (workbook.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0;
  const sheets = workbook.SheetNames.flatMap((name, index) => {
    const sheet = workbook.Sheets[name];
    return sheet && !hidden(index) ? [linesOf(name, sheet)] : [];
  }).filter((sheet) => sheet.lines.length > 0);
  const skipped = workbook.SheetNames.filter((_, index) => hidden(index));
  return plainText('', {
    ...layOut(sheets),
    notes: [
      ...(macros ? [macrosNotRun] : []),
      ...skipped.map((name) => ({
        zh: `工作表“${name}”是隐藏的，没有读取。`,
        en: `The sheet "${name}" is hidden and was not read.`,
      })),
      ...sheets.flatMap(({ sheet, lines }) =>
        (lines.at(-1)?.row ?? 0) >= MAX_ROWS
          ? [
              {
                zh: `工作表“${sheet}”只读取了前${MAX_ROWS}行。`,
                en: `Of the sheet "${sheet}" only the first ${MAX_ROWS} rows were read.`,
              },
            ]
          : [],
      ),
    ],
  });
}

function openWorkbook(bytes: Buffer, fileName: string): ReturnType<typeof read> {
  try {
    return read(bytes, { type: 'buffer', dense: true, cellFormula: false, cellHTML: false, sheetRows: MAX_ROWS });
  } catch (cause) {
    if (cause instanceof Error && /password|encrypt/i.test(cause.message)) throw encrypted(fileName);
    throw broken(fileName, cause);
  }
}

/** All sheets one after another, with the range of each row. */
function layOut(sheets: SheetLines[]): { text: string; rows: RowPlace[] } {
  const rows: RowPlace[] = [];
  let text = '';
  for (const { sheet, lines } of sheets) {
    if (text !== '') text += '\n';
    for (const line of lines) {
      rows.push({ sheet, row: line.row, start: text.length, end: text.length + line.text.length });
      text += `${line.text}\n`;
    }
  }
  return { text, rows };
}

function linesOf(name: string, sheet: WorkSheet): SheetLines {
  const used = sheet['!ref'] ? utils.decode_range(sheet['!ref']) : null;
  const lines: SheetLines['lines'] = [];
  if (!used) return { sheet: name, lines };
  const last = { r: Math.min(used.e.r, used.s.r + MAX_ROWS - 1), c: Math.min(used.e.c, used.s.c + MAX_COLUMNS - 1) };
  const merged = coveredBy(sheet['!merges'] ?? [], last);
  const row = (r: number): (CellObject | undefined)[] => sheet['!data']?.[r] ?? [];
  for (let r = used.s.r; r <= last.r; r++) {
    const cells: string[] = [];
    for (let c = used.s.c; c <= last.c; c++) {
      const from = merged.get(r * MAX_COLUMNS + c);
      const text = textOf(from ? row(from.r)[from.c] : row(r)[c]);
      // A number counts for its own row, a cell over several columns for the first.
      cells.push(from && (from.c !== c || /^\d{1,4}$/.test(text)) ? '' : text);
    }
    while (cells.at(-1) === '') cells.pop();
    if (cells.length === 0) continue;
    const filled = cells.filter((cell) => cell !== '');
    const spread = filled.length === 1 && cells[0] === filled[0];
    if (!spread) while (cells.length < last.c - used.s.c + 1) cells.push('');
    lines.push({ row: r + 1, text: cells.join('\t') });
  }
  return { sheet: name, lines };
}

/** For each cell that a merged one hides: the cell that shows. Key: row × MAX_COLUMNS + column. */
function coveredBy(merges: Range[], last: { r: number; c: number }): Map<number, { r: number; c: number }> {
  const covered = new Map<number, { r: number; c: number }>();
  for (const { s, e } of merges) {
    for (let r = s.r; r <= Math.min(e.r, last.r); r++) {
      for (let c = s.c; c <= Math.min(e.c, last.c); c++) {
        if (r !== s.r || c !== s.c) covered.set(r * MAX_COLUMNS + c, s);
      }
    }
  }
  return covered;
}

/** A cell as the sheet shows it; a day keeps its form as printed. */
const textOf = (cell: CellObject | undefined): string => {
  if (!cell || cell.t === 'z' || cell.t === 'e') return '';
  return cellText((cell.w ?? String(cell.v ?? '')).split(/\r\n?|\n/));
};
