import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { StartError } from './errors.ts';
import { ROOT } from './services.ts';
import type { Say } from './temporalBinary.ts';

const run = promisify(execFile);
export const WEB_ROOT = join(ROOT, 'dist', 'web');
const STAMP = join(ROOT, 'dist', 'web.sources');

/** The pages take types from the API's schemas and rules from `domain/`, so those count as sources too. */
const SOURCES = ['web', 'api', 'domain'];

function sourcesHash(): string {
  const hash = createHash('sha256').update(readFileSync(join(ROOT, 'package-lock.json')));
  for (const folder of SOURCES) {
    const files = readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true }).filter((one) =>
      one.isFile(),
    );
    for (const file of files.map((one) => join(one.parentPath, one.name)).sort()) {
      hash.update(file.slice(ROOT.length)).update(readFileSync(file));
    }
  }
  return hash.digest('hex');
}

/**
 * Builds the pages into `dist/web` when their sources changed since the last build. They are built beside it and put in
 * its place whole, so that a server that runs already never finds a half-empty folder.
 */
export async function buildWeb(say: Say): Promise<void> {
  const hash = sourcesHash();
  const upToDate = existsSync(STAMP) && readFileSync(STAMP, 'utf8') === hash;
  if (upToDate && existsSync(join(WEB_ROOT, 'index.html'))) return;
  say('正在生成网页……', 'Building the pages …');
  const fresh = `${WEB_ROOT}.${process.pid}`;
  const former = `${fresh}.former`;
  try {
    const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
    await run(process.execPath, [vite, 'build', 'web', '--logLevel', 'error', '--outDir', fresh], { cwd: ROOT });
  } catch (cause) {
    const why = (cause as { stderr?: string }).stderr?.trim() || String(cause);
    throw new StartError(`网页未能生成：${why}`, `The pages could not be built: ${why}`, { cause });
  }
  if (existsSync(WEB_ROOT)) renameSync(WEB_ROOT, former);
  renameSync(fresh, WEB_ROOT);
  rmSync(former, { recursive: true, force: true });
  writeFileSync(STAMP, hash);
}
