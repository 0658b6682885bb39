import { type CheckOptions, checkDefinition } from '../../../domain/process/check.ts';
import type { Ending } from '../../../domain/process/loops.ts';
import type { Purpose } from '../../../domain/process/purpose.ts';
import {
  callActivity,
  chain,
  diagram,
  endEvent,
  flow,
  gateway,
  loop,
  serviceTask,
  startEvent,
  subProcess,
  timer,
  userTask,
} from './diagram.ts';

const check = (bpmnXml: string, purpose: Purpose = 'BESIDE', callable: CheckOptions['callable'] = {}) =>
  checkDefinition(bpmnXml, { key: 'own', purpose, callable });

const around = (id: string, ...xml: string[]) => diagram(startEvent(), endEvent(), chain('start', id, 'end'), ...xml);

/** `x`, then a choice on `condition`, else the end. */
const choice = (condition: string, first = userTask('x', { kind: 'APPROVE', outcomes: 'approved,refused' })) =>
  diagram(
    ...[startEvent(), first, gateway('g', 'exclusive', 'else'), userTask('y'), endEvent()],
    ...[chain('start', 'x', 'g'), flow('g', 'y', condition, 'if'), flow('g', 'end', undefined, 'else')],
    chain('y', 'end'),
  );

/** `x`, and back to it, or the end. */
const choiceBack = (x: string) =>
  diagram(
    ...[startEvent(), gateway('m', 'exclusive'), x, gateway('g', 'exclusive', 'out'), endEvent()],
    ...[chain('start', 'm', 'x', 'g'), flow('g', 'end', undefined, 'out')],
    flow('g', 'm', 'today < date("2021-01-01")', 'back'),
  );

/** `x` after one item and one of each unit, before another. */
const onX = (attributes: Record<string, string>) =>
  diagram(
    ...[startEvent(), userTask('before'), userTask('each', { holder: 'memberUnit' }, loop('answerableUnits'))],
    ...[userTask('x', attributes), userTask('after'), endEvent()],
    chain('start', 'before', 'each', 'x', 'after', 'end'),
  );

const errorsOf = (problems: { rule: string; severity: string; elementId: string | null }[]) =>
  problems.filter(({ severity }) => severity === 'error').map(({ rule, elementId }) => [rule, elementId]);

describe('a condition that no outcome satisfies', () => {
  it.each([['outcome = "returned"'], ['x.outcome = "agreed"'], ['x.outcome = "agreed" or x.outcome = "approved"']])(
    '%s',
    async (condition) => {
      const { graph, problems } = await check(choice(condition));
      expect(graph).toBeNull();
      expect(errorsOf(problems)).toEqual([['OUTCOME_NEVER', 'if']]);
      expect(problems[0]?.message.zh).toContain('approved、refused');
    },
  );

  it.each([['outcome = "refused"'], ['x.outcome = "approved"'], ['x.score = "much"'], ['hasLeader = true']])(
    'is not found in %s',
    async (condition) => {
      expect(errorsOf((await check(choice(condition))).problems)).toEqual([]);
    },
  );

  it('is not said of what an operation, a deeming or a judgement may answer', async () => {
    const deemed = userTask('x', { kind: 'SIGN', deemedAfter: '5' });
    const reported = userTask('x', { kind: 'REPORT' });
    expect(errorsOf((await check(choice('outcome = "DEEMED"', deemed))).problems)).toEqual([]);
    expect(errorsOf((await check(choice('outcome = "RETURNED"', reported))).problems)).toEqual([]);
    expect(errorsOf((await check(choice('outcome = "anything"', serviceTask('x', 'score')))).problems)).toEqual([]);
    const called = callActivity('x', 'other');
    const callable = { other: { versionId: 'v', calls: [], ends: 'waits' as const } };
    expect(errorsOf((await check(choice('outcome = "COMPLETED"', called), 'BESIDE', callable)).problems)).toEqual([]);
    expect(errorsOf((await check(choice('outcome = "done"', called), 'BESIDE', callable)).problems)).toHaveLength(1);
  });

  it('is looked for behind sub-processes as well', async () => {
    const inner = subProcess('x', [
      ...[startEvent('is'), userTask('iu', { outcomes: 'yes,no' }), endEvent('ie')],
      chain('is', 'iu', 'ie'),
    ]);
    expect(errorsOf((await check(choice('outcome = "yes"', inner))).problems)).toEqual([]);
    expect(errorsOf((await check(choice('outcome = "maybe"', inner))).problems)).toEqual([['OUTCOME_NEVER', 'if']]);
  });
});

describe('what a definition is for', () => {
  const cases: [string, Purpose, string, [string, string | null]][] = [
    ['a lifecycle that closes nothing', 'MEASURE', around('x', userTask('x')), ['NEVER_CLOSED', null]],
    ['a closing beside it', 'BESIDE', around('x', serviceTask('x', 'closeOut')), ['NOT_ITS_MEASURE', 'x']],
    ['a unit of a plan elsewhere', 'BESIDE', around('x', userTask('x', { holder: 'planUnit' })), ['NOBODY_HOLDS', 'x']],
    [
      'a leader of no measure',
      'UNIT_IN_PLAN',
      around('x', userTask('x', { holder: 'responsibleLeader' })),
      ['NOBODY_HOLDS', 'x'],
    ],
    [
      'units of no measure',
      'UNIT_IN_PLAN',
      around('x', userTask('x', {}, loop('leadUnits'))),
      ['EMPTY_COLLECTION', 'x'],
    ],
    ['a group to fill elsewhere', 'BESIDE', around('x', userTask('x', { kind: 'FILL' })), ['NOT_ITS_KIND', 'x']],
  ];
  it.each(cases)('%s', async (_what, purpose, xml, expected) => {
    expect(errorsOf((await check(xml, purpose)).problems)).toEqual([expected]);
  });

  it('a due day before the opening is no due day', async () => {
    const early = await check(around('x', userTask('x', { due: 'opened-1wd' })));
    expect(errorsOf(early.problems)).toEqual([['DUE_BEFORE_OPENING', 'x']]);
    expect(errorsOf((await check(around('x', userTask('x', { due: 'opened' })))).problems)).toEqual([]);
  });

  it.each<[string, string, string | null]>([
    ['a post that nobody chose', onX({ holder: 'post' }), 'NO_POST'],
    ['a post of another county', onX({ holder: 'post', post: 'gone', postTitle: '县长' }), 'UNKNOWN_POST'],
    ['the doer of no step', onX({ holder: 'doer' }), 'NO_DOER'],
    ['the doer of what is no work item', onX({ holder: 'doer', doerOf: 'start' }), 'UNKNOWN_DOER'],
    ['the doer of itself', onX({ holder: 'doer', doerOf: 'x' }), 'UNKNOWN_DOER'],
    ['the doer of a later step', onX({ holder: 'doer', doerOf: 'after' }), 'DOER_NOT_BEFORE'],
    ['the doer of what many do', onX({ holder: 'doer', doerOf: 'each' }), 'DOER_MANY'],
    ['the doer as judge', onX({ holder: 'doer', doerOf: 'before', reviews: 'before' }), 'DOER_JUDGES'],
    ['a post of the county', onX({ holder: 'post', post: 'p1', postTitle: '县长' }), null],
    ['the doer of an earlier step', onX({ holder: 'doer', doerOf: 'before' }), null],
  ])('%s is refused', async (_what, xml, rule) => {
    const { problems } = await checkDefinition(xml, { key: 'own', purpose: 'BESIDE', callable: {}, posts: ['p1'] });
    expect(errorsOf(problems)).toEqual(rule === null ? [] : [[rule, 'x']]);
  });

  it.each<[string, Record<string, string>, string | null]>([
    ['of no working day', { signWithin: '0' }, 'SIGN_WITHIN'],
    ['of the signing itself', { kind: 'SIGN', signWithin: '3' }, 'SIGN_TWICE'],
    ['after the due day', { kind: 'PLAN', due: 'opened+2wd', signWithin: '3' }, 'SIGN_AFTER_DUE'],
    ['on the due day', { kind: 'PLAN', due: 'opened+3wd', signWithin: '3' }, null],
    ['of what is due at a deadline', { kind: 'PLAN', due: 'deadline', signWithin: '3' }, null],
  ])('a limit for signing %s', async (_what, attributes, rule) => {
    const { problems } = await check(around('x', userTask('x', attributes)));
    expect(errorsOf(problems)).toEqual(rule === null ? [] : [[rule, 'x']]);
  });

  it('a ladder that a step names must be one of the county', async () => {
    const xml = around('x', userTask('x', { ladder: '急件升级规则' }));
    const against = (ladders: string[]) =>
      checkDefinition(xml, { key: 'own', purpose: 'BESIDE', callable: {}, ladders });
    expect(errorsOf((await against(['默认'])).problems)).toEqual([['NO_SUCH_LADDER', 'x']]);
    expect(errorsOf((await against(['急件升级规则'])).problems)).toEqual([]);
  });

  it('a step that a path passes by is warned of', async () => {
    const xml = diagram(
      ...[startEvent(), gateway('g', 'exclusive', 'else'), userTask('y'), endEvent()],
      ...[userTask('x', { holder: 'doer', doerOf: 'y' }), chain('start', 'g'), chain('y', 'x', 'end')],
      ...[flow('g', 'y', 'hasLeader', 'if'), flow('g', 'x', undefined, 'else')],
    );
    const { problems } = await check(xml);
    expect(problems.map(({ rule, severity }) => [rule, severity])).toEqual([['DOER_MAY_LACK', 'warning']]);
  });

  it('what it calls must be published, and is bound to that version', async () => {
    const xml = around('x', callActivity('x', 'other'));
    expect(errorsOf((await check(xml)).problems)).toEqual([['UNKNOWN_CALLED', 'x']]);
    const bound = await check(xml, 'BESIDE', { other: { versionId: 'v7', calls: [], ends: 'waits' } });
    expect(bound.graph?.nodes.x).toMatchObject({ versionId: 'v7' });
    const circle = await check(xml, 'BESIDE', { other: { versionId: 'v7', calls: ['own'], ends: 'waits' } });
    expect(errorsOf(circle.problems)).toEqual([['RECURSION', 'x']]);
  });

  it.each<[string, Ending, string[][]]>([
    ['ends at once turns without end', 'atOnce', [['LOOP_WITHOUT_WAIT', 'x']]],
    ['waits only for fixed days turns without end once they are past', 'afterItsDays', [['LOOP_AFTER_ITS_DAY', 'x']]],
    ['waits may turn', 'waits', []],
  ])('a loop through a called process that %s', async (_what, ends, errors) => {
    const callable = { other: { versionId: 'v', calls: [], ends } };
    expect(errorsOf((await check(choiceBack(callActivity('x', 'other')), 'BESIDE', callable)).problems)).toEqual(
      errors,
    );
    const within = subProcess('x', [
      startEvent('s1'),
      callActivity('c', 'other'),
      endEvent('s2'),
      chain('s1', 'c', 's2'),
    ]);
    const found = errorsOf((await check(choiceBack(within), 'BESIDE', callable)).problems);
    expect(found.map(([rule]) => rule)).toEqual(errors.map(([rule]) => rule));
  });

  it.each([
    ['a task for each member', userTask('x', { holder: 'memberUnit' }, loop('answerableUnits')), 'x'],
    [
      'a task for each member beside a fixed day',
      subProcess('x', [
        ...[startEvent('s1'), timer('t', 'deadline'), userTask('u', {}, loop('supportingUnits')), endEvent('s2')],
        chain('s1', 't', 'u', 's2'),
      ]),
      'x',
    ],
    ['a call of what waits for members alone', callActivity('x', 'other'), 'x'],
  ])('a loop that waits for %s is warned of: there may be none', async (_what, step, elementId) => {
    const callable = { other: { versionId: 'v', calls: [], ends: 'whereNobody' as const } };
    const { graph, problems } = await check(choiceBack(step), 'BESIDE', callable);
    expect(graph).not.toBeNull();
    expect(problems.filter(({ rule }) => rule.startsWith('LOOP_'))).toEqual([
      expect.objectContaining({ rule: 'LOOP_OVER_NOBODY', severity: 'warning', elementId }),
    ]);
  });

  it.each(['REPORT', 'COMPLETE', 'RECTIFY'])(
    '%s that no step judges is warned of: it would wait for ever',
    async (kind) => {
      const judging = userTask('look', { kind: 'REVIEW', reviews: 'x', holder: 'office', outcomes: 'accepted' });
      const [start, x, end] = [startEvent(), userTask('x', { kind }), endEvent()];
      const { graph, problems } = await check(diagram(start, x, end, chain('start', 'x', 'end')));
      expect(graph).not.toBeNull();
      expect(problems).toEqual([expect.objectContaining({ rule: 'UNJUDGED', severity: 'warning', elementId: 'x' })]);
      const complete = await check(diagram(start, x, judging, end, chain('start', 'x', 'look', 'end')));
      expect(complete.problems).toEqual([]);
    },
  );

  it('a loop over members that passes one more person is not warned of', async () => {
    const inner = [
      ...[startEvent('s1'), userTask('each', {}, loop('answerableUnits')), userTask('one'), endEvent('s2')],
      chain('s1', 'each', 'one', 's2'),
    ];
    const { problems } = await check(choiceBack(subProcess('x', inner)));
    expect(problems.map(({ rule }) => rule)).not.toContain('LOOP_OVER_NOBODY');
  });

  it('a loop through a called process waits where a person or a later day stands beside the call', async () => {
    const callable = { other: { versionId: 'v', calls: [], ends: 'atOnce' as const } };
    for (const step of [userTask('y'), timer('y', 'opened+1d')]) {
      const xml = diagram(
        ...[startEvent(), gateway('m', 'exclusive'), callActivity('x', 'other'), step, endEvent()],
        ...[gateway('g', 'exclusive', 'out'), chain('start', 'm', 'x', 'y', 'g'), flow('g', 'end', undefined, 'out')],
        flow('g', 'm', 'today < date("2021-01-01")', 'back'),
      );
      expect(errorsOf((await check(xml, 'BESIDE', callable)).problems)).toEqual([]);
    }
  });

  it('must be small enough to be read', async () => {
    const ids = Array.from({ length: 400 }, (_, at) => `t${at}`);
    const xml = diagram(startEvent(), endEvent(), ...ids.map((id) => userTask(id)), chain('start', ...ids, 'end'));
    expect(errorsOf((await check(xml)).problems)).toEqual([['TOO_MANY_ELEMENTS', null]]);
    const deep = diagram('<bpmn:subProcess>'.repeat(9000), '</bpmn:subProcess>'.repeat(9000));
    const long = diagram('<bpmn:task/>'.repeat(30_000));
    for (const huge of [deep, long]) expect(errorsOf((await check(huge)).problems)).toEqual([['TOO_COMPLEX', null]]);
  });
});

it.each<[string, string, string[]]>([
  ['is refused', 'memberUnit', ['JUDGES_OWN']],
  ['is passed on where that can be', 'office', []],
])('what is judged by whoever holds it %s', async (_what, holder, rules) => {
  const each = [
    ...[startEvent('s1'), userTask('report', { kind: 'REPORT', holder }), endEvent('s2')],
    ...[userTask('review', { kind: 'REVIEW', holder, reviews: 'report' }), chain('s1', 'report', 'review', 's2')],
  ];
  const { problems } = await check(around('s', subProcess('s', each, loop('answerableUnits'))));
  expect(problems.map(({ rule }) => rule)).toEqual(rules);
});

it('a unit may judge what another unit holds', async () => {
  const inner = [
    ...[startEvent('i1'), userTask('review', { kind: 'REVIEW', holder: 'memberUnit', reviews: 'report' })],
    ...[endEvent('i2'), chain('i1', 'review', 'i2')],
  ];
  const outer = [
    ...[startEvent('s1'), userTask('report', { kind: 'REPORT', holder: 'memberUnit' }), endEvent('s2')],
    ...[subProcess('i', inner, loop('leadUnits')), chain('s1', 'report', 'i', 's2')],
  ];
  const { problems } = await check(around('s', subProcess('s', outer, loop('supportingUnits'))));
  expect(problems).toEqual([]);
});
