import { readdirSync, readFileSync } from 'node:fs';
import { compile } from '../../../domain/process/compile.ts';
import { mendIds } from '../../../domain/process/mendIds.ts';
import type { CompileProblem } from '../../../domain/process/types.ts';

/*
 * Files in the shape in which other modelers write them: their prefixes, ids, extensions, pools, lanes, data and
 * expressions. Drawn for these tests; those that run carry Duban's attributes, as a file does that went out and came
 * back.
 */

const FOLDER = new URL('./modelers/', import.meta.url);

const compileFile = (name: string) => compile(mendIds(readFileSync(new URL(`${name}.bpmn`, FOLDER), 'utf8')).bpmnXml);

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
  [
    'activiti',
    {
      ...{ register: meaningless, handle: ['UNKNOWN_COLLECTION', 'LOOP_EXPRESSION', ...meaningless] },
      ...{ late: ['TIMER_TOO_SHORT'], urge: ['UNKNOWN_OPERATION'], onRecall: unsupported, yes: ['FEEL_SYNTAX'] },
    },
  ],
  [
    'bonita',
    {
      ...{ _lane2: ['MANY_LANES'], _assign: meaningless, _rectify: [...unsupported, ...meaningless] },
      ...{ _bErr: unsupported, _linkOut: unsupported, _linkIn: unsupported, _end: unsupported },
    },
  ],
  ['adonis', { '_obj.2': unsupported, '_obj.3': unsupported, '_obj.4': unsupported, '_obj.5': unsupported }],
  [
    'visual-paradigm',
    {
      ...{ 'id_3Em2.WGAqBmCAWvI': ['MANY_POOLS'], m1: ['MESSAGE_FLOW'], 's.1': unsupported, 't.1': unsupported },
      ...{ 'g.1': unsupported, 'tx.1': unsupported },
    },
  ],
  ['trisotech', { _u: meaningless, _ah: unsupported, _eb: unsupported, _c2: unsupported }],
  ['eclipse', { Script_1: unsupported }],
  ['flowable-designer', { Activity_a: meaningless, Activity_b: meaningless, Flow_2: ['FEEL_SYNTAX'] }],
  ['ibm', { _g1: unsupported, _26: ['ONE_PROCESS'], _t2: meaningless }],
  [
    'aris',
    {
      ...{ _pb: ['MANY_POOLS'], _mf: ['MESSAGE_FLOW'], _p2: ['ONE_PROCESS'], _t: unsupported, _spt: meaningless },
      ...{ _s2: unsupported, _t2: meaningless },
    },
  ],
  ['jbpm', { _task: meaningless, _script: unsupported, _adhoc: unsupported, _yes: ['FEEL_SYNTAX'] }],
];

it.each(refused)('names each element of %s that cannot be run', async (name, expected) => {
  const result = await compileFile(name);
  expect(errorsOf(result.ok ? [] : result.problems)).toEqual(expected);
});

/** Said once for a file, at no element of it. */
const theirs = { '-': ['FOREIGN_ELEMENT'] };

const run: [string, string[], Record<string, string[]>][] = [
  ['camunda-runnable', ['Activity_rectify', 'Activity_verify', 'Event_wait', 'Gateway_1'], theirs],
  [
    'signavio-runnable',
    ['sid-A', 'sid-B', 'sid-FORK', 'sid-JOIN'],
    { ...theirs, 'sid-A': ['NO_EFFECT'], 'sid-B': ['NO_EFFECT'] },
  ],
  ['bizagi-runnable', ['Id_archive', 'Id_file', 'Id_sign'], theirs],
  [
    'flowable-runnable',
    ['sid-ask', 'sid-decide', 'sid-late'],
    { startEvent1: ['FOREIGN_ATTRIBUTE'], 'sid-ask': ['FOREIGN_ATTRIBUTE'], 'sid-lapsed': ['FOREIGN_ATTRIBUTE'] },
  ],
  [
    'jbpm-runnable',
    ['_explain', '_file', '_join', '_split', '_task'],
    {
      '-': ['NO_EFFECT', 'FOREIGN_ELEMENT'],
      'duban.approval': ['FOREIGN_ATTRIBUTE', 'FOREIGN_ATTRIBUTE', 'FOREIGN_ATTRIBUTE', 'NO_EFFECT'],
      ...{ _task: ['NO_EFFECT'], _again: ['NO_EFFECT'] },
    },
  ],
];

it.each(run)('runs %s, and warns of what has no effect', async (name, elements, warned) => {
  const result = await compileFile(name);
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message.en).join('\n'));
  const inner = Object.values(result.graph.nodes).filter(({ type }) => type !== 'startEvent' && type !== 'endEvent');
  expect(inner.map(({ id }) => id).sort()).toEqual(elements);
  expect(byElement(result.warnings)).toEqual(warned);
});

it.each(refused)('says what to do with each element of %s that is of no use here', async (name) => {
  const result = await compileFile(name);
  for (const { rule, message } of result.ok ? [] : result.problems) {
    if (rule === 'UNSUPPORTED_ELEMENT') expect(message.zh).toContain('请');
  }
});

it('tries every file', () => {
  const files = readdirSync(FOLDER).map((file) => file.replace('.bpmn', ''));
  expect([...refused, ...run].map(([name]) => name).sort()).toEqual(files.sort());
});
