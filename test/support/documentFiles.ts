import { createRequire } from 'node:module';
import {
  AlignmentType,
  Document,
  Header,
  HeadingLevel,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
} from 'docx';
import ExcelJS from 'exceljs';
import JSZip from 'jszip';
import pdfmake from 'pdfmake';
import type { MeasureDraft } from '../../importer/types.ts';

/** Paragraphs and tables (tabbed lines) of a plain text, as somebody who types it anew would make them. */
type Part = { paragraph: string } | { rows: string[][] };

export function partsOf(text: string): Part[] {
  const parts: Part[] = [];
  for (const line of text.split('\n')) {
    const last = parts.at(-1);
    if (line.trim() === '') continue;
    if (!line.includes('\t')) parts.push({ paragraph: line.trim() });
    else if (last && 'rows' in last) last.rows.push(line.split('\t'));
    else parts.push({ rows: [line.split('\t')] });
  }
  return parts;
}

/** A zip archive of the given parts. */
export async function zipOf(parts: Record<string, string | Buffer>): Promise<Buffer> {
  const zip = new JSZip();
  for (const [name, content] of Object.entries(parts)) zip.file(name, content);
  return zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' });
}

/** A Word document of the given body XML (prefix w), for what the writing library does not make. */
export const rawDocxOf = (body: string, rest: Record<string, string | Buffer> = {}): Promise<Buffer> =>
  zipOf({
    'word/document.xml': `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
    ...rest,
  });

/** The text as a Word document; `head` stands in the head of every page. */
export async function docxOf(text: string, options: { head?: string } = {}): Promise<Buffer> {
  const children = partsOf(text).map((part) =>
    'paragraph' in part ? new Paragraph({ children: [new TextRun(part.paragraph)] }) : tableOf(part.rows),
  );
  const headers =
    options.head === undefined ? {} : { default: new Header({ children: [new Paragraph(options.head)] }) };
  return Packer.toBuffer(new Document({ sections: [{ headers, children }] }));
}

function tableOf(rows: string[][]): Table {
  const width = Math.max(...rows.map((row) => row.length));
  return new Table({
    rows: rows.map(
      (row) =>
        new TableRow({
          children: Array.from({ length: width }, (_, i) => new TableCell({ children: [new Paragraph(row[i] ?? '')] })),
        }),
    ),
  });
}

/** A document whose headings are numbered by Word itself: 一、 （一） 1. */
export async function numberedDocxOf(paragraphs: { text: string; level?: 0 | 1 | 2 }[]): Promise<Buffer> {
  const level = (index: number, format: 'chineseCounting' | 'decimal', text: string) => ({
    level: index,
    format,
    text,
    alignment: AlignmentType.START,
  });
  return Packer.toBuffer(
    new Document({
      numbering: {
        config: [
          {
            reference: 'headings',
            levels: [
              level(0, 'chineseCounting', '%1、'),
              level(1, 'chineseCounting', '（%2）'),
              level(2, 'decimal', '%3.'),
            ],
          },
        ],
      },
      sections: [
        {
          children: paragraphs.map(({ text, level: depth }) =>
            depth === undefined
              ? new Paragraph(text)
              : new Paragraph({
                  text,
                  heading: [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3][depth],
                  numbering: { reference: 'headings', level: depth },
                }),
          ),
        },
      ],
    }),
  );
}

export const TASK_COLUMNS = [
  '序号',
  '工作任务',
  '责任领导',
  '牵头单位',
  '责任单位',
  '配合单位',
  '责任人',
  '完成时限',
] as const;

/** The measures as a list of tasks, as an office keeps it: a title, a header row, a row for each. */
export async function xlsxOf(title: string, measures: readonly MeasureDraft[]): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('任务清单');
  sheet.addRow([title]);
  sheet.mergeCells(1, 1, 1, TASK_COLUMNS.length);
  sheet.addRow([...TASK_COLUMNS]);
  for (const [i, m] of measures.entries()) {
    const units = [m.leaders, m.leadUnits, m.responsibleUnits, m.supportingUnits, m.responsiblePersons].map((names) =>
      names.join('、'),
    );
    sheet.addRow([i + 1, m.title, ...units, m.deadline.text]);
  }
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

const FONT = createRequire(import.meta.url).resolve(
  '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
);

/** The text as a PDF with page numbers, first lines indented, and tables framed; `head` stands on every page. */
export async function pdfOf(text: string, options: { head?: string; password?: string } = {}): Promise<Buffer> {
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => path === FONT);
  pdfmake.setFonts({ Noto: { normal: FONT, bold: FONT, italics: FONT, bolditalics: FONT } });
  return pdfmake
    .createPdf({
      defaultStyle: { font: 'Noto', fontSize: 12 },
      pageMargins: [70, 80, 70, 80],
      ...(options.password === undefined ? {} : { userPassword: options.password }),
      header: { text: options.head ?? '', alignment: 'center', margin: [0, 30, 0, 0] },
      footer: (page: number, pages: number) => ({ text: `第${page}页 共${pages}页`, alignment: 'center' }),
      content: partsOf(text).map((part) =>
        'paragraph' in part
          ? { text: part.paragraph, leadingIndent: 24, lineHeight: 1.4 }
          : { table: { headerRows: 1, body: squared(part.rows) } },
      ),
    })
    .getBuffer();
}

function squared(rows: string[][]): string[][] {
  const width = Math.max(...rows.map((row) => row.length));
  return rows.map((row) => Array.from({ length: width }, (_, i) => row[i] ?? ''));
}

/** The pictures as a PDF, a page for each, as a scanner makes it. */
export function scanOf(...pictures: Buffer[]): Promise<Buffer> {
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => path === FONT);
  pdfmake.setFonts({ Noto: { normal: FONT, bold: FONT, italics: FONT, bolditalics: FONT } });
  const content = pictures.map((bytes) => ({ image: `data:image/png;base64,${bytes.toString('base64')}`, width: 500 }));
  return pdfmake.createPdf({ defaultStyle: { font: 'Noto' }, content }).getBuffer();
}
