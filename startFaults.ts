import type { Server } from 'node:http';
import { ConfigError, type SettingName } from './config.ts';

/**
 * A setting that is well formed and does not work: what it names does not answer, refuses, or is taken. One sentence in
 * each language for whoever starts the program; the value stands there without name and password.
 */
export class SettingRefused extends Error {
  override readonly name = 'SettingRefused';

  constructor(
    readonly setting: SettingName,
    readonly zh: string,
    readonly en: string,
    options?: ErrorOptions,
  ) {
    super(`设置有误 ${setting}：${zh}\nThe setting ${setting} is wrong: ${en}`, options);
  }
}

/** Host and port of an address, all that may be printed of one that can hold a password. */
export function placeOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : address;
}

/** The stable code of an error of Node or a driver (ECONNREFUSED, 28P01), from its causes where it has none itself. */
export function codeOf(error: unknown): string | null {
  if (error === null || typeof error !== 'object') return null;
  if ('code' in error && typeof error.code === 'string') return error.code;
  const [first] = 'errors' in error && Array.isArray(error.errors) ? error.errors : [];
  return codeOf(first) ?? ('cause' in error ? codeOf(error.cause) : null);
}

/**
 * Listens on the port that a setting names.
 *
 * @throws {SettingRefused} where the port is taken or not permitted, or the machine has no such address.
 */
export function listenOn(
  server: Server,
  { setting, port, host }: { setting: 'PORT' | 'WORKER_PORT'; port: number; host: string },
): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => reject(listenFault(cause, setting, port, host)));
    server.listen(port, host, resolve);
  });
}

function listenFault(cause: Error, setting: 'PORT' | 'WORKER_PORT', port: number, host: string): Error {
  switch (codeOf(cause)) {
    case 'EADDRINUSE':
      return new SettingRefused(
        setting,
        `端口 ${port} 已被占用，请换一个，或停止占用它的程序`,
        `port ${port} is in use; take another one, or stop the program that uses it`,
        { cause },
      );
    case 'EACCES':
      return new SettingRefused(
        setting,
        `没有权限使用端口 ${port}，请换一个 1024 以上的端口`,
        `port ${port} is not permitted; take one above 1024`,
        { cause },
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new SettingRefused('HOST', `本机没有地址 ${host}`, `this machine has no address ${host}`, { cause });
    default:
      return cause;
  }
}

/** Ends a program that did not start: what its settings are to blame for in their words alone, a fault with its stack. */
export function endUnstarted(error: unknown): never {
  const inWords = error instanceof SettingRefused || error instanceof ConfigError;
  process.stderr.write(`${error instanceof Error && !inWords ? (error.stack ?? error.message) : sayOf(error)}\n`);
  process.exit(1);
}

function sayOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
