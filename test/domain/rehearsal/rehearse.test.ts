import { readFileSync } from 'node:fs';
import { defaultLadder, type Ladder } from '../../../domain/ladder/index.ts';
import { compile } from '../../../domain/process/compile.ts';
import type { Graph } from '../../../domain/process/types.ts';
import { rehearse } from '../../../domain/rehearsal/rehearse.ts';
import { sampleParties } from '../../../domain/rehearsal/sample.ts';
import { summarize } from '../../../domain/rehearsal/summary.ts';
import type { Behaviour, RehearsalInput, RehearsedItem, RehearsedMeasure } from '../../../domain/rehearsal/types.ts';
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
  userTask,
} from '../process/diagram.ts';
import { calendar2020 } from '../support/calendar2020.ts';

const measure = (units = ['u1', 'u2'], deadline: string | null = '2020-09-30'): RehearsedMeasure => ({
  ...{ id: 'm', title: '措施', deadline, deadlineKind: 'date', leaderPostIds: ['l'] },
  units: units.map((unitId) => ({ key: `a-${unitId}`, unitId, name: unitId, role: 'RESPONSIBLE' })),
});

function play(graph: Graph, behaviour: Behaviour, more: Partial<RehearsalInput> = {}) {
  return rehearse({
    ...sampleParties,
    ...{ graph, behaviour, called: {}, behaviours: {}, officeDays: 2, measures: [measure()], periods: [], years: [] },
    ...{ from: '2020-03-02', until: '2020-12-31', calendar: calendar2020, ladder: defaultLadder, ...more },
  });
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
    expect(ended).toEqual([{ measureId: 'm', on: '2020-03-09' }]);
  });

  it('late by working days, urged from the first day after', async () => {
    const { items } = play(await signing(), { kind: 'late', days: 3 });
    expect(items[0]?.closedOn).toBe('2020-03-12');
    expect(items[0]?.rungs.map(({ rung, on }) => `${rung} ${on}`)).toContain('URGE 2020-03-10');
  });

  it('never: the ladder runs to its last rung and the item stays open', async () => {
    const { items, ended } = play(await signing(), { kind: 'never' });
    expect(items[0]).toMatchObject({ closedOn: null, outcome: null });
    expect(items[0]?.rungs.at(-1)).toEqual({ rung: 'SUPERVISE', on: '2020-03-16' });
    expect(ended).toEqual([]);
  });

  it('never, and are deemed: at night, before the ladder of that day', async () => {
    const { items, ended } = play(await signing({ deemedAfter: '5' }), { kind: 'never' });
    expect(items.map(brief)[0]).toBe('x u1 2020-03-02 2020-03-09 2020-03-16 DEEMED');
    expect(items[0]?.rungs.at(-1)).toEqual({ rung: 'URGE', on: '2020-03-10' });
    expect(ended).toHaveLength(1);
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
      const { items } = play(graph, { kind: 'never' }, { ladders: { 急件升级规则: steep } });
      return items[0]?.rungs.map(({ rung, on }) => `${rung} ${on}`);
    };
    expect(await rungs({ kind: 'PLAN' })).toEqual([]);
    expect(await rungs({ kind: 'PLAN', ladder: '急件升级规则' })).toEqual(['URGE 2020-03-04', 'SUPERVISE 2020-03-10']);
    expect(await rungs({ kind: 'PLAN', ladder: '急件升级规则', ladderUpTo: 'URGE' })).toEqual(['URGE 2020-03-04']);
  });

  it('each in its own way', async () => {
    const { items } = play(await signing(), { kind: 'onTime' }, { behaviours: { u2: { kind: 'never' } } });
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

  it('through operations and what it calls', async () => {
    const inner = await graphOf(startEvent(), userTask('inner'), endEvent(), chain('start', 'inner', 'end'));
    const graph = await graphOf(
      ...[startEvent(), serviceTask('op', 'setScore'), callActivity('call', 'other'), userTask('last'), endEvent()],
      chain('start', 'op', 'call', 'last', 'end'),
    );
    const { items, ended } = play(graph, { kind: 'onTime' }, { called: { other: inner } });
    expect(items.map(brief)).toEqual([
      'inner - 2020-03-02 2020-03-09 2020-03-04 ACCEPTED',
      'last - 2020-03-04 2020-03-11 2020-03-06 ACCEPTED',
    ]);
    expect(ended).toHaveLength(1);
  });

  it('past a call that is interrupted: what the called process has open is cancelled', async () => {
    const inner = await graphOf(
      ...[startEvent(), userTask('inner', { holder: 'coordinator' }), endEvent(), chain('start', 'inner', 'end')],
    );
    const graph = await graphOf(
      ...[startEvent(), callActivity('call', 'other'), boundary('late', 'call', true, 'opened+10d'), userTask('last')],
      ...[endEvent(), chain('start', 'call', 'end'), chain('late', 'last', 'end')],
    );
    const { items } = play(graph, { kind: 'never' }, { called: { other: inner } });
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
    const { items } = play(graph, { kind: 'onTime' }, { years, behaviours: { u2: { kind: 'never' } } });
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
    expect(stuck).toEqual([{ measureId: 'm', elementId: 'g' }]);
  });
});

it('plays the shipped lifecycle through a year to its end', async () => {
  const url = new URL('../../../workflows/definitions/measure-lifecycle.bpmn', import.meta.url);
  const compiled = await compile(readFileSync(url, 'utf8'));
  if (!compiled.ok) throw new Error('does not compile');
  const { items, ended } = play(
    compiled.graph,
    { kind: 'onTime' },
    {
      until: '2021-03-31',
      periods: [{ key: '2020-MID', opensOn: '2020-06-01', dueOn: '2020-06-30', cutOffOn: '2020-07-15' }],
      years: [{ key: '2020', opensOn: '2021-01-16' }],
    },
  );
  const reports = items.filter(({ kind }) => kind === 'REPORT');
  expect(reports.map(brief)).toEqual([
    'report u1 2020-06-01 2020-06-30 2020-06-30 ACCEPTED',
    'report u2 2020-06-01 2020-06-30 2020-06-30 ACCEPTED',
  ]);
  expect(ended).toEqual([{ measureId: 'm', on: expect.stringMatching(/^2021-01-/) }]);
});

it('sums up what falls on which day and who has too much at once', async () => {
  const measures = ['m1', 'm2', 'm3'].map((id) => ({ ...measure(['u1']), id }));
  const result = play(await signing(), { kind: 'onTime' }, { measures });
  const summary = summarize(result);
  expect(summary).toMatchObject({ items: 3, overdue: 0 });
  expect(summary.days.find(({ day }) => day === '2020-03-09')).toMatchObject({ due: 3 });
  expect(summary.weeks.find(({ week }) => week === '2020-03-09')).toMatchObject({ unitId: 'u1', due: 3 });
  expect(summary.collisions).toEqual([{ day: '2020-03-09', unitId: 'u1', due: 3 }]);
});
