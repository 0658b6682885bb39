import { getDocumentProxy } from 'unpdf';
import type { ReadOptions } from '../readText.ts';
import { broken, encrypted, tooManyPages } from '../refusals.ts';
import { drawnRules } from './drawnRules.ts';
import { hasColumns, type PdfPage, type TextPiece } from './geometry.ts';

const MAX_PAGES = 1500;
/** Pictures are not looked at here, so none is unpacked. */
const NO_PICTURES = 1;

/** The library needs a function of Node 21 for the fonts of a page. */
interface Transferable {
  transferToFixedLength?: (this: ArrayBuffer, length?: number) => ArrayBuffer;
}
const buffers: Transferable = ArrayBuffer.prototype as Transferable;
buffers.transferToFixedLength ??= function (length) {
  return this.slice(0, length ?? this.byteLength);
};

/**
 * Hands on the pages one by one; only their text and lines are kept.
 *
 * @throws DubanError DOCUMENT_UNREADABLE damaged or with a password, DOCUMENT_TOO_LARGE too many pages
 */
export async function openPdf(bytes: Buffer, options: ReadOptions, take: (page: PdfPage) => void): Promise<void> {
  const { fileName } = options;
  const pdf = await openDocument(bytes, fileName);
  try {
    const pages = pdf.numPages;
    if (pages > MAX_PAGES) throw tooManyPages(fileName, pages, MAX_PAGES);
    for (let number = 1; number <= pages; number++) {
      options.progress({ stage: 'read', page: number, pages });
      take(await readPage(pdf, number, fileName));
    }
  } finally {
    await pdf.loadingTask.destroy();
  }
}

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;

async function openDocument(bytes: Buffer, fileName: string): Promise<Pdf> {
  try {
    return await getDocumentProxy(new Uint8Array(bytes), {
      verbosity: 0,
      maxImageSize: NO_PICTURES,
      stopAtErrors: false,
    });
  } catch (cause) {
    if (cause instanceof Error && cause.name === 'PasswordException') throw encrypted(fileName);
    throw broken(fileName, cause);
  }
}

async function readPage(pdf: Pdf, number: number, fileName: string): Promise<PdfPage> {
  try {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    const pieces: TextPiece[] = [];
    const turned: string[] = [];
    for (const item of items) {
      if (!('str' in item) || item.str.trim() === '') continue;
      const [a = 0, b = 0, c = 0, , x = 0, y = 0] = item.transform as number[];
      const size = Math.hypot(a, b) || item.height;
      if (Math.abs(b) > size * 0.1 || Math.abs(c) > size * 0.5) turned.push(item.str);
      else pieces.push({ text: item.str, x, y, width: item.width, size });
    }
    const rules = hasColumns(pieces) ? drawnRules(await page.getOperatorList()) : { horizontal: [], vertical: [] };
    const height = page.view[3] ?? 0;
    page.cleanup();
    return { pieces, rules, height, turned };
  } catch (cause) {
    throw broken(fileName, cause);
  }
}
