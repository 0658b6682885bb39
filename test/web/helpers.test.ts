import { queryString } from '../../web/data/query.ts';
import type { PlanRow, WorkItem } from '../../web/data/types.ts';
import { activeKey } from '../../web/layout/activeKey.ts';
import { menuOf } from '../../web/layout/menuEntries.ts';
import { plansByNeed } from '../../web/pages/board/plansByNeed.ts';
import { placeOf } from '../../web/pages/draft/placeOf.ts';
import { sheetFields, sheetFormsOf, sheetRowsOf } from '../../web/pages/item/sheetFields.ts';
import { pastedRows } from '../../web/pages/organisation/pastedRows.ts';
import { groupByUrgency } from '../../web/pages/todo/groups.ts';
import { markRanges } from '../../web/shared/markRanges.ts';
import { uniqueKeys } from '../../web/shared/uniqueKeys.ts';

it('a leader sees the plans with most red measures first, and apart those in which all is well', () => {
  const plan = (id: string, red: number, yellow: number) => ({ id, counts: { red, yellow } as PlanRow['counts'] });
  const plans = [plan('well', 0, 0), plan('yellow', 0, 9), plan('red', 2, 0), plan('both', 2, 1)];
  const { lit, well } = plansByNeed(plans);
  expect([lit, well].map((rows) => rows.map(({ id }) => id))).toEqual([['both', 'red', 'yellow'], ['well']]);
});

describe('the worklist', () => {
  const due = (id: string, dueOn: string | null, late = false) => ({ id, dueOn, late }) as WorkItem;

  it('puts what is overdue first, then what falls due until Sunday, each by its day', () => {
    // 2020-07-08 is a Wednesday, 2020-07-12 the Sunday of its week.
    const groups = groupByUrgency(
      [
        due('e', null),
        due('d', '2020-07-13'),
        due('c', '2020-07-12'),
        due('b', '2020-07-08'),
        due('a', '2020-07-07', true),
      ],
      '2020-07-08',
    );
    expect(groups.overdue.map((item) => item.id)).toEqual(['a']);
    expect(groups.week.map((item) => item.id)).toEqual(['b', 'c']);
    expect(groups.later.map((item) => item.id)).toEqual(['d', 'e']);
  });

  it('does not call overdue what waited for somebody else on its due day', () => {
    const groups = groupByUrgency([due('waits', '2020-07-07')], '2020-07-08');
    expect(groups).toMatchObject({ overdue: [], week: [], later: [{ id: 'waits' }] });
  });

  it('ends the week on Sunday itself', () => {
    const groups = groupByUrgency([due('today', '2020-07-12'), due('monday', '2020-07-13')], '2020-07-12');
    expect(groups.week.map((item) => item.id)).toEqual(['today']);
    expect(groups.later.map((item) => item.id)).toEqual(['monday']);
  });
});

describe('the sheet', () => {
  it('hands in what is filled in, trimmed, and leaves the rest unreported', () => {
    const fields = sheetFields(
      [
        ['w1', ' 完成 '],
        ['w2', '  '],
      ],
      [['m1', '已配合']],
    );
    expect(fields).toEqual({
      rows: [{ workItemId: 'w1', text: '完成' }],
      inputs: [{ measureId: 'm1', text: '已配合' }],
    });
  });

  it('carries the forms of its reports there and back', () => {
    const fields = sheetFields([['w1', '完成']], [], { w1: { households: 3 }, w2: { households: 4 } });
    expect(fields.rows).toEqual([{ workItemId: 'w1', text: '完成', form: { households: 3 } }]);
    expect([...sheetFormsOf({ fields })]).toEqual([['w1', { households: 3 }]]);
    expect(sheetFormsOf({ fields: { rows: [{ workItemId: 'w1', form: [] }] } }).size).toBe(0);
  });

  it('reads back what it handed in, and nothing from what is not a sheet', () => {
    const rows = sheetRowsOf({ fields: sheetFields([['w1', '完成']], [['m1', '已配合']]) });
    expect([...rows.rows]).toEqual([['w1', '完成']]);
    expect([...rows.inputs]).toEqual([['m1', '已配合']]);
    expect(sheetRowsOf({ fields: { rows: [null, { workItemId: 3 }] } }).rows.size).toBe(0);
  });
});

describe('passages in a document', () => {
  it('cut the text without losing or doubling a character', () => {
    const text = '一二三四五六七八九十';
    const ranges = [
      { key: 'b', start: 4, end: 7 },
      { key: 'a', start: 1, end: 5 },
      { key: 'beyond', start: 9, end: 99 },
      { key: 'inside', start: 2, end: 3 },
    ];
    const pieces = markRanges(text, ranges);
    expect(pieces.map((piece) => piece.text).join('')).toBe(text);
    expect(pieces.map((piece) => [piece.range?.key ?? '', piece.text])).toEqual([
      ['', '一'],
      ['a', '二三四五'],
      ['b', '六七'],
      ['', '八九'],
      ['beyond', '十'],
    ]);
  });
});

describe('a pasted table', () => {
  it('leaves out its heading and empty lines', () => {
    const rows = pastedRows(
      '单位\t单位种类\t岗位\n\n县教育局\tDEPARTMENT\t局长\tUNIT_HEAD\t何向晴\ta@b.example\thead1\r\n',
    );
    expect(rows).toEqual([
      {
        unit: '县教育局',
        unitKind: 'DEPARTMENT',
        post: '局长',
        postKind: 'UNIT_HEAD',
        person: '何向晴',
        email: 'a@b.example',
        username: 'head1',
      },
    ]);
  });

  it('keeps empty cells in their place', () => {
    expect(pastedRows('县教育局\t\t局长')[0]).toMatchObject({
      unit: '县教育局',
      unitKind: '',
      post: '局长',
      person: '',
    });
  });
});

describe('where things stand', () => {
  it('leads a finding to its measure, the parties or the rules', () => {
    expect(placeOf('/content/measures/12/deadline/date')).toEqual({ step: 'measures', measure: 12 });
    expect(placeOf('/settings/groups/各乡镇')).toEqual({ step: 'parties' });
    expect(placeOf('/settings/periods/0/dueOn')).toEqual({ step: 'rules' });
  });

  it('marks the menu entry that a page belongs to', () => {
    expect(
      ['/plans/p1/measures', '/measures/m1', '/items/w1', '/plans/p1', '/organisation/units'].map(activeKey),
    ).toEqual(['register', 'register', 'todo', 'plans', 'organisation']);
  });

  it('shows letters to whoever sends or gets them, templates to the office, and the clock only in a rehearsal', () => {
    const person = (role: 'OFFICE' | 'LIAISON' | 'DISCIPLINE', mode: 'rehearsal' | 'production') =>
      menuOf({ roles: [role], mode } as Parameters<typeof menuOf>[0]);
    expect(person('OFFICE', 'production')).toContain('letters');
    expect(person('OFFICE', 'production')).not.toContain('clock');
    expect(person('OFFICE', 'rehearsal')).toContain('clock');
    expect(person('LIAISON', 'rehearsal')).toContain('letters');
    expect(person('LIAISON', 'rehearsal')).not.toContain('letterTemplates');
    expect(person('DISCIPLINE', 'rehearsal')).not.toContain('plans');
  });

  it('keeps only filters that are set in an address', () => {
    expect(queryString({ q: '教育', light: null, unitId: undefined, overdue: false, state: '' })).toBe(
      '?q=%E6%95%99%E8%82%B2',
    );
    expect(queryString({})).toBe('');
  });

  it('tells repeated entries apart by their place', () => {
    expect(uniqueKeys(['a', 'b', 'a', 'a'])).toEqual(['a', 'b', 'a~2', 'a~3']);
  });
});
