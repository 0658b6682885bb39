import { readPlan } from '../../importer/readPlan.ts';
import type { ImportResult, MeasureDraft } from '../../importer/types.ts';

/** A measure on one line: title, then leaders / lead / responsible / supporting / persons, and the deadline. */
export function brief(m: MeasureDraft): string {
  const parts = [m.leaders, m.leadUnits, m.responsibleUnits, m.supportingUnits, m.responsiblePersons].map(
    (p) => p.join('+') || '-',
  );
  return [m.title, ...parts, m.deadline.date ?? m.deadline.kind].join(' ');
}

export const briefs = (text: string): string[] => readPlan(text).measures.map(brief);

/** The original's passages behind a result's ranges. */
export const passages = (text: string, m: ImportResult['measures'][number]): string[] =>
  m.source.map((s) => text.slice(s.start, s.end));
