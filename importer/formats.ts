import { DubanError } from '../domain/errors.ts';

interface Format {
  name: string;
  matches: (bytes: Buffer) => boolean;
}

const startsWith =
  (...signature: number[]) =>
  (bytes: Buffer): boolean =>
    signature.every((byte, i) => bytes[i] === byte);

/** File kinds told by their first bytes. */
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

/** Throws DOCUMENT_UNREADABLE for kinds of file that the importer does not read. */
export function refuseOtherFormats(bytes: Buffer, fileName: string): void {
  const format = formats.find((candidate) => candidate.matches(bytes));
  if (!format) return;
  throw new DubanError('DOCUMENT_UNREADABLE', {
    zh: `“${fileName}”是${format.name}文件，目前只能导入纯文本。请打开后另存为 .txt（UTF-8）再导入。`,
    en: `"${fileName}" is a ${format.name} file; only plain text can be imported. Open it, save it as .txt (UTF-8) and import that.`,
  });
}
