import { DubanError, type ErrorCode } from '../../domain/errors.ts';
import { type WorkItemKind, workItemKinds } from '../../domain/process/types.ts';
import {
  canTransition,
  isClosed,
  isWithHolder,
  kindFacts,
  returnedDueOn,
  transition,
  type WorkItemAction,
  type WorkItemState,
  workItemActions,
  workItemStates,
} from '../../domain/workItem.ts';
import { calendar2020 as cal } from './support/calendar2020.ts';

const failure = (kind: WorkItemKind, state: WorkItemState, action: WorkItemAction): ErrorCode | null => {
  try {
    transition({ kind, state }, action);
    return null;
  } catch (error) {
    return error instanceof DubanError ? error.code : null;
  }
};

describe('a work item', () => {
  it.each([
    ['REPORT', 'OPEN', 'prepare', 'PREPARED'],
    ['REPORT', 'PREPARED', 'prepare', 'PREPARED'],
    ['REPORT', 'PREPARED', 'recall', 'OPEN'],
    ['REPORT', 'PREPARED', 'submit', 'SUBMITTED'],
    ['REPORT', 'OPEN', 'submit', 'SUBMITTED'],
    ['REPORT', 'SUBMITTED', 'accept', 'ACCEPTED'],
    ['REPORT', 'SUBMITTED', 'return', 'RETURNED'],
    ['COMPLETE', 'OPEN', 'submit', 'SUBMITTED'],
    ['RECTIFY', 'PREPARED', 'submit', 'SUBMITTED'],
    ['SHEET', 'PREPARED', 'submit', 'ACCEPTED'],
    ['PLAN', 'PREPARED', 'submit', 'ACCEPTED'],
    ['SIGN', 'OPEN', 'submit', 'ACCEPTED'],
    ['SIGN', 'OPEN', 'deem', 'DEEMED'],
    ['PLAN', 'PREPARED', 'deem', 'DEEMED'],
    ['REVIEW', 'OPEN', 'submit', 'ACCEPTED'],
    ['REPORT', 'SUBMITTED', 'cancel', 'CANCELLED'],
    ['SIGN', 'OPEN', 'cancel', 'CANCELLED'],
  ] as const)('%s %s, %s: %s', (kind, state, action, to) => {
    expect(transition({ kind, state }, action)).toBe(to);
  });

  it.each([
    ['SIGN', 'OPEN', 'prepare'],
    ['SIGN', 'OPEN', 'accept'],
    ['REPORT', 'OPEN', 'recall'],
    ['REPORT', 'OPEN', 'accept'],
    ['REPORT', 'OPEN', 'return'],
    ['REPORT', 'SUBMITTED', 'submit'],
    ['REPORT', 'SUBMITTED', 'prepare'],
    ['REPORT', 'SUBMITTED', 'deem'],
  ] as const)('%s %s does not allow %s', (kind, state, action) => {
    expect(failure(kind, state, action)).toBe('CONFLICT');
    expect(canTransition({ kind, state }, action)).toBe(false);
  });

  it('never leaves a closed state', () => {
    for (const state of workItemStates.filter(isClosed)) {
      for (const action of workItemActions) expect(failure('REPORT', state, action)).toBe('ITEM_CLOSED');
    }
    expect(workItemStates.filter(isClosed)).toEqual(['ACCEPTED', 'RETURNED', 'DEEMED', 'CANCELLED']);
  });

  it('offers exactly what it would allow', () => {
    for (const kind of workItemKinds) {
      for (const state of workItemStates) {
        for (const action of workItemActions) {
          expect([kind, state, action, canTransition({ kind, state }, action)]).toEqual([
            kind,
            state,
            action,
            failure(kind, state, action) === null,
          ]);
        }
      }
    }
  });

  it('tells the caller what state it is in', () => {
    expect(() => transition({ kind: 'SIGN', state: 'DEEMED' }, 'submit')).toThrow(
      expect.objectContaining({ details: { kind: 'SIGN', state: 'DEEMED', action: 'submit' } }),
    );
  });

  it('keeps its ladder running until it is handed in', () => {
    expect(workItemStates.filter(isWithHolder)).toEqual(['OPEN', 'PREPARED']);
  });
});

describe('kinds', () => {
  it('need the signature of the head where they leave the unit', () => {
    expect(workItemKinds.filter((kind) => kindFacts[kind].needsHeadSignature)).toEqual([
      'PLAN',
      'REPORT',
      'SHEET',
      'COMPLETE',
      'RECTIFY',
    ]);
  });

  it('are reviewed where somebody else judges them', () => {
    expect(workItemKinds.filter((kind) => kindFacts[kind].reviewed)).toEqual(['REPORT', 'COMPLETE', 'RECTIFY']);
  });

  it('have their part of the ladder', () => {
    const upTo = (last: string | null) => workItemKinds.filter((kind) => kindFacts[kind].ladderUpTo === last);
    expect(upTo('SUPERVISE')).toEqual(['SIGN', 'CONFIRM', 'PLAN']);
    expect(upTo('REFER')).toEqual(['REPORT', 'SHEET', 'COMPLETE', 'RECTIFY']);
  });
});

describe('a returned round', () => {
  it('has three working days unless the office says otherwise', () => {
    expect(returnedDueOn('2020-06-24', null, cal, 3)).toBe('2020-06-30');
    expect(returnedDueOn('2020-06-24', null, cal, 1)).toBe('2020-06-28');
    expect(returnedDueOn('2020-06-24', '2020-07-15', cal, 3)).toBe('2020-07-15');
  });
});
