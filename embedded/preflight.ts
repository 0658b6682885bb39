import { existsSync, statfsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { StartSettings } from '../config.ts';
import { StartError } from './errors.ts';
import { isPortFree } from './ports.ts';

const NEEDED_BYTES = 500 * 1024 ** 2;

function nearestExisting(path: string): string {
  return existsSync(path) ? path : nearestExisting(dirname(path));
}

function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

/**
 * What can be known to go wrong before anything is made.
 *
 * @param freeAt How many bytes are free where a folder is.
 * @throws {StartError}
 */
export async function preflight(settings: StartSettings, freeAt = freeBytes): Promise<void> {
  const free = freeAt(nearestExisting(resolve(settings.home)));
  if (free < NEEDED_BYTES) {
    const mb = Math.floor(free / 1024 ** 2);
    throw new StartError(
      `磁盘空间不足：${resolve(settings.home)} 只剩 ${mb} MB，至少需要 500 MB。`,
      `Not enough disk space: ${mb} MB left for ${resolve(settings.home)}, 500 MB needed.`,
    );
  }
  if (!(await isPortFree(settings.port, settings.host))) {
    throw new StartError(
      `端口 ${settings.port} 已被占用。换一个端口：PORT=${settings.port + 1} npm start`,
      `Port ${settings.port} is in use. Take another one: PORT=${settings.port + 1} npm start`,
    );
  }
}
