import { readNumeral } from './numerals.ts';
import { CN_NUMBER } from './patterns.ts';

/** Kinds of heading marks from the outermost to the innermost, as official documents nest them. */
const MARKER_KINDS = [
  'annex',
  'chapter',
  'section',
  'cn',
  'cnParen',
  'num',
  'numParen',
  'numHalfParen',
  'circled',
] as const;
export type MarkerKind = (typeof MARKER_KINDS)[number];

/** A heading's mark such as 一、 （一） 1. ① with its number. */
export interface Marker {
  kind: MarkerKind;
  value: number;
  length: number;
}

export const rankOf = (kind: MarkerKind): number => MARKER_KINDS.indexOf(kind);

const shapes: [MarkerKind, RegExp][] = [
  ['annex', /附(?:件|表)(\d{1,2}|[一二三四五六七八九十]{1,2})?(?:[::]|(?=\n|$))/y],
  ['chapter', new RegExp(`第(${CN_NUMBER}|\\d{1,2})(?:章|部分|篇)[、:]?`, 'y')],
  ['section', new RegExp(`第(${CN_NUMBER}|\\d{1,2})(?:节|条)[、:]?`, 'y')],
  ['cn', new RegExp(`(${CN_NUMBER})(?:、|\\.(?!\\d))`, 'y')],
  ['cnParen', new RegExp(`[(〔](${CN_NUMBER})[)〕]、?`, 'y')],
  ['num', /(\d{1,3})(?:\.(?!\d)|、)/y],
  ['numParen', /[(](\d{1,2})[)][、.]?/y],
  ['numHalfParen', /(\d{1,2})\)[、.]?/y],
  ['circled', /([①-⑳])[、.]?/y],
];

/** The heading mark at `index` of the folded text, or null. */
export function markerAt(text: string, index: number): Marker | null {
  const first = text[index];
  if (first === undefined || !/[附第一二三四五六七八九十百(〔\d①-⑳]/.test(first)) return null;
  for (const [kind, shape] of shapes) {
    shape.lastIndex = index;
    const found = shape.exec(text);
    if (found) return { kind, value: numberOf(found[1]), length: found[0].length };
  }
  return null;
}

function numberOf(number: string | undefined): number {
  if (number === undefined) return 1;
  const code = number.charCodeAt(0);
  if (code >= 0x2460 && code <= 0x2473) return code - 0x245f;
  return readNumeral(number) ?? 0;
}
