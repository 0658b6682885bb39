import { createInterface } from 'node:readline/promises';
import { pathToFileURL } from 'node:url';
import { ConfigError, loadDatabaseUrl } from '../config.ts';
import { DubanError } from '../domain/errors.ts';
import { createDb } from '../prisma/client.ts';
import { checkMigrated } from '../prisma/connect.ts';
import { createAdministrator } from '../prisma/repositories/accountAdmin.ts';
import { SettingRefused } from '../startFaults.ts';
import { hashPassword, temporaryPassword } from './account/passwords.ts';
import { username as usernameSchema } from './organisation/schema.ts';
import { shippedDefinitions } from './shippedDefinitions.ts';

const USAGE = `用法 Usage: npm run admin:create -- USERNAME [NAME] [COUNTY]
为系统管理员开通账号，并显示一次性密码（首次登录须修改）；首次运行时按县名 COUNTY 建立正式环境。
Opens an account for an administrator and prints a password that is used once; the first run sets up production for
the county named COUNTY.`;

/** @returns the exit code */
async function main(args: readonly string[]): Promise<number> {
  const [givenUsername, givenName, countyName = '本县'] = args.filter((argument) => argument !== '--');
  const username = givenUsername ?? (await ask('用户名 Username: '));
  if (!usernameSchema.safeParse(username).success) {
    process.stderr.write(`${USAGE}\n`);
    return 2;
  }
  const name = givenName ?? username;
  const password = temporaryPassword();
  const databaseUrl = loadDatabaseUrl(process.env);
  await checkMigrated(databaseUrl);
  const db = createDb(databaseUrl, 1);
  try {
    const admin = { username, name, passwordHash: await hashPassword(password) };
    await createAdministrator(db, admin, { countyName, definitions: shippedDefinitions() });
  } finally {
    await db.$disconnect();
  }
  process.stdout.write(`${username}\n${password}\n`);
  return 0;
}

/** Asks at a terminal; without one there is nobody to ask. */
async function ask(question: string): Promise<string> {
  if (!process.stdin.isTTY) return '';
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return (await terminal.question(question)).trim();
  } finally {
    terminal.close();
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    process.exitCode = await main(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`);
    process.exitCode = 1;
  }
}

function explain(error: unknown): string {
  if (error instanceof DubanError) return `${error.userMessage.zh}\n${error.userMessage.en}`;
  return error instanceof ConfigError || error instanceof SettingRefused ? error.message : String(error);
}
