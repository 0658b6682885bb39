import { inflateSync } from 'node:zlib';
import { codeOf } from '../outOfFile.ts';
import { tooBigInside } from '../refusals.ts';

/** What a page draws and a font holds are below; a single picture may be larger, and is not read. */
const MAX_STREAM_BYTES = 32 * 1024 * 1024;
const MAX_TOTAL_BYTES = 200 * 1024 * 1024;
/** A stream's dictionary is looked for in so many bytes before it. */
const DICTIONARY_BYTES = 1000;
const KEYWORD = 'stream';

/**
 * Refuses a PDF whose packed streams unpack to more than any plan's: its reader would work through them to the end.
 *
 * @throws DubanError DOCUMENT_TOO_LARGE
 */
export function refuseEndlessStreams(bytes: Buffer, fileName: string): void {
  let total = 0;
  for (let at = bytes.indexOf(KEYWORD); at >= 0; at = bytes.indexOf(KEYWORD, at + KEYWORD.length)) {
    const before = bytes.toString('latin1', Math.max(0, at - DICTIONARY_BYTES), at).trimEnd();
    const dictionary = before.slice(before.lastIndexOf('obj') + 1);
    if (!before.endsWith('>>') || !dictionary.includes('/FlateDecode') || /\/Subtype\s*\/Image/.test(dictionary))
      continue;
    const lineEnd = bytes.indexOf('\n', at) + 1;
    total += unpackedBytes(bytes.subarray(lineEnd));
    if (total > MAX_TOTAL_BYTES) throw tooBigInside(fileName);
  }
}

/** Infinity beyond the limit of one stream; 0 for what cannot be unpacked, which is left to the reader of the file. */
function unpackedBytes(packed: Buffer): number {
  try {
    return inflateSync(packed, { maxOutputLength: MAX_STREAM_BYTES }).length;
  } catch (error) {
    return codeOf(error) === 'ERR_BUFFER_TOO_LARGE' ? Number.POSITIVE_INFINITY : 0;
  }
}
