import { DubanError } from '../domain/errors.ts';

const HEAD_LENGTH = 1200;
const TERM =
  '(?:[^\\S\\n]*[★☆*]?[^\\S\\n]*[(（]?(?:\\d{1,2}[^\\S\\n]*年|\\d{1,2}个?月|长期|[一二三五十]{1,3}年)[)）]?)';
const LEVEL = '[绝絶機机秘][^\\S\\n]*密';
const COPY_NUMBER = '(?:(?:份号[:：]?)?[^\\S\\n]*\\d{3,8})';
const URGENCY = '(?:特急|加急|平急|急件|特提)';
/**
 * 密级 as GB/T 9704 prints it: alone in its line or cell, or beside the copy number and the urgency, with or without
 * term: 绝密★1年, 机密, 密级：秘密, 000001 机密 特急.
 */
const MARKING = new RegExp(
  `^[^\\S\\n]*${COPY_NUMBER}?[^\\S\\n]*(?:密级[:：]?)?[^\\S\\n]*${LEVEL}[^\\S\\n]*(?:[★☆]|${TERM})?[^\\S\\n]*${URGENCY}?[^\\S\\n]*$`,
  'm',
);
/** With its star a marking is one wherever it stands on a line of its own: an annex may carry it. */
const STARRED = new RegExp(
  `^[^\\S\\n]*${COPY_NUMBER}?[^\\S\\n]*(?:密级[:：]?)?[^\\S\\n]*${LEVEL}[^\\S\\n]*★.{0,20}$`,
  'm',
);
/** In brackets alone or behind a title: 【机密】, 实施方案（秘密★1年）. */
const BRACKETED = new RegExp(`[【〔\\[(（]${LEVEL}(?:[★☆].{0,12})?[)）\\]〕】][^\\S\\n]*$`, 'm');
/**
 * The star alone, or with its term only, where the level has been cut off. Under the document's number a bare star is the
 * one in the red line of a party organ's letterhead.
 */
const STAR_ALONE = new RegExp(
  `(?<![〕\\]】]\\s*第?\\s*\\d{1,4}\\s*号\\s*)^[^\\S\\n]*★[^\\S\\n]*$|^[^\\S\\n]*★${TERM}[^\\S\\n]*$`,
  'm',
);

/**
 * Throws DOCUMENT_CLASSIFIED where the head, a cell or a margin (page head, text box) carries a classification marking.
 * A mention of 国家秘密, 保密 or 商业秘密 in the text is none.
 */
export function refuseClassified(text: string, margins: readonly string[] = []): void {
  const head = lined(text.slice(0, HEAD_LENGTH));
  const marked =
    [head, ...margins.map(lined)].some((part) => MARKING.test(part) || BRACKETED.test(part) || STAR_ALONE.test(part)) ||
    STARRED.test(lined(text));
  if (!marked) return;
  throw new DubanError('DOCUMENT_CLASSIFIED', {
    zh: '文件标有密级，不得在本系统处理。请立即停止上传，并按保密规定处置该文件。',
    en: 'The document carries a classification marking and must not be handled here. Do not upload it; follow your secrecy rules.',
  });
}

/** Each cell of a row on a line of its own. */
const lined = (text: string): string => text.replace(/[\t\r|]/g, '\n');
