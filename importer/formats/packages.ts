import type { UserMessage } from '../../domain/errors.ts';
import { readDocx } from './docx/index.ts';
import type { ReadOptions, ReadText } from './readText.ts';
import { encrypted, notRead, saveAsWord } from './refusals.ts';
import { sheetMargins } from './sheetMargins.ts';
import { readSpreadsheet } from './spreadsheet.ts';
import { readWord97 } from './word97/index.ts';
import { CFB } from './xlsxLibrary.ts';
import { checkEveryPart, openZip, type Zip } from './zip.ts';

/** Kinds of zip archives by a part that only they have; those with `how` are known and not read. */
const zipKinds: { has: (zip: Zip) => boolean; kind: UserMessage; how: UserMessage }[] = [
  {
    has: (zip) => zip.names.includes('OFD.xml'),
    kind: { zh: 'OFD 版式文件', en: 'an OFD file' },
    how: {
      zh: '请用 WPS 或 OFD 阅读器打开，另存（导出）为 Word 或 PDF 后再导入。',
      en: 'Open it in WPS or an OFD reader, export it as Word or PDF and import that.',
    },
  },
  {
    has: (zip) => zip.names.some((name) => name.startsWith('ppt/')),
    kind: { zh: '演示文稿', en: 'a presentation' },
    how: {
      zh: '请把方案正文复制到 Word 文件或直接粘贴后再导入。',
      en: 'Copy the text of the plan into a Word file, or paste it.',
    },
  },
  {
    has: (zip) => zip.names.includes('mimetype') && zip.names.includes('content.xml'),
    kind: { zh: 'OpenDocument 文件', en: 'an OpenDocument file' },
    how: saveAsWord,
  },
  {
    has: () => true,
    kind: { zh: '压缩包', en: 'an archive' },
    how: {
      zh: '请先解压，再逐个导入其中的方案文件。',
      en: 'Unpack it and import the plans inside one by one.',
    },
  },
];

/** Reads what is inside a zip archive: Word and Excel since 2007. Everything else is refused by its name. */
export async function readZipPackage(bytes: Buffer, options: ReadOptions): Promise<ReadText> {
  const zip = openZip(bytes, options.fileName);
  if (zip.names.some((name) => name.startsWith('word/'))) return readDocx(zip, options);
  if (zip.names.some((name) => name.startsWith('xl/'))) {
    checkEveryPart(zip);
    const macros = zip.names.some((name) => name.endsWith('vbaProject.bin'));
    return { ...readSpreadsheet(bytes, options, macros), margins: sheetMargins(zip, options.fileName) };
  }
  const known = zipKinds.find((candidate) => candidate.has(zip));
  throw notRead(options.fileName, known?.kind ?? saveAsWord, known?.how ?? saveAsWord);
}

/** Reads what is inside an OLE container: Word and Excel 97–2003, and what WPS saves in their form. */
export async function readOlePackage(bytes: Buffer, options: ReadOptions): Promise<ReadText> {
  const streams = streamsOf(bytes);
  if (streams.has('encryptedpackage')) throw encrypted(options.fileName);
  const macros = streams.has('macros') || streams.has('_vba_project_cur');
  if (streams.has('worddocument')) return readWord97(bytes, options, macros);
  if (streams.has('workbook') || streams.has('book')) return readSpreadsheet(bytes, options, macros);
  throw notRead(
    options.fileName,
    {
      zh: '旧式办公文件（如 .wps、.ppt）或已损坏的文件',
      en: 'an old office file (such as .wps or .ppt) or a damaged one',
    },
    saveAsWord,
  );
}

/** Names of what stands at the top of the container, lower case; empty where it is too damaged to tell. */
function streamsOf(bytes: Buffer): Set<string> {
  try {
    const { FullPaths } = CFB.read(bytes, { type: 'buffer' });
    return new Set(
      FullPaths.map((path: string) => path.replace(/\/$/, '').split('/')).flatMap((parts: string[]) =>
        parts.length === 2 && parts[1] ? [parts[1].toLowerCase()] : [],
      ),
    );
  } catch {
    return new Set();
  }
}
