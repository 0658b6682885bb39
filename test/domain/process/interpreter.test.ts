import { apply, start } from '../../../domain/process/interpreter.ts';
import { mostTurns } from '../../../domain/process/turning.ts';
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
  terminateEnd,
  timer,
  userTask,
} from './diagram.ts';
import { members, Play } from './play.ts';

const units = (...keys: string[]) => ({ collections: { answerableUnits: members(...keys) } });

describe('events and tasks', () => {
  it('opens one item after another and finishes at the end event', async () => {
    const play = new Play(
      await graphOf(startEvent(), userTask('a'), userTask('b'), endEvent(), chain('start', 'a', 'b', 'end')),
    );
    expect(play.open).toEqual(['a@!1']);
    play.close('a');
    expect(play.open).toEqual(['b@!1']);
    play.close('b');
    expect(play.finished).toBe('completed');
    expect(play.state).toMatchObject({ status: 'completed', activities: {}, scopes: {} });
    expect(play.state.passed).toEqual({ start: 1, a: 1, b: 1, end: 1 });
  });

  it('gives an item what its task says', async () => {
    const task = userTask('a', {
      kind: 'REPORT',
      holder: 'coordinator',
      due: 'deadline-3d',
      ladderUpTo: 'REFER',
      deemedAfter: '5',
      signWithin: '3',
      ladder: '急件升级规则',
    });
    const play = new Play(await graphOf(startEvent(), task, endEvent(), chain('start', 'a', 'end')));
    expect(play.effects[0]).toEqual({
      type: 'openWorkItem',
      key: 'a@!1',
      elementId: 'a',
      scope: '',
      members: [],
      round: 1,
      task: {
        kind: 'REPORT',
        holder: 'coordinator',
        due: { base: 'deadline', offset: -3, unit: 'days' },
        ladderUpTo: 'REFER',
        deemedAfter: 5,
        signWithin: 3,
        ladder: '急件升级规则',
        outcomes: ['ACCEPTED'],
      },
    });
  });

  it('names the item whose holder holds another, of the same unit where both run over units', async () => {
    const graph = await graphOf(
      ...[startEvent(), userTask('one'), userTask('each', { holder: 'memberUnit' }, loop('answerableUnits'))],
      ...[userTask('again', { holder: 'doer', doerOf: 'each' }, loop('answerableUnits'))],
      ...[userTask('last', { holder: 'doer', doerOf: 'one' }), endEvent()],
      chain('start', 'one', 'each', 'again', 'last', 'end'),
    );
    const play = new Play(graph, { facts: {}, collections: { answerableUnits: [{ key: 'a' }, { key: 'b' }] } });
    for (let step = 0; step < 3; step += 1) for (const key of [...play.items.keys()]) play.close(key);
    const opened = play.history.map(({ key, doerKey }) => [key, doerKey] as const);
    expect(opened.find(([key]) => key.startsWith('last'))?.[1]).toBe('one@!1');
    const again = opened.filter(([key]) => key.startsWith('again'));
    expect(again).toHaveLength(2);
    for (const [key, doer] of again) expect(doer).toBe(key.replaceAll('again', 'each'));
  });

  it('waits at a timer, runs an operation with its parameters and starts a called instance', async () => {
    const graph = await graphOf(
      ...[
        startEvent(),
        userTask('a'),
        timer('t', '2020-06-01'),
        serviceTask('s', 'score', `duban:parameters='{"max":5}'`),
      ],
      ...[callActivity('c', 'rectification'), endEvent(), chain('start', 'a', 't', 's', 'c', 'end')],
    );
    const play = new Play(graph).close('a', 'DEEMED', { note: '逾期' });
    expect(play.timers.get('t@!1')?.rule).toEqual({ base: 'date', date: '2020-06-01', offset: 0, unit: 'days' });
    play.due('t');
    expect(play.operations.get('s@!1')).toMatchObject({
      operation: 'score',
      parameters: { max: 5 },
    });
    play.done('s', { score: 61 });
    expect(play.calls.get('c@!1')).toEqual({ type: 'startInstance', key: 'c@!1', definitionKey: 'rectification' });
    play.called('c');
    expect(play.finished).toBe('completed');
  });

  it('ends only its own scope with a terminate end event', async () => {
    const inner = [
      ...[
        startEvent('is'),
        gateway('if', 'parallel'),
        userTask('x'),
        userTask('y'),
        terminateEnd('it'),
        endEvent('ie'),
      ],
      ...[chain('is', 'if', 'x', 'it'), chain('if', 'y', 'ie')],
    ];
    const graph = await graphOf(
      ...[startEvent(), gateway('f', 'parallel'), subProcess('sub', inner), userTask('after'), userTask('beside')],
      ...[endEvent(), endEvent('end2'), chain('start', 'f', 'sub', 'after', 'end'), chain('f', 'beside', 'end2')],
    );
    const play = new Play(graph).close('x');
    expect(play.effects).toContainEqual({ type: 'cancelWorkItem', key: 'y@/sub!1', answer: false });
    expect(play.open).toEqual(['after@!1', 'beside@!1']);
  });

  it('ends the instance as terminated and cancels what is open at the top', async () => {
    const graph = await graphOf(
      ...[startEvent(), gateway('f', 'parallel'), userTask('a'), userTask('b'), timer('t'), serviceTask('s')],
      ...[terminateEnd('stop'), endEvent(), chain('start', 'f', 'a', 'stop'), chain('f', 'b', 'end')],
      ...[chain('f', 't', 'end'), chain('f', 's', 'end')],
    );
    const play = new Play(graph).close('a');
    expect(play.finished).toBe('terminated');
    expect(play.effects.map((effect) => effect.type).sort()).toEqual([
      'cancelOperation',
      'cancelWorkItem',
      'clearTimer',
      'finish',
    ]);
  });

  it('opens nothing for what a terminate end reaches in the same step', async () => {
    const graph = await graphOf(
      ...[startEvent(), userTask('a'), gateway('f', 'parallel'), userTask('b'), terminateEnd('stop'), endEvent()],
      ...[gateway('x', 'exclusive', 'x-stop'), chain('start', 'a', 'f', 'b', 'end'), chain('f', 'x')],
      ...[flow('x', 'stop'), flow('x', 'end', 'outcome = "go on"')],
    );
    const play = new Play(graph).close('a');
    expect(play.effects).toEqual([{ type: 'finish', status: 'terminated' }]);
  });
});

describe('gateways', () => {
  const choice = (first: string, second: string) =>
    graphOf(
      ...[startEvent(), userTask('a'), gateway('x', 'exclusive', 'x-d'), userTask('b'), userTask('c'), userTask('d')],
      ...[endEvent(), chain('start', 'a', 'x'), flow('x', 'b', first), flow('x', 'c', second), flow('x', 'd')],
      ...[chain('b', 'end'), chain('c', 'end'), chain('d', 'end')],
    );

  it.each([
    ['outcome = "ACCEPTED"', 'true', { outcome: 'ACCEPTED' }, 'b'],
    ['outcome = "RETURNED"', 'a.score >= 60', { outcome: 'ACCEPTED', fields: { score: 60 } }, 'c'],
    ['outcome = "RETURNED"', 'a.score >= 60', { outcome: 'ACCEPTED', fields: { score: 59 } }, 'd'],
    ['missing > 1', 'not(missing > 1)', { outcome: 'ACCEPTED' }, 'd'],
    ['missing = 1 or outcome = "ACCEPTED"', 'outcome = "ACCEPTED"', { outcome: 'ACCEPTED' }, 'c'],
    ['a.score', 'a.score + "x" = 1', { outcome: 'ACCEPTED', fields: { score: 1 } }, 'd'],
    ['today > date("2020-01-01")', 'true', { outcome: 'X' }, 'b'],
    ['today >= deadline', 'deadline - today = duration("P3D")', { outcome: 'X' }, 'c'],
    ['round = 2', '类别 = "重点"', { outcome: 'X' }, 'c'],
  ])('takes the first flow that holds of %s and %s', async (first, second, closing, expected) => {
    const facts = { deadline: '2020-01-05', 类别: '重点' };
    const play = new Play(await choice(first, second), { facts });
    play.close('a', closing.outcome, 'fields' in closing ? closing.fields : undefined);
    expect(play.open).toEqual([`${expected}@!1`]);
  });

  it('joins parallel branches once all have come', async () => {
    const graph = await graphOf(
      ...[startEvent(), gateway('f', 'parallel'), userTask('a'), userTask('b'), gateway('j', 'parallel')],
      ...[userTask('c'), endEvent(), chain('start', 'f', 'a', 'j', 'c', 'end'), chain('f', 'b', 'j')],
    );
    const play = new Play(graph).close('b');
    expect(play.open).toEqual(['a@!1']);
    expect(play.state.scopes['']?.waiting).toEqual({ j: ['b-j'] });
    expect(play.close('a').open).toEqual(['c@!1']);
    expect(play.state.scopes['']?.waiting).toEqual({});
  });

  it('lets an inclusive join take one token of each flow, so that what came twice goes on twice', async () => {
    const graph = await graphOf(
      ...[startEvent(), gateway('f', 'parallel'), gateway('m', 'exclusive'), gateway('s', 'inclusive', 's-c')],
      ...[userTask('a'), userTask('b'), userTask('c'), gateway('j', 'inclusive'), userTask('z'), endEvent()],
      ...[chain('start', 'f'), flow('f', 'm', undefined, 'f1'), flow('f', 'm', undefined, 'f2'), chain('m', 's')],
      ...[
        flow('s', 'a', 'true'),
        flow('s', 'b', 'true'),
        chain('s', 'c', 'j'),
        chain('a', 'j'),
        chain('b', 'j', 'z', 'end'),
      ],
    );
    const play = new Play(graph);
    expect(play.open).toEqual(['a@!1', 'a@!2', 'b@!1', 'b@!2']);
    play.close('a@!1').close('a@!2').close('b@!1').close('b@!2');
    expect(play.open).toEqual(['z@!1', 'z@!2']);
    expect(play.close('z@!1').close('z@!2').finished).toBe('completed');
  });

  it('joins an inclusive split when its chosen branches have come, however long they are', async () => {
    const graph = await graphOf(
      ...[startEvent(), gateway('o', 'inclusive', 'o-c'), userTask('a'), userTask('b'), userTask('b2'), userTask('c')],
      ...[gateway('j', 'inclusive'), userTask('d'), endEvent(), chain('start', 'o'), flow('o', 'a', 'one')],
      ...[flow('o', 'b', 'two'), flow('o', 'c'), chain('a', 'j'), chain('b', 'b2', 'j'), chain('c', 'j', 'd', 'end')],
    );
    const both = new Play(graph, { facts: { one: true, two: true } });
    expect(both.open).toEqual(['a@!1', 'b@!1']);
    both.close('a').close('b');
    expect(both.open).toEqual(['b2@!1']);
    expect(both.close('b2').open).toEqual(['d@!1']);
    const none = new Play(graph, { facts: { one: false, two: false } });
    expect(none.open).toEqual(['c@!1']);
    expect(none.close('c').open).toEqual(['d@!1']);
  });
});

describe('tokens that cannot go on', () => {
  it('names a gateway where nothing holds and goes on when the facts change', async () => {
    const good = await graphOf(
      ...[
        startEvent(),
        gateway('x', 'exclusive', 'x-b'),
        userTask('a'),
        userTask('b'),
        endEvent(),
        chain('start', 'x'),
      ],
      ...[flow('x', 'a', 'ready = true'), flow('x', 'b'), chain('a', 'end'), chain('b', 'end')],
    );
    const { 'x-b': _, ...flows } = good.flows;
    const x = good.nodes.x;
    if (x?.type !== 'exclusiveGateway') throw new Error('no gateway');
    const graph = { ...good, flows, nodes: { ...good.nodes, x: { ...x, outgoing: ['x-a'], defaultFlow: undefined } } };
    const play = new Play(graph);
    expect(play.state).toMatchObject({
      status: 'running',
      stuck: [{ elementId: 'x', scope: '', reason: 'NO_FLOW_HOLDS' }],
    });
    play.send({ type: 'factsChanged', facts: { ready: true }, day: play.day });
    expect(play.open).toEqual(['a@!1']);
    expect(play.state.stuck ?? []).toEqual([]);
  });

  it('names a join that waits in vain', async () => {
    const graph = await graphOf(
      ...[startEvent(), gateway('f', 'parallel'), userTask('a'), userTask('b'), gateway('j', 'parallel'), endEvent()],
      ...[chain('start', 'f', 'a', 'j', 'end'), chain('f', 'b', 'j')],
    );
    const b = graph.nodes.b;
    if (b === undefined) throw new Error('no task');
    const play = new Play({ ...graph, nodes: { ...graph.nodes, b: { ...b, outgoing: [] } } }).close('a').close('b');
    expect(play.state.stuck).toEqual([{ elementId: 'j', scope: '', reason: 'JOIN_STARVED' }]);
    expect(play.state.status).toBe('running');
  });

  it('stops a loop that nobody can leave', async () => {
    const graph = await graphOf(
      ...[
        startEvent(),
        gateway('m', 'exclusive'),
        userTask('a', {}, loop('answerableUnits')),
        gateway('x', 'exclusive', 'x-m'),
      ],
      ...[endEvent(), chain('start', 'm', 'a', 'x'), flow('x', 'm'), flow('x', 'end', 'leave = true')],
    );
    const play = new Play(graph);
    expect(play.state.stuck).toMatchObject([{ reason: 'ENDLESS_LOOP' }]);
  });
});

describe('a loop that turns although nobody does anything', () => {
  /** Back and forth between `step` and a choice, beside an item of the office. */
  const turning = (step: string) =>
    graphOf(
      ...[startEvent(), gateway('f', 'parallel'), userTask('beside'), gateway('m', 'exclusive'), step],
      ...[userTask('each', {}, loop('supportingUnits')), gateway('x', 'exclusive', 'x-m'), endEvent()],
      ...[chain('start', 'f', 'beside', 'end'), chain('f', 'm', 'turns', 'each', 'x'), flow('x', 'm')],
      flow('x', 'end', 'leave = true'),
    );
  const shapes: [string, string, (play: Play) => Play, string][] = [
    ['an operation', serviceTask('turns'), (play) => play.done('turns'), 'turns@!102'],
    ['a call', callActivity('turns'), (play) => play.called('turns'), 'turns@!102'],
    ['a timer', timer('turns', 'opened+0d'), (play) => play.due('turns'), 'turns@!102'],
    [
      'a sub-process',
      subProcess('turns', [startEvent('s1'), serviceTask('inside'), endEvent('s2'), chain('s1', 'inside', 's2')]),
      (play) => play.done('inside'),
      'inside@/turns~102!1',
    ],
  ];

  it.each(shapes)('through %s is stopped after a hundred turns, and the rest goes on', async (_what, step, turn) => {
    const play = new Play(await turning(step));
    for (let turns = 0; turns <= mostTurns; turns += 1) turn(play);
    expect(play.state.stuck).toEqual([{ elementId: 'turns', scope: '', reason: 'ENDLESS_LOOP' }]);
    expect(play.effects).toEqual([]);
    expect(play.open).toEqual(['beside@!1']);
    play.close('beside');
    expect(play.state).toMatchObject({ status: 'running', stuck: [{ elementId: 'turns' }] });
  });

  it.each(shapes)('through %s goes on once it is let to, and ends where it can', async (_what, step, turn, next) => {
    const play = new Play(await turning(step));
    for (let turns = 0; turns <= mostTurns; turns += 1) turn(play);
    play.send({ type: 'factsChanged', facts: { leave: true }, day: play.day });
    expect(play.state.stuck ?? []).toEqual([]);
    const rows = [play.operations, play.calls, play.timers].flatMap((held) => [...held.keys()]);
    expect(rows).toContain(next);
    turn(play).close('beside');
    expect(play.finished).toBe('completed');
  });

  it.each(shapes)('through %s may turn on as days pass or somebody acts', async (_what, step, turn) => {
    const play = new Play(await turning(step));
    for (let turns = 0; turns < mostTurns; turns += 1) turn(play);
    play.day = '2020-01-03';
    for (let turns = 0; turns < mostTurns; turns += 1) turn(play);
    play.close('beside');
    for (let turns = 0; turns < mostTurns; turns += 1) turn(play);
    expect(play.state.stuck ?? []).toEqual([]);
  });

  it('is stopped in each scope by itself: many members may come to the same step on one day', async () => {
    const inner = [startEvent('s1'), serviceTask('o'), serviceTask('o2'), endEvent('s2'), chain('s1', 'o', 'o2', 's2')];
    const graph = await graphOf(
      ...[startEvent(), gateway('m', 'exclusive'), subProcess('s', inner, loop('answerableUnits', 'all', true))],
      ...[userTask('a'), gateway('x', 'exclusive', 'x-end'), endEvent(), chain('start', 'm', 's', 'a', 'x', 'end')],
      flow('x', 'm', 'outcome = "RETURNED"'),
    );
    const many = Array.from({ length: 3 * mostTurns }, (_, at) => `u${at}`);
    const play = new Play(graph, units(...many));
    for (let at = 0; at < many.length; at += 1) play.done('o').done('o2');
    play.close('a', 'RETURNED');
    for (let at = 0; at < many.length; at += 1) play.done('o').done('o2');
    expect(play.close('a').finished).toBe('completed');
  });

  it('opens no more than a hundred items where it splits on its way', async () => {
    const graph = await graphOf(
      ...[startEvent(), gateway('m', 'exclusive'), userTask('each', {}, loop('supportingUnits'))],
      ...[gateway('f', 'parallel'), userTask('a'), gateway('x', 'exclusive', 'x-m'), endEvent()],
      ...[chain('start', 'm', 'each', 'f', 'a', 'end'), chain('f', 'x', 'm'), flow('x', 'end', 'leave = true')],
    );
    const play = new Play(graph);
    expect(play.state.stuck).toEqual([{ elementId: 'each', scope: '', reason: 'ENDLESS_LOOP' }]);
    expect(play.open).toHaveLength(mostTurns + 1);
  });

  it('turns on in a run that began before such loops were stopped, as its history has it', async () => {
    const play = new Play(await turning(serviceTask('turns')));
    play.state = { ...play.state, semantics: 1 };
    for (let turns = 0; turns < 3 * mostTurns; turns += 1) play.done('turns');
    expect(play.state.stuck ?? []).toEqual([]);
    play.state = { ...play.state, semantics: 2 };
    for (let turns = 0; turns < mostTurns; turns += 1) play.done('turns');
    expect(play.state.stuck ?? []).toEqual([]);
    play.done('turns');
    expect(play.state.stuck).toMatchObject([{ reason: 'ENDLESS_LOOP' }]);
  });
});

describe('loops by sequence flow', () => {
  const review = () =>
    graphOf(
      ...[
        startEvent(),
        userTask('report', { kind: 'REPORT' }),
        userTask('review', { kind: 'REVIEW', reviews: 'report' }),
      ],
      ...[gateway('x', 'exclusive', 'x-end'), endEvent(), chain('start', 'report', 'review', 'x')],
      ...[flow('x', 'report', 'outcome = "RETURNED"'), flow('x', 'end')],
    );

  it('opens the next round with the item before and the words of the judge', async () => {
    const play = new Play(await review()).close('report', 'SUBMITTED');
    expect(play.items.get('review@!1')).toMatchObject({ reviewsKey: 'report@!1' });
    play.close('review', 'RETURNED', { reason: '数据不全', dueOn: '2020-07-03' });
    expect(play.items.get('report@!2')).toMatchObject({
      round: 2,
      previousKey: 'report@!1',
      returned: { reason: '数据不全', dueOn: '2020-07-03' },
    });
    play.close('report', 'SUBMITTED');
    expect(play.items.get('review@!2')).toMatchObject({ reviewsKey: 'report@!2', previousKey: 'review@!1' });
    expect(play.close('review').finished).toBe('completed');
  });

  it('ignores closings of items that are no longer active', async () => {
    const play = new Play(await review()).close('report', 'SUBMITTED');
    const before = play.state;
    play.send({ type: 'workItemClosed', key: 'report@!1', outcome: 'SUBMITTED', day: play.day });
    play.send({ type: 'timerDue', key: 'nothing@!1', day: play.day });
    play.send({ type: 'operationDone', key: 'review@!1', result: {}, day: play.day });
    play.answer({ key: 'review@!1', result: 'alreadyClosed', outcome: 'RETURNED' });
    expect(play.state).toEqual(before);
    expect(play.effects).toEqual([]);
  });
});

describe('sub-processes and multi-instance', () => {
  const inner = [startEvent('is'), userTask('x'), userTask('y'), endEvent('ie'), chain('is', 'x', 'y', 'ie')];

  it('gives a repeated sub-process a scope of its own', async () => {
    const graph = await graphOf(
      ...[startEvent(), gateway('m', 'exclusive'), subProcess('sub', inner), gateway('x2', 'exclusive', 'x2-end')],
      ...[endEvent(), chain('start', 'm', 'sub', 'x2'), flow('x2', 'm', 'sub.outcome = "RETURNED"'), flow('x2', 'end')],
    );
    const play = new Play(graph);
    expect(play.open).toEqual(['x@/sub!1']);
    play.close('x').close('y', 'RETURNED');
    expect(play.open).toEqual(['x@/sub~2!1']);
    expect(Object.keys(play.state.scopes).sort()).toEqual(['', '/sub~2']);
    expect(play.close('x').close('y').finished).toBe('completed');
  });

  it('opens an item for each member and goes on when all are closed', async () => {
    const sign = userTask('sign', { kind: 'SIGN', holder: 'memberUnit' }, loop('answerableUnits'));
    const graph = await graphOf(
      ...[
        startEvent(),
        sign,
        gateway('x', 'exclusive', 'x-end'),
        userTask('late'),
        endEvent(),
        chain('start', 'sign', 'x'),
      ],
      ...[flow('x', 'late', 'sign.counts.DEEMED >= 1'), flow('x', 'end'), chain('late', 'end')],
    );
    const play = new Play(graph, units('u1', 'u2', 'u3'));
    expect(play.open).toEqual(['sign@/sign#u1!1', 'sign@/sign#u2!1', 'sign@/sign#u3!1']);
    expect(play.items.get('sign@/sign#u2!1')).toMatchObject({
      scope: '/sign#u2',
      members: [{ collection: 'answerableUnits', key: 'u2' }],
    });
    play.close('sign@/sign#u2!1', 'DEEMED').close('sign@/sign#u3!1');
    expect(play.state.activities['sign@!1']).toMatchObject({ active: ['u1'], done: ['u2', 'u3'] });
    expect(play.close('sign').open).toEqual(['late@!1']);
  });

  it.each([
    ['first', 1],
    ['2', 2],
    ['9', 3],
  ])('completes after %s and cancels the rest', async (complete, needed) => {
    const sign = userTask('sign', {}, loop('answerableUnits', complete));
    const graph = await graphOf(
      startEvent(),
      sign,
      userTask('next'),
      endEvent(),
      chain('start', 'sign', 'next', 'end'),
    );
    const play = new Play(graph, units('u1', 'u2', 'u3'));
    for (let closed = 1; closed < needed; closed += 1) play.close(play.open[0] ?? '');
    expect(play.open).not.toContain('next@!1');
    play.close(play.open[0] ?? '');
    expect(play.open).toEqual(['next@!1']);
    expect(play.effects.filter((effect) => effect.type === 'cancelWorkItem')).toHaveLength(3 - needed);
  });

  it('takes sequential members one after the other', async () => {
    const sub = subProcess('sub', inner, loop('assessmentYears', 'all', true));
    const graph = await graphOf(startEvent(), sub, endEvent(), chain('start', 'sub', 'end'));
    const play = new Play(graph, { collections: { assessmentYears: members('2020', '2021') } });
    expect(play.open).toEqual(['x@/sub#2020!1']);
    play.close('x').close('y');
    expect(play.open).toEqual(['x@/sub#2021!1']);
    expect(play.close('x').close('y').finished).toBe('completed');
  });

  it('skips an empty collection', async () => {
    const sub = subProcess('sub', inner, loop('reportingPeriods'));
    const graph = await graphOf(
      startEvent(),
      sub,
      userTask('a', {}, loop('leadUnits')),
      endEvent(),
      chain('start', 'sub', 'a', 'end'),
    );
    expect(new Play(graph).finished).toBe('completed');
  });

  it('nests multi-instances and shows the innermost member to conditions', async () => {
    const body = [
      ...[startEvent('is'), gateway('ix', 'exclusive', 'ix-ie'), userTask('x'), endEvent('ie'), chain('is', 'ix')],
      ...[
        flow('ix', 'x', 'member.weight > 1 and period.weight > 1 and assignment.role = "LEAD"'),
        flow('ix', 'ie'),
        chain('x', 'ie'),
      ],
    ];
    const byPeriod = subProcess('byPeriod', body, loop('reportingPeriods'));
    const byUnit = subProcess(
      'byUnit',
      [startEvent('us'), byPeriod, endEvent('ue'), chain('us', 'byPeriod', 'ue')],
      loop('answerableUnits'),
    );
    const graph = await graphOf(startEvent(), byUnit, endEvent(), chain('start', 'byUnit', 'end'));
    const play = new Play(graph, {
      collections: {
        answerableUnits: [
          { key: 'a/1', vars: { role: 'LEAD' } },
          { key: 'b', vars: { role: 'SUPPORTING' } },
        ],
        reportingPeriods: [
          { key: '2020-MID', vars: { weight: 1 } },
          { key: '2020-END', vars: { weight: 2 } },
        ],
      },
    });
    expect(play.open).toEqual(['x@/byUnit#a%2f1/byPeriod#2020-END!1']);
    expect(play.items.get(play.item('x'))?.members).toEqual([
      { collection: 'answerableUnits', key: 'a/1' },
      { collection: 'reportingPeriods', key: '2020-END' },
    ]);
    expect(play.close('x').finished).toBe('completed');
  });
});

describe('boundary timers', () => {
  it('runs a non-interrupting one beside its task, once, and clears one that did not fire', async () => {
    const graph = await graphOf(
      ...[
        startEvent(),
        userTask('a'),
        boundary('t1', 'a', false),
        boundary('t2', 'a', false, 'due+3wd'),
        serviceTask('s'),
      ],
      ...[endEvent(), endEvent('end2'), chain('start', 'a', 'end'), chain('t1', 's', 'end2'), chain('t2', 's')],
    );
    const play = new Play(graph);
    expect(play.timers.get('t2@!1')).toMatchObject({
      of: 'a@!1',
      rule: { base: 'due', offset: 3, unit: 'workingDays' },
    });
    play.due('t1');
    expect(play.open).toEqual(['a@!1']);
    play.close('a');
    expect(play.effects).toEqual([{ type: 'clearTimer', key: 't2@!1' }]);
    expect(play.finished).toBeUndefined();
    expect(play.done('s').finished).toBe('completed');
  });

  it('belongs to the whole of a multi-instance', async () => {
    const graph = await graphOf(
      ...[
        startEvent(),
        userTask('a', {}, loop('answerableUnits')),
        boundary('t', 'a', true),
        userTask('late'),
        endEvent(),
      ],
      ...[chain('start', 'a', 'end'), chain('t', 'late', 'end')],
    );
    const play = new Play(graph, units('u1', 'u2', 'u3'));
    expect([...play.timers.keys()]).toEqual(['t@!1']);
    play.close('a@/a#u2!1');
    play.send({ type: 'membersChanged', collection: 'answerableUnits', added: [], removed: ['u3'], day: play.day });
    expect([...play.timers.keys()]).toEqual(['t@!1']);
    play.due('t');
    expect(play.state.interrupting?.awaiting).toEqual(['a@/a#u1!1']);
    play.answerCancelled();
    expect(play.open).toEqual(['late@!1']);
  });
});

describe('the interpreter', () => {
  it('gives the same answer to the same question', async () => {
    const graph = await graphOf(startEvent(), userTask('a'), endEvent(), chain('start', 'a', 'end'));
    const context = { facts: {}, collections: {} };
    const first = start(graph, context, '2020-01-02');
    expect(start(graph, context, '2020-01-02')).toEqual(first);
    const event = { type: 'workItemClosed', key: 'a@!1', outcome: 'ACCEPTED', day: '2020-01-03' } as const;
    expect(apply(graph, first.state, event)).toEqual(apply(graph, first.state, event));
    expect(first.state.status).toBe('running');
  });
});
