/** `npm run build`: everything that production runs, in `dist/`: the compiled programs, what they read, the pages. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const DIST = join(ROOT, 'dist');
/** Files beside the code that the programs read when they run. */
const ASSETS = ['package.json', 'prisma/migrations', 'workflows/definitions', 'importer/formats/pdf/cmaps'];

/** What went wrong stands on the terminal already: no trace of ours after it. */
function run(...args) {
  const { status } = spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

rmSync(DIST, { recursive: true, force: true });
run('node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json');
for (const asset of ASSETS) {
  const from = join(ROOT, asset);
  mkdirSync(dirname(join(DIST, asset)), { recursive: true });
  if (asset.includes('.')) copyFileSync(from, join(DIST, asset));
  else cpSync(from, join(DIST, asset), { recursive: true });
}
run('dist/activities/makeBundle.js', join(DIST, 'workflows', 'bundle.js'));
run('node_modules/vite/bin/vite.js', 'build', 'web', '--logLevel', 'warn');
// The worker of a build does not bundle its workflow code itself: its folder may be read-only.
run('dist/activities/makeBundle.js', join(DIST, 'workflows', 'bundle.js'));
