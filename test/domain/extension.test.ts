import type { Calendar } from '../../domain/calendar.ts';
import { type ExtensionFacts, stopsClock, whyNotExtended, wrongExtensionDay } from '../../domain/extension.ts';

const report: ExtensionFacts = {
  ...{ kind: 'REPORT', state: 'OPEN', holderKind: 'UNIT_HEAD', dueOn: '2020-06-30' },
  ...{ paused: false, referred: false, waiting: false, granted: 0 },
};

describe('more time can be asked for', () => {
  it('for an open item of a unit, and for one that waits for its head', () => {
    expect(whyNotExtended(report, 2)).toBeNull();
    expect(whyNotExtended({ ...report, state: 'PREPARED' }, 2)).toBeNull();
    expect(whyNotExtended({ ...report, granted: 1 }, 2)).toBeNull();
  });

  it.each<[string, Partial<ExtensionFacts>]>([
    ['已报送或已办结', { state: 'SUBMITTED' }],
    ['已报送或已办结', { state: 'DEEMED' }],
    ['只有单位承办', { holderKind: 'OFFICE' }],
    ['没有办理期限', { dueOn: null }],
    ['说明情况', { kind: 'EXPLAIN' }],
    ['已移送', { referred: true }],
    ['措施已暂停', { paused: true }],
    ['正在审批', { waiting: true }],
    ['已延期2次', { granted: 2 }],
  ])('but not where it is: %s', (said, change) => {
    expect(whyNotExtended({ ...report, ...change }, 2)?.zh).toContain(said);
  });
});

describe('a new due day', () => {
  const cal: Calendar = {
    holidays: new Set(['2020-10-01']),
    makeUpDays: new Set(['2020-09-27']),
    coveredYears: new Set(),
  };
  const wrong = (day: string, today = '2020-06-20', dueOn = '2020-06-30') =>
    wrongExtensionDay(day, { today, dueOn }, cal)?.zh ?? null;

  it('lies after the due day, however early it is asked for', () => {
    expect(wrong('2020-06-30')).toContain('晚于原期限');
    expect(wrong('2020-07-01')).toBeNull();
  });

  it('lies after today, however late it is asked for', () => {
    expect(wrong('2020-07-07', '2020-07-07')).toContain('晚于今天');
    expect(wrong('2020-07-08', '2020-07-07')).toBeNull();
  });

  it('is a working day of the county', () => {
    expect(wrong('2020-07-04')).toContain('不是工作日');
    expect(wrong('2020-10-01')).toContain('不是工作日');
    expect(wrong('2020-09-27')).toBeNull();
  });
});

it('only the first request about a due day stops the clock', () => {
  expect(stopsClock([], '2020-06-30')).toBe(true);
  expect(stopsClock([{ fromDueOn: '2020-06-30' }], '2020-06-30')).toBe(false);
  // Granted once, it is another due day.
  expect(stopsClock([{ fromDueOn: '2020-06-30' }], '2020-07-15')).toBe(true);
});
