/** Encodings in which text files of Chinese offices come. */
export const TEXT_ENCODINGS = ['utf-8', 'gb18030', 'big5', 'utf-16le', 'utf-16be'] as const;
export type TextEncoding = (typeof TEXT_ENCODINGS)[number];

export interface EncodingGuess {
  encoding: TextEncoding;
  /** The bytes may just as well be in another encoding: somebody should look at the text. */
  doubtful: boolean;
}

/** How much is looked at: the encoding does not change within a file. */
const SAMPLE = 64 * 1024;
/** Share of common characters above which a text is what it seems. */
const PLAUSIBLE = 0.85;
const FEWEST_CHARACTERS = 20;

/**
 * Tells the encoding by the bytes: marks, zero bytes, valid UTF-8, and how common the characters are that GB18030 or
 * Big5 would make of them. Nearly every Big5 text is valid GB18030 too, so a guess between these may be doubtful.
 */
export function guessEncoding(bytes: Uint8Array): EncodingGuess {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return certain('utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return certain('utf-16be');
  if (decodes(bytes, 'utf-8') && !bytes.subarray(0, SAMPLE).includes(0)) return certain('utf-8');
  const sample = bytes.subarray(0, SAMPLE);
  const wide = (['utf-16le', 'utf-16be'] as const).find((encoding) => wideShare(sample, encoding) > 0.95);
  if (wide && bytes.length % 2 === 0) return certain(wide);
  const gb = commonShare(sample, 0xb0, 0xd7, 0xa1);
  const big5 = commonShare(sample, 0xa4, 0xc6, 0x40);
  const mayBeGb = decodes(bytes, 'gb18030');
  const mayBeBig5 = decodes(bytes, 'big5');
  if (!mayBeGb && mayBeBig5) return certain('big5');
  if (!mayBeBig5) return certain('gb18030');
  if (gb.share >= PLAUSIBLE && (gb.share > big5.share || gb.characters < FEWEST_CHARACTERS))
    return { encoding: 'gb18030', doubtful: gb.characters < FEWEST_CHARACTERS && big5.share >= PLAUSIBLE };
  return { encoding: big5.share > gb.share ? 'big5' : 'gb18030', doubtful: true };
}

const certain = (encoding: TextEncoding): EncodingGuess => ({ encoding, doubtful: false });

/** Whether the bytes are valid in the encoding; a character may be cut at their end, for they may be a beginning. */
function decodes(bytes: Uint8Array, encoding: TextEncoding): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** Share of two-byte characters whose first byte lies in the rows of common characters (GB 2312 level 1, Big5 level 1). */
function commonShare(
  bytes: Uint8Array,
  first: number,
  last: number,
  lowestTrail: number,
): { share: number; characters: number } {
  let characters = 0;
  let common = 0;
  for (let i = 0; i + 1 < bytes.length; i++) {
    const lead = bytes[i] ?? 0;
    if (lead < 0x81) continue;
    const trail = bytes[++i] ?? 0;
    // Punctuation rows stand in every text and say nothing.
    if (lead >= 0xa1 && lead <= 0xa3) continue;
    characters++;
    if (lead >= first && lead <= last && trail >= lowestTrail) common++;
  }
  return { share: characters === 0 ? 0 : common / characters, characters };
}

/** Share of units that are common in Chinese text: Han, ASCII, Chinese punctuation, full-width forms. */
function wideShare(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): number {
  let common = 0;
  const units = Math.floor(bytes.length / 2);
  for (let i = 0; i < units; i++) {
    const [a, b] = [bytes[2 * i] ?? 0, bytes[2 * i + 1] ?? 0];
    const unit = encoding === 'utf-16le' ? a | (b << 8) : (a << 8) | b;
    const ascii = (unit >= 0x20 && unit < 0x7f) || unit === 9 || unit === 10 || unit === 13;
    const wide = (unit >= 0x4e00 && unit <= 0x9fff) || (unit >= 0x3000 && unit <= 0x303f) || unit >= 0xff00;
    if (ascii || wide || (unit >= 0x2010 && unit <= 0x2030)) common++;
  }
  return units === 0 ? 0 : common / units;
}
