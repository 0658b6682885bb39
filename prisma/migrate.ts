import { pathToFileURL } from 'node:url';
import type pg from 'pg';
import { withClient } from './connect.ts';
import { NO_FILTER, readMigrations, withEngine } from './schemaEngine.ts';

/** A database that must not be used as it is, with one sentence in each language. */
export class DatabaseRefused extends Error {
  constructor(
    readonly zh: string,
    readonly en: string,
  ) {
    super(`${zh}\n${en}`);
    this.name = 'DatabaseRefused';
  }
}

/** Search in Chinese needs UTF-8 and character classes that know Chinese letters (pg_trgm is empty under LC_CTYPE C). */
async function checkText(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ encoding: string; ctype: string }>(
    `SELECT pg_encoding_to_char(encoding) AS encoding, datctype AS ctype FROM pg_database WHERE datname = current_database()`,
  );
  const { encoding, ctype } = rows[0] ?? { encoding: '?', ctype: '?' };
  if (encoding !== 'UTF8' || /^(C|POSIX)$/i.test(ctype)) {
    throw new DatabaseRefused(
      `数据库的编码须为 UTF8、字符分类须认识汉字（如 C.UTF-8），现为 ${encoding}、${ctype}。请用 CREATE DATABASE … TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8' 重建。`,
      `The database must have encoding UTF8 and a character type that knows Chinese (such as C.UTF-8); it has ${encoding} and ${ctype}. Make it anew with CREATE DATABASE … TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'.`,
    );
  }
}

/** Migrations of a newer version cannot be taken back, and this version does not know what they changed. */
async function checkNotNewer(client: pg.Client, known: ReadonlySet<string>): Promise<void> {
  const table = await client.query(`SELECT to_regclass('"_prisma_migrations"') AS name`);
  if (!table.rows[0]?.name) return;
  const { rows } = await client.query<{ migration_name: string }>(
    `SELECT migration_name FROM "_prisma_migrations" WHERE rolled_back_at IS NULL ORDER BY migration_name`,
  );
  const unknown = rows.map((row) => row.migration_name).filter((name) => !known.has(name));
  if (unknown.length > 0) {
    throw new DatabaseRefused(
      `数据库属于更新的版本（本版本不认识 ${unknown.join('、')}），请使用新版本的督办。`,
      `The database belongs to a newer version (${unknown.join(', ')} not known here); use that version of Duban.`,
    );
  }
}

/**
 * Checks the database and refuses one that this version cannot serve, changing nothing.
 * @throws {DatabaseRefused}
 */
export function checkDatabase(databaseUrl: string): Promise<void> {
  const known = new Set(readMigrations().migrationDirectories.map((directory) => directory.path));
  return withClient(databaseUrl, async (client) => {
    await checkText(client);
    await checkNotNewer(client, known);
  });
}

/**
 * Brings the database to this version's schema. Safe to run again, and at the same time from several places (the
 * engine holds an advisory lock).
 * @returns names of the migrations applied now
 * @throws {DatabaseRefused}
 */
export async function migrate(databaseUrl: string): Promise<string[]> {
  await checkDatabase(databaseUrl);
  return withEngine(databaseUrl, async (engine) => {
    const result = await engine.applyMigrations({ migrationsList: readMigrations(), filters: NO_FILTER });
    return result.appliedMigrationNames;
  });
}

async function main(): Promise<void> {
  const { loadDatabaseUrl } = await import('../config.ts');
  const applied = await migrate(loadDatabaseUrl(process.env));
  process.stdout.write(applied.length > 0 ? `${applied.join('\n')}\n` : 'schema up to date 数据库结构已是最新\n');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  main().catch((error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
}
