import { readdirSync, readFileSync } from 'node:fs';
import { compile } from '../../../domain/process/compile.ts';
import type { CompileProblem } from '../../../domain/process/types.ts';

/*
 * Files in the shape in which other modelers write them: their prefixes, ids, extensions, pools, lanes, data and
 * expressions. Drawn for these tests; those that run carry Duban's attributes, as a file does that went out and came
 * back.
 */

const FOLDER = new URL('./modelers/', import.meta.url);

const compileFile = (name: string) => compile(readFileSync(new URL(`${name}.bpmn`, FOLDER), 'utf8'));

/** The rules that each element breaks, by its id. */
function byElement(problems: CompileProblem[]): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const { elementId, rule } of problems) found[elementId ?? '-'] = [...(found[elementId ?? '-'] ?? []), rule];
  return found;
}

const errorsOf = (problems: CompileProblem[]) => byElement(problems.filter(({ severity }) => severity === 'error'));

const unsupported = ['UNSUPPORTED_ELEMENT'];
/** A user task that does not say what it means here. */
const meaningless = ['UNKNOWN_KIND', 'UNKNOWN_HOLDER', 'DAY_RULE'];

const refused: [string, Record<string, string[]>][] = [
  [
    'camunda-8',
    { Activity_0register: meaningless, Activity_0notify: ['UNKNOWN_OPERATION'], Event_0rejected: unsupported },
  ],
  [
    'camunda-7',
    {
      ...{ Activity_visit: meaningless, Event_late: ['TIMER_CYCLE'], Activity_remind: unsupported },
      ...{ Activity_score: unsupported, Flow_found: ['FEEL_SYNTAX'] },
    },
  ],
  [
    'bpmn-io',
    {
      ...{ Participant_unit: ['MANY_POOLS'], Process_unit: ['ONE_PROCESS'], Activity_order: unsupported },
      ...{ Event_received: unsupported, Activity_reply: unsupported, Flow_order: ['MESSAGE_FLOW'] },
    },
  ],
  [
    'bpmn-io-events',
    {
      ...{ Gateway_race: unsupported, Event_reply: unsupported, Event_hours: ['TIMER_TOO_SHORT'] },
      ...{ Activity_rule: unsupported, Activity_onError: unsupported, Event_escalate: unsupported },
      Event_signal: unsupported,
    },
  ],
  [
    'signavio',
    {
      ...{ 'sid-L2': ['MANY_LANES'], 'sid-DRAFT': unsupported, 'sid-SIGN': meaningless, 'sid-CG': unsupported },
      'sid-FILE': unsupported,
    },
  ],
  ['bizagi', { Id_score: meaningless, Id_bad: unsupported }],
  ['bizagi-one-pool', { Id_sign: ['UNKNOWN_COLLECTION', 'LOOP_EXPRESSION', ...meaningless], Id_receive: unsupported }],
  [
    'flowable',
    {
      ...{ 'sid-countersign': ['UNKNOWN_COLLECTION', 'LOOP_EXPRESSION', ...meaningless] },
      ...{ 'sid-mail': ['UNKNOWN_OPERATION'], 'sid-yes': ['FEEL_SYNTAX'], 'sid-no': ['FEEL_SYNTAX'] },
    },
  ],
  ['jbpm', { _task: meaningless, _script: unsupported, _adhoc: unsupported, _yes: ['FEEL_SYNTAX'] }],
];

it.each(refused)('names each element of %s that cannot be run', async (name, expected) => {
  const result = await compileFile(name);
  expect(errorsOf(result.ok ? [] : result.problems)).toEqual(expected);
});

const run: [string, string[], Record<string, string[]>][] = [
  ['camunda-runnable', ['Activity_rectify', 'Activity_verify', 'Event_wait', 'Gateway_1'], {}],
  ['signavio-runnable', ['sid-A', 'sid-B', 'sid-FORK', 'sid-JOIN'], {}],
  ['bizagi-runnable', ['Id_archive', 'Id_file', 'Id_sign'], {}],
  [
    'flowable-runnable',
    ['sid-ask', 'sid-decide', 'sid-late'],
    { startEvent1: ['FOREIGN_ATTRIBUTE'], 'sid-ask': ['FOREIGN_ATTRIBUTE'] },
  ],
  ['jbpm-runnable', ['_explain', '_file', '_join', '_split', '_task'], {}],
];

it.each(run)('runs %s, and warns of what has no effect', async (name, elements, warned) => {
  const result = await compileFile(name);
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message.en).join('\n'));
  const inner = Object.values(result.graph.nodes).filter(({ type }) => type !== 'startEvent' && type !== 'endEvent');
  expect(inner.map(({ id }) => id).sort()).toEqual(elements);
  expect(byElement(result.warnings)).toEqual(warned);
});

it('tries every file', () => {
  const files = readdirSync(FOLDER).map((file) => file.replace('.bpmn', ''));
  expect([...refused, ...run].map(([name]) => name).sort()).toEqual(files.sort());
});
