import { readFileSync } from 'node:fs';
import { shippedLimits } from '../../../domain/countyLimits.ts';
import { addDays } from '../../../domain/day.ts';
import { defaultLadder, type Ladder, officeLadder } from '../../../domain/ladder/index.ts';
import { compile } from '../../../domain/process/compile.ts';
import type { Graph } from '../../../domain/process/types.ts';
import { rehearse } from '../../../domain/rehearsal/rehearse.ts';
import { sampleMeasures, samplePosts } from '../../../domain/rehearsal/sample.ts';
import type {
  Behaviour,
  RehearsalInput,
  RehearsedItem,
  RehearsedMeasure,
  RehearsedPlan,
} from '../../../domain/rehearsal/types.ts';
import {
  boundary,
  callActivity,
  chain,
  endEvent,
  flow,
  gateway,
  graphOf,
  loop,
  serviceTask,
  startEvent,
  subProcess,
  timer,
  userTask,
} from '../process/diagram.ts';
import { calendar2020 } from '../support/calendar2020.ts';

const measure = (units = ['u1', 'u2'], deadline: string | null = '2020-09-30'): RehearsedMeasure => ({
  ...{ id: 'm', title: '措施', deadline, deadlineKind: 'date', leaderPostIds: ['l'], urgent: false },
  units: units.map((unitId) => ({ key: `a-${unitId}`, unitId, name: unitId, role: 'RESPONSIBLE' })),
});

const FROM = '2020-03-02';

function planOf(graph: Graph, more: Partial<RehearsedPlan> = {}): RehearsedPlan {
  return {
    ...{ id: 'p', title: '方案', launchedOn: FROM, measureGraph: graph, unitGraph: null, measures: [measure()] },
    ...{ officeUnitId: 'office', approverPostId: 'head', periods: [], years: [], ladder: defaultLadder, ...more },
  };
}

function playPlans(plans: RehearsedPlan[], behaviour: Behaviour, more: Partial<RehearsalInput> = {}) {
  return rehearse({
    ...{
      plans,
      behaviour,
      posts: samplePosts,
      called: {},
      behaviours: {},
      officeDays: 2,
      ladderUses: [],
      stepLadders: {},
    },
    ...{ from: FROM, until: '2020-12-31', calendar: calendar2020, ownDays: [], limits: shippedLimits, ...more },
  });
}

function play(
  graph: Graph,
  behaviour: Behaviour,
  plan: Partial<RehearsedPlan> = {},
  more: Partial<RehearsalInput> = {},
) {
  return playPlans([planOf(graph, plan)], behaviour, more);
}

const brief = ({ elementId, unitId, openedOn, dueOn, closedOn, outcome }: RehearsedItem) =>
  `${elementId} ${unitId ?? '-'} ${openedOn} ${dueOn} ${closedOn} ${outcome}`;

const signing = (attributes: Record<string, string> = {}) =>
  graphOf(
    startEvent(),
    userTask(
      'x',
      { kind: 'SIGN', holder: 'memberUnit', ladderUpTo: 'SUPERVISE', ...attributes },
      loop('answerableUnits'),
    ),
    endEvent(),
    chain('start', 'x', 'end'),
  );

describe('units behave', () => {
  it('on time: on the due day, and the process ends', async () => {
    const { items, ended } = play(await signing(), { kind: 'onTime' });
    expect(items.map(brief)).toEqual([
      'x u1 2020-03-02 2020-03-09 2020-03-09 ACCEPTED',
      'x u2 2020-03-02 2020-03-09 2020-03-09 ACCEPTED',
    ]);
    expect(ended).toEqual([{ planId: 'p', measureId: 'm', unitId: null, on: '2020-03-09' }]);
  });

  it('late by working days, urged from the first day after', async () => {
    const { items } = play(await signing(), { kind: 'late', days: 3 });
    expect(items[0]?.closedOn).toBe('2020-03-12');
    expect(items[0]?.rungs.map(({ rung, on }) => `${rung} ${on}`)).toContain('URGE 2020-03-10');
  });

  it('never: the ladder runs to its last rung and the item stays open', async () => {
    const { items, ended } = play(await signing(), { kind: 'never' });
    expect(items[0]).toMatchObject({ closedOn: null, outcome: null });
    expect(items[0]?.rungs.at(-1)).toEqual({ rung: 'SUPERVISE', on: '2020-03-16', action: 'letter' });
    expect(ended).toEqual([]);
  });

  it('never: a rung that is sent on days off, too, is reached on the Saturday', async () => {
    const urge = (onDaysOff: boolean): Ladder => ({
      ...defaultLadder,
      rungs: defaultLadder.rungs.flatMap((rung) =>
        rung.key === 'URGE' ? [{ ...rung, unit: 'calendarDays', offset: 5, onDaysOff }] : [],
      ),
    });
    const urgedOn = async (onDaysOff: boolean) =>
      play(await signing(), { kind: 'never' }, { ladder: urge(onDaysOff) }).items[0]?.rungs.map(({ on }) => on);
    expect(await urgedOn(true)).toEqual(['2020-03-14']);
    expect(await urgedOn(false)).toEqual(['2020-03-16']);
  });

  it('late, and what opens by day before a weekend is reminded of on the Monday, when rounds send again', async () => {
    const short: Ladder = { ...defaultLadder, earliestAfterOpening: 0 };
    const task = { holder: 'coordinator', due: 'opened+1wd', ladderUpTo: 'REMIND' };
    const graph = await graphOf(
      ...[startEvent(), userTask('before', { due: 'opened+4wd' }), userTask('x', task), endEvent()],
      chain('start', 'before', 'x', 'end'),
    );
    const { items } = play(graph, { kind: 'late', days: 3 }, { ladder: short }, { officeDays: 4 });
    expect(items.map(brief)).toEqual([
      'before - 2020-03-02 2020-03-06 2020-03-06 ACCEPTED',
      'x u1 2020-03-06 2020-03-09 2020-03-12 ACCEPTED',
    ]);
    expect(items[1]?.rungs.map(({ rung, on }) => `${rung} ${on}`)).toEqual(['REMIND_1 2020-03-09']);
  });

  it('never, and are deemed: at night, before the ladder of that day', async () => {
    const { items, ended } = play(await signing({ deemedAfter: '5' }), { kind: 'never' });
    expect(items.map(brief)[0]).toBe('x u1 2020-03-02 2020-03-09 2020-03-16 DEEMED');
    expect(items[0]?.rungs.at(-1)).toEqual({ rung: 'URGE', on: '2020-03-10', action: 'notify' });
    expect(ended).toHaveLength(1);
  });

  it('never, and open after the day of their deeming: in the night after, since that of their own day is over', async () => {
    const late = { kind: 'CONFIRM', holder: 'coordinator', due: '2020-02-28', deemedAfter: '2', ladderUpTo: 'URGE' };
    const graph = await graphOf(
      ...[startEvent(), timer('wait', 'opened+3d'), userTask('x', late), endEvent()],
      chain('start', 'wait', 'x', 'end'),
    );
    const { items } = play(graph, { kind: 'never' });
    expect(items.map(brief)).toEqual(['x u1 2020-03-05 2020-02-28 2020-03-06 DEEMED']);
  });

  it('a step that names a ladder climbs it, to its end where it does not say how far', async () => {
    const steep: Ladder = {
      ...defaultLadder,
      rungs: defaultLadder.rungs.filter(({ group }) => group === 'URGE' || group === 'SUPERVISE'),
      earliestAfterOpening: 1,
    };
    const rungs = async (attributes: Record<string, string>) => {
      const graph = await graphOf(
        ...[startEvent(), userTask('x', { holder: 'coordinator', due: 'opened+1wd', ...attributes }), endEvent()],
        chain('start', 'x', 'end'),
      );
      const stepLadders = { 急件升级规则: { id: 'steep', ladder: steep } };
      const { items } = play(graph, { kind: 'never' }, {}, { stepLadders });
      return items[0]?.rungs.map(({ rung, on }) => `${rung} ${on}`);
    };
    expect(await rungs({ kind: 'PLAN' })).toEqual([]);
    expect(await rungs({ kind: 'PLAN', ladder: '急件升级规则' })).toEqual(['URGE 2020-03-04', 'SUPERVISE 2020-03-10']);
    expect(await rungs({ kind: 'PLAN', ladder: '急件升级规则', ladderUpTo: 'URGE' })).toEqual(['URGE 2020-03-04']);
  });

  it('each in its own way', async () => {
    const { items } = play(await signing(), { kind: 'onTime' }, {}, { behaviours: { u2: { kind: 'never' } } });
    expect(items.map(({ closedOn }) => closedOn)).toEqual(['2020-03-09', null]);
  });

  it('returned twice: three rounds, the later ones due three working days after the return', async () => {
    const graph = await graphOf(
      ...[startEvent(), userTask('x', { kind: 'RECTIFY', holder: 'coordinator', ladderUpTo: 'REFER' })],
      userTask('r', { kind: 'VERIFY', reviews: 'x', outcomes: 'ACCEPTED,RETURNED' }),
      ...[gateway('g', 'exclusive', 'back'), endEvent(), chain('start', 'x', 'r', 'g')],
      ...[flow('g', 'end', 'outcome = "ACCEPTED"', 'ok'), flow('g', 'x', undefined, 'back')],
    );
    const { items, ended } = play(graph, { kind: 'returnedTwice' });
    expect(items.map(brief)).toEqual([
      'x u1 2020-03-02 2020-03-09 2020-03-09 ACCEPTED',
      'r - 2020-03-09 2020-03-16 2020-03-11 RETURNED',
      'x u1 2020-03-11 2020-03-16 2020-03-16 ACCEPTED',
      'r - 2020-03-16 2020-03-23 2020-03-18 RETURNED',
      'x u1 2020-03-18 2020-03-23 2020-03-23 ACCEPTED',
      'r - 2020-03-23 2020-03-30 2020-03-25 ACCEPTED',
    ]);
    expect(ended).toHaveLength(1);
  });
});

describe('the process goes on', () => {
  it('to a new round of what time has closed and its judge returns, with the days that it was overdue', async () => {
    const task = {
      kind: 'REPORT',
      holder: 'coordinator',
      due: 'opened+2wd',
      deemedAfter: '4',
      ladderUpTo: 'SUPERVISE',
    };
    const graph = await graphOf(
      ...[startEvent(), userTask('report', task), gateway('g', 'exclusive', 'back'), endEvent()],
      userTask('judge', { kind: 'REVIEW', reviews: 'report', outcomes: 'RETURNED,ACCEPTED' }),
      ...[chain('start', 'report', 'judge', 'g'), flow('g', 'end', 'outcome = "ACCEPTED"', 'ok')],
      flow('g', 'report', undefined, 'back'),
    );
    const ladder = { ...defaultLadder, earliestAfterOpening: 0 };
    const [first, , second] = play(graph, { kind: 'never' }, { ladder }, { until: '2020-03-20' }).items;
    expect([first, second].map((item) => item && brief(item))).toEqual([
      'report u1 2020-03-02 2020-03-04 2020-03-10 DEEMED',
      'report u1 2020-03-12 2020-03-17 null null',
    ]);
    // Four days of the first round and one of the second are five.
    const rungs = [first, second].map((item) => item?.rungs.map(({ rung, on }) => `${rung} ${on}`));
    expect(rungs).toEqual([['REMIND_1 2020-03-03', 'URGE 2020-03-05'], ['SUPERVISE 2020-03-18']]);
  });

  it('to a review only once what it judges is handed in', async () => {
    const graph = await graphOf(
      ...[startEvent(), gateway('fork', 'parallel'), gateway('sync', 'parallel'), endEvent()],
      userTask('report', { kind: 'REPORT', holder: 'coordinator', due: 'opened+8wd' }),
      userTask('judge', { kind: 'REVIEW', due: 'opened+3wd', reviews: 'report', outcomes: 'ACCEPTED,RETURNED' }),
      ...[chain('start', 'fork', 'report', 'sync', 'end'), chain('fork', 'judge', 'sync')],
    );
    const closed = (behaviour: Behaviour) =>
      play(graph, behaviour).items.map(({ elementId, closedOn }) => `${elementId} ${closedOn}`);
    expect(closed({ kind: 'onTime' })).toEqual(['report 2020-03-12', 'judge 2020-03-12']);
    expect(closed({ kind: 'never' })).toEqual(['report null', 'judge null']);
  });

  it('past a time limit that interrupts: what is open is cancelled', async () => {
    const graph = await graphOf(
      ...[startEvent(), userTask('x', { holder: 'memberUnit' }, loop('answerableUnits'))],
      ...[boundary('late', 'x', true, 'opened+10d'), userTask('y'), endEvent()],
      ...[chain('start', 'x', 'end'), chain('late', 'y', 'end')],
    );
    const { items } = play(graph, { kind: 'never' });
    expect(items.map(brief)).toEqual([
      'x u1 2020-03-02 2020-03-09 2020-03-12 CANCELLED',
      'x u2 2020-03-02 2020-03-09 2020-03-12 CANCELLED',
      'y - 2020-03-12 2020-03-19 2020-03-16 ACCEPTED',
    ]);
  });

  it('by the timers of one day together, first the one whose name comes first', async () => {
    const graphWith = (interrupting: string) =>
      graphOf(
        ...[startEvent(), userTask('x', { holder: 'coordinator' }), boundary('beside', 'x', false, 'opened+10d')],
        ...[boundary(interrupting, 'x', true, 'opened+10d'), userTask('y'), userTask('z'), endEvent(), endEvent('ye')],
        ...[endEvent('ze'), chain('start', 'x', 'end'), chain('beside', 'y', 'ye'), chain(interrupting, 'z', 'ze')],
      );
    const opened = async (interrupting: string) =>
      play(await graphWith(interrupting), { kind: 'never' }).items.map(({ elementId }) => elementId);
    expect(await opened('after')).toEqual(['x', 'z']);
    expect(await opened('beyond')).toEqual(['x', 'y', 'z']);
  });

  it('through operations and what it calls', async () => {
    const inner = await graphOf(startEvent(), userTask('inner'), endEvent(), chain('start', 'inner', 'end'));
    const graph = await graphOf(
      ...[startEvent(), serviceTask('op', 'setScore'), callActivity('call', 'other'), userTask('last'), endEvent()],
      chain('start', 'op', 'call', 'last', 'end'),
    );
    const { items, ended } = play(graph, { kind: 'onTime' }, {}, { called: { other: inner } });
    expect(items.map(brief)).toEqual([
      'inner - 2020-03-02 2020-03-09 2020-03-04 ACCEPTED',
      'last - 2020-03-04 2020-03-11 2020-03-06 ACCEPTED',
    ]);
    expect(ended).toHaveLength(1);
  });

  it('past what somebody makes needless by day: what is cancelled has reached the rung of that morning', async () => {
    const task = { kind: 'SIGN', holder: 'memberUnit', ladderUpTo: 'SUPERVISE' };
    const graph = await graphOf(
      ...[startEvent(), userTask('x', task, loop('answerableUnits', 'first')), endEvent(), chain('start', 'x', 'end')],
    );
    const { items } = play(graph, { kind: 'never' }, {}, { behaviours: { u1: { kind: 'late', days: 1 } } });
    expect(items.map(brief)).toEqual([
      'x u1 2020-03-02 2020-03-09 2020-03-10 ACCEPTED',
      'x u2 2020-03-02 2020-03-09 2020-03-10 CANCELLED',
    ]);
    expect(items.map(({ rungs }) => rungs.at(-1))).toMatchObject([
      { rung: 'URGE', on: '2020-03-10' },
      { rung: 'URGE', on: '2020-03-10' },
    ]);
  });

  it('past a call that is interrupted: what the called process has open is cancelled', async () => {
    const inner = await graphOf(
      ...[startEvent(), userTask('inner', { holder: 'coordinator' }), endEvent(), chain('start', 'inner', 'end')],
    );
    const graph = await graphOf(
      ...[startEvent(), callActivity('call', 'other'), boundary('late', 'call', true, 'opened+10d'), userTask('last')],
      ...[endEvent(), chain('start', 'call', 'end'), chain('late', 'last', 'end')],
    );
    const { items } = play(graph, { kind: 'never' }, {}, { called: { other: inner } });
    expect(items.map(brief)).toEqual([
      'inner u1 2020-03-02 2020-03-09 2020-03-12 CANCELLED',
      'last - 2020-03-12 2020-03-19 2020-03-16 ACCEPTED',
    ]);
  });

  it('by the score that the behaviour of units earns', async () => {
    const scored = loop('assessmentYears');
    const graph = await graphOf(
      ...[
        startEvent(),
        userTask(
          'x',
          { kind: 'COMPLETE', holder: 'memberUnit', ladderUpTo: 'REFER', deemedAfter: '60' },
          loop('answerableUnits'),
        ),
      ],
      subProcess(
        'units',
        [
          subProcess(
            'years',
            [
              ...[startEvent('ys'), serviceTask('score'), gateway('g', 'exclusive', 'failed'), endEvent('ye')],
              ...[userTask('again', { kind: 'RECTIFY', holder: 'memberUnit' }), chain('ys', 'score', 'g')],
              ...[
                flow('g', 'ye', 'score.passed', 'passed'),
                flow('g', 'again', undefined, 'failed'),
                chain('again', 'ye'),
              ],
            ],
            scored,
          ),
          ...[startEvent('us'), endEvent('ue'), chain('us', 'years', 'ue')],
        ],
        loop('answerableUnits'),
      ),
      ...[endEvent(), chain('start', 'x', 'units', 'end')],
    );
    const years = [{ key: '2020', opensOn: '2021-01-16' }];
    const { items } = play(graph, { kind: 'onTime' }, { years }, { behaviours: { u2: { kind: 'never' } } });
    expect(items.filter(({ elementId }) => elementId === 'again').map(({ unitId }) => unitId)).toEqual(['u2']);
  });

  it('by the facts that an instance begins with', async () => {
    const graph = await graphOf(
      ...[startEvent(), gateway('g', 'exclusive', 'else'), userTask('y'), endEvent(), chain('start', 'g')],
      ...[flow('g', 'y', 'deadlineKind = "longTerm"', 'if'), flow('g', 'end', undefined, 'else'), chain('y', 'end')],
    );
    const longTerm = { ...measure(['u1'], null), deadlineKind: 'longTerm' };
    expect(play(graph, { kind: 'onTime' }).items).toEqual([]);
    expect(play(graph, { kind: 'onTime' }, { measures: [longTerm] }).items).toHaveLength(1);
  });

  it('by holders: nobody judges what their own unit holds', async () => {
    const graph = await graphOf(
      ...[startEvent(), userTask('x', { holder: 'coordinator' }), userTask('r', { kind: 'VERIFY', reviews: 'x' })],
      ...[userTask('d', { holder: 'doer', doerOf: 'x' }), endEvent(), chain('start', 'x', 'r', 'd', 'end')],
    );
    const holders = (officeUnitId: string) =>
      play(graph, { kind: 'onTime' }, { officeUnitId }).items.map(({ holder, unitId }) => `${holder} ${unitId}`);
    expect(holders('office')).toEqual(['unit u1', 'office null', 'unit u1']);
    expect(holders('u1')).toEqual(['unit u1', 'leader null', 'unit u1']);
  });

  it('to where no condition holds, and says so', async () => {
    const graph = await graphOf(
      ...[startEvent(), userTask('x'), gateway('g', 'exclusive', 'else'), userTask('y'), endEvent()],
      ...[chain('start', 'x', 'g'), flow('g', 'y', 'hasLeader = true'), flow('g', 'end', undefined, 'else')],
      chain('y', 'end'),
    );
    expect(play(graph, { kind: 'onTime' }).stuck).toEqual([]);
    const gate = graph.nodes.g;
    const otherwise = graph.flows.else;
    if (gate?.type !== 'exclusiveGateway' || otherwise === undefined) throw new Error('no gateway');
    delete gate.defaultFlow;
    otherwise.condition = 'hasDeadline = false';
    const leaderless = { ...measure(), leaderPostIds: [] };
    const { stuck } = play(graph, { kind: 'onTime' }, { measures: [leaderless] });
    expect(stuck).toEqual([{ planId: 'p', measureId: 'm', unitId: null, elementId: 'g' }]);
  });
});

async function shipped(name: string): Promise<Graph> {
  const url = new URL(`../../../workflows/definitions/${name}`, import.meta.url);
  const compiled = await compile(readFileSync(url, 'utf8'));
  if (!compiled.ok) throw new Error('does not compile');
  return compiled.graph;
}

it('plays the shipped lifecycle through a year to its end', async () => {
  const { items, ended } = play(
    await shipped('measure-lifecycle.bpmn'),
    { kind: 'onTime' },
    {
      periods: [{ key: '2020-MID', opensOn: '2020-06-01', dueOn: '2020-06-30', cutOffOn: '2020-07-15' }],
      years: [{ key: '2020', opensOn: '2021-01-16' }],
    },
    { until: '2021-03-31' },
  );
  const reports = items.filter(({ kind }) => kind === 'REPORT');
  expect(reports.map(brief)).toEqual([
    'report u1 2020-06-01 2020-06-30 2020-06-30 ACCEPTED',
    'report u2 2020-06-01 2020-06-30 2020-06-30 ACCEPTED',
  ]);
  expect(ended).toEqual([{ planId: 'p', measureId: 'm', unitId: null, on: expect.stringMatching(/^2021-01-/) }]);
});

describe('several plans', () => {
  const forUnit = () =>
    graphOf(
      ...[startEvent(), userTask('confirm', { kind: 'CONFIRM', holder: 'planUnit', ladderUpTo: 'SUPERVISE' })],
      ...[endEvent(), chain('start', 'confirm', 'end')],
    );

  it('each unit has its own part in a plan, once, however many measures it is in', async () => {
    const plan = planOf(await signing(), {
      unitGraph: await forUnit(),
      measures: [measure(), { ...measure(['u2']), id: 'n' }],
    });
    const { items, ended } = playPlans([plan], { kind: 'onTime' });
    const parts = items.filter(({ measureId }) => measureId === null);
    expect(parts.map(brief)).toEqual([
      'confirm u1 2020-03-02 2020-03-09 2020-03-09 ACCEPTED',
      'confirm u2 2020-03-02 2020-03-09 2020-03-09 ACCEPTED',
    ]);
    expect(ended).toContainEqual({ planId: 'p', measureId: null, unitId: 'u1', on: '2020-03-09' });
  });

  it('a plan that was launched earlier is played from its launch; what was closed before the first day is left out', async () => {
    const graph = await graphOf(
      ...[startEvent(), userTask('x', { holder: 'memberUnit' }, loop('answerableUnits'))],
      ...[userTask('y', { holder: 'coordinator', due: 'opened+20wd' }), endEvent(), chain('start', 'x', 'y', 'end')],
    );
    const plan = planOf(graph, { launchedOn: '2020-02-17' });
    const { items } = playPlans([plan], { kind: 'onTime' });
    expect(items.map(brief)).toEqual(['y u1 2020-02-24 2020-03-23 2020-03-23 ACCEPTED']);
  });
});

describe('ladders that are used instead of the plan’s own', () => {
  const use = (more: object) => ({
    ...{ id: 'use', ladderId: 'o', ladder: officeLadder, planId: null, kind: null, urgent: null },
    ...{ fromDay: '2020-01-01', endedOn: null, ...more },
  });
  const rungsOf = async (uses: ReturnType<typeof use>[], measures = [measure(['u1'])]) =>
    play(await signing(), { kind: 'late', days: 7 }, { measures }, { ladderUses: uses }).items.map(({ rungs }) =>
      rungs.map(({ rung, on }) => `${rung} ${on}`).join(', '),
    );

  it('by kind of item', async () => {
    expect(await rungsOf([use({ kind: 'SIGN' })])).toEqual([
      'REMIND_1 2020-03-06, URGE 2020-03-10, URGE_2 2020-03-12, URGE_3 2020-03-16',
    ]);
    expect(await rungsOf([use({ kind: 'REPORT' })])).toEqual(await rungsOf([]));
  });

  it.each([
    ['by day, from the next round on', userTask('before'), '2020-03-05'],
    ['at night, from the round of that morning on', timer('before', 'opened+2d'), '2020-03-04'],
  ])('for what opens overdue %s', async (_when, before, urged) => {
    const late = userTask('x', { holder: 'coordinator', due: '2020-03-02', ladderUpTo: 'URGE' });
    const graph = await graphOf(startEvent(), before, late, endEvent(), chain('start', 'before', 'x', 'end'));
    const { items } = play(graph, { kind: 'never' }, {}, { ladderUses: [use({})] });
    const [first] = items.filter(({ elementId }) => elementId === 'x').flatMap(({ rungs }) => rungs);
    expect(first).toMatchObject({ rung: 'URGE', on: urged });
  });

  it('for urgent measures', async () => {
    const urgent = { ...measure(['u1']), id: 'n', urgent: true };
    const [usual, hurried] = await rungsOf([use({ urgent: true })], [measure(['u1']), urgent]);
    expect(usual).toBe((await rungsOf([]))[0]);
    expect(hurried).toContain('URGE_2 2020-03-12');
  });

  it('from a day on, for what is open by then too', async () => {
    expect(await rungsOf([use({ kind: 'SIGN', fromDay: '2020-03-12' })])).toEqual([
      'REMIND_1 2020-03-09, URGE 2020-03-10, URGE_2 2020-03-12, URGE_3 2020-03-16',
    ]);
  });
});

it.each([
  ['in all their likeness', (measure: RehearsedMeasure) => measure],
  ['no two of them alike', (measure: RehearsedMeasure, at: number) => ({ ...measure, deadline: addDays(FROM, at) })],
])('plays a year of 500 measures, %s, in less than a second of computing', async (_how, differing) => {
  const plan = planOf(await shipped('measure-lifecycle.bpmn'), {
    unitGraph: await shipped('unit-in-plan.bpmn'),
    measures: sampleMeasures(500, FROM).map(differing),
    periods: [{ key: '2020-MID', opensOn: '2020-06-01', dueOn: '2020-06-30', cutOffOn: '2020-07-15' }],
    years: [{ key: '2020', opensOn: '2021-01-16' }],
  });
  // The fastest of a few, so that a busy machine does not decide.
  const milliseconds = [1, 2, 3].map(() => {
    const before = process.cpuUsage();
    const { items } = playPlans([plan], { kind: 'late', days: 8 }, { until: '2021-03-01' });
    const { user, system } = process.cpuUsage(before);
    expect(items.length).toBeGreaterThan(5_000);
    return (user + system) / 1000;
  });
  expect(Math.min(...milliseconds)).toBeLessThan(1_000);
});
