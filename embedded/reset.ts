import { existsSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { loadStartSettings } from '../config.ts';
import { lockHolder } from './home.ts';
import { stopLeftover } from './processes.ts';

/** `npm run reset`: removes everything that `npm start` keeps, after asking (`-- --yes` does not ask). */
async function main(args: string[]): Promise<number> {
  const dir = resolve(loadStartSettings(process.env).home);
  if (!existsSync(join(dir, 'parts.json'))) {
    console.log(`没有可清除的数据（${dir}）。 Nothing to remove in ${dir}.`);
    return 0;
  }
  const holder = lockHolder(dir);
  if (holder) {
    console.error(`督办正在运行（进程 ${holder}），请先停止。 Duban is running (process ${holder}); stop it first.`);
    return 1;
  }
  if (!args.includes('--yes')) {
    if (!process.stdin.isTTY) {
      console.error('这里无法询问，请加 -- --yes。 Nobody can be asked here; add -- --yes.');
      return 1;
    }
    const terminal = createInterface({ input: process.stdin, output: process.stdout });
    const answer = await terminal.question(`清除 ${dir} 中的全部数据？ Remove everything in ${dir}? (yes/no) `);
    terminal.close();
    if (!/^(y|yes|是)$/i.test(answer.trim())) return 1;
  }
  await stopLeftover(join(dir, 'postgres.pid.json'), join(dir, 'postgres'), 'SIGINT');
  await stopLeftover(join(dir, 'temporal.pid.json'), 'server start-dev', 'SIGTERM');
  rmSync(dir, { recursive: true, force: true });
  console.log(`已清除 Removed ${dir}`);
  return 0;
}

process.exitCode = await main(process.argv.slice(2));
