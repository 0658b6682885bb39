import type { CleanText } from '../cleanText.ts';
import type { MeasureSketch } from '../draft.ts';
import type { Section } from '../outline.ts';
export const unassignedTasks = (_c: CleanText, _r: Section): MeasureSketch[] => [];
