import type { ChildProcess } from 'node:child_process';
import { execFileSync, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

export interface ServerProcess {
  child: ChildProcess;
  alive(): boolean;
}

export interface ServerOptions {
  command: string;
  args: string[];
  cwd: string;
  logFile: string;
  /** Remembers the process, so that a later run can end it if this one dies without doing so. */
  pidFile: string;
  env?: NodeJS.ProcessEnv;
  uid?: number;
  gid?: number;
}

/**
 * Starts a server in a process group of its own, so that Ctrl-C at the terminal reaches only us and the order of
 * stopping stays ours. Its output goes straight to a file: it survives a broken pipe when we die.
 */
export function startServer(options: ServerOptions): ServerProcess {
  const log = openSync(options.logFile, 'a', 0o600);
  const child = spawn(options.command, options.args, {
    cwd: options.cwd,
    env: options.env ?? process.env,
    stdio: ['ignore', log, log],
    detached: true,
    ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.gid }),
  });
  closeSync(log);
  let ended = false;
  child.once('exit', () => {
    ended = true;
  });
  child.once('error', () => {
    ended = true;
  });
  if (child.pid) writeFileSync(options.pidFile, JSON.stringify({ pid: child.pid, command: options.command }));
  return { child, alive: () => !ended };
}

/** Ends a server: the signal, then a kill when it has not gone after `graceMs`. */
export async function stopServer(
  server: ServerProcess,
  signal: NodeJS.Signals,
  pidFile: string,
  graceMs = 15_000,
): Promise<void> {
  if (server.alive()) {
    const gone = new Promise<void>((resolve) => server.child.once('exit', () => resolve()));
    server.child.kill(signal);
    const timer = setTimeout(() => server.child.kill('SIGKILL'), graceMs);
    await gone;
    clearTimeout(timer);
  }
  rmSync(pidFile, { force: true });
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The command line of a process, or '' when it has gone. Process ids are used again, so an id alone proves nothing. */
export function commandLine(pid: number): string {
  try {
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}

/**
 * Ends the server that a run which died left behind.
 * @param marker text that only this server's command line has (its data directory)
 */
export async function stopLeftover(pidFile: string, marker: string, signal: NodeJS.Signals): Promise<boolean> {
  if (!existsSync(pidFile)) return false;
  const { pid } = JSON.parse(readFileSync(pidFile, 'utf8')) as { pid: number };
  const ours = pid > 0 && isAlive(pid) && commandLine(pid).includes(marker);
  if (ours) {
    process.kill(pid, signal);
    const end = Date.now() + 15_000;
    while (isAlive(pid) && Date.now() < end) await sleep(50);
    if (isAlive(pid)) process.kill(pid, 'SIGKILL');
  }
  rmSync(pidFile, { force: true });
  return ours;
}

/** The line of a log that most likely says why a program did not come up: the last one that speaks of an error. */
export function reasonIn(file: string): string {
  if (!existsSync(file)) return '';
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n').slice(-200);
  const reason = lines.findLast((line) => /error|fatal|refused|错误|有误/i.test(line)) ?? lines.at(-1) ?? '';
  return `${reason.trim().slice(0, 300)} (${file})`;
}
