import { type Fault, faultsOf, type InstanceFacts, maySkipItem, skippedResult } from '../../domain/monitoring.ts';

const healthy: InstanceFacts = {
  ...{ stuck: [], failure: null, undeliveredSeconds: null, untakenSeconds: null },
  ...{ hasWorkflow: true, withoutHolder: [], lateTimers: [] },
};
const kinds = (faults: Fault[]) => faults.map((fault) => fault.kind);
const faults = (change: Partial<InstanceFacts>) => faultsOf({ ...healthy, ...change });

it('nothing is wrong with a process that waits for people, nor with one whose events are on their way', () => {
  expect(faultsOf(healthy)).toEqual([]);
  expect(faults({ undeliveredSeconds: 5, untakenSeconds: 20 })).toEqual([]);
});

it('while Temporal does not answer, nobody says that a workflow is missing', () => {
  expect(faults({ hasWorkflow: null })).toEqual([]);
  expect(faults({ hasWorkflow: false })).toMatchObject([{ kind: 'WORKFLOW_MISSING', repairs: ['retry'] }]);
});

it('an operation that fails can be passed over only where the process can do without it', () => {
  const failure = { attempts: 3, message: 'no', elementId: 'score', operation: 'score', circle: false };
  expect(faults({ failure })).toMatchObject([
    { kind: 'OPERATION_FAILED', elementId: 'score', attempts: 3, repairs: ['retry', 'skip'] },
  ]);
  const closing = { ...failure, operation: 'closeOut' };
  expect(faults({ failure: closing })).toMatchObject([{ repairs: ['retry'] }]);
  expect(skippedResult('closeOut')).toBeNull();
});

it('a failed step is named once, with its cause, and not as an event that was never taken', () => {
  const failure = { attempts: 1, message: 'deadlock', elementId: null, operation: null, circle: false };
  expect(kinds(faults({ failure, untakenSeconds: 9999 }))).toEqual(['STEP_FAILED']);
  expect(kinds(faults({ untakenSeconds: 9999 }))).toEqual(['NOT_TAKEN']);
});

it('a call of a process that is not published is named with the process, and tried again once it is', () => {
  const failure = { attempts: 2, message: '补充成员', elementId: 'called', operation: null, circle: false };
  expect(faults({ failure, untakenSeconds: 9999 })).toEqual([
    { kind: 'CALL_FAILED', elementId: 'called', itemId: null, detail: '补充成员', attempts: 2, repairs: ['retry'] },
  ]);
  expect(faults({ failure: { ...failure, circle: true } })).toMatchObject([
    { kind: 'CALL_CIRCLE', elementId: 'called', detail: '补充成员', repairs: ['retry'] },
  ]);
});

it('a judgement without a holder is given to somebody else, never passed over', () => {
  const item = (kind: 'REVIEW' | 'REPORT' | 'SIGN') =>
    faults({ withoutHolder: [{ id: 'i', elementId: 'e', kind, holder: '县财政局' }] });
  expect(item('REVIEW')).toMatchObject([{ kind: 'NO_HOLDER', itemId: 'i', repairs: ['reassign'] }]);
  expect(item('REPORT')).toMatchObject([{ repairs: ['reassign'] }]);
  expect(item('SIGN')).toMatchObject([{ repairs: ['reassign', 'skip'] }]);
  expect(maySkipItem('APPROVE')).toBe(false);
});

it('tokens and timers are named by their element', () => {
  expect(
    faults({
      stuck: [
        { elementId: 'choice', scope: '', reason: 'NO_FLOW_HOLDS' },
        { elementId: 'join', scope: '', reason: 'JOIN_STARVED' },
      ],
      lateTimers: [{ elementId: 'wait', day: '2020-01-02' }],
    }),
  ).toMatchObject([
    { kind: 'NO_FLOW_HOLDS', elementId: 'choice', repairs: ['retry'] },
    { kind: 'JOIN_STARVED', elementId: 'join', repairs: [] },
    { kind: 'TIMER_PAST_DUE', elementId: 'wait', detail: '2020-01-02', repairs: ['retry'] },
  ]);
});
