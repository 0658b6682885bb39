import type { DraftContent, ImportContent } from './contentSchema.ts';

/**
 * Gives every measure an id, the same at each reading of the same stored draft, and ties the reader's warnings, which
 * count measures, to those ids.
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
    const id = measure === undefined ? undefined : measures[measure]?.id;
    return id === undefined ? rest : { ...rest, measureId: id };
  };
  return { ...content, measures, warnings: fresh ? content.warnings.map(tie) : content.warnings };
}
