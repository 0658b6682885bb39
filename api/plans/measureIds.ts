import type { DraftContent, ImportContent } from './contentSchema.ts';

/**
 * Gives every measure an id, the same at each reading of the same stored draft, and ties the reader's warnings to those
 * ids: by the measure that they count, else by the one measure in whose passages they stand.
 */
export function withMeasureIds(content: ImportContent): DraftContent {
  const fresh = content.measures.every((measure) => measure.id === undefined);
  const taken = new Set(content.measures.map((measure) => measure.id));
  let last = 0;
  const free = (): string => {
    do last += 1;
    while (taken.has(`m${last}`));
    return `m${last}`;
  };
  const measures = content.measures.map((measure) => ({ ...measure, id: measure.id ?? free() }));
  const tie = (warning: ImportContent['warnings'][number]) => {
    const { measure, ...rest } = warning;
    const about = measure === undefined ? onlyAround(warning, measures) : measures[measure];
    return about === undefined ? rest : { ...rest, measureId: about.id };
  };
  return { ...content, measures, warnings: fresh ? content.warnings.map(tie) : content.warnings };
}

function onlyAround<M extends { source: { start: number; end: number }[] }>(
  { start, end }: { start: number; end: number },
  measures: readonly M[],
): M | undefined {
  const around = measures.filter(({ source }) =>
    source.some((range) => start < end && range.start <= start && end <= range.end),
  );
  return around.length === 1 ? around[0] : undefined;
}
