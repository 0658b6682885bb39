import type { UserMessage } from '../../../domain/errors.ts';
import { type Picture, recognise } from '../ocr.ts';
import type { ReadOptions, ReadText } from '../readText.ts';
import { scanned, tooManyPages } from '../refusals.ts';
import type { PdfPage } from './geometry.ts';
import { textOfPages } from './layOutPages.ts';
import { openPdf, picturesOf } from './pages.ts';
import { refuseEndlessStreams } from './streamSizes.ts';

/** Fewer characters a page than this are a stamp or a page number on a scan. */
const FEWEST_A_PAGE = 12;
const MAX_SCANNED_PAGES = 200;

/**
 * Reads a PDF with a text layer: lines, paragraphs and framed tables rebuilt from their places, heads and feet dropped.
 * One without is a scan, whose pictures are recognised where that is switched on.
 */
export async function readPdf(bytes: Buffer, options: ReadOptions): Promise<ReadText> {
  refuseEndlessStreams(bytes, options.fileName);
  const pages: PdfPage[] = [];
  await openPdf(bytes, options, (page) => pages.push(page));
  const characters = pages.reduce((sum, page) => sum + page.pieces.reduce((n, p) => n + p.text.trim().length, 0), 0);
  if (characters >= FEWEST_A_PAGE * pages.length) return { ...textOfPages(pages), notes: notesOn(pages) };
  if (!options.ocr) throw scanned(options.fileName, false);
  if (pages.length > MAX_SCANNED_PAGES) throw tooManyPages(options.fileName, pages.length, MAX_SCANNED_PAGES);
  const pictures: AsyncIterable<Picture> = picturesOf(bytes, options.fileName);
  return recognise(pictures, pages.length, options);
}

/** Pages without any text among others are scans that were put in, or empty. */
function notesOn(pages: readonly PdfPage[]): UserMessage[] {
  const bare = pages.flatMap(({ pieces }, i) => (pieces.length === 0 ? [i + 1] : []));
  if (bare.length === 0) return [];
  return [
    {
      zh: `第${bare.join('、')}页没有文字，可能是扫描的图像，没有读取。`,
      en: `Page ${bare.join(', ')} holds no text; it may be a scan and was not read.`,
    },
  ];
}
