import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const FOLDER = new URL('./cmaps/', import.meta.url);
const NAME = /^[A-Za-z0-9-]{1,40}\.bcmap$/;

/**
 * Hands the library the character maps of Adobe-GB1 by which PDFs name characters of fonts that they do not carry
 * (GBK-EUC-H, UniGB-UCS2-H). The maps are Adobe's, packed by PDF.js; their licence stands beside them.
 */
export class ChineseMaps {
  /** @throws Error for what is not among the maps */
  async fetch({ filename }: { filename: string }): Promise<Uint8Array> {
    if (!NAME.test(filename)) throw new Error(`no character map ${filename}`);
    return new Uint8Array(await readFile(fileURLToPath(new URL(filename, FOLDER))));
  }
}
