import { DITTO, hiddenCells } from './htmlTables.ts';

/** Replaces [start, end) of the document by `first`. */
export function blank(units: string[], start: number, end: number, first = ''): void {
  for (let i = start; i < end; i++) units[i] = i === start ? first : '';
}

/** Removes tags, scripts and entities that a web page left in the text, and the quotes of copied table cells. */
export function dropMarkup(source: string, units: string[]): void {
  dropScripts(source, units);
  dropTags(source, units);
  dropEntities(source, units);
  openQuotedCells(source, units);
}

function dropScripts(source: string, units: string[]): void {
  for (const opening of source.matchAll(/<(script|style)\b/gi)) {
    const close = source.indexOf(`</${opening[1]}`, opening.index);
    if (close > 0) blank(units, opening.index, close);
  }
}

function dropTags(source: string, units: string[]): void {
  if (!source.includes('<')) return;
  const hidden = hiddenCells(source);
  for (const tag of source.matchAll(/<(\/?)([a-zA-Z][a-zA-Z0-9]{0,10})(?:\s[^<>]{0,300})?\/?>/g)) {
    const name = (tag[2] ?? '').toLowerCase();
    const closing = tag[1] === '/';
    let first = '';
    if (/^(?:br|p|div|tr|li|h[1-6]|table|thead|tbody|ul|ol)$/.test(name)) first = '\n';
    if (name === 'br' && inPipedRow(source, tag.index)) first = cellBreak(source, tag.index, tag.index + tag[0].length);
    if (/^t[dh]$/.test(name) && closing) first = '\t';
    first =
      `${DITTO}\t`.repeat(hidden.before.get(tag.index) ?? 0) + first + '\t'.repeat(hidden.after.get(tag.index) ?? 0);
    blank(units, tag.index, tag.index + tag[0].length, first);
  }
}

const inPipedRow = (source: string, at: number): boolean => source[source.lastIndexOf('\n', at) + 1] === '|';

/** A line's end inside a cell parts what a list names; after a sentence it says nothing. */
const cellBreak = (source: string, before: number, after: number): string =>
  /[\p{L}\p{N})）]/u.test(source[before - 1] ?? '') && /[\p{L}\p{N}]/u.test(source[after] ?? '') ? '、' : '';

const entities: Record<string, string> = {
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  ldquo: '“',
  rdquo: '”',
  lsquo: '‘',
  rsquo: '’',
  mdash: '—',
  ndash: '–',
  hellip: '…',
  middot: '·',
  bull: '•',
  times: '×',
  le: '≤',
  ge: '≥',
};

function dropEntities(source: string, units: string[]): void {
  if (!source.includes('&')) return;
  for (const entity of source.matchAll(/&(?:([a-z]{2,6})|#(\d{2,5}));/g)) {
    const code = Number(entity[2] ?? 0);
    const character = entity[1] ? entities[entity[1]] : code < 0xd800 ? String.fromCharCode(code) : undefined;
    if (character !== undefined) blank(units, entity.index, entity.index + entity[0].length, character);
  }
}

/** A cell copied from a spreadsheet stands in quotes where it holds a line's end. */
function openQuotedCells(source: string, units: string[]): void {
  if (!source.includes('\t"') && !source.includes('\n"')) return;
  for (const cell of source.matchAll(/(?<=[\t\n])"([^"\t]{1,600})"(?=[\t\r\n])/g)) {
    if (!cell[0].includes('\n')) continue;
    const end = cell.index + cell[0].length;
    units[cell.index] = '';
    units[end - 1] = '';
    for (let i = cell.index + 1; i < end - 1; i++)
      if (source[i] === '\n') units[i] = cellBreak(source, source[i - 1] === '\r' ? i - 1 : i, i + 1);
  }
}
