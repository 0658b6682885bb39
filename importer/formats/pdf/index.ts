import { type Picture, recognise } from '../ocr.ts';
import type { ReadOptions, ReadText } from '../readText.ts';
import { scanned, tooManyPages } from '../refusals.ts';
import type { PdfPage } from './geometry.ts';
import { textOfPages } from './layOutPages.ts';
import { openPdf, picturesOf } from './pages.ts';

/** Fewer characters a page than this are a stamp or a page number on a scan. */
const FEWEST_A_PAGE = 12;
const MAX_SCANNED_PAGES = 200;

/**
 * Reads a PDF with a text layer: lines, paragraphs and framed tables rebuilt from their places, heads and feet dropped.
 * One without is a scan, whose pictures are recognised where that is switched on.
 */
export async function readPdf(bytes: Buffer, options: ReadOptions): Promise<ReadText> {
  const pages: PdfPage[] = [];
  await openPdf(bytes, options, (page) => pages.push(page));
  const characters = pages.reduce((sum, page) => sum + page.pieces.reduce((n, p) => n + p.text.trim().length, 0), 0);
  if (characters >= FEWEST_A_PAGE * pages.length) return textOfPages(pages);
  if (!options.ocr) throw scanned(options.fileName, false);
  if (pages.length > MAX_SCANNED_PAGES) throw tooManyPages(options.fileName, pages.length, MAX_SCANNED_PAGES);
  const pictures: AsyncIterable<Picture> = picturesOf(bytes, options.fileName);
  return recognise(pictures, pages.length, options);
}
