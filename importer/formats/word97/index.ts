import WordExtractor from 'word-extractor';
import type { UserMessage } from '../../../domain/errors.ts';
import { type Block, layOut } from '../blocks.ts';
import { isOutOfFile } from '../outOfFile.ts';
import { macrosNotRun, plainText, type ReadOptions, type ReadText } from '../readText.ts';
import { broken, encrypted } from '../refusals.ts';
import { CFB } from '../xlsxLibrary.ts';
import { numbered } from './numbers.ts';

/** Accessors that take the option the library's types do not name: quotes stay as printed. */
interface Printed {
  getBody(options: { filterUnicode: false }): string;
  getHeaders(options: { filterUnicode: false }): string;
  getTextboxes(options: { filterUnicode: false }): string;
}

const AS_PRINTED = { filterUnicode: false } as const;
/** fEncrypted and fObfuscated of the FIB ([MS-DOC] 2.5.2): bits 8 and 15 of the word at 10. */
const PROTECTED = 0x8100;

/** Reads a Word 97–2003 document (.doc, and .wps of the same form); rows of tables come as tabbed lines. */
export async function readWord97(bytes: Buffer, { fileName }: ReadOptions, macros: boolean): Promise<ReadText> {
  if (isProtected(bytes)) throw encrypted(fileName);
  let document: Printed;
  try {
    document = (await new WordExtractor().extract(bytes)) as unknown as Printed;
  } catch (cause) {
    throw broken(fileName, cause);
  }
  const boxes = linesOf(document.getTextboxes(AS_PRINTED));
  const body = linesOf(document.getBody(AS_PRINTED));
  const counted = withNumbers(body, bytes);
  const blocks: Block[] = [...(counted ?? body), ...boxes];
  return plainText(layOut(blocks), {
    margins: [...linesOf(document.getHeaders(AS_PRINTED)), ...boxes],
    notes: [...(macros ? [macrosNotRun] : []), ...(counted ? [] : [notCounted])],
  });
}

const notCounted: UserMessage = {
  zh: '没有读出 Word 自动编号。如条目序号有缺，请另存为 .docx 再导入。',
  en: 'The numbers that Word counts could not be read. If items lack theirs, save the file as .docx and import that.',
};

/** The lines with the numbers that Word counts, or null: a file whose lists are damaged still has its text. */
function withNumbers(lines: string[], bytes: Buffer): string[] | null {
  const container = CFB.read(bytes, { type: 'buffer' });
  try {
    return numbered(lines, (name) => {
      const content = CFB.find(container, name)?.content;
      return content ? Buffer.from(content) : null;
    });
  } catch (error) {
    if (isOutOfFile(error)) return null;
    throw error;
  }
}

function isProtected(bytes: Buffer): boolean {
  const stream = CFB.find(CFB.read(bytes, { type: 'buffer' }), 'WordDocument')?.content;
  const head = stream ? Buffer.from(stream.slice(0, 12)) : Buffer.alloc(0);
  return head.length === 12 && (head.readUInt16LE(10) & PROTECTED) !== 0;
}

/** Marks of fields, pictures and notes are control characters; a vertical tab is a line break inside a paragraph. */
const linesOf = (text: string): string[] =>
  text
    .replace(/\r\n?|\v|\f/g, '\n')
    .replace(/(?![\t\n])\p{Cc}/gu, '')
    .split('\n');
