import {
  predecessors,
  type Succession,
  strongestPart,
  successionProblems,
  unitInPlace,
} from '../../domain/unitChange.ts';

const part = (id: string, role: 'LEAD' | 'RESPONSIBLE' | 'SUPPORTING', ordinal: number) => ({
  ...{ id, unitId: id, role, ordinal },
});

describe('of the parts that units have in a measure', () => {
  it('the strongest says what their successor is', () => {
    expect(strongestPart([part('a', 'SUPPORTING', 0), part('b', 'LEAD', 3), part('c', 'RESPONSIBLE', 1)]).id).toBe('b');
  });

  it('the first named counts among equals', () => {
    expect(strongestPart([part('a', 'LEAD', 2), part('b', 'LEAD', 1)]).id).toBe('b');
    expect(() => strongestPart([])).toThrow(RangeError);
  });
});

describe('the predecessors of a unit', () => {
  const merged: Succession = { kind: 'MERGE', fromIds: ['a', 'b'], toIds: ['c'] };
  const again: Succession = { kind: 'MERGE', fromIds: ['c'], toIds: ['d'] };

  it('are those that went up in it, directly or through others', () => {
    expect(predecessors([merged, again], 'd')).toEqual(['c', 'a', 'b']);
    expect(predecessors([merged, again], 'a')).toEqual([]);
  });

  it('are not those that went on beside it, nor earlier names', () => {
    const splitOff: Succession = { kind: 'SPLIT', fromIds: ['a'], toIds: ['a', 'x'] };
    const splitUp: Succession = { kind: 'SPLIT', fromIds: ['a'], toIds: ['x', 'y'] };
    expect(predecessors([splitOff], 'x')).toEqual([]);
    expect(predecessors([splitUp], 'x')).toEqual(['a']);
    expect(predecessors([{ kind: 'RENAME', fromIds: ['x'], toIds: ['x'] }], 'x')).toEqual([]);
  });

  it('end where units were parted and joined again', () => {
    const back: Succession = { kind: 'MERGE', fromIds: ['c'], toIds: ['a'] };
    expect(predecessors([merged, back], 'a')).toEqual(['c', 'b']);
  });
});

it('the place of a unit named earlier is taken by its first successor, and by that of the successor', () => {
  const changes: Succession[] = [
    { kind: 'RENAME', fromIds: ['a'], toIds: ['a'] },
    { kind: 'MERGE', fromIds: ['a', 'b'], toIds: ['b'] },
    { kind: 'SPLIT', fromIds: ['b'], toIds: ['x', 'y'] },
    { kind: 'SPLIT', fromIds: ['x'], toIds: ['x', 'z'] },
  ];
  expect(['a', 'b', 'x', 'other'].map((id) => unitInPlace(changes, id))).toEqual(['x', 'x', 'x', 'other']);
});

describe('a merger or a split is refused', () => {
  const unit = (id: string, validTo: string | null = null) => ({ id, validTo });
  it.each([
    ['of a unit that has ended', [unit('a', '2020-01-01')], [unit('c')], 'MERGE' as const, ['/fromIds']],
    ['into a unit that has ended', [unit('a')], [unit('c', '2020-01-01')], 'MERGE' as const, ['/toIds']],
    ['of a unit into itself', [unit('a')], [unit('a')], 'MERGE' as const, ['/fromIds']],
    ['of a unit without another', [unit('a')], [unit('a')], 'SPLIT' as const, ['/toIds']],
  ])('%s', (_name, from, to, kind, pointers) => {
    expect(successionProblems(from, to, kind).map((problem) => problem.pointer)).toEqual(pointers);
  });

  it('and else taken', () => {
    expect(successionProblems([unit('a'), unit('c')], [unit('c')], 'MERGE')).toEqual([]);
    expect(successionProblems([unit('a')], [unit('a'), unit('b')], 'SPLIT')).toEqual([]);
  });
});
