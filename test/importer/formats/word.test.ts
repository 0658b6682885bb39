import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDocument } from '../../../importer/readDocument.ts';
import { docxOf, numberedDocxOf, rawDocxOf } from '../../support/documentFiles.ts';
import { word97Of } from '../../support/word97File.ts';
import { brief } from '../support.ts';

const DEMO = readFileSync(join(import.meta.dirname, '../../../demo/plan.txt'));

const p = (text: string): string => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;
const cell = (text: string, properties = ''): string =>
  `<w:tc><w:tcPr>${properties}</w:tcPr>${text.split('|').map(p).join('')}</w:tc>`;
const row = (...cells: string[]): string => `<w:tr>${cells.join('')}</w:tr>`;

const read = async (bytes: Buffer) => readDocument(bytes, '方案.docx');

describe('a Word 97 document', () => {
  it('gives the measures that its text gives, quotes as printed', async () => {
    const plain = await readDocument(DEMO, 'plan.txt');
    const word = await readDocument(word97Of(plain.text), '方案.doc');
    expect(word.result.measures.map(brief)).toEqual(plain.result.measures.map(brief));
    expect(word.text).toContain('“帮着过”');
  });

  it('with a password says how to go on', async () => {
    await expect(readDocument(word97Of('方案', { encrypted: true }), '方案.doc')).rejects.toMatchObject({
      code: 'DOCUMENT_UNREADABLE',
      userMessage: { zh: expect.stringContaining('密码') },
    });
  });
});

describe('a Word 97 document that an office program has written', () => {
  const numbered = readFileSync(join(import.meta.dirname, 'numbered.doc'));

  it('has the numbers back that the program counted: of styles, of lists, and of a list begun anew', async () => {
    const { text } = await readDocument(numbered, '方案.doc');
    expect(text.split('\n').filter(Boolean)).toEqual([
      '云岭县修路方案',
      '一、总体要求',
      '修好路。',
      '二、工作措施',
      '（一）修路',
      '1.修县道。',
      '责任单位：县交通局',
      '2. 2020年底前修村道。',
      '责任单位：县财政局',
      '（二）架桥',
      '1.架石桥。',
      '责任单位：县水利局',
      '5.架铁桥。',
      '责任单位：县住建局',
    ]);
  });

  it('whose lists are damaged is read without the numbers, and says so', async () => {
    const damaged = Buffer.from(numbered);
    const header = damaged.indexOf(Buffer.from([0xec, 0xa5]));
    damaged.writeUInt32LE(0x7fffffff, header + 0x2e2);
    const { text, result } = await readDocument(damaged, '方案.doc');
    expect(text).toContain('\n修县道。\n责任单位：县交通局');
    expect(result.warnings.map(({ message }) => message)).toContainEqual(expect.stringContaining('自动编号'));
  });
});

describe('a Word document', () => {
  it('gives the measures that its text gives', async () => {
    const plain = await readDocument(DEMO, 'plan.txt');
    const word = await read(await docxOf(plain.text));
    expect(word.result.measures.map(brief)).toEqual(plain.result.measures.map(brief));
    expect(word.result.plan).toEqual(plain.result.plan);
  });

  it('has the numbers back that the program counted', async () => {
    const { text, result } = await read(
      await numberedDocxOf([
        { text: '云岭县修路方案' },
        { text: '总体要求', level: 0 },
        { text: '工作措施', level: 0 },
        { text: '修路', level: 1 },
        { text: '修县道。', level: 2 },
        { text: '2020年底前修村道。', level: 2 },
        { text: '责任单位：县交通局' },
        { text: '架桥', level: 1 },
        { text: '架石桥。', level: 2 },
        { text: '责任单位：县水利局' },
      ]),
    );
    expect(text.split('\n').filter(Boolean)).toEqual([
      '云岭县修路方案',
      '一、总体要求',
      '二、工作措施',
      '（一）修路',
      '1.修县道。',
      '2. 2020年底前修村道。',
      '责任单位：县交通局',
      '（二）架桥',
      '1.架石桥。',
      '责任单位：县水利局',
    ]);
    expect(result.measures.flatMap((m) => m.responsibleUnits)).toEqual(['县交通局', '县水利局']);
  });

  it('carries merged cells down and parts units that stand one under another', async () => {
    const merge = (value: string): string => (value ? `<w:vMerge w:val="${value}"/>` : '<w:vMerge/>');
    const { result } = await read(
      await rawDocxOf(
        `${p('云岭县修路任务清单')}<w:tbl>${[
          row(cell('责任清单', '<w:gridSpan w:val="4"/>')),
          row(cell('序号'), cell('任务'), cell('责任领导'), cell('责任单位')),
          row(cell('1'), cell('修县道'), cell('张大山', merge('restart')), cell('县交通局|县财政局')),
          row(cell('2'), cell('修村道'), cell('', merge('')), cell('县水利局')),
        ].join('')}</w:tbl>`,
      ),
    );
    expect(result.measures.map((m) => [m.title, m.leaders, m.responsibleUnits])).toEqual([
      ['修县道', ['张大山'], ['县交通局', '县财政局']],
      ['修村道', ['张大山'], ['县水利局']],
    ]);
  });

  it('leaves out what was deleted, hidden, or stands in a table of contents, and reads text boxes once', async () => {
    const box = (form: string): string => `<${form}><w:txbxContent>${p('框内文字')}</w:txbxContent></${form}>`;
    const { text } = await read(
      await rawDocxOf(
        `<w:p><w:pPr><w:pStyle w:val="10"/></w:pPr><w:r><w:t>一、目录行 3</w:t></w:r></w:p>
         <w:p><w:r><w:t>留下</w:t></w:r><w:del><w:r><w:delText>删去</w:delText></w:r></w:del>
           <w:ins><w:r><w:t>新增</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r></w:p>
         <w:p><w:r><mc:AlternateContent>${box('mc:Choice')}${box('mc:Fallback')}</mc:AlternateContent></w:r></w:p>`,
        { 'word/styles.xml': '<w:styles><w:style w:styleId="10"><w:name w:val="toc 1"/></w:style></w:styles>' },
      ),
    );
    expect(text.split('\n').filter(Boolean)).toEqual(['留下新增', '框内文字']);
  });

  it('finds the document number in the head of the page', async () => {
    const { result } = await read(
      await docxOf('云岭县修路方案\n一、修路。\n责任单位：县交通局', { head: '云发〔2020〕7号' }),
    );
    expect(result.plan.documentNumber).toBe('云发〔2020〕7号');
  });

  it('says that macros were not run', async () => {
    const { result } = await read(await rawDocxOf(p('云岭县修路方案'), { 'word/vbaProject.bin': 'x' }));
    expect(result.warnings[0]?.message).toContain('宏');
  });
});
