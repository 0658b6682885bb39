import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { StartError } from './errors.ts';

const run = promisify(execFile);

/** The Temporal CLI (with its development server) that Duban is tested with. Later ones cannot be built by `go install`. */
export const TEMPORAL_CLI_VERSION = '1.5.1';
const GO_PACKAGE = `github.com/temporalio/cli/cmd/temporal@v${TEMPORAL_CLI_VERSION}`;
const DOWNLOAD_TIMEOUT_MS = 180_000;

export type Say = (zh: string, en: string) => void;

/** Where the CLI is kept for the user, outside the project: one copy serves every clone. */
export function cachedCli(env: NodeJS.ProcessEnv): string {
  const cache = env.XDG_CACHE_HOME || join(homedir(), '.cache');
  return join(cache, 'duban', `temporal-cli-${TEMPORAL_CLI_VERSION}`, 'temporal');
}

/** The server version inside a CLI, such as `1.29.1`: it decides who can read a file of workflows. */
export async function serverVersion(cli: string): Promise<string> {
  const { stdout } = await run(cli, ['--version']);
  return /Server ([\d.]+)/.exec(stdout)?.[1] ?? stdout.trim();
}

async function works(cli: string): Promise<boolean> {
  if (!existsSync(cli)) return false;
  return serverVersion(cli).then(
    () => true,
    () => false,
  );
}

/** A folder beside the final one, so that the finished file can be moved in by one rename. */
function workFolder(target: string): string {
  mkdirSync(join(target, '..'), { recursive: true });
  return mkdtempSync(join(target, '..', 'part-'));
}

function largestFile(dir: string): string | undefined {
  const files = readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return files.sort((a, b) => statSync(b).size - statSync(a).size)[0];
}

/** Lets the TypeScript SDK fetch the CLI from its official address, in a process of its own that can be given up. */
async function download(target: string): Promise<boolean> {
  const dir = workFolder(target);
  try {
    const script = fileURLToPath(new URL('./temporalDownload.mjs', import.meta.url));
    await run(process.execPath, [script, dir, `v${TEMPORAL_CLI_VERSION}`], { timeout: DOWNLOAD_TIMEOUT_MS });
    const file = largestFile(dir);
    if (!file || !(await works(file))) return false;
    renameSync(file, target);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

async function hasGo(): Promise<boolean> {
  return run('go', ['version']).then(
    () => true,
    () => false,
  );
}

/** Builds the CLI from source. What the Go tool says is shown: it takes minutes. */
async function build(target: string): Promise<boolean> {
  const dir = workFolder(target);
  try {
    const child = spawn('go', ['install', GO_PACKAGE], {
      env: { ...process.env, GOBIN: dir, GOFLAGS: '-trimpath' },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const code = await new Promise<number | null>((resolve) => {
      child.once('exit', resolve);
      child.once('error', () => resolve(1));
    });
    const file = join(dir, 'temporal');
    if (code !== 0 || !(await works(file))) return false;
    renameSync(file, target);
    return true;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/**
 * Finds the Temporal CLI, or gets it: TEMPORAL_CLI, the user's cache, the official download, a build with Go.
 * @throws {StartError} that says what to install when none of them succeeds
 */
export async function findTemporalCli(env: NodeJS.ProcessEnv, say: Say): Promise<string> {
  if (env.TEMPORAL_CLI) {
    if (await works(env.TEMPORAL_CLI)) return env.TEMPORAL_CLI;
    throw new StartError(
      `TEMPORAL_CLI 所指的程序不能运行：${env.TEMPORAL_CLI}`,
      `The program that TEMPORAL_CLI names does not run: ${env.TEMPORAL_CLI}`,
    );
  }
  const cached = cachedCli(env);
  if (await works(cached)) return cached;
  say(`正在下载 Temporal 命令行 ${TEMPORAL_CLI_VERSION}……`, `Downloading the Temporal CLI ${TEMPORAL_CLI_VERSION} …`);
  if (await download(cached)) return cached;
  if (await hasGo()) {
    say(
      `下载不成，改用 Go 编译 Temporal 命令行：约需四分钟，只此一次（保存在 ${cached}）……`,
      `The download failed; building the Temporal CLI with Go: about four minutes, once (kept at ${cached}) …`,
    );
    if (await build(cached)) return cached;
  }
  throw new StartError(
    `得不到 Temporal 服务。请下载 Temporal CLI ${TEMPORAL_CLI_VERSION}（https://docs.temporal.io/cli）并用 TEMPORAL_CLI 指明其路径，或安装 Go，或用 TEMPORAL_ADDRESS 指明已在运行的服务。`,
    `Temporal cannot be obtained. Download the Temporal CLI ${TEMPORAL_CLI_VERSION} (https://docs.temporal.io/cli) and name its path in TEMPORAL_CLI, or install Go, or name a running server in TEMPORAL_ADDRESS.`,
  );
}
