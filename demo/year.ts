import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
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
 * worked out by hand; `-- --plan FILE` plays any other document without that check. `--json` prints one line of JSON.
 */

/** Seconds and MB that the demonstration's year may take on two cores. */
const LIMITS = { seconds: 180, megabytes: 600 };
const FIRST_DAY: Day = '2019-12-02';
const LAST_DAY: Day = '2021-01-31';

interface Wanted {
  file: string;
  own: boolean;
  json: boolean;
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
  const { values } = parseArgs({ options: { plan: { type: 'string' }, json: { type: 'boolean', default: false } } });
  const own = new URL('./plan.txt', import.meta.url).pathname;
  return { file: values.plan ? resolve(values.plan) : own, own: values.plan === undefined, json: values.json };
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
  const wrong = wanted.own ? await check(office, planId, figures, cost) : [];
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

async function check(
  office: Session,
  planId: string,
  figures: object,
  cost: { seconds: number; megabytes: number | null },
): Promise<string[]> {
  const over = (name: 'seconds' | 'megabytes') => {
    const value = cost[name];
    return value !== null && value > LIMITS[name] ? [`${name}: ${value}, more than ${LIMITS[name]}`] : [];
  };
  return [
    ...differences(expectedFigures, figures),
    ...differences(expectedLadder, await ladderOf(office, planId, SILENT_UNIT), SILENT_UNIT),
    ...(process.env.CI_SHARED_MACHINE ? [] : [...over('seconds'), ...over('megabytes')]),
  ];
}

async function main(): Promise<void> {
  const wanted = readArguments();
  const installation = await startInstallation((_zh, en) => tell(en));
  tell(`${seconds()} s  the system runs`);
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
