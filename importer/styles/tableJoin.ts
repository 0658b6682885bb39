import type { CleanText } from '../cleanText.ts';
import type { MeasureSketch } from '../draft.ts';
import type { ImportWarning } from '../types.ts';
import type { TaskTable } from './tables.ts';
export const joinTables = (
  _c: CleanText,
  body: MeasureSketch[],
  _t: TaskTable[],
  _w: ImportWarning[],
): MeasureSketch[] => body;
