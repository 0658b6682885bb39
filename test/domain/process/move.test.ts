import { planMove } from '../../../domain/process/move/index.ts';
import type { Graph, Node } from '../../../domain/process/types.ts';
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
} from './diagram.ts';
import { members, Play } from './play.ts';

const line = (...tasks: [id: string, xml: string][]) =>
  graphOf(
    ...[startEvent(), ...tasks.map(([, xml]) => xml), endEvent(), chain('start', ...tasks.map(([id]) => id), 'end')],
  );
const task = (id: string, attributes: Record<string, string> = {}, inner = ''): [string, string] => [
  id,
  userTask(id, attributes, inner),
];
const units = { collections: { answerableUnits: members('u1', 'u2'), leadUnits: members('u2', 'u3') } };

function obstacles(play: Play, after: Graph, mapping?: Record<string, string>): string[] {
  const plan = planMove({ before: play.graph, after, state: play.state, mapping }, play.day);
  return plan.possible ? [] : plan.obstacles.map(({ kind, elementId }) => `${kind} ${elementId ?? '-'}`);
}
const fates = (play: Play, after: Graph) => play.move(after).items.map(({ key, fate }) => `${key} ${fate}`);

describe('an open item', () => {
  it('stays as it is where its step is the same', async () => {
    const play = new Play(await line(task('a'), task('b')));
    const plan = play.move(await line(task('a'), task('b', { due: 'opened+9wd' })));
    expect(plan.effects).toEqual([]);
    expect(plan.items).toEqual([{ key: 'a@!1', elementId: 'a', fate: 'stays' }]);
    play.close('a');
    expect(play.items.get('b@!1')?.task.due).toMatchObject({ offset: 9 });
  });

  it('stays and takes the due day, the ladder and the days of grace of the new version', async () => {
    const play = new Play(await line(task('a')));
    const after = await line(task('a', { due: 'opened+3wd', ladderUpTo: 'URGE', kind: 'PLAN' }));
    expect(fates(play, after)).toEqual(['a@!1 stays']);
    expect(play.effects).toMatchObject([{ type: 'renewWorkItem', key: 'a@!1', reopen: false }]);
    expect(play.items.get('a@!1')?.task).toMatchObject({ due: { offset: 3 }, ladderUpTo: 'URGE' });
  });

  it.each([
    ['another holder', { holder: 'responsibleLeader' }],
    ['other outcomes', { outcomes: 'yes,no' }],
  ])('reopens under its own key where it has %s', async (_, change) => {
    const play = new Play(await line(task('a', { kind: 'DECIDE', outcomes: 'ok,bad' })));
    const after = await line(task('a', { kind: 'DECIDE', outcomes: 'ok,bad', ...change }));
    expect(fates(play, after)).toEqual(['a@!1 reopens']);
    expect(play.open).toEqual(['a@!1']);
    expect(play.close('a', 'ok').finished).toBe('completed');
  });

  it('of a step that is done already is not opened again, whatever the new version says of it', async () => {
    const play = new Play(await line(task('a'), task('b'))).close('a');
    play.move(await line(task('a', { holder: 'responsibleLeader' }), task('b')));
    expect(play.open).toEqual(['b@!1']);
    expect(play.state.passed.a).toBe(1);
  });

  it('cannot move where its step is gone, is another kind of step or item, or judges something else', async () => {
    const play = new Play(await line(task('a'), task('b')));
    expect(obstacles(play, await line(task('x'), task('b')))).toEqual(['ELEMENT_GONE a']);
    expect(obstacles(play, await line(['a', serviceTask('a')], task('b')))).toEqual(['ELEMENT_DIFFERS a']);
    expect(obstacles(play, await line(task('a', { kind: 'DECIDE' }), task('b')))).toEqual(['KIND_DIFFERS a']);
    play.close('a');
    expect(obstacles(play, await line(task('b')))).toEqual([]);
  });

  it('cannot move into or out of a sub-process', async () => {
    const play = new Play(await line(task('a')));
    const inner = [startEvent('is'), userTask('a'), endEvent('ie'), chain('is', 'a', 'ie')];
    expect(obstacles(play, await line(['s', subProcess('s', inner)]))).toEqual(['ELEMENT_ELSEWHERE a']);
  });
});

describe('new steps', () => {
  it('lie ahead, or have been missed, as the instance stands', async () => {
    const play = new Play(await line(task('a'), task('b'))).close('a');
    const plan = play.move(await line(task('early'), task('a'), task('b'), task('late')));
    expect(plan).toMatchObject({ ahead: ['late'], missed: ['early'] });
    play.close('b');
    expect(play.open).toEqual(['late@!1']);
    expect(play.close('late').finished).toBe('completed');
  });

  it('lie ahead inside a sub-process that some members have yet to begin', async () => {
    const inner = (...more: string[]) =>
      subProcess(
        's',
        [
          startEvent('is'),
          ...more.map((id) => userTask(id)),
          userTask('a'),
          endEvent('ie'),
          chain('is', ...more, 'a', 'ie'),
        ],
        loop('answerableUnits', 'all', true),
      );
    const play = new Play(await line(['s', inner()]), units);
    expect(play.move(await line(['s', inner('first')]))).toMatchObject({ ahead: ['first'] });
    play.close('a');
    expect(play.open).toEqual(['first@/s#u2!1']);
  });

  it('must not lead past what they judge', async () => {
    const play = new Play(await line(task('a'), task('b'))).close('a');
    const reviewed = (first: string) =>
      line(task('a'), ...(first === 'x' ? [task('x')] : []), task('b'), task('r', { kind: 'REVIEW', reviews: first }));
    expect(obstacles(play, await reviewed('x'))).toEqual(['JUDGED_MISSING r']);
    expect(obstacles(play, await reviewed('b'))).toEqual([]);
    expect(obstacles(play, await reviewed('a'))).toEqual([]);
  });
});

describe('a multi-instance', () => {
  const signing = (collection: string, complete = 'all', sequential = false, more: string[] = []) =>
    graphOf(
      ...[
        startEvent(),
        userTask('a', {}, loop(collection, complete, sequential)),
        ...more,
        userTask('next'),
        endEvent(),
      ],
      ...[chain('start', 'a', 'next', 'end'), ...(more.length > 0 ? [chain('t', 'end')] : [])],
    );

  it('over other units keeps the common ones, opens the new and cancels the rest', async () => {
    const play = new Play(await signing('answerableUnits'), units);
    expect(fates(play, await signing('leadUnits'))).toEqual([
      'a@/a#u1!1 cancels',
      'a@/a#u2!1 stays',
      'a@/a#u3!1 opens',
    ]);
    expect(play.close('a@/a#u2!1').close('a@/a#u3!1').open).toEqual(['next@!1']);
  });

  it('keeps what a unit has done that the new version does not ask any more', async () => {
    const play = new Play(await signing('answerableUnits'), units).close('a@/a#u1!1');
    play.move(await signing('leadUnits'));
    expect(play.state.activities['a@!1']).toMatchObject({ done: ['u1'], active: ['u2', 'u3'] });
  });

  it('goes on at once where enough of it is done by the new version', async () => {
    const play = new Play(await signing('answerableUnits'), units).close('a@/a#u1!1');
    expect(fates(play, await signing('answerableUnits', 'first'))).toEqual(['a@/a#u2!1 cancels', 'next@!1 opens']);
  });

  it('opens the others when they need not come one after the other any more', async () => {
    const play = new Play(await signing('answerableUnits', 'all', true), units);
    expect(fates(play, await signing('answerableUnits'))).toEqual(['a@/a#u1!1 stays', 'a@/a#u2!1 opens']);
  });

  it('cannot become a single step, nor go over other things than units', async () => {
    const play = new Play(await signing('answerableUnits'), units);
    expect(obstacles(play, await line(task('a'), task('next')))).toEqual(['MEMBERS_DIFFER a']);
    expect(obstacles(play, await signing('reportingPeriods'))).toEqual(['MEMBERS_DIFFER a']);
  });
});

describe('timers', () => {
  const timed = (...timers: string[]) =>
    graphOf(
      ...[
        startEvent(),
        userTask('a'),
        ...timers.map((rule) => boundary(`t${rule}`, 'a', false, 'opened+10d')),
        endEvent(),
      ],
      ...[chain('start', 'a', 'end'), ...timers.map((rule) => chain(`t${rule}`, 'end'))],
    );

  it('of a new version are set, and those that it lacks are cleared', async () => {
    const play = new Play(await timed('1', '2'));
    const plan = play.move(await timed('2', '3'));
    expect(plan.timers.map(({ key, fate }) => `${key} ${fate}`)).toEqual(['t3@!1 set', 't1@!1 cleared']);
    expect(plan.effects).toContainEqual(expect.objectContaining({ type: 'resetTimer', key: 't3@!1', host: 'a@!1' }));
    expect([...play.timers.keys()].sort()).toEqual(['t2@!1', 't3@!1']);
    expect(play.due('t3').close('a').finished).toBe('completed');
  });

  it('that have fired do not fire again', async () => {
    const play = new Play(await timed('1')).due('t1');
    expect(play.move(await timed('1')).effects).toEqual([]);
    expect([...play.timers.keys()]).toEqual([]);
  });

  it('take the rule of the new version', async () => {
    const on = (rule: string) => line(['w', timer('w', rule)]);
    const play = new Play(await on('opened+5d'));
    expect(play.move(await on('opened+8d')).timers).toEqual([{ key: 'w@!1', elementId: 'w', fate: 'reset' }]);
    expect(play.timers.get('w@!1')?.rule).toMatchObject({ offset: 8 });
    expect(play.due('w').finished).toBe('completed');
  });

  it('that count from the due day of their step name it', async () => {
    const after = graphOf(
      ...[startEvent(), userTask('a'), boundary('t', 'a', false, 'due+5wd'), endEvent()],
      ...[chain('start', 'a', 'end'), chain('t', 'end')],
    );
    const play = new Play(await line(task('a')));
    play.move(await after);
    expect(play.effects).toMatchObject([{ type: 'resetTimer', key: 't@!1', of: 'a@!1' }]);
  });

  it('are not set for a multi-instance that the move completes', async () => {
    const signing = (complete: string, more: string[] = []) =>
      graphOf(
        ...[startEvent(), userTask('a', {}, loop('answerableUnits', complete)), ...more, userTask('b'), endEvent()],
        ...[chain('start', 'a', 'b', 'end'), ...(more.length > 0 ? [chain('t', 'end')] : [])],
      );
    const play = new Play(await signing('all'), units).close('a@/a#u1!1');
    const plan = play.move(await signing('first', [boundary('t', 'a', true)]));
    expect(plan.timers).toEqual([]);
    expect([...play.timers.keys()]).toEqual([]);
  });
});

describe('a join that waits', () => {
  const split = (id: string, branches: string[], last: string, into = (branch: string) => `${branch}-${id}`) =>
    graphOf(
      ...[startEvent(), gateway('split', 'parallel'), ...branches.map((branch) => userTask(branch))],
      ...[gateway(id, 'parallel'), userTask(last), endEvent(), chain('start', 'split'), chain(id, last, 'end')],
      ...branches.map((branch) => flow('split', branch) + flow(branch, id, undefined, into(branch))),
    );

  it('keeps its tokens where a flow was drawn anew from the same step', async () => {
    const play = new Play(await split('join', ['a', 'b'], 'z')).close('a');
    play.move(await split('join', ['a', 'b'], 'z', (branch) => `new-${branch}`));
    expect(play.state.scopes['']?.waiting).toEqual({ join: ['new-a'] });
    expect(play.close('b').open).toEqual(['z@!1']);
  });

  it('cannot move where the branch that has come is gone, or one that cannot come any more is waited for', async () => {
    const play = new Play(await split('join', ['a', 'b'], 'z')).close('a');
    expect(obstacles(play, await split('join', ['b', 'c'], 'z'))).toEqual(['BRANCH_GONE join']);
    expect(obstacles(play, await split('join', ['a', 'b', 'c'], 'z'))).toEqual(['NEVER_ENDS join']);
    expect(obstacles(play, await split('other', ['a', 'b'], 'z'))).toEqual(['ELEMENT_GONE join']);
  });
});

describe('an instance', () => {
  it('keeps a called process with the version that it was begun with', async () => {
    const play = new Play(await line(['c', callActivity('c', 'one')]));
    expect(play.move(await line(['c', callActivity('c', 'two')])).effects).toEqual([]);
    expect([...play.calls.values()]).toMatchObject([{ definitionKey: 'one' }]);
  });

  it('that found no way tries the ways of the new version', async () => {
    const choice = (condition: string) =>
      graphOf(
        ...[startEvent(), userTask('a', { kind: 'DECIDE', outcomes: 'yes,no' }), gateway('g', 'exclusive', 'g-c')],
        ...[userTask('b'), userTask('c'), endEvent(), chain('start', 'a', 'g'), flow('g', 'b', condition)],
        ...[chain('g', 'c'), chain('b', 'end'), chain('c', 'end')],
      );
    const graph = await choice('outcome = "no"');
    const { defaultFlow: _gone, ...gateless } = graph.nodes.g as Extract<Node, { type: 'exclusiveGateway' }>;
    const never = { id: 'g-c', source: 'g', target: 'c', condition: 'outcome = "never"' };
    const dead = { ...graph, nodes: { ...graph.nodes, g: gateless }, flows: { ...graph.flows, 'g-c': never } };
    const play = new Play(dead).close('a', 'yes');
    expect(play.state.stuck).toHaveLength(1);
    play.move(await choice('outcome = "yes"'));
    expect(play.state.stuck).toBeUndefined();
    expect(play.open).toEqual(['b@!1']);
  });

  it('does not move while it is paused, while it waits for answers, or once it has ended', async () => {
    const graph = await graphOf(
      ...[startEvent(), userTask('a'), boundary('t', 'a', true), endEvent(), chain('start', 'a', 'end')],
      chain('t', 'end'),
    );
    const paused = new Play(graph).send({ type: 'paused', day: '2020-01-03' });
    expect(obstacles(paused, graph)).toEqual(['PAUSED -']);
    const asking = new Play(graph).due('t');
    expect(obstacles(asking, graph)).toEqual(['IN_BETWEEN -']);
    expect(obstacles(asking.answerCancelled(), graph)).toEqual(['ENDED -']);
  });

  it('does not move to a graph of another interpreter', async () => {
    const graph = await line(task('a'));
    const other = { ...graph, semantics: 2 as unknown as Graph['semantics'] };
    expect(obstacles(new Play(graph), other)).toEqual(['SEMANTICS -']);
  });
});

describe('a step that was drawn anew', () => {
  const judged = (work: string, judge: string) =>
    graphOf(
      ...[startEvent(), userTask(work, { kind: 'REPORT' }), userTask(judge, { kind: 'REVIEW', reviews: work })],
      ...[gateway('choice', 'exclusive', 'back'), endEvent(), chain('start', work, judge, 'choice')],
      ...[flow('choice', 'end', `${judge}.outcome = "ACCEPTED"`), flow('choice', work, undefined, 'back')],
    );

  it('takes over what is open under the old id, and what is done under it', async () => {
    const play = new Play(await judged('a', 'b')).close('a').close('b', 'RETURNED');
    expect(play.open).toEqual(['a@!2']);
    const plan = play.move(await judged('x', 'y'), { a: 'x', b: 'y' });
    expect(plan.items).toEqual([{ key: 'x@!2', elementId: 'x', fate: 'stays' }]);
    expect([plan.ahead, plan.missed]).toEqual([[], []]);
    expect(play.state.passed).toMatchObject({ x: 1, y: 1 });
    play.close('x');
    expect(play.effects).toMatchObject([
      { type: 'openWorkItem', key: 'y@!2', elementId: 'y', previousKey: 'y@!1', reviewsKey: 'x@!2' },
    ]);
    expect(play.close('y').finished).toBe('completed');
  });

  it('goes over as a sub-process with all that stands in it, and with its timers', async () => {
    const drawn = (body: string, inner: string, late: string) =>
      graphOf(
        ...[
          startEvent(),
          subProcess(
            body,
            [startEvent('in'), userTask(inner), endEvent('out'), chain('in', inner, 'out')],
            loop('answerableUnits'),
          ),
        ],
        ...[boundary(late, body, false, 'opened+30d'), endEvent('noted'), chain(late, 'noted')],
        ...[endEvent(), chain('start', body, 'end')],
      );
    const play = new Play(await drawn('each', 'work', 'late'), units).close('work@/each#u1!1');
    const plan = play.move(await drawn('every', 'work', 'tooLate'), { each: 'every', late: 'tooLate' });
    expect(plan.effects).toEqual([]);
    expect(play.open).toEqual(['work@/every#u2!1']);
    expect([...play.timers.keys()]).toEqual(['tooLate@!1']);
    expect(play.close('work').finished).toBe('completed');
  });

  it('is another kind of step, judges another one, or was passed before: then it cannot take the place', async () => {
    const play = new Play(await line(task('a'), task('b')));
    expect(obstacles(play, await line(['x', serviceTask('x')], task('b')), { a: 'x' })).toEqual(['ELEMENT_DIFFERS x']);
    expect(obstacles(play, await line(task('x', { kind: 'CONFIRM' }), task('b')), { a: 'x' })).toEqual([
      'KIND_DIFFERS x',
    ]);
    play.close('a').move(await line(task('b')));
    expect(obstacles(play, await line(task('a')), { b: 'a' })).toEqual(['KNOWN_ALREADY a']);
  });

  it('is asked for only where one version lacks the one id and the other the other', async () => {
    const play = new Play(await line(task('a'), task('b')));
    const swapped = play.move(await line(task('b'), task('a')), { a: 'b', b: 'a' });
    expect([swapped.names, play.open]).toEqual([{}, ['a@!1']]);
  });
});
