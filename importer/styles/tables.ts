import type { CleanText } from '../cleanText.ts';
import type { StyleContext } from './assignment.ts';
export interface TaskTable {
  start: number;
  end: number;
}
export const readTables = (_clean: CleanText, _context: StyleContext): TaskTable[] => [];
