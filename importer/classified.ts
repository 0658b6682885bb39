import { DubanError } from '../domain/errors.ts';

const HEAD_LENGTH = 1200;
/** 密级 as GB/T 9704 prints it: on a line of its own in the head, with or without ★ and term, 绝密★1年, 机密, 密级：秘密. */
const MARKING =
  /^[^\S\n]*(?:密级[:：]?)?[^\S\n]*(?:[绝機机秘][^\S\n]*密)[^\S\n]*(?:[★☆][^\S\n]*.{0,10}|[^\S\n]*\d{1,2}年|\d{1,2}个?月|长期)?[^\S\n]*$/m;
/** A marking that shares its line with the copy number or the urgency: 000001 机密★1年 特急. */
const STARRED = /[绝机秘]\s*密\s*★|^[^\S\n]*★/m;

/**
 * Throws DOCUMENT_CLASSIFIED where the head carries a classification marking. A mention of 国家秘密, 保密 or 商业秘密 in the
 * text is none.
 */
export function refuseClassified(text: string): void {
  const head = text.slice(0, HEAD_LENGTH);
  if (!MARKING.test(head) && !STARRED.test(head)) return;
  throw new DubanError('DOCUMENT_CLASSIFIED', {
    zh: '文件标有密级，不得在本系统处理。请立即停止上传，并按保密规定处置该文件。',
    en: 'The document carries a classification marking and must not be handled here. Do not upload it; follow your secrecy rules.',
  });
}
