import { refuseClassified } from './classified.ts';
import { withoutRadicals } from './formats/radicals.ts';
import type { ReadOptions } from './formats/readText.ts';
import { empty, tooLarge, tooLong } from './formats/refusals.ts';
import { rowWarnings } from './formats/rowWarnings.ts';
import { textOf } from './formats.ts';
import { readPlan } from './readPlan.ts';
import type { ImportResult } from './types.ts';

export type { ReadProgress } from './formats/readText.ts';

export const MAX_DOCUMENT_BYTES = 20 * 1024 * 1024;
/** More than a thousand printed pages: no plan is that long, and reading it would hold up everybody else. */
export const MAX_CHARACTERS = 1_000_000;

/**
 * Reads an uploaded document. The kind of file is told by its content; `fileName` only serves the messages.
 * Throws DubanError: DOCUMENT_TOO_LARGE, DOCUMENT_UNREADABLE, DOCUMENT_CLASSIFIED. Offsets in the result are into `text`.
 */
export async function readDocument(
  bytes: Buffer,
  fileName: string,
  options: Partial<Omit<ReadOptions, 'fileName'>> = {},
): Promise<{ text: string; result: ImportResult }> {
  if (bytes.length > MAX_DOCUMENT_BYTES) throw tooLarge(fileName);
  if (bytes.length === 0) throw empty(fileName);
  const progress = options.progress ?? (() => undefined);
  progress({ stage: 'open', page: 0, pages: 0 });
  const { text: printed, margins, notes, rows } = await textOf(bytes, { ocr: false, ...options, progress, fileName });
  const text = withoutRadicals(printed);
  refuseClassified(text, margins);
  if (text.trim() === '') throw empty(fileName);
  if (text.length > MAX_CHARACTERS) throw tooLong(fileName);
  progress({ stage: 'analyse', page: 0, pages: 0 });
  const result = readPlan(text);
  return {
    text,
    result: {
      ...result,
      warnings: [
        ...notes.map(({ zh, en }) => ({ message: zh, messageEn: en, start: 0, end: 0 })),
        ...rowWarnings(text, rows, result),
      ],
    },
  };
}
