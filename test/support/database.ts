import { randomBytes } from 'node:crypto';
import pg from 'pg';

export const TEMPLATE_DATABASE = 'duban_template';

export interface TestDatabase {
  url: string;
  /** Ends all its sessions and removes it. */
  drop(): Promise<void>;
}

function serverUrl(database: string): string {
  const template = process.env.DUBAN_TEST_DATABASE_URL;
  if (!template) throw new Error('no test database: this test belongs to the jest project "parts"');
  return Object.assign(new URL(template), { pathname: `/${database}` }).href;
}

async function onServer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl('postgres') });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** A migrated, empty database of its own for one test file, copied from the template in some 15 ms where it is kept in memory. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  await onServer(`CREATE DATABASE "${name}" TEMPLATE "${TEMPLATE_DATABASE}" STRATEGY file_copy`);
  return { url: serverUrl(name), drop: () => onServer(`DROP DATABASE "${name}" WITH (FORCE)`) };
}

/** An empty database without any table, for tests of migrations. `options` is the tail of CREATE DATABASE. */
export async function createEmptyDatabase(options = ''): Promise<TestDatabase> {
  const name = `empty_${randomBytes(8).toString('hex')}`;
  await onServer(`CREATE DATABASE "${name}" TEMPLATE template0 ${options}`);
  return { url: serverUrl(name), drop: () => onServer(`DROP DATABASE "${name}" WITH (FORCE)`) };
}
