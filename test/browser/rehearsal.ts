import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { choosePort } from '../../embedded/ports.ts';
import { scratchRoot } from '../../embedded/scratch.ts';

const ROOT = join(import.meta.dirname, '../..');
const PASSWORD = 'rehearsal-2019';

export interface Rehearsal {
  baseUrl: string;
  password: string;
  /** A call of the API in somebody's name; answers the body, throws on a refusal. */
  as: (username: string) => Promise<(method: string, path: string, body?: FormData | object) => Promise<unknown>>;
  stop: () => Promise<void>;
}

function caller(baseUrl: string): Rehearsal['as'] {
  return async (username) => {
    const answer = await fetch(`${baseUrl}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username, password: PASSWORD }),
    });
    const { csrfToken } = (await answer.json()) as { csrfToken: string };
    const cookie = answer.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ');
    return async (method, path, body) => {
      const form = body instanceof FormData;
      const reply = await fetch(`${baseUrl}/api${path}`, {
        method,
        headers: { cookie, 'x-csrf-token': csrfToken, ...(form ? {} : { 'content-type': 'application/json' }) },
        body: form ? body : body && JSON.stringify(body),
      });
      const text = await reply.text();
      if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${text}`);
      return text === '' ? undefined : (JSON.parse(text) as unknown);
    };
  };
}

/** The whole product with its demonstration, as `npm start` gives it, on data of its own. */
export async function startRehearsal(): Promise<Rehearsal> {
  const home = mkdtempSync(join(scratchRoot(), 'duban-test-browser-'));
  const port = await choosePort();
  const child = spawn(process.execPath, ['embedded/setup.mjs', 'embedded/start.ts'], {
    cwd: ROOT,
    env: { ...process.env, NODE_OPTIONS: '', DUBAN_HOME: home, PORT: String(port), DEMO_PASSWORD: PASSWORD },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let text = '';
  await new Promise<void>((resolve, reject) => {
    const take = (chunk: Buffer) => {
      text += chunk.toString();
      if (/Ctrl-C 停止/.test(text)) resolve();
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    void exited.then(() => reject(new Error(text)));
  });
  const baseUrl = `http://127.0.0.1:${port}`;
  return {
    baseUrl,
    password: PASSWORD,
    as: caller(baseUrl),
    stop: async () => {
      child.kill('SIGINT');
      await exited;
      rmSync(home, { recursive: true, force: true });
    },
  };
}
