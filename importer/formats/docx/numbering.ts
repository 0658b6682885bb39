import { type Attributes, readXml } from '../xml.ts';
import { printNumber } from './numberFormats.ts';

interface Level {
  start: number;
  format: string;
  /** 第%1条, （%2） */
  text: string;
  /** Numbers of higher levels are printed as digits. */
  legal: boolean;
}

interface Numbering {
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

/** Reads numbering.xml (ECMA-376 part 1, 17.9): Word stores no numbers, it counts. */
export function readNumbering(bytes: Buffer | null, fileName: string): Counter {
  const lists = bytes ? parse(bytes, fileName) : new Map<string, Numbering>();
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

function parse(bytes: Buffer, fileName: string): Map<string, Numbering> {
  const groups = new Map<string, Map<number, Level>>();
  const lists = new Map<string, Numbering>();
  let levels: Map<number, Level> | null = null;
  let level: Level | null = null;
  let list: { id: string; numbering: Numbering } | null = null;
  let overridden = 0;
  const open = (name: string, at: Attributes): void => {
    if (name === 'abstractNum') {
      levels = new Map();
      groups.set(at.abstractNumId ?? '', levels);
    } else if (name === 'lvl') {
      level = { start: 1, format: 'decimal', text: '', legal: false };
      const target = list ? list.numbering.levels : levels;
      target?.set(Number(at.ilvl), level);
    } else if (name === 'num') {
      list = { id: at.numId ?? '', numbering: { levels: new Map(), group: '', starts: new Map() } };
      lists.set(list.id, list.numbering);
    } else if (name === 'abstractNumId' && list) {
      list.numbering.group = at.val ?? '';
      list.numbering.levels = new Map(groups.get(at.val ?? ''));
    } else if (name === 'lvlOverride') overridden = Number(at.ilvl);
    else if (name === 'startOverride') list?.numbering.starts.set(overridden, Number(at.val));
    else if (level) describe(level, name, at);
  };
  readXml(bytes, fileName, {
    open,
    close: (name) => {
      if (name === 'lvl') level = null;
    },
  });
  return lists;
}

function describe(level: Level, name: string, at: Attributes): void {
  if (name === 'start') level.start = Number(at.val);
  else if (name === 'numFmt') level.format = at.val ?? 'decimal';
  else if (name === 'lvlText') level.text = at.val ?? '';
  else if (name === 'isLgl') level.legal = at.val !== '0' && at.val !== 'false';
}
