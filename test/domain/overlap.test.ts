import { type Demands, findOverlaps, indicatorSubject } from '../../domain/overlap.ts';

const demands = (more: Partial<Demands> = {}): Demands => ({ unitIds: [], periods: [], indicators: [], ...more });

describe('what an indicator measures', () => {
  it.each([
    ['确保2020年底全县义务教育巩固率96%以上', '义务教育巩固率'],
    ['义务教育巩固率达到97％', '义务教育巩固率'],
    ['新增城镇就业3,000人', '新增城镇就业人'],
  ])('%s → %s', (text, subject) => expect(indicatorSubject(text)).toBe(subject));
});

describe('reports', () => {
  const own = demands({ unitIds: ['a', 'b', 'c'], periods: [{ name: '年中', dueOn: '2020-06-30' }] });
  const other = (dueOn: string, unitIds = ['b', 'c', 'd']) => ({
    ...demands({ unitIds, periods: [{ name: '半年', dueOn }] }),
    plan: 'other',
  });

  it('overlap where the same units report within a week', () => {
    expect(findOverlaps(own, [other('2020-07-06')])).toEqual([
      { of: 'report', at: 0, plan: 'other', name: '半年', dueOn: '2020-07-06', unitIds: ['b', 'c'] },
    ]);
    expect(findOverlaps(own, [other('2020-06-24')])).toHaveLength(1);
  });

  it('do not where they are a week apart or ask other units', () => {
    expect(findOverlaps(own, [other('2020-07-07'), other('2020-06-23'), other('2020-06-30', ['d'])])).toEqual([]);
  });
});

describe('indicators', () => {
  const own = demands({
    indicators: [
      { text: '贫困发生率降至1%以下', unitIds: ['a'] },
      { text: '义务教育巩固率96%以上', unitIds: ['a', 'b'] },
      { text: '96%', unitIds: ['a'] },
    ],
  });

  it('overlap where both measure the same of a unit, whatever the figure', () => {
    const other = demands({
      indicators: [
        { text: '确保义务教育巩固率达到98%', unitIds: ['b'] },
        { text: '98%', unitIds: ['a'] },
      ],
    });
    expect(findOverlaps(own, [{ ...other, plan: 7 }])).toEqual([
      { of: 'indicator', at: 1, plan: 7, text: '确保义务教育巩固率达到98%', unitIds: ['b'] },
    ]);
  });

  it('do not where other units answer for it', () => {
    const other = demands({ indicators: [{ text: '义务教育巩固率96%以上', unitIds: ['c'] }] });
    expect(findOverlaps(own, [{ ...other, plan: 7 }])).toEqual([]);
  });
});
