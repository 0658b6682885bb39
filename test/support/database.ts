import { createHash, randomBytes } from 'node:crypto';
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

/** Does something over one connection to the server, outside the databases of the tests. */
async function withServer<T>(act: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: serverUrl('postgres') });
  await client.connect();
  try {
    return await act(client);
  } finally {
    await client.end();
  }
}

const onServer = (sql: string) => withServer((client) => client.query(sql));

async function drop(name: string): Promise<void> {
  await onServer(`DROP DATABASE "${name}" WITH (FORCE)`);
}

async function copyOf(template: string): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  await onServer(`CREATE DATABASE "${name}" TEMPLATE "${template}" STRATEGY file_copy`);
  return { url: serverUrl(name), drop: () => drop(name) };
}

/** A migrated, empty database of its own, copied from the template in some 15 ms where it is kept in memory. */
export function createTestDatabase(): Promise<TestDatabase> {
  return copyOf(TEMPLATE_DATABASE);
}

/**
 * Prepares a database once in a test run, whichever file needs it first, to be copied from then on.
 *
 * @param contents What is in it, in a word that says all on which `prepare` depends.
 * @param prepare Fills the database. What it answers is kept, as JSON, for all who copy.
 * @param base What it begins with: a migrated, empty database, unless told otherwise.
 */
export async function prepareDatabase<T>(
  contents: string,
  prepare: (url: string) => Promise<T>,
  base: () => Promise<TestDatabase> = createTestDatabase,
): Promise<{ answer: T; copy: () => Promise<TestDatabase> }> {
  const name = `prepared_${createHash('sha256').update(contents).digest('hex').slice(0, 32)}`;
  const answer = await withServer(async (client) => {
    await client.query('SELECT pg_advisory_lock(hashtext($1))', [name]);
    const made = await client.query<{ answer: string }>(
      "SELECT shobj_description(oid, 'pg_database') AS answer FROM pg_database WHERE datname = $1",
      [name],
    );
    const kept = made.rows[0]?.answer;
    if (kept !== undefined) return JSON.parse(kept) as T;
    const raw = await base();
    const fresh = (await prepare(raw.url)) ?? null;
    const rawName = new URL(raw.url).pathname.slice(1);
    await client.query(`COMMENT ON DATABASE "${rawName}" IS ${client.escapeLiteral(JSON.stringify(fresh))}`);
    await client.query(`ALTER DATABASE "${rawName}" RENAME TO "${name}"`);
    return fresh as T;
  });
  return { answer, copy: () => copyOf(name) };
}

/** An empty database without any table, for tests of migrations. `options` is the tail of CREATE DATABASE. */
export async function createEmptyDatabase(options = ''): Promise<TestDatabase> {
  const name = `empty_${randomBytes(8).toString('hex')}`;
  await onServer(`CREATE DATABASE "${name}" TEMPLATE template0 ${options}`);
  return { url: serverUrl(name), drop: () => drop(name) };
}
