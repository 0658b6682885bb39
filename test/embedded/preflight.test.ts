import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadStartSettings } from '../../config.ts';
import { choosePort } from '../../embedded/ports.ts';
import { preflight } from '../../embedded/preflight.ts';

const MB = 1024 ** 2;
const dir = mkdtempSync(join(tmpdir(), 'duban-test-preflight-'));
const home = join(dir, 'not', 'there', 'yet');
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const settings = async () => loadStartSettings({ DUBAN_HOME: home, PORT: String(await choosePort()) });

it('says that the disk is full, in one sentence each, and makes nothing', async () => {
  const asked: string[] = [];
  const full = (folder: string) => {
    asked.push(folder);
    return 499 * MB;
  };
  await expect(preflight(await settings(), full)).rejects.toThrow(/只剩 499 MB[^\n]*\n?.*499 MB left/s);
  // The folder itself is not there yet: the disk that it would be made on is asked.
  expect(asked).toEqual([dir]);
  expect(existsSync(home)).toBe(false);
});

it('lets pass where there is room', async () => {
  await expect(preflight(await settings(), () => 500 * MB)).resolves.toBeUndefined();
  await expect(preflight(await settings())).resolves.toBeUndefined();
});
