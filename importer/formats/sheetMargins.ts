import { readXml } from './xml.ts';
import type { Zip } from './zip.ts';

const SHEET = /^xl\/worksheets\/[^/]+\.xml$/;
const DRAWING = /^xl\/drawings\/[^/]+\.xml$/;
/** Heads and feet stand after all rows (ECMA-376 part 1, 18.3.1.46). */
const TAIL_BYTES = 32 * 1024;
const HEAD_OR_FOOT = /<(?:odd|even|first)(?:Header|Footer)[^>]*>([^<]*)</g;
/** &L &C &R part a head, &"font" and &14 form it. */
const CODES = /&amp;(?:"[^"]*"|&quot;[^&]*&quot;|\d+|K[0-9A-F]{6}|[A-Z])/g;

/** What a workbook (.xlsx) prints outside its cells: page heads, feet and text boxes. */
export function sheetMargins(zip: Zip, fileName: string): string[] {
  const margins: string[] = [];
  for (const name of zip.names) {
    if (SHEET.test(name)) {
      const part = zip.read(name) ?? Buffer.alloc(0);
      for (const found of part.toString('utf8', Math.max(0, part.length - TAIL_BYTES)).matchAll(HEAD_OR_FOOT))
        margins.push(...(found[1] ?? '').replace(CODES, '\n').split('\n'));
    } else if (DRAWING.test(name)) {
      let text = '';
      readXml(zip.read(name) ?? Buffer.alloc(0), fileName, {
        open: (part) => {
          if (part === 'p') text += '\n';
        },
        text: (words) => {
          text += words;
        },
      });
      margins.push(...text.split('\n'));
    }
  }
  return margins.filter((line) => line.trim() !== '');
}
