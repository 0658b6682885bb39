import { readPlan } from '../../importer/readPlan.ts';
import { mutated } from './synthetic/mutations.ts';
import { NOISES } from './synthetic/noise.ts';
import { syntheticPlan } from './synthetic/plan.ts';
import { Chooser, seeded } from './synthetic/random.ts';
import { STYLES, type Style } from './synthetic/styles.ts';

const DOCUMENTS = process.env.TEST_FULL === '1' ? 6000 : 300;
const SEED = Number(process.env.DUBAN_RANDOM_SEED ?? 20_191_120);
/** Processor time for one document; a reader that has lost its way takes minutes. */
const MOST_MS = 10_000;

describe('broken documents', () => {
  it(`never stop the reader, and what it finds lies inside the text (${DOCUMENTS} documents, seed ${SEED})`, () => {
    const choose = new Chooser(seeded(SEED));
    const styles = Object.keys(STYLES) as Style[];
    for (let i = 0; i < DOCUMENTS; i++) {
      const { text } = syntheticPlan(1 + choose.below(1000), choose.pick(styles), choose.pick(NOISES));
      const broken = mutated(text, choose);
      const begin = process.cpuUsage();
      const result = readPlan(broken);
      const { user, system } = process.cpuUsage(begin);
      const wrong = [...result.measures.flatMap((m) => m.source), ...result.duties, ...result.warnings].filter(
        ({ start, end }) => start < 0 || end < start || end > broken.length,
      );
      const slow = (user + system) / 1000 > MOST_MS;
      const untitled = result.measures.filter((m) => m.title === '');
      expect({ document: i, wrong, slow, untitled }).toEqual({ document: i, wrong: [], slow: false, untitled: [] });
    }
  });
});
