import { firstValues } from '../../../domain/forms/first.ts';
import type { Form, FormField } from '../../../domain/forms/types.ts';
import { checkValues, type FormContext } from '../../../domain/forms/values.ts';
import type { Json } from '../../../domain/process/types.ts';

const context: FormContext = {
  item: { round: 1, late: false, hasMeasure: true, hasIndicators: true, period: null },
  indicators: [
    { id: 'i1', text: '培训人次', unit: '人次' },
    { id: 'i2', text: '入学率', unit: '%' },
  ],
  today: '2020-06-30',
};

const field = (kind: FormField['kind'], rest: Partial<FormField> = {}): FormField => ({
  key: 'x',
  kind,
  label: { zh: '项目', en: 'Item' },
  required: false,
  ...rest,
});
const options = ['high', 'low'].map((value) => ({ value, label: { zh: value, en: value } }));
const check = (form: Form, values: unknown) => checkValues(form, values, context);
const said = (form: FormField, value: Json) => check([form], { x: value }).problems.map(({ message }) => message.zh);

describe('each kind of field takes what it asks for and says what is wrong', () => {
  const file = { id: 'a', name: '照片.jpg' };
  const columns = [
    field('text', { key: 'name', label: { zh: '姓名', en: 'Name' }, required: true }),
    field('number', { key: 'sum', label: { zh: '金额', en: 'Sum' }, max: 10 }),
  ];
  const cases: [string, FormField, Json, string][] = [
    ['text', field('text', { least: 2, most: 4 }), '四个汉字', ''],
    ['short text', field('text', { least: 2 }), ' 一 ', '“项目”至少填2个字，现有1个'],
    ['long text', field('text', { most: 2 }), '三个字', '“项目”最多填2个字，现有3个'],
    ['characters beyond the plane', field('text', { most: 2 }), '𠮷𠮷', ''],
    ['a second line', field('text'), '一\n二', '“项目”只能填一行'],
    ['lines of a long text', field('longText'), '一\n二', ''],
    ['a number as text', field('text'), 5, '“项目”应为文字'],
    ['number', field('number', { min: 0, max: 100 }), 100, ''],
    ['below', field('number', { min: 0, unit: '万元' }), -1, '“项目”不能小于0万元'],
    ['above', field('number', { max: 100, unit: '万元' }), 100.5, '“项目”不能大于100万元'],
    ['digits', field('number', { decimals: 2 }), 0.125, '“项目”最多2位小数'],
    ['digits that fit', field('number', { decimals: 2 }), 1.15, ''],
    ['no whole number', field('number', { decimals: 0 }), 1.5, '“项目”应为整数'],
    ['text as a number', field('number'), '5', '“项目”应为数字'],
    ['date', field('date', { latest: 'today' }), '2020-06-30', ''],
    ['a day to come', field('date', { latest: 'today' }), '2020-07-01', '“项目”不能晚于今天（2020-06-30）'],
    ['a day before', field('date', { earliest: '2020-01-01' }), '2019-12-31', '“项目”不能早于2020-01-01'],
    ['no day', field('date'), '2020-02-30', '“项目”应为有效日期，如 2020-06-30'],
    ['no', field('yesNo'), false, ''],
    ['yes as text', field('yesNo'), 'true', '“项目”应为是或否'],
    ['choice', field('choice', { options }), 'low', ''],
    ['a foreign choice', field('choice', { options }), 'none', '“项目”没有“none”这个选项，可选：high、low'],
    ['choices', field('choices', { options, least: 1, most: 2 }), ['low', 'high'], ''],
    ['too many', field('choices', { options, most: 1 }), ['low', 'high'], '“项目”最多1项，现有2项'],
    ['one twice', field('choices', { options }), ['low', 'low'], '“项目”应为各不相同的选项'],
    ['files', field('files', { most: 1 }), [file], ''],
    ['no file', field('files', { least: 2 }), [file], '“项目”至少2个文件，现有1个文件'],
    ['what is no file', field('files'), ['a'], '“项目”应为已上传的文件'],
    ['actuals', field('actuals', { min: 0 }), { i1: 3200, i2: 98.5 }, ''],
    ['an actual below', field('actuals', { min: 0 }), { i1: -1 }, '“项目：培训人次”不能小于0'],
    ['a missing actual', field('actuals', { required: true }), { i1: 1 }, '请填写“项目：入学率”'],
    ['a foreign actual', field('actuals'), { i9: 1 }, '“项目”中有不属于该措施的指标'],
    ['rows', field('table', { columns, most: 2 }), [{ name: '甲', sum: 1 }, { name: '乙' }], ''],
    ['a row without', field('table', { columns }), [{ name: '甲' }, { sum: 3 }], '“项目”第2行：请填写“姓名”'],
    ['a cell above', field('table', { columns }), [{ name: '甲', sum: 11 }], '“项目”第1行：“金额”不能大于10'],
    ['a foreign column', field('table', { columns }), [{ name: '甲', y: 1 }], '“项目”第1行：没有“y”这一列'],
  ];
  it.each(cases)('%s', (_name, form, value, fault) => {
    expect(said(form, value)).toEqual(fault === '' ? [] : [fault]);
  });

  it.each([undefined, null, '', '  ', []])('a required one refuses %j, an optional one takes it', (blank) => {
    const values = blank === undefined ? {} : { x: blank };
    expect(check([field('text', { required: true })], values).problems).toMatchObject([
      { pointer: '/fields/form/x', message: { zh: '请填写“项目”', en: 'Fill in “Item”' } },
    ]);
    expect(check([field('text')], values)).toEqual({ values: {}, problems: [] });
  });
});

describe('a form begins', () => {
  const asked = [field('number', { key: 'sum' }), field('actuals', { key: 'done' })];
  const begin = (prepared: unknown, returned: unknown) => firstValues(asked, [{ id: 'i1' }], prepared, returned);

  it('with what was prepared, else with what came back, as far as it is still asked for', () => {
    const before = { sum: 3, done: { i1: 1, i9: 2 }, gone: 'x' };
    expect(begin(undefined, before)).toEqual({ sum: 3, done: { i1: 1 } });
    expect(begin({ sum: 4 }, before)).toEqual({ sum: 4 });
    expect(begin(null, undefined)).toEqual({});
  });
});

describe('a form', () => {
  const form: Form = [
    field('choice', { key: 'level', options, required: true }),
    field('text', { key: 'why', required: true, visibleWhen: 'form.level = "high"' }),
    field('text', { key: 'who', required: true, visibleWhen: 'form.why != null and item.round = 1' }),
  ];

  it('asks for what is visible only, and drops what is hidden', () => {
    expect(check(form, { level: 'low', why: '旧', who: '旧' })).toEqual({ values: { level: 'low' }, problems: [] });
    expect(check(form, { level: 'high' }).problems.map(({ pointer }) => pointer)).toEqual(['/fields/form/why']);
    expect(check(form, { level: 'high', why: '急' }).problems.map(({ pointer }) => pointer)).toEqual([
      '/fields/form/who',
    ]);
    expect(check(form, { level: 'high', why: ' 急 ', who: '张' })).toEqual({
      values: { level: 'high', why: '急', who: '张' },
      problems: [],
    });
  });

  it('refuses what it does not know, names that every object has among them, and what is no form at all', () => {
    const foreign = JSON.parse('{"level":"low","constructor":"x","__proto__":"y","a/b":1}');
    expect(
      check(form, foreign)
        .problems.map(({ pointer }) => pointer)
        .sort(),
    ).toEqual(['/fields/form/__proto__', '/fields/form/a~1b', '/fields/form/constructor']);
    expect(check([field('text', { key: 'toString' })], {})).toEqual({ values: {}, problems: [] });
    for (const input of [null, [], 'x', 7]) expect(check(form, input).problems).toHaveLength(1);
  });

  it('compares days as days', () => {
    const dated: Form = [
      field('date', { key: 'seen' }),
      field('text', { key: 'why', visibleWhen: 'form.seen < today' }),
    ];
    expect(check(dated, { seen: '2020-06-29', why: 'x' }).values).toEqual({ seen: '2020-06-29', why: 'x' });
    expect(check(dated, { seen: '2020-06-30', why: 'x' }).values).toEqual({ seen: '2020-06-30' });
  });
});
