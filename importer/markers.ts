import { readNumeral } from './numerals.ts';
import { CN_NUMBER } from './patterns.ts';

/** Kinds of heading marks from the outermost to the innermost, as official documents nest them. */
const MARKER_KINDS = [
  'annex',
  'chapter',
  'section',
  'cn',
  'task',
  'bullet',
  'cnParen',
  'num',
  'decimal',
  'subDecimal',
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
  ['section', new RegExp(`第(${CN_NUMBER}|\\d{1,2})(?:节|条|项|款)[、:]?`, 'y')],
  [
    'task',
    new RegExp(
      `(?:重点|整改)?(?:任务|行动|项目|工程|专项|事项|措施|举措|工作|问题)(${CN_NUMBER}|\\d{1,2})(?:[:、]|\\.(?!\\d)|(?=\\n|$))`,
      'y',
    ),
  ],
  ['cn', new RegExp(`(${CN_NUMBER})(?:、|\\.(?!\\d))`, 'y')],
  ['bullet', /[◆■▲❖]/y],
  ['cnParen', new RegExp(`[(〔](${CN_NUMBER})[)〕]、?`, 'y')],
  ['cnParen', /([㈠-㈩])[、.]?/y],
  ['num', /(\d{1,3})(?:\.(?!\d)|\.(?=(?:19|20)\d\d年)|、)/y],
  ['num', /([⒈-⒛])/y],
  ['subDecimal', /\d{1,2}\.\d{1,2}\.(\d{1,2})(?![\d.])[、.]?/y],
  ['decimal', /\d{1,2}\.(\d{1,2})(?![\d.%‰万亿千百元米公平吨亩个倍年月日户人家以至到左岁\-~])[、.]?/y],
  ['numParen', /[(](\d{1,2})[)][、.]?/y],
  ['numParen', /([⑴-⒇])[、.]?/y],
  ['numHalfParen', /(\d{1,2})\)[、.]?/y],
  ['circled', /([①-⑳])[、.]?/y],
];

/** The heading mark at `index` of the folded text, or null. */
export function markerAt(text: string, index: number): Marker | null {
  const first = text[index];
  if (first === undefined || !/[附第一二三四五六七八九十百(〔\d①-⒛㈠-㈩任行项工专事措举问重整◆■▲❖]/.test(first))
    return null;
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
  const row = SIGN_ROWS.find((first) => code >= first && code < first + 20);
  return row === undefined ? (readNumeral(number) ?? 0) : code - row + 1;
}

/** First characters of ① ⑴ ⒈ ㈠. */
const SIGN_ROWS = [0x2460, 0x2474, 0x2488, 0x3220];

/** Kinds that head a line only; inside one their shape is an amount or a mention. */
export const headsLinesOnly = (kind: MarkerKind): boolean =>
  kind === 'annex' || kind === 'task' || kind === 'bullet' || kind === 'decimal' || kind === 'subDecimal';
