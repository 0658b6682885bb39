import Sequencer from '@jest/test-sequencer';

/**
 * The files that take minutes, longest first. A fresh clone knows no times of earlier runs, and one of these begun last
 * would run alone at the end.
 */
const LONGEST = [
  'browser/pages.test.ts',
  'demo/year.test.ts',
  'browser/designer.test.ts',
  'browser/review.test.ts',
  'workflows/lifecycle.test.ts',
  'workflows/killed.test.ts',
  'embedded/wholeStart.test.ts',
  'activities/roundFaults.test.ts',
];

const rank = ({ path }) => {
  const at = LONGEST.findIndex((name) => path.endsWith(`/test/${name}`));
  return at < 0 ? LONGEST.length : at;
};

export default class LongestFirst extends Sequencer {
  sort(tests) {
    return super.sort(tests).sort((a, b) => rank(a) - rank(b));
  }
}
