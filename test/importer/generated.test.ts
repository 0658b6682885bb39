import { readPlan } from '../../importer/readPlan.ts';
import { NOISES, type Noise, STYLES, type Style, syntheticPlan, type Truth } from './syntheticPlan.ts';

const SEEDS = Number(process.env.DUBAN_IMPORT_SEEDS ?? 4);
const REQUIRED_CLEAN = 0.99;
const REQUIRED_NOISY = 0.95;

/** Every measure and every unit in its part as one fact each, so that one figure covers all. */
function facts(measures: Omit<Truth, 'date'>[]): string[] {
  const plain = (text: string): string => text.normalize('NFKC');
  return measures.flatMap((m) => [
    plain(m.title),
    ...(['leaders', 'leadUnits', 'responsibleUnits', 'supportingUnits'] as const).flatMap((part) =>
      m[part].map((name) => plain(`${m.title} ${part} ${name}`)),
    ),
  ]);
}

function f1(truth: string[], read: string[]): number {
  const rest = [...read];
  const right = truth.filter((fact) => {
    const at = rest.indexOf(fact);
    if (at >= 0) rest.splice(at, 1);
    return at >= 0;
  }).length;
  return (2 * right) / Math.max(1, truth.length + read.length);
}

describe('plans made at random', () => {
  const cases = STYLES.flatMap((style) => NOISES.map((noise): [Style, Noise] => [style, noise]));

  it.each(cases)('reads %s with noise %s', (style, noise) => {
    for (let seed = 1; seed <= SEEDS; seed++) {
      const { text, truth } = syntheticPlan(seed, style, noise);
      const { measures } = readPlan(text);
      const score = f1(facts(truth), facts(measures));
      const wrong = facts(measures).filter((fact) => !facts(truth).includes(fact));
      const enough = score >= (noise === 'none' ? REQUIRED_CLEAN : REQUIRED_NOISY);
      expect({ seed, score, enough, wrong }).toEqual({ seed, score, enough: true, wrong });
      if (noise === 'none') expect(measures.map((m) => m.deadline.date)).toEqual(truth.map((m) => m.date));
    }
  });
});
