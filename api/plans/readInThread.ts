import type { ReadProgress } from '../../importer/readDocument.ts';
import type { ImportResult } from '../../importer/types.ts';
import { runInThread, type ThreadLimits } from '../http/runInThread.ts';

/** A document of 300 pages computes some two seconds; the rest is for a slow machine. */
const LIMITS: ThreadLimits = { stallCpuMs: 8_000, cpuMs: 60_000, wallMs: 180_000, memoryMb: 512 };
/** Recognising a page takes seconds, and in threads of its own. */
const OCR_LIMITS: ThreadLimits = { ...LIMITS, wallMs: 20 * 60_000 };
/** Readings at once; the others wait, so that many uploads cannot take all memory. */
const AT_ONCE = 2;

export interface DocumentInput {
  fileName: string;
  bytes: Uint8Array;
  encoding?: string | undefined;
  ocr: boolean;
}

let running = 0;
const waiting: (() => void)[] = [];

/**
 * Reads an uploaded document in a thread of its own.
 *
 * @throws DubanError DOCUMENT_TOO_LARGE, DOCUMENT_UNREADABLE, DOCUMENT_CLASSIFIED
 */
export async function readInThread(
  input: DocumentInput,
  onProgress?: (progress: ReadProgress) => void,
): Promise<{ text: string; result: ImportResult }> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  running++;
  try {
    const limits = input.ocr ? OCR_LIMITS : LIMITS;
    return await runInThread('./readWorker', import.meta.url, input, limits, (progress) =>
      onProgress?.(progress as ReadProgress),
    );
  } finally {
    running--;
    waiting.shift()?.();
  }
}
