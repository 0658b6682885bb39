import { timelineText } from '../../api/common/timeline.ts';
import { AuditKind } from '../../prisma/generated/enums.ts';

const event = (kind: AuditKind, data: Record<string, unknown> = {}, itemKind: string | null = 'REPORT') => ({
  kind,
  data,
  itemKind,
  unitName: '县教育局',
  stepName: null,
  planKind: null,
});

describe('a line of the trail', () => {
  it.each(Object.values(AuditKind))('%s is said in both languages, without codes', (kind) => {
    const { zh, en } = timelineText(event(kind));
    expect(zh).toMatch(/[一-龥]/);
    expect(en).toMatch(/[a-z]/);
    expect(`${zh}${en}`).not.toMatch(/[A-Z]{2,}_|undefined|null|NaN/);
  });

  it('tells a late hand-in from one in time, a listing from the copy, and a proposed talk from one decided', () => {
    expect(timelineText(event('WORK_ITEM_SUBMITTED', { late: true })).zh).toBe('县教育局报送进展：已报送（逾期）');
    expect(timelineText(event('WORK_ITEM_SUBMITTED', { late: false })).zh).toBe('县教育局报送进展：已报送');
    const listed = timelineText(event('RUNG_REACHED', { rung: 'COPY', state: 'LISTED' })).zh;
    const sent = timelineText(event('RUNG_REACHED', { rung: 'COPY', state: 'SENT' })).zh;
    expect(listed).not.toBe(sent);
    expect(timelineText(event('RUNG_REACHED', { rung: 'TALK', state: 'DRAFTED' })).zh).toBe(
      '县教育局报送进展：拟约谈，待决定',
    );
  });

  it('calls what a drawn step asks for as the drawing does', () => {
    const asked = { ...event('WORK_ITEM_SUBMITTED', { late: false }), stepName: '报送议题' };
    expect(timelineText(asked).zh).toBe('县教育局报送议题：已报送');
  });

  it('gives the reason of a return and the due day of what was opened', () => {
    expect(timelineText(event('WORK_ITEM_RETURNED', { reason: '缺数据' })).zh).toContain('缺数据');
    expect(timelineText(event('WORK_ITEM_OPENED', { dueOn: '2020-06-30' })).en).toContain('2020-06-30');
    const aside = { dueOn: '2020-06-30', aside: '副县长李明', instead: '县长赵强' };
    expect(timelineText(event('WORK_ITEM_OPENED', aside)).zh).toContain(
      '2020-06-30前办理（副县长李明与承办方有任职关系，回避，由县长赵强办理）',
    );
    expect(timelineText(event('WORK_ITEM_OPENED', { ...aside, instead: '' })).zh).toContain('由办公室办理');
  });

  it('speaks of a row of a matter as what it is, not as a measure', () => {
    const said = (planKind: 'DOCUMENT' | 'MATTER') =>
      (['MEASURE_PAUSED', 'MEASURE_CLOSED'] as const).map((kind) => timelineText({ ...event(kind), planKind }).zh);
    expect(said('DOCUMENT')).toEqual(['措施暂停', '措施办结归档']);
    expect(said('MATTER')).toEqual(['事项暂停', '事项办结归档']);
  });

  it('counts one as one in English', () => {
    expect(timelineText(event('PLAN_LAUNCHED', { measures: 1 })).en).toBe('Plan launched with 1 measure');
    expect(timelineText(event('PLAN_LAUNCHED', { measures: 2 })).en).toBe('Plan launched with 2 measures');
  });

  it.each<[AuditKind, Record<string, unknown>, string]>([
    [
      'MEASURE_DEADLINE',
      { planned: '2020-07-02', from: '2020-06-30', to: '' },
      '原定 2020-07-02 起的调整（2020-06-30 改为 长期坚持）未能生效：已暂停',
    ],
    [
      'LADDER_CHANGED',
      { name: '急件', fromDay: '2020-07-02', reason: '会议' },
      '升级规则“急件”未能自2020-07-02起修改：已暂停（会议）',
    ],
    [
      'ORGANISATION_CHANGED',
      { act: 'unitChangeRefused', kind: 'MERGE', from: '甲局', to: '乙局', onDay: '2020-07-02', reason: '机构改革' },
      '原定 2020-07-02 的单位变更未能办理：甲局并入乙局，已暂停（机构改革）',
    ],
  ])('%s says why what was put down was not made on its day', (kind, data, said) => {
    const { zh, en } = timelineText(event(kind, { ...data, refusal: { zh: '已暂停', en: 'it is paused' } }));
    expect(zh).toBe(said);
    expect(en).toContain('it is paused');
  });
});
