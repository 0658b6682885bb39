import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FROM_SOURCE = import.meta.url.endsWith('.ts');
/** What workflow code is made of: it may import nothing else. */
const SOURCES = ['workflows', 'domain'];

/**
 * Where the bundle of the workflow code lies, for a worker's `workflowBundle`. Running from sources it is made when
 * they have changed, in a process of its own, so that the bundler's memory does not stay with the worker; a build has
 * it beside its programs.
 */
export async function workflowBundle(): Promise<{ codePath: string }> {
  const codePath = FROM_SOURCE
    ? join(ROOT, 'node_modules', '.cache', 'duban', `workflows-${sourceHash()}.js`)
    : join(ROOT, 'workflows', 'bundle.js');
  if (!existsSync(codePath)) {
    const maker = fileURLToPath(new URL(`./makeBundle.${FROM_SOURCE ? 'ts' : 'js'}`, import.meta.url));
    const loader = FROM_SOURCE ? ['--import', 'tsx'] : [];
    await promisify(execFile)(process.execPath, [...loader, maker, codePath], { cwd: FROM_SOURCE ? ROOT : undefined });
  }
  return { codePath };
}

/** Writes the bundle whole or not at all: two makers at once do no harm. */
export function writeBundle(codePath: string, code: string): void {
  mkdirSync(dirname(codePath), { recursive: true });
  const unfinished = `${codePath}.${process.pid}`;
  writeFileSync(unfinished, code);
  renameSync(unfinished, codePath);
}

function sourceHash(): string {
  const hash = createHash('sha256').update(readFileSync(join(ROOT, 'package-lock.json')));
  for (const folder of SOURCES) {
    const files = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.ts'),
    );
    for (const name of files.sort()) hash.update(name).update(readFileSync(join(ROOT, folder, name)));
  }
  return hash.digest('hex').slice(0, 16);
}
