import { assessmentYears, type PeriodSpan, proposePeriods, reportingPeriods } from '../../domain/periods.ts';
import { calendar2020 as cal } from './support/calendar2020.ts';

const span = (launchedOn: string, endsOn: string | null, today = launchedOn): PeriodSpan => ({
  launchedOn,
  endsOn,
  today,
});
const keys = (cadence: Parameters<typeof reportingPeriods>[0], of: PeriodSpan) =>
  reportingPeriods(cadence, of, cal).map((period) => period.key);

describe('reporting periods', () => {
  it('are mid-year and year-end, with their cut-offs', () => {
    expect(reportingPeriods('semiannual', span('2019-12-02', '2020-12-31'), cal)).toMatchObject([
      {
        key: '2020-MID',
        label: { zh: '2020年年中' },
        opensOn: '2020-06-01',
        dueOn: '2020-06-30',
        cutOffOn: '2020-07-15',
      },
      {
        key: '2020-END',
        label: { zh: '2020年年末' },
        opensOn: '2020-12-01',
        dueOn: '2020-12-31',
        cutOffOn: '2021-01-15',
      },
    ]);
  });

  it.each([
    ['2020-05-25', ['2020-MID', '2020-END'], 'five working days before the opening'],
    ['2020-05-26', ['2020-END'], 'four working days before it'],
    ['2020-06-01', ['2020-END'], 'on the opening'],
  ])('a launch on %s counts %p: %s', (launchedOn, expected) => {
    expect(keys('semiannual', span(launchedOn, '2020-12-31'))).toEqual(expected);
  });

  it('stop at the end of the plan', () => {
    expect(keys('semiannual', span('2020-01-06', '2020-12-01'))).toEqual(['2020-MID', '2020-END']);
    expect(keys('semiannual', span('2020-01-06', '2020-11-30'))).toEqual(['2020-MID']);
    expect(keys('semiannual', span('2020-01-06', '2020-03-31'))).toEqual([]);
  });

  it('are made to the end of the next year where there is no end, and grow with the years', () => {
    expect(keys('semiannual', span('2020-03-02', null))).toEqual(['2020-MID', '2020-END', '2021-MID', '2021-END']);
    const later = keys('semiannual', span('2020-03-02', null, '2021-01-04'));
    expect(later).toEqual(['2020-MID', '2020-END', '2021-MID', '2021-END', '2022-MID', '2022-END']);
  });

  it('follow quarters and months', () => {
    expect(keys('quarterly', span('2020-01-06', '2020-12-31'))).toEqual(['2020-Q1', '2020-Q2', '2020-Q3', '2020-Q4']);
    expect(keys('yearly', span('2020-01-06', '2021-12-31'))).toEqual(['2020-END', '2021-END']);
    const months = reportingPeriods('monthly', span('2020-01-06', '2020-12-31'), cal);
    expect(months).toHaveLength(12);
    expect(months[1]).toMatchObject({
      key: '2020-M02',
      opensOn: '2020-02-15',
      dueOn: '2020-02-29',
      cutOffOn: '2020-03-10',
    });
    expect(months[11]).toMatchObject({ key: '2020-M12', dueOn: '2020-12-31', cutOffOn: '2021-01-10' });
  });

  it.each(['monthly', 'quarterly', 'semiannual', 'yearly'] as const)(
    '%s periods open, fall due and end in order',
    (cadence) => {
      const periods = reportingPeriods(cadence, span('2019-12-02', '2021-12-31', '2020-12-31'), cal);
      expect(new Set(periods.map((period) => period.key)).size).toBe(periods.length);
      periods.forEach((period, index) => {
        expect(period.opensOn < period.dueOn && period.dueOn < period.cutOffOn).toBe(true);
        const next = periods[index + 1];
        if (next) expect(period.cutOffOn < next.opensOn).toBe(true);
      });
    },
  );
});

describe('assessment years', () => {
  const years = (of: PeriodSpan) => assessmentYears(reportingPeriods('semiannual', of, cal), of);

  it('open on 16 January after each year with a period', () => {
    expect(years(span('2019-12-02', '2020-12-31'))).toEqual([{ key: '2020', year: 2020, opensOn: '2021-01-16' }]);
    expect(years(span('2020-03-02', null)).map((year) => year.key)).toEqual(['2020', '2021']);
  });

  it('include the year in which a plan without periods ends', () => {
    expect(years(span('2020-01-06', '2020-03-31'))).toEqual([{ key: '2020', year: 2020, opensOn: '2021-01-16' }]);
  });
});

describe('periods from the duties of a document', () => {
  it.each([
    ['年中年末报送', [{ kind: 'report', cadence: 'semiannual', timesPerPeriod: 1 }], 'semiannual', 0],
    ['每年两次', [{ kind: 'report', cadence: 'yearly', timesPerPeriod: 2 }], 'semiannual', 0],
    ['每季度', [{ kind: 'report', cadence: 'quarterly' }], 'quarterly', 0],
    ['半年两次', [{ kind: 'report', cadence: 'semiannual', timesPerPeriod: 2 }], 'quarterly', 0],
    ['每年十二次', [{ kind: 'report', cadence: 'yearly', timesPerPeriod: 12 }], 'monthly', 0],
    [
      '会议不算',
      [
        { kind: 'meeting', cadence: 'monthly' },
        { kind: 'report', cadence: 'yearly' },
      ],
      'yearly',
      1,
    ],
    [
      '最密的一项',
      [
        { kind: 'report', cadence: 'yearly' },
        { kind: 'report', cadence: 'monthly' },
      ],
      'monthly',
      1,
    ],
    ['及时报告不成周期', [{ kind: 'report', cadence: 'asNeeded' }], 'semiannual', null],
    ['没有规定', [], 'semiannual', null],
  ])('%s', (_name, duties, cadence, dutyIndex) => {
    expect(proposePeriods(duties)).toEqual({ cadence, dutyIndex });
  });
});
