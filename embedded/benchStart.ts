import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { choosePort } from './ports.ts';
import { ROOT } from './services.ts';

/** `npm run bench:start`: seconds from the command to the printed address, on an empty folder and again on the same one. */
interface Run {
  readySec: number;
  stopSec: number;
  exitCode: number | null;
}

const seconds = (from: number) => Math.round((performance.now() - from) / 10) / 100;

function startOnce(home: string, port: number): Promise<Run> {
  const began = performance.now();
  const child = spawn(process.execPath, ['embedded/setup.mjs', 'embedded/start.ts'], {
    cwd: ROOT,
    env: { ...process.env, DUBAN_HOME: home, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve) => {
    let text = '';
    let readySec = Number.NaN;
    let asked = 0;
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (asked > 0 || !/Open http\S+/.test(text)) return;
      readySec = seconds(began);
      asked = performance.now();
      child.kill('SIGINT');
    });
    child.once('exit', (exitCode) => resolve({ readySec, stopSec: seconds(asked), exitCode }));
  });
}

const home = mkdtempSync(join(tmpdir(), 'duban-bench-start-'));
try {
  const port = await choosePort();
  const first = await startOnce(home, port);
  const second = await startOnce(home, port);
  console.log(JSON.stringify({ bench: 'start', first, second }));
  process.exitCode = Number.isNaN(first.readySec + second.readySec) ? 1 : 0;
} finally {
  rmSync(home, { recursive: true, force: true });
}
