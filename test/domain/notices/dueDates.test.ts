import { dueDates } from '../../../domain/notices/dueDates.ts';

const due = [{ workItemId: 'a', dueOn: '2020-03-10' }];
const held = (entry: { dueOn?: string; sequence?: number; now: string | null }) => [
  { workItemId: 'a', dueOn: '2020-03-10', sequence: 4, ...entry },
];

it('an item that the calendar does not know begins at sequence 0', () => {
  expect(dueDates(due, [])).toEqual({ set: [{ ...due[0], sequence: 0 }], cancelled: [] });
});

it('an item that has not moved is said again as it was, and only where the mail speaks of it', () => {
  expect(dueDates(due, held({ now: '2020-03-10' })).set).toEqual([{ ...due[0], sequence: 4 }]);
  expect(dueDates([], held({ now: '2020-03-10' }))).toEqual({ set: [], cancelled: [] });
});

it('a day that has moved raises the sequence, whether or not the mail speaks of the item', () => {
  const moved = [{ workItemId: 'a', dueOn: '2020-04-01', sequence: 5 }];
  expect(dueDates([], held({ now: '2020-04-01' })).set).toEqual(moved);
  expect(dueDates([{ workItemId: 'a', dueOn: '2020-04-01' }], held({ now: '2020-04-01' })).set).toEqual(moved);
});

it('what is done, or has no day any more, is taken out with a higher sequence', () => {
  expect(dueDates([], held({ now: null }))).toEqual({ set: [], cancelled: [{ ...due[0], sequence: 5 }] });
});
