import { countLists, labelled } from '../listCounter.ts';
import { listsOf } from './lists.ts';
import { paragraphsOf } from './paragraphs.ts';

/** Places of the FIB ([MS-DOC] 2.5): where the table stream holds a part; its length stands four bytes behind. */
const STYLES_AT = 0xa2;
const PAGES_AT = 0x102;
const PIECES_AT = 0x1a2;
const LISTS_AT = 0x2e2;
const OVERRIDES_AT = 0x2ea;
const FLAGS_AT = 0x0a;
const SECOND_TABLE = 0x0200;

/** A paragraph is looked for in so many lines: some of those between are rows of tables, or deleted text in one of the two. */
const AHEAD = 40;

/**
 * Puts before each line the number that Word counts for it and does not store; null where the file has no lists to read.
 *
 * @param lines The body's lines as read; cells stand in one line, tabbed.
 * @param stream A stream of the container by its name, or null.
 * @throws what `isOutOfFile` tells, where the lists do not lie where the file says
 */
export function numbered(lines: readonly string[], stream: (name: string) => Buffer | null): string[] | null {
  const document = stream('WordDocument');
  const table = document && stream((document.readUInt16LE(FLAGS_AT) & SECOND_TABLE) === 0 ? '0Table' : '1Table');
  if (!document || !table) return null;
  if (document.readUInt32LE(LISTS_AT + 4) === 0) return [...lines];
  const part = (at: number): Buffer => {
    const from = document.readUInt32LE(at);
    return table.subarray(from, from + document.readUInt32LE(at + 4));
  };
  // The levels of the lists stand behind the stated end of their table.
  const beyond = (at: number): Buffer => table.subarray(document.readUInt32LE(at));
  const counter = countLists(listsOf(beyond(LISTS_AT), beyond(OVERRIDES_AT)));
  const result = [...lines];
  const said = lines.map(bare);
  let at = 0;
  for (const { text, place } of paragraphsOf({
    document,
    pieces: part(PIECES_AT),
    pages: part(PAGES_AT),
    styles: part(STYLES_AT),
  })) {
    const label =
      place.list === undefined || place.list <= 0 ? '' : counter.label(String(place.list), place.level ?? 0);
    const printed = bare(text);
    if (printed === '') continue;
    const found = said.slice(at, at + AHEAD).indexOf(printed);
    if (found < 0) continue;
    at += found;
    result[at] = labelled(label, result[at] ?? '');
    at++;
  }
  return result;
}

/** Signs around a field ([MS-DOC] 2.8.25): its code stands between the first two, what is shown between the last two. */
const FIELD_BEGINS = '\u0013';
const FIELD_SHOWS = '\u0014';
const FIELD_ENDS = '\u0015';

/** What print shows of a text, without blanks and control characters. */
function bare(text: string): string {
  const inCode: boolean[] = [];
  let shown = '';
  for (const letter of text) {
    if (letter === FIELD_BEGINS) inCode.push(true);
    else if (letter === FIELD_SHOWS) inCode.splice(-1, 1, false);
    else if (letter === FIELD_ENDS) inCode.pop();
    else if (!inCode.includes(true)) shown += letter;
  }
  return shown.replace(/[\s\p{Cc}]/gu, '');
}
