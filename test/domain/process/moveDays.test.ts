import { dayAfterMove, timerAfterMove } from '../../../domain/process/move/days.ts';
import { refusalKinds } from '../../../domain/process/move/types.ts';
import { refusalInWords } from '../../../domain/process/move/words.ts';
import { calendar2020 as calendar } from '../support/calendar2020.ts';

const today = '2020-03-06'; // a Friday
const day = (stored: string | null, byOld: string | null, byNew: string | null) =>
  dayAfterMove({ stored, byOld, byNew }, today, calendar);

describe('the day of an open item after a move', () => {
  it('is that of the new rule', () => {
    expect(day('2020-03-09', '2020-03-09', '2020-03-20')).toBe('2020-03-20');
    expect(day('2020-03-20', '2020-03-20', '2020-03-09')).toBe('2020-03-09');
    expect(day(null, null, '2020-03-09')).toBe('2020-03-09');
    expect(day('2020-03-09', '2020-03-09', null)).toBeNull();
  });

  it('stays where the rule did not make it, or did not change', () => {
    expect(day('2020-04-01', '2020-03-09', '2020-03-20')).toBe('2020-04-01');
    expect(day('2020-03-09', '2020-03-09', '2020-03-09')).toBe('2020-03-09');
  });

  it('is the next working day where it would have passed already, unless the item was late before', () => {
    expect(day('2020-03-12', '2020-03-12', '2020-03-05')).toBe('2020-03-09');
    expect(day('2020-03-12', '2020-03-12', today)).toBe(today);
    expect(day('2020-03-04', '2020-03-04', '2020-03-02')).toBe('2020-03-02');
    expect(day('2020-03-04', '2020-03-04', '2020-03-20')).toBe('2020-03-20');
  });
});

it('a timer that the move makes due comes on the next working day', () => {
  expect(timerAfterMove('2020-03-01', today, calendar)).toBe('2020-03-09');
  expect(timerAfterMove(today, today, calendar)).toBe('2020-03-09');
  expect(timerAfterMove('2020-03-07', today, calendar)).toBe('2020-03-07');
  expect(timerAfterMove(null, today, calendar)).toBeNull();
});

it('every reason not to move is said in both languages, with the name of the element where it is about one', () => {
  for (const kind of refusalKinds) {
    const { zh, en } = refusalInWords(kind, '签收');
    expect(zh).toMatch(/[一-鿿]/);
    expect(en).toMatch(/^[A-Z“]/);
    expect(zh.includes('签收')).toBe(en.includes('签收'));
    expect(`${zh}${en}`).not.toContain('%');
  }
});
