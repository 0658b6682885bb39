import { passedOn, reaches } from '../../../domain/forms/passedOn.ts';
import type { Form } from '../../../domain/forms/types.ts';

const of = (key: string, unitId: string | null = null) => ({ key, unitId });
const office = of('register@!1');
const ofUnit = (unit: string, step = 'handle') => of(`${step}@/units#${unit}!1`, unit);
const each = (unit: string) => of(`report@/report#${unit}!1`, unit);

describe('what is passed on', () => {
  it.each([
    ['from step to step of one level', office, of('judge@!1'), true],
    ['into a sub-process that stands on that level', office, ofUnit('a'), true],
    ['within the part of one unit', ofUnit('a'), ofUnit('a', 'again'), true],
    ['not from one unit’s part to another’s', ofUnit('a'), ofUnit('b'), false],
    ['not out of a sub-process', ofUnit('a'), of('judge@!1'), false],
    ['from what each unit fills in to the office', each('a'), of('judge@!1'), true],
    ['from what each unit fills in to itself', each('a'), of('answer@/answer#a!1', 'a'), true],
    ['not from what each unit fills in to another', each('a'), of('answer@/answer#b!1', 'b'), false],
    ['not to a level that only begins alike', of('x@/one!1'), of('y@/oneMore!1'), false],
  ])('is read further on and further in, by no other unit where each fills in its own: %s', (_, from, to, read) => {
    expect(reaches(from, to)).toBe(read);
  });

  it('are the fields that say so, where something was filled in', () => {
    const field = (key: string, passOn?: true) => ({
      ...{ key, kind: 'text' as const, label: { zh: key, en: key }, required: false },
      ...(passOn && { passOn }),
    });
    const form: Form = [field('who'), field('what', true), field('where', true)];
    expect(passedOn(form, { who: '张某', what: '低保停发', where: '' })).toEqual({
      form: [field('what', true)],
      values: { what: '低保停发' },
    });
  });
});
