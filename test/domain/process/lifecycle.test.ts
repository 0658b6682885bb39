import { readFileSync } from 'node:fs';
import { compile } from '../../../domain/process/compile.ts';
import type { Graph, ProcessContext } from '../../../domain/process/types.ts';
import { members, Play } from './play.ts';

async function shipped(name: string): Promise<Graph> {
  const path = new URL(`../../../workflows/definitions/${name}.bpmn`, import.meta.url);
  const result = await compile(readFileSync(path, 'utf8'));
  if (!result.ok) throw new Error(result.problems.map((problem) => problem.message.en).join('\n'));
  expect(result.warnings).toEqual([]);
  return result.graph;
}

const ready: ProcessContext = {
  facts: { hasAnswerable: true, hasLeader: true, hasDeadline: true },
  collections: {
    answerableUnits: members('u1', 'u2'),
    reportingPeriods: members('2020-MID'),
    assessmentYears: members('2020'),
  },
};
const inPeriod = (unit: string) => `/reporting#${unit}/period#2020-MID`;
const inYear = (unit: string) => `/assessment#2020/scoring#${unit}`;

describe('the files', () => {
  it.each(['measure-lifecycle', 'unit-in-plan', 'bench-lifecycle'])('%s draws every element', async (name) => {
    const graph = await shipped(name);
    const xml = readFileSync(new URL(`../../../workflows/definitions/${name}.bpmn`, import.meta.url), 'utf8');
    const drawn = new Set([...xml.matchAll(/bpmnElement="([^"]+)"/g)].map((match) => match[1]));
    const all = [graph.processId, ...Object.keys(graph.nodes), ...Object.keys(graph.flows)];
    expect(all.filter((id) => !drawn.has(id))).toEqual([]);
    const unnamed = Object.values(graph.nodes).filter((node) => /Task|subProcess/.test(node.type) && !node.name);
    expect(unnamed).toEqual([]);
  });
});

describe('a measure', () => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await shipped('measure-lifecycle');
  });

  it('opens signing, completion and the timers of its periods side by side', () => {
    const play = new Play(graph, ready);
    expect(play.open).toEqual([
      'complete@/completion#u1!1',
      'complete@/completion#u2!1',
      'sign@/sign#u1!1',
      'sign@/sign#u2!1',
    ]);
    expect([...play.timers.keys()].sort()).toEqual([
      `periodOpens@${inPeriod('u1')}!1`,
      `periodOpens@${inPeriod('u2')}!1`,
      'yearOpens@/assessment#2020!1',
    ]);
    expect(play.items.get('sign@/sign#u1!1')?.task).toMatchObject({
      kind: 'SIGN',
      due: { base: 'opened', offset: 5, unit: 'workingDays' },
      ladderUpTo: 'SUPERVISE',
      deemedAfter: 5,
    });
    expect(play.items.get('complete@/completion#u1!1')?.task).toMatchObject({
      due: { base: 'deadline' },
      ladderUpTo: 'REFER',
    });
  });

  it('lets the lead plan once every unit has signed or is deemed to have', () => {
    const play = new Play(graph, ready).close('sign@/sign#u1!1').close('sign@/sign#u2!1', 'DEEMED');
    expect(play.items.get('plan@!1')?.task).toMatchObject({ kind: 'PLAN', holder: 'coordinator' });
  });

  it('waits for the office where the document names nobody', () => {
    const facts = { hasAnswerable: false, hasLeader: false, hasDeadline: false };
    const play = new Play(graph, { facts, collections: { assessmentYears: members('2020') } });
    expect(play.open).toEqual(['assign@!1']);
    play.send(
      { type: 'membersChanged', collection: 'answerableUnits', added: members('u1'), removed: [], day: play.day },
      { type: 'factsChanged', facts: { hasAnswerable: true }, day: play.day },
    );
    expect(play.close('assign').open).toEqual(['nameLeader@!1']);
    expect(play.close('nameLeader').open).toEqual(['sign@/sign#u1!1']);
  });

  it('does not let one silent unit stop another from reporting', () => {
    const play = new Play(graph, ready).due(`periodOpens@${inPeriod('u1')}!1`).due(`periodOpens@${inPeriod('u2')}!1`);
    play.close(`report@${inPeriod('u1')}!1`, 'SUBMITTED');
    const review = play.items.get(`review@${inPeriod('u1')}!1`);
    expect(review).toMatchObject({ reviewsKey: `report@${inPeriod('u1')}!1`, task: { holder: 'office' } });
    play.close('review', 'RETURNED', { reason: '缺附件', dueOn: '2020-07-03' });
    expect(play.items.get(`report@${inPeriod('u1')}!2`)).toMatchObject({
      round: 2,
      previousKey: `report@${inPeriod('u1')}!1`,
      returned: { dueOn: '2020-07-03' },
      members: [
        { collection: 'answerableUnits', key: 'u1' },
        { collection: 'reportingPeriods', key: '2020-MID' },
      ],
    });
    play.close(`report@${inPeriod('u1')}!2`, 'SUBMITTED').close('review');
    expect(play.open.filter((key) => key.startsWith('report@'))).toEqual([`report@${inPeriod('u2')}!1`]);
  });

  it('marks a period unreported at its cut-off and still takes the late report', () => {
    const play = new Play(graph, ready).due(`periodOpens@${inPeriod('u1')}!1`).due(`cutOff@${inPeriod('u1')}!1`);
    expect(play.operations.get(play.item('report').replace('report', 'markUnreported'))).toMatchObject({
      operation: 'markUnreported',
      members: [{ key: 'u1' }, { key: '2020-MID' }],
    });
    play.done('markUnreported').close('report', 'SUBMITTED').close('review');
    expect(play.state.scopes[inPeriod('u1')]).toBeUndefined();
  });

  it('verifies completion, and returns it', () => {
    const play = new Play(graph, ready)
      .close('complete@/completion#u2!1', 'SUBMITTED')
      .close('verify', 'RETURNED', { reason: '未达标' });
    expect(play.items.get('complete@/completion#u2!2')?.returned).toEqual({ reason: '未达标' });
    const without = new Play(graph, { ...ready, facts: { ...ready.facts, hasDeadline: false } });
    expect(without.open.some((key) => key.startsWith('complete@'))).toBe(false);
  });

  it('assesses on the day of the year, rectifies at most twice and lets the office decide', () => {
    const play = new Play(graph, ready).due('yearOpens@/assessment#2020!1');
    play.done(`score@${inYear('u1')}!1`, { score: 88, passed: true }).done('score', { score: 40, passed: false });
    expect(play.open).toContain(`rectify@${inYear('u2')}!1`);
    play.close('rectify', 'SUBMITTED').close('verifyRectified', 'RETURNED').close('rectify', 'SUBMITTED');
    expect(play.open).toContain(`verifyRectified@${inYear('u2')}!2`);
    play.close('verifyRectified', 'RETURNED');
    expect(play.open).toContain(`decide@${inYear('u2')}!1`);
    expect(play.close('decide').open).toContain('close@!1');
  });

  it('takes years in turn and closes with everything else still open', () => {
    const play = new Play(graph, ready);
    play.send({
      type: 'membersChanged',
      collection: 'assessmentYears',
      added: members('2021'),
      removed: [],
      day: play.day,
    });
    play.due('yearOpens');
    for (const unit of ['u1', 'u2']) play.done(`score@${inYear(unit)}!1`, { score: 90, passed: true });
    expect(play.timers.has('yearOpens@/assessment#2021!1')).toBe(true);
    play.due('yearOpens');
    for (const key of [...play.operations.keys()]) play.done(key, { score: 90, passed: true });
    play.close('close').close('approve', 'RETURNED', { reason: '补材料' });
    expect(play.items.get('close@!2')?.returned).toEqual({ reason: '补材料' });
    play.close('close').close('approve').done('closeOut');
    expect(play.finished).toBe('terminated');
    expect(play.state.status).toBe('terminated');
  });
});

describe('a unit in a plan', () => {
  it('confirms, plans and files one sheet per period', async () => {
    const graph = await shipped('unit-in-plan');
    const play = new Play(graph, { collections: { reportingPeriods: members('2020-MID', '2020-END') } });
    expect(play.open).toEqual(['confirm@!1', 'plan@!1']);
    play.close('confirm', 'DEEMED').close('plan').due('periodOpens@/period#2020-MID!1');
    expect(play.items.get(play.item('sheet'))?.task).toMatchObject({
      kind: 'SHEET',
      holder: 'planUnit',
      ladderUpTo: 'REFER',
    });
    play.close('sheet').due('periodOpens').close('sheet');
    expect(play.finished).toBe('completed');
  });
});

describe('the process of the benchmark', () => {
  it('runs from signing to the score', async () => {
    const graph = await shipped('bench-lifecycle');
    const play = new Play(graph, {
      collections: { leadUnits: members('l1', 'l2'), supportingUnits: members('s1', 's2', 's3') },
    });
    for (const count of [2, 3, 1, 1, 1, 1]) {
      expect(play.open).toHaveLength(count);
      for (const key of play.open) play.close(key);
    }
    expect(play.done('setScore', { score: 100 }).finished).toBe('completed');
  });
});
