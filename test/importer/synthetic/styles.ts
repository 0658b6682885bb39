import type { Truth } from './plan.ts';
import type { Chooser } from './random.ts';
import { cards, htmlTable, markdownTable, onItsSide, pipedLines, stacked, tabbed } from './tables.ts';
import { BODIES, NUMERALS, POSTS } from './words.ts';

/** A way of assigning work. */
export interface StyleOf {
  /** What the style has words for: the most lead units, and whether there are the others. */
  says: {
    leaders?: boolean;
    lead?: number;
    responsible?: boolean;
    supporting?: boolean;
    date?: boolean;
    plainUnits?: boolean;
    /** Every column is filled. */
    table?: boolean;
  };
  write: (truth: Truth[], choose: Chooser) => string;
  /** Whether a chapter without tasks may follow. */
  tail?: boolean;
  /** Whether the layout lives by its lines, so that these cannot be broken or joined. */
  byLine?: boolean;
}

const list = (units: string[]): string => units.join('、');
const yearEnd = (m: Truth): string => `${m.date?.slice(0, 4)}年底`;
const everything = { leaders: true, lead: 2, responsible: true, supporting: true, date: true };
const filled = { ...everything, table: true };

/** Measures under numbered headings, each with its text and what assigns it. */
const outline =
  (assign: (m: Truth, choose: Chooser) => string, head?: (i: number) => string) =>
  (truth: Truth[], choose: Chooser): string => {
    const sentence = (): string => choose.pick(BODIES);
    return truth
      .map((m, i) => {
        const chapter = head || i % 4 > 0 ? '' : `（${NUMERALS[i / 4]}）第${NUMERALS[i / 4]}方面工作\n`;
        const mark = head ? head(i) : `${(i % 4) + 1}.`;
        return `${chapter}${mark}${m.title}。${sentence()}。${sentence()}。${assign(m, choose)}\n`;
      })
      .join('');
  };

function labels(m: Truth, posts?: Chooser): string[] {
  const leaders = m.leaders.map((name) => (posts?.chance(0.5) ? `${posts.pick(POSTS)}${name}` : name));
  return [
    ...(leaders.length > 0 ? [`责任领导：${list(leaders)}`] : []),
    ...(m.leadUnits.length > 0 ? [`牵头单位：${list(m.leadUnits)}`] : []),
    ...(m.responsibleUnits.length > 0 ? [`责任单位：${list(m.responsibleUnits)}`] : []),
    ...(m.supportingUnits.length > 0 ? [`配合单位：${list(m.supportingUnits)}`] : []),
    ...(m.date ? [`完成时限：${yearEnd(m)}`] : []),
  ];
}

/** A牵头，B负责，C配合 */
function words(m: Truth): string {
  return [
    ...(m.leadUnits.length > 0 ? [`${list(m.leadUnits)}牵头`] : []),
    ...(m.responsibleUnits.length > 0 ? [`${list(m.responsibleUnits)}按职责分工负责`] : []),
    ...(m.supportingUnits.length > 0 ? [`${list(m.supportingUnits)}配合`] : []),
  ].join('，');
}

const inWords = { lead: 2, responsible: true, supporting: true };
const told = { lead: 2, supporting: true, plainUnits: true };

/** All styles of assignment that the made plans have. */
export const STYLES = {
  block: { says: everything, write: outline((m) => `\n${labels(m).join('\n')}`), tail: true },
  blockWithPosts: { says: everything, write: outline((m, choose) => `\n${labels(m, choose).join('\n')}`), tail: true },
  blockOneLine: { says: everything, write: outline((m) => `\n${labels(m).join('；')}`), tail: true },
  blockInSentence: { says: everything, write: outline((m) => `${labels(m).join('；')}。`), tail: true },
  bracketLabels: { says: inWords, write: outline((m) => `（${labels(m).join('；')}）`), tail: true },
  squareBrackets: { says: inWords, write: outline((m) => `【${labels(m).join('，')}】`), tail: true },
  twoBrackets: {
    says: { ...inWords, date: true },
    write: outline((m) => `（${labels(m).slice(0, -1).join('；')}）（完成时限：${yearEnd(m)}）`),
    tail: true,
  },
  bracketSentences: { says: inWords, write: outline((m) => `（${words(m)}）`), tail: true },
  bareBrackets: {
    says: { responsible: true, plainUnits: true },
    write: outline((m) => `（${list(m.responsibleUnits)}）`),
  },
  closingSentences: { says: told, write: outline((m) => `由${words(m)}。`), tail: true },
  openingSentences: {
    says: told,
    write: (truth, choose) =>
      truth.map((m, i) => `${i + 1}.${words(m)}，${m.title}，${choose.pick(BODIES)}。\n`).join(''),
  },
  tasks: {
    says: everything,
    write: outline(
      (m) => `\n${labels(m).join('\n')}`,
      (i) => `任务${NUMERALS[i]}：`,
    ),
  },
  decimals: {
    says: everything,
    write: outline(
      (m) => `\n${labels(m).join('\n')}`,
      (i) => `2.${i + 1} `,
    ),
  },
  table: { says: filled, write: tabbed, byLine: true },
  markdownTable: { says: filled, write: markdownTable, byLine: true },
  htmlTable: { says: filled, write: htmlTable, byLine: true },
  pipedLines: { says: filled, write: pipedLines, byLine: true },
  stacked: { says: filled, write: stacked, byLine: true },
  cards: { says: filled, write: cards, byLine: true },
  onItsSide: { says: filled, write: onItsSide, byLine: true },
} as const satisfies Record<string, StyleOf>;
export type Style = keyof typeof STYLES;
