import { compareGraphs } from '../../../domain/process/compare.ts';
import { parseDayRule } from '../../../domain/process/dayRule.ts';
import { feelInWords } from '../../../domain/process/feelWords.ts';
import { elementInWords, ruleInWords, ruleText } from '../../../domain/process/words.ts';
import { boundary, chain, endEvent, graphOf, loop, startEvent, userTask } from './diagram.ts';

const named: Record<string, string> = { rectify: '整改', review: '审核' };
const read = (condition: string) => feelInWords(condition, (id) => named[id]);

describe('a condition in words', () => {
  it.each([
    ['outcome = "RETURNED"', '上一步结果为“退回”', 'the last outcome is “returned”'],
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
