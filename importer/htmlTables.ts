/** Stands in a cell that a merged one above covers; people write it, or 同上, too. */
export const DITTO = '〃';

/** Whether a cell's folded text says that what stands above it goes on. */
export const saysDitto = (text: string): boolean => /^(?:〃|″|"|同上)$/.test(text);

/** Extra tabs for the cells that a merged cell of an HTML table hides, so that every row keeps its columns. */
interface HiddenCells {
  /** How many cells are covered before the cell whose tag begins at this offset. */
  before: Map<number, number>;
  /** Tabs to put after the cell whose closing tag begins at this offset. */
  after: Map<number, number>;
}

/** Reads rowspan and colspan of every table in `source`; a rowspan hides a cell in the rows below. */
export function hiddenCells(source: string): HiddenCells {
  const hidden: HiddenCells = { before: new Map(), after: new Map() };
  let pending: number[] = [];
  let column = 0;
  let span = 1;
  for (const tag of source.matchAll(/<(\/?)(table|tr|t[dh])(\s[^<>]{0,300})?>/gi)) {
    const name = (tag[2] ?? '').toLowerCase();
    const closing = tag[1] === '/';
    if (name === 'table') pending = [];
    else if (name === 'tr' && !closing) column = 0;
    else if (name === 'tr') column = takeHidden(pending, column, (n) => hidden.before.set(tag.index, n));
    else if (!closing) {
      column = takeHidden(pending, column, (n) => hidden.before.set(tag.index, n));
      span = attribute(tag[3], 'colspan');
      const rows = attribute(tag[3], 'rowspan');
      for (let i = 0; i < span; i++) pending[column + i] = rows - 1;
      column += span;
    } else if (span > 1) hidden.after.set(tag.index, span - 1);
  }
  return hidden;
}

/** Passes the columns that cells from above still cover. */
function takeHidden(pending: number[], from: number, report: (count: number) => void): number {
  let column = from;
  while ((pending[column] ?? 0) > 0) {
    pending[column] = (pending[column] ?? 0) - 1;
    column++;
  }
  if (column > from) report(column - from);
  return column;
}

function attribute(attributes: string | undefined, name: string): number {
  const found = new RegExp(`${name}\\s*=\\s*["']?(\\d{1,2})`, 'i').exec(attributes ?? '');
  return Math.max(1, Number(found?.[1] ?? 1));
}
