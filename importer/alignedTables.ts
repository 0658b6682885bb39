/** Words by which the header of a table laid out with spaces is known. */
export const HEADER_WORD = /序号|任务|事项|内容|措施|项目|单位|部门|领导|责任人|时限|时间|备注/;
const WIDE = /[ \u00a0]{2,}|[ \u00a0]*\u3000[ \u00a0\u3000]*/g;
const FEWEST_COLUMNS = 3;

/**
 * Finds tables whose columns are parted by wide spaces, as in text taken from a page. Returns the offsets of the gaps
 * that stand for a tab.
 */
export function alignedGaps(source: string): number[] {
  if (!/责任|牵头/.test(source)) return [];
  const gaps: number[] = [];
  let columns = 0;
  let offset = 0;
  for (const line of source.split('\n')) {
    const wide = line.includes('\t') ? [] : inner(line);
    const cells = line
      .trim()
      .split(WIDE)
      .filter((cell) => cell !== '');
    if (
      cells.length >= FEWEST_COLUMNS &&
      cells.filter((cell) => cell.length <= 8 && HEADER_WORD.test(cell) && !/[：:]/.test(cell)).length >= FEWEST_COLUMNS
    )
      columns = cells.length;
    else if (cells.length === 1 && /[。：:]/.test(line)) columns = 0;
    if (columns > 0 && wide.length >= FEWEST_COLUMNS - 1 && wide.length < columns + 2)
      gaps.push(...wide.map((at) => offset + at));
    offset += line.length + 1;
  }
  return gaps;
}

/** Wide gaps between the first and the last word of a line. */
function inner(line: string): number[] {
  const first = line.search(/\S/);
  const last = line.trimEnd().length;
  return [...line.matchAll(WIDE)].map((m) => m.index).filter((at) => at > first && at < last);
}
