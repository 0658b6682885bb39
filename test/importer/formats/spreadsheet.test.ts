import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import library from '@e965/xlsx';
import iconv from 'iconv-lite';
import { readDocument } from '../../../importer/readDocument.ts';
import { xlsxOf } from '../../support/documentFiles.ts';
import { brief } from '../support.ts';

const DEMO = readFileSync(join(import.meta.dirname, '../../../demo/plan.txt'));
const HEADER = ['序号', '工作任务', '责任领导', '责任单位', '完成时限'];

/** A workbook of the given rows, in the form of the given extension. */
function workbookOf(
  sheets: Record<string, (string | number)[][]>,
  bookType: 'xlsx' | 'biff8' = 'xlsx',
  merges: string[] = [],
): Buffer {
  const book = library.utils.book_new();
  for (const [name, rows] of Object.entries(sheets)) {
    const sheet = library.utils.aoa_to_sheet(rows);
    sheet['!merges'] = merges.map((range) => library.utils.decode_range(range));
    library.utils.book_append_sheet(book, sheet, name);
  }
  return library.write(book, { type: 'buffer', bookType });
}

describe('a list of tasks in a spreadsheet', () => {
  it('gives the measures that the document gives', async () => {
    const { result } = await readDocument(DEMO, 'plan.txt');
    const list = await readDocument(await xlsxOf(result.plan.title, result.measures), '清单.xlsx');
    expect(list.result.measures.map(brief)).toEqual(result.measures.map(brief));
  });

  it.each(['xlsx', 'biff8'] as const)(
    'as %s: title rows, merged cells, units on lines, several sheets',
    async (type) => {
      const first = [
        ['云岭县修路任务清单'],
        ['单位：万元'],
        HEADER,
        [1, '修县道', '张大山', '县交通局\n县财政局', '2020年底'],
        [2, '修村道', '', '县水利局、县林业局', '长期'],
      ];
      const bytes = workbookOf({ 道路: first, 桥梁: [HEADER, [1, '架石桥', '李小河', '县住建局', '2021年底']] }, type, [
        'C4:C5',
      ]);
      const { result } = await readDocument(bytes, '清单');
      expect(result.measures.map((m) => [m.title, m.leaders, m.responsibleUnits, m.deadline.date])).toEqual([
        ['修县道', ['张大山'], ['县交通局', '县财政局'], '2020-12-31'],
        ['修村道', ['张大山'], ['县水利局', '县林业局'], null],
        ['架石桥', ['李小河'], ['县住建局'], '2021-12-31'],
      ]);
    },
  );

  it('parts the units of a cell whose lines are lists themselves', async () => {
    const cell = '县财政局、市生态环境局云岭分局\n国网云岭县供电公司';
    const bytes = workbookOf({ 道路: [HEADER, [1, '修县道', '张大山', cell, '2020年底']] });
    expect((await readDocument(bytes, '清单.xlsx')).result.measures[0]?.responsibleUnits).toEqual([
      '县财政局',
      '市生态环境局云岭分局',
      '国网云岭县供电公司',
    ]);
  });

  it.each([
    ['utf8', ','],
    ['utf8', ';'],
    ['gb18030', ','],
  ])('saved as text in %s, cells parted by %s', async (encoding, mark) => {
    const rows = [
      ['云岭县2024年修路任务清单', '', '', '', ''],
      HEADER,
      ['1', `"修县道${mark}长30公里"`, '张大山', '"县交通局\n县财政局"', '2024年10月'],
      ['2', '修村道', '李小河', '县水利局、县林业局', '长期'],
    ];
    const text = rows.map((row) => row.join(mark)).join('\r\n');
    const bytes = iconv.encode(text, encoding);
    const { result } = await readDocument(bytes, '清单.csv');
    expect(result.plan.title).toBe('云岭县2024年修路任务清单');
    expect(result.measures.map(brief)).toEqual([
      `修县道${mark}长30公里 张大山 - 县交通局+县财政局 - - 2024-10-31`,
      '修村道 李小河 - 县水利局+县林业局 - - longTerm',
    ]);
  });

  it('names sheet and row of what it could not read', async () => {
    const bytes = workbookOf({
      道路: [
        HEADER,
        [1, '修县道', '张大山', '县交通局', '2020年底'],
        [2, '修村道', '', '', ''],
        [3, '', '', '', '2020年底'],
      ],
    });
    const { result } = await readDocument(bytes, '清单.xlsx');
    const said = result.warnings.map((w) => w.message).join('\n');
    expect(said).toContain('工作表“道路”第3行');
    expect(said).toContain('工作表“道路”第4行');
    expect(said).not.toContain('第2行');
  });

  it('says what an empty cell was taken to mean, and nothing of a merged one', async () => {
    const bytes = workbookOf(
      {
        道路: [
          HEADER,
          [1, '修县道', '张大山', '县交通局', '2020年底'],
          [2, '修村道', '', '县水利局', ''],
          [3, '修桥', '何立群', '县教育局', '2020年6月底'],
          [4, '修渠', '', '县水利局', '2020年6月底'],
        ],
      },
      'xlsx',
      ['C4:C5'],
    );
    const { result } = await readDocument(bytes, '清单.xlsx');
    expect(result.measures.map((m) => m.leaders)).toEqual([['张大山'], ['张大山'], ['何立群'], ['何立群']]);
    expect(result.warnings.map((w) => w.message).filter((said) => said.includes('沿用'))).toEqual([
      '工作表“道路”第3行：没有写明责任领导，沿用了上一行的，请核对',
    ]);
  });

  it('is not held up by a cell merged over the whole sheet', async () => {
    const bytes = workbookOf({ 道路: [HEADER, [1, '修县道', '张大山', '县交通局', '2020年底']] }, 'xlsx', [
      'A10:XFD1048576',
    ]);
    expect((await readDocument(bytes, '清单.xlsx')).result.measures).toHaveLength(1);
  });
});
