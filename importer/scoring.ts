import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ImportResult } from './types.ts';

const OWN_GOLD = join(import.meta.dirname, '..', 'test', 'gold');
const PLAN_FIELDS = 5;

/** Least values for each plan that has hand-made gold. */
const REQUIRED = {
  measures: 0.99,
  leaders: 0.99,
  leadUnits: 0.99,
  responsibleUnits: 0.99,
  responsiblePersons: 0.99,
  supportingUnits: 0.99,
  deadlines: 1,
  indicators: 0.9,
} as const;
const REQUIRED_RECALL = 0.85;

interface Recall {
  recall: number;
}

/** What score-import.mjs prints, as far as it is shown or required. */
export interface Score extends Record<keyof typeof REQUIRED, number> {
  duties: Recall | null;
  assessment: Recall | null;
  escalation: Recall | null;
  planFieldsRight: string[];
}

/** The hand-made answer for a plan: that of the folder, or the project's own; undefined where there is none. */
export const goldOf = (dir: string, name: string): string | undefined =>
  [join(dir, 'gold', `${name}.json`), join(OWN_GOLD, `${name}.json`)].find(existsSync);

/** Compares what was read with the hand-made answer, by the folder's score-import.mjs. */
export function scoreOf(dir: string, gold: string, result: ImportResult): Score {
  const work = mkdtempSync(join(tmpdir(), 'duban-score-'));
  try {
    const output = join(work, 'result.json');
    writeFileSync(output, JSON.stringify(result));
    return JSON.parse(
      execFileSync(process.execPath, [join(dir, 'score-import.mjs'), gold, output], { encoding: 'utf8' }),
    );
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** The figures that are below what is required, by name. */
export function shortOf(score: Score): string[] {
  const short: string[] = Object.entries(REQUIRED)
    .filter(([field, least]) => score[field as keyof typeof REQUIRED] < least)
    .map(([field]) => field);
  if (score.duties !== null && score.duties.recall < REQUIRED_RECALL) short.push('duties');
  if (score.planFieldsRight.length < PLAN_FIELDS) short.push('plan');
  return short;
}

/** One line of figures. */
export function figures(score: Score): string {
  const recall = (part: Recall | null): string => (part === null ? '-' : String(part.recall));
  return [
    `measures ${score.measures}`,
    `leaders ${score.leaders}`,
    `lead ${score.leadUnits}`,
    `responsible ${score.responsibleUnits}`,
    `persons ${score.responsiblePersons}`,
    `supporting ${score.supportingUnits}`,
    `deadlines ${score.deadlines}`,
    `indicators ${score.indicators}`,
    `duties ${recall(score.duties)}`,
    `assessment ${recall(score.assessment)}`,
    `escalation ${recall(score.escalation)}`,
    `plan ${score.planFieldsRight.length}/${PLAN_FIELDS}`,
  ].join(' ');
}
