import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { isWorkingDay } from '../../domain/calendar.ts';
import { parseChineseDays, toCalendar } from '../../domain/calendarData.ts';
import { addDays } from '../../domain/day.ts';
import { readHolidayNotice } from '../../domain/holidayNotice.ts';
import { notices } from './holidayNotices.ts';

const packaged = toCalendar(
  parseChineseDays(
    JSON.parse(readFileSync(createRequire(import.meta.url).resolve('chinese-days/dist/chinese-days.json'), 'utf8')),
  ),
);
const years = Object.keys(notices).map(Number);
const noticeOf = (year: number) => readHolidayNotice(notices[year] ?? '', 1999);
const named = (text: string) => readHolidayNotice(text, 2020).days.map((entry) => `${entry.day} ${entry.working}`);

describe('the notice of the State Council', () => {
  it.each(years)('of %i gives the working days that the packaged data have, without a doubt', (year) => {
    const notice = noticeOf(year);
    expect(notice.year).toBe(year);
    expect(notice.doubts).toEqual([]);
    const cal = {
      holidays: new Set(notice.days.filter((entry) => !entry.working).map((entry) => entry.day)),
      makeUpDays: new Set(notice.days.filter((entry) => entry.working).map((entry) => entry.day)),
      coveredYears: new Set([year]),
    };
    const different: string[] = [];
    for (let day = `${year}-01-01`; day <= `${year}-12-20`; day = addDays(day, 1)) {
      // The day off for the victory of 1945 was ordered by a notice of its own.
      if (day >= '2015-09-03' && day <= '2015-09-06') continue;
      if (isWorkingDay(cal, day) !== isWorkingDay(packaged, day)) different.push(day);
    }
    expect(different).toEqual([]);
  });

  it('reads days of the year before', () => {
    expect(noticeOf(2023).days[0]).toEqual({ day: '2022-12-31', working: false, name: '元旦' });
  });

  it('does not take an appeal to employers for a holiday', () => {
    expect(noticeOf(2024).days.map((entry) => entry.day)).not.toContain('2024-02-09');
  });

  it('reads an extension and where ordinary days begin again', () => {
    const text = '春节：延长2020年春节假期，1月31日至2月2日放假，2月3日（星期一）起正常上班。';
    expect(named(text)).toEqual(['2020-01-31 false', '2020-02-01 false', '2020-02-02 false']);
  });

  it('reads full-width figures, spaces and Windows line ends', () => {
    expect(named('一、元旦：１月１日 放假，１月 ４日（星期六）上班。\r\n')).toEqual([
      '2020-01-01 false',
      '2020-01-04 true',
    ]);
  });

  it.each([
    ['a weekday that is not the day’s', '一、元旦：2020年1月1日（星期二）放假。', /星期三/],
    ['a number of days that is not right', '一、元旦：2020年1月1日至3日放假，共2天。', /共2天/],
    ['work on a day that is worked anyway', '一、元旦：1月1日放假，1月3日上班。', /本来就是工作日/],
    ['a day that there is not', '一、春节：2月30日放假。', /不是可用的日期/],
    ['a day free and worked', '一、元旦：1月4日放假。\n二、春节：1月4日上班。', /既放假又上班/],
    ['nothing to read', '今天天气很好', /没有找到/],
    ['no year', '一、元旦：1月1日放假。', /没有写明年份/],
  ])('says its doubt about %s, and where', (_name, text, expected) => {
    const { doubts } = readHolidayNotice(text, 2020);
    const said = doubts.find((doubt) => expected.test(doubt.message.zh));
    expect(said?.line).toBe(text.includes('二、春节') ? 2 : 1);
    expect(said?.message.en).toMatch(/[a-z]/);
  });
});
