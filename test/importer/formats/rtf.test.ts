import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { readDocument } from '../../../importer/readDocument.ts';
import { brief } from '../support.ts';

const DEMO = readFileSync(join(import.meta.dirname, '../../../demo/plan.txt'));

/** As Word writes it: Chinese as \u with a substitute, ASCII as it is. */
const unicode = (text: string): string =>
  [...text].map((sign) => (sign.charCodeAt(0) < 128 ? sign : `\\u${sign.charCodeAt(0)}?`)).join('');
/** As WordPad writes it: bytes of the code page. */
const codePage = (text: string): string =>
  [...iconv.encode(text, 'gbk')]
    .map((byte) => (byte < 128 ? String.fromCharCode(byte) : `\\'${byte.toString(16)}`))
    .join('');

const rtfOf = (body: string): Buffer =>
  Buffer.from(
    `{\\rtf1\\ansi\\ansicpg936\\uc1{\\fonttbl{\\f0 SimSun;}}{\\*\\generator x;}{\\header ${unicode('页眉')}\\par}${body}}`,
  );

describe('a Rich Text document', () => {
  it.each([
    ['Unicode', unicode],
    ['the code page', codePage],
  ])('in %s gives the measures that its text gives', async (_, write) => {
    const plain = await readDocument(DEMO, 'plan.txt');
    const lines = plain.text.split('\n').map((line) => `\\pard ${write(line)}\\par\n`);
    const rich = await readDocument(rtfOf(lines.join('')), '方案.rtf');
    expect(rich.result.measures.map(brief)).toEqual(plain.result.measures.map(brief));
    expect(rich.text).not.toMatch(/页眉|SimSun|generator/);
  });

  it('has its tables', async () => {
    const row = (...cells: string[]): string =>
      `\\trowd\\pard\\intbl ${cells.map((cell) => `${cell.split('|').map(unicode).join('\\par ')}\\cell `).join('')}\\row\n`;
    const { text } = await readDocument(
      rtfOf(`${row('序号', '任务', '责任单位')}${row('1', '修路', '县交通局|县财政局')}\\pard ${unicode('完')}\\par`),
      '清单.rtf',
    );
    expect(text).toBe('序号\t任务\t责任单位\n1\t修路\t县交通局、县财政局\n\n完\n');
  });

  it('in whose page head a marking of secrecy stands is refused', async () => {
    const marked = Buffer.from(`{\\rtf1\\ansi{\\header ${unicode('机密★1年')}\\par}${unicode('方案')}\\par}`);
    await expect(readDocument(marked, '方案.rtf')).rejects.toMatchObject({ code: 'DOCUMENT_CLASSIFIED' });
  });
});
