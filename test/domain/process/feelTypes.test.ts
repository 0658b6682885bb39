import type { FormField } from '../../../domain/forms/types.ts';
import { typeFault, typesOfFlow } from '../../../domain/process/feelTypes.ts';

const label = { zh: '栏', en: 'field' };
const form: FormField[] = [
  { key: 'score', kind: 'number', label, required: false },
  { key: 'on', kind: 'date', label, required: false },
  { key: 'agreed', kind: 'yesNo', label, required: false },
  { key: 'level', kind: 'choice', label, required: false },
  { key: 'reasons', kind: 'choices', label, required: false },
];
const typeOf = typesOfFlow((id) => (id === 'visit' ? form : id === 'review' ? undefined : null));

it.each([
  ['round > "3"', '请去掉引号，写 3'],
  ['"3" < round', '请去掉引号，写 3'],
  ['outcome', '请写成完整的比较'],
  ['round', 'round > 1'],
  ['"ACCEPTED"', '请写成完整的比较'],
  ['outcome = "ACCEPTED" or "RETURNED"', '每个都要写全'],
  ['outcome = 3', 'outcome 是文字，3 是数字'],
  ['outcome in ("ACCEPTED", 3)', 'outcome 是文字，3 是数字'],
  ['round in ["1".."3"]', 'round 是数字'],
  ['round between 1 and "3"', '请去掉引号，写 3'],
  ['today > "2020-06-30"', '日期写作 date("2020-06-30")'],
  ['hasLeader = "true"', '请去掉引号，写 true'],
  ['review = "ACCEPTED"', '步骤的结果写作 review.outcome'],
  ['review', 'review.outcome = "ACCEPTED"'],
  ['visit.form.score = "60"', '请去掉引号，写 60'],
  ['visit.form.on < "2020-06-30"', '日期写作 date("2020-06-30")'],
  ['visit.form.level > 2', 'visit.form.level 是文字'],
  ['not(round > "3")', '请去掉引号，写 3'],
  ['round > 1 and (outcome)', '请写成完整的比较'],
  ['if round > "3" then true else false', '请去掉引号，写 3'],
])('%s is refused in words', (condition, words) => {
  expect(typeFault(condition, typeOf)?.zh).toContain(words);
  expect(typeFault(condition, typeOf)?.en).not.toMatch(/\p{Script=Han}/u);
});

it.each([
  'round > 3',
  'round = null or outcome != null',
  'outcome = "ACCEPTED" or outcome = "RETURNED"',
  'outcome in ("ACCEPTED", "RETURNED")',
  'round in [1..3]',
  'round between 1 and 3',
  'hasLeader and not(hasDeadline)',
  'today > date("2020-06-30")',
  'today > date("2020-06-30") + duration("P10D")',
  'review.counts.ACCEPTED >= 2',
  'visit.form.agreed',
  'visit.form.score >= 60 and visit.form.on < today',
  'list contains(visit.form.reasons, "late")',
  'count(visit.form.reasons) > 1',
  'some outcome in [1, 2] satisfies outcome > 1',
  'score >= 60',
  'member.name = "x" and passed',
])('%s is let pass', (condition) => {
  expect(typeFault(condition, typeOf)).toBeUndefined();
});
