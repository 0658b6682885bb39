import { standingOn, standsOn } from '../../../domain/process/standing.ts';
import type { ProcessState } from '../../../domain/process/types.ts';

const at = { scope: '', round: 1 };
const activities: ProcessState['activities'] = {
  'sign@/u#a!1': { type: 'workItem', elementId: 'sign', ...at, group: 'sign@!1' },
  'sign@/u#b!1': { type: 'workItem', elementId: 'sign', ...at, group: 'sign@!1' },
  'sign@!1': { type: 'body', elementId: 'sign', ...at, members: ['a', 'b'], done: [], active: ['a', 'b'] },
  'late@!1': { type: 'timer', elementId: 'late', scope: '', attachedTo: 'sign@!1' },
  'mid@!1': { type: 'timer', elementId: 'mid', scope: '' },
};

it('each token stands on its element; a boundary timer holds none, a gateway that it cannot leave does', () => {
  expect(standsOn({ activities })).toEqual(['mid', 'sign', 'sign']);
  const stuck: ProcessState['stuck'] = [{ elementId: 'choose', scope: '', reason: 'NO_FLOW_HOLDS' }];
  expect(standingOn({ activities, stuck, passed: { start: 1 } })).toEqual({
    active: [
      { elementId: 'choose', count: 1 },
      { elementId: 'mid', count: 1 },
      { elementId: 'sign', count: 2 },
    ],
    passed: ['start'],
  });
});

it('whoever has ended stands nowhere', () => {
  expect(standingOn({})).toEqual({ active: [], passed: [] });
});
