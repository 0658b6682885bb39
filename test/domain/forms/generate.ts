import { type FieldKind, type Form, type FormField, fieldKinds } from '../../../domain/forms/types.ts';
import type { FormContext } from '../../../domain/forms/values.ts';
import type { Json, Variables } from '../../../domain/process/types.ts';
import type { Random } from '../process/random.ts';

/** Forms made at random, each with values that fit it, and with one way to spoil each value. */

const indicators = ['i1', 'i2'].map((id) => ({ id, text: `指标${id}`, unit: '户' }));
export const context: FormContext = {
  item: { round: 2, late: true, hasMeasure: true, hasIndicators: true, period: '2020-mid' },
  indicators,
  today: '2020-06-30',
};

const options = ['a', 'b', 'c'].map((value) => ({ value, label: { zh: value, en: value } }));

export interface Made {
  form: Form;
  values: Variables;
  /** For each field that is shown: a value that its own limits refuse. */
  spoilt: Map<string, Json>;
  shown: Set<string>;
}

interface Part {
  rest: Partial<FormField>;
  good: Json;
  bad: Json;
}

function part(random: Random, kind: FieldKind): Part {
  const n = 1 + random.below(5);
  switch (kind) {
    case 'text':
      return { rest: { least: 1, most: n }, good: '好'.repeat(n), bad: '坏'.repeat(n + 1) };
    case 'longText':
      return { rest: { least: n, most: 9 }, good: '字\n'.repeat(n).trim().padEnd(n, '字'), bad: '字'.repeat(10) };
    case 'number':
      return {
        rest: { min: -n, max: n, decimals: 1 },
        good: n - 0.5,
        bad: random.pick<Json>([n + 1, -n - 1, 0.25, 'x']),
      };
    case 'date':
      return {
        rest: { earliest: '2020-01-01', latest: 'today' },
        good: `2020-0${n}-28`,
        bad: random.pick(['2019-12-31', '2020-07-01', '2020-02-31']),
      };
    case 'yesNo':
      return { rest: {}, good: random.chance(0.5), bad: 'yes' };
    case 'choice':
      return { rest: { options }, good: random.pick(['a', 'b', 'c']), bad: 'd' };
    case 'choices':
      return {
        rest: { options, most: 2 },
        good: ['c', 'a'],
        bad: random.pick<Json>([['a', 'b', 'c'], ['a', 'a'], ['d']]),
      };
    case 'files':
      return {
        rest: { most: 1 },
        good: [{ id: 'f', name: 'f.pdf', itemId: 'w' }],
        bad: ['f', 'g'].map((id) => ({ id, name: '', itemId: '' })),
      };
    case 'actuals':
      return { rest: { min: 0 }, good: { i1: n, i2: 0 }, bad: random.pick<Json>([{ i1: -1, i2: 1 }, { i3: 1 }]) };
    case 'table': {
      const columns: FormField[] = [{ key: 'c', kind: 'number', label: { zh: '列', en: 'c' }, required: true, max: 9 }];
      return {
        rest: { most: 3, columns },
        good: [{ c: n }],
        bad: random.pick<Json>([[{ c: 10 }], [{}], [{ c: 1, d: 1 }]]),
      };
    }
  }
}

export function makeForm(random: Random): Made {
  const made: Made = { form: [], values: {}, spoilt: new Map(), shown: new Set() };
  let actuals = false;
  for (let n = 0; n < 1 + random.below(8); n++) {
    const kind = random.pick(fieldKinds.filter((one) => one !== 'actuals' || !actuals));
    actuals ||= kind === 'actuals';
    const key = `k${n}`;
    const { rest, good, bad } = part(random, kind);
    const field: FormField = {
      key,
      kind,
      label: { zh: `栏${n}`, en: `field ${n}` },
      required: random.chance(0.5),
      ...rest,
    };
    // Shown or hidden by an answer above, whose value is known here.
    const above = made.form.find((one) => one.kind === 'yesNo' || one.kind === 'choice');
    let shown = true;
    if (above !== undefined && random.chance(0.5)) {
      const answer = made.shown.has(above.key) ? made.values[above.key] : null;
      const wanted: Json = above.kind === 'yesNo' ? true : 'a';
      shown = answer === wanted;
      field.visibleWhen = above.kind === 'yesNo' ? `form.${above.key} = true` : `form.${above.key} = "a"`;
    }
    made.form.push(field);
    made.values[key] = good;
    if (shown) {
      made.shown.add(key);
      made.spoilt.set(key, bad);
    }
  }
  return made;
}
