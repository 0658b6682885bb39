import type { UserMessage } from '../domain/errors.ts';
import { decodeText } from './decode.ts';
import { htmlText, isHtml } from './formats/html.ts';
import { readPicture } from './formats/ocr.ts';
import { readOlePackage, readZipPackage } from './formats/packages.ts';
import { readPdf } from './formats/pdf/index.ts';
import { plainText, type ReadOptions, type ReadText } from './formats/readText.ts';
import { notRead, saveAsWord, scanned } from './formats/refusals.ts';
import { rtfText } from './formats/rtf.ts';
import { isCsv, readCsv } from './formats/spreadsheet.ts';

/** A kind of file, told by its first bytes. */
interface Format {
  matches: (bytes: Buffer) => boolean;
  read: (bytes: Buffer, options: ReadOptions) => Promise<ReadText>;
}

const startsWith =
  (...signature: number[]) =>
  (bytes: Buffer): boolean =>
    signature.every((byte, i) => bytes[i] === byte);

/** A PDF may begin with up to a kilobyte of something else (ISO 32000-1, annex H.3.4.1). */
const isPdf = (bytes: Buffer): boolean => /%PDF-\d\.\d/.test(bytes.toString('latin1', 0, 1024));

const archive = async (_: Buffer, { fileName }: ReadOptions): Promise<never> => {
  throw notRead(
    fileName,
    { zh: '压缩包', en: 'an archive' },
    { zh: '请先解压，再逐个导入其中的方案文件。', en: 'Unpack it and import the plans inside one by one.' },
  );
};

const rtf = async (bytes: Buffer): Promise<ReadText> => {
  const { text, margins } = rtfText(bytes);
  return plainText(text, { margins });
};

const otherPicture = async (_: Buffer, { fileName }: ReadOptions): Promise<never> => {
  throw scanned(fileName, true);
};

/** A further format is added here. What matches none is plain text. */
const formats: Format[] = [
  { matches: startsWith(0x50, 0x4b, 0x03, 0x04), read: readZipPackage },
  { matches: startsWith(0x50, 0x4b, 0x05, 0x06), read: readZipPackage },
  { matches: startsWith(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1), read: readOlePackage },
  { matches: startsWith(0x52, 0x61, 0x72, 0x21), read: archive },
  { matches: startsWith(0x37, 0x7a, 0xbc, 0xaf), read: archive },
  { matches: startsWith(0x1f, 0x8b), read: archive },
  { matches: startsWith(0x7b, 0x5c, 0x72, 0x74, 0x66), read: rtf },
  { matches: startsWith(0x89, 0x50, 0x4e, 0x47), read: readPicture },
  { matches: startsWith(0xff, 0xd8, 0xff), read: readPicture },
  { matches: startsWith(0x47, 0x49, 0x46, 0x38), read: otherPicture },
  { matches: isPdf, read: readPdf },
  { matches: startsWith(0x49, 0x49, 0x2a, 0x00), read: otherPicture },
  { matches: startsWith(0x4d, 0x4d, 0x00, 0x2a), read: otherPicture },
];

/** Office files that are text themselves, by how they begin. */
const textKinds: { begins: RegExp; kind: UserMessage }[] = [
  {
    begins: /^\s*<\?xml[\s\S]{0,2000}?<(?:w:wordDocument|pkg:package|office:document)\b/,
    kind: { zh: 'XML 格式的 Word 文件', en: 'a Word file in XML' },
  },
  {
    begins: /^(?:[\w-]+:.*\r?\n(?:[ \t].*\r?\n)*){0,8}MIME-Version:/i,
    kind: { zh: '单个文件网页（.mht）', en: 'a web archive (.mht)' },
  },
];

/**
 * The text of a file of any known kind, told by its content.
 *
 * @throws DubanError DOCUMENT_UNREADABLE, DOCUMENT_TOO_LARGE
 */
export async function textOf(bytes: Buffer, options: ReadOptions): Promise<ReadText> {
  const format = formats.find((candidate) => candidate.matches(bytes));
  if (format) return format.read(bytes, options);
  const { text, notes } = decodeText(bytes, options.encoding);
  const known = textKinds.find(({ begins }) => begins.test(text));
  if (known) throw notRead(options.fileName, known.kind, saveAsWord);
  if (isHtml(text)) return plainText(htmlText(text), { notes });
  if (!isCsv(text)) return plainText(text, { notes });
  const list = readCsv(text);
  return { ...list, notes: [...notes, ...list.notes] };
}
