import type { PlanRow } from '../../data/types.ts';

type Counted = Pick<PlanRow, 'counts'>;

/** Plans with red or yellow measures, those with most red ones first, and the plans in which all is well. */
export function plansByNeed<P extends Counted>(plans: readonly P[]): { lit: P[]; well: P[] } {
  const isLit = ({ counts }: P): boolean => counts.red + counts.yellow > 0;
  const byNeed = (a: P, b: P): number => b.counts.red - a.counts.red || b.counts.yellow - a.counts.yellow;
  return { lit: plans.filter(isLit).sort(byNeed), well: plans.filter((plan) => !isLit(plan)) };
}
