import type { CleanText } from './cleanText.ts';
import type { MeasureSketch } from './draft.ts';
import type { Indicator } from './types.ts';
export const findIndicators = (_clean: CleanText, _sketch: MeasureSketch): Indicator[] => [];
