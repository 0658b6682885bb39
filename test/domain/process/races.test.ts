import {
  boundary,
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

const interrupted = () =>
  graphOf(
    ...[startEvent(), userTask('a'), boundary('t', 'a', true), userTask('normal'), userTask('late'), endEvent()],
    ...[chain('start', 'a', 'normal', 'end'), chain('t', 'late', 'end')],
  );

describe('a time-out of the whole against what waits for its review', () => {
  const graph = () =>
    graphOf(
      subProcess('work', [
        ...[
          startEvent('workBegins'),
          userTask('report'),
          userTask('review', { reviews: 'report' }),
          endEvent('worked'),
        ],
        chain('workBegins', 'report', 'review', 'worked'),
      ]),
      ...[startEvent(), boundary('term', 'work', true), userTask('normal'), userTask('late'), endEvent()],
      ...[chain('start', 'work', 'normal', 'end'), chain('term', 'late', 'end')],
    );
  const unjudged = (key: string) => ({ type: 'cancelWorkItem', key, answer: false, unjudged: true });

  it('says of what a review would have judged that opens and is taken back in one step', async () => {
    const play = new Play(await graph());
    for (const key of ['report@/work!1', 'term@!1']) play.end(key);
    play.send(
      { type: 'workItemClosed', key: 'report@/work!1', outcome: 'done', fields: {}, day: play.day },
      { type: 'timerDue', key: 'term@!1', day: play.day },
    );
    expect(play.effects).toContainEqual(unjudged('report@/work!1'));
    expect(play.open).toEqual(['late@!1']);
  });

  it('says of an open review, once its row is cancelled, that what it judges is left', async () => {
    const play = new Play(await graph()).close('report', 'done');
    play.due('term').answer({ key: 'review@/work!1', result: 'cancelled' });
    expect(play.effects).toContainEqual(unjudged('review@/work!1'));
    expect(play.open).toEqual(['late@!1']);
  });
});

describe('what was handed in, and whose review the process has not come to', () => {
  const reportAndReview = [
    ...[userTask('report'), timer('rest'), userTask('review', { reviews: 'report' }), endEvent('worked')],
    ...[startEvent('workBegins'), chain('workBegins', 'report', 'rest', 'review', 'worked')],
  ];
  const left = (play: Play) => play.effects.flatMap((e) => (e.type === 'cancelWorkItem' && e.unjudged ? [e.key] : []));

  it('is left where the whole is timed out, for each unit', async () => {
    const graph = await graphOf(
      subProcess('work', reportAndReview, loop('answerableUnits')),
      ...[startEvent(), boundary('term', 'work', true), userTask('late'), endEvent()],
      ...[chain('start', 'work', 'end'), chain('term', 'late', 'end')],
    );
    const play = new Play(graph, units('u1', 'u2')).close('report@/work#u1!1', 'done');
    expect(left(play)).toEqual([]);
    play.due('term').answer({ key: 'report@/work#u2!1', result: 'cancelled' });
    expect(left(play)).toEqual(['report@/work#u1!1']);
    expect(play.open).toEqual(['late@!1']);
  });

  it('is left where a branch beside it ends the whole, of every unit that has handed in', async () => {
    const graph = await graphOf(
      ...[startEvent(), gateway('fork', 'parallel'), userTask('stop'), terminateEnd('over'), endEvent()],
      userTask('report', {}, loop('answerableUnits')),
      ...[timer('rest'), userTask('review', { reviews: 'report' }, loop('answerableUnits'))],
      ...[chain('start', 'fork', 'report', 'rest', 'review', 'end'), chain('fork', 'stop', 'over')],
    );
    const play = new Play(graph, units('u1', 'u2'));
    for (const { key } of [...play.items.values()].filter(({ elementId }) => elementId === 'report')) {
      play.close(key, 'done');
    }
    play.close('stop', 'done');
    expect(left(play)).toEqual(['report@/report#u1!1', 'report@/report#u2!1']);
    expect(play.finished).toBe('terminated');
  });

  it('is not left where the process ends in its own course', async () => {
    const graph = await graphOf(
      ...[startEvent(), userTask('report'), gateway('g', 'exclusive', 'on'), endEvent()],
      ...[userTask('review', { reviews: 'report' }), chain('start', 'report', 'g'), chain('review', 'end')],
      ...[flow('g', 'review', 'outcome = "doubtful"'), flow('g', 'end', undefined, 'on')],
    );
    const play = new Play(graph).close('report', 'done');
    expect(play.finished).toBe('completed');
    expect(left(play)).toEqual([]);
  });
});

describe('a time-out against a submission', () => {
  it('takes the normal flow where the submission is heard first, and the timer is stale', async () => {
    const play = new Play(await interrupted()).close('a', 'SUBMITTED');
    expect(play.timers.size).toBe(0);
    play.send({ type: 'timerDue', key: 't@!1', day: play.day });
    expect(play.open).toEqual(['normal@!1']);
  });

  it('asks the rows where the timer is heard first, and waits', async () => {
    const play = new Play(await interrupted()).due('t');
    expect(play.effects).toEqual([{ type: 'cancelWorkItem', key: 'a@!1', answer: true }]);
    expect(play.open).toEqual([]);
    play.answer({ key: 'a@!1', result: 'cancelled' });
    expect(play.open).toEqual(['late@!1']);
    expect(play.effects).toHaveLength(1);
  });

  it('takes the normal flow where the row was closed before it could be cancelled', async () => {
    const play = new Play(await interrupted()).due('t');
    play.answer({ key: 'a@!1', result: 'alreadyClosed', outcome: 'SUBMITTED', fields: { n: 1 } });
    expect(play.open).toEqual(['normal@!1']);
    expect(play.state.scopes['']?.vars.a).toEqual({ outcome: 'SUBMITTED', n: 1, round: 1 });
    expect(play.state.interrupting).toBeUndefined();
  });

  it('keeps a closing that overtakes its own answer from counting twice', async () => {
    const play = new Play(await interrupted()).due('t');
    play.send({ type: 'workItemClosed', key: 'a@!1', outcome: 'SUBMITTED', day: play.day });
    expect(play.open).toEqual([]);
    play.answer({ key: 'a@!1', result: 'alreadyClosed', outcome: 'SUBMITTED' });
    expect(play.open).toEqual(['normal@!1']);
    expect(play.state.held).toEqual([]);
  });

  it('holds other events until the rows have answered', async () => {
    const graph = await graphOf(
      ...[
        startEvent(),
        gateway('f', 'parallel'),
        userTask('a'),
        boundary('t', 'a', true),
        userTask('b'),
        userTask('c'),
      ],
      ...[endEvent(), chain('start', 'f', 'a', 'end'), chain('t', 'end'), chain('f', 'b', 'c', 'end')],
    );
    const play = new Play(graph).due('t').close('b');
    expect(play.open).toEqual([]);
    expect(play.answerCancelled().open).toEqual(['c@!1']);
  });

  it('waits for the last of several answers', async () => {
    const graph = await graphOf(
      ...[startEvent(), userTask('a', {}, loop('answerableUnits')), boundary('t', 'a', true), userTask('normal')],
      ...[userTask('late'), endEvent(), chain('start', 'a', 'normal', 'end'), chain('t', 'late', 'end')],
    );
    const all = new Play(graph, units('u1', 'u2')).due('t');
    all.answer({ key: 'a@/a#u1!1', result: 'alreadyClosed', outcome: 'X' });
    expect(all.open).toEqual([]);
    all.answer({ key: 'a@/a#u2!1', result: 'alreadyClosed', outcome: 'X' });
    expect(all.open).toEqual(['normal@!1']);
    const one = new Play(graph, units('u1', 'u2')).due('t');
    one.answer({ key: 'a@/a#u1!1', result: 'alreadyClosed', outcome: 'X' }, { key: 'a@/a#u2!1', result: 'cancelled' });
    expect(one.open).toEqual(['late@!1']);
  });

  const subGraph = () =>
    graphOf(
      startEvent(),
      subProcess('sub', [
        ...[startEvent('is'), gateway('f', 'parallel'), userTask('x'), userTask('y'), serviceTask('s'), timer('w')],
        ...[endEvent('ie'), chain('is', 'f', 'x', 's', 'ie'), chain('f', 'y', 'ie'), chain('f', 'w', 'ie')],
      ]),
      ...[boundary('t', 'sub', true), userTask('normal'), userTask('late'), endEvent()],
      ...[chain('start', 'sub', 'normal', 'end'), chain('t', 'late', 'end')],
    );

  it('starts nothing new inside a sub-process that is interrupted', async () => {
    const play = new Play(await subGraph()).due('t');
    expect(play.timers.size).toBe(1);
    play.answer({ key: 'x@/sub!1', result: 'alreadyClosed', outcome: 'X' }, { key: 'y@/sub!1', result: 'cancelled' });
    expect(play.effects.map((effect) => effect.type)).toEqual(['clearTimer', 'openWorkItem']);
    expect(play.open).toEqual(['late@!1']);
    expect(play.state.scopes).toEqual({ '': expect.anything() });
  });

  it('completes the sub-process normally where the last open item was closed in time', async () => {
    const play = new Play(await subGraph()).due('w').close('x').done('s').due('t');
    play.answer({ key: 'y@/sub!1', result: 'alreadyClosed', outcome: 'X' });
    expect(play.open).toEqual(['normal@!1']);
  });

  it('interrupts at once where no item is open', async () => {
    const play = new Play(await subGraph()).close('x').close('y').due('t');
    expect(play.effects.map((effect) => effect.type).sort()).toEqual(['cancelOperation', 'clearTimer', 'openWorkItem']);
    expect(play.open).toEqual(['late@!1']);
  });

  it('lets two time-outs in one batch take effect one after the other', async () => {
    const graph = await graphOf(
      startEvent(),
      subProcess('sub', [
        ...[startEvent('is'), userTask('x'), boundary('t1', 'x', true), userTask('x2'), endEvent('ie')],
        ...[chain('is', 'x', 'ie'), chain('t1', 'x2', 'ie')],
      ]),
      ...[
        boundary('t2', 'sub', true),
        userTask('late'),
        endEvent(),
        chain('start', 'sub', 'end'),
        chain('t2', 'late', 'end'),
      ],
    );
    const play = new Play(graph);
    const keys = [...play.timers.keys()];
    for (const key of keys) play.end(key);
    const [outer, inner] = keys;
    play.send(
      { type: 'timerDue', key: inner ?? '', day: play.day },
      { type: 'timerDue', key: outer ?? '', day: play.day },
    );
    play.answer({ key: 'x@/sub!1', result: 'cancelled' });
    expect(play.state.interrupting).toBeUndefined();
    expect(play.open).toEqual(['late@!1']);
  });
});

describe('withdrawal, pause and termination', () => {
  const open = () =>
    graphOf(
      ...[
        startEvent(),
        gateway('f', 'parallel'),
        userTask('a'),
        boundary('t', 'a', true),
        serviceTask('s'),
        timer('w'),
      ],
      ...[userTask('b', {}, loop('answerableUnits')), endEvent(), chain('start', 'f', 'a', 'end'), chain('t', 'end')],
      ...[chain('f', 's', 'end'), chain('f', 'w', 'end'), chain('f', 'b', 'end')],
    );

  it('cancels everything and ends as withdrawn', async () => {
    const play = new Play(await open(), units('u1', 'u2')).send({ type: 'withdrawn', day: '2020-02-01' });
    expect(play.finished).toBe('withdrawn');
    expect(play.effects.filter((effect) => effect.type === 'cancelWorkItem')).toHaveLength(3);
    expect(play.effects.every((effect) => effect.type !== 'cancelWorkItem' || !effect.answer)).toBe(true);
  });

  it('ignores everything after the end', async () => {
    const play = new Play(await open(), units('u1')).send({ type: 'withdrawn', day: '2020-02-01' });
    const { state } = play;
    play.send(
      { type: 'workItemClosed', key: 'a@!1', outcome: 'X', day: '2020-02-02' },
      { type: 'membersChanged', collection: 'answerableUnits', added: members('u9'), removed: [], day: '2020-02-02' },
      { type: 'withdrawn', day: '2020-02-02' },
    );
    expect(play.effects).toEqual([]);
    expect(play.state).toEqual(state);
  });

  it('is not held up by a pause or an unanswered interruption', async () => {
    const paused = new Play(await open(), units('u1')).send({ type: 'paused', day: '2020-02-01' });
    expect(paused.send({ type: 'withdrawn', day: '2020-02-02' }).finished).toBe('withdrawn');
    const waiting = new Play(await open(), units('u1')).due('t');
    expect(waiting.send({ type: 'withdrawn', day: '2020-02-02' }).finished).toBe('withdrawn');
    expect(waiting.answer({ key: 'a@!1', result: 'alreadyClosed', outcome: 'X' }).effects).toEqual([]);
  });

  it('closes an item that was submitted in the step in which its scope is terminated without cancelling it twice', async () => {
    const graph = await graphOf(
      ...[startEvent(), gateway('f', 'parallel'), userTask('a'), userTask('b'), terminateEnd('stop'), endEvent()],
      ...[chain('start', 'f', 'a', 'stop'), chain('f', 'b', 'end')],
    );
    const play = new Play(graph);
    for (const key of ['a@!1', 'b@!1']) play.end(key);
    play.send(
      { type: 'workItemClosed', key: 'b@!1', outcome: 'X', day: play.day },
      { type: 'workItemClosed', key: 'a@!1', outcome: 'X', day: play.day },
    );
    expect(play.effects).toEqual([{ type: 'finish', status: 'terminated' }]);
  });

  it('holds events while paused and replays them in order with their own days', async () => {
    const graph = await graphOf(
      ...[
        startEvent(),
        userTask('a'),
        gateway('x', 'exclusive', 'x-late'),
        userTask('early'),
        userTask('late'),
        endEvent(),
      ],
      ...[chain('start', 'a', 'x'), flow('x', 'early', 'today < date("2020-03-01") and quota = 2'), flow('x', 'late')],
      ...[chain('early', 'end'), chain('late', 'end')],
    );
    const play = new Play(graph, { facts: { quota: 1 } }).send({ type: 'paused', day: '2020-02-01' });
    play.send({ type: 'factsChanged', facts: { quota: 2 }, day: '2020-02-02' });
    play.send({ type: 'workItemClosed', key: 'a@!1', outcome: 'X', day: '2020-02-03' });
    play.end('a@!1');
    expect(play.effects).toEqual([]);
    expect(play.state.held).toHaveLength(2);
    play.send({ type: 'resumed', day: '2020-04-01' });
    expect(play.open).toEqual(['early@!1']);
    expect(play.state).toMatchObject({ held: [], paused: false });
  });

  it('replays a pause and its end that came while an interruption waited', async () => {
    const play = new Play(await interrupted()).due('t');
    play.send({ type: 'paused', day: play.day }, { type: 'resumed', day: play.day });
    play.answerCancelled();
    expect(play.state).toMatchObject({ paused: false, held: [] });
    expect(play.close('late').finished).toBe('completed');
  });
});
