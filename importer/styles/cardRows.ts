import type { CleanText } from '../cleanText.ts';
import { type ColumnKind, columnKind, isParty } from '../columns.ts';
import { markerAt } from '../markers.ts';
import { type Paragraph, paragraphsOf } from '../paragraphs.ts';
import type { Span } from '../sentences.ts';
import { readLabels } from './assignment.ts';
import { cellsOf, type RawTable } from './tableRows.ts';

/** Labels that name the task of a card. */
const NAME =
  /^(?:(?:重点|主要|具体|整改|年度|工作|任务|项目|事项|工程|行动|措施|问题|督办){0,2}(?:名称|任务|事项|项目|工作)|(?:存在|反馈|整改|突出)?的?问题)$/;

interface Pair {
  kind: ColumnKind;
  label: string;
  /** One value, or several where tasks stand side by side. */
  values: Span[];
  start: number;
  end: number;
}

/**
 * Tables that stand on their side: the names in the first column, one task in each further one; small tables or blocks
 * of labelled lines for a single task (任务名称：… 牵头单位：…) are the same with one task.
 */
export function readCards(clean: CleanText, taken: (index: number) => boolean): RawTable[] {
  const tables: RawTable[] = [];
  let pairs: Pair[] = [];
  let before: string | null = null;
  let line = '';
  const close = (): void => {
    for (const card of cardsOf(pairs)) {
      const table = tableOf(card, before);
      if (table) tables.push(table);
    }
    pairs = [];
  };
  for (const p of paragraphsOf(clean)) {
    const found = taken(p.start) ? [] : pairsIn(clean, p);
    const last = pairs.at(-1);
    if (found.length > 0) {
      if (pairs.length === 0) before = line;
      pairs.push(...found);
    } else if (isRule(clean, p)) continue;
    else if (last && goesOn(clean, p, last)) {
      last.end = p.end;
      const value = last.values.at(-1);
      if (value) value.end = p.end;
    } else close();
    line = clean.text.slice(p.start, p.end);
  }
  close();
  return tables;
}

const isRule = (clean: CleanText, p: Paragraph): boolean => /^[-|:=]+$/.test(clean.text.slice(p.start, p.end));

/** A further paragraph of a text that a labelled line began. */
function goesOn(clean: CleanText, p: Paragraph, last: Pair): boolean {
  const marker = markerAt(clean.text, p.start);
  return (
    last.kind === 'text' &&
    last.values.length === 1 &&
    !NAME.test(last.label) &&
    !/[\t|]/.test(clean.text.slice(p.start, p.end)) &&
    (marker === null || /num|circled/.test(marker.kind.toLowerCase()))
  );
}

function pairsIn(clean: CleanText, p: Paragraph): Pair[] {
  const cells = cellsOf(clean, p).filter((c) => c.end > c.start);
  const words = cells.map((c) => clean.text.slice(c.start, c.end).replace(/:$/, ''));
  const kinds = words.map((word) => columnKind(word));
  const at = { start: p.start, end: p.end };
  if (cells.length >= 2 && kinds[0] !== undefined) {
    // 名称 | … | 时限 | …: pairs side by side.
    if (cells.length % 2 === 0 && kinds.every((k, i) => (i % 2 === 0 ? k !== undefined : k === undefined)))
      return cells.flatMap((c, i) => {
        const [kind, value] = [kinds[i], cells[i + 1]];
        return i % 2 === 0 && kind && value
          ? [{ kind, label: words[i] ?? '', values: [value], start: c.start, end: value.end }]
          : [];
      });
    if (kinds.slice(1).every((k) => k !== undefined)) return [];
    return [{ kind: kinds[0], label: words[0] ?? '', values: cells.slice(1), ...at }];
  }
  return cells.length === 1 ? labelled(clean, p) : [];
}

const LONGEST_LABEL = 15;

/** 任务名称：…, and lines of labels as blocks have them. */
function labelled(clean: CleanText, p: Paragraph): Pair[] {
  const colon = p.start + clean.text.slice(p.start, Math.min(p.end, p.start + LONGEST_LABEL)).indexOf(':');
  if (colon < p.start || colon >= p.end - 1) return [];
  const label = clean.text.slice(p.start, colon).replace(/^[\d(（）).、]{1,4}/, '');
  const kind = columnKind(label);
  if (kind === undefined) return [];
  if (!isParty(kind)) return [{ kind, label, values: [{ start: colon + 1, end: p.end }], start: p.start, end: p.end }];
  return readLabels(clean, p.start, p.end).map((v) => ({
    kind: v.role,
    label: clean.text.slice(v.start, v.valueStart - 1),
    values: [{ start: v.valueStart, end: v.valueEnd }],
    start: v.start,
    end: v.valueEnd,
  }));
}

/** A card begins where the label comes again that began the first. */
function cardsOf(pairs: Pair[]): Pair[][] {
  const cards: Pair[][] = [];
  const first = pairs[0]?.label;
  for (const pair of pairs) {
    if (pair.label === first || cards.length === 0) cards.push([pair]);
    else cards.at(-1)?.push(pair);
  }
  return cards;
}

/** The table of one card, or of tasks side by side; null where no task is named or nobody is given it. */
function tableOf(card: Pair[], lineBefore: string | null): RawTable | null {
  const tabled = card.some((pair) => pair.values.length > 1);
  const name = card.findIndex((pair) => pair.kind === 'text' && NAME.test(pair.label));
  const title = name >= 0 ? name : tabled ? card.findIndex((pair) => pair.kind === 'text') : -1;
  const titled = card[title];
  if (!titled || !card.some((pair) => isParty(pair.kind) && pair.kind !== 'deadline')) return null;
  // （一）修路 / 任务：…: the heading names the task, the line tells what it is.
  if (!tabled && !/名称$/.test(titled.label) && lineBefore !== null && headsTask(lineBefore)) return null;
  const rows = titled.values.map((_, item) =>
    card.map(({ values, end }) => values[values.length === 1 ? 0 : item] ?? { start: end, end }),
  );
  const columns = card.map((pair) => pair.kind);
  const [start, end] = [card[0]?.start ?? 0, card.at(-1)?.end ?? 0];
  return { columns, start, end, rows, titleColumn: title, scattered: titled.values.length > 1 };
}

/** A numbered heading with words of its own; 任务一 and 任务卡1 are none. */
function headsTask(line: string): boolean {
  const marker = markerAt(line, 0);
  return marker !== null && line.length - marker.length >= 3 && !/[。:]/.test(line);
}
