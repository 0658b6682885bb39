import { existsSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';

/** Memory as a folder, where the system has it. */
const MEMORY = '/dev/shm';
/** What may be put there at most, several times over. */
const ROOM_BYTES = 4 * 1024 ** 3;

function hasRoom(folder: string): boolean {
  if (!existsSync(folder)) return false;
  const { bavail, bsize } = statfsSync(folder);
  return Math.min(bavail * bsize, process.availableMemory()) >= ROOM_BYTES;
}

/**
 * Where data that is thrown away is put: in memory where there is plenty, because copying and removing a database of
 * a thousand small files costs a disk ten times as long; else where temporary files go.
 */
export function scratchRoot(): string {
  return hasRoom(MEMORY) ? MEMORY : tmpdir();
}

/** Every folder that `scratchRoot` may have answered. */
export function scratchRoots(): string[] {
  return [tmpdir(), ...(existsSync(MEMORY) ? [MEMORY] : [])];
}
