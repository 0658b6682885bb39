import { defaultLadder } from '../../domain/ladder/index.ts';
import { createDb, type Db } from '../../prisma/client.ts';
import { migrate } from '../../prisma/migrate.ts';
import type { Actor } from '../../prisma/repositories/actor.ts';
import {
  cancelPlannedLadder,
  readPlannedLadders,
  savePlannedLadders,
} from '../../prisma/repositories/plannedLadders.ts';
import { makePlannedChanges, readPlannedChanges } from '../../prisma/repositories/plannedUnitChanges.ts';
import { createEmptyDatabase, type TestDatabase } from '../support/database.ts';
import { migratedBefore } from '../support/migratedBefore.ts';

const ONE_TABLE = '20261128011724_planned_changes';
const REFUSAL = { zh: '已有“县粮储局”', en: '“县粮储局” exists already' };
const actor: Actor = {
  ...{ accountId: 'account', personId: 'person', personName: '管理员', countyId: 'county', businessDay: '2020-03-02' },
  posts: [{ id: 'admin', kind: 'ADMIN', unitId: null }],
};

let database: TestDatabase;
let db: Db;
beforeEach(async () => {
  database = await createEmptyDatabase();
  db = createDb(database.url);
});
afterEach(async () => {
  await db.$disconnect();
  await database.drop();
});

/** An installation as it was when changes of units and ladders waited in tables of their own. */
async function installationOfBefore(): Promise<void> {
  await migratedBefore(database.url, ONE_TABLE);
  await db.$executeRaw`INSERT INTO "County" (id, name, "businessDate") VALUES ('county', '示范县', '2020-03-02')`;
  await db.$executeRaw`INSERT INTO "Unit" (id, "countyId", name, aliases)
    VALUES ('grain', 'county', '县粮食局', '{}'), ('trade', 'county', '县商务局', '{}'), ('culture', 'county', '县文化局', '{}')`;
  await db.$executeRaw`INSERT INTO "Person" (id, "countyId", name) VALUES ('person', 'county', '管理员')`;
  await db.$executeRaw`INSERT INTO "Account" (id, "countyId", "personId", username, "passwordHash")
    VALUES ('account', 'county', 'person', 'admin', 'none')`;
}

async function putDownUnits(id: string, unitId: string, name: string, state: string, refusal: object | null = null) {
  await db.$executeRaw`
    INSERT INTO "PlannedUnitChange" (id, "countyId", "onDay", input, "unitIds", state, refusal, "madeBy", "madeById", "madeOn")
    VALUES (${id}, 'county', '2020-03-16', ${JSON.stringify({ kind: 'RENAME', id: unitId, name, reason: '机构改革' })}::jsonb,
      ARRAY[${unitId}], ${state}::"PlannedChangeState", ${refusal === null ? null : JSON.stringify(refusal)}::jsonb,
      '管理员', 'account', '2020-03-01')`;
}

async function putDownLadder(id: string, name: string, fromDay: string) {
  await db.$executeRaw`
    INSERT INTO "PlannedLadder" (id, "countyId", "fromDay", name, rungs, version, reason, "madeBy", "madeById", "madeOn")
    VALUES (${id}, 'county', ${fromDay}, ${name}, ${JSON.stringify(defaultLadder)}::jsonb, 0, '从严', '管理员', 'account', '2020-03-01')`;
}

it('what waited, was refused, made or taken back goes over to the one table whole, and is made on its day', async () => {
  await installationOfBefore();
  await putDownUnits('waits', 'trade', '县商务和投资局', 'PLANNED');
  await putDownUnits('refused', 'grain', '县粮储局', 'REFUSED', REFUSAL);
  await putDownUnits('made', 'culture', '县文化和旅游局', 'MADE');
  await putDownUnits('dropped', 'culture', '县文体局', 'CANCELLED');
  await putDownLadder('stricter', '从严', '2020-03-16');
  await putDownLadder('later', '急件', '2020-04-01');
  await migrate(database.url);

  const dated = { onDay: '2020-03-16', reason: '机构改革', madeBy: '管理员', madeOn: '2020-03-01' };
  const waits = { ...dated, id: 'waits', kind: 'RENAME', to: [{ id: 'trade', name: '县商务和投资局' }], refusal: null };
  const refused = { ...dated, id: 'refused', from: [{ id: 'grain', name: '县粮食局' }], refusal: REFUSAL };
  const rows = await readPlannedChanges(db, actor);
  expect(rows).toHaveLength(2);
  expect(rows).toEqual(expect.arrayContaining([expect.objectContaining(waits), expect.objectContaining(refused)]));
  expect(await readPlannedChanges(db, actor, 'trade')).toMatchObject([waits]);
  const closed = await db.plannedChange.findMany({ where: { state: { in: ['MADE', 'CANCELLED'] } } });
  expect(closed.map(({ id, state }) => `${id} ${state}`).sort()).toEqual(['dropped CANCELLED', 'made MADE']);
  expect(await readPlannedLadders(db, actor)).toMatchObject([
    { id: 'stricter', name: '从严', fromDay: '2020-03-16', ladder: defaultLadder, reason: '从严', refusal: null },
    { id: 'later', name: '急件', fromDay: '2020-04-01' },
  ]);

  await makePlannedChanges(db, 'county', '2020-03-16');
  await savePlannedLadders(db, 'county', '2020-03-16');
  await cancelPlannedLadder(db, actor, 'later');
  expect((await db.unit.findUniqueOrThrow({ where: { id: 'trade' } })).name).toBe('县商务和投资局');
  expect(await db.ladder.findMany({ select: { name: true, version: true, savedOn: true } })).toEqual([
    { name: '从严', version: 1, savedOn: '2020-03-16' },
  ]);
  expect(await readPlannedChanges(db, actor)).toMatchObject([{ id: 'refused' }]);
  expect(await readPlannedLadders(db, actor)).toEqual([]);
});
