import { DubanError, type UserMessage } from '../../domain/errors.ts';

/** Every way in which a file's form is refused; each sentence says what to do next. */

const unreadable = (userMessage: UserMessage, cause?: unknown): DubanError =>
  new DubanError('DOCUMENT_UNREADABLE', userMessage, cause === undefined ? {} : { cause });

export const broken = (fileName: string, cause?: unknown): DubanError =>
  unreadable(
    {
      zh: `文件“${fileName}”已损坏或不完整。请在原来的软件中打开，确认内容后另存一份再导入。`,
      en: `The file "${fileName}" is damaged or incomplete. Open it in the program it was made with, check it, save it anew and import that.`,
    },
    cause,
  );

export const empty = (fileName: string): DubanError =>
  unreadable({
    zh: `文件“${fileName}”没有内容。请确认选对了文件后重新导入。`,
    en: `The file "${fileName}" is empty. Check that it is the right file and import it again.`,
  });

export const encrypted = (fileName: string): DubanError =>
  unreadable({
    zh: `文件“${fileName}”设有密码。请打开后取消密码保护，另存一份再导入。`,
    en: `The file "${fileName}" is protected by a password. Open it, remove the password, save it and import that.`,
  });

export const tooBigInside = (fileName: string): DubanError =>
  new DubanError('DOCUMENT_TOO_LARGE', {
    zh: `文件“${fileName}”解开后的内容超出限度，不像一份方案。请打开后只把方案正文复制到新文件再导入。`,
    en: `What the file "${fileName}" unpacks to exceeds the limit of a plan. Copy the text of the plan into a new file and import that.`,
  });

export const tooManyPages = (fileName: string, pages: number, most: number): DubanError =>
  new DubanError('DOCUMENT_TOO_LARGE', {
    zh: `文件“${fileName}”有${pages}页，最多可读${most}页。请只导入方案本身的各页。`,
    en: `The file "${fileName}" has ${pages} pages; at most ${most} can be read. Import the pages of the plan only.`,
  });

export const tooLarge = (fileName: string): DubanError =>
  new DubanError('DOCUMENT_TOO_LARGE', {
    zh: `文件“${fileName}”超过20 MB。请只导入方案正文，图片和附件另行保存。`,
    en: `The file "${fileName}" is larger than 20 MB. Import the text of the plan only, without pictures and attachments.`,
  });

export const tooLong = (fileName: string): DubanError =>
  new DubanError('DOCUMENT_TOO_LARGE', {
    zh: `文件“${fileName}”超过100万字，不像一份方案。请只导入方案正文。`,
    en: `The file "${fileName}" has more than a million characters. Import the text of one plan only.`,
  });

/** A kind of file that is known and not read. `zh` and `en` say how to make one that is. */
export const notRead = (fileName: string, kind: UserMessage, how: UserMessage): DubanError =>
  unreadable({
    zh: `“${fileName}”是${kind.zh}，不能直接读取。${how.zh}`,
    en: `"${fileName}" is ${kind.en}, which is not read as it is. ${how.en}`,
  });

/** How to make a file that is read from one that an office program opens. */
export const saveAsWord: UserMessage = {
  zh: '请用 WPS 或 Word 打开，另存为 .docx 后再导入。',
  en: 'Open it in WPS or Word, save it as .docx and import that.',
};

/** A scan or a picture; `tried` where its text was looked for and none found. */
export const scanned = (fileName: string, tried: boolean): DubanError =>
  unreadable({
    zh: `“${fileName}”只有图像，没有文字。请向发文单位索取可编辑的 Word 文件，或用办公软件的文字识别（OCR）转成 Word 后再导入，也可以直接粘贴文字。${tried ? '' : '管理员也可以开启本系统的文字识别（设置 OCR=on）。'}`,
    en: `"${fileName}" holds pictures only, no text. Ask the issuing office for the Word file, turn it into text with the OCR of your office program, or paste the text.${tried ? '' : ' An administrator can also switch on recognition here (setting OCR=on).'}`,
  });

export const notText = (cause?: unknown): DubanError =>
  unreadable(
    {
      zh: '无法识别文件的文字。请用办公软件打开后另存为纯文本（UTF-8）再导入。',
      en: 'The file holds no readable text. Open it in your office program, save it as plain text (UTF-8) and import that.',
    },
    cause,
  );

export const wrongEncoding = (encoding: string): DubanError =>
  unreadable({
    zh: `文件的文字不是所选的编码（${encoding}）。请换一种编码，或选“自动”。`,
    en: `The text of the file is not in the chosen encoding (${encoding}). Choose another one, or "automatic".`,
  });
