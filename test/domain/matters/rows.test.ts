import { listedProblems, type MatterContent, matterProblems, settledRows } from '../../../domain/matters/rows.ts';

const matter = (change: Partial<MatterContent>): MatterContent => ({
  ...{ title: '巡察整改', units: [{ unitId: 'u1', role: 'RESPONSIBLE' }], leaderPostId: 'l1' },
  ...{ deadlineOn: '2020-03-31', rows: [], ...change },
});
const row = (change: Partial<MatterContent['rows'][number]> = {}) => ({
  ...{ title: '问题一', demand: '', units: [], leaderPostId: null, deadlineOn: null },
  ...change,
});

it('a matter without a list is one row itself', () => {
  expect(settledRows(matter({}))).toEqual([
    {
      ...{ title: '巡察整改', demand: '', leaderPostId: 'l1', deadlineOn: '2020-03-31' },
      units: [{ unitId: 'u1', role: 'RESPONSIBLE', answerable: true }],
    },
  ]);
});

it('what a row leaves open is as the matter has it; its own units take the place of the matter’s', () => {
  const own = row({
    ...{ deadlineOn: '2020-01-15', leaderPostId: 'l2' },
    units: [
      { unitId: 'u2', role: 'SUPPORTING' },
      { unitId: 'u3', role: 'RESPONSIBLE' },
      { unitId: 'u2', role: 'LEAD' },
    ],
  });
  const [open, settled] = settledRows(matter({ rows: [row(), own] }));
  expect(open).toMatchObject({ leaderPostId: 'l1', deadlineOn: '2020-03-31', units: [{ unitId: 'u1' }] });
  expect(settled).toMatchObject({ leaderPostId: 'l2', deadlineOn: '2020-01-15' });
  expect(settled?.units).toEqual([
    { unitId: 'u3', role: 'RESPONSIBLE', answerable: false },
    { unitId: 'u2', role: 'LEAD', answerable: true },
  ]);
});

it('a row for which nobody answers, or whose deadline has passed, is named by its place', () => {
  const content = matter({
    units: [{ unitId: 'u1', role: 'SUPPORTING' }],
    rows: [row(), row({ deadlineOn: '2019-12-01', units: [{ unitId: 'u2', role: 'LEAD' }] })],
  });
  const problems = matterProblems(content, '2019-12-02');
  expect(problems.map(({ pointer }) => pointer)).toEqual(['/rows/0/units', '/rows/1/deadlineOn']);
  expect(problems[1]?.message.zh).toContain('2019-12-01');
  expect(matterProblems(matter({}), '2020-03-31')).toEqual([]);
});

it('a matter without a list is told of its own units and deadline, not of a row', () => {
  const problems = matterProblems(matter({ units: [], deadlineOn: '2019-12-01' }), '2019-12-02');
  expect(problems.map(({ pointer }) => pointer)).toEqual(['/units', '/deadlineOn']);
  for (const { message } of problems) expect(message.zh).toMatch(/^本事项/);
});

it('a row that is on the list already, or twice among those that come to it, is named by its place', () => {
  const rows = settledRows(matter({ rows: [row(), row({ title: '问题二' }), row({ title: '问题二' })] }));
  expect(listedProblems(rows, ['问题一']).map(({ pointer }) => pointer)).toEqual(['/rows/0/title', '/rows/2/title']);
  expect(listedProblems(rows.slice(0, 2), [])).toEqual([]);
});
