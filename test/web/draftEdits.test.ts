import type { ImportContent } from '../../web/data/types.ts';
import { countDoubts } from '../../web/pages/draft/doubts.ts';
import {
  addMeasure,
  bulkChange,
  joinMeasures,
  moveMeasure,
  removeMeasures,
  splitMeasure,
  splitPoints,
} from '../../web/pages/draft/edits.ts';

const text = '一、控辍保学。确保巩固率达到96%。\n二、劝返学生10人；建立台账。三、完。';

function measure(id: string, change: object = {}) {
  return {
    id,
    path: ['章', id],
    title: id,
    leaders: [],
    leadUnits: [],
    responsibleUnits: ['县教育局'],
    responsiblePersons: [],
    supportingUnits: [],
    deadline: { text: '', kind: 'none' as const, date: null },
    indicators: [],
    source: [],
    ...change,
  };
}

function content(...measures: ReturnType<typeof measure>[]): ImportContent {
  const plan = { title: '方案', documentNumber: null, issuers: [], issuedOn: null, periodStart: null, periodEnd: null };
  return { plan, measures, duties: [], assessment: [], escalation: [], warnings: [] };
}

const target = (words: string) => ({
  text: words,
  comparator: '>=' as const,
  value: 1,
  valueTo: null,
  unit: '人',
  period: null,
  by: null,
});
const idsOf = (draft: ImportContent) => draft.measures.map(({ id }) => id);

describe('doubts', () => {
  it('about one name count once, however many measures it stands in', () => {
    const doubt = (measureId: string, printed?: string) => ({
      ...{ measureId, field: 'responsibleUnits', severity: 'error' as const, message: { zh: '请确认', en: 'confirm' } },
      ...(printed === undefined ? {} : { name: { part: 'units' as const, printed, candidates: [] } }),
    });
    const doubts = new Map([
      ['a', [doubt('a', '县扶贫办'), doubt('a')]],
      ['b', [doubt('b', '县扶贫办'), doubt('b', '县水务局')]],
    ]);
    expect(countDoubts(doubts)).toBe(3);
  });
});

describe('a measure', () => {
  it('is split at the beginning of a sentence, and its targets go with their words', () => {
    const whole = measure('a', {
      source: [{ start: 0, end: text.indexOf('三') }],
      indicators: [target('巩固率达到96%'), target('劝返学生10人')],
      accepted: true,
    });
    const points = splitPoints(whole, text);
    expect(points.map((at) => text.slice(at, at + 3))).toEqual(['确保巩', '二、劝', '建立台']);
    const labelled = '修路。\n**责任单位：**县交通局\n完成时限：2020年底\n架桥。';
    const lines = splitPoints(measure('b', { source: [{ start: 0, end: labelled.length }] }), labelled);
    expect(lines.map((point) => labelled.slice(point))).toEqual(['架桥。']);
    const at = text.indexOf('二、');
    const { measures } = splitMeasure(content(whole), 'a', at, text, 'new');
    expect(measures.map(({ title }) => title)).toEqual(['a', '二、劝返学生10人']);
    expect(measures.map(({ source }) => source)).toEqual([
      [{ start: 0, end: at }],
      [{ start: at, end: text.indexOf('三') }],
    ]);
    expect(measures.map(({ indicators }) => indicators.map((one) => one.text))).toEqual([
      ['巩固率达到96%'],
      ['劝返学生10人'],
    ]);
    expect(measures.every((one) => one.responsibleUnits[0] === '县教育局' && one.accepted === false)).toBe(true);
  });

  it('is not split where one part would have no passage', () => {
    const draft = content(measure('a', { source: [{ start: 0, end: 10 }] }));
    expect(splitMeasure(draft, 'a', 0, text, 'new')).toBe(draft);
    expect(splitMeasure(draft, 'a', 20, text, 'new')).toBe(draft);
  });

  it('joined with another has everything of both, each name once', () => {
    const deadline = { text: '2020年底', kind: 'date' as const, date: '2020-12-31' };
    const draft = content(
      measure('a', { source: [{ start: 9, end: 12 }], leaders: ['李明'] }),
      measure('b'),
      measure('c', {
        source: [{ start: 1, end: 4 }],
        responsibleUnits: ['县教育局', '县财政局'],
        deadline,
        leaders: ['李明'],
      }),
    );
    const joined = joinMeasures(draft, new Set(['a', 'c']));
    expect(idsOf(joined)).toEqual(['a', 'b']);
    expect(joined.measures[0]).toMatchObject({
      title: 'a',
      leaders: ['李明'],
      responsibleUnits: ['县教育局', '县财政局'],
      deadline,
      source: [
        { start: 1, end: 4 },
        { start: 9, end: 12 },
      ],
    });
    expect(joinMeasures(draft, new Set(['a']))).toBe(draft);
  });

  it('is moved, added behind another, and removed', () => {
    const draft = content(measure('a'), measure('b'), measure('c'));
    expect(idsOf(moveMeasure(draft, 'c', -1))).toEqual(['a', 'c', 'b']);
    expect(moveMeasure(draft, 'a', -1)).toBe(draft);
    expect(idsOf(addMeasure(draft, { id: 'n', title: '新', source: [] }, 'a'))).toEqual(['a', 'n', 'b', 'c']);
    expect(idsOf(addMeasure(draft, { id: 'n', title: '新', source: [] }, null))).toEqual(['a', 'b', 'c', 'n']);
    expect(idsOf(removeMeasures(draft, new Set(['a', 'c'])))).toEqual(['b']);
  });

  it('in a bulk change has each unit in one role only', () => {
    const before = measure('a', { leadUnits: ['县财政局'] });
    const after = bulkChange(before, { units: { role: 'supportingUnits', names: ['县财政局'] }, leaders: ['王平'] });
    expect(after).toMatchObject({ leadUnits: [], supportingUnits: ['县财政局'], leaders: ['王平'] });
    expect(after.deadline).toBe(before.deadline);
  });
});
