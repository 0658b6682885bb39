import { useList } from '../../data/hooks.ts';
import type { MeasureRow } from '../../data/types.ts';

/** Measures of a plan that need a look, red before yellow; undefined while they are read. */
export function useLitMeasures(planId: string): MeasureRow[] | undefined {
  const red = useList<MeasureRow>(`/plans/${planId}/measures?light=red&limit=50`);
  const yellow = useList<MeasureRow>(`/plans/${planId}/measures?light=yellow&limit=50`);
  return red.items && yellow.items && [...red.items, ...yellow.items];
}
