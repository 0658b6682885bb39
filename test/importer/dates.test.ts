import { dueDay, readDeadline, readFullDate } from '../../importer/dates.ts';

describe('readDeadline', () => {
  it.each([
    ['2020年底', 'date', '2020-12-31'],
    ['2020 年底', 'date', '2020-12-31'],
    ['2020年12月底前', 'date', '2020-12-31'],
    ['2024年2月', 'date', '2024-02-29'],
    ['2023年2月底', 'date', '2023-02-28'],
    ['2021年5月30日完成并长期坚持', 'dateThenLongTerm', '2021-05-30'],
    ['长期坚持', 'longTerm', null],
    ['持续推进', 'longTerm', null],
    ['2022年第三季度', 'date', '2022-09-30'],
    ['2022年上半年', 'date', '2022-06-30'],
    ['2021—2023年', 'date', '2023-12-31'],
    ['2021年3月至2022年10月', 'date', '2022-10-31'],
    ['二〇二三年十月十五日前', 'date', '2023-10-15'],
    ['2023.6.30', 'date', '2023-06-30'],
    ['2023-06-30', 'date', '2023-06-30'],
    ['立即', 'none', null],
    ['2024年1月—12月', 'date', '2024-12-31'],
    ['2024.10', 'date', '2024-10-31'],
    ['每年12月底前', 'longTerm', null],
    ['2022年12月底前完成，并动态调整', 'dateThenLongTerm', '2022-12-31'],
  ])('reads %s', (text, kind, date) => {
    expect(readDeadline(text, text, null)).toMatchObject({ kind, date });
  });

  it.each([
    ['2022年底前完成60%，2023年底前全部完成', 'date', '2023-12-31'],
    ['分别于2022年6月、12月底前', 'date', '2022-12-31'],
    ['2022年6、12月底前', 'date', '2022-12-31'],
    ['2022年至2024年每年12月底', 'date', '2024-12-31'],
    ['“十四五”末', 'date', '2025-12-31'],
    ['明年6月底', 'date', '2023-06-30'],
    ['下半年', 'date', '2022-12-31'],
    ['全年', 'date', '2022-12-31'],
    ['全年持续推进', 'longTerm', null],
    ['2022年春节前', 'none', null],
  ])('reads %s in a document of 2022', (text, kind, date) => {
    expect(readDeadline(text.normalize('NFKC'), text, 2022)).toMatchObject({ kind, date });
  });

  it('takes the year of issue where none is printed', () => {
    expect(dueDay('6月底前', 2022)).toBe('2022-06-30');
    expect(dueDay('6月底前', null)).toBeNull();
  });

  it('does not take a recurring day or an impossible one for a deadline', () => {
    expect(dueDay('每年12月底', 2022)).toBeNull();
    expect(readFullDate('2023年2月30日')).toBeNull();
  });
});
