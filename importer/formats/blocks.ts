/** A document between its format and its text: paragraphs and tables in order. */
export type Block = string | Table;

export interface Table {
  rows: Cell[][];
}

export interface Cell {
  /** Lines of the cell as printed. */
  lines: string[];
  /** Columns that the cell covers. */
  span: number;
  /** Rows that the cell covers, itself included; 0 where it goes on with the cell above. */
  rows: number;
}

/** Widest table that is laid out; what is wider is made to exhaust memory. */
const MAX_COLUMNS = 200;

/** Text of the blocks: a line for each paragraph, a tabbed line for each row, an empty line around tables. */
export function layOut(blocks: readonly Block[]): string {
  const lines: string[] = [];
  for (const block of blocks) {
    if (typeof block === 'string') lines.push(...block.split('\n').map((line) => line.trimEnd()));
    else lines.push('', ...tableLines(block), '');
  }
  return `${lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^\n+|\n+$/g, '')}\n`;
}

/** Rows as tabbed lines. A row that is one cell all over (a title, a note) and a table of one column are paragraphs. */
export function tableLines(table: Table): string[] {
  const grid = gridOf(table);
  const width = Math.max(0, ...grid.map((row) => row.length));
  return grid.flatMap((row, i) => {
    const printed = table.rows[i] ?? [];
    const filled = printed.filter((cell) => cell.lines.some((line) => line.trim() !== ''));
    if (filled.length === 0 && row.every((cell) => cell === '')) return [];
    const [only] = printed;
    if (width <= 1 || (printed.length === 1 && only && only.span >= width)) return only ? only.lines : [];
    return [[...row, ...Array<string>(width - row.length).fill('')].join('\t')];
  });
}

/** One text for each column of each row; a cell that covers several rows is said again in each, but for its number. */
function gridOf(table: Table): string[][] {
  const carried: { text: string; left: number }[] = [];
  return table.rows.map((cells) => {
    const row: string[] = [];
    const carry = () => {
      for (let above = carried[row.length]; above && above.left > 0; above = carried[row.length]) {
        above.left--;
        row.push(above.text);
      }
    };
    for (const cell of cells) {
      if (cell.rows !== 0) carry();
      const text = cell.rows === 0 ? (carried[row.length]?.text ?? '') : cellText(cell.lines);
      for (let i = 0; i < Math.max(1, cell.span) && row.length < MAX_COLUMNS; i++) {
        const shown = i === 0 ? text : '';
        carried[row.length] = { text: saidAgain(shown), left: Math.max(0, cell.rows - 1) };
        row.push(cell.rows === 0 ? saidAgain(shown) : shown);
      }
    }
    carry();
    return row;
  });
}

/** A number stands for its own row alone. */
const saidAgain = (text: string): string =>
  /^[（(]?(?:\d{1,4}|[一二三四五六七八九十]{1,3})[）)、.]?$/.test(text) ? '' : text;

const UNIT_LINE =
  /^[^，。；：！？、\s]{2,24}(?:局|办|委|部|会|院|中心|公司|政府|银行|联社|中队|大队|支队|站|所|校|社|厅)$/;
/** 张三 县长, 李四: persons one under another. */
const NAME_LINE = /^[\u4e00-\u9fa5·]{2,4}$/;

/** The lines of a cell as one; units or persons that stand one under another are parted by 、. */
export function cellText(lines: readonly string[]): string {
  const texts = lines.map((line) => line.replace(/[\t\u00a0 ]+/g, ' ').trim()).filter((line) => line !== '');
  let joined = '';
  for (const [i, text] of texts.entries()) {
    const before = texts[i - 1];
    if (before !== undefined && ((listed(before) && listed(text)) || listGoesOn(before, text))) joined += '、';
    else if (before !== undefined && /[A-Za-z0-9]$/.test(before) && /^[A-Za-z0-9]/.test(text)) joined += ' ';
    joined += text;
  }
  return joined;
}

/** Whether a full line ends one unit's name and the next begins another's: 县财政局 under 县大数据中心. */
export const beginsUnit = (before: string, line: string): boolean =>
  UNIT_LINE.test(before) && UNIT_LINE.test(line) && /^[县市区旗州省各]/.test(line);

/** 县财政局、县水利局 over 国网某县供电公司: one line of a list ends with a unit and the next begins with another. */
function listGoesOn(before: string, line: string): boolean {
  const last = before.split(/[、，；,;]/).at(-1) ?? '';
  const first = line.split(/[、，；,;]/)[0] ?? '';
  return UNIT_LINE.test(last) && UNIT_LINE.test(first) && /^(?:[县市区旗州省各]|国网|中国|人行)/.test(first);
}

const listed = (text: string): boolean => UNIT_LINE.test(text) || NAME_LINE.test(text);
