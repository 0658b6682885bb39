import { type Block, type Cell, layOut } from './blocks.ts';

/** Groups that hold no text of the body. */
const SKIPPED = new Set(
  'fonttbl colortbl stylesheet info pict object themedata colorschememapping datastore latentstyles listtable listoverridetable generator xmlnstbl rsidtbl fldinst header headerl headerr headerf footer footerl footerr footerf footnote annotation bkmkstart bkmkend nonshppict'.split(
    ' ',
  ),
);
const MARGINS = /^(?:header|footer)[lrf]?$/;
const SIGNS: Record<string, string> = {
  emdash: '—',
  endash: '–',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  bullet: '•',
  tab: '\t',
  line: '\n',
};
/** Windows code pages as the standard decoder names them; Chinese where none is given. */
const PAGES: Record<string, string> = { '936': 'gb18030', '950': 'big5', '1252': 'windows-1252', '65001': 'utf-8' };
const TOKEN = /\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([^\\{}\r\n]+)/g;

interface Group {
  skipped: boolean;
  margin: boolean;
  hidden: boolean;
  /** Characters that stand for one given by \u (`\ucN`). */
  substitutes: number;
}

/** Text of a Rich Text document (RTF 1.9): paragraphs, and the rows of its tables. */
export function rtfText(bytes: Buffer): { text: string; margins: string[] } {
  const reader = new RtfReader(PAGES[/\\ansicpg(\d+)/.exec(bytes.toString('latin1', 0, 2000))?.[1] ?? ''] ?? 'gb18030');
  for (const token of bytes.toString('latin1').matchAll(TOKEN)) reader.take(token);
  return reader.end();
}

class RtfReader {
  private readonly blocks: Block[] = [];
  private readonly margins: string[] = [];
  private readonly groups: Group[] = [];
  private group: Group = { skipped: false, margin: false, hidden: false, substitutes: 1 };
  private line = '';
  private lines: string[] = [];
  private row: Cell[] = [];
  private pending: number[] = [];
  private passing = 0;
  private starred = false;
  private inTable = false;

  constructor(private readonly encoding: string) {}

  take(token: RegExpExecArray): void {
    const [, word, value, hex, sign, brace, plain] = token;
    if (brace === '{') this.groups.push({ ...this.group });
    else if (brace === '}') this.closeGroup();
    else if (word !== undefined) this.control(word, value === undefined ? null : Number(value));
    else if (hex !== undefined) this.byte(Number.parseInt(hex, 16));
    else if (sign !== undefined) this.sign(sign);
    else if (plain !== undefined) for (const letter of Buffer.from(plain, 'latin1')) this.byte(letter);
    if (sign !== '*') this.starred = this.starred && brace === '{';
  }

  private closeGroup(): void {
    this.flushBytes();
    const outer = this.groups.pop();
    if (!outer) return;
    if (this.group.margin && !outer.margin) {
      this.margins.push(...`${this.lines.join('\n')}\n${this.line}`.split('\n').filter((line) => line.trim() !== ''));
      this.lines = [];
      this.line = '';
    }
    this.group = outer;
  }

  private control(word: string, value: number | null): void {
    this.flushBytes();
    if (MARGINS.test(word)) this.group.margin = true;
    else if (SKIPPED.has(word) || this.starred) this.group.skipped = true;
    if (this.group.skipped) return;
    if (word === 'u' && value !== null) {
      this.put(String.fromCharCode(value < 0 ? value + 0x10000 : value));
      this.passing = this.group.substitutes;
    } else if (word === 'uc') this.group.substitutes = Math.max(0, value ?? 1);
    else if (word === 'v') this.group.hidden = value !== 0;
    else if (word === 'plain') this.group.hidden = false;
    else if (word === 'intbl') this.inTable = true;
    else if (word === 'pard') this.inTable = false;
    else if (word === 'par' || word === 'sect' || word === 'page') this.paragraph();
    else if (word === 'cell') this.closeCell();
    else if (word === 'row') this.closeRow();
    else if (SIGNS[word] !== undefined) this.put(SIGNS[word]);
  }

  private sign(sign: string): void {
    this.flushBytes();
    if (sign === '*') this.starred = true;
    else if (sign === '~') this.put(' ');
    else if (sign === '_') this.put('-');
    else if (sign === '\\' || sign === '{' || sign === '}') this.put(sign);
  }

  private byte(byte: number): void {
    if (this.passing > 0) this.passing--;
    else this.pending.push(byte);
  }

  private flushBytes(): void {
    if (this.pending.length === 0) return;
    this.put(new TextDecoder(this.encoding).decode(Uint8Array.from(this.pending)));
    this.pending = [];
  }

  private put(text: string): void {
    if (!this.group.skipped && !this.group.hidden) this.line += text;
  }

  private paragraph(): void {
    this.lines.push(this.line);
    this.line = '';
    if (this.inTable || this.group.margin) return;
    this.blocks.push(...this.lines);
    this.lines = [];
  }

  private closeCell(): void {
    this.row.push({ lines: [...this.lines, this.line], span: 1, rows: 1 });
    this.lines = [];
    this.line = '';
  }

  private closeRow(): void {
    const last = this.blocks.at(-1);
    if (last && typeof last !== 'string') last.rows.push(this.row);
    else this.blocks.push({ rows: [this.row] });
    this.row = [];
  }

  end(): { text: string; margins: string[] } {
    this.flushBytes();
    this.inTable = false;
    this.paragraph();
    return { text: layOut(this.blocks), margins: this.margins };
  }
}
