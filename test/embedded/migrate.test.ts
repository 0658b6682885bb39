import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { checkDatabase, migrate } from '../../prisma/migrate.ts';
import { MIGRATIONS_DIR, PRISMA_DIR, readMigrations } from '../../prisma/schemaEngine.ts';
import type { TestDatabase } from '../support/database.ts';
import { createEmptyDatabase, createTestDatabase } from '../support/database.ts';

const databases: TestDatabase[] = [];

async function made(database: Promise<TestDatabase>): Promise<string> {
  databases.push(await database);
  return databases.at(-1)?.url ?? '';
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

afterAll(async () => {
  for (const database of databases) await database.drop();
});

describe('migrate', () => {
  it('brings an empty database to the schema, and does nothing the second time', async () => {
    const url = await made(createEmptyDatabase());
    const names = readMigrations().migrationDirectories.map((directory) => directory.path);
    expect(await migrate(url)).toEqual(names);
    expect(await migrate(url)).toEqual([]);
    const rows = await query(
      url,
      'SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL ORDER BY 1',
    );
    expect(rows.map((row) => row.migration_name)).toEqual(names);
  });

  it('lets two callers migrate one database at once', async () => {
    const url = await made(createEmptyDatabase());
    const applied = await Promise.all([migrate(url), migrate(url)]);
    expect(applied.flat()).toEqual(readMigrations().migrationDirectories.map((directory) => directory.path));
  });

  it('refuses a database of a newer version and leaves it alone', async () => {
    const url = await made(createTestDatabase());
    await query(
      url,
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ('x', 'x', '99991231000000_future', now(), now(), 1)`,
    );
    await expect(migrate(url)).rejects.toThrow(/更新的版本.*99991231000000_future[\s\S]*newer version/);
  });

  it.each([
    [`ENCODING 'UTF8' LOCALE 'C'`, /UTF8、C[\s\S]*C\.UTF-8/],
    [`ENCODING 'SQL_ASCII' LOCALE 'C'`, /SQL_ASCII/],
  ])('refuses a database in which Chinese text cannot be searched (%s)', async (options, message) => {
    const url = await made(createEmptyDatabase(options));
    await expect(migrate(url)).rejects.toThrow(message);
    expect(await query(url, `SELECT to_regclass('"_prisma_migrations"') AS name`)).toEqual([{ name: null }]);
  });

  it('has a migration for everything in schema.prisma', () => {
    const kept = readFileSync(join(MIGRATIONS_DIR, 'schema.prisma'), 'utf8');
    expect(kept).toBe(readFileSync(join(PRISMA_DIR, 'schema.prisma'), 'utf8'));
  });

  it('finds trigrams in Chinese text of the embedded database', async () => {
    const url = await made(createEmptyDatabase());
    await checkDatabase(url);
    await query(url, 'CREATE EXTENSION pg_trgm');
    const [row] = await query(url, `SELECT array_length(show_trgm('控辍保学'), 1) AS n`);
    expect(row?.n).toBeGreaterThan(3);
  });
});
