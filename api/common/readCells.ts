import { runInThread } from '../http/runInThread.ts';

const LIMITS = { cpuMs: 30_000, wallMs: 120_000, memoryMb: 512 };

/**
 * Cells of the first sheet of an .xlsx workbook as trimmed text, row by row; empty rows are left out.
 *
 * @throws DubanError DOCUMENT_UNREADABLE
 */
export function readCells(bytes: Buffer): Promise<string[][]> {
  return runInThread<string[][]>('./cellsWorker', import.meta.url, new Uint8Array(bytes), LIMITS);
}
