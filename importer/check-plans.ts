import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
import { DubanError } from '../domain/errors.ts';
import { readDocument } from './readDocument.ts';

const OWN_GOLD = join(import.meta.dirname, '..', 'test', 'gold');
const REQUIRED = 0.98;
const REQUIRED_FIELDS = [
  'measures',
  'leaders',
  'leadUnits',
  'responsibleUnits',
  'responsiblePersons',
  'supportingUnits',
] as const;

/** What score-import.mjs prints, as far as it is shown or required. */
interface Score extends Record<(typeof REQUIRED_FIELDS)[number], number> {
  resultMeasures: number;
  deadlines: number;
  indicators: number;
  duties: { recall: number } | null;
  assessment: { recall: number } | null;
  escalation: { recall: number } | null;
  planFieldsRight: string[];
}

/**
 * `npm run check:plans -- DIR`: imports every file of DIR/plans, scores those with gold in DIR/gold or test/gold by
 * DIR/score-import.mjs, prints a line for each, and fails where a file with gold falls below what is required.
 */
async function main(dir: string | undefined): Promise<number> {
  if (dir === undefined || !existsSync(join(dir, 'plans'))) {
    console.error('用法 / usage: npm run check:plans -- DIR   (DIR/plans, DIR/gold, DIR/score-import.mjs)');
    return 2;
  }
  const work = mkdtempSync(join(tmpdir(), 'duban-check-'));
  let failed = 0;
  try {
    for (const file of readdirSync(join(dir, 'plans')).sort()) {
      const name = basename(file, extname(file));
      const { line, ok } = await checkFile(dir, file, name, work);
      console.log(`${ok ? 'ok  ' : 'FAIL'} ${file.padEnd(28)} ${line}`);
      if (!ok) failed++;
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  console.log(failed === 0 ? 'all plans as required' : `${failed} below what is required`);
  return failed === 0 ? 0 : 1;
}

async function checkFile(
  dir: string,
  file: string,
  name: string,
  work: string,
): Promise<{ line: string; ok: boolean }> {
  const bytes = readFileSync(join(dir, 'plans', file));
  const begin = performance.now();
  try {
    const { text, result } = await readDocument(bytes, file);
    const time = `${Math.round(performance.now() - begin)} ms, ${text.length} characters, ${result.measures.length} measures, ${result.warnings.length} warnings`;
    const shared = join(dir, 'gold', `${name}.json`);
    const own = join(OWN_GOLD, `${name}.json`);
    const gold = [shared, own].find(existsSync);
    if (gold === undefined) return { line: time, ok: true };
    const output = join(work, `${name}.json`);
    writeFileSync(output, JSON.stringify(result));
    const score: Score = JSON.parse(
      execFileSync(process.execPath, [join(dir, 'score-import.mjs'), gold, output], { encoding: 'utf8' }),
    );
    const short = REQUIRED_FIELDS.filter((field) => score[field] < REQUIRED);
    return {
      line: `${figures(score)}; ${time}${short.length > 0 ? `; below ${REQUIRED}: ${short.join(', ')}` : ''}`,
      ok: short.length === 0,
    };
  } catch (error) {
    if (error instanceof DubanError) return { line: `${error.code}: ${error.message}`, ok: false };
    throw error;
  }
}

function figures(score: Score): string {
  const recall = (part: { recall: number } | null): string => (part === null ? '-' : String(part.recall));
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
    `plan ${score.planFieldsRight.length}/5`,
  ].join(' ');
}

process.exitCode = await main(process.argv[2]);
