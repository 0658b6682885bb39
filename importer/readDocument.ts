import { DubanError } from '../domain/errors.ts';
import { refuseClassified } from './classified.ts';
import { textOf } from './formats.ts';
import { readPlan } from './readPlan.ts';
import type { ImportResult } from './types.ts';

export const MAX_DOCUMENT_BYTES = 20 * 1024 * 1024;
/** More than a thousand printed pages: no plan is that long, and reading it would hold up everybody else. */
export const MAX_CHARACTERS = 1_000_000;

/**
 * Reads an uploaded document. The kind of file is told by its content; `fileName` only serves the messages.
 * Throws DubanError: DOCUMENT_TOO_LARGE, DOCUMENT_UNREADABLE, DOCUMENT_CLASSIFIED. Offsets in the result are into `text`.
 */
export async function readDocument(bytes: Buffer, fileName: string): Promise<{ text: string; result: ImportResult }> {
  if (bytes.length > MAX_DOCUMENT_BYTES) throw tooLarge(fileName);
  const text = await textOf(bytes, fileName);
  if (text.trim() === '') throw empty(fileName);
  if (text.length > MAX_CHARACTERS) throw tooLong(fileName);
  refuseClassified(text);
  return { text, result: readPlan(text) };
}

const tooLarge = (fileName: string): DubanError =>
  new DubanError('DOCUMENT_TOO_LARGE', {
    zh: `文件“${fileName}”超过20 MB。请只导入方案正文，图片和附件另行保存。`,
    en: `The file "${fileName}" is larger than 20 MB. Import the text of the plan only, without pictures and attachments.`,
  });

const tooLong = (fileName: string): DubanError =>
  new DubanError('DOCUMENT_TOO_LARGE', {
    zh: `文件“${fileName}”超过100万字，不像一份方案。请只导入方案正文。`,
    en: `The file "${fileName}" has more than a million characters. Import the text of one plan only.`,
  });

const empty = (fileName: string): DubanError =>
  new DubanError('DOCUMENT_UNREADABLE', {
    zh: `文件“${fileName}”没有内容。请确认选对了文件后重新导入。`,
    en: `The file "${fileName}" is empty. Check that it is the right file and import it again.`,
  });
