import { randomInt } from 'node:crypto';
import { connect, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export const LOOPBACK = '127.0.0.1';

/** Whether this process could listen on the port now (on loopback, and on every address when `host` says so). */
export function isPortFree(port: number, host: string = LOOPBACK): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/**
 * Below the ports that systems hand out by themselves (Linux from 32768, others from 49152): one of those may have gone
 * to a connection or to another server before ours listens on it.
 */
const [LOWEST, BEYOND] = [20_000, 32_768];

async function anyFreePort(): Promise<number> {
  for (;;) {
    const port = randomInt(LOWEST, BEYOND);
    if (await isPortFree(port)) return port;
  }
}

/**
 * A free loopback port: the remembered one where it is still free, so that addresses stay the same from start to
 * start. Ports in `taken` were handed out a moment ago and are not yet listened on.
 */
export async function choosePort(remembered?: number, taken: ReadonlySet<number> = new Set()): Promise<number> {
  if (remembered && !taken.has(remembered) && (await isPortFree(remembered))) return remembered;
  for (;;) {
    const port = await anyFreePort();
    if (!taken.has(port)) return port;
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: LOOPBACK });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

/**
 * Waits until something listens on the loopback port.
 * @param alive false ends the wait at once (the process that should listen has ended)
 * @returns whether it listened within `timeoutMs`
 */
export async function waitForPort(port: number, alive: () => boolean, timeoutMs: number): Promise<boolean> {
  const end = Date.now() + timeoutMs;
  while (alive() && Date.now() < end) {
    if (await accepts(port)) return true;
    await sleep(50);
  }
  return false;
}
