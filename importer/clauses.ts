import type { CleanText } from './cleanText.ts';
import type { MeasureSketch } from './draft.ts';
import type { Section } from './outline.ts';
import type { AssessmentClause, EscalationClause } from './types.ts';
export const findAssessment = (_clean: CleanText, _root: Section): AssessmentClause[] => [];
export const findEscalation = (_clean: CleanText, _root: Section, _s: MeasureSketch[]): EscalationClause[] => [];
