import ExcelJS from 'exceljs';
import { dayCell, xlsxOf } from '../../web/shared/xlsx.ts';

it('a workbook has a sheet for each table, numbers stay numbers and texts stay texts', async () => {
  const bytes = await xlsxOf([
    {
      name: '各单位/各周',
      head: ['单位', '到期'],
      rows: [
        ['水利局', 3],
        ['=1+1', 0],
      ],
    },
    { name: 'x'.repeat(40), head: ['day'], rows: [] },
  ]);
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(bytes);
  expect(book.worksheets.map(({ name }) => name)).toEqual(['各单位 各周', 'x'.repeat(31)]);
  const sheet = book.worksheets[0];
  expect(sheet?.getRow(1).values).toEqual([undefined, '单位', '到期']);
  expect(sheet?.getRow(2).values).toEqual([undefined, '水利局', 3]);
  expect(sheet?.getCell('A3')).toMatchObject({ type: ExcelJS.ValueType.String, value: '=1+1' });
  expect(sheet?.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
});

it('long names that begin alike stay apart, as do names that differ in capitals only, and no sign is cut in two', async () => {
  const long = 'A report that two plans ask of one unit';
  const names = [
    `${long} twice`,
    `${long} thrice`,
    long.toUpperCase(),
    'Units',
    'units',
    "'项目'",
    `${'x'.repeat(30)}𠮷`,
  ];
  const bytes = await xlsxOf(names.map((name) => ({ name, head: ['day'], rows: [] })));
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(bytes);
  expect(book.worksheets.map(({ name }) => name)).toEqual([
    ...['A report that two plans ask of ', 'A report that two plans ask (2)', 'A REPORT THAT TWO PLANS ASK (3)'],
    ...['Units', 'units (2)', ' 项目 ', 'x'.repeat(30)],
  ]);
});

it('a day is a date without an hour, in a column wide enough for it, and none is an empty cell', async () => {
  const bytes = await xlsxOf([{ name: 'days', head: ['日'], rows: [[dayCell('2020-06-30')], [dayCell(null)]] }]);
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(bytes);
  const sheet = book.worksheets[0];
  expect(sheet?.getCell('A2')).toMatchObject({
    ...{ type: ExcelJS.ValueType.Date, value: new Date('2020-06-30T00:00:00Z'), numFmt: 'yyyy-mm-dd' },
  });
  expect(sheet?.getCell('A3').text).toBe('');
  expect(sheet?.getColumn(1).width).toBeGreaterThanOrEqual(12);
});
