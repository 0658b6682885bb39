import { layOut } from '../blocks.ts';
import { plainText, type ReadText } from '../readText.ts';
import { linesOf, type PdfPage } from './geometry.ts';
import { framedTables, type PlacedTable } from './grid.ts';
import { findRunning } from './pageFrame.ts';
import { goesOn, marginsOf, type Placed } from './paragraphs.ts';
import { joinTables } from './tablePages.ts';

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
