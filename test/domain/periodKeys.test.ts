import { cadenceOfKeys } from '../../domain/periods.ts';

describe('the cadence that period keys show', () => {
  it.each([
    [['2020-MID', '2020-END'], 'semiannual'],
    [['2020-END', '2021-END'], 'yearly'],
    [['2020-Q1', '2020-Q2'], 'quarterly'],
    [['2020-M01'], 'monthly'],
    [['2020-MID', 'sprint-1'], null],
    [[], null],
  ])('%j → %s', (keys, cadence) => {
    expect(cadenceOfKeys(keys)).toBe(cadence);
  });
});
