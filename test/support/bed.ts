import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { Day } from '../../domain/process/types.ts';
import { createDb, type Db } from '../../prisma/client.ts';
import { buildCounty, type TestCounty } from './county.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';

export interface Bed {
  readonly db: Db;
  readonly url: string;
  readonly county: TestCounty;
}

async function copyOf(url: string): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  const at = (database: string) => Object.assign(new URL(url), { pathname: `/${database}` }).href;
  const onServer = async (sql: string) => {
    const client = new pg.Client({ connectionString: at('postgres') });
    await client.connect();
    await client.query(sql).finally(() => client.end());
  };
  await onServer(`CREATE DATABASE "${name}" TEMPLATE "${new URL(url).pathname.slice(1)}" STRATEGY file_copy`);
  return { url: at(name), drop: () => onServer(`DROP DATABASE "${name}" WITH (FORCE)`) };
}

/** A database with a county for each test of the file, thrown away after it. The county is made once and copied. */
export function freshCounty(options: { businessDate?: Day; measureBpmn?: string } = {}): Bed {
  let made: { database: TestDatabase; county: TestCounty } | null = null;
  let current: { database: TestDatabase; db: Db; county: TestCounty } | null = null;
  const require = () => {
    if (!current) throw new Error('only inside a test');
    return current;
  };
  beforeAll(async () => {
    const database = await createTestDatabase();
    const db = createDb(database.url);
    made = { database, county: await buildCounty(db, options) };
    await db.$disconnect();
  });
  beforeEach(async () => {
    if (!made) throw new Error('no county to copy');
    const database = await copyOf(made.database.url);
    current = { database, db: createDb(database.url), county: made.county };
  });
  afterEach(async () => {
    await current?.db.$disconnect();
    await current?.database.drop();
    current = null;
  });
  afterAll(() => made?.database.drop());
  return {
    get db() {
      return require().db;
    },
    get url() {
      return require().database.url;
    },
    get county() {
      return require().county;
    },
  };
}
