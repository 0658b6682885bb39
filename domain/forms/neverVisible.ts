import { parseExpression } from 'feelin';
import { addDays, isDay } from '../day.ts';
import { holds } from '../process/conditions.ts';
import type { Json } from '../process/types.ts';
import type { Form, FormField } from './types.ts';

/** More combinations than this are not tried; then a condition is believed to be able to hold. */
const mostTried = 4_000;

/**
 * Fields whose condition no answers make true. Tried are, for every value that a condition reads, all options and
 * the edges of what the condition compares with. Where a condition does more than compare (sums, lengths of texts),
 * it is believed to be able to hold.
 */
export function neverVisible(form: Form): FormField[] {
  const never = new Set<string>();
  for (const field of form) {
    if (field.visibleWhen !== undefined && !canHold(form, field.visibleWhen, never)) never.add(field.key);
  }
  return form.filter(({ key }) => never.has(key));
}

/** Functions beside which a condition is still nothing but comparisons. */
const plainFunctions = ['not', 'list contains'];

function onlyCompares(condition: string): boolean {
  let plain = true;
  parseExpression(condition, {}, undefined).iterate({
    enter({ name, from, to }) {
      const text = condition.slice(from, to);
      if (name === 'FunctionInvocation') plain &&= plainFunctions.some((known) => text.startsWith(`${known}(`));
      if (name === 'ForExpression' || name === 'FilterExpression' || name === 'IfExpression') plain = false;
      // A minus before a number is no sum.
      if (name === 'ArithmeticExpression' && !/^-\s*[\d.]+$/.test(text)) plain = false;
    },
  });
  return plain;
}

function canHold(form: Form, condition: string, never: Set<string>): boolean {
  if (!onlyCompares(condition)) return true;
  const literals = literalsIn(condition);
  // Numbers that are compared with each other meet at the edges of what they may be.
  literals.numbers.push(...form.flatMap(({ min, max }) => [min, max].filter((edge) => edge !== undefined)));
  const read = form.filter(({ key }) => condition.includes(key));
  const axes: [string, Json[]][] = read.map((field) => [
    field.key,
    never.has(field.key) ? [null] : candidates(field, literals),
  ]);
  const facts = itemCandidates(literals).filter(([name]) => condition.includes(name));
  const days = condition.includes('today') ? [...literals.days, '2020-06-30'] : ['2020-06-30'];
  const all: [string, Json[]][] = [
    ...axes,
    ...facts.map(([name, values]): [string, Json[]] => [`item.${name}`, values]),
  ];
  const combinations = all.reduce((product, [, values]) => product * values.length, days.length);
  if (combinations > mostTried) return true;
  for (let n = 0; n < combinations; n++) {
    let rest = n;
    const take = <T>(values: readonly T[]): T | undefined => {
      const value = values[rest % values.length];
      rest = Math.floor(rest / values.length);
      return value;
    };
    const today = take(days) ?? '2020-06-30';
    const answers: { [key: string]: Json } = {};
    const item: { [key: string]: Json } = {};
    for (const [name, values] of axes) answers[name] = take(values) ?? null;
    for (const [name, values] of facts) item[name] = take(values) ?? null;
    if (holds(condition, { form: answers, item, today })) return true;
  }
  return false;
}

interface Literals {
  numbers: number[];
  texts: string[];
  days: string[];
}

function literalsIn(condition: string): Literals {
  const numbers: number[] = [];
  const texts: string[] = [];
  parseExpression(condition, {}, undefined).iterate({
    enter(node) {
      const text = condition.slice(node.from, node.to);
      if (node.name === 'NumericLiteral') numbers.push(Number(text), -Number(text));
      if (node.name === 'StringLiteral') texts.push(text.slice(1, -1));
    },
  });
  const edges = texts.filter(isDay).flatMap((day) => [addDays(day, -1), day, addDays(day, 1)]);
  return { numbers: numbers.flatMap((n) => [n - 1, n, n + 1]), texts, days: edges };
}

function candidates(field: FormField, { numbers, texts, days }: Literals): Json[] {
  const { kind, options = [], min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = field;
  const values = options.map(({ value }) => value);
  switch (kind) {
    case 'yesNo':
      return [null, true, false];
    case 'choice':
      return [null, ...values];
    case 'choices':
      return [null, ...values.map((value) => [value]), values];
    case 'number':
      return [null, ...new Set([0, 1, min, max, ...numbers].filter((n) => Number.isFinite(n) && n >= min && n <= max))];
    case 'date':
      return [null, '2020-06-29', '2020-06-30', '2020-07-01', ...days];
    case 'text':
    case 'longText':
      return [null, 'x', ...texts];
    default:
      return [null];
  }
}

/** The facts of an item, each with the values that it may have. */
function itemCandidates({ numbers, texts }: Literals): [string, Json[]][] {
  return [
    ['round', [1, 2, 3, ...numbers.filter((n) => n > 3 && Number.isInteger(n))]],
    ['late', [true, false]],
    ['hasMeasure', [true, false]],
    ['hasIndicators', [true, false]],
    ['period', [null, 'x', ...texts]],
  ];
}
