const MARK_THEN_TAB =
  /^(?:[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.．、)）]|[①-⑳]|第[一二三四五六七八九十]{1,3}[章条节]|[\u4e00-\u9fa5]{2,10}[:：])\t(?=[^\t]+$)/;

/**
 * Takes away the tabs that only indent a line, or part a heading's number or a label from what follows: a tab is the mark between two
 * cells, and neither has a second one. Next to a table's rows they stay, since a row may have empty cells.
 */
export function dropIndents(units: string[]): void {
  let inTable = false;
  for (let start = 0; start < units.length; ) {
    let end = units.indexOf('\n', start);
    if (end < 0) end = units.length;
    const line = lineOf(units, start, end);
    if (line.text.trim() !== '') {
      const bare = line.text.replace(/^[\t \u3000]+/, '');
      const tabs = bare.replace(MARK_THEN_TAB, '').includes('\t');
      if (!tabs && !inTable) for (const at of line.tabs) units[at] = ' ';
      inTable = tabs;
    }
    start = end + 1;
  }
}

/** The characters of [start, end), and which places hold nothing but a tab. */
function lineOf(units: string[], start: number, end: number): { text: string; tabs: number[] } {
  const tabs: number[] = [];
  let text = '';
  for (let i = start; i < end; i++) {
    const unit = units[i] ?? '';
    if (unit === '\t') tabs.push(i);
    text += unit;
  }
  return { text, tabs };
}
