import type { Level, Numbering } from '../listCounter.ts';

/** Number formats by their code ([MS-OSHARED] 2.2.1.3 MSONFC), named as in newer files; others print digits. */
const FORMATS: Record<number, string> = {
  1: 'upperRoman',
  2: 'lowerRoman',
  3: 'upperLetter',
  4: 'lowerLetter',
  10: 'ideographDigital',
  11: 'japaneseCounting',
  14: 'decimalFullWidth',
  17: 'japaneseDigitalTenThousand',
  18: 'decimalEnclosedCircle',
  19: 'decimalFullWidth',
  22: 'decimalZero',
  23: 'bullet',
  26: 'decimalEnclosedFullstop',
  27: 'decimalEnclosedParen',
  28: 'decimalEnclosedCircleChinese',
  29: 'ideographEnclosedCircle',
  30: 'ideographTraditional',
  31: 'ideographZodiac',
  33: 'taiwaneseCounting',
  35: 'taiwaneseCountingThousand',
  37: 'chineseCounting',
  38: 'chineseLegalSimplified',
  39: 'chineseCountingThousand',
  255: 'none',
};

const LSTF_BYTES = 28;
const LVLF_BYTES = 28;
const LFO_BYTES = 16;
const LEVELS = 9;
/** In a level's text a character below this stands for the number of that level. */
const FIRST_LETTER = 9;

/**
 * The lists of a document by the number that its paragraphs give (ilfo, from 1): definitions from `lists` ([MS-DOC]
 * 2.9.192 PlfLst), and what refers to them from `overrides` (2.9.191 PlfLfo), each being the table stream from there on.
 */
export function listsOf(lists: Buffer, overrides: Buffer): Map<string, Numbering> {
  const definitions = definitionsOf(lists);
  const count = overrides.readUInt32LE(0);
  const found = new Map<string, Numbering>();
  let at = 4 + count * LFO_BYTES;
  for (let i = 0; i < count; i++) {
    const group = String(overrides.readInt32LE(4 + i * LFO_BYTES));
    const list: Numbering = { levels: new Map(definitions.get(group)), group, starts: new Map() };
    const changed = overrides.readUInt8(4 + i * LFO_BYTES + 12);
    at += 4;
    for (let c = 0; c < changed; c++) {
      const flags = overrides.readUInt32LE(at + 4);
      const level = flags & 0xf;
      if (flags & 0x10) list.starts.set(level, overrides.readInt32LE(at));
      at += 8;
      if (flags & 0x20) {
        const read = levelAt(overrides, at);
        list.levels.set(level, read.level);
        at = read.end;
      }
    }
    found.set(String(i + 1), list);
  }
  return found;
}

/** Levels by the id of their list. */
function definitionsOf(lists: Buffer): Map<string, Map<number, Level>> {
  const count = lists.readUInt16LE(0);
  const found = new Map<string, Map<number, Level>>();
  let at = 2 + count * LSTF_BYTES;
  for (let i = 0; i < count; i++) {
    const own = 2 + i * LSTF_BYTES;
    const simple = (lists.readUInt8(own + 26) & 1) === 1;
    const levels = new Map<number, Level>();
    for (let level = 0; level < (simple ? 1 : LEVELS); level++) {
      const read = levelAt(lists, at);
      levels.set(level, read.level);
      at = read.end;
    }
    found.set(String(lists.readInt32LE(own)), levels);
  }
  return found;
}

/** A level ([MS-DOC] 2.9.150 LVL) and where it ends. */
function levelAt(table: Buffer, at: number): { level: Level; end: number } {
  const code = table.readUInt8(at + 4);
  const textAt = at + LVLF_BYTES + table.readUInt8(at + 24) + table.readUInt8(at + 25);
  const end = textAt + 2 + table.readUInt16LE(textAt) * 2;
  const text = [...table.toString('utf16le', textAt + 2, end)].map((letter) =>
    letter.charCodeAt(0) < FIRST_LETTER ? `%${letter.charCodeAt(0) + 1}` : letter,
  );
  const level = {
    start: table.readInt32LE(at),
    format: FORMATS[code] ?? 'decimal',
    text: text.join(''),
    legal: (table.readUInt8(at + 5) & 4) !== 0,
  };
  return { level, end };
}
