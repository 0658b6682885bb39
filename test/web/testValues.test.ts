import { holds } from '../../domain/process/conditions.ts';
import { notGiven, readValues } from '../../web/pages/definitions/panel/testValues.ts';

it('values are typed a line each, members by their path', () => {
  const typed = 'outcome = "RETURNED"\nregister.form.people = 6\nregister.round = 2\n\n结论 = 属实\n没有值 =';
  expect(readValues(typed)).toEqual({
    outcome: 'RETURNED',
    register: { form: { people: 6 }, round: 2 },
    结论: '属实',
  });
});

it('a condition on an answer in a form can be tried', () => {
  expect(holds('register.form.people > 5', readValues('register.form.people = 6'))).toBe(true);
  expect(holds('register.form.people > 5', readValues('register.form.people = 5'))).toBe(false);
});

it('says which values are wanting, each once', () => {
  const condition = 'outcome = "x" and (register.form.people > 5 or register.form.channel = "visit" or outcome = "y")';
  expect(notGiven(condition, {})).toEqual(['outcome', 'register.form.people', 'register.form.channel']);
  expect(notGiven(condition, readValues('outcome = x\nregister.form.people = 0'))).toEqual(['register.form.channel']);
  expect(notGiven('true', {})).toEqual([]);
});
