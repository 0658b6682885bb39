import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { renderPdf } from './renderPdf.ts';
import { type LetterSheet, MARGINS, RED, SIZES } from './sheet.ts';

/** The font's own distance of lines, in parts of its size (ascender 1.151, descender 0.286). */
const FONT_LINE = 1.437;
const LINE_HEIGHT = SIZES.line / (SIZES.text * FONT_LINE);
const POINTS_PER_MM = 72 / 25.4;
const points = (mm: number): number => mm * POINTS_PER_MM;

/** A letter as PDF. */
export function letterPdf(sheet: LetterSheet): Promise<Buffer> {
  return renderPdf(documentOf(sheet));
}

function documentOf(sheet: LetterSheet): TDocumentDefinitions {
  const width = points(210 - MARGINS.left - MARGINS.right);
  const margins = [MARGINS.left, MARGINS.top, MARGINS.right, MARGINS.bottom].map(points);
  const [left = 0, top = 0, right = 0, bottom = 0] = margins;
  return {
    info: { title: `${sheet.number} ${sheet.title}`, author: sheet.issuer },
    pageSize: 'A4',
    pageMargins: [left, top, right, bottom],
    defaultStyle: { font: 'Song', fontSize: SIZES.text, lineHeight: LINE_HEIGHT },
    header: { text: sheet.marks.join('  '), color: `#${RED}`, bold: true, alignment: 'center', margin: [0, 36, 0, 0] },
    footer: (page: number, pages: number) => ({
      margin: [left, 28, right, 0],
      fontSize: SIZES.small,
      stack: [
        { text: `— ${page} / ${pages} —`, alignment: 'center' },
        ...(sheet.proof === null ? [] : [{ text: sheet.proof, alignment: 'center' as const }]),
      ],
    }),
    ...(sheet.watermark === null ? {} : { watermark: { text: sheet.watermark, color: `#${RED}`, opacity: 0.15 } }),
    content: [...headOf(sheet, width), ...bodyOf(sheet)],
  };
}

function headOf(sheet: LetterSheet, width: number): Content[] {
  return [
    { text: sheet.head, fontSize: sheet.headSize, bold: true, color: `#${RED}`, alignment: 'center', lineHeight: 1 },
    { text: sheet.number, alignment: 'center', margin: [0, SIZES.line / 2, 0, 4] },
    { canvas: [{ type: 'line', x1: 0, y1: 0, x2: width, y2: 0, lineWidth: 2, lineColor: `#${RED}` }] },
    {
      ...{ text: sheet.title, fontSize: SIZES.title, bold: true, alignment: 'center', lineHeight: 1.1 },
      margin: [0, SIZES.line, 0, SIZES.line],
    },
  ];
}

function bodyOf(sheet: LetterSheet): Content[] {
  return [
    ...(sheet.receiver === null ? [] : [{ text: sheet.receiver }]),
    ...sheet.paragraphs.map((text) => ({ text, leadingIndent: SIZES.text * 2 })),
    {
      unbreakable: true,
      margin: [0, SIZES.line, SIZES.text * 2, 0],
      stack: [sheet.issuer, ...(sheet.date === null ? [] : [sheet.date])].map((text) => ({ text, alignment: 'right' })),
    },
  ];
}
