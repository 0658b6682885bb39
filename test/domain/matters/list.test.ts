import { pastedCells, readList } from '../../../domain/matters/list.ts';

const LIST = `2019年扶贫领域巡察反馈问题整改清单
序号\t存在问题\t整改要求\t责任单位\t配合单位\t责任领导\t整改时限
1\t低保档案不全\t补齐档案\t县民政局、县财政局\t各乡镇\t张三\t2019年12月底前
\t\t\t\t\t\t
2\t"饮水工程
进度慢"\t加快进度\t县水利局；县发改局\t\t\t2020-03-31
`;

it('a pasted list is read by its heading, whatever stands above it; empty lines are passed over', () => {
  const rows = readList(pastedCells(LIST));
  expect(rows).toEqual([
    {
      ...{ line: 3, title: '低保档案不全', demand: '补齐档案', lead: [], responsible: ['县民政局', '县财政局'] },
      ...{ supporting: ['各乡镇'], leader: '张三', deadline: '2019年12月底前' },
    },
    {
      ...{ line: 5, title: '饮水工程 进度慢', demand: '加快进度', lead: [], responsible: ['县水利局', '县发改局'] },
      ...{ supporting: [], leader: '', deadline: '2020-03-31' },
    },
  ]);
});

it.each([
  ['牵头单位', 'lead'],
  ['承办单位', 'responsible'],
  ['协办单位', 'supporting'],
])('the column %s names units as %s', (heading, role) => {
  const rows = readList([
    ['事项', heading],
    ['修路', '县交通局'],
  ]);
  expect(rows?.[0]).toMatchObject({ title: '修路', [role]: ['县交通局'] });
});

it('a leader who leads is no lead unit', () => {
  const rows = readList([
    ['问题', '牵头领导', '牵头单位'],
    ['修路', '李四', '县交通局'],
  ]);
  expect(rows?.[0]).toMatchObject({ leader: '李四', lead: ['县交通局'] });
});

it('a table without a heading is none', () => {
  expect(
    readList([
      ['低保档案不全，涉及三个乡镇十二户，至今没有补齐', '县民政局'],
      ['饮水', '县水利局'],
    ]),
  ).toBeNull();
  expect(readList([])).toBeNull();
});

it('cells keep quotes and line breaks as Excel copies them', () => {
  expect(pastedCells('a\t"b ""c""\nd"\r\ne')).toEqual([['a', 'b "c"\nd'], ['e']]);
  expect(pastedCells('"开口\t二')).toEqual([['"开口', '二']]);
  expect(pastedCells('')).toEqual([['']]);
});
