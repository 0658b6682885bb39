import { changesBetween } from '../../../domain/process/changes.ts';
import { chain, diagram, endEvent, flow, startEvent, subProcess, userTask } from './diagram.ts';

const inner = (task: string) => subProcess('s', [startEvent('is'), task, endEvent('ie'), chain('is', 'y', 'ie')]);
const text = (first: string, second = userTask('y')) =>
  diagram(startEvent(), first, inner(second), endEvent(), chain('start', 'x', 's', 'end'));
const before = text(userTask('x').replace(' id=', ' name="登记" id='));

const same = (name: string) => ({ zh: name, en: name });

it('names what was added, changed and removed, also on a drawing that cannot run', async () => {
  const after = diagram(
    ...[startEvent(), userTask('x', { due: 'opened+3wd' }).replace(' id=', ' name="登记问题" id=')],
    ...[userTask('z').replace(' id=', ' name="复核" id='), endEvent(), flow('x', 'z', undefined, 'new')],
    chain('start', 'x'),
  );
  expect(await changesBetween(before, after)).toEqual({
    added: [same('复核'), same('登记问题 → 复核')],
    changed: [same('登记问题')],
    removed: expect.arrayContaining([
      { zh: '子流程（‘登记’之后）', en: 'Sub-process (after ‘登记’)' },
      { zh: '待办事项', en: 'Work item' },
      { zh: '登记 → 子流程', en: '登记 → Sub-process' },
    ]),
  });
});

it('a change inside a sub-process is one of its step alone', async () => {
  const after = text(userTask('x').replace(' id=', ' name="登记" id='), userTask('y', { due: 'opened+9wd' }));
  expect(await changesBetween(before, after)).toEqual({
    added: [],
    changed: [{ zh: '待办事项', en: 'Work item' }],
    removed: [],
  });
});

it('what only moved is no change, and what cannot be read is nothing', async () => {
  expect(await changesBetween(before, before.replaceAll('><', '>\n<'))).toEqual({
    added: [],
    changed: [],
    removed: [],
  });
  expect((await changesBetween('x', before)).added).toEqual([]);
});
