import ExcelJS from 'exceljs';
import { DubanError } from '../../domain/errors.ts';
import { answerFromThread } from '../http/answerFromThread.ts';

/** Cells of the first sheet as trimmed text, row by row. */
async function readCells(bytes: Uint8Array): Promise<string[][]> {
  const workbook = new ExcelJS.Workbook();
  try {
    await workbook.xlsx.load(Buffer.from(bytes) as unknown as ArrayBuffer);
  } catch (cause) {
    throw new DubanError(
      'DOCUMENT_UNREADABLE',
      { zh: '无法读取该文件，请上传 .xlsx 工作簿', en: 'The file cannot be read; upload an .xlsx workbook' },
      { cause },
    );
  }
  const rows: string[][] = [];
  workbook.worksheets[0]?.eachRow({ includeEmpty: false }, (row) => {
    const cells: string[] = [];
    row.eachCell({ includeEmpty: true }, (cell, column) => {
      cells[column - 1] = cell.text.trim();
    });
    rows.push(Array.from(cells, (text) => text ?? ''));
  });
  return rows;
}

answerFromThread(readCells);
