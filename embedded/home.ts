import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { StartError } from './errors.ts';
import { commandLine, isAlive } from './processes.ts';

/** What must stay the same from start to start. Kept in `parts.json`, readable by the owner only. */
export interface Remembered {
  postgres?: { port: number; password: string };
  temporal?: { port: number; uiPort?: number; serverVersion?: string };
  mailbox?: { port: number };
  sessionSecret?: string;
  demoPassword?: string;
  /** Set when a first start had reached its end: before that, what is there is half made and made again. */
  complete?: boolean;
}

/** The folder that holds everything the embedded parts keep. */
export interface Home {
  dir: string;
  path(...parts: string[]): string;
  remembered: Remembered;
  remember(): void;
}

/** Opens the folder, making it where it is missing. Other users cannot read what is in it, but may pass through. */
export function openHome(dir: string): Home {
  const root = resolve(dir);
  mkdirSync(join(root, 'logs'), { recursive: true, mode: 0o711 });
  const file = join(root, 'parts.json');
  const remembered: Remembered = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Remembered) : {};
  return {
    dir: root,
    path: (...parts) => join(root, ...parts),
    remembered,
    remember() {
      writeFileSync(`${file}.new`, `${JSON.stringify(remembered, null, 2)}\n`, { mode: 0o600 });
      renameSync(`${file}.new`, file);
    },
  };
}

/**
 * Only one run at a time may use a folder: two would open the same database files.
 * @returns a function that gives the folder free again
 */
export function lockHome(dir: string): () => void {
  mkdirSync(dir, { recursive: true, mode: 0o711 });
  const file = join(dir, 'lock.json');
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      writeFileSync(file, JSON.stringify({ pid: process.pid, command: commandLine(process.pid) }), { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const holder = lockHolder(dir);
      if (holder) {
        throw new StartError(
          `督办已在运行（进程 ${holder}，数据在 ${dir}）。请先停止它，或用 DUBAN_HOME 指定另一个文件夹。`,
          `Duban is already running (process ${holder}, data in ${dir}). Stop it first, or name another folder with DUBAN_HOME.`,
        );
      }
      rmSync(file, { force: true });
    }
  }
  throw new StartError(`无法锁定 ${dir}。`, `Cannot lock ${dir}.`);
}

/** The id of the living process that uses the folder, if there is one. */
export function lockHolder(dir: string): number | undefined {
  const file = join(dir, 'lock.json');
  if (!existsSync(file)) return undefined;
  try {
    const { pid, command } = JSON.parse(readFileSync(file, 'utf8')) as { pid: number; command: string };
    return pid === process.pid || (isAlive(pid) && commandLine(pid) === command) ? pid : undefined;
  } catch {
    return undefined;
  }
}
