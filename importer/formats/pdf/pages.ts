import { extractImages, getDocumentProxy } from 'unpdf';
import type { Picture } from '../ocr.ts';
import type { ReadOptions } from '../readText.ts';
import { broken, encrypted, tooManyPages } from '../refusals.ts';
import { ChineseMaps } from './chineseMaps.ts';
import { drawnRules, times } from './drawnRules.ts';
import { hasColumns, type PdfPage, type TextPiece } from './geometry.ts';

const MAX_PAGES = 1500;
/** Pictures are not looked at here, so none is unpacked. */
const NO_PICTURES = 1;
/** Points of the largest picture that is unpacked for recognising. */
const MAX_POINTS = 60_000_000;

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
  const pdf = await openDocument(bytes, fileName, NO_PICTURES);
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

/** The pictures of a scan, page after page; of each page the largest, for the rest are stamps. */
export async function* picturesOf(bytes: Buffer, fileName: string): AsyncGenerator<Picture> {
  const pdf = await openDocument(bytes, fileName, MAX_POINTS);
  try {
    for (let number = 1; number <= pdf.numPages; number++) {
      const images = await extractImages(pdf, number).catch((cause: unknown) => {
        throw broken(fileName, cause);
      });
      const largest = images.sort((a, b) => b.width * b.height - a.width * a.height)[0];
      if (largest) yield asPicture(largest);
      (await pdf.getPage(number)).cleanup();
    }
  } finally {
    await pdf.loadingTask.destroy();
  }
}

/** The points as a portable any-map (netpbm): grey P5 or coloured P6, transparency left out. */
function asPicture(image: Awaited<ReturnType<typeof extractImages>>[number]): Picture {
  const { data, width, height, channels } = image;
  const kept = channels === 1 ? 1 : 3;
  const points = Buffer.alloc(width * height * kept);
  for (let i = 0; i < width * height; i++)
    for (let k = 0; k < kept; k++) points[i * kept + k] = data[i * channels + k] ?? 0;
  const head = Buffer.from(`P${kept === 1 ? 5 : 6}\n${width} ${height}\n255\n`, 'latin1');
  return { bytes: Buffer.concat([head, points]), width, height };
}

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;

async function openDocument(bytes: Buffer, fileName: string, maxImageSize: number): Promise<Pdf> {
  try {
    return await getDocumentProxy(new Uint8Array(bytes), {
      verbosity: 0,
      maxImageSize,
      BinaryDataFactory: ChineseMaps,
      useWorkerFetch: false,
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
    const { transform, height } = page.getViewport({ scale: 1 });
    // The library's view of the page has its origin at the top.
    const upright = times([1, 0, 0, -1, 0, height], transform);
    const pieces: TextPiece[] = [];
    const turned: string[] = [];
    for (const item of items) {
      // A space of height 0 is none that was printed, but the library's sign of a gap.
      if (!('str' in item) || item.str === '' || (item.str.trim() === '' && item.height === 0)) continue;
      const [a, b, c, , x, y] = times(upright, item.transform);
      const size = Math.hypot(a, b) || item.height;
      if (a < 0 || Math.abs(b) > size * 0.1 || Math.abs(c) > size * 0.5) turned.push(item.str);
      else pieces.push({ text: item.str, x, y, width: item.width, size });
    }
    const rules = hasColumns(pieces)
      ? drawnRules(await page.getOperatorList(), upright)
      : { horizontal: [], vertical: [] };
    page.cleanup();
    return { pieces, rules, height, turned };
  } catch (cause) {
    throw broken(fileName, cause);
  }
}
