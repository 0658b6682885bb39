/**
 * Checks the arrows between the folders with dependency-cruiser. It cannot read TypeScript by itself under
 * TypeScript 7, and its substitute loses type-only imports and .tsx files. So it is given a shadow of the sources in
 * which each file consists of its imports alone; an arrow that only types cross counts too.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SHADOW = join(ROOT, 'dist', 'imports');
const CODE = /\.(tsx?|mjs|cjs)$/;
/** Every form of import that the formatter leaves: `import … from`, `export … from`, `import '…'`, `import('…')`. */
const IMPORT = /^(?:im|ex)port\b[^;'"]*\bfrom '([^'\n]+)'|^import '([^'\n]+)'|\bimport\('([^'\n]+)'\)/gm;

function importsOf(text) {
  return [...text.matchAll(IMPORT)].map(([, named, bare, late]) => `import '${named ?? bare ?? late}';\n`).join('');
}

const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
  cwd: ROOT,
  encoding: 'utf8',
});
/** Not in git; that they exist is all that matters here. */
const generated = ['client', 'enums', 'models', 'browser'].map((name) => `prisma/generated/${name}.ts`);
const files = [...listed.split('\0').filter(Boolean), ...generated];

rmSync(SHADOW, { recursive: true, force: true });
for (const file of files) {
  const target = join(SHADOW, file);
  let text = '';
  try {
    text =
      CODE.test(file) && !generated.includes(file)
        ? importsOf(readFileSync(join(ROOT, file), 'utf8'))
        : file.endsWith('.json')
          ? '{}'
          : '';
  } catch {
    continue; // listed by git and deleted since
  }
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, text);
}

const folders = [
  ...new Set(files.filter((file) => CODE.test(file) && file.includes('/')).map((file) => file.split('/')[0])),
];
const cruise = join(ROOT, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
const { status } = spawnSync(
  process.execPath,
  [cruise, '--config', join(ROOT, '.dependency-cruiser.cjs'), ...folders],
  { cwd: SHADOW, stdio: 'inherit' },
);
process.exit(status ?? 1);
