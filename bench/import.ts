import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { readDocument } from '../importer/readDocument.ts';
import { readPlan } from '../importer/readPlan.ts';
import { figures, goldOf, scoreOf } from '../importer/scoring.ts';
import { percentile, round } from './arguments.ts';

/**
 * `npm run bench:import -- DIR`: reads the plans of DIR/plans that have a hand-made answer, scores and times them; then
 * times a text of 17,000 characters and texts of 75, 150 and 300 pages made by repeating, with the most memory that the
 * process held. Figures go to stderr, one line each; one JSON line to stdout.
 */

const RUNS = 7;
/** 22 lines of 28 characters, as GB/T 9704 sets a page of an official document. */
const PAGE = 22 * 28;
const PAGES = [75, 150, 300];
const SHORT = 17_000;

const say = (text: string) => console.error(text);

/** Median of a few runs, in milliseconds. */
function timeOf(text: string, runs = RUNS): number {
  const times = Array.from({ length: runs }, () => {
    const begin = performance.now();
    readPlan(text);
    return performance.now() - begin;
  });
  return round(
    percentile(
      times.sort((a, b) => a - b),
      0.5,
    ),
  );
}

const lengthened = (text: string, length: number): string =>
  `${text}\n`.repeat(Math.ceil(length / (text.length + 1))).slice(0, length);

async function scoreAll(dir: string): Promise<{ scores: Record<string, unknown>; texts: string[] }> {
  const scores: Record<string, unknown> = {};
  const texts: string[] = [];
  for (const file of readdirSync(join(dir, 'plans')).sort()) {
    const name = basename(file, extname(file));
    const gold = goldOf(dir, name);
    if (gold === undefined) continue;
    const { text, result } = await readDocument(readFileSync(join(dir, 'plans', file)), file);
    const score = scoreOf(dir, gold, result);
    const ms = timeOf(text);
    say(`${file.padEnd(28)} ${figures(score)}; ${ms} ms, ${text.length} characters`);
    scores[name] = { ...score, ms };
    texts.push(text);
  }
  return { scores, texts };
}

async function main(dir: string | undefined): Promise<number> {
  if (dir === undefined || !existsSync(join(dir, 'plans'))) {
    say('用法 / usage: npm run bench:import -- DIR   (DIR/plans, DIR/gold, DIR/score-import.mjs)');
    return 2;
  }
  const { scores, texts } = await scoreAll(dir);
  const longest = texts.reduce((a, b) => (b.length > a.length ? b : a), '');
  const shortMs = timeOf(lengthened(longest, SHORT));
  say(`${SHORT} characters: ${shortMs} ms`);
  const pages = PAGES.map((count) => {
    const ms = timeOf(lengthened(longest, count * PAGE), 3);
    say(`${count} pages (${count * PAGE} characters): ${ms} ms, ${round(ms / count, 2)} ms a page`);
    return { pages: count, ms };
  });
  const peakMb = round(process.resourceUsage().maxRSS / 1024);
  say(`peak memory of the process: ${peakMb} MB`);
  console.log(JSON.stringify({ scores, characters17000Ms: shortMs, pages, peakMb }));
  return 0;
}

process.exitCode = await main(process.argv[2]);
