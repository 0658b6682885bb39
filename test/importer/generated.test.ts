import { readPlan } from '../../importer/readPlan.ts';
import { NOISES, type Noise } from './synthetic/noise.ts';
import { syntheticPlan, type Truth } from './synthetic/plan.ts';
import { STYLES, type Style } from './synthetic/styles.ts';

/** Documents of each style and noise; seeds count from 1, so that every run reads the same ones. */
const SEEDS = Number(process.env.DUBAN_IMPORT_SEEDS ?? 2);
const REQUIRED_CLEAN = 0.99;
const REQUIRED_NOISY = 0.95;

const PARTS = ['leaders', 'leadUnits', 'responsibleUnits', 'supportingUnits'] as const;

/** Every measure and every unit in its part as one fact each, so that one figure covers all. */
function facts(measures: Omit<Truth, 'date'>[]): string[] {
  const plain = (text: string): string => text.normalize('NFKC');
  return measures.flatMap((m) => [
    plain(m.title),
    ...PARTS.flatMap((part) => m[part].map((name) => plain(`${m.title} ${part} ${name}`))),
  ]);
}

const without = (facts: string[], others: string[]): string[] => {
  const rest = [...others];
  return facts.filter((fact) => {
    const at = rest.indexOf(fact);
    if (at >= 0) rest.splice(at, 1);
    return at < 0;
  });
};

describe('plans made at random', () => {
  const noisesOf = (style: Style): readonly Noise[] =>
    'byLine' in STYLES[style] ? NOISES.filter((noise) => noise !== 'oneLine' && noise !== 'wrapped') : NOISES;
  const cases = (Object.keys(STYLES) as Style[]).flatMap((style) =>
    noisesOf(style).map((noise): [Style, Noise] => [style, noise]),
  );

  it.each(cases)(`reads %s with noise %s, seeds 1 to ${SEEDS}`, (style, noise) => {
    let right = 0;
    let all = 0;
    const wrong: string[] = [];
    for (let seed = 1; seed <= SEEDS; seed++) {
      const { text, truth } = syntheticPlan(seed, style, noise);
      const { measures } = readPlan(text);
      const [wanted, read] = [facts(truth), facts(measures)];
      const missed = without(wanted, read);
      wrong.push(...missed.map((fact) => `seed ${seed} missing: ${fact}`));
      wrong.push(...without(read, wanted).map((fact) => `seed ${seed} extra: ${fact}`));
      right += wanted.length - missed.length;
      all += wanted.length + read.length;
      if (noise === 'none') expect(measures.map((m) => m.deadline.date)).toEqual(truth.map((m) => m.date));
    }
    const f1 = (2 * right) / all;
    const required = noise === 'none' ? REQUIRED_CLEAN : REQUIRED_NOISY;
    expect({ f1: f1 >= required ? 'enough' : f1, wrong: f1 >= required ? [] : wrong.slice(0, 12) }).toEqual({
      f1: 'enough',
      wrong: [],
    });
  });
});
