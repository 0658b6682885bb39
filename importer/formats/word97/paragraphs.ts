import { type ListPlace, listPlaceOf, styleLists } from './properties.ts';

/** A paragraph as stored, fields and marks included, and the list that it stands in. */
export interface StoredParagraph {
  text: string;
  place: ListPlace;
}

const PAGE_BYTES = 512;
const PIECE_BYTES = 8;
const COMPRESSED = 0x40000000;
/** Signs that end a paragraph: its mark, a cell's, a page's. */
const ENDS = new Set(['\r', '\u0007', '\f']);

/** The document's stream ([MS-DOC] 2.1) and the parts of its table stream that are read here. */
export interface Stored {
  document: Buffer;
  /** Clx */
  pieces: Buffer;
  /** PlcBtePapx */
  pages: Buffer;
  /** STSH */
  styles: Buffer;
}

/** All paragraphs of the text, in its order. */
export function paragraphsOf({ document, pieces, pages, styles }: Stored): StoredParagraph[] {
  const ofStyle = styleLists(styles);
  const runs = paragraphRuns(document, pages);
  const found: StoredParagraph[] = [];
  let text = '';
  for (const piece of piecesOf(pieces)) {
    const bytes = piece.compressed ? 1 : 2;
    const words = document.toString(
      piece.compressed ? 'latin1' : 'utf16le',
      piece.at,
      piece.at + piece.letters * bytes,
    );
    for (let i = 0; i < words.length; i++) {
      const letter = words[i] ?? '';
      if (!ENDS.has(letter)) {
        text += letter;
        continue;
      }
      const run = runAt(runs, piece.at + i * bytes);
      found.push({ text, place: run ? { ...ofStyle(run.style), ...run.place } : {} });
      text = '';
    }
  }
  return found;
}

/** The pieces of the text in its order ([MS-DOC] 2.8.35 PlcPcd, behind the Prcs of a Clx). */
function piecesOf(clx: Buffer): { at: number; letters: number; compressed: boolean }[] {
  let at = 0;
  while (clx.readUInt8(at) === 1) at += 3 + clx.readUInt16LE(at + 1);
  const table = clx.subarray(at + 5, at + 5 + clx.readUInt32LE(at + 1));
  const count = Math.floor((table.length - 4) / (4 + PIECE_BYTES));
  return Array.from({ length: Math.max(0, count) }, (_, i) => {
    const place = table.readUInt32LE((count + 1) * 4 + i * PIECE_BYTES + 2);
    const compressed = (place & COMPRESSED) !== 0;
    return {
      at: compressed ? (place & (COMPRESSED - 1)) / 2 : place,
      letters: table.readUInt32LE(i * 4 + 4) - table.readUInt32LE(i * 4),
      compressed,
    };
  });
}

/** Bytes of the document that share paragraph properties. */
interface Run {
  from: number;
  to: number;
  style: number;
  place: ListPlace;
}

/** The properties of all paragraphs ([MS-DOC] 2.8.5 PlcBtePapx, 2.9.175 PapxFkp), by where they stand. */
function paragraphRuns(document: Buffer, pages: Buffer): Run[] {
  const count = Math.max(0, Math.floor((pages.length - 4) / 8));
  const runs: Run[] = [];
  for (let i = 0; i < count; i++) {
    const start = (pages.readUInt32LE((count + 1) * 4 + i * 4) & 0x3fffff) * PAGE_BYTES;
    runs.push(...runsOf(document.subarray(start, start + PAGE_BYTES)));
  }
  return runs.sort((a, b) => a.from - b.from);
}

function runsOf(page: Buffer): Run[] {
  const count = page.readUInt8(PAGE_BYTES - 1);
  return Array.from({ length: count }, (_, i): Run => {
    const at = page.readUInt8((count + 1) * 4 + i * 13) * 2;
    const bounds = { from: page.readUInt32LE(i * 4), to: page.readUInt32LE(i * 4 + 4) };
    if (at === 0) return { ...bounds, style: 0, place: {} };
    const half = page.readUInt8(at);
    const [begin, size] = half === 0 ? [at + 2, page.readUInt8(at + 1) * 2] : [at + 1, half * 2 - 1];
    const place = listPlaceOf(page.subarray(begin + 2, begin + size));
    return { ...bounds, style: page.readUInt16LE(begin), place };
  });
}

function runAt(runs: readonly Run[], place: number): Run | undefined {
  let [low, high] = [0, runs.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const run = runs[middle];
    if (!run || place < run.from) high = middle - 1;
    else if (place >= run.to) low = middle + 1;
    else return run;
  }
  return undefined;
}
