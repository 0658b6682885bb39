import { DubanError } from '../domain/errors.ts';
import { decodeText } from './decode.ts';

/** A kind of file, told by its first bytes. One that is not read yet has no `read` and is refused by its name. */
interface Format {
  name: string;
  matches: (bytes: Buffer) => boolean;
  read?: (bytes: Buffer) => Promise<string>;
}

const startsWith =
  (...signature: number[]) =>
  (bytes: Buffer): boolean =>
    signature.every((byte, i) => bytes[i] === byte);

/** A further format is added here: give its entry a `read` that returns the document's text, tables as tabbed lines. */
const formats: Format[] = [
  { name: 'PDF', matches: startsWith(0x25, 0x50, 0x44, 0x46) },
  { name: 'Word/Excel/OFD (zip)', matches: startsWith(0x50, 0x4b, 0x03, 0x04) },
  { name: 'Word/Excel/WPS 97', matches: startsWith(0xd0, 0xcf, 0x11, 0xe0) },
  { name: 'RTF', matches: startsWith(0x7b, 0x5c, 0x72, 0x74, 0x66) },
  { name: 'PNG', matches: startsWith(0x89, 0x50, 0x4e, 0x47) },
  { name: 'JPEG', matches: startsWith(0xff, 0xd8, 0xff) },
  { name: 'GIF', matches: startsWith(0x47, 0x49, 0x46, 0x38) },
  { name: 'TIFF', matches: (b) => startsWith(0x49, 0x49, 0x2a, 0x00)(b) || startsWith(0x4d, 0x4d, 0x00, 0x2a)(b) },
  { name: 'RAR', matches: startsWith(0x52, 0x61, 0x72, 0x21) },
  { name: '7z', matches: startsWith(0x37, 0x7a, 0xbc, 0xaf) },
  { name: 'gzip', matches: startsWith(0x1f, 0x8b) },
];

/** The text of a file of any known kind. Throws DOCUMENT_UNREADABLE for kinds that are not read and for what is no text. */
export async function textOf(bytes: Buffer, fileName: string): Promise<string> {
  const format = formats.find((candidate) => candidate.matches(bytes));
  if (!format) return decodeText(bytes);
  if (format.read) return format.read(bytes);
  throw new DubanError('DOCUMENT_UNREADABLE', {
    zh: `“${fileName}”是${format.name}文件，目前只能导入纯文本。请打开后另存为 .txt（UTF-8）再导入。`,
    en: `"${fileName}" is a ${format.name} file; only plain text can be imported. Open it, save it as .txt (UTF-8) and import that.`,
  });
}
