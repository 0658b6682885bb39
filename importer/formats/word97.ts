import WordExtractor from 'word-extractor';
import { type Block, layOut } from './blocks.ts';
import { macrosNotRun, plainText, type ReadOptions, type ReadText } from './readText.ts';
import { broken, encrypted } from './refusals.ts';
import { CFB } from './xlsxLibrary.ts';

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
  const blocks: Block[] = [...linesOf(document.getBody(AS_PRINTED)), ...boxes];
  return plainText(layOut(blocks), {
    margins: [...linesOf(document.getHeaders(AS_PRINTED)), ...boxes],
    notes: macros ? [macrosNotRun] : [],
  });
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
