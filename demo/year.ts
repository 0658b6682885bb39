import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { addDays, conductOfAnyPlan } from './year/anyPlan.ts';
import { assemble } from './year/cast.ts';
import type { Session } from './year/client.ts';
import { settled } from './year/client.ts';
import { differences } from './year/compare.ts';
import type { Conduct, Day } from './year/conduct.ts';
import { expectedFigures, expectedLadder } from './year/expected.ts';
import { ladderOf, readFigures } from './year/figures.ts';
import { type Installation, startInstallation } from './year/installation.ts';
import { launchThroughApi } from './year/launch.ts';
import { playYear } from './year/play.ts';
import { printFigures } from './year/print.ts';
import { SILENT_UNIT, scenario } from './year/scenario.ts';

/**
 * `npm run demo:year`: lives a plan through from document to hand-over on a fresh embedded system, through the public
 * API only. The demonstration's own plan follows a written scenario and its figures are checked against numbers
 * worked out by hand; `-- --plan FILE` plays any other document without that check. `--json` prints one line of JSON,
 * `--unlimited` lets it take more time and memory than it should, on a machine that is busy with other things.
 */

/** Seconds and MB that the demonstration's year may take on two cores. */
const LIMITS = { seconds: 180, megabytes: 600 };
const FIRST_DAY: Day = '2019-12-02';
const LAST_DAY: Day = '2021-01-31';

interface Wanted {
  file: string;
  own: boolean;
  json: boolean;
  unlimited: boolean;
}

interface Outcome {
  wrong: string[];
  report: object;
}

const began = performance.now();
const seconds = () => Math.round((performance.now() - began) / 100) / 10;

function tell(text: string): void {
  process.stderr.write(`${text}\n`);
}

function readArguments(): Wanted {
  const flag = { type: 'boolean', default: false } as const;
  const { values } = parseArgs({ options: { plan: { type: 'string' }, json: flag, unlimited: flag } });
  const file = values.plan ? resolve(values.plan) : fileURLToPath(new URL('./plan.txt', import.meta.url));
  return { file, own: values.plan === undefined, json: values.json, unlimited: values.unlimited };
}

/** Watches the memory while the year goes by; `highest` is that of both programs at the same moment. */
function watchMemory(installation: Installation): { highest(): number | null; stop(): void } {
  let highest: number | null = null;
  const timer = setInterval(() => {
    const { now } = installation.memory();
    if (now !== null) highest = Math.max(highest ?? 0, now);
  }, 500);
  return { highest: () => highest, stop: () => clearInterval(timer) };
}

async function liveThrough(installation: Installation, wanted: Wanted): Promise<Outcome> {
  const { api, password } = installation;
  const office = await (await assemble(api, password)).as('office');
  const { planId, launchedOn } = await launchThroughApi(office, basename(wanted.file), readFileSync(wanted.file));
  await settled(office);
  tell(`${seconds()} s  launched on ${launchedOn}`);
  const to = wanted.own ? LAST_DAY : lastDayFor(launchedOn);
  const conduct: Conduct = wanted.own ? scenario : conductOfAnyPlan(launchedOn, to);
  const memory = watchMemory(installation);
  const yearBegan = performance.now();
  // The launch may have made units and accounts.
  const cast = await assemble(api, password);
  const dayDone = (day: Day, actions: number) => tell(`${seconds()} s  ${day}  ${actions} acts`);
  const seen = await playYear({ planId, from: launchedOn, to, cast, conduct, dayDone });
  const yearSeconds = Math.round((performance.now() - yearBegan) / 100) / 10;
  memory.stop();
  const figures = await readFigures(office, planId, seen);
  const cost = { seconds: seconds(), yearSeconds, megabytes: memory.highest(), ...rss(installation) };
  const wrong = [
    ...(wanted.own ? await check(office, planId, figures) : []),
    ...(wanted.own && !wanted.unlimited ? exceeded(cost) : []),
  ];
  if (!wanted.json) printFigures(figures, cost);
  return { wrong, report: { ...figures, cost } };
}

function rss(installation: Installation): { megabytesNow: number | null; megabytesPeak: number | null } {
  const { now, peak } = installation.memory();
  return { megabytesNow: now, megabytesPeak: peak };
}

function lastDayFor(launchedOn: Day): Day {
  return launchedOn === FIRST_DAY ? LAST_DAY : addDays(launchedOn, 426);
}

async function check(office: Session, planId: string, figures: object): Promise<string[]> {
  const ladder = await ladderOf(office, planId, SILENT_UNIT);
  return [...differences(expectedFigures, figures), ...differences(expectedLadder, ladder, SILENT_UNIT)];
}

function exceeded(cost: { seconds: number; megabytes: number | null }): string[] {
  return (['seconds', 'megabytes'] as const).flatMap((name) => {
    const value = cost[name];
    return value !== null && value > LIMITS[name] ? [`${name}: ${value}, more than ${LIMITS[name]}`] : [];
  });
}

async function main(): Promise<void> {
  const wanted = readArguments();
  const installation = await startInstallation((_zh, en) => tell(en));
  tell(`${seconds()} s  the system runs`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void installation.stop().finally(() => process.exit(130)));
  }
  try {
    const { wrong, report } = await liveThrough(installation, wanted);
    if (wanted.json) console.log(JSON.stringify({ ...report, wrong }));
    for (const line of wrong) console.error(`WRONG ${line}`);
    if (wanted.own) tell(wrong.length === 0 ? 'All figures are as expected.' : `${wrong.length} figures are wrong.`);
    process.exitCode = wrong.length === 0 ? 0 : 1;
  } finally {
    await installation.stop();
  }
}

await main();
