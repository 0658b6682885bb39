import { inflateRawSync } from 'node:zlib';
import { codeOf, isOutOfFile } from './outOfFile.ts';
import { broken, encrypted, tooBigInside } from './refusals.ts';

const MAX_ENTRIES = 5000;
/** One part of an office file; the text of a thousand pages is far below it. */
const MAX_ENTRY_BYTES = 64 * 1024 * 1024;
const MAX_TOTAL_BYTES = 200 * 1024 * 1024;
/** XML of an office file shrinks some 30 times at the most; a bomb a thousand times. */
const MAX_RATIO = 200;
const RATIO_COUNTS_FROM = 8 * 1024 * 1024;
const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;

interface Entry {
  name: string;
  method: number;
  packed: number;
  offset: number;
}

/** A zip archive whose parts are unpacked one at a time, each within the limits. */
export interface Zip {
  names: string[];
  /** The unpacked part, or null where there is none of that name. */
  read: (name: string) => Buffer | null;
}

/**
 * Opens a zip archive by its central directory (PKWARE APPNOTE 4.3). Never trusts the sizes that it states.
 *
 * @throws DubanError DOCUMENT_UNREADABLE damaged or encrypted, DOCUMENT_TOO_LARGE made to unpack without end
 */
export function openZip(bytes: Buffer, fileName: string): Zip {
  const entries = guarded(fileName, () => directoryOf(bytes, fileName));
  let total = 0;
  const read = (name: string): Buffer | null => {
    const entry = entries.get(name);
    if (!entry) return null;
    const part = guarded(fileName, () => unpack(bytes, entry, fileName));
    total += part.length;
    if (total > MAX_TOTAL_BYTES) throw tooBigInside(fileName);
    return part;
  };
  return { names: [...entries.keys()], read };
}

/** Unpacks every part once, for readers that unpack by themselves and know no limits. */
export function checkEveryPart(zip: Zip): void {
  for (const name of zip.names) zip.read(name);
}

function guarded<T>(fileName: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (isOutOfFile(error)) throw broken(fileName, error);
    throw error;
  }
}

function directoryOf(bytes: Buffer, fileName: string): Map<string, Entry> {
  const end = endOf(bytes);
  if (end < 0) throw broken(fileName);
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  if (count > MAX_ENTRIES || at === 0xffffffff) throw tooBigInside(fileName);
  const entries = new Map<string, Entry>();
  let stated = 0;
  for (let i = 0; i < count; i++) {
    if (bytes.readUInt32LE(at) !== CENTRAL) throw broken(fileName);
    if ((bytes.readUInt16LE(at + 8) & 1) === 1) throw encrypted(fileName);
    const nameBytes = bytes.readUInt16LE(at + 28);
    const packed = bytes.readUInt32LE(at + 20);
    const size = bytes.readUInt32LE(at + 24);
    stated += size;
    if (stated > MAX_TOTAL_BYTES || (size > RATIO_COUNTS_FROM && size > packed * MAX_RATIO))
      throw tooBigInside(fileName);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameBytes).replaceAll('\\', '/');
    entries.set(name, { name, method: bytes.readUInt16LE(at + 10), packed, offset: bytes.readUInt32LE(at + 42) });
    at += 46 + nameBytes + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

/** The end record stands last, before a comment of at most 65,535 bytes. */
function endOf(bytes: Buffer): number {
  const first = Math.max(0, bytes.length - END_BYTES - 0xffff);
  for (let at = bytes.length - END_BYTES; at >= first; at--) if (bytes.readUInt32LE(at) === END) return at;
  return -1;
}

function unpack(bytes: Buffer, entry: Entry, fileName: string): Buffer {
  if (bytes.readUInt32LE(entry.offset) !== LOCAL) throw broken(fileName);
  const start = entry.offset + 30 + bytes.readUInt16LE(entry.offset + 26) + bytes.readUInt16LE(entry.offset + 28);
  const packed = bytes.subarray(start, start + entry.packed);
  if (packed.length < entry.packed) throw broken(fileName);
  if (entry.method === 0) return packed;
  if (entry.method !== 8) throw broken(fileName);
  const most = Math.min(MAX_ENTRY_BYTES, Math.max(RATIO_COUNTS_FROM, entry.packed * MAX_RATIO));
  try {
    return inflateRawSync(packed, { maxOutputLength: most });
  } catch (error) {
    if (codeOf(error) === 'ERR_BUFFER_TOO_LARGE') throw tooBigInside(fileName);
    throw broken(fileName, error);
  }
}
