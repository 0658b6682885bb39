import type { CollectionName, ProcessEvent } from '../../../domain/process/types.ts';
import { boundary, chain, endEvent, graphOf, loop, startEvent, subProcess, userTask } from './diagram.ts';
import { members, Play } from './play.ts';

const changed = (
  collection: CollectionName,
  added: string[],
  removed: string[] = [],
  includeFinished = false,
): ProcessEvent => ({
  type: 'membersChanged',
  collection,
  added: members(...added),
  removed,
  includeFinished,
  day: '2020-03-01',
});

const signing = (complete = 'all', sequential = false) =>
  graphOf(
    ...[startEvent(), userTask('a', {}, loop('answerableUnits', complete, sequential)), userTask('next'), endEvent()],
    chain('start', 'a', 'next', 'end'),
  );
const collections = { answerableUnits: members('u1', 'u2') };

describe('members added and removed', () => {
  it('opens items for an added member of an active multi-instance and waits for it', async () => {
    const play = new Play(await signing(), { collections }).send(changed('answerableUnits', ['u3']));
    expect(play.open).toEqual(['a@/a#u1!1', 'a@/a#u2!1', 'a@/a#u3!1']);
    play.close('a@/a#u1!1').close('a@/a#u2!1');
    expect(play.open).toEqual(['a@/a#u3!1']);
    expect(play.close('a').open).toEqual(['next@!1']);
  });

  it('cancels what a removed member has open and counts it done', async () => {
    const play = new Play(await signing(), { collections })
      .close('a@/a#u1!1')
      .send(changed('answerableUnits', [], ['u2']));
    expect(play.effects[0]).toEqual({ type: 'cancelWorkItem', key: 'a@/a#u2!1', answer: false });
    expect(play.open).toEqual(['next@!1']);
    expect(play.state.scopes['']?.vars.a).toMatchObject({ counts: { ACCEPTED: 1 } });
  });

  it('keeps what a removed member had finished', async () => {
    const play = new Play(await signing(), { collections })
      .close('a@/a#u1!1')
      .send(changed('answerableUnits', [], ['u1']));
    expect(play.open).toEqual(['a@/a#u2!1']);
    expect(play.state.activities['a@!1']).toMatchObject({ done: ['u1'], active: ['u2'] });
  });

  it('keeps the boundary timer of the whole when one member is removed', async () => {
    const graph = await graphOf(
      ...[startEvent(), userTask('a', {}, loop('answerableUnits')), boundary('t', 'a', true), endEvent()],
      ...[chain('start', 'a', 'end'), chain('t', 'end')],
    );
    const play = new Play(graph, { collections }).send(changed('answerableUnits', [], ['u2']));
    expect([...play.timers.keys()]).toEqual(['t@!1']);
  });

  it('does not take a removal for the first closing', async () => {
    const play = new Play(await signing('first'), { collections }).send(changed('answerableUnits', [], ['u2']));
    expect(play.open).toEqual(['a@/a#u1!1']);
  });

  it('replaces one member by another without completing in between', async () => {
    const play = new Play(await signing(), { collections: { answerableUnits: members('u1') } });
    play.send(changed('answerableUnits', ['u2'], ['u1']));
    expect(play.open).toEqual(['a@/a#u2!1']);
  });

  it('gives a member that comes back new keys', async () => {
    const play = new Play(await signing(), { collections });
    play.send(changed('answerableUnits', [], ['u2'])).send(changed('answerableUnits', ['u2']));
    expect(play.open).toEqual(['a@/a#u1!1', 'a@/a#u2^2!1']);
    play.close('a@/a#u1!1').close('a@/a#u2^2!1');
    expect(play.open).toEqual(['next@!1']);
  });

  it('appends to a sequential multi-instance and goes on when the current member is removed', async () => {
    const play = new Play(await signing('all', true), { collections }).send(changed('answerableUnits', ['u3'], ['u1']));
    expect(play.open).toEqual(['a@/a#u2!1']);
    play.send(changed('answerableUnits', [], ['u3']));
    expect(play.close('a').open).toEqual(['next@!1']);
  });

  it('reaches every active multi-instance over the collection, nested ones too', async () => {
    const inner = [startEvent('is'), userTask('x'), endEvent('ie'), chain('is', 'x', 'ie')];
    const byPeriod = subProcess('byPeriod', inner, loop('reportingPeriods'));
    const outer = [startEvent('us'), byPeriod, endEvent('ue'), chain('us', 'byPeriod', 'ue')];
    const graph = await graphOf(
      ...[startEvent(), subProcess('byUnit', outer, loop('answerableUnits')), userTask('next'), endEvent()],
      chain('start', 'byUnit', 'next', 'end'),
    );
    const play = new Play(graph, { collections: { ...collections, reportingPeriods: members('p1') } });
    play.close('x@/byUnit#u1/byPeriod#p1!1');
    play.send(changed('reportingPeriods', ['p2']));
    expect(play.open).toEqual(['x@/byUnit#u2/byPeriod#p1!1', 'x@/byUnit#u2/byPeriod#p2!1']);
    play.send(changed('answerableUnits', ['u3']));
    expect(play.open.filter((key) => key.includes('#u3'))).toHaveLength(2);
    play.send(changed('answerableUnits', [], ['u2', 'u3']));
    expect(play.open).toEqual(['next@!1']);
    expect(Object.keys(play.state.scopes)).toEqual(['']);
  });

  it('leaves finished multi-instances alone unless asked, and then opens them for the new members only', async () => {
    const play = new Play(await signing(), { collections }).close('a@/a#u1!1').close('a@/a#u2!1');
    play.send(changed('answerableUnits', ['u3']));
    expect(play.open).toEqual(['next@!1']);
    play.send(changed('answerableUnits', ['u4'], [], true));
    expect(play.open).toEqual(['a@/a#u4!2', 'next@!1']);
    expect(play.items.get('a@/a#u4!2')?.previousKey).toBeUndefined();
    play.close('next');
    expect(play.finished).toBeUndefined();
    expect(play.close('a').finished).toBe('completed');
    expect(play.state.passed.next).toBe(1);
  });

  it('starts later multi-instances from the new collection', async () => {
    const graph = await graphOf(
      ...[
        startEvent(),
        userTask('a'),
        userTask('b', {}, loop('answerableUnits')),
        endEvent(),
        chain('start', 'a', 'b', 'end'),
      ],
    );
    const play = new Play(graph, { collections }).send(changed('answerableUnits', ['u3'], ['u1'])).close('a');
    expect(play.open).toEqual(['b@/b#u2!1', 'b@/b#u3!1']);
  });
});
