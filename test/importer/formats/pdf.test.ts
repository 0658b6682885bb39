import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { textOfPages } from '../../../importer/formats/pdf/layOutPages.ts';
import { readDocument } from '../../../importer/readDocument.ts';
import { pdfOf } from '../../support/documentFiles.ts';
import { chineseFont, rawPdfOf } from '../../support/rawPdf.ts';
import { brief } from '../support.ts';

const DEMO = readFileSync(join(import.meta.dirname, '../../../demo/plan.txt'));

const refusal = (bytes: Buffer) =>
  readDocument(bytes, '方案.pdf').then(
    () => null,
    (error: { code: string; userMessage: { zh: string } }) => [error.code, error.userMessage.zh] as const,
  );

/** A page of lines of text, each letter ten points wide. */
const pageOf = (lines: { x: number; y: number; text: string }[]) => ({
  pieces: lines.map(({ x, y, text }) => ({ text, x, y, width: text.length * 10, size: 10 })),
  rules: { horizontal: [], vertical: [] },
  height: 842,
  turned: [],
});

describe('a PDF', () => {
  it('gives the measures that its text gives, heads and page numbers dropped', async () => {
    const plain = await readDocument(DEMO, 'plan.txt');
    const steps: string[] = [];
    const pdf = await readDocument(await pdfOf(plain.text, { head: '青禾县人民政府办公室' }), '方案.pdf', {
      progress: ({ stage, page, pages }) => steps.push(stage === 'read' ? `${page}/${pages}` : stage),
    });
    expect(pdf.result.measures.map(brief)).toEqual(plain.result.measures.map(brief));
    expect(pdf.result.plan).toEqual(plain.result.plan);
    expect(pdf.text).not.toMatch(/第\d+页|人民政府办公室/);
    const pages = steps.length - 2;
    expect(pages).toBeGreaterThan(3);
    expect(steps).toEqual(['open', ...Array.from({ length: pages }, (_, i) => `${i + 1}/${pages}`), 'analyse']);
  });

  it('has its framed tables rebuilt, across pages and with units one under another', async () => {
    const rows = Array.from({ length: 60 }, (_, i) => `${i + 1}\t修第${i + 1}条路\t县交通局、县财政局\t2020年底`);
    const table = ['序号\t任务\t责任单位\t完成时限', ...rows].join('\n');
    const { text, result } = await readDocument(await pdfOf(`云岭县修路任务清单\n${table}`), '清单.pdf');
    expect(text).toContain('60\t修第60条路\t县交通局、县财政局\t2020年底');
    expect(result.measures).toHaveLength(60);
    expect(new Set(result.measures.map((m) => m.responsibleUnits.join()))).toEqual(new Set(['县交通局,县财政局']));
  });

  it('joins the lines of a paragraph, and only those', () => {
    const { text } = textOfPages([
      pageOf([
        { x: 120, y: 700, text: '一、为了修好县道村道和桥梁渡口' },
        { x: 100, y: 680, text: '各单位要按职责抓好落实不得拖延推' },
        { x: 100, y: 660, text: '诿。' },
        { x: 120, y: 640, text: '责任单位：县交通局' },
      ]),
    ]);
    expect(text).toBe('一、为了修好县道村道和桥梁渡口各单位要按职责抓好落实不得拖延推诿。\n责任单位：县交通局\n');
  });

  it('keeps the lines of columns without drawn lines apart', () => {
    const row = (y: number, ...texts: string[]) => texts.map((text, i) => ({ x: 100 + i * 120, y, text }));
    const { text } = textOfPages([
      pageOf([
        ...row(700, '任务', '责任领导', '责任单位'),
        ...row(680, '修好县道', '张大山', '县交通局'),
        ...row(660, '架桥', '李小河', '县水利局'),
      ]),
    ]);
    expect(text.trim().split('\n')).toHaveLength(3);
  });

  it('has a row that the page’s end cuts made one again', () => {
    const columns = [100, 140, 240, 380];
    const down = (from: number, to: number) => columns.map((at) => ({ at, from, to }));
    const across = (...at: number[]) => at.map((y) => ({ at: y, from: 100, to: 380 }));
    const row = (y: number, ...texts: string[]) =>
      texts.flatMap((text, i) => (text === '' ? [] : [{ x: (columns[i] ?? 0) + 5, y, text }]));
    const first = pageOf([...row(680, '序号', '任务', '责任单位'), ...row(640, '1', '修好县道和', '县交通局、')]);
    const second = pageOf([...row(780, '', '村道', '县财政局'), ...row(740, '2', '架桥', '县水利局')]);
    const { text } = textOfPages([
      { ...first, rules: { horizontal: across(700, 660), vertical: down(620, 700) } },
      { ...second, rules: { horizontal: across(760, 720), vertical: down(720, 800) } },
    ]);
    expect(text).toBe('序号\t任务\t责任单位\n1\t修好县道和村道\t县交通局、县财政局\n2\t架桥\t县水利局\n');
  });

  it('takes a full line of a cell for a name of its own where it ends one unit and the next begins another', () => {
    const row = (y: number, task: string, unit: string) => [
      { x: 105, y, text: task },
      { x: 185, y, text: unit },
    ];
    const cells = pageOf([
      ...row(680, '任务', '责任单位'),
      ...row(640, '修路', '县大数据中心'),
      ...row(620, '', '县农业农村局'),
      ...row(580, '架桥', '县住房和城乡'),
      ...row(560, '', '建设局'),
    ]);
    const down = [100, 180, 262].map((at) => ({ at, from: 540, to: 700 }));
    const across = [700, 660, 600, 540].map((at) => ({ at, from: 100, to: 262 }));
    const { text } = textOfPages([{ ...cells, rules: { horizontal: across, vertical: down } }]);
    expect(text).toBe('任务\t责任单位\n修路\t县大数据中心、县农业农村局\n架桥\t县住房和城乡建设局\n');
  });

  it('is told by its mark even where something stands before it', async () => {
    const words = 'a page that holds a good many words of text';
    const shown = rawPdfOf([`BT /F 12 Tf 100 700 Td (${words}) Tj ET`]);
    const { text } = await readDocument(Buffer.concat([Buffer.from('\n\n'), shown]), 'a.pdf');
    expect(text).toBe(`${words}\n`);
  });

  it('with a stream that unpacks without end is refused before it is read', async () => {
    const packed = deflateSync(Buffer.alloc(40 * 1024 * 1024, 'q Q '));
    const bomb = Buffer.concat([
      rawPdfOf(['BT /F 12 Tf 100 700 Td (a page that holds a good many words of text) Tj ET']),
      Buffer.from(`9 0 obj\n<< /Filter /FlateDecode /Length ${packed.length} >>\nstream\n`),
      packed,
      Buffer.from('\nendstream\nendobj\n'),
    ]);
    expect(await refusal(bomb)).toEqual(['DOCUMENT_TOO_LARGE', expect.stringContaining('解开后')]);
  });

  it('whose pages lie on their side is read as it is shown', async () => {
    const line = (x: number, text: string): string => `BT /F 12 Tf 0 1 -1 0 ${x} 100 Tm (${text}) Tj ET`;
    const { text } = await readDocument(
      rawPdfOf([`${line(100, 'first line')}\n${line(130, 'second line')}`], 90),
      'a.pdf',
    );
    expect(text).toBe('first line second line\n');
  });

  it.each([
    ['GBK-EUC-H', (text: string) => iconv.encode(text, 'gbk')],
    ['UniGB-UCS2-H', (text: string) => iconv.encode(text, 'utf-16be')],
  ])('without its fonts is read by the map %s', async (map, encode) => {
    const words = '云岭县农村公路建设实施方案';
    const shown = `BT /F 12 Tf 100 700 Td <${encode(words).toString('hex')}> Tj ET`;
    expect((await readDocument(rawPdfOf([shown], 0, chineseFont(map)), 'a.pdf')).text).toBe(`${words}\n`);
  });

  it('names the pages that hold no text', async () => {
    const words = 'BT /F 12 Tf 100 700 Td (a page that holds a good many words of text) Tj ET';
    const { result } = await readDocument(rawPdfOf([words, '', words, words]), 'a.pdf');
    expect(result.warnings.map((w) => w.message)).toContainEqual(expect.stringContaining('第2页没有文字'));
  });

  it('without text says that it is a scan', async () => {
    const bare = rawPdfOf(['', '0 0 m 10 10 l S']);
    expect(await refusal(bare)).toEqual(['DOCUMENT_UNREADABLE', expect.stringContaining('只有图像')]);
  });

  it('with a password, of too many pages, or broken is refused with what to do', async () => {
    expect(await refusal(await pdfOf('云岭县修路方案', { password: 'geheim' }))).toEqual([
      'DOCUMENT_UNREADABLE',
      expect.stringContaining('密码'),
    ]);
    const endless = rawPdfOf(Array.from({ length: 5000 }, () => 'BT /F 12 Tf (a) Tj ET'));
    expect(await refusal(endless)).toEqual(['DOCUMENT_TOO_LARGE', expect.stringContaining('5000页')]);
    expect(await refusal(Buffer.from('%PDF-1.7 x'))).toEqual(['DOCUMENT_UNREADABLE', expect.stringContaining('损坏')]);
  });
});
