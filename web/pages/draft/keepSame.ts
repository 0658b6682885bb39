import { sameValue } from '../../../domain/sameValue.ts';

import type { ImportContent } from '../../data/types.ts';

/** `next`, with those measures of `old` that are the same: what has not changed need not be drawn again. */
export function keepSame(old: ImportContent, next: ImportContent): ImportContent {
  const known = new Map(old.measures.map((measure) => [measure.id, measure]));
  const measures = next.measures.map((measure) => {
    const before = known.get(measure.id);
    return before !== undefined && sameValue(before, measure) ? before : measure;
  });
  const all = measures.length === old.measures.length && measures.every((measure, at) => measure === old.measures[at]);
  return { ...next, measures: all ? old.measures : measures };
}
