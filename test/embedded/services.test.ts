import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { choosePort, isPortFree } from '../../embedded/ports.ts';
import { isAlive } from '../../embedded/processes.ts';
import type { Service } from '../../embedded/services.ts';
import { startService } from '../../embedded/services.ts';

const dir = mkdtempSync(join(tmpdir(), 'duban-test-services-'));
const said: string[] = [];
let service: Service | undefined;
let givenUp = 0;

async function start(env: Record<string, string> = {}): Promise<number> {
  const port = await choosePort();
  service = startService(
    {
      name: 'api',
      script: 'test/embedded/support/service.mjs',
      env: { ...process.env, NODE_OPTIONS: '', PORT: String(port), ...env },
      logFile: join(dir, 'api.log'),
      healthUrl: `http://127.0.0.1:${port}/healthz`,
    },
    (zh) => said.push(zh),
    () => {
      givenUp += 1;
    },
  );
  return port;
}

async function pidOf(port: number): Promise<number> {
  const answer = await fetch(`http://127.0.0.1:${port}/`);
  return Number(await answer.text());
}

afterEach(async () => {
  await service?.stop();
  said.length = 0;
  givenUp = 0;
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe('startService', () => {
  it('starts a program again when it was killed, and says so', async () => {
    const port = await start();
    await service?.healthy(60_000);
    const first = await pidOf(port);
    process.kill(first, 'SIGKILL');
    while (isAlive(first)) await sleep(20);
    await service?.healthy(60_000);
    expect(await pidOf(port)).not.toBe(first);
    expect(said.join()).toMatch(/api 意外退出（SIGKILL），0.5 秒后重启/);
  });

  it('stops a program when asked, and does not start it again', async () => {
    const port = await start();
    await service?.healthy(60_000);
    await service?.stop();
    await sleep(800);
    expect(await isPortFree(port)).toBe(true);
    expect(said).toEqual([]);
  });

  it('gives up a program that dies again and again', async () => {
    await start({ DIES_AFTER_MS: '1' });
    const end = Date.now() + 120_000;
    while (givenUp === 0 && Date.now() < end) await sleep(100);
    expect(givenUp).toBe(1);
    expect(said.join()).toContain('不再重启');
    await expect(service?.healthy(1_000)).rejects.toThrow(/没有就绪/);
  });
});
