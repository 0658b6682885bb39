import { createServer } from 'node:net';
import { choosePort, isPortFree, LOOPBACK } from '../../embedded/ports.ts';

/** Linux hands out ports by itself from here on, other systems from higher up. */
const HANDED_OUT_FROM = 32_768;

it('chooses free ports that the system does not hand out by itself', async () => {
  for (let n = 0; n < 20; n += 1) {
    const port = await choosePort();
    expect(port).toBeGreaterThan(1024);
    expect(port).toBeLessThan(HANDED_OUT_FROM);
    expect(await isPortFree(port)).toBe(true);
  }
});

it('keeps to the remembered port while it is free and not given away', async () => {
  const port = await choosePort();
  expect(await choosePort(port)).toBe(port);
  expect(await choosePort(port, new Set([port]))).not.toBe(port);
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, LOOPBACK, resolve));
  expect(await choosePort(port)).not.toBe(port);
  await new Promise((resolve) => server.close(resolve));
});
