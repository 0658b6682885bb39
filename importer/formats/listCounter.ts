import { printNumber } from './numberFormats.ts';

/** One level of a list. */
export interface Level {
  start: number;
  /** Name of the number's format (ECMA-376 part 1, 17.18.59). */
  format: string;
  /** How the number is printed, %1 standing for that of the first level: 第%1条, （%2） */
  text: string;
  /** Numbers of higher levels are printed as digits. */
  legal: boolean;
}

/** A list as paragraphs refer to it. */
export interface Numbering {
  levels: Map<number, Level>;
  /** Lists that count together. */
  group: string;
  /** Starts that a list of the group sets anew. */
  starts: Map<number, number>;
}

/** Gives the printed label of each numbered paragraph, in the order of the document. */
export interface Counter {
  label: (numId: string, level: number) => string;
}

const DEEPEST = 8;

/** Counts the paragraphs of a document's lists, by the id that they refer to: Word stores no numbers. */
export function countLists(lists: ReadonlyMap<string, Numbering>): Counter {
  const counts = new Map<string, number[]>();
  const begun = new Set<string>();
  return {
    label: (numId, level) => {
      const list = lists.get(numId);
      const own = list?.levels.get(level);
      if (!list || !own || level > DEEPEST) return '';
      const count = counts.get(list.group) ?? [];
      counts.set(list.group, count);
      const restart = begun.has(numId) ? undefined : list.starts.get(level);
      begun.add(numId);
      const start = list.starts.get(level) ?? own.start;
      count[level] = restart ?? (count[level] === undefined ? start : count[level] + 1);
      for (let above = 0; above < level; above++) count[above] ??= list.levels.get(above)?.start ?? 1;
      count.length = level + 1;
      return printLabel(list, own, count);
    },
  };
}

function printLabel(list: Numbering, own: Level, count: number[]): string {
  if (own.format === 'bullet' || own.format === 'none') return '';
  return own.text.replace(/%([1-9])/g, (_, digit: string) => {
    const level = Number(digit) - 1;
    const format = list.levels.get(level)?.format ?? 'decimal';
    return printNumber(count[level] ?? 1, own.legal ? 'decimal' : format);
  });
}

/** A paragraph behind its label. 1.2019年 would read as another number: a space parts the label from digits. */
export const labelled = (label: string, text: string): string =>
  label !== '' && /^\d/.test(text) && !/[、）)]$/.test(label) ? `${label} ${text}` : label + text;
