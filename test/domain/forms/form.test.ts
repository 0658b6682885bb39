import { formProblems } from '../../../domain/forms/checkForm.ts';
import { withKind } from '../../../domain/forms/limits.ts';
import { neverVisible } from '../../../domain/forms/neverVisible.ts';
import type { Form, FormField, FormOption } from '../../../domain/forms/types.ts';
import { checkDefinition } from '../../../domain/process/check.ts';
import { compareGraphs } from '../../../domain/process/compare.ts';
import { compile } from '../../../domain/process/compile.ts';
import type { Purpose } from '../../../domain/process/purpose.ts';
import { flowInWords } from '../../../domain/process/words.ts';
import { chain, diagram, endEvent, flow, gateway, graphOf, startEvent, userTask } from '../process/diagram.ts';
import { Play } from '../process/play.ts';
import { formXml, rewritten } from './formXml.ts';

const field = (key: string, kind: FormField['kind'] = 'text', rest: Partial<FormField> = {}): FormField => ({
  key,
  kind,
  label: { zh: `栏${key}`, en: `Field ${key}` },
  required: false,
  ...rest,
});
const options = ['high', 'low'].map((value) => ({ value, label: { zh: `级${value}`, en: value } }));
const level = field('level', 'choice', { options });
const rules = (form: Form) => formProblems(form).map(({ rule, severity }) => `${severity} ${rule}`);

const full: Form = [
  level,
  field('sum', 'number', { unit: '万元', min: 0, max: 100, decimals: 2, required: true }),
  field('seen', 'date', {
    earliest: '2020-01-01',
    latest: 'today',
    help: { zh: '当天\n或之前', en: 'By <today> & "now"' },
  }),
  field('ok', 'yesNo'),
  field('kinds', 'choices', { options, least: 1, most: 2 }),
  field('note', 'longText', { passOn: true, most: 500, visibleWhen: 'form.level = "high" and form.sum > 3' }),
  field('proof', 'files', { most: 3 }),
  field('done', 'actuals', { min: 0 }),
  field('rows', 'table', { most: 9, columns: [field('name'), field('part', 'choice', { options })] }),
];

const process = (form: Form, condition = 'x.form.level = "high"', attributes: Record<string, string> = {}) => [
  ...[startEvent(), userTask('x', { kind: 'DECIDE', ...attributes }, formXml(form)), userTask('y'), endEvent()],
  ...[gateway('g', 'exclusive', 'else'), chain('start', 'x', 'g'), flow('g', 'y', condition, 'if')],
  ...[flow('g', 'end', undefined, 'else'), chain('y', 'end')],
];

describe('a form in a BPMN file', () => {
  it('is read as it was written, also after another modeler wrote the file again', async () => {
    const graph = await graphOf(...process(full));
    const node = graph.nodes.x;
    expect(node?.type === 'userTask' && node.task.form).toEqual(full);
    const again = await compile(await rewritten(diagram(...process(full))));
    expect(again.ok && again.graph).toEqual(graph);
  });

  it('decides at a later gateway by its numbers, days and choices', async () => {
    const graph = await graphOf(...process(full, 'x.form.level = "high" and x.form.sum > 3'));
    const ends = (form: Record<string, string | number>) => new Play(graph).close('x', 'decided', { form });
    expect([...ends({ level: 'high', sum: 4 }).items.values()].map(({ elementId }) => elementId)).toEqual(['y']);
    expect(ends({ level: 'high', sum: 3 }).finished).toBe('completed');
    expect(ends({}).finished).toBe('completed');
  });

  it.each([
    ['x.form.nothing = 1', 'UNKNOWN_FORM_FIELD', '“x”表格中的“nothing”'],
    ['x.form.note = "a"', 'FORM_FIELD_STAYS', '“栏note”'],
    ['y.form.level = "a"', 'UNKNOWN_FORM_FIELD', '“y”表格中的“level”'],
  ])('cannot be asked %s', async (condition, rule, words) => {
    const result = await compile(diagram(...process(full, condition)));
    const problems = result.ok ? [] : result.problems;
    expect(problems.map((problem) => [problem.elementId, problem.rule])).toEqual([['if', rule]]);
    expect(problems[0]?.message.zh).toContain(words);
  });

  it.each<Record<string, string>>([{ kind: 'SHEET' }, { kind: 'ASSIGN' }, { kind: 'VERIFY', reviews: 'y' }])(
    'does not belong on %j',
    async (attributes) => {
      const result = await compile(diagram(...process([level], undefined, attributes)));
      expect(result.ok ? [] : result.problems.map(({ rule }) => rule)).toContain('FORM_NOT_HERE');
    },
  );

  it('that cannot be read says which field of which task is wrong', async () => {
    const xml = formXml([field('a', 'number', { min: 3 })]).replace('kind="number"', 'kind="colour"');
    const result = await compile(
      diagram(
        startEvent(),
        userTask('x', {}, xml.replace('min="3"', 'min="three"')),
        endEvent(),
        chain('start', 'x', 'end'),
      ),
    );
    const problems = result.ok ? [] : result.problems;
    expect(problems.map(({ rule }) => rule)).toEqual(['UNKNOWN_FIELD_KIND', 'FIELD_LIMIT']);
    expect(problems.every(({ elementId, message }) => elementId === 'x' && message.zh.includes('栏a'))).toBe(true);
    const form = formXml([field('a')]);
    const twice = form.replace('<bpmn:extensionElements>', form.replace('</bpmn:extensionElements>', ''));
    const second = await compile(
      diagram(startEvent(), userTask('x', {}, twice), endEvent(), chain('start', 'x', 'end')),
    );
    expect(second.ok ? [] : second.problems.map(({ rule }) => rule)).toContain('FORM_TWICE');
  });
});

describe('a form that cannot work is refused in words', () => {
  it('good ones are not', () => {
    expect(rules(full)).toEqual([]);
  });

  it.each<[string, Form, string[]]>([
    ['no field', [], ['error FORM_EMPTY']],
    ['too many fields', Array.from({ length: 61 }, (_, at) => field(`a${at}`)), ['error FORM_TOO_LONG']],
    ['one key twice', [field('a'), field('a')], ['error DUPLICATE_FIELD']],
    ['a key that FEEL cannot read', [field('a b')], ['error FIELD_KEY']],
    ['a key that is a word of FEEL', [field('and')], ['error FIELD_KEY']],
    ['a key that every object has', [field('constructor')], ['error FIELD_KEY']],
    ['no label', [field('a', 'text', { label: { zh: ' ', en: '' } })], ['error FIELD_LABEL']],
    ['a choice without options', [field('a', 'choice', { options: [] })], ['error NO_OPTIONS']],
    ['options twice', [field('a', 'choices', { options: [...options, ...options] })], ['error BAD_OPTIONS']],
    [
      'options too long',
      [field('a', 'choice', { options: [{ ...options[0], value: 'x'.repeat(61) } as FormOption] })],
      ['error BAD_OPTIONS'],
    ],
    ['a table without columns', [field('a', 'table')], ['error NO_COLUMNS']],
    ['files in a table', [field('a', 'table', { columns: [field('f', 'files')] })], ['error BAD_COLUMN']],
    ['limits crossed', [field('a', 'number', { min: 2, max: 1 })], ['error FIELD_LIMIT']],
    ['counts crossed', [field('a', 'text', { least: 3, most: 2 })], ['error FIELD_LIMIT']],
    ['days crossed', [field('a', 'date', { earliest: '2020-02-01', latest: '2020-01-01' })], ['error FIELD_LIMIT']],
    ['no day', [field('a', 'date', { latest: 'tomorrow' })], ['error FIELD_LIMIT']],
    ['a limit of another kind', [field('a', 'yesNo', { max: 3 })], ['error FIELD_LIMIT']],
    ['actuals twice', [field('a', 'actuals'), field('b', 'actuals')], ['error ACTUALS_TWICE']],
    ['a condition of no field', [field('a', 'text', { visibleWhen: 'form.z = 1' })], ['error FIELD_CONDITION_NAME']],
    [
      'a condition of one below',
      [field('a', 'text', { visibleWhen: 'form.b = "x"' }), field('b')],
      ['error FIELD_CONDITION_NAME'],
    ],
    [
      'a condition of a bare name',
      [level, field('a', 'text', { visibleWhen: 'level = "high"' })],
      ['error FIELD_CONDITION_NAME'],
    ],
    [
      'a condition of no fact',
      [field('a', 'text', { visibleWhen: 'item.colour = 1' })],
      ['error FIELD_CONDITION_NAME'],
    ],
    ['no condition', [level, field('a', 'text', { visibleWhen: 'form.level = ' })], ['error FIELD_CONDITION']],
    [
      'a choice that is no number',
      [level, field('a', 'text', { visibleWhen: 'form.level > 3' })],
      ['error FIELD_CONDITION'],
    ],
    ['no question', [field('a', 'text', { visibleWhen: 'item.round' })], ['error FIELD_CONDITION']],
    ['a clock', [field('a', 'text', { visibleWhen: 'today < now()' })], ['error CLOCK_IN_CONDITION']],
    [
      'never shown',
      [level, field('a', 'text', { visibleWhen: 'form.level = "none"', required: true })],
      ['error NEVER_VISIBLE'],
    ],
    [
      'never shown, not needed',
      [level, field('a', 'text', { visibleWhen: 'form.level = "none"' })],
      ['warning NEVER_VISIBLE'],
    ],
  ])('%s', (_name, form, expected) => {
    expect(rules(form)).toEqual(expected);
  });

  it('a field is never shown only where no answers make its condition true', () => {
    const hidden = (visibleWhen: string) => neverVisible([...full, field('z', 'text', { visibleWhen })]).length === 1;
    for (const possible of [
      'form.sum > 99.5',
      'form.seen > date("2024-05-06")',
      'form.note = "急"',
      'list contains(form.kinds, "low") and form.ok',
      'item.round > 4 and item.late',
      'form.level = null',
      'string length(form.note) > 10',
      'form.sum + 1 > 100.5',
      'form.sum > -1',
      'not(form.ok)',
    ]) {
      expect([possible, hidden(possible)]).toEqual([possible, false]);
    }
    for (const impossible of ['form.sum > 100', 'form.level = "high" and form.level = "low"', 'form.ok = "yes"']) {
      expect([impossible, hidden(impossible)]).toEqual([impossible, true]);
    }
    const chained = [level, field('a', 'yesNo', { visibleWhen: 'form.level = "none"' })];
    expect(neverVisible([...chained, field('b', 'text', { visibleWhen: 'form.a' })]).map(({ key }) => key)).toEqual([
      'a',
      'b',
    ]);
  });

  it('a field that becomes another kind keeps what that kind has a use for', () => {
    const choice = withKind({ ...level, required: true, most: 2 }, 'choices');
    expect(choice).toEqual({ ...level, kind: 'choices', required: true, most: 2 });
    expect(withKind(choice, 'number')).toEqual(field('level', 'number', { required: true, label: level.label }));
  });
});

it('asks for actuals only where there is a measure', async () => {
  const xml = diagram(...process([level, field('done', 'actuals')]));
  const problems = async (purpose: Purpose) =>
    (await checkDefinition(xml, { key: 'p', purpose, callable: {} })).problems.map(({ rule }) => rule);
  expect(await problems('BESIDE')).toEqual([]);
  expect(await problems('UNIT_IN_PLAN')).toEqual(['NO_INDICATORS']);
});

it('a condition on an answer is read with the labels of step and field', async () => {
  const graph = await graphOf(...process([level], 'x.form.level = "high"'));
  const flow = graph.flows.if;
  expect(flow && flowInWords(graph, flow)).toEqual([
    { zh: '条件：“x”的“栏level”为“级high”', en: 'Condition: “x”, “Field level” is “high”' },
  ]);
});

it('two versions are told apart field by field, in words', async () => {
  const one = await graphOf(...process([level, field('sum', 'number')]));
  const two = await graphOf(...process([level, field('sum', 'number', { required: true, max: 9, unit: '万元' })]));
  const [change, ...rest] = compareGraphs(one, two);
  expect(rest).toEqual([]);
  expect(change?.before.map(({ zh }) => zh)).toEqual(['“栏sum”：数字']);
  expect(change?.after.map(({ zh }) => zh)).toEqual(['“栏sum”：数字，必填，单位万元，不大于9']);
  const three = await graphOf(...process([level, field('why', 'text', { visibleWhen: 'form.level = "high"' })]));
  const words = compareGraphs(one, three)[0]?.after.map(({ en }) => en);
  expect(words).toEqual([
    'Form fields: Field level, Field why',
    '“Field why”: text, shown only if “Field level” is “high”',
  ]);
});
