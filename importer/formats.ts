import { decodeText } from './decode.ts';
import { plainText, type ReadOptions, type ReadText } from './formats/readText.ts';
import { notRead, saveAsWord, scanned } from './formats/refusals.ts';
import { isCsv, isHtml, officeFileInText } from './formats/textKinds.ts';

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

// The libraries of a format are loaded when a file of it comes: to load all of them costs more than to read a plan.
const zipPackage: Format['read'] = async (...file) => (await import('./formats/packages.ts')).readZipPackage(...file);
const olePackage: Format['read'] = async (...file) => (await import('./formats/packages.ts')).readOlePackage(...file);
const picture: Format['read'] = async (...file) => (await import('./formats/ocr.ts')).readPicture(...file);
const pdf: Format['read'] = async (...file) => (await import('./formats/pdf/index.ts')).readPdf(...file);
const rtf: Format['read'] = async (bytes) => {
  const { text, margins } = (await import('./formats/rtf.ts')).rtfText(bytes);
  return plainText(text, { margins });
};

const otherPicture = async (_: Buffer, { fileName }: ReadOptions): Promise<never> => {
  throw scanned(fileName, true);
};

/** A further format is added here. What matches none is plain text. */
const formats: Format[] = [
  { matches: startsWith(0x50, 0x4b, 0x03, 0x04), read: zipPackage },
  { matches: startsWith(0x50, 0x4b, 0x05, 0x06), read: zipPackage },
  { matches: startsWith(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1), read: olePackage },
  { matches: startsWith(0x52, 0x61, 0x72, 0x21), read: archive },
  { matches: startsWith(0x37, 0x7a, 0xbc, 0xaf), read: archive },
  { matches: startsWith(0x1f, 0x8b), read: archive },
  { matches: startsWith(0x7b, 0x5c, 0x72, 0x74, 0x66), read: rtf },
  { matches: startsWith(0x89, 0x50, 0x4e, 0x47), read: picture },
  { matches: startsWith(0xff, 0xd8, 0xff), read: picture },
  { matches: startsWith(0x47, 0x49, 0x46, 0x38), read: otherPicture },
  { matches: isPdf, read: pdf },
  { matches: startsWith(0x49, 0x49, 0x2a, 0x00), read: otherPicture },
  { matches: startsWith(0x4d, 0x4d, 0x00, 0x2a), read: otherPicture },
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
  const known = officeFileInText(text);
  if (known) throw notRead(options.fileName, known, saveAsWord);
  if (isHtml(text)) return plainText((await import('./formats/html.ts')).htmlText(text), { notes });
  if (!isCsv(text)) return plainText(text, { notes });
  const list = (await import('./formats/spreadsheet.ts')).readCsv(text);
  return { ...list, notes: [...notes, ...list.notes] };
}
