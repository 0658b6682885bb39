import type { UserMessage } from '../domain/errors.ts';
import { guessEncoding, TEXT_ENCODINGS, type TextEncoding } from '../domain/textEncoding.ts';
import { notText, wrongEncoding } from './formats/refusals.ts';

/** Whether a name is one of the encodings that may be asked for. */
export const isEncoding = (name: string): name is TextEncoding => TEXT_ENCODINGS.some((known) => known === name);

/**
 * Turns a file's bytes into text, in the encoding asked for or the one told by content. A doubtful guess is said in
 * `notes`.
 *
 * @throws DubanError DOCUMENT_UNREADABLE what is no text, or not in the encoding asked for
 */
export function decodeText(bytes: Buffer, encoding?: string): { text: string; notes: UserMessage[] } {
  if (encoding !== undefined) return { text: strict(encoding, bytes, () => wrongEncoding(encoding)), notes: [] };
  const guess = guessEncoding(bytes);
  const text = strict(guess.encoding, bytes, notText);
  if (looksBinary(text)) throw notText();
  if (!guess.doubtful) return { text, notes: [] };
  return {
    text,
    notes: [
      {
        zh: `文字的编码不能确定，按${guess.encoding.toUpperCase()}读取。如有乱码，请重新导入并选择编码。`,
        en: `The encoding of the text is not certain; it was read as ${guess.encoding.toUpperCase()}. If it looks garbled, import it again and choose the encoding.`,
      },
    ],
  };
}

function strict(encoding: string, bytes: Buffer, refusal: (cause: unknown) => Error): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (cause) {
    throw refusal(cause);
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
