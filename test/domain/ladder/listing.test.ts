import {
  defaultLadder,
  nextRung,
  nextRungOn,
  type ObligationClock,
  rungDue,
  rungToList,
} from '../../../domain/ladder/index.ts';
import { calendar2020 as cal } from '../support/calendar2020.ts';
import { clockOf } from './lived.ts';

describe('the copy to the discipline commission', () => {
  const talked = (change: Partial<ObligationClock> = {}) =>
    clockOf({ fired: [{ rung: 'TALK', on: '2020-07-14' }], ...change });

  it('is listed to the office on day 14 and goes out on day 15', () => {
    expect(rungToList(talked(), defaultLadder, cal, '2020-07-17')).toBeNull();
    expect(rungToList(talked(), defaultLadder, cal, '2020-07-20')).toMatchObject({
      rung: { key: 'COPY' },
      on: '2020-07-21',
    });
    expect(nextRungOn(talked(), defaultLadder, cal)).toBe('2020-07-20');
    const listed = talked({ listed: [{ rung: 'COPY', on: '2020-07-20' }] });
    expect(nextRungOn(listed, defaultLadder, cal)).toBe('2020-07-21');
    expect(rungToList(listed, defaultLadder, cal, '2020-07-20')).toBeNull();
    expect(rungDue(listed, defaultLadder, cal, '2020-07-20')).toBeNull();
    expect(rungDue(listed, defaultLadder, cal, '2020-07-21')?.key).toBe('COPY');
  });

  it('does not go out unlisted where listings are kept, and leaves the office its day', () => {
    const unlisted = talked({ listed: [] });
    expect(rungDue(unlisted, defaultLadder, cal, '2020-07-24')).toBeNull();
    expect(rungToList(unlisted, defaultLadder, cal, '2020-07-24')?.rung.key).toBe('COPY');
    const listed = talked({ listed: [{ rung: 'COPY', on: '2020-07-24' }] });
    expect(rungDue(listed, defaultLadder, cal, '2020-07-24')).toBeNull();
    expect(nextRung(listed, defaultLadder, cal)?.on).toBe('2020-07-27');
    expect(rungDue(listed, defaultLadder, cal, '2020-07-27')?.key).toBe('COPY');
  });

  it('is the only rung that is listed', () => {
    const urged = clockOf({ fired: [{ rung: 'URGE', on: '2020-07-01' }] });
    expect(nextRung(urged, defaultLadder, cal)?.listOn).toBeNull();
    expect(rungToList(urged, defaultLadder, cal, '2020-07-07')).toBeNull();
  });
});
