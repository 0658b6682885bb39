import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createWorker, OEM, type Worker } from 'tesseract.js';
import type { PdfPage, TextPiece } from './pdf/geometry.ts';
import { textOfPages } from './pdf/layOutPages.ts';
import type { ReadOptions, ReadText } from './readText.ts';
import { broken, scanned, tooBigInside } from './refusals.ts';

/** A page at 600 dpi is some 35 million points; what is larger is made to exhaust memory. */
const MAX_POINTS = 60_000_000;

/** A picture in a form that the recogniser reads (PNG, JPEG, PNM). */
export interface Picture {
  bytes: Buffer;
  width: number;
  height: number;
}

/** Reads a picture of a page (.png, .jpg). Without the switch it is refused with how to go on. */
export async function readPicture(bytes: Buffer, options: ReadOptions): Promise<ReadText> {
  const size = pngSize(bytes) ?? jpegSize(bytes);
  if (!options.ocr || !size) throw scanned(options.fileName, options.ocr);
  return recognise([{ bytes, ...size }], 1, options);
}

/**
 * Recognises the text of pictures, each of them one page, wholly on this machine.
 *
 * @throws DubanError DOCUMENT_UNREADABLE without any text, DOCUMENT_TOO_LARGE a picture beyond any page
 */
export async function recognise(
  pictures: AsyncIterable<Picture> | Iterable<Picture>,
  pages: number,
  { fileName, progress }: ReadOptions,
): Promise<ReadText> {
  const worker = await startWorker();
  const read: PdfPage[] = [];
  try {
    for await (const picture of pictures) {
      progress({ stage: 'recognise', page: Math.min(read.length + 1, pages), pages });
      if (picture.width * picture.height > MAX_POINTS) throw tooBigInside(fileName);
      read.push(await readPage(worker, picture, fileName));
    }
  } finally {
    await worker.terminate();
  }
  if (read.every((page) => page.pieces.length === 0)) throw scanned(fileName, true);
  return { ...textOfPages(read), notes: [READ_BY_MACHINE] };
}

const READ_BY_MACHINE = {
  zh: '文字由机器从图像中识别，可能有错字。请对照原件逐项核对。',
  en: 'The text was recognised from pictures by a machine and may hold wrong characters. Check each measure against the original.',
};

/** The recogniser with the Chinese data that is installed with it; nothing is fetched and nothing kept. */
function startWorker(): Promise<Worker> {
  const data = createRequire(import.meta.url).resolve('@tesseract.js-data/chi_sim/package.json');
  return createWorker('chi_sim', OEM.LSTM_ONLY, {
    langPath: join(dirname(data), '4.0.0_best_int'),
    cacheMethod: 'none',
    gzip: true,
    errorHandler: () => undefined,
  });
}

async function readPage(worker: Worker, picture: Picture, fileName: string): Promise<PdfPage> {
  const { data } = await worker.recognize(picture.bytes, {}, { blocks: true, text: false }).catch((cause: unknown) => {
    throw broken(fileName, cause);
  });
  const lines = (data.blocks ?? []).flatMap((block) => block.paragraphs.flatMap((paragraph) => paragraph.lines));
  const pieces = lines.map(({ text, bbox }): TextPiece => {
    const size = bbox.y1 - bbox.y0;
    return { text: withoutGaps(text), x: bbox.x0, y: picture.height - bbox.y1, width: bbox.x1 - bbox.x0, size };
  });
  return {
    pieces: pieces.filter((piece) => piece.text !== ''),
    rules: { horizontal: [], vertical: [] },
    height: picture.height,
    turned: [],
  };
}

/** The recogniser parts Chinese words by spaces. */
const withoutGaps = (text: string): string => text.replace(/(?<![\x21-\x7e])\s+|\s+(?![\x21-\x7e])/g, '').trim();

function pngSize(bytes: Buffer): { width: number; height: number } | null {
  if (bytes.length < 24 || bytes.toString('latin1', 1, 4) !== 'PNG') return null;
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

/** The size stands in the frame header (SOF0–SOF15 but for DHT, JPG and DAC; ITU T.81, B.2.2). */
function jpegSize(bytes: Buffer): { width: number; height: number } | null {
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff; at += 2 + bytes.readUInt16BE(at + 2)) {
    const marker = bytes[at + 1] ?? 0;
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
  }
  return null;
}
