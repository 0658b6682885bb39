import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { choosePort } from '../../embedded/ports.ts';
import { isAlive } from '../../embedded/processes.ts';
import { scratchRoot } from '../../embedded/scratch.ts';

const ROOT = join(import.meta.dirname, '../..');
const home = mkdtempSync(join(scratchRoot(), 'duban-test-whole-'));
const READY_MS = 120_000;

interface Run {
  child: ChildProcess;
  text(): string;
  ready: Promise<void>;
  exited: Promise<number | null>;
}

function npmStart(port: number): Run {
  const child = spawn(process.execPath, ['embedded/setup.mjs', 'embedded/start.ts'], {
    cwd: ROOT,
    env: { ...process.env, NODE_OPTIONS: '', DUBAN_HOME: home, PORT: String(port), DEMO_PASSWORD: 'rehearsal-2019' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const ready = new Promise<void>((resolve, reject) => {
    const take = (chunk: Buffer) => {
      text += chunk.toString();
      if (/Ctrl-C 停止/.test(text)) resolve();
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    void exited.then(() => reject(new Error(text)));
  });
  return { child, text: () => text, ready, exited };
}

const serverPid = (part: string) =>
  (JSON.parse(readFileSync(join(home, `${part}.pid.json`), 'utf8')) as { pid: number }).pid;

async function session(port: number): Promise<number> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'office', password: 'rehearsal-2019' }),
  });
  return answer.status;
}

afterAll(() => rmSync(home, { recursive: true, force: true }));

describe('npm start, whole', () => {
  it(
    'starts, stops in order, and goes on where it was',
    async () => {
      const port = await choosePort();
      const first = npmStart(port);
      await first.ready;
      expect(first.text()).toContain(`Open http://localhost:${port}`);
      expect(first.text()).toMatch(/^ {2}office\b/m);
      expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
      expect((await fetch(`http://127.0.0.1:${port}/`)).headers.get('content-type')).toContain('text/html');
      expect(await session(port)).toBe(200);
      const servers = ['postgres', 'temporal'].map(serverPid);
      first.child.kill('SIGINT');
      expect(await first.exited).toBe(0);
      expect(servers.map(isAlive)).toEqual([false, false]);

      const second = npmStart(port);
      await second.ready;
      expect(second.text()).not.toContain('Making the demonstration');
      expect(await session(port)).toBe(200);
      // Killed without a word: the programs notice and end; the servers are ended by the next start.
      second.child.kill('SIGKILL');
      await second.exited;
      const end = Date.now() + 90_000;
      let answers = true;
      while (answers && Date.now() < end) {
        answers = await fetch(`http://127.0.0.1:${port}/healthz`).then(
          () => true,
          () => false,
        );
        await sleep(200);
      }
      expect(answers).toBe(false);

      const third = npmStart(port);
      await third.ready;
      expect(await session(port)).toBe(200);
      third.child.kill('SIGTERM');
      expect(await third.exited).toBe(0);
    },
    5 * READY_MS,
  );
});
