import type { Form } from '../../../domain/forms/types.ts';
import { compareGraphs } from '../../../domain/process/compare.ts';
import { parseDayRule } from '../../../domain/process/dayRule.ts';
import { syntaxFault } from '../../../domain/process/feelNames.ts';
import { feelInWords } from '../../../domain/process/feelWords.ts';
import { conditionInWords, elementInWords, ruleInWords, ruleText } from '../../../domain/process/words.ts';
import { boundary, chain, endEvent, graphOf, loop, startEvent, userTask } from './diagram.ts';

const named: Record<string, string> = { rectify: '整改', review: '审核' };
const read = (condition: string) => feelInWords(condition, (id) => named[id]);

describe('a condition in words', () => {
  it.each([
    ['outcome = "RETURNED"', '上一步结果为“退回”', 'the last outcome is “returned”'],
    ['outcome = "dismissed"', '上一步结果为“不予受理”', 'the last outcome is “not taken on”'],
    ['outcome = "缓办"', '上一步结果为“缓办”', 'the last outcome is “缓办”'],
    [
      'outcome = "RETURNED" and rectify.round < 2',
      '上一步结果为“退回”，并且“整改”的轮次小于2',
      'the last outcome is “returned” and “整改” → the round is below 2',
    ],
    ['score.passed = true', '得分的合格为是', 'the score → passed is true'],
    ['not(hasLeader)', '并非(有责任领导)', 'not ( there is a leader )'],
    ['类别 = "信访"', '类别为“信访”', '类别 is “信访”'],
  ])('%s', (condition, zh, en) => {
    expect(read(condition)).toEqual({ zh, en });
  });

  it('is never lost where it cannot be read', () => {
    expect(read('= = )').zh).toContain(')');
  });
});

it('an answer in a form is read by the labels of its step, field and option', () => {
  const level = { zh: '严重程度', en: 'Severity' };
  const form: Form = [
    {
      key: 'level',
      kind: 'choice',
      required: true,
      label: level,
      options: [{ value: 'grave', label: { zh: '严重', en: 'grave' } }],
    },
  ];
  const of = (id: string) => (id === 'review' ? form : undefined);
  expect(conditionInWords('review.form.level = "grave"', (id) => named[id], of)).toEqual({
    zh: '“审核”的“严重程度”为“严重”',
    en: '“审核”, “Severity” is “grave”',
  });
});

describe('what is no FEEL', () => {
  it.each([
    ['outcome == "RETURNED"', /一个等号/],
    ['outcome = “RETURNED”', /引号/],
    ['（round > 2）', /半角/],
    ['#{approved}', /花括号/],
    ['round > 2 && score > 60', /and/],
    ['round <> 2', /!=/],
    ['!passed', /not/],
    ['round >', /读不懂/],
  ])('%s is told in words', (condition, said) => {
    expect(syntaxFault(condition)?.zh).toMatch(said);
  });

  it.each(['outcome = "a==b“c”"', 'round != 2', 'not(passed)', 'round in [1..3]', '类别 = "信访，投诉"'])(
    '%s is',
    (condition) => {
      expect(syntaxFault(condition)).toBeUndefined();
    },
  );
});

describe('a day rule', () => {
  it.each([
    ['opened+5wd', '开始之日后5个工作日', '5 working days after the day it opens'],
    ['deadline-1d', '措施完成时限前1天', '1 day before the deadline of the measure'],
    ['period.dueOn', '报送周期应报日', 'the due day of the period'],
    ['2020-06-30', '2020-06-30', '2020-06-30'],
  ])('%s in words, and written as it was read', (text, zh, en) => {
    const rule = parseDayRule(text);
    if (typeof rule === 'string') throw new Error(rule);
    expect(ruleInWords(rule)).toEqual({ zh, en });
    expect(ruleText(rule)).toBe(text);
  });
});

it('says of a task until when it is signed for and which ladder it climbs, and a comparison shows both', async () => {
  const one = async (attributes: Record<string, string>) =>
    graphOf(startEvent(), userTask('x', attributes), endEvent(), chain('start', 'x', 'end'));
  const plain = await one({ kind: 'PLAN' });
  const limited = await one({ kind: 'PLAN', signWithin: '3', ladder: '急件升级规则' });
  const [change] = compareGraphs(plain, limited);
  expect(change?.before).toEqual([]);
  expect(change?.after).toEqual([
    { zh: '签收时限：3个工作日', en: 'Signed for within 3 working days' },
    { zh: '升级规则：急件升级规则', en: 'Ladder: 急件升级规则' },
  ]);
});

it('says of a task who does what until when, and what is late', async () => {
  const graph = await graphOf(
    startEvent(),
    userTask(
      'x',
      { kind: 'SIGN', holder: 'memberUnit', ladderUpTo: 'SUPERVISE', deemedAfter: '5' },
      loop('leadUnits', 'first', true),
    ),
    boundary('late', 'x', true, 'opened+30d'),
    endEvent(),
    chain('start', 'x', 'end'),
    chain('late', 'end'),
  );
  const node = graph.nodes.x;
  const late = graph.nodes.late;
  if (node === undefined || late === undefined) throw new Error('not compiled');
  expect(elementInWords(graph, node).map(({ zh }) => zh)).toEqual([
    '事项类型：签收',
    '承办：本单位',
    '时限：开始之日后5个工作日',
    '逾期升级到：督办',
    '逾期5个工作日视为办理',
    '每个牵头单位依次，完成1个为止',
  ]);
  expect(elementInWords(graph, late)[0]?.en).toBe(
    'At 30 days after the day it opens it stops the task and goes on here',
  );
});

it('says what a step can end with in words, and nothing where it can only be done', async () => {
  const graph = await graphOf(
    ...[startEvent(), userTask('x'), userTask('y', { reviews: 'x' }), userTask('z', { outcomes: 'yes,refused' })],
    ...[endEvent(), chain('start', 'x', 'y', 'z', 'end')],
  );
  const outcomesOf = (id: string) =>
    Object.values(graph.nodes)
      .filter((node) => node.id === id)
      .flatMap((node) => elementInWords(graph, node))
      .filter(({ en }) => en.startsWith('Outcomes'));
  expect(outcomesOf('x')).toEqual([]);
  expect(outcomesOf('y')).toEqual([{ zh: '结果：通过、退回', en: 'Outcomes: accepted, returned' }]);
  expect(outcomesOf('z')).toEqual([{ zh: '结果：yes、不同意', en: 'Outcomes: yes, refused' }]);
});
