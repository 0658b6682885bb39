/** What the properties of a paragraph or a style say of its list; absent where they say nothing. */
export interface ListPlace {
  /** Number of the list, 0 for none. */
  list?: number;
  level?: number;
}

const LIST = 0x460b;
const LEVEL = 0x260a;
const TABLE_DEFINITION = 0xd608;
/** Bytes of an operand by the three highest bits of its code ([MS-DOC] 2.6.2); 6 tells its own length. */
const OPERAND_BYTES = [1, 1, 2, 4, 2, 2, 0, 3];
const TOLD = 6;

/** Reads the list that a run of properties ([MS-DOC] 2.6.2 Prl) gives. */
export function listPlaceOf(properties: Buffer): ListPlace {
  const place: ListPlace = {};
  for (let at = 0; at + 2 < properties.length; ) {
    const code = properties.readUInt16LE(at);
    at += 2;
    if (code === LIST) place.list = properties.readInt16LE(at);
    if (code === LEVEL) place.level = properties.readUInt8(at);
    at += operandBytes(properties, at, code);
  }
  return place;
}

function operandBytes(properties: Buffer, at: number, code: number): number {
  const kind = code >> 13;
  if (kind !== TOLD) return OPERAND_BYTES[kind] ?? 1;
  return code === TABLE_DEFINITION ? properties.readUInt16LE(at) + 1 : properties.readUInt8(at) + 1;
}

const STYLE_NAME_AT = 2;
/** A style that goes on from no other. */
const NO_BASE = 0xfff;
const PARAGRAPH_STYLE = 1;
const DEEPEST = 20;

interface Style {
  base: number;
  place: ListPlace;
}

/** The list of each paragraph style by its number, with what it has from the styles it goes on from (2.9.271 STSH). */
export function styleLists(sheet: Buffer): (style: number) => ListPlace {
  const headBytes = sheet.readUInt16LE(0);
  const count = sheet.readUInt16LE(2);
  const baseBytes = sheet.readUInt16LE(4);
  const styles: (Style | null)[] = [];
  let at = 2 + headBytes;
  for (let i = 0; i < count; i++) {
    const size = sheet.readUInt16LE(at);
    styles.push(size === 0 ? null : styleOf(sheet.subarray(at + 2, at + 2 + size), baseBytes));
    at += 2 + size + (size % 2);
  }
  const placeOf = (number: number, depth: number): ListPlace => {
    const style = styles[number];
    if (!style || depth > DEEPEST) return {};
    return { ...(style.base === NO_BASE ? {} : placeOf(style.base, depth + 1)), ...style.place };
  };
  return (number) => placeOf(number, 0);
}

function styleOf(style: Buffer, baseBytes: number): Style | null {
  const kindAndBase = style.readUInt16LE(STYLE_NAME_AT);
  if ((kindAndBase & 0xf) !== PARAGRAPH_STYLE) return null;
  const at = baseBytes + 2 + style.readUInt16LE(baseBytes) * 2 + 2;
  const size = style.readUInt16LE(at);
  // The properties begin behind the style's own number.
  return { base: kindAndBase >> 4, place: listPlaceOf(style.subarray(at + 4, at + 2 + size)) };
}
