import type { Block, Cell, Table } from '../blocks.ts';
import { tableLines } from '../blocks.ts';
import { type Counter, labelled } from '../listCounter.ts';
import { type Attributes, readXml } from '../xml.ts';
import { numberingOf, type ParagraphStyle } from './styles.ts';

/** What numbers and names the paragraphs of a document. */
export interface Setting {
  fileName: string;
  styles: Map<string, ParagraphStyle>;
  counter: Counter;
}

interface OpenParagraph {
  text: string;
  style: string | null;
  numId: string | null;
  level: number | null;
  /** Text boxes anchored in it. */
  boxes: Block[];
}

interface OpenTable {
  table: Table;
  row: Cell[];
  cell: { span: number; merge: 'start' | 'more' | 'none'; blocks: Block[] } | null;
}

/** What is left out: deleted and moved text of tracked changes, the second form of a drawing, notes of phonetics. */
const SKIPPED = new Set(['del', 'moveFrom', 'Fallback', 'rt', 'instrText', 'delText']);

/**
 * Reads a part of a Word document (body, header, footer) into blocks: numbers restored, merged cells counted, text boxes
 * after the paragraph that holds them, tables of contents and hidden text left out. ECMA-376 part 1, chapter 17.
 */
export function walkBody(bytes: Buffer, setting: Setting): { blocks: Block[]; boxes: string[] } {
  const walk = new Walk(setting);
  readXml(bytes, setting.fileName, {
    open: (name, attributes) => walk.open(name, attributes),
    close: (name) => walk.close(name),
    text: (text) => walk.text(text),
  });
  return { blocks: walk.blocks, boxes: walk.boxTexts };
}

class Walk {
  readonly blocks: Block[] = [];
  readonly boxTexts: string[] = [];
  private readonly containers: Block[][] = [this.blocks];
  private readonly paragraphs: OpenParagraph[] = [];
  private readonly tables: OpenTable[] = [];
  private skipping = 0;
  private runs = 0;
  private inText = 0;
  private hidden = false;

  constructor(private readonly setting: Setting) {}

  open(name: string, at: Attributes): void {
    if (this.skipping > 0 || SKIPPED.has(name)) {
      this.skipping++;
      return;
    }
    const paragraph = this.paragraphs.at(-1);
    const cell = this.tables.at(-1)?.cell;
    if (name === 'p') this.paragraphs.push({ text: '', style: null, numId: null, level: null, boxes: [] });
    else if (name === 'r') {
      this.runs++;
      this.hidden = false;
    } else if (name === 't') this.inText++;
    else if (name === 'vanish') this.hidden = this.runs > 0 && at.val !== '0' && at.val !== 'false';
    else if (this.runs > 0 && paragraph && (name === 'tab' || name === 'ptab')) paragraph.text += '\t';
    else if (this.runs > 0 && paragraph && (name === 'br' || name === 'cr')) paragraph.text += '\n';
    else if (this.runs > 0 && paragraph && name === 'noBreakHyphen') paragraph.text += '-';
    else if (paragraph && name === 'pStyle') paragraph.style = at.val ?? null;
    else if (paragraph && name === 'numId') paragraph.numId = at.val ?? null;
    else if (paragraph && name === 'ilvl') paragraph.level = Number(at.val);
    else if (name === 'txbxContent') this.containers.push([]);
    else if (name === 'tbl') this.tables.push({ table: { rows: [] }, row: [], cell: null });
    else if (cell && name === 'gridSpan') cell.span = Math.max(1, Number(at.val) || 1);
    else if (cell && name === 'vMerge') cell.merge = at.val === 'restart' ? 'start' : 'more';
    else this.openTablePart(name);
  }

  private openTablePart(name: string): void {
    const table = this.tables.at(-1);
    if (!table) return;
    if (name === 'tr') table.row = [];
    else if (name === 'tc') {
      table.cell = { span: 1, merge: 'none', blocks: [] };
      this.containers.push(table.cell.blocks);
    }
  }

  text(text: string): void {
    const paragraph = this.paragraphs.at(-1);
    if (this.skipping === 0 && this.inText > 0 && !this.hidden && paragraph) paragraph.text += text;
  }

  close(name: string): void {
    if (this.skipping > 0) {
      this.skipping--;
      return;
    }
    if (name === 'p') this.closeParagraph();
    else if (name === 'r') this.runs--;
    else if (name === 't') this.inText--;
    else if (name === 'txbxContent') this.closeBox();
    else if (name === 'tbl') this.closeTable();
    else if (name === 'tr') {
      const table = this.tables.at(-1);
      if (table) table.table.rows.push(table.row);
    } else if (name === 'tc') this.closeCell();
  }

  private closeParagraph(): void {
    const paragraph = this.paragraphs.pop();
    const container = this.containers.at(-1);
    if (!paragraph || !container) return;
    const styleName = this.setting.styles.get(paragraph.style ?? '')?.name ?? '';
    const text = paragraph.text.replace(/^\t+/, '').trimEnd();
    // An empty paragraph counts as well.
    const label = this.labelOf(paragraph);
    if (!/^(?:toc \d|table of figures)/.test(styleName))
      container.push(text.trim() === '' ? '' : labelled(label, text));
    container.push(...paragraph.boxes);
  }

  private labelOf(paragraph: OpenParagraph): string {
    const styled = numberingOf(this.setting.styles, paragraph.style);
    const numId = paragraph.numId ?? styled?.numId ?? '0';
    if (numId === '0') return '';
    return this.setting.counter.label(numId, paragraph.level ?? styled?.level ?? 0);
  }

  private closeBox(): void {
    const blocks = this.containers.pop() ?? [];
    this.boxTexts.push(...blocks.flatMap(linesOf));
    (this.paragraphs.at(-1)?.boxes ?? this.blocks).push(...blocks);
  }

  private closeCell(): void {
    const table = this.tables.at(-1);
    const cell = table?.cell;
    if (!table || !cell) return;
    this.containers.pop();
    const lines = cell.blocks.flatMap(linesOf);
    table.row.push({ lines, span: cell.span, rows: cell.merge === 'more' ? 0 : 1 });
    table.cell = null;
  }

  private closeTable(): void {
    const table = this.tables.pop();
    if (table) this.containers.at(-1)?.push(table.table);
  }
}

const linesOf = (block: Block): string[] =>
  typeof block === 'string' ? block.split('\n') : tableLines(block).map((line) => line.replaceAll('\t', ' '));
