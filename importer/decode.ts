import { DubanError } from '../domain/errors.ts';

/**
 * Turns a file's bytes into text: UTF-8 with or without mark, UTF-16 with mark, else GB18030. Told by content, not by
 * name. Throws DOCUMENT_UNREADABLE for what is no text.
 */
export function decodeText(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return strict('utf-16le', bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return strict('utf-16be', bytes);
  if (bytes.includes(0)) throw notText();
  const text = isUtf8(bytes) ? strict('utf-8', bytes) : strict('gb18030', bytes);
  if (looksBinary(text)) throw notText();
  return text;
}

function isUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function strict(encoding: string, bytes: Buffer): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (cause) {
    throw notText(cause);
  }
}

/** Control characters are rare in text and common in everything else. */
function looksBinary(text: string): boolean {
  let controls = 0;
  const length = Math.min(text.length, 20_000);
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i);
    if (code < 32 && code !== 9 && code !== 10 && code !== 13 && code !== 12) controls++;
  }
  return controls * 200 > length;
}

const notText = (cause?: unknown): DubanError =>
  new DubanError(
    'DOCUMENT_UNREADABLE',
    {
      zh: '无法识别文件的文字。请用办公软件打开后另存为纯文本（UTF-8）再导入。',
      en: 'The file holds no readable text. Open it in your office program, save it as plain text (UTF-8) and import that.',
    },
    cause === undefined ? {} : { cause },
  );
