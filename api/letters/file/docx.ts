import {
  AlignmentType,
  BorderStyle,
  convertMillimetersToTwip,
  Document,
  Footer,
  Header,
  type IParagraphOptions,
  type IRunOptions,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  TextRun,
} from 'docx';
import { type LetterSheet, MARGINS, RED, SIZES } from './sheet.ts';

const TWIPS_PER_POINT = 20;
const twips = (points: number): number => points * TWIPS_PER_POINT;
const halfPoints = (points: number): number => points * 2;
/** The faces that GB/T 9704-2012 names; Word and WPS put the nearest one in the place of one that is not installed. */
const face = (eastAsia: string) => ({ ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia });
const FANGSONG = face('仿宋_GB2312');
const XIAOBIAOSONG = face('方正小标宋简体');

/** A letter as Word document. */
export function letterDocx(sheet: LetterSheet): Promise<Buffer> {
  const { top, left, right, bottom } = MARGINS;
  const margin = {
    top: convertMillimetersToTwip(top),
    left: convertMillimetersToTwip(left),
    right: convertMillimetersToTwip(right),
    bottom: convertMillimetersToTwip(bottom),
  };
  const document = new Document({
    title: `${sheet.number} ${sheet.title}`,
    creator: sheet.issuer,
    lastModifiedBy: sheet.issuer,
    styles: { default: { document: { run: { font: FANGSONG, size: halfPoints(SIZES.text) } } } },
    sections: [
      {
        properties: {
          page: {
            size: { width: convertMillimetersToTwip(210), height: convertMillimetersToTwip(297) },
            margin,
          },
        },
        headers: { default: new Header({ children: [centred(sheet.marks.join('  '), { color: RED, bold: true })] }) },
        footers: { default: new Footer({ children: footOf(sheet) }) },
        children: [...headOf(sheet), ...bodyOf(sheet)],
      },
    ],
  });
  return Packer.toBuffer(document);
}

function footOf(sheet: LetterSheet): Paragraph[] {
  const size = halfPoints(SIZES.small);
  const page = new TextRun({ size, children: ['— ', PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES, ' —'] });
  return [
    new Paragraph({ alignment: AlignmentType.CENTER, children: [page] }),
    ...(sheet.proof === null ? [] : [centred(sheet.proof, { size })]),
  ];
}

function headOf(sheet: LetterSheet): Paragraph[] {
  return [
    centred(sheet.head, { font: XIAOBIAOSONG, size: halfPoints(sheet.headSize), color: RED }),
    centred(
      sheet.number,
      {},
      {
        spacing: { before: twips(SIZES.line / 2), after: 0 },
        border: { bottom: { style: BorderStyle.SINGLE, size: 16, color: RED, space: 4 } },
      },
    ),
    centred(
      sheet.title,
      { font: XIAOBIAOSONG, size: halfPoints(SIZES.title) },
      { spacing: { before: twips(SIZES.line), after: twips(SIZES.line) } },
    ),
  ];
}

function bodyOf(sheet: LetterSheet): Paragraph[] {
  const spacing = { line: twips(SIZES.line), lineRule: LineRuleType.EXACT };
  const plain = (text: string, options: IParagraphOptions = {}) => new Paragraph({ text, spacing, ...options });
  const signature = [sheet.issuer, ...(sheet.date === null ? [] : [sheet.date])];
  return [
    ...(sheet.receiver === null ? [] : [plain(sheet.receiver)]),
    ...sheet.paragraphs.map((text) => plain(text, { indent: { firstLine: twips(SIZES.text * 2) } })),
    ...signature.map((text, i) =>
      plain(text, {
        alignment: AlignmentType.RIGHT,
        indent: { right: twips(SIZES.text * 2) },
        spacing: { ...spacing, before: i === 0 ? twips(SIZES.line) : 0 },
        keepNext: i < signature.length - 1,
        keepLines: true,
      }),
    ),
  ];
}

function centred(text: string, run: IRunOptions, paragraph: IParagraphOptions = {}): Paragraph {
  return new Paragraph({ alignment: AlignmentType.CENTER, ...paragraph, children: [new TextRun({ ...run, text })] });
}
