import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { DubanError } from '../domain/errors.ts';
import { readDocument } from './readDocument.ts';
import { figures, goldOf, scoreOf, shortOf } from './scoring.ts';

/**
 * `npm run check:plans -- DIR`: imports every file of DIR/plans, scores those with gold in DIR/gold or test/gold by
 * DIR/score-import.mjs, prints a line for each, and fails where a file with gold falls below what is required.
 */
async function main(dir: string | undefined): Promise<number> {
  if (dir === undefined || !existsSync(join(dir, 'plans'))) {
    console.error('用法 / usage: npm run check:plans -- DIR   (DIR/plans, DIR/gold, DIR/score-import.mjs)');
    return 2;
  }
  let failed = 0;
  for (const file of readdirSync(join(dir, 'plans')).sort()) {
    const { line, ok } = await checkFile(dir, file);
    console.log(`${ok ? 'ok  ' : 'FAIL'} ${file.padEnd(28)} ${line}`);
    if (!ok) failed++;
  }
  console.log(failed === 0 ? 'all plans as required' : `${failed} below what is required`);
  return failed === 0 ? 0 : 1;
}

async function checkFile(dir: string, file: string): Promise<{ line: string; ok: boolean }> {
  const bytes = readFileSync(join(dir, 'plans', file));
  const begin = performance.now();
  try {
    const { text, result } = await readDocument(bytes, file);
    const time = `${Math.round(performance.now() - begin)} ms, ${text.length} characters, ${result.measures.length} measures, ${result.warnings.length} warnings`;
    const gold = goldOf(dir, basename(file, extname(file)));
    if (gold === undefined) return { line: time, ok: true };
    const score = scoreOf(dir, gold, result);
    const short = shortOf(score);
    const below = short.length > 0 ? `; below what is required: ${short.join(', ')}` : '';
    return { line: `${figures(score)}; ${time}${below}`, ok: short.length === 0 };
  } catch (error) {
    if (error instanceof DubanError) return { line: `${error.code}: ${error.message}`, ok: false };
    throw error;
  }
}

process.exitCode = await main(process.argv[2]);
