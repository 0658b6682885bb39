import { guessEncoding } from '../textEncoding.ts';

/** How far into a file its XML declaration may reach, in bytes. */
const HEAD = 200;

/**
 * The text of a BPMN file: in the encoding that its bytes show, else in the one that it says, with a declaration that
 * says what a text is stored in here. Modelers write UTF-8; tools of Chinese offices also GB2312 or UTF-16.
 */
export function readBpmnFile(bytes: Uint8Array): string {
  const shown = guessEncoding(bytes).encoding;
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, HEAD));
  const said = /^<\?xml[^>]*?\sencoding\s*=\s*["']([\w.-]+)["']/.exec(head)?.[1];
  const text = (shown === 'gb18030' || shown === 'big5') && said !== undefined ? decoded(bytes, said) : null;
  return declaredUtf8(text ?? new TextDecoder(shown).decode(bytes));
}

/** Null where there is no such encoding, or the bytes are not in it. */
function decoded(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** A text whose XML declaration names another encoding than it is handed on in. */
export function declaredUtf8(bpmnXml: string): string {
  return bpmnXml
    .replace(/^\uFEFF/, '')
    .replace(/^(<\?xml[^>]*?\sencoding\s*=\s*)(["'])(?!utf-8\2)[\w.-]+\2/i, '$1$2UTF-8$2');
}
