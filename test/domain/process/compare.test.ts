import { compareGraphs } from '../../../domain/process/compare.ts';
import { chain, endEvent, flow, gateway, graphOf, startEvent, userTask } from './diagram.ts';

const task = (attributes: Record<string, string> = {}) => userTask('x', { outcomes: 'yes,no', ...attributes });
const base = (first: string, condition: string) =>
  graphOf(
    ...[startEvent(), first, gateway('g', 'exclusive', 'else'), userTask('y'), endEvent(), chain('start', 'x', 'g')],
    ...[flow('g', 'y', condition, 'if'), flow('g', 'end', undefined, 'else'), chain('y', 'end')],
  );

describe('two versions', () => {
  it('that mean the same have no differences', async () => {
    expect(compareGraphs(await base(task(), 'outcome = "yes"'), await base(task(), 'outcome = "yes"'))).toEqual([]);
  });

  it('differ in the lines that changed, and in nothing else', async () => {
    const changes = compareGraphs(
      await base(task(), 'outcome = "yes"'),
      await base(task({ due: 'opened+3wd', ladderUpTo: 'URGE' }), 'outcome = "no"'),
    );
    expect(changes.map(({ elementId, change }) => [elementId, change])).toEqual([
      ['x', 'changed'],
      ['if', 'changed'],
    ]);
    expect(changes[0]?.before.map(({ zh }) => zh)).toEqual(['时限：开始之日后5个工作日']);
    expect(changes[0]?.after.map(({ zh }) => zh)).toEqual(['时限：开始之日后3个工作日', '逾期升级到：催办']);
    expect(changes[1]?.after.map(({ en }) => en)).toEqual(['Condition: the last outcome is “no”']);
  });

  it('tell a new name of a step once, not again at each of its flows', async () => {
    const named = (name: string) => base(task().replace(' id=', ` name="${name}" id=`), 'outcome = "yes"');
    const changes = compareGraphs(await named('销号'), await named('领导销号'));
    expect(changes.map(({ elementId, after }) => [elementId, after.map(({ zh }) => zh)])).toEqual([
      ['x', ['名称：领导销号']],
    ]);
  });

  it('name what was added, removed and connected anew', async () => {
    const small = await graphOf(startEvent(), task(), endEvent(), chain('start', 'x', 'end'));
    const large = await graphOf(startEvent(), task(), userTask('y'), endEvent(), chain('start', 'x', 'y', 'end'));
    const there = compareGraphs(small, large).map(({ elementId, change }) => `${change} ${elementId}`);
    expect(there.sort()).toEqual(['added x-y', 'added y', 'added y-end', 'removed x-end']);
    const back = compareGraphs(large, small).map(({ elementId, change }) => `${change} ${elementId}`);
    expect(back.sort()).toEqual(['added x-end', 'removed x-y', 'removed y', 'removed y-end']);
  });
});
