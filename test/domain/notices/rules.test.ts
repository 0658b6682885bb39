import { isMailTime, mayWait, mondayOf, shippedNoticeRules } from '../../../domain/notices/rules.ts';

it('mail goes out from the first time on and before the last', () => {
  const at = (time: string) => isMailTime({ ...shippedNoticeRules, mailFrom: '09:00', mailUntil: '18:00' }, time);
  expect(['08:59', '09:00', '17:59', '18:00'].map(at)).toEqual([false, true, true, false]);
});

it('a week begins on Monday', () => {
  expect(['2020-03-02', '2020-03-04', '2020-03-08', '2020-03-09'].map(mondayOf)).toEqual([
    ...['2020-03-02', '2020-03-02', '2020-03-02'],
    '2020-03-09',
  ]);
});

describe('for another week', () => {
  const wednesday = '2020-03-04';
  const waits = (kind: string, dueOn: string | null) => mayWait({ kind, dueOn }, wednesday);

  it('wait new items and reminders whose day does not pass meanwhile, and urgings of the ladder', () => {
    for (const kind of ['OPENED', 'REMIND_7']) {
      expect([null, '2020-03-10', '2020-03-09', '2020-03-05'].map((day) => waits(kind, day))).toEqual([
        ...[true, true],
        ...[false, false],
      ]);
    }
    expect(waits('URGE', '2020-03-03')).toBe(true);
  });

  it('waits nothing severe, no letter, no decision and nothing that a person urged', () => {
    for (const kind of ['SUPERVISE', 'TALK', 'COPY', 'TO_SIGN', 'TO_APPROVE', 'LETTER', 'LETTER_TALK', 'URGED']) {
      expect(waits(kind, null)).toBe(false);
    }
  });
});
