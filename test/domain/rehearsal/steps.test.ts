import { shippedLimits } from '../../../domain/countyLimits.ts';
import { defaultLadder } from '../../../domain/ladder/index.ts';
import type { Graph } from '../../../domain/process/types.ts';
import { rehearse } from '../../../domain/rehearsal/rehearse.ts';
import { samplePosts } from '../../../domain/rehearsal/sample.ts';
import { stepThrough } from '../../../domain/rehearsal/steps.ts';
import type { RehearsalInput } from '../../../domain/rehearsal/types.ts';
import {
  boundary,
  callActivity,
  chain,
  endEvent,
  graphOf,
  loop,
  startEvent,
  subProcess,
  userTask,
} from '../process/diagram.ts';
import { calendar2020 } from '../support/calendar2020.ts';

const inputOf = (measureGraph: Graph, more: Partial<RehearsalInput> = {}): RehearsalInput => ({
  plans: [
    {
      ...{ id: 'p', title: '方案', launchedOn: '2020-03-02', measureGraph, unitGraph: null, ladder: defaultLadder },
      ...{ officeUnitId: 'office', approverPostId: 'head', periods: [], years: [] },
      measures: [
        {
          ...{ id: 'm', title: '措施', deadline: null, deadlineKind: 'none', leaderPostIds: ['l'], urgent: false },
          units: ['u1', 'u2'].map((unitId) => ({ key: `a-${unitId}`, unitId, name: unitId, role: 'RESPONSIBLE' })),
        },
      ],
    },
  ],
  ...{
    called: {},
    posts: samplePosts,
    from: '2020-03-02',
    until: '2020-12-31',
    calendar: calendar2020,
    ownDays: [],
    limits: shippedLimits,
  },
  ...{ ladderUses: [], stepLadders: {}, behaviour: { kind: 'onTime' }, behaviours: {}, officeDays: 2, ...more },
});
const ofMeasure = { planId: 'p', measureId: 'm', unitId: null };

function told(input: RehearsalInput): string[] {
  const played = stepThrough(input, ofMeasure);
  return (played?.steps ?? []).map(({ day, cause, process, opened, active }) => {
    const who = [cause.kind, cause.elementId, cause.unitId, cause.outcome].filter(Boolean).join(' ');
    const where = active.map(({ elementId, count }) => `${elementId}×${count}`).join(' ');
    const items = opened.map((at) => played?.items[at]?.elementId).join(',');
    return `${day} ${process > 0 ? `(${played?.processes[process]?.calledBy?.name} ${process}) ` : ''}${who} → ${where || 'over'}${items && ` opens ${items}`}`;
  });
}

it('tells each step: what happened, where tokens stand after it, what it opened', async () => {
  const graph = await graphOf(
    ...[startEvent(), userTask('x', { kind: 'SIGN', holder: 'memberUnit' }, loop('answerableUnits'))],
    ...[userTask('y', { kind: 'VERIFY' }), endEvent(), chain('start', 'x', 'y', 'end')],
  );
  expect(told(inputOf(graph))).toEqual([
    '2020-03-02 begun start → x×2 opens x,x',
    '2020-03-09 closed x u1 ACCEPTED → x×1',
    '2020-03-09 closed x u2 ACCEPTED → y×1 opens y',
    '2020-03-11 closed y ACCEPTED → over',
  ]);
});

it('tells timers and what a called process does, on its own drawing', async () => {
  const inner = await graphOf(startEvent(), userTask('inner'), endEvent(), chain('start', 'inner', 'end'));
  const graph = await graphOf(
    ...[startEvent(), userTask('x', { holder: 'coordinator' }), boundary('late', 'x', true, 'opened+10d')],
    ...[callActivity('call', 'other'), endEvent(), chain('start', 'x', 'end'), chain('late', 'call', 'end')],
  );
  expect(told(inputOf(graph, { called: { other: inner }, behaviour: { kind: 'never' } }))).toEqual([
    '2020-03-02 begun start → x×1 opens x',
    '2020-03-12 timer late → call×1',
    '2020-03-12 (call 1) begun start → inner×1 opens inner',
    '2020-03-16 (call 1) closed inner ACCEPTED → over',
    '2020-03-16 ended call → over',
  ]);
});

it('a process that is called for each unit takes part once for each, under whoever called it', async () => {
  const task = await graphOf(startEvent(), userTask('inner'), endEvent(), chain('start', 'inner', 'end'));
  const inner = await graphOf(
    startEvent(),
    callActivity('deeper', 'task'),
    endEvent(),
    chain('start', 'deeper', 'end'),
  );
  const graph = await graphOf(
    ...[
      startEvent(),
      subProcess(
        's',
        [startEvent('is'), callActivity('call', 'other'), endEvent('ie'), chain('is', 'call', 'ie')],
        loop('answerableUnits'),
      ),
    ],
    ...[endEvent(), chain('start', 's', 'end')],
  );
  const played = stepThrough(inputOf(graph, { called: { other: inner, task } }), ofMeasure);
  expect(
    played?.processes.map(({ versionId, calledBy }) => [versionId, calledBy?.process, calledBy?.elementId]),
  ).toEqual([
    [null, undefined, undefined],
    ['other', 0, 'call'],
    ['task', 1, 'deeper'],
    ['other', 0, 'call'],
    ['task', 3, 'deeper'],
  ]);
  expect(played?.steps.filter(({ process }) => process === 4).map(({ cause, active }) => [cause.kind, active])).toEqual(
    [
      ['begun', [{ elementId: 'inner', count: 1 }]],
      ['closed', []],
    ],
  );
});

it('tells timers of one day one by one, though the process takes them in one step', async () => {
  const graph = await graphOf(
    ...[startEvent(), userTask('x', { holder: 'coordinator' }), boundary('first', 'x', false, 'opened+3d')],
    ...[boundary('second', 'x', false, 'opened+3d'), userTask('y'), userTask('z'), endEvent(), endEvent('ye')],
    ...[endEvent('ze'), chain('start', 'x', 'end'), chain('first', 'y', 'ye'), chain('second', 'z', 'ze')],
  );
  expect(told(inputOf(graph, { behaviour: { kind: 'never' } })).slice(0, 3)).toEqual([
    '2020-03-02 begun start → x×1 opens x',
    '2020-03-05 timer first → x×1 y×1 opens y',
    '2020-03-05 timer second → x×1 y×1 z×1 opens z',
  ]);
});

it('has the same items as the rehearsal of the whole plan, and nothing of a process that there is not', async () => {
  const graph = await graphOf(
    ...[startEvent(), userTask('x', { holder: 'memberUnit' }, loop('answerableUnits')), endEvent()],
    chain('start', 'x', 'end'),
  );
  const input = inputOf(graph, { behaviour: { kind: 'late', days: 6 } });
  expect(stepThrough(input, ofMeasure)?.items).toEqual(rehearse(input).items);
  expect(stepThrough(input, { ...ofMeasure, measureId: 'other' })).toBeNull();
  expect(stepThrough(input, { ...ofMeasure, planId: 'other' })).toBeNull();
});
