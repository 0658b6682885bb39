import type { Day } from '../../domain/process/types.ts';
import { createDb, type Db } from '../../prisma/client.ts';
import { buildCounty, type TestCounty } from './county.ts';
import { prepareDatabase, type TestDatabase } from './database.ts';

export interface Bed {
  readonly db: Db;
  readonly url: string;
  readonly county: TestCounty;
}

/** A database with a county for each test of the file, thrown away after it. The county is made once in a run and copied. */
export function freshCounty(options: { businessDate?: Day; measureBpmn?: string } = {}): Bed {
  let made: { copy: () => Promise<TestDatabase>; answer: TestCounty } | null = null;
  let current: { database: TestDatabase; db: Db; county: TestCounty } | null = null;
  const require = () => {
    if (!current) throw new Error('only inside a test');
    return current;
  };
  beforeAll(async () => {
    made = await prepareDatabase(`county ${JSON.stringify(options)}`, async (url) => {
      const db = createDb(url);
      return buildCounty(db, options).finally(() => db.$disconnect());
    });
  });
  beforeEach(async () => {
    if (!made) throw new Error('no county to copy');
    const database = await made.copy();
    current = { database, db: createDb(database.url), county: made.answer };
  });
  afterEach(async () => {
    await current?.db.$disconnect();
    await current?.database.drop();
    current = null;
  });
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
