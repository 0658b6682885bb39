import pg from 'pg';
import { codeOf, placeOf, SettingRefused } from '../startFaults.ts';

const CONNECT_MS = 15_000;

/**
 * A connection to the database, closed after the work.
 *
 * @throws {SettingRefused} in words where `DATABASE_URL` leads to no database.
 */
export async function withClient<T>(databaseUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: CONNECT_MS });
  await client.connect().catch((error: unknown) => {
    throw connectFault(error, databaseUrl);
  });
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function connectFault(cause: unknown, databaseUrl: string): SettingRefused {
  const place = placeOf(databaseUrl);
  const refused = (zh: string, en: string) => new SettingRefused('DATABASE_URL', zh, en, { cause });
  switch (codeOf(cause)) {
    case '28P01':
    case '28000':
      return refused(
        `${place} 上的 PostgreSQL 不接受其中的用户名或密码`,
        `PostgreSQL at ${place} refuses its user or password`,
      );
    case '3D000':
      return refused(`${place} 上的 PostgreSQL 没有其中的数据库`, `PostgreSQL at ${place} has no database of its name`);
    case '53300':
      return refused(`${place} 上的 PostgreSQL 连接数已满`, `PostgreSQL at ${place} takes no more connections`);
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return refused(`找不到主机 ${place}`, `the host ${place} is not found`);
    default:
      return refused(
        `${place} 上的 PostgreSQL 无法连接（${codeOf(cause) ?? '超时'}），请检查地址、网络和数据库是否已启动`,
        `PostgreSQL at ${place} cannot be reached (${codeOf(cause) ?? 'timeout'}); check address and network, and whether it runs`,
      );
  }
}

/**
 * Asked before a program begins its work on a database.
 *
 * @throws {SettingRefused} where it cannot be reached or was never migrated.
 */
export function checkMigrated(databaseUrl: string): Promise<void> {
  return withClient(databaseUrl, async (client) => {
    const { rows } = await client.query<{ name: string | null }>(
      `SELECT to_regclass('"_prisma_migrations"')::text AS name`,
    );
    if (rows[0]?.name) return;
    throw new SettingRefused(
      'DATABASE_URL',
      `${placeOf(databaseUrl)} 上的数据库还是空的，请先建立数据表：node dist/prisma/migrate.js（源码运行：npm run migrate）`,
      `the database at ${placeOf(databaseUrl)} is empty; make its tables first: node dist/prisma/migrate.js (from source: npm run migrate)`,
    );
  });
}
