import { launchPlan, PLAN_TEXT, startApi, type TestApi } from './support.ts';

let api: TestApi;
beforeEach(async () => {
  api = await startApi();
});
afterEach(() => api.close());

const ADDED = `（三）新建寄宿制学校。在县城新建寄宿制学校1所，配齐教师和设备。

责任领导：李明

责任单位：县教育局

完成时限：2021年6月底

`;

async function importRevision(text: string): Promise<string> {
  const office = await api.as('office');
  return (await office.post('/api/plans/import', { text }).expect(201)).body.id;
}

interface Change {
  id: string;
  field: string;
  before: string[];
  after: string[];
  blocked: object | null;
}
interface Revised {
  kind: string;
  measureId: string | null;
  title: string;
  changes: Change[];
}

async function compare(planId: string, draftId: string) {
  const office = await api.as('office');
  const { body } = await office.get(`/api/plans/${planId}/revision?draft=${draftId}`).expect(200);
  return body as { measures: Revised[]; planChanges: Change[]; applied: object | null; draft: { version: number } };
}

const summary = (measures: Revised[]) => measures.map(({ kind, changes }) => [kind, changes.map(({ field }) => field)]);
const idsOf = (measures: Revised[]) => measures.flatMap(({ changes }) => changes.map(({ id }) => id));
const body = (draftId: string, accept: string[]) => ({ draftId, version: 1, accept, reason: '印发修订稿' });

describe('a changed version of a running plan’s document', () => {
  it('that says the same shows no change', async () => {
    const planId = await launchPlan(api);
    const { measures, planChanges } = await compare(planId, await importRevision(PLAN_TEXT));
    expect(summary(measures)).toEqual([
      ['unchanged', []],
      ['unchanged', []],
    ]);
    expect(planChanges).toEqual([]);
  });

  it('shows what was added, changed by field, and withdrawn, and takes over what is accepted alone', async () => {
    const planId = await launchPlan(api);
    const text = PLAN_TEXT.replace('责任领导：李明', '责任领导：王平')
      .replace('完成时限：2020年底', '完成时限：2021年3月底')
      .replace(/（二）加强资金保障[\s\S]*?完成时限：2020年底\n\n/, '')
      .replace('三、组织保障', `${ADDED}三、组织保障`);
    const draftId = await importRevision(text);
    const { measures } = await compare(planId, draftId);
    expect(summary(measures)).toEqual([
      ['changed', ['deadline', 'leaders', 'text']],
      ['added', ['added']],
      ['withdrawn', ['withdrawn']],
    ]);
    const [changed, , withdrawn] = measures;
    expect(changed?.changes[0]).toMatchObject({ before: ['2020-12-31'], after: ['2021-03-31'] });
    const accept = [`${changed?.measureId}:deadline`, ...idsOf(measures).filter((id) => id.startsWith('added:'))];

    const office = await api.as('office');
    const answer = await office.post(`/api/plans/${planId}/revision`, body(draftId, accept)).expect(200);
    expect(answer.body).toEqual({ added: 1, changed: 1, withdrawn: 0 });

    const register = await office.get(`/api/plans/${planId}/measures`).expect(200);
    expect(register.body.items).toMatchObject([
      { number: 1, deadline: { date: '2021-03-31' }, leaders: [{ holder: { name: '李明' } }], state: 'RUNNING' },
      { number: 2, state: 'RUNNING' },
      { number: 3, title: '新建寄宿制学校', responsibleUnits: [{ name: '县教育局' }] },
    ]);
    expect(register.body.items[1].id).toBe(withdrawn?.measureId);
    const document = await office.get(`/api/plans/${planId}/document`).expect(200);
    expect(document.body.text).toBe(text);
    for (const { start, end } of document.body.passages) expect(text.slice(start, end)).not.toContain('资金保障');
    const added = register.body.items[2].id;
    const items = await api.db.workItem.findMany({ where: { measureId: added }, select: { kind: true } });
    expect(items.map(({ kind }) => kind)).toContain('SIGN');
    const trail = await api.db.auditEvent.findMany({
      where: { planId, kind: { in: ['PLAN_REVISED', 'MEASURE_REVISED'] } },
    });
    expect(trail.map(({ kind, measureId }) => [kind, measureId]).sort()).toEqual([
      ['MEASURE_REVISED', changed?.measureId],
      ['PLAN_REVISED', null],
    ]);
  });

  it('is applied once: again, and by two at once, the answer is the same and nothing happens twice', async () => {
    const planId = await launchPlan(api);
    const draftId = await importRevision(PLAN_TEXT.replace('三、组织保障', `${ADDED}三、组织保障`));
    const accept = idsOf((await compare(planId, draftId)).measures).filter((id) => id.startsWith('added:'));
    const office = await api.as('office');
    const apply = () => office.post(`/api/plans/${planId}/revision`, body(draftId, accept));
    const both = await Promise.all([apply(), apply()]);
    for (const { status, body: answer } of both) {
      expect([200, 409]).toContain(status);
      if (status === 200) expect(answer).toEqual({ added: 1, changed: 0, withdrawn: 0 });
    }
    expect(both.some(({ status }) => status === 200)).toBe(true);
    expect((await apply().expect(200)).body).toEqual({ added: 1, changed: 0, withdrawn: 0 });
    expect(await api.db.measure.count({ where: { planId } })).toBe(3);
    expect(await api.db.auditEvent.count({ where: { planId, kind: 'PLAN_REVISED' } })).toBe(1);
    expect((await compare(planId, draftId)).applied).toEqual({ added: 1, changed: 0, withdrawn: 0 });
    await office.post(`/api/plans/drafts/${draftId}/launch`, {}).expect(202);
    expect(await api.db.plan.count()).toBe(1);
  });

  it('is refused where it was launched instead, was changed meanwhile, names what nobody offered, or is a unit’s wish', async () => {
    const planId = await launchPlan(api);
    const office = await api.as('office');
    const draftId = await importRevision(PLAN_TEXT.replace('2020年底', '2021年底'));
    const unknown = await office
      .post(`/api/plans/${planId}/revision`, body(draftId, ['withdrawn:nothing']))
      .expect(409);
    expect(unknown.body.code).toBe('CONFLICT');
    await office.patch(`/api/plans/drafts/${draftId}`, { version: 1, settings: {} }).expect(200);
    const stale = await office.post(`/api/plans/${planId}/revision`, body(draftId, [])).expect(409);
    expect(stale.body.code).toBe('STALE_VERSION');
    const unit = await api.as('eduHead');
    await unit.get(`/api/plans/${planId}/revision?draft=${draftId}`).expect(403);
    await unit.post(`/api/plans/${planId}/revision`, body(draftId, [])).expect(403);
    await office.post(`/api/plans/drafts/${draftId}/launch`, {}).expect(202);
    await office.post(`/api/plans/${planId}/revision`, { ...body(draftId, []), version: 2 }).expect(409);
  });

  it('cannot set a deadline that has passed', async () => {
    const planId = await launchPlan(api);
    const draftId = await importRevision(PLAN_TEXT.replace('完成时限：2020年底', '完成时限：2019年10月底'));
    const { measures } = await compare(planId, draftId);
    const deadline = measures[0]?.changes.find(({ field }) => field === 'deadline');
    expect(deadline?.blocked).not.toBeNull();
    const office = await api.as('office');
    await office.post(`/api/plans/${planId}/revision`, body(draftId, [deadline?.id ?? ''])).expect(409);
  });
});
