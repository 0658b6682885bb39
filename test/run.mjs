/**
 * `npm test`: every check and every test, then one summary; the exit code is not 0 when anything failed.
 * `--full` runs the long random tests at the numbers they are meant for, `--only checks` leaves the tests out.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const RESULTS = join(ROOT, 'node_modules', '.cache', 'duban', 'test-results.json');
const JEST_RESULTS = join(dirname(RESULTS), 'jest.json');

const args = process.argv.slice(2);
const full = args.includes('--full');
const onlyChecks = args.includes('--only');
const jestTimeoutMs = (full ? 240 : 40) * 60_000;

/**
 * One seed for all random tests of the run, printed so that a run can be repeated. The short share of them in every
 * run is always the same one, so that a change is judged by itself; the long run explores.
 */
const seed = process.env.TEST_SEED ?? (full ? String(Math.floor(Math.random() * 2 ** 31)) : '20191202');
const environment = {
  TEST_SEED: seed,
  DUBAN_RANDOM_SEED: seed,
  ...(full ? { TEST_FULL: '1', DUBAN_RANDOM_CASES: '10000', DUBAN_IMPORT_SEEDS: '200' } : {}),
};

const bin = (...parts) => join(ROOT, 'node_modules', ...parts);
const CHECKS = [
  ['format and lint (biome)', bin('@biomejs', 'biome', 'bin', 'biome'), 'check', '.'],
  ['types (tsc)', bin('typescript', 'bin', 'tsc'), '--noEmit', '-p', '.'],
  ['who imports whom (dependency-cruiser)', join(ROOT, 'test', 'imports.mjs')],
  ['nothing unused (knip)', bin('knip', 'bin', 'knip.js'), '--no-progress'],
];

const print = (text) => process.stdout.write(`${text}\n`);

/** Runs a program to its end. `quiet` keeps its output back, to be shown only when it failed. */
function run(argv, { env = {}, quiet = true, timeout } = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, argv, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
    });
    let output = '';
    child.stdout?.on('data', (chunk) => (output += chunk));
    child.stderr?.on('data', (chunk) => (output += chunk));
    const timer = timeout && setTimeout(() => child.kill('SIGKILL'), timeout);
    child.once('exit', (code) => {
      clearTimeout(timer);
      resolve({ ok: code === 0, output });
    });
  });
}

async function check([name, ...argv]) {
  const began = performance.now();
  const { ok, output } = await run(argv);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  print(`${ok ? 'ok    ' : 'FAILED'} ${name} ${seconds} s${ok ? '' : `\n${output.trimEnd()}`}`);
  return ok;
}

function counted() {
  const report = JSON.parse(readFileSync(JEST_RESULTS, 'utf8'));
  return {
    passed: report.numPassedTests,
    // A file that could not even be loaded has no tests to count: it counts itself.
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

async function jest() {
  const argv = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', bin('jest', 'bin', 'jest.js')];
  const options = ['--json', `--outputFile=${JEST_RESULTS}`, '--testLocationInResults'];
  const { ok } = await run([...argv, ...options], {
    env: environment,
    quiet: false,
    timeout: jestTimeoutMs,
  });
  try {
    const totals = counted();
    return ok || totals.failed > 0 ? totals : { ...totals, failed: 1 };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

mkdirSync(dirname(RESULTS), { recursive: true });
rmSync(RESULTS, { force: true });
rmSync(JEST_RESULTS, { force: true });
const began = performance.now();
print(`seed ${seed} (TEST_SEED=${seed} repeats it)`);
const checks = await Promise.all(CHECKS.map(check));
const tests = onlyChecks ? { passed: 0, failed: 0, skipped: 0 } : await jest();
const passed = tests.passed + checks.filter(Boolean).length;
const failed = tests.failed + checks.filter((ok) => !ok).length;
writeFileSync(RESULTS, JSON.stringify({ passed, failed, skipped: tests.skipped }));
const minutes = ((performance.now() - began) / 60_000).toFixed(1);
print(`\n${passed} passed, ${failed} failed${tests.skipped ? `, ${tests.skipped} skipped` : ''} (${minutes} min)`);
process.exit(failed > 0 ? 1 : 0);
