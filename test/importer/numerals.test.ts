import { readNumeral } from '../../importer/numerals.ts';

describe('readNumeral', () => {
  it.each([
    ['十二', 12],
    ['二十', 20],
    ['一百零五', 105],
    ['两千', 2000],
    ['三万五千', 35_000],
    ['二〇二一', 2021],
    ['1.2万', 12_000],
    ['3,000', 3000],
    ['1.5亿', 150_000_000],
    ['半', 0.5],
    ['两', 2],
    ['贰拾', 20],
    ['0.81', 0.81],
  ])('reads %s', (text, value) => {
    expect(readNumeral(text)).toBe(value);
  });

  it.each(['', '县', '十个', '一.五', 'abc'])('refuses %s', (text) => {
    expect(readNumeral(text)).toBeNull();
  });
});
