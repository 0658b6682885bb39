import { layOut } from '../blocks.ts';
import { plainText, type ReadOptions, type ReadText } from '../readText.ts';
import { scanned } from '../refusals.ts';
import { linesOf, type PdfPage } from './geometry.ts';
import { framedTables, type PlacedTable } from './grid.ts';
import { findRunning } from './pageFrame.ts';
import { openPdf } from './pages.ts';
import { goesOn, marginsOf, type Placed } from './paragraphs.ts';
import { joinTables } from './tablePages.ts';

/** Fewer characters a page than this are a stamp or a page number on a scan. */
const FEWEST_A_PAGE = 12;

/** Reads a PDF with a text layer: lines, paragraphs and framed tables rebuilt from their places, heads and feet dropped. */
export async function readPdf(bytes: Buffer, options: ReadOptions): Promise<ReadText> {
  const pages: PdfPage[] = [];
  await openPdf(bytes, options, (page) => pages.push(page));
  const characters = pages.reduce((sum, page) => sum + page.pieces.reduce((n, p) => n + p.text.trim().length, 0), 0);
  if (characters < FEWEST_A_PAGE * pages.length) throw scanned(options.fileName);
  return textOfPages(pages);
}

/** The text of pages that are read already. */
export function textOfPages(pages: readonly PdfPage[]): ReadText {
  const placed = pages.map(({ pieces, rules, height }) => {
    const tables = framedTables(pieces, rules);
    const free = pieces.filter((piece) => !tables.some((table) => table.inside.has(piece)));
    return { tables, lines: linesOf(free), height };
  });
  const running = findRunning(placed);
  const margins: string[] = pages.flatMap((page) => page.turned);
  const body: Placed<PlacedTable>[] = placed.flatMap(({ tables, lines, height }, page) => {
    const kept = lines.filter((line) => {
      if (!running.isRunning(line, height)) return true;
      margins.push(line.text);
      return false;
    });
    const items: { y: number; item: Placed<PlacedTable> }[] = [
      ...kept.map((line) => ({ y: line.y, item: { line, page } })),
      ...tables.map((table) => ({ y: table.top, item: { table } })),
    ];
    return items.sort((a, b) => b.y - a.y).map(({ item }) => item);
  });
  return plainText(layOut(joinTables(blocksOf(body))), { margins });
}

function blocksOf(body: readonly Placed<PlacedTable>[]): (string | PlacedTable)[] {
  const blocks: (string | PlacedTable)[] = [];
  const margins = marginsOf(body.flatMap((item) => ('line' in item ? [item] : [])));
  let before: Placed<PlacedTable> | undefined;
  for (const item of body) {
    if ('table' in item) blocks.push(item.table);
    else {
      const last = blocks.at(-1);
      if (typeof last === 'string' && before && 'line' in before && goesOn(before, item, margins))
        blocks[blocks.length - 1] = join(last, item.line.text);
      else blocks.push(item.line.text);
    }
    before = item;
  }
  return blocks;
}

/** Words of Latin letters keep a space where the line broke. */
const join = (a: string, b: string): string => (/[A-Za-z0-9,.]$/.test(a) && /^[A-Za-z]/.test(b) ? `${a} ${b}` : a + b);
