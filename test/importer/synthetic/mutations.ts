import type { Chooser } from './random.ts';

const MARKS = '（【〔“《：；、。\t|\n一、（二）3.④<td></p>&nbsp;\u3000\u200b\ud83d责任单位：';

/** Ways in which a document arrives broken: parts cut, doubled, moved, overwritten. */
const ways: ((text: string, choose: Chooser) => string)[] = [
  (text, choose) => text.slice(0, choose.below(text.length)),
  (text, choose) => text.slice(choose.below(text.length)),
  (text, choose) => {
    const [a, b] = [choose.below(text.length), choose.below(text.length)];
    return text.slice(0, Math.max(a, b)) + text.slice(Math.min(a, b));
  },
  (text, choose) => choose.shuffled(text.split('\n')).join('\n'),
  (text, choose) =>
    text
      .split('\n')
      .filter(() => choose.chance(0.8))
      .join('\n'),
  (text, choose) =>
    [...text].map((c) => (choose.chance(0.02) ? String.fromCharCode(choose.below(0xffff)) : c)).join(''),
  (text, choose) =>
    [...text].map((c) => (choose.chance(0.02) ? MARKS.charAt(choose.below(MARKS.length)) + c : c)).join(''),
  (text, choose) => [...text].filter(() => !choose.chance(0.05)).join(''),
];

/** The document after one to three such accidents. */
export function mutated(text: string, choose: Chooser): string {
  const times = 1 + choose.below(3);
  return Array.from({ length: times }, () => choose.pick(ways)).reduce((broken, way) => way(broken, choose), text);
}
