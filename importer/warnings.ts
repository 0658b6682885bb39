import type { CleanText } from './cleanText.ts';
import type { MeasureSketch } from './draft.ts';
import type { ImportWarning, MeasureDraft } from './types.ts';
export const checkMeasures = (_c: CleanText, _s: MeasureSketch[], _m: MeasureDraft[]): ImportWarning[] => [];
