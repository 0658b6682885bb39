import { Parser } from 'htmlparser2';
import { type Block, type Cell, layOut, type Table } from './blocks.ts';

const MAX_DEPTH = 2000;
const IGNORED = new Set(['script', 'style', 'head', 'noscript', 'template', 'svg', 'select', 'textarea']);
const BREAKS = new Set(
  'p div br li ul ol h1 h2 h3 h4 h5 h6 section article header footer main blockquote pre dd dt dl tr hr center'.split(
    ' ',
  ),
);

/** Text of a web page: paragraphs, and tables with their merged cells. */
export function htmlText(source: string): string {
  const reader = new HtmlBlocks();
  const parser = new Parser(
    {
      onopentag: (name, attributes) => reader.open(name, attributes),
      ontext: (text) => reader.text(text),
      onclosetag: (name) => reader.close(name),
    },
    { decodeEntities: true, lowerCaseTags: true },
  );
  parser.end(source);
  return layOut(reader.end());
}

interface OpenTable {
  table: Table;
  row: Cell[] | null;
  cell: Cell | null;
}

class HtmlBlocks {
  private readonly blocks: Block[] = [];
  private readonly tables: OpenTable[] = [];
  private line = '';
  private ignored = 0;
  private depth = 0;

  open(name: string, attributes: Record<string, string>): void {
    this.depth++;
    if (this.ignored > 0 || IGNORED.has(name)) {
      this.ignored++;
      return;
    }
    if (BREAKS.has(name)) this.flush();
    if (this.depth > MAX_DEPTH) return;
    const table = this.tables.at(-1);
    if (name === 'table') {
      this.flush();
      this.tables.push({ table: { rows: [] }, row: null, cell: null });
    } else if (table && name === 'tr') {
      table.row = [];
      table.table.rows.push(table.row);
    } else if (table && (name === 'td' || name === 'th')) {
      table.cell = { lines: [], span: count(attributes.colspan), rows: count(attributes.rowspan) };
      table.row ??= [];
      table.row.push(table.cell);
      this.line = '';
    }
  }

  text(text: string): void {
    if (this.ignored === 0) this.line += text.replace(/[\s\u00a0]+/g, ' ');
  }

  close(name: string): void {
    this.depth--;
    if (this.ignored > 0) {
      this.ignored--;
      return;
    }
    const table = this.tables.at(-1);
    if (BREAKS.has(name)) this.flush();
    else if (table && (name === 'td' || name === 'th')) {
      this.flush();
      table.cell = null;
    } else if (table && name === 'table') this.closeTable(table);
  }

  /** A table inside a cell is laid out as lines of that cell. */
  private closeTable({ table }: OpenTable): void {
    this.tables.pop();
    const outer = this.tables.at(-1)?.cell;
    if (outer) outer.lines.push(...layOut([table]).replaceAll('\t', ' ').split('\n'));
    else this.blocks.push(table);
  }

  end(): Block[] {
    this.flush();
    for (let table = this.tables.at(-1); table; table = this.tables.at(-1)) this.closeTable(table);
    return this.blocks;
  }

  private flush(): void {
    const line = this.line.trim();
    this.line = '';
    if (line === '') return;
    const cell = this.tables.at(-1)?.cell;
    if (cell) cell.lines.push(line);
    else this.blocks.push(line);
  }
}

const count = (value: string | undefined): number =>
  Math.min(1000, Math.max(1, Number.parseInt(value ?? '1', 10) || 1));
