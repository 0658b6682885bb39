import type { CleanText } from './cleanText.ts';
import type { Section } from './outline.ts';
import type { Duty } from './types.ts';
export const findDuties = (_clean: CleanText, _root: Section): Duty[] => [];
