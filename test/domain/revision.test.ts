import { type RevisionMeasure, reviseMeasures } from '../../domain/revision.ts';

function measure(id: string, title: string, rest: Partial<RevisionMeasure> = {}): RevisionMeasure {
  return {
    id,
    title,
    path: [title],
    text: `${title}。由县教育局牵头，建立台账，逐项落实，确保完成${title}的各项任务。`,
    deadline: { text: '2020年底', kind: 'date', date: '2020-12-31' },
    leaders: [{ key: 'p1', name: '李明' }],
    units: [{ key: 'u1', name: '县教育局', role: 'RESPONSIBLE' }],
    indicators: [],
    ...rest,
  };
}

const running = [
  measure('a', '控辍保学动态清零'),
  measure('b', '农村饮水安全巩固提升'),
  measure('c', '危旧房屋改造后续管护'),
];
const kinds = (next: RevisionMeasure[]) =>
  reviseMeasures(running, next).map((one) => [one.kind, 'before' in one ? one.before.id : null]);

describe('a new version of a document', () => {
  it('that says the same changes nothing, whatever its spaces and numbers are', () => {
    const next = running.map((one) => ({
      ...one,
      id: `new-${one.id}`,
      title: `1. ${one.title}`,
      text: ` ${one.text}\n`,
    }));
    expect(kinds(next)).toEqual([
      ['unchanged', 'a'],
      ['unchanged', 'b'],
      ['unchanged', 'c'],
    ]);
  });

  it('has what it adds and no longer has what it drops, wherever the others have moved to', () => {
    const [a, , c] = running as [RevisionMeasure, RevisionMeasure, RevisionMeasure];
    const next = [c, measure('n', '基层医疗机构标准化建设', { text: '新建村卫生室12所，配齐设备和人员。' }), a];
    expect(kinds(next)).toEqual([
      ['unchanged', 'c'],
      ['added', null],
      ['unchanged', 'a'],
      ['withdrawn', 'b'],
    ]);
  });

  it.each([
    ['deadline', { deadline: { text: '2021年6月底', kind: 'date', date: '2021-06-30' } }],
    ['leaders', { leaders: [{ key: 'p2', name: '王平' }] }],
    ['units', { units: [{ key: 'u1', name: '县教育局', role: 'LEAD' as const }] }],
    ['indicators', { indicators: [{ text: '巩固率96%', value: 96 }] }],
    ['title', { title: '控辍保学动态全清零' }],
    ['text', { text: `${running[0]?.text}每月通报一次。` }],
  ])('names %s as what it changes', (field, change) => {
    const next = running.map((one) => (one.id === 'a' ? { ...one, ...change } : one));
    expect(reviseMeasures(running, next)[0]).toMatchObject({ kind: 'changed', before: { id: 'a' }, fields: [field] });
  });

  it('does not take other words of the same deadline, or the same units in another order, for a change', () => {
    const two = [
      { key: 'u1', name: '县教育局', role: 'RESPONSIBLE' as const },
      { key: 'u2', name: '县财政局', role: 'SUPPORTING' as const },
    ];
    const before = measure('a', '控辍保学', { units: two });
    const after = measure('a2', '控辍保学', {
      units: two.toReversed(),
      deadline: { text: '2020年12月31日前', kind: 'date', date: '2020-12-31' },
    });
    expect(reviseMeasures([before], [after])[0]?.kind).toBe('unchanged');
  });

  it('keeps measures of nearly the same words apart: each goes with the one that is most like it', () => {
    const year = (id: string, n: number) =>
      measure(id, `第${n}年度任务`, { text: `完成第${n}年度的各项工作任务，建立第${n}本台账。` });
    const old = [year('x', 1), year('y', 2), year('z', 3)];
    const next = [year('n3', 3), year('n1', 1)];
    expect(reviseMeasures(old, next).map((one) => [one.kind, 'before' in one ? one.before.id : null])).toEqual([
      ['unchanged', 'z'],
      ['unchanged', 'x'],
      ['withdrawn', 'y'],
    ]);
  });

  it('of nothing like it adds everything and withdraws everything', () => {
    const next = [measure('n', '招商引资项目落地', { text: '新引进企业十家，到位资金三亿元。' })];
    expect(kinds(next).map(([kind]) => kind)).toEqual(['added', 'withdrawn', 'withdrawn', 'withdrawn']);
    expect(reviseMeasures([], [])).toEqual([]);
  });

  it('matches 300 measures against 300 at once', () => {
    const many = Array.from({ length: 300 }, (_, at) =>
      measure(`m${at}`, `第${at}项重点任务`, { text: `围绕第${at}号目标推进工作。`.repeat(8) }),
    );
    const result = reviseMeasures(many, many.toReversed());
    expect(result.every((one) => one.kind === 'unchanged' && one.before.id === one.after.id)).toBe(true);
  });
});
