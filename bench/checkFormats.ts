import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDocument } from '../importer/readDocument.ts';
import type { MeasureDraft } from '../importer/types.ts';
import { docxOf, pdfOf } from '../test/support/documentFiles.ts';
import { word97Of } from '../test/support/word97File.ts';

/** A plan is written in each of these forms and read again. */
const FORMS: Record<string, (text: string) => Promise<Buffer> | Buffer> = {
  docx: docxOf,
  pdf: pdfOf,
  doc: word97Of,
};

/** What must be the same whatever the form; passages differ, for they are places in the text. */
const contentOf = ({ source: _, ...measure }: MeasureDraft): string => JSON.stringify(measure);

/**
 * `npm run check:formats -- DIR`: reads every plan of DIR/plans as it is and as Word and PDF, prints a line for each, and
 * fails where a form gives other measures or another head than the text.
 */
async function main(dir: string | undefined): Promise<number> {
  if (dir === undefined) {
    console.error('用法 / usage: npm run check:formats -- DIR   (DIR/plans)');
    return 2;
  }
  let differing = 0;
  for (const file of readdirSync(join(dir, 'plans')).sort()) {
    const plain = await readDocument(readFileSync(join(dir, 'plans', file)), file);
    const expected = plain.result.measures.map(contentOf);
    for (const [form, write] of Object.entries(FORMS)) {
      const { result } = await readDocument(await write(plain.text), `${file}.${form}`);
      const found = result.measures.map(contentOf);
      const different = Math.max(expected.length, found.length) - found.filter((m, i) => m === expected[i]).length;
      const sameHead = JSON.stringify(result.plan) === JSON.stringify(plain.result.plan);
      if (different > 0 || !sameHead) differing++;
      const words =
        different === 0 && sameHead ? 'same' : `${different} measures differ${sameHead ? '' : ', head differs'}`;
      console.log(`${file.padEnd(28)} ${form.padEnd(5)} ${expected.length} measures: ${words}`);
    }
  }
  console.log(differing === 0 ? 'every form gives the same' : `${differing} forms differ`);
  return differing === 0 ? 0 : 1;
}

process.exitCode = await main(process.argv[2]);
