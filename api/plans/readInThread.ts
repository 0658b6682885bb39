import type { ImportResult } from '../../importer/types.ts';
import { runInThread } from '../http/runInThread.ts';

/** The longest plan known is read in well under a second; the rest is for a slow machine. */
const LIMITS = { timeoutMs: 30_000, memoryMb: 512 };

export interface DocumentInput {
  fileName: string;
  bytes: Uint8Array;
}

/**
 * Reads an uploaded document in a thread of its own.
 *
 * @throws DubanError DOCUMENT_TOO_LARGE, DOCUMENT_UNREADABLE, DOCUMENT_CLASSIFIED
 */
export function readInThread(input: DocumentInput): Promise<{ text: string; result: ImportResult }> {
  return runInThread('./readWorker', import.meta.url, input, LIMITS);
}
