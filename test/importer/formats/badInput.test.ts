import library from '@e965/xlsx';
import ExcelJS from 'exceljs';
import { DubanError } from '../../../domain/errors.ts';
import { readDocument } from '../../../importer/readDocument.ts';
import { docxOf, pdfOf, rawDocxOf, zipOf } from '../../support/documentFiles.ts';
import { oleOf, word97Of } from '../../support/word97File.ts';
import { seeded } from '../synthetic/random.ts';

const TEXT =
  '云岭县修路方案\n一、措施\n（一）修路。把路修好。\n责任单位：县交通局\n序号\t任务\t责任单位\n1\t架桥\t县水利局';

async function refusal(bytes: Buffer, name = '方案'): Promise<string> {
  try {
    const { result } = await readDocument(bytes, name);
    return `read ${result.measures.length}`;
  } catch (error) {
    if (!(error instanceof DubanError)) throw error;
    expect(error.userMessage.en.length).toBeGreaterThan(20);
    return `${error.code} ${error.userMessage.zh}`;
  }
}

const xlsx = (rows: string[][]): Buffer => {
  const book = library.utils.book_new();
  library.utils.book_append_sheet(book, library.utils.aoa_to_sheet(rows), '清单');
  return library.write(book, { type: 'buffer', bookType: 'xlsx' });
};

async function sheetWithHead(head: string): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('清单', { headerFooter: { oddHeader: `&L&"宋体"&12${head}&R第&P页` } });
  sheet.addRows([
    ['序号', '任务', '责任单位'],
    ['1', '修路', '县交通局'],
  ]);
  return Buffer.from(await book.xlsx.writeBuffer());
}

describe('a file that cannot be read', () => {
  it.each([
    [
      'an encrypted office file',
      () => oleOf({ EncryptedPackage: Buffer.alloc(64), EncryptionInfo: Buffer.alloc(64) }),
      '密码',
    ],
    ['an OFD file', () => zipOf({ 'OFD.xml': '<ofd:OFD/>' }), 'OFD 阅读器'],
    ['a presentation', () => zipOf({ 'ppt/presentation.xml': '<p/>' }), '复制到 Word'],
    ['an archive', () => zipOf({ '方案.txt': TEXT }), '解压'],
    ['a rar archive', () => Buffer.from('Rar!\u001a\u0007\u0000', 'latin1'), '解压'],
    ['an old file of another program', () => oleOf({ CONTENTS: Buffer.alloc(64) }), '另存为 .docx'],
    ['a picture', () => Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), '只有图像'],
    ['a Word file without its document', () => zipOf({ 'word/styles.xml': '<w:styles/>' }), '损坏'],
    [
      'a Word file in XML',
      () => Buffer.from(`<?xml version="1.0"?>\n<?mso-application progid="Word.Document"?>\n<w:wordDocument>${TEXT}`),
      '另存为 .docx',
    ],
    [
      'a web archive',
      () => Buffer.from(`From: <a>\r\nMIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n${TEXT}`),
      '另存为 .docx',
    ],
    ['broken XML', () => zipOf({ 'word/document.xml': '<w:document><w:body>' }), '损坏'],
    ['an empty Word file', () => rawDocxOf(''), '没有内容'],
    ['a Word file of pictures', () => rawDocxOf('', { 'word/media/image1.png': 'x' }), '只有图像'],
  ])('%s says what to do', async (_, make, said) => {
    expect(await refusal(await make())).toMatch(new RegExp(`^DOCUMENT_UNREADABLE .*${said}`));
  });

  it('an old office file under any name is told by its content', async () => {
    expect(await refusal(word97Of(TEXT), '方案.wps')).toBe('read 2');
    expect(await refusal(await docxOf(TEXT), '方案.txt')).toBe('read 2');
    expect(await refusal(Buffer.from(TEXT), '方案.docx')).toBe('read 2');
  });

  it('a file made to unpack without end is refused', async () => {
    const bomb = await rawDocxOf('', { 'word/document.xml': Buffer.alloc(70 * 1024 * 1024, 0x20) });
    expect(await refusal(bomb)).toMatch(/^DOCUMENT_TOO_LARGE/);
    const lying = Buffer.from(bomb);
    const entry = lying.lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2]));
    lying.writeUInt32LE(100, entry + 24);
    expect(await refusal(lying)).toMatch(/^DOCUMENT_TOO_LARGE/);
    const many = await zipOf(Object.fromEntries(Array.from({ length: 5001 }, (_, i) => [`word/${i}`, ''])));
    expect(await refusal(many)).toMatch(/^DOCUMENT_TOO_LARGE/);
    const sheet = await zipOf({ 'xl/workbook.xml': '<a/>', 'xl/media/image1.png': Buffer.alloc(70 * 1024 * 1024) });
    expect(await refusal(sheet)).toMatch(/^DOCUMENT_TOO_LARGE/);
  });

  it('entities that multiply and nesting without end are refused', async () => {
    const laughs = `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><w:document><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:document>`;
    expect(await refusal(await zipOf({ 'word/document.xml': laughs }))).toMatch(/^DOCUMENT_UNREADABLE/);
    const deep = '<w:tbl><w:tr><w:tc>'.repeat(50_000) + '</w:tc></w:tr></w:tbl>'.repeat(50_000);
    expect(await refusal(await rawDocxOf(deep))).toMatch(/^DOCUMENT_UNREADABLE/);
    const page = `<html><body>${'<div>'.repeat(100_000)}修路${'</div>'.repeat(100_000)}</body></html>`;
    expect(await refusal(Buffer.from(page))).toBe('read 0');
  });
});

describe('a marking of secrecy', () => {
  const p = (text: string): string => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;
  it.each([
    ['the head of a Word page', () => docxOf(TEXT, { head: '机密★1年' })],
    ['the head of a PDF page', () => pdfOf(TEXT, { head: '秘密' })],
    [
      'a cell',
      () => rawDocxOf(`<w:tbl><w:tr><w:tc>${p('密级')}</w:tc><w:tc>${p('机密')}</w:tc></w:tr></w:tbl>${p(TEXT)}`),
    ],
    ['a text box', () => rawDocxOf(`<w:p><w:r><w:txbxContent>${p('绝密★长期')}</w:txbxContent></w:r></w:p>${p(TEXT)}`)],
    ['a sheet', () => xlsx([['秘密★3年'], ['序号', '任务', '责任单位'], ['1', '修路', '县交通局']])],
    ['the head of a printed sheet', () => sheetWithHead('机密★1年')],
    ['an annex', () => Buffer.from(`${TEXT}\n${'修路。'.repeat(1000)}\n机密★5年\n附件`)],
    ['brackets', () => Buffer.from(`【机密】\n${TEXT}`)],
    ['brackets behind the title', () => Buffer.from(TEXT.replace('方案', '方案（秘密）'))],
    ['one line with number and urgency', () => Buffer.from(`000123 机密 特急\n${TEXT}`)],
  ])('in %s is refused', async (_, make) => {
    expect(await refusal(await make())).toMatch(/^DOCUMENT_CLASSIFIED/);
  });

  it.each(['★ 重点任务：修路', '做好保密工作', '（机密、秘密）分级管理', '严守国家秘密', '★修路'])(
    'a text with %s is read',
    async (line) => {
      expect(await refusal(Buffer.from(`${line}\n${TEXT}`))).toMatch(/^read/);
    },
  );
});

describe('a document that is no plan', () => {
  it.each([
    ['a poem', '静夜思\n李白\n床前明月光，疑是地上霜。\n举头望明月，低头思故乡。'],
    [
      'a news text',
      '本报讯 5月3日，记者从县交通局获悉，今年以来全县新修农村公路120公里，惠及群众3万人。县交通局局长表示，下一步将继续加大投入。',
    ],
    [
      'an invoice',
      '增值税普通发票\n购买方：云岭县交通局\n货物名称\t数量\t单价\t金额\n打印纸\t10\t25.00\t250.00\n价税合计：贰佰伍拾元整',
    ],
  ])('%s gives no measures', async (_, text) => {
    expect(await refusal(Buffer.from(text))).toBe('read 0');
    expect(await refusal(await docxOf(text))).toBe('read 0');
  });
});

describe('broken files', () => {
  const makers: Record<string, () => Promise<Buffer> | Buffer> = {
    docx: () => docxOf(TEXT),
    pdf: () => pdfOf(TEXT),
    xlsx: () =>
      xlsx([
        ['序号', '任务', '责任单位'],
        ['1', '修路', '县交通局'],
      ]),
    doc: () => word97Of(TEXT),
    html: () => Buffer.from(`<html><body><table><tr><td colspan=3>${TEXT}</td></tr></table></body></html>`),
  };
  const rounds = process.env.TEST_FULL === '1' ? 400 : 25;

  it.each(Object.keys(makers))('%s: cut and changed at random places, each is read or refused', async (kind) => {
    const whole = await makers[kind]?.();
    if (!whole) throw new Error(kind);
    const random = seeded(20261126);
    for (let i = 0; i < rounds; i++) {
      const bytes = Buffer.from(whole.subarray(0, i % 3 === 0 ? Math.floor(random() * whole.length) : whole.length));
      for (let k = 0; k < (i % 5) * 4 && bytes.length > 0; k++)
        bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
      expect(await refusal(bytes)).toMatch(/^(?:read|DOCUMENT_)/);
    }
  });
});
