import { type Counter, countLists, type Level, type Numbering } from '../listCounter.ts';
import { type Attributes, readXml } from '../xml.ts';

/** Reads numbering.xml (ECMA-376 part 1, 17.9). */
export const readNumbering = (bytes: Buffer | null, fileName: string): Counter =>
  countLists(bytes ? parse(bytes, fileName) : new Map());

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
