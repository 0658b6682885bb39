import i18next from 'i18next';
import type { Rehearsal, RehearsedItem } from '../../web/data/types.ts';
import { en } from '../../web/i18n/en.ts';
import { zh } from '../../web/i18n/zh.ts';
import { sheetsOf, summaryOf } from '../../web/pages/rehearse/exportBook.ts';

const unit = { id: 'u', name: '县教育局' };
const [plan, twin] = [
  { id: 'p', name: '实施方案' },
  { id: 'q', name: '实施意见' },
];
const item: RehearsedItem = {
  ...{ plan, measure: { id: 'm', name: '控辍保学' }, elementId: 'report', name: '报送', kind: 'REPORT', round: 1 },
  ...{ holder: 'unit', unit, openedOn: '2020-06-01', dueOn: '2020-06-30', closedOn: null, outcome: null, rungs: [] },
};
const rehearsal: Rehearsal = {
  ...{ items: [item], itemCount: 1, overdue: 0, unfinished: 1, reminders: 2, letters: 3, ended: 0, stuckCount: 1 },
  plans: [
    { ...plan, measures: 1 },
    { ...twin, measures: 0 },
  ],
  stuck: [{ elementId: 'join', element: '汇合', plan, measure: { id: 'm', name: '控辍保学' }, unit: null }],
  days: [{ day: '2020-06-30', opened: 0, due: 1, reminders: 2, letters: 3 }],
  weeks: [{ week: '2020-06-29', unit, opened: 0, due: 1, reminders: 2, letters: 3 }],
  ...{ crowdings: [], doublings: [], deadTimes: [] },
};
const asked = {
  ...{ definitionId: 'd', version: 1, planIds: ['p'], besidePlanIds: ['q'], from: '2020-01-01', until: '2020-12-31' },
  ...{ behaviour: 'never' as const, lateDays: 5, crowdedFrom: 4, process: '措施全过程 v1' },
  except: ['u', 'elsewhere'].map((unitId) => ({ unitId, behaviour: 'late' as const, lateDays: 3 })),
};
const words = {
  ...{ rungOf: String, holderOf: () => unit.name, subjectOf: () => '', rungsOf: () => '' },
  outcomeOf: () => '未办结',
};

describe.each(Object.entries({ zh, en }))('the workbook of a rehearsal in %s', (lng, translation) => {
  const translator = i18next.createInstance();
  beforeAll(() => translator.init({ lng, resources: { [lng]: { translation } } }));

  it('has sheets whose names Excel takes whole and apart', () => {
    const names = [summaryOf(rehearsal, asked, translator.t), ...sheetsOf(rehearsal, translator.t, words)].map(
      ({ name }) => name,
    );
    expect(new Set(names).size).toBe(8);
    expect(names.filter((name) => name.length > 31 || name.startsWith('rehearse.'))).toEqual([]);
  });

  it('has as many cells in each row as its head', () => {
    for (const { head, rows } of sheetsOf(rehearsal, translator.t, words)) {
      for (const row of rows) expect(row).toHaveLength(head.length);
    }
  });
});

it('the first sheet says what was assumed: units that nothing is asked of are left out, and figures stay numbers', async () => {
  const translator = i18next.createInstance();
  await translator.init({ lng: 'zh', resources: { zh: { translation: zh } } });
  const { rows } = summaryOf(rehearsal, asked, translator.t);
  expect(rows).toContainEqual(['这些单位例外: 县教育局', '迟办 (迟几个工作日: 3)']);
  expect(rows.filter(([label]) => String(label).startsWith('这些单位例外'))).toHaveLength(1);
  expect(rows).toContainEqual(['用这个流程推演的方案', '实施方案 (措施: 1)']);
  expect(rows).toContainEqual(['同时运行的方案', '实施意见 (措施: 0)']);
  expect(rows).toContainEqual(['同一单位一周到期几件算过多', 4]);
  expect(rows).toContainEqual(['逾期未办结的事项', 1]);
});
