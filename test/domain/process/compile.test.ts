import { compile } from '../../../domain/process/compile.ts';
import {
  boundary,
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
  terminateEnd,
  timer,
  userTask,
} from './diagram.ts';

/** A process with one element between its start and end. */
const around = (id: string, ...xml: string[]) => diagram(startEvent(), endEvent(), chain('start', id, 'end'), ...xml);

const event = (kind: string, definition: string) =>
  around('x', `<bpmn:${kind} id="x"><bpmn:${definition}EventDefinition/></bpmn:${kind}>`);

const onTask = (attributes: Record<string, string>, inner = '') => around('x', userTask('x', attributes, inner));

const extensions = (inner: string) => `<bpmn:extensionElements>${inner}</bpmn:extensionElements>`;

const timerOf = (inner: string) =>
  around(
    'x',
    `<bpmn:intermediateCatchEvent id="x"><bpmn:timerEventDefinition>${inner}</bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>`,
  );

const choice = (first: string, second?: string, defaultFlow?: string) =>
  diagram(
    ...[
      startEvent(),
      gateway('x', 'exclusive', defaultFlow),
      userTask('a'),
      userTask('b'),
      endEvent(),
      chain('start', 'x'),
    ],
    ...[flow('x', 'a', first), flow('x', 'b', second), chain('a', 'end'), chain('b', 'end')],
  );

describe('what cannot be run is refused by name and element', () => {
  it.each([
    ['task', '普通任务'],
    ['sendTask', '发送任务'],
    ['receiveTask', '接收任务'],
    ['manualTask', '手工任务'],
    ['scriptTask', '脚本任务'],
    ['businessRuleTask', '业务规则任务'],
    ['transaction', '事务子流程'],
    ['adHocSubProcess', '即席子流程'],
    ['complexGateway', '复杂网关'],
    ['eventBasedGateway', '事件网关'],
    ['intermediateThrowEvent', '中间抛出事件'],
    ['intermediateCatchEvent', '中间捕获事件'],
  ])('element %s', async (tag, zh) => {
    const result = await compile(around('x', `<bpmn:${tag} id="x"/>`));
    expect(result).toMatchObject({ ok: false, problems: [{ elementId: 'x', rule: 'UNSUPPORTED_ELEMENT' }] });
    expect(result.ok ? '' : result.problems[0]?.message.zh).toContain(zh);
  });

  it.each([
    ['intermediateCatchEvent', 'message'],
    ['intermediateCatchEvent', 'signal'],
    ['intermediateCatchEvent', 'conditional'],
    ['intermediateThrowEvent', 'escalation'],
    ['intermediateThrowEvent', 'link'],
    ['endEvent', 'error'],
    ['endEvent', 'cancel'],
    ['endEvent', 'compensate'],
    ['startEvent', 'timer'],
    ['startEvent', 'message'],
  ])('%s with a %s definition', async (kind, definition) => {
    expect(await compile(event(kind, definition))).toMatchObject({
      ok: false,
      problems: [{ elementId: 'x', rule: 'UNSUPPORTED_ELEMENT' }],
    });
  });

  it.each([
    ['an event sub-process', '<bpmn:subProcess id="x" triggeredByEvent="true"/>'],
    [
      'an activity for compensation',
      userTask('x').replace('<bpmn:userTask', '<bpmn:userTask isForCompensation="true"'),
    ],
    [
      'an event of several definitions',
      '<bpmn:intermediateCatchEvent id="x"><bpmn:timerEventDefinition duban:timer="opened+1d"/><bpmn:messageEventDefinition/></bpmn:intermediateCatchEvent>',
    ],
  ])('%s', async (_what, xml) => {
    const result = await compile(around('x', xml));
    expect(result.ok ? [] : result.problems).toContainEqual(
      expect.objectContaining({ elementId: 'x', rule: 'UNSUPPORTED_ELEMENT' }),
    );
  });

  it('a boundary event that is no timer', async () => {
    const late = '<bpmn:boundaryEvent id="late" attachedToRef="x"><bpmn:errorEventDefinition/></bpmn:boundaryEvent>';
    const result = await compile(around('x', userTask('x'), late, chain('late', 'end')));
    expect(result).toMatchObject({ ok: false, problems: [{ elementId: 'late', rule: 'UNSUPPORTED_ELEMENT' }] });
  });

  const bodies: [string, string, string | null][] = [
    ['UNKNOWN_KIND', onTask({ kind: 'NAP' }), 'x'],
    ['UNKNOWN_HOLDER', onTask({ holder: 'nobody' }), 'x'],
    ['UNKNOWN_LADDER', onTask({ ladderUpTo: 'SKY' }), 'x'],
    ['UNKNOWN_ATTRIBUTE', onTask({ colour: 'red' }), 'x'],
    ['UNKNOWN_ATTRIBUTE', onTask({}, loop('leadUnits').replace('duban:complete=', 'duban:compleet=')), 'x'],
    [
      'UNKNOWN_ATTRIBUTE',
      around('x', userTask('x')).replace('id="start-x"', 'id="start-x" duban:when="round = 1"'),
      'start-x',
    ],
    [
      'UNKNOWN_ATTRIBUTE',
      onTask({}, extensions('<duban:form><duban:field key="a" kind="text" label="甲" mandatory="true"/></duban:form>')),
      'x',
    ],
    [
      'FORM_NOT_HERE',
      around('x', `<bpmn:serviceTask id="x" duban:operation="score">${extensions('<duban:form/>')}</bpmn:serviceTask>`),
      'x',
    ],
    [
      'UNSUPPORTED_ATTRIBUTE',
      around('x', userTask('x')).replace('<bpmn:process', '<bpmn:extension mustUnderstand="true"/><bpmn:process'),
      null,
    ],
    ['DEEMED_AFTER', onTask({ deemedAfter: '0' }), 'x'],
    ['DAY_RULE', onTask({ due: 'soon' }), 'x'],
    ['NO_SUCH_DAY', onTask({ due: '2020-02-30' }), 'x'],
    ['TIMER_TOO_SHORT', onTask({ due: 'opened+4h' }), 'x'],
    ['NO_MEMBER_DAY', onTask({ due: 'period.dueOn' }), 'x'],
    ['NO_MEMBER_UNIT', onTask({ holder: 'memberUnit' }), 'x'],
    ['DUE_NOT_HERE', onTask({ due: 'due+1d' }), 'x'],
    ['UNKNOWN_REVIEWED', onTask({ reviews: 'nothing' }), 'x'],
    ['UNKNOWN_COLLECTION', onTask({}, loop('everybody')), 'x'],
    ['UNKNOWN_COMPLETE', onTask({}, loop('leadUnits', 'most')), 'x'],
    ['UNSUPPORTED_ELEMENT', onTask({}, '<bpmn:standardLoopCharacteristics/>'), 'x'],
    [
      'LOOP_EXPRESSION',
      onTask(
        {},
        '<bpmn:multiInstanceLoopCharacteristics duban:collection="leadUnits"><bpmn:loopCardinality>3</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>',
      ),
      'x',
    ],
    ['UNKNOWN_OPERATION', around('x', serviceTask('x', 'format-disk')), 'x'],
    ['PARAMETERS', around('x', serviceTask('x', 'score', 'duban:parameters="[1]"')), 'x'],
    ['PARAMETERS', around('x', serviceTask('x', 'setScore', 'duban:parameters=\'{"score":"high"}\'')), 'x'],
    ['PARAMETERS', around('x', serviceTask('x', 'setScore', 'duban:parameters=\'{"passed":"no"}\'')), 'x'],
    [
      'LOOP_NOT_HERE',
      around('x', `<bpmn:serviceTask id="x" duban:operation="score">${loop('leadUnits')}</bpmn:serviceTask>`),
      'x',
    ],
    ['NO_CALLED_ELEMENT', around('x', '<bpmn:callActivity id="x"/>'), 'x'],
    ['RECURSION', around('x', callActivity('x', 'p')), 'x'],
    ['RECURSION', around('x', callActivity('x', 'between')), 'x'],
    ['TIMER_TOO_SHORT', timerOf('<bpmn:timeDuration>PT4H</bpmn:timeDuration>'), 'x'],
    ['TIMER_TOO_SHORT', timerOf('<bpmn:timeDate>2020-06-30T12:00:00Z</bpmn:timeDate>'), 'x'],
    ['TIMER_CYCLE', timerOf('<bpmn:timeCycle>R3/P1D</bpmn:timeCycle>'), 'x'],
    ['DAY_RULE', timerOf(''), 'x'],
    ['NO_START', diagram(userTask('x'), endEvent(), chain('x', 'end')), null],
    [
      'MANY_STARTS',
      diagram(startEvent(), startEvent('s2'), endEvent(), chain('start', 'end'), chain('s2', 'end')),
      's2',
    ],
    ['NO_START', around('x', subProcess('x', [])), 'x'],
    ['UNREACHABLE', diagram(startEvent(), userTask('x'), endEvent(), chain('start', 'end'), chain('x', 'end')), 'x'],
    ['DEAD_END', diagram(startEvent(), userTask('x'), chain('start', 'x')), 'x'],
    ['FLOW_OUT_OF_END', diagram(startEvent(), userTask('a'), endEvent(), chain('start', 'end', 'a', 'end')), 'end'],
    [
      'FLOW_INTO_START',
      diagram(startEvent(), userTask('a'), endEvent(), chain('start', 'a', 'start'), chain('a', 'end')),
      'start',
    ],
    [
      'FLOW_ACROSS',
      diagram(
        startEvent(),
        subProcess('s', [startEvent('is'), userTask('x'), endEvent('ie'), chain('is', 'x', 'ie')]),
        endEvent(),
        chain('start', 's', 'end'),
        flow('s', 'x'),
      ),
      's-x',
    ],
    [
      'LOOSE_FLOW',
      diagram(
        startEvent(),
        endEvent(),
        chain('start', 'end'),
        '<bpmn:sequenceFlow id="f" sourceRef="start" targetRef="gone"/>',
      ),
      'f',
    ],
    ['NO_DEFAULT', choice('round = 1', 'round = 2'), 'x'],
    [
      'NO_DEFAULT',
      diagram(startEvent(), gateway('x', 'exclusive'), endEvent(), chain('start', 'x'), flow('x', 'end', 'round = 1')),
      'x',
    ],
    ['NO_CONDITION', choice('round = 1', undefined), 'x-b'],
    ['CONDITION_ON_DEFAULT', choice('round = 1', 'round = 2', 'x-b'), 'x-b'],
    [
      'CONDITION_NOT_HERE',
      diagram(startEvent(), userTask('a'), endEvent(), chain('start', 'a'), flow('a', 'end', 'round = 1')),
      'a-end',
    ],
    ['FEEL_SYNTAX', choice('round >', undefined, 'x-b'), 'x-a'],
    ['FEEL_SYNTAX', choice('outcome == "RETURNED"', undefined, 'x-b'), 'x-a'],
    ['FEEL_TYPES', choice('round > "3"', undefined, 'x-b'), 'x-a'],
    ['FEEL_TYPES', choice('outcome', undefined, 'x-b'), 'x-a'],
    ['CLOCK_IN_CONDITION', choice('today() > date("2020-01-01")', undefined, 'x-b'), 'x-a'],
    ['CLOCK_IN_CONDITION', choice('string(now()) = "x"', undefined, 'x-b'), 'x-a'],
    [
      'BOUNDARY_HOST',
      diagram(
        startEvent(),
        timer('w'),
        boundary('x', 'w', true),
        endEvent(),
        chain('start', 'w', 'end'),
        chain('x', 'end'),
      ),
      'x',
    ],
    [
      'DUE_NOT_HERE',
      diagram(
        startEvent(),
        userTask('a', {}, loop('leadUnits')),
        boundary('x', 'a', true, 'due+1d'),
        endEvent(),
        chain('start', 'a', 'end'),
        chain('x', 'end'),
      ),
      'x',
    ],
    [
      'LOOP_TWICE',
      around(
        'x',
        subProcess(
          'x',
          [startEvent('is'), userTask('y', {}, loop('leadUnits')), endEvent('ie'), chain('is', 'y', 'ie')],
          loop('leadUnits'),
        ),
      ),
      'y',
    ],
    ['DUPLICATE_ID', diagram(startEvent(), userTask('start'), endEvent(), chain('start', 'end')), 'start'],
    ['NOT_BPMN', '办公室通知', null],
    ['NOT_BPMN', '<html/>', null],
    ['UNREADABLE', around('x', '<bpmn:fancyTask id="x"/>'), null],
    ['LOOSE_FLOW', around('x', userTask('x'), flow('x', 'nowhere', undefined, 'loose')), 'loose'],
    ['RESERVED_ID', around('__proto__', userTask('__proto__')), '__proto__'],
    ['RESERVED_ID', around('outcome', userTask('outcome')), 'outcome'],
    ['RESERVED_ID', around('hasDeadline', userTask('hasDeadline')), 'hasDeadline'],
    [
      'MESSAGE_FLOW',
      around('x', userTask('x')).replace(
        '</bpmn:process>',
        '</bpmn:process><bpmn:collaboration id="c"><bpmn:participant id="p1" processRef="p"/><bpmn:messageFlow id="m" sourceRef="x" targetRef="p1"/></bpmn:collaboration>',
      ),
      'm',
    ],
    [
      'UNSUPPORTED_ELEMENT',
      around('x', userTask('x')).replace('</bpmn:process>', '</bpmn:process><bpmn:globalUserTask id="g"/>'),
      'g',
    ],
    [
      'ONE_PROCESS',
      around('x', userTask('x')).replace(
        '</bpmn:process>',
        `</bpmn:process><bpmn:process id="q">${startEvent('s')}</bpmn:process>`,
      ),
      'q',
    ],
    [
      'MANY_POOLS',
      around('x', userTask('x')).replace(
        '</bpmn:process>',
        '</bpmn:process><bpmn:collaboration id="c"><bpmn:participant id="p1" processRef="p"/><bpmn:participant id="p2"/></bpmn:collaboration>',
      ),
      'p2',
    ],
    [
      'MANY_LANES',
      around('x', userTask('x'), '<bpmn:laneSet id="ls"><bpmn:lane id="l1"/><bpmn:lane id="l2"/></bpmn:laneSet>'),
      'l2',
    ],
  ];

  it('what is no element of BPMN is named with its line', async () => {
    const result = await compile(around('x', userTask('x'), '\n<bpmn:fancyTask id="y"/>'));
    expect(result.ok ? '' : result.problems[0]?.message.zh).toBe(
      '第2行的“bpmn:FancyTask”不是 BPMN 2.0 的元素，无法识别',
    );
  });

  it.each([
    ['空', '', /文件/],
    ['an archive', 'PK\u0003\u0004', /压缩文件/],
    ['another notation', '<Package xmlns="http://www.wfmc.org/2009/XPDL2.2"/>', /XPDL/],
    ['a file that was cut off', onTask({}).slice(0, -40), /第1行.*文件不完整/],
    ['a prefix that is not declared', around('x', '<zz:odd id="x"/>'), /第1行“zz:odd”.*没有声明的前缀/],
  ])('what is no BPMN is told from what it is: %s', async (_what, text, said) => {
    const result = await compile(text);
    expect(result.ok ? [] : result.problems.map(({ rule }) => rule)).toEqual(['NOT_BPMN']);
    expect(result.ok ? '' : result.problems[0]?.message.zh).toMatch(said);
  });

  it('a task of another modeler lacks choices; one that says what is not known is told so', async () => {
    const bare = await compile(around('x', '<bpmn:userTask id="x"/>'));
    expect(bare.ok ? [] : bare.problems.map(({ message }) => message.zh)).toEqual([
      '“x”还没有选择事项类型',
      '“x”还没有选择由谁办',
      '“x”还没有写时限',
    ]);
    const odd = await compile(onTask({ kind: 'FLY' }));
    expect(odd.ok ? [] : odd.problems.map(({ message }) => message.zh)).toEqual([
      '“x”的事项类型“FLY”不认识，请重新选择',
    ]);
  });

  it('an element that has a name is called by it, and a flow without one by what it connects', async () => {
    const nameless = choice('outcome', undefined, 'x-b')
      .replace('id="x"', 'id="x" name="通过？"')
      .replace('id="a"', 'id="a" name="甲"');
    const result = await compile(nameless);
    const found = result.ok ? undefined : result.problems.find(({ rule }) => rule === 'FEEL_TYPES');
    expect(found?.elementId).toBe('x-a');
    expect(found?.message.zh).toContain('“通过？ → 甲”');
    const held = await compile(
      onTask({ kind: 'DECIDE', holder: 'post', due: 'opened+1d' }).replace('id="x"', 'id="x" name="核验"'),
    );
    expect(held.ok ? [] : held.problems.map(({ message }) => message)).toEqual([
      { zh: '“核验”由指定岗位承办，请选择岗位', en: '"核验" is held by a named post; choose which' },
    ]);
  });

  it.each(bodies)('%s (%#)', async (rule, xml, elementId) => {
    const result = await compile(xml, { calls: { between: ['far'], far: ['p'] } });
    if (result.ok) throw new Error('was compiled');
    const found = result.problems.find((problem) => problem.rule === rule);
    expect(found).toMatchObject({ elementId, severity: 'error' });
    expect(found?.message.zh).toMatch(/[\u4e00-\u9fff]/);
    expect(found?.message.en).toMatch(/^["a-zA-Z]/);
  });

  it('a reference that leads nowhere is warned of', async () => {
    const result = await compile(around('x', userTask('x', {}, '<bpmn:incoming>gone</bpmn:incoming>')));
    expect(result.ok ? result.warnings : result.problems).toMatchObject([
      { elementId: 'x', rule: 'UNREADABLE', severity: 'warning' },
    ]);
  });

  it('an element without an id', async () => {
    const result = await compile(around('x', userTask('x'), '<bpmn:userTask name="无名"/>'));
    expect(result.ok ? [] : result.problems).toContainEqual(
      expect.objectContaining({ elementId: null, rule: 'NO_ID' }),
    );
  });

  it('names every fault at once', async () => {
    const result = await compile(
      diagram(startEvent(), '<bpmn:sendTask id="a"/>', userTask('b', { kind: 'NAP' }), chain('start', 'a', 'b')),
    );
    expect(result.ok ? [] : result.problems.map((problem) => problem.elementId)).toEqual(['a', 'b']);
  });
});

describe('inclusive gateways', () => {
  const branches = (...tail: string[]) =>
    diagram(
      ...[
        startEvent(),
        gateway('o', 'inclusive', 'o-b'),
        userTask('a'),
        userTask('b'),
        endEvent(),
        chain('start', 'o'),
      ],
      ...[flow('o', 'a', 'round = 1'), flow('o', 'b'), ...tail],
    );

  it('finds the join that closes its own split, and what lies between', async () => {
    const result = await compile(branches(gateway('j', 'inclusive'), chain('a', 'j', 'end'), chain('b', 'j')));
    if (!result.ok) throw new Error('not compiled');
    expect(result.graph.nodes.o).toMatchObject({ join: 'j' });
    expect(result.graph.nodes.j).toMatchObject({ split: 'o', block: ['a', 'b'] });
  });

  it.each([
    ['INCLUSIVE_WITHOUT_JOIN', branches(chain('a', 'end'), chain('b', 'end')), 'o'],
    ['INCLUSIVE_WITHOUT_JOIN', branches(gateway('j', 'inclusive'), chain('a', 'j', 'end'), chain('b', 'end')), 'o'],
    [
      'INCLUSIVE_WITHOUT_SPLIT',
      diagram(
        ...[startEvent(), gateway('f', 'parallel'), userTask('a'), gateway('j', 'inclusive'), endEvent()],
        ...[chain('start', 'f', 'a', 'j', 'end'), chain('f', 'j')],
      ),
      'j',
    ],
  ])('%s', async (rule, xml, elementId) => {
    const result = await compile(xml);
    expect(result.ok ? [] : result.problems).toContainEqual(expect.objectContaining({ rule, elementId }));
  });
});

describe('what a diagram may say', () => {
  it('reads day rules in every form', async () => {
    const due = async (text: string) => {
      const result = await compile(onTask({ due: text }));
      const node = result.ok ? result.graph.nodes.x : undefined;
      return node?.type === 'userTask' ? node.task.due : result;
    };
    expect(await due('opened+5wd')).toEqual({ base: 'opened', offset: 5, unit: 'workingDays' });
    expect(await due('deadline')).toEqual({ base: 'deadline', offset: 0, unit: 'days' });
    expect(await due('deadline - 10d')).toEqual({ base: 'deadline', offset: -10, unit: 'days' });
    expect(await due('2020-02-29')).toEqual({ base: 'date', date: '2020-02-29', offset: 0, unit: 'days' });
  });

  it.each([
    ['<bpmn:timeDuration>P2W</bpmn:timeDuration>', { base: 'opened', offset: 14, unit: 'days' }],
    ['<bpmn:timeDuration>P10D</bpmn:timeDuration>', { base: 'opened', offset: 10, unit: 'days' }],
    ['<bpmn:timeDate>2020-06-30</bpmn:timeDate>', { base: 'date', date: '2020-06-30', offset: 0, unit: 'days' }],
  ])('reads %s', async (inner, rule) => {
    const result = await compile(timerOf(inner));
    expect(result.ok && result.graph.nodes.x).toMatchObject({ timer: rule });
  });

  it('passes over notes and data, one pool and one lane, and warns of what has no effect', async () => {
    const xml = around(
      'x',
      userTask('x').replace('<bpmn:userTask', '<bpmn:userTask xmlns:camunda="urn:camunda" camunda:assignee="li"'),
      '<bpmn:laneSet id="ls"><bpmn:lane id="l1"/></bpmn:laneSet><bpmn:dataObject id="do"/><bpmn:dataObjectReference id="dr" dataObjectRef="do"/>',
      '<bpmn:textAnnotation id="note"><bpmn:text>说明</bpmn:text></bpmn:textAnnotation><bpmn:association id="as" sourceRef="x" targetRef="note"/>',
    ).replace(
      '</bpmn:process>',
      '</bpmn:process><bpmn:collaboration id="c"><bpmn:participant id="p1" processRef="p"/></bpmn:collaboration>',
    );
    const result = await compile(xml);
    expect(result).toMatchObject({ ok: true, warnings: [{ elementId: 'x', rule: 'FOREIGN_ATTRIBUTE' }] });
    expect(result.ok && Object.keys(result.graph.nodes).sort()).toEqual(['end', 'start', 'x']);
  });

  it('reads its attributes under whatever prefix a file has chosen', async () => {
    const result = await compile(
      onTask({ kind: 'SIGN' }).replaceAll(' duban:', ' db:').replace('xmlns:duban', 'xmlns:db'),
    );
    expect(result.ok && result.graph.nodes.x).toMatchObject({ task: { kind: 'SIGN' } });
  });

  it('warns of a variable that nothing sets, and not of facts or names bound inside', async () => {
    const unknown = await compile(choice('score.total > 1 and 类别 = "甲"', undefined, 'x-b'));
    expect(unknown.ok && unknown.warnings.map((warning) => warning.message.en.match(/variable "(.+?)"/)?.[1])).toEqual([
      'score',
      '类别',
    ]);
    const known = await compile(
      choice(
        'hasLeader = true and 类别 = "甲" and outcome = "X" and (some s in [1, 2] satisfies s > round)',
        undefined,
        'x-b',
      ),
      { facts: ['类别'] },
    );
    expect(known).toMatchObject({ ok: true, warnings: [] });
  });

  it('warns of a due day before the period opens', async () => {
    const early = userTask('x', { holder: 'memberUnit', due: 'period.opensOn-3d' });
    const inner = [startEvent('is'), early, endEvent('ie'), chain('is', 'x', 'ie')];
    const units = subProcess(
      'u',
      [startEvent('us'), subProcess('s', inner, loop('reportingPeriods'))].concat([
        endEvent('ue'),
        chain('us', 's', 'ue'),
      ]),
      loop('answerableUnits'),
    );
    expect(await compile(around('u', units))).toMatchObject({
      ok: true,
      warnings: [{ elementId: 'x', rule: 'DUE_BEFORE_PERIOD' }],
    });
  });

  it('gives the terminate end its own kind', async () => {
    const result = await compile(
      diagram(startEvent(), userTask('a'), terminateEnd('stop'), chain('start', 'a', 'stop')),
    );
    expect(result.ok && result.graph.nodes.stop).toMatchObject({ type: 'endEvent', terminate: true });
  });
});

describe('control flow', () => {
  const parallel = (...rest: string[]) =>
    diagram(startEvent(), gateway('f', 'parallel'), endEvent(), chain('start', 'f'), ...rest);

  /** Elements that come round again until the third time. */
  const looping = (xml: string, ...ids: string[]) =>
    diagram(
      ...[startEvent(), gateway('m', 'exclusive'), xml, gateway('x', 'exclusive', 'x-m'), endEvent()],
      ...[chain('start', 'm', ids[0] ?? ''), chain(ids.at(-1) ?? '', 'x', 'm'), flow('x', 'end', 'round > 3')],
    );

  /** A task that is opened anew each time that its timer interrupts it. */
  const timedOut = (due: string, rule: string) =>
    diagram(
      ...[startEvent(), gateway('m', 'exclusive'), userTask('a', { due }), boundary('b', 'a', true, rule), endEvent()],
      ...[chain('start', 'm', 'a', 'end'), chain('b', 'm')],
    );

  it.each([
    [
      'DEAD_LOCK',
      diagram(
        ...[
          startEvent(),
          gateway('x', 'exclusive', 'x-b'),
          userTask('a'),
          userTask('b'),
          gateway('j', 'parallel'),
          endEvent(),
        ],
        ...[chain('start', 'x'), flow('x', 'a', 'round = 1'), flow('x', 'b'), chain('a', 'j', 'end'), chain('b', 'j')],
      ),
      'j',
    ],
    [
      'DEAD_LOCK',
      parallel(
        userTask('a'),
        gateway('m', 'parallel'),
        userTask('b'),
        chain('f', 'a', 'm', 'b', 'm'),
        chain('f', 'end'),
      ),
      'm',
    ],
    ['NEVER_ENDS', diagram(startEvent(), gateway('m', 'exclusive'), userTask('a'), chain('start', 'm', 'a', 'm')), 'm'],
    [
      'LOOP_WITHOUT_WAIT',
      diagram(
        ...[startEvent(), gateway('m', 'exclusive'), serviceTask('s'), gateway('x', 'exclusive', 'x-m'), endEvent()],
        ...[chain('start', 'm', 's', 'x'), flow('x', 'm'), flow('x', 'end', 'round > 3')],
      ),
      'm',
    ],
    ['LOOP_AFTER_ITS_DAY', looping(timer('t', 'deadline+3d'), 't'), 't'],
    ['LOOP_AFTER_ITS_DAY', looping(timer('t', '2020-06-30'), 't'), 't'],
    ['LOOP_AFTER_ITS_DAY', looping(timer('t', 'opened'), 't'), 't'],
    ['LOOP_AFTER_ITS_DAY', timedOut('deadline', 'deadline+5wd'), 'b'],
    ['LOOP_AFTER_ITS_DAY', timedOut('opened+5wd', '2020-06-30'), 'b'],
    ['LOOP_AFTER_ITS_DAY', timedOut('deadline', 'due+5wd'), 'b'],
    ['LOOP_AFTER_ITS_DAY', timedOut('opened+5d', 'due-4wd'), 'b'],
    [
      'LOOP_AFTER_ITS_DAY',
      looping(subProcess('s', [startEvent('is'), timer('t', 'deadline'), endEvent('ie'), chain('is', 't', 'ie')]), 's'),
      's',
    ],
    [
      'NEVER_PASSED',
      parallel(
        ...[userTask('a'), terminateEnd('stop'), gateway('j', 'parallel'), userTask('x'), chain('f', 'a', 'stop')],
        ...[chain('f', 'j', 'x', 'end'), chain('x', 'j')],
      ),
      'x',
    ],
  ])('%s', async (rule, xml, elementId) => {
    const result = await compile(xml);
    if (result.ok) throw new Error('was compiled');
    const found = result.problems.filter((problem) => problem.rule === rule).map((problem) => problem.elementId);
    expect(found).toContain(elementId);
  });

  const circle = (...rest: string[]) =>
    diagram(
      ...[startEvent(), gateway('m', 'exclusive'), gateway('x', 'exclusive', 'x-end'), endEvent(), chain('start', 'm')],
      ...[flow('x', 'm', 'round < 3'), flow('x', 'end'), ...rest],
    );
  const passedBy = subProcess('s', [
    ...[startEvent('s1'), gateway('sx', 'exclusive', 'sx-s2'), userTask('a'), endEvent('s2'), chain('s1', 'sx')],
    ...[flow('sx', 'a', 'round = 1'), flow('sx', 's2'), chain('a', 's2')],
  ]);

  it.each([['whose sub-process can be passed without a person', circle(passedBy, chain('m', 's', 'x')), 'm']])(
    'a loop %s has nothing in it that waits',
    async (_what, xml, elementId) => {
      const result = await compile(xml);
      expect(result).toMatchObject({ ok: false, problems: [{ rule: 'LOOP_WITHOUT_WAIT', elementId }] });
    },
  );

  it.each([
    [
      'an operation beside a task, joined',
      circle(
        ...[gateway('f', 'parallel'), userTask('a'), serviceTask('s'), gateway('j', 'parallel')],
        ...[chain('m', 'f', 'a', 'j', 'x'), chain('f', 's', 'j')],
      ),
    ],
    [
      'an operation beside a task in a sub-process',
      circle(
        subProcess('s', [
          ...[startEvent('s1'), gateway('f', 'parallel'), userTask('a'), serviceTask('o'), endEvent('s2')],
          ...[chain('s1', 'f', 'a', 's2'), chain('f', 'o', 's2')],
        ]),
        chain('m', 's', 'x'),
      ),
    ],
  ])('a loop with %s waits', async (_what, xml) => {
    const result = await compile(xml);
    expect(result.ok ? [] : result.problems).toEqual([]);
  });

  it('what stands beside an end that ends all at once is never carried out', async () => {
    const result = await compile(
      parallel(userTask('a'), terminateEnd('stop'), chain('f', 'a', 'end'), chain('f', 'stop')),
    );
    expect(result).toMatchObject({
      ok: false,
      problems: [{ rule: 'NEVER_PASSED', elementId: 'end' }, { elementId: 'a' }],
    });
  });

  it('warns where parallel branches run into one task without a join', async () => {
    const result = await compile(
      parallel(userTask('a'), userTask('b'), userTask('c'), chain('f', 'a', 'c', 'end'), chain('f', 'b', 'c')),
    );
    expect(result).toMatchObject({ ok: true, warnings: [{ rule: 'TWICE', elementId: 'c' }] });
  });

  it('says where there are too many courses to try', async () => {
    const choices = Array.from({ length: 18 }, (_, at) => `x${at}`);
    const result = await compile(
      parallel(
        ...choices.flatMap((x) => [
          gateway(x, 'exclusive', `${x}-j1`),
          chain('f', x, 'j1'),
          flow(x, 'j2', 'round = 1'),
        ]),
        ...[gateway('j1', 'parallel'), gateway('j2', 'parallel'), chain('j1', 'end'), chain('j2', 'end')],
      ),
    );
    expect(result).toMatchObject({ ok: true, warnings: [{ rule: 'TOO_LARGE', elementId: null }] });
  });

  it.each([
    ['a timer that counts from its opening', looping(timer('t', 'opened+1d'), 't')],
    ['a task that is opened again some days after its opening', timedOut('deadline', 'opened+5wd')],
    ['a task that is opened again when its own term is over', timedOut('opened+5wd', 'due+1wd')],
    ['a task that is opened again before its own term is over', timedOut('opened+5wd', 'due-4wd')],
    ['a person after a fixed day', looping(`${timer('t', 'deadline')}${userTask('a')}${chain('t', 'a')}`, 't', 'a')],
    ['a called process', looping(callActivity('c'), 'c')],
  ])('accepts a loop that waits for %s', async (_, xml) => {
    expect(await compile(xml)).toMatchObject({ ok: true });
  });

  it('accepts steps beside many parallel branches whose end may come before them', async () => {
    const names = Array.from({ length: 12 }, (_, at) => `t${at}`);
    const xml = parallel(
      ...names.flatMap((name) => [userTask(name), chain('f', name, 'j')]),
      ...[gateway('j', 'parallel'), chain('j', 'end'), gateway('x', 'exclusive'), terminateEnd('stop')],
      ...[userTask('h'), boundary('b', 'h', false), chain('f', 'h', 'x', 'stop'), endEvent('e1'), endEvent('e2')],
      ...[userTask('s'), boundary('c', 's', false), userTask('u'), chain('b', 's', 'e1'), chain('c', 'u', 'e2')],
    );
    expect(await compile(xml)).toMatchObject({ ok: true, warnings: [] });
  });

  it('accepts a loop with a person in it and a wait of twelve parallel branches', async () => {
    const names = Array.from({ length: 12 }, (_, at) => `t${at}`);
    const wide = parallel(
      ...names.flatMap((name) => [userTask(name), userTask(`${name}b`), chain('f', name, `${name}b`, 'j')]),
      ...[gateway('j', 'parallel'), chain('j', 'end')],
    );
    expect(await compile(wide)).toMatchObject({ ok: true, warnings: [] });
  });

  it('accepts an end that ends all beside more courses than can be tried in every order', async () => {
    const names = Array.from({ length: 12 }, (_, at) => `t${at}`);
    const wide = parallel(
      ...names.flatMap((name) => [userTask(name), userTask(`${name}b`), chain('f', name, `${name}b`, 'j')]),
      ...[
        gateway('j', 'parallel'),
        chain('j', 'end'),
        userTask('last'),
        terminateEnd('stop'),
        chain('f', 'last', 'stop'),
      ],
    );
    expect(await compile(wide)).toMatchObject({ ok: true, warnings: [] });
  });
});
