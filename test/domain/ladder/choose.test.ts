import { chooseUse, climbsUpTo, defaultLadder, type LadderUse, officeLadder } from '../../../domain/ladder/index.ts';

const use = (id: string, change: Partial<LadderUse>): LadderUse => ({
  ...{ id, ladderId: `ladder ${id}`, planId: null, kind: null, urgent: null, fromDay: '2020-01-01', endedOn: null },
  ...change,
});
const report = { planId: 'p', kind: 'REPORT', urgent: true } as const;
const chosen = (uses: LadderUse[], today = '2020-06-01') => chooseUse(uses, report, today)?.id ?? null;

it('the most specific use that fits counts: a plan before a kind, a kind before urgency', () => {
  const plan = use('plan', { planId: 'p' });
  const kind = use('kind', { kind: 'REPORT' });
  const urgent = use('urgent', { urgent: true });
  const urgentKind = use('urgent kind', { kind: 'REPORT', urgent: true });
  expect(chosen([urgent, kind, plan, urgentKind])).toBe('plan');
  expect(chosen([urgent, kind, urgentKind])).toBe('urgent kind');
  expect(chosen([urgent, kind])).toBe('kind');
  expect(chosen([urgent])).toBe('urgent');
});

it('what does not fit in one condition does not count', () => {
  const others = [{ planId: 'q' }, { kind: 'SIGN' as const }, { urgent: false }, { planId: 'p', urgent: false }];
  expect(chosen(others.map((change, index) => use(`${index}`, change)))).toBeNull();
});

it('a use counts from its day until it is ended; of two alike the later', () => {
  const first = use('first', { urgent: true });
  const second = use('second', { urgent: true, fromDay: '2020-06-02', endedOn: '2020-06-10' });
  expect(chosen([first, second], '2020-06-01')).toBe('first');
  expect(chosen([first, second], '2020-06-02')).toBe('second');
  expect(chosen([first, second], '2020-06-10')).toBe('first');
});

it('an item without a ladder of its own climbs only one that names its kind, to its end', () => {
  expect(climbsUpTo(null, { kind: 'REVIEW' }, officeLadder)).toBe('URGE');
  expect(climbsUpTo(null, { kind: null }, defaultLadder)).toBeNull();
  expect(climbsUpTo('SUPERVISE', { kind: 'SIGN' }, defaultLadder)).toBe('SUPERVISE');
});
