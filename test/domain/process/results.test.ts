import { compile } from '../../../domain/process/compile.ts';
import { chain, diagram, endEvent, flow, gateway, loop, startEvent, subProcess, userTask } from './diagram.ts';

const deciding = { kind: 'DECIDE', outcomes: 'yes,no' };

/** A task, a sub-process with a task, and a choice after it that goes on to a last task where a condition holds. */
const asking = (condition: string) =>
  diagram(
    ...[startEvent(), userTask('before', deciding), gateway('x', 'exclusive', 'x-end'), userTask('after', deciding)],
    ...[
      subProcess('s', [startEvent('s1'), userTask('inner', deciding), endEvent('s2'), chain('s1', 'inner', 's2')]),
      endEvent(),
    ],
    ...[chain('start', 'before', 's', 'x'), flow('x', 'after', condition), flow('x', 'end'), chain('after', 'end')],
  );

it.each([
  ['of a step inside a sub-process', 'inner.outcome = "no"', 'RESULT_INSIDE'],
  ['of a step inside a sub-process, among others', 'before.outcome = "no" and not(inner.round > 1)', 'RESULT_INSIDE'],
  ['of a step that comes later', 'after.outcome = "no"', 'RESULT_LATER'],
])('a condition cannot ask for the result %s', async (_what, condition, rule) => {
  const problems = [{ rule, elementId: 'x-after', severity: 'error' }];
  expect(await compile(asking(condition))).toMatchObject({ ok: false, problems });
});

it.each([['before.outcome = "no"'], ['s.outcome = "no"'], ['outcome = "no" and round = 1']])(
  'a condition can ask for %s',
  async (condition) => {
    expect(await compile(asking(condition))).toMatchObject({ ok: true, warnings: [] });
  },
);

it('a condition can ask for the result of a step that an earlier round has done, or that is done beside it', async () => {
  const again = diagram(
    ...[startEvent(), gateway('m', 'exclusive'), gateway('x', 'exclusive', 'x-later'), endEvent()],
    ...[userTask('first', deciding), userTask('later', deciding), chain('start', 'm', 'first', 'x')],
    ...[flow('x', 'end', 'later.outcome = "yes"'), flow('x', 'later'), chain('later', 'm')],
  );
  const beside = diagram(
    ...[startEvent(), gateway('f', 'parallel'), userTask('a', deciding), userTask('b', deciding), endEvent()],
    ...[gateway('x', 'exclusive', 'x-end'), userTask('c'), chain('start', 'f', 'a', 'end'), chain('f', 'b', 'x')],
    ...[flow('x', 'c', 'a.outcome = "yes"'), flow('x', 'end'), chain('c', 'end')],
  );
  for (const xml of [again, beside]) expect(await compile(xml)).toMatchObject({ ok: true, warnings: [] });
});

it('a member is known only where something runs for each', async () => {
  const choice = (id: string, condition: string) => [
    ...[startEvent(`${id}1`), gateway(id, 'exclusive', `${id}d`), userTask(`${id}a`), endEvent(`${id}2`)],
    ...[chain(`${id}1`, id), flow(id, `${id}a`, condition), flow(id, `${id}2`, undefined, `${id}d`)],
    chain(`${id}a`, `${id}2`),
  ];
  const within = (inner: string[]) =>
    diagram(
      ...[startEvent(), subProcess('s', inner, loop('reportingPeriods')), endEvent(), chain('start', 's', 'end')],
    );
  expect(await compile(within(choice('x', 'member.key = "a" and period.key = "a"')))).toMatchObject({ warnings: [] });
  const unknown = [{ rule: 'UNKNOWN_VARIABLE' }];
  expect(await compile(within(choice('x', 'assignment.key = "a"')))).toMatchObject({ warnings: unknown });
  expect(await compile(diagram(...choice('x', 'member.key = "a"')))).toMatchObject({ warnings: unknown });
});
