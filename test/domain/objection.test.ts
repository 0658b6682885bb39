import { objectUntil } from '../../domain/objection.ts';

const cal = { holidays: new Set(['2020-05-01']), makeUpDays: new Set(['2020-05-09']), coveredYears: new Set([2020]) };

it('a unit has ten working days of the county to object, from the day on which it was reached', () => {
  expect(objectUntil('2020-06-01', cal, 10)).toBe('2020-06-15');
  // The holiday does not count, the Saturday that makes up for it does.
  expect(objectUntil('2020-04-30', cal, 10)).toBe('2020-05-14');
  expect(objectUntil(null, cal, 10)).toBeNull();
});
