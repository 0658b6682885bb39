import { type Demands, findOverlaps, indicatorSubject, sameIndicator } from '../../domain/overlap.ts';

const demands = (more: Partial<Demands> = {}): Demands => ({ unitIds: [], periods: [], indicators: [], ...more });

describe('what an indicator measures', () => {
  it.each([
    ['确保2020年底全县义务教育巩固率96%以上', '义务教育巩固率'],
    ['义务教育巩固率达到97％', '义务教育巩固率'],
    ['新增城镇就业3,000人', '新增城镇就业人'],
  ])('%s → %s', (text, subject) => expect(indicatorSubject(text)).toBe(subject));
});

describe('two indicators measure the same', () => {
  it.each([
    ['确保2020年底全省义务教育巩固率95%以上', '确保2020年底全县义务教育巩固率96%以上', true],
    ['使贫困群众住院自付比例不超过10%', '个人住院自付比例控制在10%以内', true],
    ['到2025年全县卫生厕所普及率达到85%以上、农村生活污水治理率达到40%', '卫生厕所普及率达到85%左右', true],
    ['贫困发生率降至1%以下', '全县贫困发生率降至0.5%', true],
    ['扶持建设1个冷链物流基地', '扶持建设2个冷链物流基地', true],
    ['按不低于10%的幅度', '按不低于6%的幅度', false],
    ['卫生厕所普及率达到85%', '自来水普及率达99%', false],
    ['基本医疗保险参保率98%', '基本养老保险参保率98%', false],
    ['入住率达100%', '396户1504人建档立卡人口入住率达100%', false],
  ])('%s, %s: %s', (one, other, same) => expect(sameIndicator(one, other)).toBe(same));
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

  it('are told once of a sentence that states several figures', () => {
    const text = '卫生厕所普及率达到85%、生活污水治理率达到40%';
    const twice = demands({
      indicators: [
        { text, unitIds: ['a'] },
        { text, unitIds: ['a'] },
      ],
    });
    expect(findOverlaps(twice, [{ ...twice, plan: 7 }])).toHaveLength(1);
  });

  it('do not where other units answer for it', () => {
    const other = demands({ indicators: [{ text: '义务教育巩固率96%以上', unitIds: ['c'] }] });
    expect(findOverlaps(own, [{ ...other, plan: 7 }])).toEqual([]);
  });
});
