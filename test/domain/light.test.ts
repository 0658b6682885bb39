import { shippedLimits } from '../../domain/countyLimits.ts';
import { type ItemStanding, itemLight, type MeasureStanding, measureLight } from '../../domain/light.ts';
import { calendar2020 as cal } from './support/calendar2020.ts';

const TODAY = '2020-06-22';

const item = (change: Partial<ItemStanding> = {}): ItemStanding => ({
  id: 'item-1',
  kind: 'REPORT',
  stepName: null,
  state: 'OPEN',
  dueOn: '2020-06-30',
  overdueDays: 0,
  holder: '县教育局',
  holderKind: 'UNIT_HEAD',
  ...change,
});

const measure = (change: Partial<MeasureStanding> = {}): MeasureStanding => ({
  status: 'running',
  items: [],
  lastReportedOn: ['2020-06-25'],
  periods: [{ label: { zh: '2020年年中', en: 'Mid-year 2020' }, opensOn: '2020-06-01', cutOffOn: '2020-07-15' }],
  ...change,
});

describe('the light of an item', () => {
  it.each([
    ['eight working days left', { dueOn: '2020-07-03' }, 'green', '应于2020-07-03'],
    ['seven working days left', { dueOn: '2020-07-02' }, 'yellow', '还剩7个工作日'],
    ['due today', { dueOn: TODAY }, 'yellow', '今日到期'],
    ['one day overdue', { dueOn: '2020-06-19', overdueDays: 1 }, 'yellow', '逾期1个工作日'],
    ['four days overdue', { dueOn: '2020-06-16', overdueDays: 4 }, 'yellow', '逾期4个工作日'],
    ['five days overdue', { dueOn: '2020-06-15', overdueDays: 5 }, 'red', '逾期5个工作日'],
    ['prepared but not signed', { state: 'PREPARED', dueOn: '2020-06-15', overdueDays: 5 }, 'red', '逾期'],
    ['past due on days that did not count', { dueOn: '2020-06-19', overdueDays: 0 }, 'yellow', '已过期'],
    [
      'a completion one day overdue',
      { kind: 'COMPLETE', dueOn: '2020-06-19', overdueDays: 1 },
      'red',
      '办结逾期1个工作日',
    ],
    ['handed in, though late', { state: 'SUBMITTED', dueOn: '2020-06-01', overdueDays: 9 }, 'green', '已报送'],
    ['lifted, and not late since', { dueOn: '2020-06-15', lightLiftedOn: '2020-06-19' }, 'green', '经复核'],
    [
      'lifted, and late again since',
      { dueOn: '2020-06-15', lightLiftedOn: '2020-06-19', overdueDays: 1 },
      'yellow',
      '逾期1个工作日',
    ],
    [
      'past due while it waits for somebody else',
      { kind: 'COMPLETE', dueOn: '2020-06-19', inTimeUntil: null },
      'green',
      '等待他人处理或暂停期间不计逾期',
    ],
    [
      'the last day that is not counted',
      { kind: 'COMPLETE', dueOn: '2020-06-12', inTimeUntil: TODAY },
      'green',
      '不计逾期',
    ],
    [
      'the first day that counts again',
      { kind: 'COMPLETE', dueOn: '2020-06-12', inTimeUntil: '2020-06-21', overdueDays: 1 },
      'red',
      '逾期1个工作日',
    ],
    ['due soon, though it waits', { dueOn: '2020-06-24', inTimeUntil: null }, 'yellow', '还剩2个工作日'],
    ['without a due day', { dueOn: null }, 'green', '无办理期限'],
  ] as const)('%s', (_name, change, light, words) => {
    const verdict = itemLight(item(change), cal, TODAY, shippedLimits);
    expect(verdict.light).toBe(light);
    expect(verdict.reason.zh).toContain(words);
    expect(verdict.reason.en).not.toBe('');
  });

  it('turns yellow and red when the county says', () => {
    const limits = { redFromOverdue: 2, yellowWithin: 3 };
    const lightOf = (change: Partial<ItemStanding>) => itemLight(item(change), cal, TODAY, limits).light;
    expect(lightOf({ dueOn: '2020-06-19', overdueDays: 1 })).toBe('yellow');
    expect(lightOf({ dueOn: '2020-06-18', overdueDays: 2 })).toBe('red');
    expect(lightOf({ dueOn: '2020-06-29' })).toBe('green');
    expect(lightOf({ dueOn: '2020-06-24' })).toBe('yellow');
  });
});

describe('the light of a measure', () => {
  const overdue = item({ id: 'late', dueOn: '2020-06-15', overdueDays: 5 });
  const soon = item({ id: 'soon', dueOn: '2020-06-24' });
  const review = item({
    ...{
      id: 'review',
      kind: 'REVIEW',
      holder: '县委督查室',
      holderKind: 'OFFICE',
      dueOn: '2020-06-08',
      overdueDays: 10,
    },
  });
  const decision = item({
    id: 'decision',
    kind: 'EXTEND',
    holder: '副县长',
    holderKind: 'LEADER',
    dueOn: '2020-06-10',
  });

  it.each([
    ['withdrawn, whatever its items say', { status: 'withdrawn', items: [overdue] }, 'grey', '已撤销', null],
    ['closed', { status: 'closed', items: [overdue] }, 'green', '已销号', null],
    ['an item overdue five days', { items: [soon, overdue] }, 'red', '县教育局：报送进展逾期5个工作日', 'late'],
    ['an item due soon', { items: [soon] }, 'yellow', '还剩2个工作日', 'soon'],
    [
      'not begun, nothing pressing',
      { status: 'notBegun', items: [item({ dueOn: '2020-12-31' })] },
      'grey',
      '尚未启动',
      null,
    ],
    ['not begun, and late', { status: 'notBegun', items: [overdue] }, 'red', '逾期', 'late'],
    ['a review overdue with the office', { items: [review] }, 'green', '按期推进（等待县委督查室审核，不计入）', null],
    [
      'several things waiting above the units, before anybody signed',
      { status: 'notBegun', items: [decision, review] },
      'grey',
      '尚未启动（等待县委督查室审核等2项，不计入）',
      null,
    ],
    ['a unit late beside an overdue review', { items: [review, overdue] }, 'red', '县教育局：报送进展逾期', 'late'],
    ['all well', { items: [item({ dueOn: '2020-12-31' })] }, 'green', '按期推进', null],
  ] as const)('%s', (_name, change, light, words, workItemId) => {
    const verdict = measureLight(measure(change), cal, TODAY, shippedLimits);
    expect(verdict).toMatchObject({ light, workItemId });
    expect(verdict.reason.zh).toContain(words);
  });

  it('names the worst item, an overdue completion first, and counts the others', () => {
    const completion = item({ id: 'completion', kind: 'COMPLETE', dueOn: '2020-06-19', overdueDays: 1 });
    const verdict = measureLight(measure({ items: [overdue, completion, soon] }), cal, TODAY, shippedLimits);
    expect(verdict).toMatchObject({ light: 'red', workItemId: 'completion' });
    expect(verdict.reason.zh).toMatch(/另有1项$/);
    expect(verdict.reason.en).toMatch(/and 1 more$/);
  });

  it('of several due soon names the first due', () => {
    const sooner = item({ id: 'sooner', dueOn: '2020-06-23' });
    expect(measureLight(measure({ items: [soon, sooner] }), cal, TODAY, shippedLimits).workItemId).toBe('sooner');
  });

  it.each<[string, (string | null)[], string, string]>([
    ['2020-07-14', ['2020-05-20'], 'green', 'the period is not cut off yet'],
    ['2020-07-15', ['2020-05-20'], 'grey', 'the status is older than the period'],
    ['2020-07-15', [null], 'grey', 'there never was one'],
    ['2020-07-15', ['2020-06-01'], 'green', 'it came in the period'],
    ['2020-07-15', ['2020-06-29', '2020-05-20'], 'grey', 'one of two units is behind'],
  ])('on %s with reports %p it is %s: %s', (today, lastReportedOn, light) => {
    const verdict = measureLight(measure({ lastReportedOn }), cal, today, shippedLimits);
    expect(verdict.light).toBe(light);
    if (light === 'grey') expect(verdict.reason.zh).toContain('2020年年中未报');
  });
});
